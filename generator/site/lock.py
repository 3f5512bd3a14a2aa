"""One build at a time for each site."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.site.errors import PublishError


@contextmanager
def site_lock(site: Path) -> Iterator[None]:
    """Hold the lock beside the site. Raises PublishError at once when another build has it.

    The system lets go of the lock when the process ends, however it ends. The file stays, as
    deleting it would let two builds hold a lock of that name.
    """
    path = site.with_name(f".{site.name}.lock")
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
    try:
        try:
            _take(handle)
        except OSError as error:
            raise PublishError(f"{site}: another build is running for this folder") from error
        yield
    finally:
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
