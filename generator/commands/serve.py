"""``catalog serve``: preview the site on this machine, rebuilt when a record changes."""

import argparse
import gc
from pathlib import Path

from generator.commands.base import CLEAN, Command, UsageError, find_root, tell
from generator.commands.build import build_into, language_option
from generator.site.errors import PublishError
from generator.site.serve import serve

WATCHED = ("suppliers", "policies", "reference", "schemas", "docs", "generator", "mkdocs.yml")


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    parser.add_argument("--audience", choices=("internal", "public"), default="internal")
    language_option(parser)


def _run(args: argparse.Namespace) -> int:
    if not 1 <= args.port <= 65535:
        raise UsageError(f"--port {args.port}: choose a port from 1 to 65535")
    root = find_root(args.root)
    gc.enable()  # unlike the others, this command goes on and drops what it built

    def build(site_dir: Path) -> None:
        code, result, _ = build_into(args, root, site_dir)
        if result is None:
            raise PublishError(f"exit code {code}; the last good site stays")

    serve(build, [root / name for name in WATCHED], args.port, log=tell)
    return CLEAN


COMMAND = Command(
    name="serve", help="preview the site, rebuilt on each change", options=_options, run=_run
)
