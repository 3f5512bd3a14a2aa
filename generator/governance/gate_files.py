"""Which files decide what the check of a change finds: workflows, engine, pins, hooks.

One list for all that asks: the rule that keeps them apart from records, and CODEOWNERS.
"""

FOLDERS = (".github/", ".gitlab/", ".ci/", "generator/", "build/", "site/")
"""``build/`` and ``site/`` are made by the engine; committed, they could be taken for its word."""
FILES = (
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
    ".pre-commit-hooks.yaml",
    ".gitattributes",
    ".gitmodules",
    "action.yml",
    "conftest.py",
    "Makefile",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements.lock",
    "requirements-dev.lock",
)


def is_gate(path: str, prefix: str = "") -> bool:
    """Whether a path, seen from the top of the repository, belongs to the gate.

    ``prefix`` leads to the catalog: its gate may lie at the top or beside it.
    """
    inside = path.removeprefix(prefix)
    return any(one.startswith(FOLDERS) or one in FILES for one in (path, inside))


def gate_paths(prefix: str = "") -> tuple[str, ...]:
    """Every path of the gate, folders with a slash at their end, from the top."""
    return tuple(dict.fromkeys(f"{top}{one}" for top in ("", prefix) for one in (*FOLDERS, *FILES)))
