"""Being asked to stop: clean up first, and never in the middle of the swap."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ASKED = (signal.SIGINT, signal.SIGTERM)


class Stop(BaseException):
    """SIGTERM came. Not an Exception, so that nothing on the way takes it for a failure."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn SIGTERM into Stop while a build runs. Signals reach the main thread alone."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Stop

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before if before is not None else signal.SIG_DFL)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Hold signals back until the end of the block.

    By handlers and not by a mask: a mask is for one thread, and where there are others (a
    preview's server, say) the signal would reach Python through one of them.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []
    before = {one: signal.signal(one, lambda number, _frame: held.append(number)) for one in _ASKED}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler if handler is not None else signal.SIG_DFL)
        for number in held[:1]:
            signal.raise_signal(number)
