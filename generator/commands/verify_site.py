"""``catalog verify-site``: is what is published what was built?"""

import argparse
import re
import time
from pathlib import Path
from typing import Protocol

from generator.commands.base import CLEAN, DATA, VACUOUS, Command, UsageError, say, tell
from generator.reports.base import line
from generator.site.address import Address, Unreadable
from generator.site.live import Live
from generator.site.manifest import Manifest, compare, read_manifest
from generator.site.paths import MANIFEST

_ID = re.compile(r"[0-9a-f]{64}")
_LONGEST_WAIT = 3600
PAUSE = 5.0


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("site", metavar="URL_OR_DIR", help="a folder, or an http or https address")
    parser.add_argument(
        "--expect", metavar="ID", help="the id that its manifest has to have, 64 hex digits"
    )
    parser.add_argument(
        "--wait",
        metavar="SECONDS",
        type=int,
        default=0,
        help="look again for so long until the expected site is there (needs --expect)",
    )


class _Place(Protocol):
    """Where a site is. Both raise Unreadable for a site that cannot be read at all."""

    def manifest(self) -> Manifest:
        """What the site says that it consists of."""

    def differences(self, manifest: Manifest) -> list[str]:
        """One sentence for each file that is not as the manifest says."""


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def manifest(self) -> Manifest:
        found = read_manifest(self._folder)
        if found is None:
            raise Unreadable("missing, or not that of a site that this tool built")
        return found

    def differences(self, manifest: Manifest) -> list[str]:
        return list(compare(self._folder, manifest))


class _Served:
    """A site at an address. What was right once is not looked at again."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._right: set[tuple[str, str]] = set()

    def manifest(self) -> Manifest:
        return self._live.manifest()

    def differences(self, manifest: Manifest) -> list[str]:
        wanted = sorted(set(manifest.files.items()) - self._right)
        wrong = dict(self._live.faults(wanted))
        self._right |= {one for one in wanted if one[0] not in wrong}
        return [f"{path}: {fault}" for path, fault in wrong.items()]


def _run(args: argparse.Namespace) -> int:
    if args.expect is not None and not _ID.fullmatch(args.expect):
        raise UsageError("--expect: write the id of a manifest, 64 hex digits")
    if not 0 <= args.wait <= _LONGEST_WAIT:
        raise UsageError(f"--wait: 0 to {_LONGEST_WAIT} seconds")
    if args.wait and args.expect is None:
        raise UsageError("--wait: say with --expect what to wait for")
    if args.site.startswith(("http://", "https://")):
        with Live(Address.parse(args.site)) as live:
            return _verify(_Served(live), args.expect, args.wait)
    folder = Path(args.site)
    if not folder.is_dir():
        raise UsageError(f"{args.site}: there is no such folder, and it is no http(s) address")
    return _verify(_Folder(folder), args.expect, args.wait)


def _verify(place: _Place, expected: str | None, wait: int) -> int:
    ends = time.monotonic() + wait
    manifest, wrong = _look(place, expected)
    while wrong and (left := ends - time.monotonic()) > 0:
        time.sleep(min(PAUSE, left))
        manifest, wrong = _look(place, expected)
    for one in wrong:
        say(line(one))
    if wrong or manifest is None:
        count = f"{len(wrong):,} difference{'' if len(wrong) == 1 else 's'}"
        tell(f"{count}: this is not, or not wholly, the site that was built.")
        return DATA
    if not manifest.files:
        tell("catalog: nothing was checked: the manifest names no file")
        return VACUOUS
    say(manifest.id)  # alone, so that a script can take it
    of = f" of commit {line(manifest.commit)}" if manifest.commit else ""
    tell(f"{len(manifest.files):,} files are as built, as of {line(manifest.as_of)}{of}.")
    return CLEAN


def _look(place: _Place, expected: str | None) -> tuple[Manifest | None, list[str]]:
    try:
        found = place.manifest()
    except Unreadable as error:
        return None, [f"{MANIFEST}: {error}"]
    if expected is not None and found.id != expected:
        return found, [f"{MANIFEST}: the site has the id {found.id}, expected is {expected}"]
    return found, sorted(place.differences(found))


COMMAND = Command(
    name="verify-site",
    help="hold a published site, a folder or an address, against its manifest",
    options=_options,
    run=_run,
)
