"""``catalog import``: a register in CSV or XLSX becomes supplier records."""

import argparse
from pathlib import Path

from generator.commands.base import (
    CLEAN,
    DATA,
    Command,
    Progress,
    UsageError,
    find_root,
    say,
    tell,
)
from generator.importer import ImportUsageError, import_register
from generator.reports.base import line
from generator.reports.text import problem_line


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("register", metavar="FILE", help="a register in CSV or XLSX")
    parser.add_argument("--mapping", metavar="MAP.yml", required=True, help="columns to fields")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")


def _run(args: argparse.Namespace) -> int:
    root = find_root(args.root)
    try:
        report = import_register(
            register=Path(args.register),
            mapping=Path(args.mapping),
            root=root,
            dry_run=args.dry_run,
            progress=Progress("Importing"),
        )
    except ImportUsageError as error:
        raise UsageError(str(error)) from error
    for one in report.rejected:
        say(problem_line(one))
    for first, second, why in report.duplicates:
        say(f"likely the same firm: {first} and {second}: {line(why)}")
    for note in report.notes:
        say(f"note: {line(note)}")
    did = "would be written" if args.dry_run else "written"
    tell(
        f"{report.rows:,} rows: {report.contracts:,} contracts of {report.suppliers:,} suppliers; "
        f"{report.rejected_rows:,} rows left out; {len(report.duplicates):,} likely duplicates."
    )
    tell(
        f"{len(report.written):,} records {did}, {len(report.updated):,} updated, "
        f"{report.unchanged:,} unchanged."
    )
    return DATA if report.rejected else CLEAN


COMMAND = Command(
    name="import", help="turn a register into supplier records", options=_options, run=_run
)
