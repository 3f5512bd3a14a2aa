"""Naive evaluation of the checks of certifications and reports, on the raw record."""

from datetime import date
from decimal import Decimal

from tests.naive.basics import Data, day, items, plus_days, plus_months
from tests.naive.names import alike, plain
from tests.naive.papers_licences import replaced

Found = list[tuple[str, str]]


def own_word(one: Data) -> bool:
    """Whether only the supplier says so."""
    return "self_declared" in (one.get("method"), one.get("evidence", {}).get("method"))


def of_schemes(record: Data, schemes: list[str] | None, today: date) -> list[Data]:
    """Certifications of the schemes that none replaces."""
    held = items(record, "certifications")
    wanted = [one.lower() for one in schemes or []]
    return [
        one
        for one in held
        if (not wanted or one["scheme"].lower() in wanted)
        and not replaced(one, held, "issued_on", today)
    ]


def standing(record: Data, schemes: list[str] | None, today: date) -> list[Data]:
    """Of these, certificates of others that have begun and not ended."""
    now = today.isoformat()
    return [
        one
        for one in of_schemes(record, schemes, today)
        if not own_word(one) and one.get("issued_on", "") <= now <= one.get("expires_on", "9")
    ]


def CRT_02(record: Data, params: Data, today: date, reference: Data) -> Found:
    """A scope tag for each category offered, and the sites asked for."""
    parents = {one["id"]: one.get("parent") for one in reference.get("categories", [])}

    def line(category: str | None) -> list[str]:
        return [category, *line(parents.get(category))] if category else []

    def judge(one: Data, category: str) -> str:
        tags, sites = one.get("scope_tags", []), one.get("sites", [])
        if not tags:
            return "unknown"
        if not set(tags) & {*line(category), *params.get("tags", [])}:
            return "fail"
        asked = [plain(site) for site in params.get("sites", [])]
        if asked and not sites:
            return "unknown"
        return "pass" if set(asked) <= {plain(site) for site in sites} else "fail"

    found: Found = []
    held = standing(record, params["schemes"], today)
    for category in sorted({one["category"] for one in items(record, "offers")}):
        answers = [judge(one, category) for one in held]
        for word in ("pass", "unknown", "fail"):
            if word in answers:
                found.append((f"certifications/scope/{category}", word))
                break
    return found


def CRT_03(record: Data, params: Data, today: date, reference: Data) -> Found:
    """A body of the list."""
    return [
        (
            f"certifications/{one['id']}",
            alike(one["accreditation_body"], params["bodies"])
            if one.get("accreditation_body")
            else "unknown",
        )
        for one in standing(record, params["schemes"], today)
    ]


def CRT_04(record: Data, params: Data, today: date, reference: Data) -> Found:
    """No withdrawn edition after its last day."""
    old = {one.split(":")[-1].strip().lower() for one in params["editions"]}
    found: Found = []
    for one in standing(record, [params["scheme"]], today):
        edition = one.get("edition")
        gone = edition and edition.split(":")[-1].strip().lower() in old
        late = today.isoformat() > params["last_day"]
        answer = "unknown" if not edition else "fail" if gone and late else "pass"
        found.append((f"certifications/{one['id']}", answer))
    return found


def CRT_05(record: Data, params: Data, today: date, reference: Data) -> Found:
    """An audit in the last months, and days of tolerance."""

    def judge(one: Data) -> str:
        issued, audit = day(one.get("issued_on")), day(one.get("last_surveillance_on"))
        audit = audit if audit and audit <= today else None
        known = [when for when in (issued, audit) if when]
        ends = [
            plus_days(plus_months(when, params["months"]), params["tolerance_days"])
            for when in known
        ]
        if any(end >= today for end in ends):
            return "pass"
        return "fail" if audit else "unknown"

    held = standing(record, params["schemes"], today)
    return [(f"certifications/{one['id']}", judge(one)) for one in held]


def soc2(record: Data) -> list[Data]:
    """SOC 2 reports."""
    found = items(record, "certifications")
    return [one for one in found if one["scheme"].lower().replace("-", " ").startswith("soc 2")]


def CRT_07(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Opinion, type and review of the newest report."""
    held = items(record, "certifications")
    reports = [one for one in soc2(record) if not replaced(one, held, "issued_on", today)]
    if not reports:
        return []
    one = max(reports, key=lambda it: (it.get("period_end", ""), it["id"]))
    opinion = {None: "unknown", "unqualified": "pass"}.get(one.get("opinion"), "fail")
    found = [("certifications/soc-2/opinion", opinion)]
    if params.get("type_two"):
        kind = {None: "unknown", "II": "pass"}.get(one.get("report_type"), "fail")
        found.append(("certifications/soc-2/type", kind))
    if params.get("controls_reviewed"):
        done = one.get("cuecs_reviewed_on", "9") <= today.isoformat()
        found.append(("certifications/soc-2/controls", "pass" if done else "unknown"))
    return found


def CRT_08(record: Data, params: Data, today: date, reference: Data) -> Found:
    """No day missing between one report and the next."""
    now = today.isoformat()
    reports = [
        one
        for one in soc2(record)
        if one.get("report_type") != "I" and one.get("issued_on", "") <= now
    ]
    whole = [one for one in reports if "period_start" in one and "period_end" in one]
    whole.sort(key=lambda one: (one["period_start"], one["id"]))
    found: Found = []
    for index, one in enumerate(whole):
        before = [date.fromisoformat(other["period_end"]) for other in whole[:index]]
        if before:
            gap = date.fromisoformat(one["period_start"]) > plus_days(max(before), 1)
            found.append((f"certifications/{one['id']}", "fail" if gap else "pass"))
    if len(reports) > 1:
        odd = [one for one in reports if one not in whole]
        found += [(f"certifications/{one['id']}", "unknown") for one in odd]
    return found


def CRT_09(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Verified by somebody other than the supplier."""
    mine = [one["id"] for one in of_schemes(record, params.get("schemes"), today)]
    mine += record.get("diversity", [])

    def method(one: Data) -> str | None:
        return one.get("method") or one.get("evidence", {}).get("method")

    found: Found = []
    for one in of_schemes(record, None, today):
        if one["id"] not in mine or one.get("expires_on", "9") < today.isoformat():
            continue
        answer = "pass" if method(one) else "unknown"
        if own_word(one):
            others = standing(record, [one["scheme"]], today)
            answer = "pass" if any(method(other) for other in others) else "fail"
        found.append((f"certifications/{one['id']}", answer))
    return found


def CRT_10(record: Data, params: Data, today: date, reference: Data) -> Found:
    """The newest EcoVadis rating, recent and high enough."""
    held = [
        one
        for one in of_schemes(record, ["ecovadis"], today)
        if not own_word(one) and one.get("issued_on", "") <= today.isoformat()
    ]
    if not held:
        return []
    one = max(held, key=lambda it: (it.get("issued_on", ""), it["id"]))
    issued, score = day(one.get("issued_on")), one.get("score")
    low = score is not None and Decimal(str(score)) < params["floor"]
    old = issued is not None and plus_months(issued, params["months"]) < today
    known = score is not None and issued is not None
    answer = "fail" if low or old else "pass" if known else "unknown"
    return [("certifications/ecovadis", answer)]


NAIVE = {
    "CRT-02": CRT_02,
    "CRT-03": CRT_03,
    "CRT-04": CRT_04,
    "CRT-05": CRT_05,
    "CRT-07": CRT_07,
    "CRT-08": CRT_08,
    "CRT-09": CRT_09,
    "CRT-10": CRT_10,
}
