"""Random suppliers with contracts and awards, their days mostly near a boundary; seeded."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

TODAY = date(2026, 11, 22)
NEAR = (-1462, -1461, -1460, -732, -731, -730, -366, -365, -364, -200, -120, -61, -60, -46, -45,
        -31, -30, -29, -8, -7, -6, -2, -1, 0, 0, 1, 2, 6, 7, 8, 29, 30, 31, 45, 46, 59, 60, 61, 90,
        119, 120, 121, 364, 365, 366)  # fmt: skip
TERMS = ("P12M", "P6M", "P1M", "P30D", "P1W", "P1Y", "P0D")
ROLES = ("@lead", "@cm", "@director")
KINDS = ("cleaning", "electrical", "facilities", "software")
CLAUSES = ("audit_right", "anti_bribery", "termination", "survival")
AMOUNTS = ("0.00", "1.00", "9999.99", "10000.00", "10000.01", "95.00", "100.00", "80.00", "50.00")
FIRMS = ("Acme", "Bell", "Cord", "Dune", "Group")
METRICS = ("OTIF", "Uptime", "Response")
RULES: Mapping[str, Mapping[str, Any]] = {
    "keep": {"years": 12},
    "list": {"clauses": ["audit_right", "anti_bribery"]},
    "share": {"warn_pct": 80, "error_pct": 95},
    "cover": {"min": {"amount": "10000.00", "currency": "USD"}},
}
OTHERS = (
    {"id": "keep", "check": "CON-19", "severity": "info", "params": RULES["keep"]},
    {"id": "list", "check": "CON-15", "severity": "info", "params": RULES["list"]},
    {"id": "share", "check": "CON-12", "severity": "info", "params": RULES["share"]},
    {
        "id": "cover",
        "check": "INS-07",
        "severity": "info",
        "params": {
            "line": "commercial_general_liability",
            "limit": "each_occurrence",
            **RULES["cover"],
        },
    },
    {
        "id": "gl",
        "check": "INS-01",
        "severity": "block",
        "params": {"lines": ["commercial_general_liability"]},
    },
)


class Maker:
    """Makes parts of records."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(f"contracts-{seed}")

    def maybe(self, chance: float = 0.85) -> bool:
        return self.random.random() < chance

    def of(self, values: Any) -> Any:
        return self.random.choice(values)

    def some(self, values: Any, most: int = 3) -> list[Any]:
        return self.random.sample(values, self.random.randint(0, min(most, len(values))))

    def day(self, base: date = TODAY) -> str:
        return (base + timedelta(days=self.of(NEAR))).isoformat()

    def money(self) -> dict[str, str]:
        return {"amount": self.of(AMOUNTS), "currency": self.of(("USD", "USD", "USD", "EUR"))}

    def fields(self, **chances: tuple[float, Any]) -> dict[str, Any]:
        """Each field with its chance; its value is made when it is taken."""
        return {key: make() for key, (chance, make) in chances.items() if self.maybe(chance)}

    def params(self) -> dict[str, dict[str, Any]]:
        """The figures of each requirement."""
        since, above = (
            self.day(TODAY - timedelta(days=200)),
            {"amount": "10000.00", "currency": "USD"},
        )
        awarded = {"awarded_from": since} if self.maybe() else {}
        months = self.of((1, 6, 12))
        return {
            "CON-03": {"signed_from": since},
            "CON-08": {"decide_days": 30, "end_days": 45, "months": months},
            "CON-10": {},
            "CON-11": {"heads_up_days": 120, "preliminary_days": 60},
            "CON-12": {"warn_pct": self.of((80, 95)), "error_pct": 95},
            "CON-13": {"growth_pct": self.of((0, 10))},
            "CON-14": {"heads_up_days": 60},
            "CON-15": {"clauses": ["audit_right", "anti_bribery"]},
            "CON-16": {"first_after_months": months},
            "CON-17": {"survival_clause": "survival"},
            "CON-18": {
                "roles": ["@cm"],
                "signed_from": since,
                **({"limit": above} if self.maybe(0.6) else {}),
            },
            "CON-19": {"years": self.of((0, 1))},
            "CON-20": {"test_months": 24},
            "CON-21": {"months": 12},
            "CON-22": {},
            "SRC-01": {"above": above, "methods": ["open", "selective"], **awarded},
            "SRC-02": {"above": above, "count": 2, **awarded},
            "SRC-03": {
                "approvers": ["@director"],
                "longest": self.of(("P24M", "P12M", "P30D")),
                **awarded,
            },
            "SRC-04": {"above": above, "window": self.of(("P30D", "P1M")), **awarded},
            "SRC-05": {"roles": ["@cm", "@lead"], **({"limit": above} if self.maybe(0.5) else {})},
            "SRC-06": {"above": above, "members": 2, **awarded},
            "SRC-07": awarded,
            "SRC-08": {"days": 5, "limit": above},
            "SRC-09": {"longest": self.of(("P4Y", "P24M"))},
            "BUD-01": awarded,
            "BUD-02": awarded,
            "BUD-03": {},
        }

    def reference(self) -> dict[str, Any]:
        """A calendar of two or three years, and rates of a few days."""
        years = [2025, 2026, 2027][: self.of((2, 3))]
        return {
            "calendars": [
                {
                    "id": "office",
                    "years": [
                        {"year": one, "days": [f"{one}-01-01", f"{one}-11-26", f"{one}-12-25"]}
                        for one in years
                    ],
                }
            ],
            "rates": [
                {"currency": "EUR", "rate": rate, "date": self.day(TODAY - timedelta(days=60))}
                for rate in ("1", "2")
            ][: self.of((1, 2))],
        }

    def supplier(self, number: int) -> dict[str, Any]:
        names = [f"c-{place}" for place in range(self.random.randint(1, 4))]
        policies = [
            {
                "id": f"p-{place}",
                "line": "commercial_general_liability",
                "policy_eff": first,
                "policy_exp": last,
                "expiry_convention": "inclusive",
            }
            for place in range(self.random.randint(0, 2))
            for first, last in [sorted((self.day(TODAY - timedelta(days=100)), self.day()))]
        ]
        return {
            "id": f"s-{number}",
            "legal_name": "Acme",
            **self.fields(
                sourcing_model=(0.6, lambda: self.of(("services", "outsourced_service"))),
                offers=(0.7, lambda: [self.offer(place) for place in range(2)]),
                reviews=(0.8, lambda: [self.review(place, names) for place in range(3)]),
            ),
            "insurance": {"policies": policies},
            "contracts": [*(self.contract(name, names) for name in names), *self.orders()],
        }

    def orders(self) -> list[dict[str, Any]]:
        """Small orders of a few weeks, perhaps of one requester in one category."""
        first = TODAY - timedelta(days=50)
        return [
            {
                "id": f"po-{place}",
                "title": "Parts",
                "starts_on": first.isoformat(),
                "ends_on": self.day(TODAY + timedelta(days=200)),
                "signed_on": (first + timedelta(days=self.of((0, 0, 29, 30, 31)))).isoformat(),
                **self.fields(
                    value=(0.95, lambda: {"initial": self.money()}),
                    categories=(0.9, lambda: [self.of(("cleaning", "facilities"))]),
                    requested_by=(0.9, lambda: self.of(("@lead", "@lead", "@cm"))),
                ),
            }
            for place in range(self.of((0, 0, 2, 3)))
        ]

    def offer(self, place: int) -> dict[str, Any]:
        prices = [
            {
                "min_qty": self.of((1, "1.0", 10)),
                **self.fields(
                    unit_price=(0.8, self.money),
                    valid_from=(0.6, self.day),
                    valid_to=(0.85, self.day),
                ),
            }
            for _ in range(self.random.randint(0, 3))
        ]
        return {
            "id": f"o-{place}",
            "category": "cleaning",
            **({"price_breaks": prices} if prices else {}),
            **self.terms(),
            **self.fields(orderable_indicator=(0.3, lambda: self.maybe(0.5))),
        }

    def review(self, place: int, names: list[str]) -> dict[str, Any]:
        metrics = [{"name": name, **self.fields(value=(0.9, lambda: 9))} for name in METRICS]
        return {
            "id": f"r-{place}",
            "kind": self.of(("performance", "performance", "security")),
            **self.fields(
                contract=(0.6, lambda: self.of(names)),
                performed_on=(0.85, self.day),
                metrics=(0.9, lambda: self.random.sample(metrics, self.of((2, 3)))),
            ),
        }

    def contract(self, name: str, names: list[str]) -> dict[str, Any]:
        start = TODAY + timedelta(days=self.of((-1461, -1000, -730, -366, -365, -100, -31, 0, 1)))
        found = self.fields(
            starts_on=(0.95, start.isoformat),
            signed_on=(0.8, lambda: self.day(TODAY - timedelta(days=self.of((0, 60, 200))))),
            ends_on=(0.9, lambda: self.day(TODAY + timedelta(days=self.of((0, 0, 60, -60, -300))))),
            evergreen=(0.12, lambda: True),
            renewal=(0.8, self.renewal),
            parent_contract=(0.3, lambda: self.of(names)),
            requested_by=(0.7, lambda: self.of(ROLES)),
            approvals=(0.7, lambda: [self.approval() for _ in range(self.of((1, 2)))]),
            value=(0.9, self.value),
            modifications=(0.4, lambda: [self.modification(place) for place in range(2)]),
            price_review=(0.5, self.price_review),
            clauses=(0.8, lambda: self.some(CLAUSES, 4)),
            slas=(0.5, lambda: [{"metric": one} for one in self.some(METRICS)]),
            overrides=(0.4, lambda: [self.override()]),
            reviewed_on=(0.5, lambda: self.day(TODAY - timedelta(days=self.of((0, 365))))),
            final_payment_on=(0.2, self.day),
            retention=(0.5, self.retention),
            outsourcing=(0.4, self.outsourcing),
            categories=(0.8, lambda: self.some(KINDS, 1)),
            award=(0.8, self.award),
            signatory=(0.8, self.signatory),
            notice_served_on=(0.15, self.day),
            terminated_on=(0.1, self.day),
            cancelled_on=(0.04, self.day),
            suspended_from=(0.06, self.day),
            renewed_by=(0.1, lambda: self.of(names)),
        )
        found = {key: one for key, one in found.items() if one != [] or key == "clauses"}
        same = [key for key in ("parent_contract", "renewed_by") if found.get(key) == name]
        return {"id": name, "title": "Work", **{k: v for k, v in found.items() if k not in same}}

    def renewal(self) -> dict[str, Any]:
        return self.fields(
            type=(0.97, lambda: self.of(("auto", "auto", "option", "option", "none", "evergreen"))),
            term=(0.9, lambda: self.of(TERMS)),
            max_renewals=(0.7, lambda: self.of((0, 1, 2, 3))),
            renewals_exercised=(0.8, lambda: self.of((0, 0, 1, 2, 3))),
            notice=(0.8, self.notice),
            decision=(0.6, self.decision),
            option_window=(0.7, self.window),
            uplift_cap_pct=(0.4, lambda: self.of((2, "3.5"))),
        )

    def notice(self) -> dict[str, Any]:
        return self.fields(
            value=(0.95, lambda: self.of((1, 2, 20, 30))),
            unit=(0.95, lambda: self.of(("calendar_days", "business_days", "months"))),
            basis=(0.7, lambda: self.of(("before_term_end", "before_renewal_date"))),
            counting=(0.6, lambda: self.of(("plain", "clear_days"))),
            effective_on=(0.5, lambda: self.of(("receipt", "dispatch"))),
            method=(0.7, lambda: self.some(("email", "courier", "post", "registered_post"))),
        )

    def decision(self) -> dict[str, Any]:
        return self.fields(
            decided_on=(0.9, lambda: self.day(TODAY - timedelta(days=self.of((0, 20, 60))))),
            decision=(0.95, lambda: self.of(("renew", "renegotiate", "rebid", "exit"))),
            assessment=(0.8, lambda: self.of(("r-0", "r-1", "gone"))),
        )

    def window(self) -> dict[str, Any]:
        return self.fields(
            opens_on=(0.7, self.day),
            closes_on=(0.8, self.day),
            preliminary_notice_on=(0.6, self.day),
        )

    def approval(self) -> dict[str, Any]:
        return {
            "by": self.of(ROLES),
            **self.fields(
                decided_on=(0.9, lambda: self.day(TODAY - timedelta(days=60))),
                decision=(0.8, lambda: self.of(("approved", "approved", "rejected"))),
            ),
        }

    def value(self) -> dict[str, Any]:
        return self.fields(
            initial=(0.7, self.money),
            not_to_exceed=(0.6, self.money),
            committed_to_date=(0.85, self.money),
        )

    def modification(self, place: int) -> dict[str, Any]:
        return {
            "id": f"m-{place}",
            **self.fields(
                signed_on=(0.9, self.day),
                added_value=(0.95, self.money),
                reapproved_by=(0.3, lambda: "@director"),
            ),
        }

    def price_review(self) -> dict[str, Any]:
        return self.fields(
            next_on=(0.8, self.day),
            applied_on=(0.6, self.day),
            applied_pct=(0.8, lambda: self.of((0, 2, "3.5", "3.6", "-1"))),
            cap_pct=(0.6, lambda: self.of((2, "3.5"))),
        )

    def override(self) -> dict[str, Any]:
        named = (
            ("keep", "years", (11, 12, 13)),
            ("list", "clauses", (["audit_right"], ["anti_bribery", "audit_right"], list(CLAUSES))),
            ("share", "warn_pct", (79, 80, 81)),
            ("cover", "min", (self.money(), {"amount": "10000.01", "currency": "USD"})),
            ("gone", "min", (1,)),
            ("keep", "days", (1,)),
            ("keep", "years", ("P1Y",)),
        )
        rule, parameter, values = self.of(named)
        return {"requirement": rule, "parameter": parameter, "value": self.of(values)}

    def retention(self) -> dict[str, Any]:
        return self.fields(
            keep_until=(0.7, lambda: self.day(TODAY + timedelta(days=self.of((0, 365))))),
            deleted_on=(0.3, self.day),
            legal_hold=(0.3, lambda: self.maybe(0.5)),
        )

    def outsourcing(self) -> dict[str, Any]:
        plan = self.fields(doc=(0.9, lambda: "DMS-1"), tested_on=(0.9, self.day))
        return self.fields(
            is_outsourcing=(0.8, lambda: self.maybe(0.7)), exit_plan=(0.9, lambda: plan)
        )

    def signatory(self) -> dict[str, Any]:
        return self.fields(
            role=(0.9, lambda: self.of(ROLES)),
            signed_on=(0.4, lambda: self.day(TODAY - timedelta(days=60))),
        )

    def award(self) -> dict[str, Any]:
        before = TODAY - timedelta(days=self.of((0, 30, 60)))
        return self.fields(
            event=(0.2, lambda: "RFQ-1"),
            method=(0.8, lambda: self.of(("open", "selective", "limited", "direct"))),
            closes_on=(0.6, lambda: self.day(before)),
            awarded_on=(0.85, lambda: self.day(before)),
            requested_by=(0.5, lambda: self.of(ROLES)),
            estimated_value=(0.5, self.money),
            quotes=(0.8, lambda: [self.quote(before) for _ in range(self.of((1, 2, 3, 4)))]),
            panel=(0.7, lambda: self.panel(before)),
            need=(0.8, self.need),
            exemption=(0.4, lambda: self.exemption(before)),
        )

    def quote(self, before: date) -> dict[str, Any]:
        return {
            "from": self.of(FIRMS),
            **self.fields(
                compliant=(0.85, lambda: self.maybe(0.8)),
                received_on=(0.6, lambda: self.day(before)),
                related_to=(0.25, lambda: self.of(FIRMS)),
                amount=(0.6, self.money),
            ),
        }

    def need(self) -> dict[str, Any]:
        return self.fields(
            budget=(0.9, self.money),
            offer=(0.8, lambda: self.of(("o-0", "o-0", "o-1", "gone"))),
            quantity=(0.9, lambda: self.of((0, 1, 8, 10, "10.0", 12, "12.5", 15, 100))),
        )

    def terms(self) -> dict[str, Any]:
        return self.fields(
            minimum_order_quantity=(0.6, lambda: self.of((0, 1, 10, "10.0", 12))),
            maximum_order_quantity=(0.3, lambda: self.of((10, 12, 99, 100))),
            order_quantity_increment=(0.4, lambda: self.of((0, 1, 5, "2.5", 6))),
            minimum_order_value=(0.4, self.money),
        )

    def panel(self, before: date) -> list[dict[str, Any]]:
        if self.maybe(0.3):
            declared = (before - timedelta(days=1500)).isoformat()
            return [{"role": one, "declared_on": declared, "conflict": False} for one in ROLES]
        return [self.member(before) for _ in range(self.of((1, 2, 3)))]

    def member(self, before: date) -> dict[str, Any]:
        return {
            "role": self.of(ROLES),
            **self.fields(
                declared_on=(0.9, lambda: self.day(before - timedelta(days=60))),
                conflict=(0.9, lambda: self.maybe(0.15)),
            ),
        }

    def exemption(self, before: date) -> dict[str, Any]:
        if self.maybe(0.3):
            return {
                "type": "sole_source",
                "justification": "Only one.",
                "price_reasonableness": "As before.",
                "approved_by": "@director",
                "approved_on": (before - timedelta(days=400)).isoformat(),
                "expires_on": self.day(TODAY + timedelta(days=30)),
            }
        full = self.fields(
            justification=(0.95, lambda: "Only one."),
            price_reasonableness=(0.95, lambda: "As before."),
            approved_by=(0.95, lambda: self.of(("@director", "@director", "@cm"))),
            approved_on=(0.95, lambda: self.day(before - timedelta(days=60))),
            expires_on=(0.95, lambda: self.day(TODAY + timedelta(days=60))),
            documented_on=(0.7, lambda: self.day(before)),
        )
        return {
            "type": self.of(("emergency", "sole_source", "below_threshold", "emergency")),
            **full,
        }
