"""Work on many records at once, on every core, where that pays."""

import os
from collections.abc import Callable, Sequence
from typing import Any

# Below this many records, starting processes takes longer than they save.
WORTH_IT = 300
_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def spread(
    function: Callable[[Any], Any],
    items: Sequence[Any],
    progress: Callable[[int, int], None] | None = None,
) -> list[Any]:
    """``[function(item) for item in items]``, in order, by forked processes if there are many.

    The function and the items reach the processes by the fork itself; only results are sent.
    """
    total = len(items)
    jobs = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, 8)
    if total < WORTH_IT or jobs < 2 or not hasattr(os, "fork"):
        return list(_one_by_one(function, items, progress))
    import multiprocessing  # most runs need no process, and it takes a while to load

    global _work
    _work = (function, items)
    size = max(50, total // (jobs * 8))
    ranges = [(start, min(start + size, total)) for start in range(0, total, size)]
    found: list[Any] = []
    try:
        with multiprocessing.get_context("fork").Pool(jobs) as pool:
            for part in pool.imap(_part, ranges):
                found += part
                if progress is not None:
                    progress(len(found), total)
    finally:
        _work = None
    return found


def _one_by_one(
    function: Callable[[Any], Any],
    items: Sequence[Any],
    progress: Callable[[int, int], None] | None,
) -> Any:
    for index, item in enumerate(items):
        yield function(item)
        if progress is not None:
            progress(index + 1, len(items))


def _part(span: tuple[int, int]) -> list[Any]:
    assert _work is not None
    function, items = _work
    return [function(item) for item in items[span[0] : span[1]]]
