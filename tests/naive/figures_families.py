"""The figures that random requirements of the families are given."""

from typing import Any

from tests.naive.figures import Figures, perhaps, some_lines

PROOFS = ("box_ticked", "endorsement_number", "endorsement_on_file")
RATED = {"rate_max_age_days": 90}


def half(make: Any) -> dict[str, str]:
    """An amount required, in dollars."""
    return {"amount": make.of(("500000.00", "1000000.00")), "currency": "USD"}


def counting(make: Any) -> dict[str, Any]:
    """How evidence counts."""
    return {
        "umbrella_may_satisfy": make.of((None, True, True, False)),
        "rate_max_age_days": make.of((None, 30, 90, 90)),
        "rate_haircut_pct": make.of((None, None, 5, 100)),
    }


def provision(make: Any) -> dict[str, Any]:
    """An endorsement required."""
    named = perhaps(make, "entity", "Acme Ltd")
    return {"lines": some_lines(make), "proof": make.of(PROOFS), **named}


def months(make: Any) -> dict[str, Any]:
    """How long something counts."""
    return {"months": make.of((0, 1, 6, 12))}


def since(make: Any, name: str) -> dict[str, Any]:
    """From which day on."""
    return {name: min(make.when("starts_on"), make.when("starts_on"), make.when("starts_on"))}


def award(make: Any) -> dict[str, Any]:
    """Above which amount, and from which day on."""
    return {"above": half(make), **since(make, "awarded_from")}


def typed(make: Any) -> dict[str, Any]:
    """Licences of a type, or of any."""
    return perhaps(make, "licence_types", ["trade"])


def lined(make: Any) -> dict[str, Any]:
    """Lines, or all of them."""
    return perhaps(make, "lines", some_lines(make))


def active(make: Any) -> dict[str, Any]:
    """Activities, or all of them."""
    return perhaps(make, "activities", ["digging"])


def forms(make: Any) -> dict[str, Any]:
    """Tax forms."""
    return {"home": "US", "domestic": ["W-9"], "foreign": make.of((["W-8BEN-E", "other"], ["W-9"]))}


FAMILIES: Figures = {
    "INS-05": lambda make: {
        "lines": some_lines(make),
        "short_days": make.of((1, 7, 31, 400)),
        **perhaps(make, "setup_days", 1),
        **perhaps(make, "teardown_days", 2),
    },
    "INS-06": lambda make: {"lines": some_lines(make), "policy_months": make.of((1, 12))},
    "INS-09": lambda make: {
        "lines": some_lines(make),
        "per": make.of((["project", "location"], ["policy"])),
    },
    "INS-10": lambda make: {
        "occurrence": half(make),
        **perhaps(make, "aggregate", half(make)),
        "rate_max_age_days": 90,
    },
    "INS-11": lambda make: {"lines": some_lines(make)},
    "INS-12": lambda make: {**perhaps(make, "min", half(make)), **counting(make)},
    "INS-13": lambda make: perhaps(make, "fund_states", ["US-WA", "PR"]),
    "INS-14": lambda make: {"fund_states": make.of((["US-WA"], ["US-OR", "PR"]))},
    "INS-15": lambda make: {
        "each_accident": half(make),
        "disease_each_employee": half(make),
        "disease_policy_limit": half(make),
        **counting(make),
    },
    "INS-16": provision,
    "INS-17": lambda make: {
        "lines": some_lines(make),
        "proof": make.of(PROOFS),
        "ongoing_forms": ["CG 20 10"],
        "completed_forms": ["CG 20 37"],
        "years": make.of((1, 2)),
    },
    "INS-18": provision,
    "INS-19": provision,
    "INS-20": lambda make: {"lines": some_lines(make), "days": make.of((10, 30))},
    "INS-22": lined,
    "INS-23": lambda make: {
        "rating": make.of(("A-", "B+")),
        "size": make.of(("VII", "V")),
        "months": make.of((1, 12)),
        "exempt_kinds": ["captive"],
        **lined(make),
    },
    "INS-24": lambda make: {"lines": some_lines(make)},
    "INS-25": lambda make: {"lines": some_lines(make), "years": make.of((1, 2))},
    "INS-26": lambda make: {"lines": some_lines(make), "cap": half(make), **RATED},
    "INS-27": lambda make: {
        "months": make.of((1, 12)),
        "onboarding_days": make.of((7, 60)),
        **lined(make),
    },
    "INS-28": lined,
    "INS-29": lambda make: {"exclusions": ["height", "thing"], **lined(make)},
    "INS-31": lambda make: {
        "currency": make.of(("USD", "EUR")),
        "rate_max_age_days": make.of((30, 90)),
        **lined(make),
    },
    "INS-32": lambda make: {
        "kinds": make.of((["performance"], ["performance", "payment"])),
        "share_pct": make.of((50, 100)),
        "rate_max_age_days": make.of((None, 90)),
        "rate_haircut_pct": make.of((None, 10)),
    },
    "LIC-06": typed,
    "LIC-07": lambda make: {"licence_types": ["trade"], **RATED},
    "LIC-08": lambda make: {
        "days": make.of((30, 90)),
        "award_days": make.of((1, 30)),
        **typed(make),
    },
    "LIC-09": typed,
    "PMT-03": active,
    "PMT-04": active,
    "PMT-05": active,
    "CRT-02": lambda make: {
        "schemes": ["ISO 27001"],
        **make.of(({}, {"tags": ["hosting"]}, {"sites": ["Hamburg"]})),
    },
    "CRT-03": lambda make: {"schemes": ["ISO 27001"], "bodies": ["UKAS", "ANAB"]},
    "CRT-04": lambda make: {
        "scheme": "ISO 27001",
        "editions": ["27001:2013"],
        **since(make, "last_day"),
    },
    "CRT-05": lambda make: {
        "schemes": ["ISO 27001"],
        **months(make),
        "tolerance_days": make.of((0, 30)),
    },
    "CRT-07": lambda make: make.of(({}, {"type_two": True, "controls_reviewed": True})),
    "CRT-08": lambda make: {},
    "CRT-09": lambda make: perhaps(make, "schemes", ["ISO 27001"]),
    "CRT-10": lambda make: {**months(make), "floor": 45},
    "CON-03": lambda make: since(make, "signed_from"),
    "CON-08": lambda make: {"decide_days": 30, "end_days": make.of((0, 45)), **months(make)},
    "CON-11": lambda make: {
        "heads_up_days": make.of((30, 120)),
        "preliminary_days": make.of((7, 60)),
    },
    "CON-12": lambda make: {"warn_pct": make.of((50, 80)), "error_pct": make.of((80, 95))},
    "CON-13": lambda make: {"growth_pct": make.of((0, 10, 100))},
    "CON-14": lambda make: {"heads_up_days": make.of((0, 30))},
    "CON-15": lambda make: {"clauses": make.of((["audit_right"], ["audit_right", "survival"]))},
    "CON-16": lambda make: {"first_after_months": make.of((0, 6))},
    "CON-17": lambda make: {"survival_clause": "survival"},
    "CON-18": lambda make: {
        "roles": ["@owner-a", "@approver"],
        **since(make, "signed_from"),
        **perhaps(make, "limit", half(make)),
    },
    "CON-19": lambda make: {"years": make.of((0, 1))},
    "CON-20": lambda make: {"test_months": make.of((1, 24))},
    "CON-21": months,
    "SRC-01": lambda make: {**award(make), "methods": ["open", "selective"]},
    "SRC-02": lambda make: {**award(make), "count": make.of((1, 2))},
    "SRC-03": lambda make: {
        "approvers": ["@approver", "@owner-b"],
        "longest": make.of(("P12M", "P30D")),
        **since(make, "awarded_from"),
    },
    "SRC-04": lambda make: {**award(make), "window": make.of(("P30D", "P1M"))},
    "SRC-05": lambda make: {
        "roles": ["@owner-a", "@approver"],
        **perhaps(make, "limit", half(make)),
        **since(make, "awarded_from"),
    },
    "SRC-06": lambda make: {**award(make), "members": make.of((1, 2))},
    "SRC-07": lambda make: since(make, "awarded_from"),
    "SRC-08": lambda make: {
        "days": make.of((1, 5)),
        "limit": half(make),
        **since(make, "awarded_from"),
    },
    "SRC-09": lambda make: {"longest": make.of(("P24M", "P1Y", "P3M"))},
    "BUD-01": lambda make: since(make, "awarded_from"),
    "BUD-02": lambda make: since(make, "awarded_from"),
    "REC-08": lambda make: perhaps(make, "at_most_months", make.of((1, 12))),
    "REC-10": lambda make: {
        "parts": make.of((["licences"], ["licences", "insurance_certificates"])),
        **perhaps(make, "fingerprint", True),
    },
    "IDN-01": lambda make: {
        "min_identifiers": make.of((1, 2)),
        **perhaps(make, "schemes", ["LEI"]),
    },
    "IDN-04": lambda make: make.of(({}, {"months": 1}, {"months": 12})),
    "TAX-01": forms,
    "TAX-02": lambda make: {"years": make.of((0, 1, 3))},
    "TAX-03": lambda make: {"new_within_months": make.of((1, 12))},
    "PAY-01": lambda make: {
        "methods": make.of((["call_back"], ["in_person", "bank_letter", "call_back"])),
        "sources": ["contract"],
    },
    "PAY-02": lambda make: {
        "approvals": make.of((1, 2)),
        "hold_days": make.of((0, 1, 5)),
        "lookback_months": make.of((1, 12)),
    },
    "PAY-03": lambda make: {"days": make.of((1, 30)), "lookback_months": make.of((1, 12))},
    "SCR-01": lambda make: {
        **perhaps(make, "lists", make.of((["A"], ["A", "B"]))),
        **perhaps(make, "days", make.of((30, 365))),
    },
    "SCR-02": lambda make: {"deciders": make.of((["@approver"], ["@approver", "@owner-a"]))},
    "SCR-03": lambda make: {"days": make.of((30, 365))},
    "SCR-04": lambda make: perhaps(make, "days", make.of((30, 365))),
    "ETH-01": lambda make: {**months(make), **perhaps(make, "equivalents", ["RBA"])},
    "ETH-02": months,
    "ESG-01": lambda make: {"publish_months": make.of((1, 6))},
    "ESG-02": months,
    "ESG-03": lambda make: {"schemes": ["EcoVadis"], "min_score": 45, **months(make)},
    "ESG-04": lambda make: {**months(make), **perhaps(make, "tags", ["refill"])},
    "SEC-01": lambda make: {"access": make.of((["personal_data", "network"], ["onsite"]))},
    "SEC-02": lambda make: {**months(make), "incident_days": make.of((0, 30))},
    "SEC-04": lambda make: {"places": make.of((["US"], ["US-OR", "GB"]))},
    "SEC-05": lambda make: {"notice_days": make.of((14, 28, 30))},
    "SEC-06": lambda make: {
        "kinds": ["security", "site_audit"],
        "severities": make.of((["high", "critical"], ["low"])),
    },
    "SEC-07": lambda make: perhaps(make, "items", ["access", "gone"]),
    "SEC-08": lambda make: {"days": make.of((0, 30))},
    "SEC-09": lambda make: {"tests": ["penetration_test", "continuity_test"], **months(make)},
    "PER-01": months,
    "PER-02": lambda make: make.of(
        ({}, {"bands": ["C 0-70", "B 70-90", "A 90-100"]}, {"kinds": ["performance"]})
    ),
    "PER-03": lambda make: {"watch": 70, "floor": make.of((45, 50)), "in_a_row": make.of((1, 2))},
    "PER-04": lambda make: {"sample": make.of((1, 5))},
    "PER-05": lambda make: perhaps(make, "kinds", ["performance"]),
    "PER-06": lambda make: {**months(make), "risk_review": make.maybe(0.5)},
    "RSK-02": lambda make: {
        "high": make.of((4, 15)),
        **perhaps(make, "authorities", ["@approver"]),
    },
    "RSK-05": lambda make: {"revenue": make.of((30, 50))},
    "RSK-08": lambda make: {
        "swing": make.of((0, 15)),
        **months(make),
        "volatile": make.maybe(0.5),
    },
    "RSK-09": lambda make: {"emr_pct": 100, **months(make)},
    "LIF-01": lambda make: {"items": ["need", "access"], "strict": make.maybe(0.5)},
    "LIF-02": lambda make: {"days": make.of((0, 30)), **perhaps(make, "items", ["access", "gone"])},
    "CAT-01": lambda make: {"contacts": make.of((["orders"], ["orders", "compliance"]))},
    "CAT-03": months,
    "WVR-02": lambda make: {
        f"max_days_{one}": make.of((30, 90, 400)) for one in ("block", "error", "warning")
    },
    "WVR-03": lambda make: {
        f"approvers_{one}": make.of((["@approver"], ["@approver", "@owner-b"], ["@owner-b"]))
        for one in ("block", "error", "warning")
    },
    "WVR-04": lambda make: {"max_extensions": make.of((0, 1)), "max_days": make.of((90, 365))},
    "WVR-06": lambda make: perhaps(make, "checks", ["INS-01", "CON-01"]),
}
