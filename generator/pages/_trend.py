"""The look back as numbers: the points of the trend, and the rows of its table."""

from collections.abc import Iterator

from generator.model.assessment import SEVERITY_ORDER, Verdict
from generator.model.trend import Point
from generator.pages.base import Site

COLUMNS = (
    *("as_of_day", "commit", "suppliers", "in_use", "ok_in_use", "compliance_per_cent"),
    *(f"{one.name.lower()}_suppliers" for one in Verdict),
    *(f"{one}_findings" for one in SEVERITY_ORDER),
    *("waived_findings", "rules_held", "gap"),
)
"""``gap`` says why a state cannot be judged; all that is counted is empty then."""


def series(site: Site) -> list[Point]:
    """The points of the past, and today's, which is of the records that the site is built from."""
    past = site.trend.points if site.trend is not None else ()
    return [*past, Point.of(site.assessment, site.commit)]


def rate(point: Point) -> float | None:
    """The compliance rate in whole per cent, rounded down; None where it is not known."""
    return None if point.gap or not point.in_use else float(100 * point.ok_in_use // point.in_use)


def rows(site: Site) -> Iterator[dict[str, str]]:
    """One row for each point, the oldest first: the cells of ``COLUMNS``."""
    for point in series(site):
        head = {"as_of_day": point.day.isoformat(), "commit": point.commit, "gap": point.gap}
        yield head if point.gap else {**head, **_counts(point)}


def _counts(point: Point) -> dict[str, str]:
    known = rate(point)
    counts = {
        "suppliers": point.suppliers,
        "in_use": point.in_use,
        "ok_in_use": point.ok_in_use,
        "waived_findings": point.waived,
        "rules_held": point.requirements,
        **{f"{one.name.lower()}_suppliers": n for one, n in point.verdicts.items()},
        **{f"{one}_findings": point.findings.get(one, 0) for one in SEVERITY_ORDER},
    }
    if known is not None:
        counts["compliance_per_cent"] = int(known)
    return {name: str(number) for name, number in counts.items()}
