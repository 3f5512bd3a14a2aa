"""``catalog codeowners``: who is asked to review what, made from the owners in the records."""

import argparse

from generator.commands.base import (
    CLEAN,
    DATA,
    Command,
    UsageError,
    find_root,
    read,
    say,
    show_problems,
    tell,
)
from generator.commands.output import hand_out
from generator.commands.revisions import CODEOWNERS
from generator.governance.codeowners import KEEPER, codeowners
from generator.load.git import GitError, Repository
from generator.model.catalog import Catalog


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when the file is not current"
    )
    parser.add_argument(
        "--keeper",
        metavar="ROLE",
        default=KEEPER,
        help=f"the role that owns what nobody else does (default: {KEEPER})",
    )


def _run(args: argparse.Namespace) -> int:
    root = find_root(args.root)
    try:
        with Repository.around(root) as repository:
            path, prefix = repository.top_folder / CODEOWNERS, repository.prefix
    except GitError as error:
        raise UsageError(str(error)) from error
    loaded = read(root)
    if loaded.catalog is None:
        show_problems(loaded)
        return DATA
    wanted = codeowners(loaded.catalog, prefix, _keeper(args.keeper, loaded.catalog))
    held = path.read_bytes().decode("utf-8", "replace") if path.is_file() else None
    if args.check:
        if held == wanted:
            return CLEAN
        what = "is not there" if held is None else "is behind the records"
        say(f"{CODEOWNERS} {what}: run 'catalog codeowners'")
        return DATA
    if held != wanted:
        path.parent.mkdir(exist_ok=True)
        hand_out([(path, wanted)])
    state = "is current" if held == wanted else "is written"
    tell(f"{CODEOWNERS} {state}: {wanted.count(chr(10) + '/')} lines")
    return CLEAN


def _keeper(role: str, catalog: Catalog) -> str:
    if role not in catalog.reference.roles:
        raise UsageError(
            f"--keeper {role}: there is no such role in reference/roles.yml; name the one that "
            "owns what nobody else does"
        )
    return role


COMMAND = Command(
    name="codeowners",
    help="write .github/CODEOWNERS from the owners in the records",
    options=_options,
    run=_run,
)
