"""Random records about services, with days and figures near the boundaries of the checks."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.naive.basics import plus_months

TODAY = date(2026, 2, 28)
Part = dict[str, Any]
STATUSES = (
    *("approved", "approved", "conditional", "prospect", "onboarding"),
    *("suspended", "offboarding", "inactive", "blocked"),
)
KINDS = (
    *("security", "security", "performance", "performance", "risk"),
    *("penetration_test", "continuity_test", "site_audit"),
)
ACCESS = ("personal_data", "confidential_data", "network", "onsite")
ROLES = ("@risk-director", "@it-cm")
STEPS = ("need", "bank", "access", "deletion")
WARN = ([30], [60, 14], [])


class Maker:
    """Makes records from one seed. A field is left out about as often as it matters."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def of(self, choices: Any) -> Any:
        """One of the choices."""
        return self.random.choice(list(choices))

    def some(self, often: float = 0.85, **fields: Any) -> Part:
        """Some of the fields; each value is a choice or a maker of one."""
        kept = {key: one for key, one in fields.items() if self.random.random() < often}
        return {key: one() if callable(one) else self.of(one) for key, one in kept.items()}

    def few(self, most: int) -> list[Any]:
        """Some of a list of things made one after the other."""
        return list(range(self.random.randint(0, most)))

    def day(self) -> str:
        """A day near today, or near today and whole months, or the days of a clause."""
        months = self.of((0, 0, 0, -1, 1, -3, -6, -12, -12, -24, 3))
        shift = self.of((0, 0, -1, 1, -30, 30, -31, 14, 60, -60, 61))
        return (plus_months(TODAY, months) + timedelta(days=shift)).isoformat()

    def past(self) -> str:
        """A day that has come."""
        return min(self.day(), TODAY.isoformat())

    def action(self, index: int) -> Part:
        """A corrective action."""
        made = self.some(
            0.7,
            severity=("low", "high", "critical"),
            owner=ROLES,
            due_on=self.day,
        )
        return {"id": f"a-{index}", **made, **self.some(0.3, closed_on=self.day)}

    def metric(self, index: int) -> Part:
        """A measure."""
        weight = self.of((100, 50, 50, 50, 40))
        return {
            "name": f"Measure {index}",
            **self.some(0.85, weight=(weight, weight, 0), sample_size=(4, 5, 6)),
        }

    def review(self, index: int) -> Part:
        """A review."""
        figures = ("49.9", 50, "69.99", 70, 100, "100.01", "-1", 80, "89.5", 12)
        return {
            "id": f"r-{index}",
            "kind": self.of(KINDS),
            **self.some(0.85, performed_on=self.past if self.random.random() < 0.8 else self.day),
            **self.some(
                0.6,
                outcome=("approved", "approved_with_conditions", "rejected"),
                score=figures,
                corrective_actions=lambda: [self.action(one) for one in self.few(2)],
                metrics=lambda: [self.metric(one) for one in self.few(2)],
                grade=("A", "b", "C"),
            ),
            **self.some(
                0.4,
                next_due_on=self.day,
                suspension_decision=lambda: self.some(decision=("keep",), decided_on=self.day),
            ),
        }

    def data(self) -> Part:
        """What a contract says about data."""
        notice = ("P30D", "P29D", "P1M", "P2M", "P2W")
        return self.some(
            0.75,
            processes_personal_data=(True, True, True, False),
            dpa=("c-0", "c-1", "c-2"),
            locations=([], ["US"], ["US-OR", "GB"], ["CA"]),
            transfer_mechanism=("Clauses",),
            subprocessor_notice=notice,
            subprocessor_notices=lambda: [self.notice(one) for one in self.few(2)],
            deletion=lambda: self.some(0.8, certified_on=self.day),
        )

    def notice(self, index: int) -> Part:
        """A notice of a subprocessor."""
        made = self.some(0.7, received_on=self.day, object_by=self.day)
        made |= self.some(0.6, decision=("accepted", "objected"), decided_on=self.day)
        return {"id": f"n-{index}", **made}

    def contract(self, index: int) -> Part:
        """A contract."""
        decision = lambda: self.some(  # noqa: E731
            decision=("renew", "renew", "exit"),
            decided_on=self.day,
            assessment=("r-0", "r-1", "r-9"),
        )
        renewal = self.some(0.4, type=("none", "auto", "evergreen"), term=("P1M", "P12M"))
        renewal |= self.some(0.5, decision=decision)
        return {
            "id": f"c-{index}",
            "title": "Work",
            **self.some(
                0.9,
                starts_on=self.past,
                ends_on=lambda: self.day() if self.random.random() < 0.6 else "2027-06-30",
                signed_on=self.past,
                type=("DPA", "MSA", "DPA", "NDA"),
                data=self.data,
            ),
            **self.some(0.4, price_review=({"mechanism": "An index"}, {"next_on": "2027-01-01"})),
            **({"renewal": renewal} if renewal else {}),
            **self.some(
                0.08,
                cancelled_on=self.day,
                terminated_on=self.day,
                renewed_by=("c-0", "c-1", "c-2"),
                evergreen=(True,),
                suspended_from=self.day,
                notice_served_on=self.day,
            ),
        }

    def mitigation(self, index: int) -> Part:
        """A measure against a risk."""
        made = self.some(0.7, owner=ROLES, due_on=self.day, status=("open", "open", "done"))
        return {"text": "Do it.", **made}

    def indicator(self, index: int) -> Part:
        """A key risk indicator."""
        made = self.some(0.9, threshold=(10,), value=("9.99", 10, 3), as_of=self.day)
        return {"name": "Price", **made}

    def risk(self, index: int) -> Part:
        """A risk."""
        return {
            "id": f"k-{index}",
            "type": self.of(("price_volatility", "delivery")),
            **self.some(
                0.7,
                review_on=self.day,
                inherent=(14, 15, 25),
                likelihood=(3, 5),
                impact=(3, 5),
                residual=(9, 14, 15, 16),
                response=("accept", "reduce", "reduce"),
                mitigations=lambda: [self.mitigation(one) for one in self.few(2)],
                kri=lambda: [self.indicator(one) for one in self.few(2)],
            ),
            **self.some(0.4, accepted_by=ROLES, accepted_until=self.day),
        }

    def price(self) -> Part:
        """A price."""
        money = {
            "amount": self.of(("100.00", "115.00", "115.01", "84.99", "0")),
            "currency": self.of(("USD", "USD", "USD", "EUR")),
        }
        made = self.some(0.9, unit_price=[money], valid_from=self.past)
        return {"min_qty": self.of((1, "1.0", 5)), **made, **self.some(0.4, valid_to=self.day)}

    def offer(self, index: int) -> Part:
        """An offer."""
        return {
            "id": f"o-{index}",
            "category": self.of(("electrical", "software")),
            **self.some(
                0.6,
                how_to_order=("By mail.", " "),
                order_url=("https://acme.example.com/order",),
                price_verified_on=self.day,
                contract=("c-0", "c-1"),
                orderable_indicator=(True, True, False),
                price_breaks=lambda: [self.price() for _ in self.few(4)],
            ),
        }

    def step(self, name: str) -> Part:
        """A step of a checklist."""
        made = self.some(0.85, status=("todo", "done", "done", "na", "waived"), done_on=self.day)
        return {"id": name, **made, **self.some(0.3, required_if=("it is abroad",))}

    def checklist(self, index: int) -> Part:
        """A checklist."""
        chosen = self.random.sample(STEPS, self.random.randint(0, len(STEPS)))
        template = self.of(("onboarding", "offboarding"))
        return {
            "id": f"l-{index}",
            "template": template,
            "items": [self.step(one) for one in chosen],
        }

    def grant(self, index: int) -> Part:
        """An access."""
        made = self.some(0.9, starts_on=self.day, contract=("c-0", "c-1", "c-9"))
        made |= self.some(0.4, removed_on=self.day)
        return {"id": f"g-{index}", "kind": self.of(ACCESS), **made}

    def history(self, status: str) -> list[Part]:
        """Statuses one after the other, mostly in order."""
        days = [self.past() for _ in range(self.random.randint(1, 3))]
        days = sorted(days) if self.random.random() < 0.8 else days
        words = [self.of(STATUSES) for _ in days[1:]] + [status]
        words = words if self.random.random() < 0.8 else [self.of(STATUSES) for _ in days]
        return [{"status": word, "since": day} for word, day in zip(words, days, strict=True)]

    def parts(self, name: str, most: int, make: Callable[[int], Part]) -> Part:
        """A list under its name, mostly."""
        made = [make(one) for one in self.few(most)]
        return {name: made} if made else {}

    def supplier(self, number: int) -> Part:
        """A record."""
        status = self.of(STATUSES)
        history = self.history(status)
        access = self.of((["none"], ["personal_data"], ["network", "onsite"], list(ACCESS), None))
        contact = self.some(0.8, mailbox=("orders@acme.example.com",))
        safety = self.some(
            emr=("0.9", "1", "1.01"),
            trir=("2.4", 3, 0),
            industry_trir=("2.4", 3),
            period_end=self.day,
        )
        return {
            "id": f"s-{number}",
            "lifecycle_status": status,
            "access": access,
            **self.some(
                0.8,
                status_since=lambda: self.of((history[-1]["since"], self.past())),
                owner=ROLES,
                contacts=lambda: [{"role": self.of(("orders", "escalation")), **contact}],
                share_of_supplier_revenue_pct=(29, 30, 31),
            ),
            **self.some(
                0.5,
                status_history=lambda: history,
                safety=lambda: safety,
                replacement=("none", "s-0", "s-1", "s-2", f"s-{number}", "gone"),
                no_replacement_reason=("Nobody does it.", " "),
            ),
            **self.parts("reviews", 5, self.review),
            **self.parts("contracts", 3, self.contract),
            **self.parts("risks", 3, self.risk),
            **self.parts("offers", 2, self.offer),
            **self.parts("checklists", 2, self.checklist),
            **self.parts("access_grants", 2, self.grant),
            **self.parts("incidents", 2, self.incident),
        }

    def incident(self, index: int) -> Part:
        """An incident."""
        made = self.some(0.6, occurred_on=self.day, reported_on=self.day)
        return {"id": f"i-{index}", "kind": self.of(("security", "security", "safety")), **made}

    def params(self) -> dict[str, Part]:
        """The parameters of each check."""
        months = self.of((1, 3, 6, 12))
        bands = ["C 0-70", "B 70-90", "A 90-100"]
        broken = (["C 0-70", "A 90-100"], ["C 0-80", "B 70-100"], ["C 0-99"])
        bands = bands if self.random.random() < 0.7 else self.of(broken)
        days = self.of((0, 14, 30, 31))
        return {
            "SEC-01": {"access": ["personal_data", "network"]},
            "SEC-02": {"months": months, "incident_days": days},
            "SEC-03": {},
            "SEC-04": {"places": self.of((["US"], ["US-OR", "GB"]))},
            "SEC-05": {"notice_days": self.of((28, 29, 30, 59))},
            "SEC-06": {"kinds": ["security", "site_audit"], "severities": ["high", "critical"]},
            "SEC-07": self.of(({}, {"items": ["access", "gone"]})),
            "SEC-08": {"days": days},
            "SEC-09": {"tests": ["penetration_test", "continuity_test"], "months": months},
            "PER-01": {"months": months},
            "PER-02": self.of(({}, {"bands": bands}, {"kinds": ["performance"], "bands": bands})),
            "PER-03": {"watch": 70, "floor": 50, "in_a_row": self.of((1, 2))},
            "PER-04": {"sample": 5},
            "PER-05": self.of(({}, {"kinds": ["performance"]})),
            "PER-06": {"months": months, "risk_review": self.of((True, False))},
            "RSK-01": {},
            "RSK-02": {"high": 15, **self.of(({}, {"authorities": ["@risk-director"]}))},
            "RSK-05": {"revenue": 30},
            "RSK-07": {},
            "RSK-08": {"swing": 15, "months": months, "volatile": self.of((True, False))},
            "RSK-09": {"emr_pct": 100, "months": months},
            "LIF-01": {"items": ["need", "bank"], "strict": self.of((True, False))},
            "LIF-02": {"days": days, **self.of(({}, {"items": ["access", "gone"]}))},
            "LIF-04": {},
            "CAT-01": {"contacts": ["orders"]},
            "CAT-03": {"months": months},
            "CAT-04": {},
        }
