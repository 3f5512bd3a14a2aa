"""Where reports go: ``--format F[=FILE]``, each file whole or not at all."""

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.commands.base import UsageError, say
from generator.reports import binary, registry

LEVELS = ("block", "error", "warning", "never")


def report_options(parser: argparse.ArgumentParser, fail_on: str) -> None:
    """The options of what judges and reports; ``fail_on`` says what reaching a level does."""
    parser.add_argument(
        "--format",
        action="append",
        metavar="FORMAT[=FILE]",
        help=f"one of {', '.join(registry())}; may be given several times, each to its file",
    )
    parser.add_argument(
        "--fail-on", choices=LEVELS, default="error", help=f"{fail_on} (default: error)"
    )
    parser.add_argument(
        "--no-cache", action="store_true", help="work everything out, and remember nothing"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A format and its file; None is standard output."""

    format: str
    path: Path | None


def targets(given: Iterable[str]) -> list[Target]:
    """What ``--format`` was given. Raises UsageError."""
    found = [_target(one) for one in given]
    if sum(one.path is None for one in found) > 1:
        raise UsageError(
            "--format: only one report can go to standard output; name files as F=FILE"
        )
    files = [one.path.resolve() for one in found if one.path is not None]
    for path in files:
        if files.count(path) > 1:
            raise UsageError(f"--format: two reports would be written to {path.name}")
    return found


def _target(given: str) -> Target:
    name, equals, path = given.partition("=")
    if name not in registry():
        raise UsageError(f"--format {name}: choose one of {', '.join(registry())}")
    if equals and not path:
        raise UsageError(f"--format {given}: name a file after the equals sign")
    if not path and name in binary():
        raise UsageError(
            f"--format {name}: this is no text; name a file, as in --format {name}=report.{name}"
        )
    return Target(format=name, path=Path(path) if path else None)


def hand_out(made: Sequence[tuple[Path | None, str | bytes]]) -> None:
    """Write the files, then print what has none.

    No file is replaced before all are written beside their places. Raises UsageError for a
    file that cannot be written.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, content in made:
            if path is not None:
                with _named(path):
                    _stage(path, content, waiting)
        for temporary, place in waiting:
            with _named(place):
                temporary.replace(place)
    finally:
        for temporary, _ in waiting:
            with suppress(OSError):
                temporary.unlink()
    for path, content in made:
        if path is None and isinstance(content, str):
            say(content)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"--format: {path} cannot be written: {error.strerror}") from error


def _stage(path: Path, content: str | bytes, waiting: list[tuple[Path, Path]]) -> None:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    if path.exists() and not path.is_file():  # a pipe, say: there is nothing to replace
        path.write_bytes(data)
        return
    # Whole or not at all: a half report must not be read as a whole one.
    place = path.resolve()
    temporary = place.with_name(f".{place.name}.{os.getpid()}.{len(waiting)}")
    waiting.append((temporary, place))
    temporary.write_bytes(data)


def folder_in_repository(root: Path) -> str:
    """Where ``root`` lies in its git repository, with a slash at its end; '' at the top."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            inside = root.relative_to(folder).as_posix()
            return "" if inside == "." else f"{inside}/"
    return ""
