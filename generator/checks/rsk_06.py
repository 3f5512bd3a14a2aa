"""Critical suppliers do not all sit in one place.

Why: One strike, one storm or one owner should not stop all that we depend on.
Method: Of the suppliers in use with one of the named criticalities, as many as the clause asks for
at least, the share in each country, and in the hands of each parent, is held against the clause's
figure. A supplier belongs to its ultimate parent, or else its parent, or else to itself. A country
that is not recorded may be any of them: a share that it could lift above the figure is unknown.
Boundary: A share equal to the figure is not above it.
Example: Five of eight in one country, figure 60: 62.5 per cent, a warning.
Excludes: Where the work is done, which may be in another country.
Mend: Qualify suppliers elsewhere, or explain in the policy why the place is safe.
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.checks._figures import rounded, share_of
from generator.checks.base import CatalogCase, Param, Result, Subject, check, passed
from generator.model.assessment import Outcome
from generator.model.names import normalise
from generator.model.policy import DEFAULT_STATUSES
from generator.model.records import Record

_PARAMS = (
    Param(name="share", kind="integer", stricter="lower"),
    Param(name="at_least", kind="integer"),
    Param(
        name="criticality",
        kind="texts",
        allowed=frozenset(("low", "medium", "high", "critical")),
        stricter="more",
    ),
)


@check("RSK-06", "geo-concentration", *_PARAMS, subject=Subject.CATEGORY)
def run(case: CatalogCase) -> Iterator[Result]:
    """One result for each country and each parent above the share, or one pass for each kind."""
    found = [
        record
        for record in case.catalog.suppliers.values()
        if record.data["lifecycle_status"] in DEFAULT_STATUSES
        and record.data.get("criticality") in case.texts("criticality")
    ]
    if len(found) < max(case.integer("at_least"), 1):
        return
    countries = [str(one.data.get("registered_country") or "") for one in found]
    yield from _groups(case, "country", countries)
    parents = {record.id: _parent(record) for record in case.catalog.suppliers.values()}
    yield from _groups(case, "parent", [_top(record.id, parents) for record in found])


def _parent(record: Record) -> str:
    """What names the owner of a supplier: its id here, its LEI, or its name; '' without one."""
    owner = record.data.get("ultimate_parent") or record.data.get("parent") or {}
    name = str(owner.get("name") or "")
    return str(owner.get("supplier") or owner.get("lei") or (name and normalise(name)) or "")


def _top(name: str, parents: dict[str, str]) -> str:
    """The owner at the top, through owners that are suppliers here."""
    seen = {name}
    while parents.get(name) and parents[name] not in seen:
        name = parents[name]
        seen.add(name)
    return name


def _groups(case: CatalogCase, kind: str, members: list[str]) -> Iterator[Result]:
    most, total = case.integer("share"), Decimal(len(members))
    required = (
        f"at most {most} % of {len(members)} suppliers in use that we depend on, where there are "
        f"{case.integer('at_least')} or more"
    )
    unknown, over = members.count(""), False
    for name in sorted(set(members) - {""}):
        count = members.count(name)
        share = share_of(Decimal(count), total)
        possible = share_of(Decimal(count + unknown), total)
        if possible <= most:
            continue
        over = True
        sure = share > most
        held = f"{rounded(share)} %" + ("" if sure else f", and {unknown} not recorded")
        yield Result(
            outcome=Outcome.FAIL if sure else Outcome.UNKNOWN,
            subject=f"catalog/{kind}/{name}",
            topic=f"catalog/{kind}",
            path="reference/organisation.yml",
            required=required,
            held=held,
            message=f"{_WORDS[kind]} {name}: {held}; required is {required}",
            fix="Qualify suppliers elsewhere, or record the missing country.",
        )
    if not over:
        yield passed(f"catalog/{kind}", required=required, held="none above", topic=kind)


_WORDS = {"country": "Country", "parent": "Owner"}
