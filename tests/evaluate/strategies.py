"""Small catalogs for properties: records that fit their schemas, with all kinds of holes."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from generator.model.catalog import Catalog
from tests.evaluate.build import catalog

LINES = ["commercial_general_liability", "umbrella", "automobile_liability"]
PLACES = ["US", "US-OR", "US-WA", "GB"]
KINDS = ["facilities", "cleaning", "electrical", "software"]
FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
Data = dict[str, Any]

days = st.dates(FIRST, LAST).map(date.isoformat)
money = st.tuples(st.sampled_from(["500000.00", "1000000.00"]), st.sampled_from(["USD", "EUR"]))
amounts = money.map(lambda pair: {"amount": pair[0], "currency": pair[1]})
policies_of_a_handbook = ("base", "late")


def some(**fields: Any) -> st.SearchStrategy[Data]:
    """An object that may lack any of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


def numbered(name: str, items: st.SearchStrategy[Data], most: int = 3) -> Any:
    """Up to ``most`` of them, each with an id of its own."""
    return st.lists(items, max_size=most).map(
        lambda found: [{"id": f"{name}-{place}", **one} for place, one in enumerate(found)]
    )


insurance = numbered(
    "pol",
    st.builds(
        lambda line, rest: {"line": line, **rest},
        st.sampled_from(LINES),
        some(
            policy_eff=days,
            policy_exp=days,
            expiry_convention=st.sampled_from(["inclusive", "exclusive"]),
            cancelled_on=days,
            status=st.sampled_from(["draft", "active", "superseded", "cancelled"]),
            superseded_by=st.sampled_from(["pol-0", "pol-1"]),
            follow_form=st.sampled_from(["none", "stated"]),
            schedule_of_underlying=st.just([LINES[0]]),
            limits=some(each_occurrence=amounts, aggregate=amounts),
        ),
    ),
    most=4,
)
licences = numbered(
    "lic",
    st.builds(
        lambda rest: {"licence_type": "trade", **rest},
        some(
            jurisdiction=st.sampled_from(PLACES),
            issued_on=days,
            expires_on=days,
            perpetual=st.booleans(),
            status=st.sampled_from(["active", "suspended", "pending"]),
            superseded_by=st.sampled_from(["lic-0", "lic-1"]),
            continuation=st.just({"applies": True, "evidence": {"document_ref": "dms/1"}}),
        ),
    ),
    most=2,
)
certifications = numbered(
    "crt",
    st.builds(
        lambda scheme, rest: {"scheme": scheme, **rest},
        st.sampled_from(["SOC 2", "ISO 27001"]),
        some(
            issued_on=days,
            expires_on=days,
            period_end=st.dates(date(2025, 1, 1), LAST).map(date.isoformat),
            bridge_letter=some(covers_to=days),
            method=st.sampled_from(["self_declared", "document_review"]),
        ),
    ),
    most=2,
)
renewals = st.builds(
    lambda rest: {"type": "auto", **rest},
    some(
        max_renewals=st.integers(0, 1),
        notice=st.builds(
            lambda value, unit: {"value": value, "unit": unit},
            st.integers(0, 90),
            st.sampled_from(["calendar_days", "business_days"]),
        ),
        decision=st.builds(
            lambda what, when: {"decision": what, "decided_on": when},
            st.sampled_from(["renew", "exit"]),
            days,
        ),
    ),
)
contracts = numbered(
    "con",
    st.builds(
        lambda rest: {"title": "Work", **rest},
        some(
            type=st.sampled_from(["MSA", "SOW"]),
            starts_on=days,
            ends_on=days,
            signed_on=days,
            evergreen=st.booleans(),
            cancelled_on=days,
            terminated_on=days,
            suspended_from=days,
            suspended_to=days,
            notice_served_on=days,
            renewal=renewals,
            renewed_by=st.sampled_from(["con-0", "con-1"]),
            value=some(initial=amounts),
            categories=st.lists(st.sampled_from(KINDS), max_size=2, unique=True),
            jurisdictions_of_work=st.lists(st.sampled_from(PLACES), max_size=2, unique=True),
            activities=st.lists(
                st.builds(
                    lambda rest: {"activity": "digging", **rest},
                    some(starts_on=days, ends_on=days),
                ),
                max_size=2,
            ),
        ),
    ),
)
permits = numbered(
    "per",
    st.builds(lambda rest: {"activity": "digging", **rest}, some(valid_from=days, valid_to=days)),
    most=2,
)
offers = numbered(
    "off",
    st.builds(
        lambda category, rest: {"category": category, **rest},
        st.sampled_from(KINDS),
        some(
            jurisdictions=st.lists(st.sampled_from(PLACES), max_size=2, unique=True),
            contract=st.sampled_from(["con-0", "con-1"]),
            orderable_indicator=st.booleans(),
        ),
    ),
)
absent = st.none()
suppliers = st.fixed_dictionaries(
    {
        "lifecycle_status": st.sampled_from(["approved"] * 4 + ["conditional", "suspended"]),
        "access": st.sampled_from([None, ["none"], ["onsite"]]),
        "criticality": st.sampled_from([None, "low", "high"]),
        "service_jurisdictions": st.sampled_from([None, ["US-OR"], ["US-OR", "US-WA"]]),
        "offers": st.one_of(absent, offers),
        "insurance": insurance.map(lambda found: {"policies": found}),
        "licences": licences,
        "certifications": certifications,
        "contracts": contracts,
        "permits": permits,
    }
)

LIMIT: Data = {"line": LINES[0], "min": {"amount": "1000000.00", "currency": "USD"}}
RULES: tuple[Mapping[str, Any], ...] = (
    {"check": "INS-01", "params": {"lines": LINES[:1]}},
    {"check": "INS-02"},
    {"check": "INS-03", "warn_days": [60, 30, 7]},
    {"check": "INS-04", "params": {"lines": LINES[:1], "lookback_months": 6}},
    {
        "check": "INS-07",
        "params": {
            **LIMIT,
            "limit": "each_occurrence",
            "umbrella_may_satisfy": True,
            "rate_max_age_days": 90,
            "error_from_pct": 50,
        },
    },
    {"check": "INS-21"},
    {"check": "INS-30"},
    {"check": "LIC-01", "params": {"licence_types": ["trade"]}},
    {"check": "LIC-02"},
    {"check": "LIC-03", "warn_days": [30, 7]},
    {"check": "LIC-04", "params": {"licence_types": ["trade"]}},
    {"check": "LIC-05", "params": {"licence_types": ["trade"]}},
    {"check": "LIC-10"},
    {"check": "PMT-01", "params": {"activities": ["digging"]}},
    {"check": "PMT-02", "params": {"activities": ["digging"]}},
    {"check": "CRT-01", "params": {"schemes": ["SOC 2"], "report_months": 12, "bridge_months": 3}},
    {"check": "CRT-06", "params": {"months": 12, "bridge_months": 3}, "warn_days": [60]},
    {"check": "CON-01"},
    {"check": "CON-02"},
    {"check": "CON-04", "warn_days": [90, 30]},
    {"check": "CON-05", "params": {"grace_days": 30}},
    {"check": "CON-06", "params": {"decide_days": 30, "heads_up_days": 30}},
    {"check": "CON-07"},
    {"check": "CON-09"},
    {"check": "REC-04"},
    {"check": "REC-05"},
    {"check": "REC-14"},
)
SELECTORS: tuple[Data, ...] = (
    {},
    {"access": ["onsite"]},
    {"criticality": ["high"]},
    {"category": ["facilities"]},
    {"jurisdiction": ["US-OR"]},
    {"category": ["cleaning"], "jurisdiction": ["US"]},
    {"contract_type": ["MSA"]},
    {"value_min": {"amount": "600000.00", "currency": "USD"}},
)
rules = st.builds(
    lambda rule, severity, when, rest: {
        **rule,
        "severity": severity,
        "applies_when": when,
        **rest,
    },
    st.sampled_from(RULES),
    st.sampled_from(["block", "error", "error", "warning", "info"]),
    st.sampled_from(SELECTORS),
    some(effective_from=days, transition_until=days),
)
handbooks = st.lists(rules, min_size=3, max_size=8)
waivers = st.lists(
    st.builds(
        lambda number, start, length, rest: {
            "requirement": f"rule-{number}",
            "starts_on": start.isoformat(),
            "expires_on": (start + timedelta(days=length)).isoformat(),
            **rest,
        },
        st.integers(0, 7),
        st.dates(FIRST, LAST),
        st.integers(0, 120),
        some(
            scope=some(
                category=st.sampled_from(["cleaning", "facilities"]),
                jurisdiction=st.sampled_from(["US", "US-OR"]),
            )
        ),
    ),
    max_size=2,
)
REFERENCE: Data = {
    "rates": [
        {"currency": "EUR", "rate": "1.1000", "date": "2026-03-01"},
        {"currency": "EUR", "rate": "1.0500", "date": "2026-09-01"},
    ],
    "calendars": [
        {
            "id": "us-federal",
            "years": [{"year": year, "days": [f"{year}-12-25"]} for year in (2026, 2027)],
        }
    ],
}


def handbook(found: list[Data], start: str | None) -> list[Data]:
    """The rules in two policies; the second takes effect on ``start``."""
    named = [{**rule, "id": f"rule-{number}"} for number, rule in enumerate(found)]
    return [
        {
            "id": name,
            "rules": named[place::2],
            **({"effective_from": start} if place and start else {}),
        }
        for place, name in enumerate(policies_of_a_handbook)
    ]


@st.composite
def catalogs(draw: st.DrawFn, suppliers_at_most: int = 1) -> Catalog:
    """A catalog of one supplier or more, a handbook, and waivers."""
    firms = draw(st.lists(suppliers, min_size=1, max_size=suppliers_at_most))
    written = handbook(draw(handbooks), draw(st.one_of(absent, days)))
    return catalog(
        suppliers=[
            {"id": "acme" if not place else f"firm-{place}", "legal_name": f"Firm {place}", **one}
            for place, one in enumerate(firms)
        ],
        policies=written,
        waivers=[{"id": f"wv-{place}", **one} for place, one in enumerate(draw(waivers))],
        reference=REFERENCE,
    )
