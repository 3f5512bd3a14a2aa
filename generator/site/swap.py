"""Putting a finished folder in the place of an old one, in one step where the system can."""

import ctypes
import errno
import os
import sys
from pathlib import Path

from generator.site.manifest import read_manifest

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


def previous(site: Path) -> Path:
    """Where the old site stands for a moment when the two cannot change places at once."""
    return site.with_name(f".{site.name}.previous")


def swap_in(new: Path, site: Path) -> Path | None:
    """Put ``new`` at ``site``. Returns where the old site is now, None if there was none.

    Raises OSError, with the old site in its place.
    """
    if not site.exists():
        new.rename(site)
        return None
    if exchange(new, site):
        return new
    return _rename_both(new, site)


def recover(site: Path) -> Path | None:
    """Mend a swap that was cut off. Returns a folder that is now of no use, if there is one."""
    old = previous(site)
    if not old.is_dir():
        return None
    if site.exists() or read_manifest(old) is None:
        return old
    old.rename(site)
    return None


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step. False where the system cannot do it."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), os.fspath(other))


def _rename_both(new: Path, site: Path) -> Path:
    """Two steps; a crash between them leaves the old site whole, under its other name."""
    old = previous(site)
    site.rename(old)
    try:
        new.rename(site)
    except OSError:
        old.rename(site)
        raise
    return old
