"""The command line: parse, run one command, turn what went wrong into a line and an exit code."""

import argparse
import codecs
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from typing import NoReturn

from generator import __version__, commands
from generator.commands.base import INTERNAL, USAGE, Command, UsageError, tell
from generator.reports.base import line
from generator.site.errors import SiteError, SiteUsageError


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message} (see '{self.prog} --help')")


def found_commands(wanted: str = "") -> list[Command]:
    """Every command: the modules of generator/commands with a COMMAND.

    A ``wanted`` one that has a module of its name comes alone: the others take time to load.
    """
    names = sorted(one.name for one in pkgutil.iter_modules(commands.__path__))
    for some in ([one for one in names if one == wanted], names):
        loaded = [importlib.import_module(f"{commands.__name__}.{name}") for name in some]
        found = [one.COMMAND for one in loaded if hasattr(one, "COMMAND")]
        if any(one.name == wanted for one in found):
            break
    return found


def parser(wanted: str = "") -> argparse.ArgumentParser:
    """The whole command line, or as much of it as the ``wanted`` command needs."""
    everywhere = _Parser(add_help=False)
    everywhere.add_argument(
        "--root", metavar="DIR", help="the catalog (default: the one around this folder)"
    )
    everywhere.add_argument(
        "--as-of", metavar="DATE", help="the day to judge by, YYYY-MM-DD (default: today)"
    )
    everywhere.add_argument(
        "--ascii", action="store_true", help="print ASCII alone: other characters as \\uXXXX"
    )
    top = _Parser(
        prog="catalog",
        description="Supplier catalog and policy handbook, checked.",
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"supplier-catalog {__version__}")
    subparsers = top.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    for command in found_commands(wanted):
        sub = subparsers.add_parser(
            command.name,
            help=command.help,
            description=command.help[:1].upper() + command.help[1:] + ".",
            parents=[everywhere],
            allow_abbrev=False,
        )
        command.options(sub)
        sub.set_defaults(run=command.run)
    return top


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """What ASCII has not, as in the rest of the output: four digits, or eight."""
    assert isinstance(error, UnicodeEncodeError)
    codes = map(ord, error.object[error.start : error.end])
    shown = "".join(f"\\u{one:04x}" if one < 0x10000 else f"\\U{one:08x}" for one in codes)
    return shown, error.end


def _print_ascii() -> None:
    codecs.register_error("catalog.escaped", _escaped)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="ascii", errors="catalog.escaped")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code; never raises, never prints a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        words = sys.argv[1:] if argv is None else argv
        args = parser(words[0] if words else "").parse_args(words)
        if args.ascii:
            _print_ascii()
        code = int(args.run(args))
        sys.stdout.flush()
        return code
    except SystemExit as leaving:  # --help and --version
        return int(leaving.code or 0)
    except (UsageError, SiteUsageError) as error:
        tell(f"catalog: {line(str(error))}")
        return USAGE
    except SiteError as error:
        for one in str(error).splitlines():
            tell(f"catalog: {line(one)}")
        return INTERNAL
    except KeyboardInterrupt:
        tell("catalog: stopped")
        return INTERNAL
    except BrokenPipeError:
        # The reader has had enough, as in `catalog check | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return INTERNAL
    except OSError as error:
        about = f"{error.filename}: " if error.filename else ""
        tell(f"catalog: {line(about)}{error.strerror or error}")
        return INTERNAL
    except Exception as error:
        tell(
            f"catalog: internal error: {type(error).__name__}: {line(str(error))}; nothing was "
            "published. Please report it (CATALOG_DEBUG=1 shows where)."
        )
        if os.environ.get("CATALOG_DEBUG"):
            raise
        return INTERNAL


if __name__ == "__main__":
    sys.exit(main())
