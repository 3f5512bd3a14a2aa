"""``catalog drift``: what time alone changed, and will change, grouped by who owns it."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from generator.checks import registry
from generator.commands.base import (
    CLEAN,
    DATA,
    INTERNAL,
    VACUOUS,
    Command,
    UsageError,
    assess,
    day_of,
    find_root,
    read,
    say,
    show_errors,
    show_problems,
    tell,
    vacuous,
)
from generator.commands.output import hand_out
from generator.commands.states import assembled
from generator.evaluate.drift import HORIZONS, Turn, turned, turning
from generator.evaluate.supplier import HORIZON_DAYS
from generator.load.catalog import read_record
from generator.load.git import GitError, Repository
from generator.load.schema_files import schemas_of
from generator.load.snapshot import of_tree
from generator.model import words
from generator.model.assessment import Assessment
from generator.model.catalog import Catalog
from generator.model.dates import parse_date
from generator.reports._issues import issues, table, when
from generator.reports._letters import letter
from generator.reports.base import line, markdown

NOBODY = "@nobody"


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--since",
        metavar="REV_OR_DATE",
        required=True,
        help="a day (YYYY-MM-DD), or a commit, whose day is taken",
    )
    parser.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    parser.add_argument(
        "--mail", metavar="DIR", help="write a drafted e-mail for each supplier into DIR, as .eml"
    )
    parser.add_argument(
        "--issues", metavar="DIR", help="write one issue text for each owner into DIR, as .md"
    )
    parser.add_argument(
        "--fail", action="store_true", help="exit with 1 when something became worse"
    )


def _run(args: argparse.Namespace) -> int:
    root = find_root(args.root)
    loaded = read(root)
    if loaded.catalog is None:
        show_problems(loaded)
        return DATA
    catalog, today = loaded.catalog, day_of(args, loaded.catalog)
    since, records = _then(args.since, root, catalog)
    if not 0 <= (today - since).days <= HORIZON_DAYS:
        raise UsageError(
            f"--since {line(args.since)}: {since} is not one of the {HORIZON_DAYS} days before "
            f"{today}"
        )
    then, now = assess(records, since), assess(catalog, today)
    if then.errors or now.errors:
        show_errors(now if now.errors else then)
        return INTERNAL
    nothing = vacuous(catalog, now)
    if nothing:
        tell(f"catalog: nothing was checked: {nothing}")
        return VACUOUS
    past = [one for one in turned(then, today) if one.supplier in catalog.suppliers]
    future = turning(now)
    _files(args, catalog, now, past, future)
    shown = {"text": _text, "markdown": _markdown, "json": _json}[args.format]
    say("\n".join(shown(catalog, since, now, past, future)))
    return DATA if args.fail and any(one.worse for one in past) else CLEAN


def _then(given: str, root: Path, catalog: Catalog) -> tuple[date, Catalog]:
    """The day, and the records as they stood on it: what came later is no matter of time."""
    day = parse_date(given)
    try:
        with Repository.around(root) as repository:
            commit = repository.commit(given) if day is None else repository.last_before(day)
            if commit is not None:
                records = _at(repository, commit)
                return day or repository.day(commit), records
    except GitError as error:
        if day is None:
            raise UsageError(f"--since {line(given)}: {error}") from error
    assert day is not None
    tell("catalog: git knows no state of that day; the records are taken as they are now")
    return day, catalog


def _at(repository: Repository, commit: str) -> Catalog:
    """The records of a commit that can be read."""
    snapshot = of_tree(repository, commit)
    schemas, wrong = schemas_of(snapshot)
    files = snapshot.files(snapshot.kinds)
    found = {one: read_record(one, schemas) for one in files}
    return assembled(snapshot, files, found, schemas, wrong, registry()).readable


def _files(
    args: argparse.Namespace, catalog: Catalog, now: Assessment, past: list[Turn], to: list[Turn]
) -> None:
    made: list[tuple[Path | None, str | bytes]] = []
    if args.mail is not None:
        folder = _folder(args.mail)
        coming = _coming(to)
        for one in now.suppliers:
            drafted = letter(one, catalog, now.as_of, coming.get(one.id, ()))
            if drafted is not None and drafted.to:
                made.append((folder / f"{one.id}.eml", drafted.message(now.as_of)))
    if args.issues is not None:
        folder = _folder(args.issues)
        for owner, text in issues(catalog, now, past, to, NOBODY).items():
            made.append((folder / f"{owner.removeprefix('@')}.md", text))
    if made:
        hand_out(made)
        tell(f"{len(made)} files written.")


def _folder(given: str) -> Path:
    folder = Path(given)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{line(given)}: this folder cannot be made: {error.strerror}") from error
    return folder


def _coming(turns: list[Turn]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in turns:
        if one.worse:
            found.setdefault(one.supplier, []).extend(
                f"from {words.day(one.day)}: {reason}" for reason in one.because[:3]
            )
    return found


def _owner(catalog: Catalog, supplier: str) -> str:
    return str(catalog.suppliers[supplier].data.get("owner", NOBODY))


def _by_owner(catalog: Catalog, turns: list[Turn]) -> dict[str, list[Turn]]:
    found: dict[str, list[Turn]] = {}
    for one in turns:
        found.setdefault(_owner(catalog, one.supplier), []).append(one)
    return dict(sorted(found.items()))


def _headline(since: date, past: list[Turn], future: list[Turn]) -> str:
    worse = sum(one.worse for one in past)
    ahead = ", ".join(
        f"{sum(one.within <= days for one in future)} within {days} days" for days in HORIZONS
    )
    return (
        f"Since {words.day(since)}, through time alone: {worse} worse, {len(past) - worse} "
        f"better. To come: {ahead}."
    )


def _text(
    catalog: Catalog, since: date, now: Assessment, past: list[Turn], future: list[Turn]
) -> Iterator[str]:
    yield _headline(since, past, future)
    for owner, turns in _by_owner(catalog, [*past, *future]).items():
        yield ""
        yield f"{line(catalog.reference.role_name(owner))} ({owner})"
        for one in turns:
            yield (
                f"  {when(one)}: {line(one.legal_name)} ({one.supplier}): "
                f"{one.before.label} → {one.after.label}"
            )
            yield from (f"      {line(reason)}" for reason in one.because[:2] if one.worse)


def _markdown(
    catalog: Catalog, since: date, now: Assessment, past: list[Turn], future: list[Turn]
) -> Iterator[str]:
    yield f"# What time changed, as of {words.day(now.as_of)}"
    yield ""
    yield markdown(_headline(since, past, future))
    for owner, turns in _by_owner(catalog, [*past, *future]).items():
        yield ""
        yield f"## {markdown(catalog.reference.role_name(owner))}"
        yield ""
        yield from table(turns)


def _json(
    catalog: Catalog, since: date, now: Assessment, past: list[Turn], future: list[Turn]
) -> Iterator[str]:
    data = {
        "since": since.isoformat(),
        "as_of": now.as_of.isoformat(),
        "turned": [_as_data(catalog, one) for one in past],
        "turning": [_as_data(catalog, one) for one in future],
    }
    yield json.dumps(data, indent=2, sort_keys=True, ensure_ascii=True)


def _as_data(catalog: Catalog, one: Turn) -> dict[str, Any]:
    return {
        "supplier": one.supplier,
        "legal_name": one.legal_name,
        "owner": _owner(catalog, one.supplier),
        "day": one.day.isoformat(),
        "before": str(one.before),
        "after": str(one.after),
        "worse": one.worse,
        "within_days": one.within or None,
        "because": list(one.because),
    }


COMMAND = Command(
    name="drift",
    help="say what time alone changed since a day, and what it will change in 90 days",
    options=_options,
    run=_run,
)
