"""The figures of random requirements: parameters, selectors, and what contracts change."""

from collections.abc import Callable
from typing import Any

from tests.naive.basics import words
from tests.naive.pools import AUTO, GL, WC

Figures = dict[str, Callable[[Any], dict[str, Any]]]


def money(make: Any) -> dict[str, str]:
    """An amount required."""
    amount = make.of(("0.00", "500000.00", "1000000.00", "1000000.00", "2000000.00"))
    return {"amount": amount, "currency": make.of(("USD", "USD", "USD", "EUR"))}


def limit(make: Any) -> dict[str, Any]:
    """A limit required of a line."""
    return {
        "line": make.of(make.lines),
        "limit": make.of(("each_occurrence", "each_occurrence", "aggregate")),
        "min": money(make),
        "umbrella_may_satisfy": make.of((None, True, True, False)),
        "rate_max_age_days": make.of((None, 30, 90, 90)),
        "rate_haircut_pct": make.of((None, None, 5, 100)),
    }


def some_lines(make: Any) -> list[str]:
    """Lines of cover, each once."""
    known = dict.fromkeys((*make.lines, make.of((GL, AUTO, WC, "umbrella"))))
    return list(known)[: make.of((1, 1, 1, 2, 3))]


def perhaps(make: Any, name: str, value: Any) -> dict[str, Any]:
    """A parameter that may be left out."""
    return {name: value} if make.maybe(0.5) else {}


PARAMS: Figures = {
    "INS-01": lambda make: {"lines": some_lines(make)},
    "INS-02": lambda make: perhaps(make, "lines", some_lines(make)),
    "INS-03": lambda make: perhaps(make, "lines", some_lines(make)),
    "INS-04": lambda make: {
        "lines": some_lines(make),
        "lookback_months": make.of((0, 1, 3, 12, 36)),
    },
    "INS-07": lambda make: {**limit(make), "error_from_pct": make.of((None, 50, 100, 25))},
    "INS-08": limit,
    "INS-21": lambda make: perhaps(make, "lines", some_lines(make)),
    "INS-30": lambda make: perhaps(make, "lines", some_lines(make)),
    "LIC-01": lambda make: {"licence_types": make.of((["trade"], ["trade", "plumber"]))},
    "LIC-02": lambda make: perhaps(make, "licence_types", ["trade"]),
    "LIC-03": lambda make: perhaps(make, "licence_types", ["trade"]),
    "LIC-04": lambda make: {"licence_types": make.of((["trade"], ["trade", "plumber"]))},
    "LIC-05": lambda make: {"licence_types": make.of((["trade"], ["trade", "plumber"]))},
    "PMT-01": lambda make: {"activities": make.of((["digging"], ["digging", "lifting"]))},
    "PMT-02": lambda make: {"activities": make.of((["digging"], ["digging", "lifting"]))},
    "CRT-01": lambda make: {
        "schemes": make.of((["SOC 2"], ["ISO 27001"], ["ISO 27001", "SOC 2"])),
        "report_months": make.of((None, 12, 6, 0)),
        "bridge_months": make.of((None, 3, 0)),
    },
    "CRT-06": lambda make: {"months": make.of((12, 6)), "bridge_months": make.of((3, 0, 1))},
    "CON-01": lambda make: perhaps(make, "types", make.of((["MSA"], ["MSA", "SOW"]))),
    "CON-05": lambda make: {"grace_days": make.of((0, 1, 30))},
    "CON-06": lambda make: {
        "decide_days": make.of((0, 1, 30)),
        "heads_up_days": make.of((0, 1, 30)),
    },
}


EUROS = {"amount": "5000000.00", "currency": "EUR"}
MORE = {"amount": "1500000.00", "currency": "USD"}
COUNTING: dict[str, list[Any]] = {
    "min": [MORE, {"amount": "1.00", "currency": "USD"}, EUROS, 7],
    "umbrella_may_satisfy": [False, True],
    "rate_max_age_days": [1, 60, 400],
    "rate_haircut_pct": [1, 10],
}
OVERRIDES: dict[str, dict[str, list[Any]]] = {
    "INS-01": {"lines": [[GL, AUTO], [GL, WC], [AUTO, WC, GL], [GL], GL]},
    "INS-04": {"lines": [[GL, AUTO], [GL, WC, "umbrella"]], "lookback_months": [1, 60, True]},
    "INS-07": {**COUNTING, "error_from_pct": [10, 90], "line": [AUTO]},
    "INS-08": COUNTING,
    "INS-12": COUNTING,
    "INS-16": {"proof": ["endorsement_on_file", "endorsement_number", "what"]},
    "INS-32": {"kinds": [["performance", "payment"], ["payment"]], "share_pct": [60, 200]},
    "CRT-01": {"report_months": [1, 24], "bridge_months": [6], "schemes": [["SOC 2"]]},
    "CRT-06": {"months": [1, 24], "bridge_months": [0, 6]},
    "CON-05": {"grace_days": [0, 10, 60]},
    "CON-06": {"decide_days": [10, 60], "heads_up_days": [10, 60]},
}
SELECTORS: dict[str, Callable[[Any], Any]] = {
    "category": lambda make: make.of((["facilities"], ["electrical"], ["software", "cleaning"])),
    "jurisdiction": lambda make: make.of((["US-OR"], ["US"], ["GB", "US-WA"])),
    "access": lambda make: make.of((["onsite"], ["network", "personal_data"])),
    "criticality": lambda make: ["high", "critical"],
    "tier": lambda make: make.of(([1], [1, 2])),
    "sourcing_model": lambda make: ["services", "works"],
    "country": lambda make: ["US"],
    "status": lambda make: make.of((["approved"], ["approved", "prospect"], ["suspended"])),
    "contract_type": lambda make: make.of((["MSA"], ["MSA", "SOW"])),
    "profile": lambda make: ["trade"],
    "segment": lambda make: ["strategic", "leverage"],
    "offshore": lambda make: make.maybe(0.5),
    "value_min": lambda make: {
        "amount": make.of(("1000000.00", "550000.00")),
        "currency": make.of(("USD", "USD", "EUR")),
    },
}
# What looks ahead, and is evaluated so naively too.
WARNED = words(
    """
    INS-03 LIC-03 CRT-06 CON-04 REC-08 IDN-03 TAX-02 SCR-01 ETH-01 DIV-01 PER-01 PER-05 RSK-01
    RSK-07 SEC-02 SEC-05 SEC-06 SEC-07 SEC-09 CAT-03 WVR-07
    """
)
