"""A record's history, as its page tells it. Others than staff read the days and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.load.record_history import Change
from generator.model.fields import Field
from generator.pages.base import Site
from generator.pages.texts import known, plain, text

_FIELDS_SHOWN = 6
_SHORT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change: when, what and by whom. ``link`` leads to the commit, where one is known."""

    on: date
    what: str
    author: str = ""
    subject: str = ""
    fields: tuple[str, ...] = ()
    more_fields: int = 0
    commit: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastView:
    """The history of one record, the newest change first."""

    steps: tuple[Step, ...]
    older: int
    known: bool
    cut: bool
    uncommitted: bool


def past(site: Site, path: str, kind: str = "supplier") -> PastView:
    """What git has on the record at ``path``; ``kind`` is that of its schema."""
    history = site.history
    found = history.pasts.get(path)
    base = _address(site)
    return PastView(
        steps=tuple(_step(site, one, base, kind) for one in found.changes) if found else (),
        older=found.older if found else 0,
        known=history.known,
        cut=history.cut,
        uncommitted=path in history.uncommitted,
    )


def _address(site: Site) -> str:
    repository: Mapping[str, str] = site.catalog.reference.organisation.get("repository") or {}
    base = str(repository.get("url", ""))
    return base.rstrip("/") if base.startswith("https://") and site.internal else ""


def _step(site: Site, change: Change, base: str, kind: str) -> Step:
    words = {
        "added": text("Record added"),
        "removed": text("Record removed"),
        "changed": text("Record changed"),
    }[change.kind]
    if not site.internal:
        return Step(on=change.on, what=words)
    titles = [_title(site.fields[kind], one) for one in change.fields]
    return Step(
        on=change.on,
        what=words,
        author=change.author,
        subject=change.subject,
        fields=tuple(titles[:_FIELDS_SHOWN]),
        more_fields=max(0, len(titles) - _FIELDS_SHOWN),
        commit=change.commit[:_SHORT],
        link=f"{base}/commit/{change.commit}" if base else "",
    )


def _title(shape: Field, name: str) -> str:
    found = shape.children.get(name)
    return known(found.title) if found is not None and found.title else plain(name)
