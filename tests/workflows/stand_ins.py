"""What stands in for the host's own programs and actions, so that no network is needed.

``make`` is the real one; only the environment that it would install is there already. ``gh`` is a
recorder with issues, rules and attestations of its own, which refuses what the job has no right to.
"""

import compileall
import py_compile
import shutil
import sys
from pathlib import Path

DAY = "2026-11-22"

# An environment's `catalog`: the checkout's own engine, with the packages that are installed here,
# on the day of the example.
CATALOG = f"""#!/bin/sh
engine=$(cd "$(dirname "$0")/../.." && pwd)
command=$1
shift
if [ "$command" = verify-site ]; then set -- "$@" --wait 0; fi  # no test waits
PYTHONPATH=$engine exec {sys.executable} -P -m generator "$command" --as-of {DAY} "$@"
"""

MAKE = """#!/bin/sh
folder=.
if [ "$1" = -C ]; then folder=$2; fi
mkdir -p "$folder/.venv/bin"
cp "$(dirname "$0")/.catalog" "$folder/.venv/bin/catalog"
touch "$folder/.venv/bin/.site"
cp -R "$(dirname "$0")/.compiled/." "$folder"
exec {make} "$@"
"""

PYTHON = f"""#!/bin/sh
exec {sys.executable} -I "$@"
"""

GH = f"""#!{sys.executable} -I
import hashlib, json, os, sys
from pathlib import Path

place = Path(os.environ["STAND_IN_GH"])
state = json.loads(place.read_text())
rights = json.loads(os.environ["STAND_IN_RIGHTS"])
words = sys.argv[1:]
state["calls"].append(words)


def need(right):
    if not os.environ.get("GH_TOKEN") or right not in rights:
        sys.exit(f"HTTP 403: this job has no right to {{right}}")


def given(name, default=None):
    for at, word in enumerate(words):
        if word == name:
            return words[at + 1]
        if word.startswith(name + "="):
            return word.split("=", 1)[1]
    return default


def field(name):
    return next(one.split("=", 1)[1] for one in words if one.startswith(name + "="))


def numbered(number):
    return next(one for one in state["issues"] if one["number"] == int(number))


if words[0] == "label":
    need("issues: write")
elif words[:2] == ["issue", "list"]:
    need("issues: write")
    label, app = given("--label"), given("--app")
    found = [one for one in state["issues"] if label in one["labels"] and one["app"] == app]
    keys = given("--json").split(",")
    print(json.dumps([{{key: one[key] for key in keys}} for one in found]))
elif words[0] == "issue":
    need("issues: write")
    if words[1] == "create":
        number = len(state["issues"]) + 1
        state["issues"].append({{"number": number, "state": "OPEN", "title": given("--title"),
            "labels": [given("--label")], "app": "github-actions", "body": ""}})
    else:
        number = words[2]
    issue = numbered(number)
    if given("--body-file"):
        issue["body"] = Path(given("--body-file")).read_text()
        if len(issue["body"]) > 65536:
            sys.exit("HTTP 422: body is too long")
    issue["state"] = {{"close": "CLOSED", "reopen": "OPEN"}}.get(words[1], issue["state"])
elif words[0] == "attestation":
    need("attestations: read")
    digest = "sha256:" + hashlib.sha256(Path(words[2]).read_bytes()).hexdigest()
    if digest not in state["attested"]:
        sys.exit("no attestation was found")
elif words[0] == "api" and "/code-scanning/" in " ".join(words):
    need("security-events: write")
    state["uploaded"] = Path(field("sarif")[1:]).read_text()
elif words[0] == "api" and "/rules/branches/" in words[1]:
    print(json.dumps(state["rules"]))
else:
    sys.exit(f"unknown: {{words}}")
place.write_text(json.dumps(state))
"""


def compiled(checkout: Path, folder: Path) -> None:
    """The engine's modules, compiled: each is used only where the source is just the same."""
    shutil.copytree(checkout / "generator", folder / "generator")
    mode = py_compile.PycInvalidationMode.CHECKED_HASH
    assert compileall.compile_dir(folder, quiet=2, invalidation_mode=mode)
    for one in folder.rglob("*"):
        if one.is_file() and one.suffix != ".pyc":
            one.unlink()


def put(folder: Path, make: str, engine: Path) -> None:
    """The programs, in a folder for the PATH; ``engine`` is what :func:`compiled` left."""
    folder.mkdir(parents=True)
    programs = {
        ".catalog": CATALOG,
        "make": MAKE.format(make=make),
        "python3": PYTHON,
        "gh": GH,
    }
    for name, text in programs.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    (folder / ".compiled").symlink_to(engine)
