"""What pages are made of: the site as a page sees it, and the page it gives back.

A page module of this folder has ``def pages(site: Site) -> Iterator[Page | File]``; the folder
is the registry. Bodies are rendered by the templates beside them, with autoescape on, so that
whatever a record holds stays text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.checks import registry
from generator.checks.base import Check
from generator.load.record_history import History
from generator.model.assessment import (
    Assessment,
    Finding,
    Outcome,
    Scope,
    SupplierAssessment,
    Verdict,
)
from generator.model.catalog import Catalog
from generator.model.fields import Field, project
from generator.model.money import parse_money
from generator.model.policy import Clause, Requirement
from generator.model.records import Supplier
from generator.model.trend import Trend
from generator.pages import texts

SECTIONS = ("home", "suppliers", "handbook", "compliance", "work", "data", "docs")
TEMPLATES = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its place in the site, and the body that goes into the shell.

    ``body`` is safe HTML that starts with its own ``<main>``. ``edit`` is the repository path
    of the record behind the page. ``feed`` is the path of the news of what the page is about,
    without the endings of its two forms; '' where there is none.
    """

    path: str
    section: str
    title: str
    body: str
    description: str = ""
    edit: str = ""
    wide: bool = True
    feed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One other file of the site."""

    path: str
    data: bytes
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Site:
    """Everything a page may show, for one audience, on one day."""

    catalog: Catalog
    assessment: Assessment
    fields: Mapping[str, Field]
    audience: str = "internal"
    commit: str = ""
    edit_url: str = ""
    site_url: str = ""
    tool_version: str = ""
    trend: Trend | None = None
    history: History = field(default_factory=History)

    @property
    def as_of(self) -> date:
        """The day all verdicts are of."""
        return self.assessment.as_of

    @property
    def internal(self) -> bool:
        """Whether this is the staff's site: findings and their figures are shown to staff only."""
        return self.audience == "internal"

    @property
    def name(self) -> str:
        """The organisation's name."""
        return str(self.catalog.reference.organisation.get("name", "Supplier catalog"))

    @cached_property
    def suppliers(self) -> dict[str, SupplierAssessment]:
        """Every supplier's assessment by id."""
        return {one.id: one for one in self.assessment.suppliers}

    def record(self, supplier: str) -> Mapping[str, Any]:
        """What the audience may see of a supplier's record."""
        shown = project(
            self.catalog.suppliers[supplier].data, self.fields["supplier"], self.audience
        )
        return shown or {}

    def reading(self, supplier: str) -> Supplier:
        """The typed reading of the whole record: for dates and states, not for showing texts."""
        return Supplier(self.catalog.suppliers[supplier])

    @cached_property
    def findings_by_requirement(self) -> dict[str, list[Finding]]:
        """Findings (waived ones too) by requirement id, the worst first."""
        return _grouped(self.assessment.findings, "requirement")

    @cached_property
    def findings_by_clause(self) -> dict[str, list[Finding]]:
        """Findings by clause id."""
        return _grouped(self.assessment.findings, "clause")

    @cached_property
    def findings_by_code(self) -> dict[str, list[Finding]]:
        """Findings by check code."""
        return _grouped(self.assessment.findings, "code")

    @cached_property
    def offered(self) -> dict[str, list[tuple[str, Scope, Verdict]]]:
        """Category id → who offers it where, with the verdict; the category and those above it."""
        found: dict[str, list[tuple[str, Scope, Verdict]]] = {}
        for supplier in self.assessment.suppliers:
            for offer in supplier.offers:
                for category in self.catalog.reference.lineage(offer.scope.category):
                    found.setdefault(category, []).append((supplier.id, offer.scope, offer.verdict))
        return found

    @property
    def checks(self) -> Mapping[str, Check]:
        """Every check by code."""
        return registry()

    def clause(self, clause: str) -> Clause:
        """A clause by id."""
        return self.catalog.clauses[clause]

    def requirement(self, requirement: str) -> Requirement:
        """A requirement by id."""
        return self.catalog.requirements[requirement]

    def render(self, template: str, path: str, **context: Any) -> str:
        """The template's HTML for the page at ``path``; ``url(target)`` is relative to it."""
        return self._environment.get_template(template).render(
            site=self, path=path, url=lambda target: Markup(relative(path, target)), **context
        )

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=("jinja2.ext.i18n",),
        )
        environment.install_gettext_callables(  # type: ignore[attr-defined]
            texts.plain_text, texts.plain_counted, newstyle=True
        )
        environment.filters.update(
            day=lambda when: texts.day(when) if when else "",
            isoday=texts.iso_day,
            plain=texts.plain,
            thing=texts.thing,
            sentence=texts.sentence,
            value=texts.value,
            listing=texts.listing,
            duration=texts.duration,
            number=texts.grouped,
            label=texts.label,
            relative=texts.relative,
            place=texts.place,
            money=_money,
            count=texts.count,
        )
        environment.globals.update(Verdict=Verdict, Outcome=Outcome, as_of=self.as_of)
        return environment


def relative(path: str, target: str) -> str:
    """The link from the page at ``path`` to ``target`` (both from the site's top).

    Absolute addresses, ``mailto:`` and fragments stay as they are.
    """
    if target.startswith(("#", "https://", "mailto:", "tel:")):
        return target
    return "../" * path.count("/") + target


def _grouped(findings: Iterable[Finding], key: str) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(getattr(one, key), []).append(one)
    return found


def _money(data: Any) -> str:
    parsed = parse_money(data) if isinstance(data, dict) else data
    return texts.money(parsed) if parsed is not None else ""


def supplier_path(supplier: str) -> str:
    """Where a supplier's page is."""
    return f"suppliers/{supplier}/index.html"


def category_path(category: str) -> str:
    """Where a category's page is."""
    return f"categories/{category}/index.html"


def clause_path(policy: str, clause: str = "") -> str:
    """Where a policy, or a clause in it, is."""
    return f"handbook/{policy}/index.html" + (f"#{clause}" if clause else "")


def check_path(code: str) -> str:
    """Where a check's page is."""
    return f"checks/{code}/index.html"
