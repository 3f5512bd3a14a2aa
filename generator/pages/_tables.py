"""What stands in the tables: one row for each supplier, offer, finding and contract.

Columns come from the projection, so that what the audience may not see is not there. A column
whose field is hidden from the audience is left out with its heading.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.checks._contracts import notice, present
from generator.model.asof import AsOf
from generator.model.assessment import Finding, Outcome, Scope, SupplierAssessment
from generator.model.fields import AUDIENCES
from generator.pages import _trend
from generator.pages._dates import decide_days
from generator.pages._shown import shown
from generator.pages.base import Site
from generator.pages.texts import message as _

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column. ``field`` is where its value stands in a supplier's record; '' is worked out.

    ``internal`` marks a column that is worked out from what the public does not see.
    """

    name: str
    field: str = ""
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its columns, and the function that gives its rows."""

    name: str
    title: str
    what: str
    columns: tuple[Column, ...]
    rows: Callable[[Site], Iterator[Row]]
    internal: bool = False

    def header(self, site: Site) -> list[str]:
        """The columns that the audience may see, in order."""
        return [one.name for one in self.columns if _visible(site, one)]


def _visible(site: Site, column: Column) -> bool:
    if column.internal and not site.internal:
        return False
    if not column.field:
        return True
    field = site.fields["supplier"].at(
        tuple(0 if part == "*" else part for part in column.field.split("."))
    )
    return field is not None and field.visibility in AUDIENCES[site.audience]


def text(value: Any) -> str:
    """A value as one cell: lists are joined by semicolons, money is left to its own columns."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "; ".join(text(one) for one in value)
    return str(value)


def _cells(columns: tuple[Column, ...], data: Mapping[str, Any], prefix: str = "") -> Row:
    """The cells of columns whose field is in ``data``, below ``prefix``."""
    found: Row = {}
    for one in columns:
        if not one.field.startswith(prefix) or not one.field:
            continue
        value: Any = data
        for key in _keys(one.field, prefix):
            value = value.get(key) if isinstance(value, Mapping) else None
        found[one.name] = text(value)
    return found


@cache
def _keys(field: str, prefix: str) -> tuple[str, ...]:
    return tuple(field.removeprefix(prefix).split("."))


_SUPPLIERS = (
    Column(name="id", field="id"),
    Column(name="legal_name", field="legal_name"),
    Column(name="trading_names", field="trading_names"),
    Column(name="verdict"),
    Column(name="verdict_label"),
    Column(name="next_change_on"),
    Column(name="next_verdict"),
    Column(name="lifecycle_status", field="lifecycle_status"),
    Column(name="registered_country", field="registered_country"),
    Column(name="service_jurisdictions", field="service_jurisdictions"),
    Column(name="categories"),
    Column(name="owner", field="owner"),
    Column(name="deputy", field="deputy"),
    Column(name="criticality", field="criticality"),
    Column(name="inherent_risk_tier", field="inherent_risk_tier"),
    Column(name="sourcing_model", field="sourcing_model"),
    Column(name="review_due_on", field="review_due_on"),
    Column(name="block_findings", internal=True),
    Column(name="error_findings", internal=True),
    Column(name="warning_findings", internal=True),
    Column(name="waived_findings", internal=True),
)


def _supplier_rows(site: Site) -> Iterator[Row]:
    fields = tuple(one.field for one in _SUPPLIERS if one.field)
    for one in site.assessment.suppliers:
        later = one.timeline[1] if len(one.timeline) > 1 else None
        yield {
            **_cells(_SUPPLIERS, shown(site, one.id, *fields)),
            "verdict": str(one.verdict),
            "verdict_label": one.verdict.label,
            "next_change_on": later.start.isoformat() if later else "",
            "next_verdict": str(later.verdict) if later else "",
            "categories": text(list(dict.fromkeys(o.scope.category for o in one.offers))),
            **_counts(one.findings),
        }


def _counts(findings: tuple[Finding, ...]) -> Row:
    waived = [one for one in findings if one.outcome is Outcome.WAIVED]
    standing = [one for one in findings if one.outcome is not Outcome.WAIVED]
    counts = {
        f"{severity}_findings": str(sum(one.severity == severity for one in standing))
        for severity in ("block", "error", "warning")
    }
    return {**counts, "waived_findings": str(len(waived))}


_OFFERS = (
    Column(name="supplier"),
    Column(name="legal_name"),
    Column(name="offer", field="offers.*.id"),
    Column(name="category", field="offers.*.category"),
    Column(name="category_name"),
    Column(name="jurisdiction"),
    Column(name="verdict"),
    Column(name="description", field="offers.*.description"),
    Column(name="orderable", field="offers.*.orderable_indicator"),
    Column(name="unit", field="offers.*.unit"),
    Column(name="minimum_order_quantity", field="offers.*.minimum_order_quantity"),
    Column(name="lead_time", field="offers.*.lead_time"),
    Column(name="budget_band", field="offers.*.budget_band"),
    Column(name="contract", field="offers.*.contract"),
    Column(name="how_to_order", field="offers.*.how_to_order"),
)


def _offer_rows(site: Site) -> Iterator[Row]:
    for one in site.assessment.suppliers:
        seen = shown(site, one.id, "offers", "service_jurisdictions")
        for offer in seen.get("offers") or ():
            cells = _cells(_OFFERS, offer, "offers.*.")
            # A record that says nothing about it offers it for ordering.
            cells["orderable"] = cells.get("orderable") or "true"
            places = offer.get("jurisdictions") or seen.get("service_jurisdictions") or (None,)
            for place in places:
                yield {
                    **cells,
                    "supplier": one.id,
                    "legal_name": one.legal_name,
                    "category_name": site.catalog.reference.category_name(cells["category"]),
                    "jurisdiction": place or "",
                    "verdict": _verdict(one, Scope(cells["category"], place)),
                }


def _verdict(supplier: SupplierAssessment, scope: Scope) -> str:
    return next((str(one.verdict) for one in supplier.offers if one.scope == scope), "")


_CONTRACTS = (
    Column(name="supplier"),
    Column(name="legal_name"),
    Column(name="contract", field="contracts.*.id"),
    Column(name="title", field="contracts.*.title"),
    Column(name="type", field="contracts.*.type"),
    Column(name="state"),
    Column(name="owner", field="contracts.*.owner"),
    Column(name="signed_on", field="contracts.*.signed_on"),
    Column(name="starts_on", field="contracts.*.starts_on"),
    Column(name="ends_on", field="contracts.*.ends_on"),
    Column(name="renewal", field="contracts.*.renewal.type"),
    Column(name="notice_decide_by"),
    Column(name="notice_send_by"),
    Column(name="notice_arrives_by"),
    Column(name="value_initial", field="contracts.*.value.initial.amount"),
    Column(name="value_initial_currency", field="contracts.*.value.initial.currency"),
    Column(name="value_not_to_exceed", field="contracts.*.value.not_to_exceed.amount"),
    Column(name="value_not_to_exceed_currency", field="contracts.*.value.not_to_exceed.currency"),
    Column(name="categories", field="contracts.*.categories"),
)


def _contract_rows(site: Site) -> Iterator[Row]:
    days, reference = decide_days(site), site.catalog.reference
    today = AsOf(site.as_of)
    for one in site.assessment.suppliers:
        states = {row.id: row.state for row in one.contracts}
        seen = {
            data["id"]: data for data in shown(site, one.id, "contracts").get("contracts") or ()
        }
        for contract in site.reading(one.id).contracts:
            now = present(contract, today, reference)
            dates = notice(contract, now, reference, days) if now.renews else None
            by = (dates.decide_by, dates.send_by, dates.receipt_by) if dates else (None,) * 3
            yield {
                **_cells(_CONTRACTS, seen.get(contract.id, {}), "contracts.*."),
                "supplier": one.id,
                "legal_name": one.legal_name,
                "state": states.get(contract.id, ""),
                **{
                    name: day.isoformat() if day else ""
                    for name, day in zip(
                        ("notice_decide_by", "notice_send_by", "notice_arrives_by"), by, strict=True
                    )
                },
            }


_FINDINGS = tuple(
    Column(name=name)
    for name in (
        *("fingerprint", "code", "requirement", "policy", "clause"),
        *("supplier", "legal_name", "subject", "outcome", "severity"),
        *("message", "required", "held", "fix", "last_day", "act_by"),
        *("responsible", "waiver", "waived_until", "path"),
    )
)


def _finding_rows(site: Site) -> Iterator[Row]:
    for one in site.assessment.findings:
        supplier = site.suppliers.get(one.supplier or "")
        row = {column.name: text(getattr(one, column.name, "")) for column in _FINDINGS}
        yield {**row, "legal_name": supplier.legal_name if supplier else ""}


TABLES = (
    Table(
        name="suppliers",
        title=_("Suppliers"),
        what=_("One row for each supplier, with its verdict and the day on which it changes next."),
        columns=_SUPPLIERS,
        rows=_supplier_rows,
    ),
    Table(
        name="offers",
        title=_("Offers"),
        what=_("One row for each thing a supplier offers in each place, with the verdict for it."),
        columns=_OFFERS,
        rows=_offer_rows,
    ),
    Table(
        name="contracts",
        title=_("Contracts"),
        what=_("One row for each contract, with its state on the day and its notice dates."),
        columns=_CONTRACTS,
        rows=_contract_rows,
        internal=True,
    ),
    Table(
        name="findings",
        title=_("Findings"),
        what=_(
            "One row for each requirement that is not simply met, with what is on file and "
            "what to do. Waived ones are marked."
        ),
        columns=_FINDINGS,
        rows=_finding_rows,
        internal=True,
    ),
    Table(
        name="trend",
        title=_("Trend"),
        what=_(
            "One row for each earlier day that the site looked back at, and one for its own: "
            "suppliers by verdict, findings by severity."
        ),
        columns=tuple(Column(name=name) for name in _trend.COLUMNS),
        rows=_trend.rows,
        internal=True,
    ),
)
