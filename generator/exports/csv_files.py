"""The tables as files: ``data/<name>.csv`` for programs, ``<name>-safe.csv`` for spreadsheets."""

from collections.abc import Iterator

from generator.pages._csv import MEMO, downloads
from generator.pages._memo import forget
from generator.pages.base import File, Site


def files(site: Site) -> Iterator[File]:
    """Both forms of every table that the audience may have."""
    for one in downloads(site):
        yield one.raw
        yield one.safe
    forget(site, MEMO)
