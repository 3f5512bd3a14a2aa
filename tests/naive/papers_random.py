"""Random records about papers, with days and amounts near the boundaries of the checks."""

from datetime import date, timedelta
from random import Random
from typing import Any

TODAY = date(2026, 6, 30)
LINES = ("commercial_general_liability", "umbrella", "cyber_network_privacy")
OURS = ("Larkfield Instruments, Inc.", "LARKFIELD INSTRUMENTS INC", "Larkfield Instruments LLC")
OTHERS = ("Harbour Estates LLC", "Acme Ltd", "Acme Electric Co.", "D. Merriwether")
HOLDERS = (
    "Larkfield Instruments, Inc., 1 Main Street, Portland, OR 97201",
    "Larkfield Instruments, Inc. 1 Main Street Portland OR 97201 Wonderland",
    "Larkfield Instruments, Inc., 2 Main Street, Portland, OR 97201",
    "Larkfield Instruments Limited, 4 Wharf Road, Leeds",
    *OTHERS,
)
PLACES = ("US", "US-OR", "US-WA", "US-CA")
CATEGORIES = ("facilities", "electrical", "it", "software")
TYPES = ("electrical_contractor", "plumbing_contractor")
SCHEMES = ("ISO 27001", "iso 27001", "ISO 9001", "SOC 2", "SOC-2 Type II", "EcoVadis")
METHODS = ("primary_source_lookup", "issuer_confirmation", "document_review", "self_declared")


class Maker:
    """Makes records from one seed. A field is left out about as often as it matters."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def some(self, *, often: float = 0.75, **fields: Any) -> dict[str, Any]:
        """Some of the fields; each value is a choice or a maker of one."""
        kept = {key: one for key, one in fields.items() if self.random.random() < often}
        return {key: one() if callable(one) else self.of(one) for key, one in kept.items()}

    def of(self, choices: Any) -> Any:
        """One of the choices."""
        return self.random.choice(list(choices))

    def day(self, *around: int) -> str:
        """A day near today, or near ``around`` days from today."""
        shift = self.of(around or (0, -30, -365, 365, -180)) + self.random.randint(-2, 2)
        return (TODAY + timedelta(days=shift)).isoformat()

    def begin(self) -> str:
        """A day that has mostly come."""
        return self.day(-400, -200, -30, 0)

    def end(self) -> str:
        """A day that has mostly not."""
        return self.day(0, 30, 200, 400)

    def many(self, make: Any, most: int = 3) -> list[Any]:
        """A few things."""
        return [make(index) for index in range(self.random.randint(0, most))]

    def money(self, *amounts: str) -> dict[str, str]:
        """An amount, mostly in dollars."""
        return {"amount": self.of(amounts), "currency": self.of(("USD", "USD", "EUR", "CHF"))}

    def provision(self) -> dict[str, Any]:
        """An endorsement."""
        forms = (["CG 20 10"], ["CG 20 10 12 19", "cg 20 37"], ["CG 20 37"], ["CG 20 371"])
        return self.some(
            ticked=(True, True, False),
            forms=forms,
            basis=("scheduled", "blanket"),
            entity_named=OURS + OTHERS,
            proof=("box_ticked", "endorsement_number", "endorsement_on_file"),
        )

    def policy(self, index: int) -> dict[str, Any]:
        """A policy."""
        one = self.some(
            often=0.9,
            certificate=("coi-0", "coi-1"),
            policy_eff=self.begin,
            policy_exp=self.end,
        )
        one |= self.some(
            often=0.6,
            insurer_letter=("A", "B"),
            insurer=("Sample Mutual", "SAMPLE MUTUAL", "Old Oak"),
            expiry_convention=("inclusive", "exclusive"),
            addl_insd=self.provision,
            subr_wvd=self.provision,
            primary_noncontributory=self.provision,
            notice_of_cancellation=lambda: self.some(days=(29, 30, 31), endorsed=(True, False)),
            retention_sir=lambda: self.money("25000", "25000.01", "24999"),
            deductible=lambda: self.money("25000", "20000"),
            limits=lambda: {"each_occurrence": self.money("1"), "aggregate": self.money("1")},
            exclusions_noted=(
                [],
                ["Work at HEIGHT"],
                ["Nuclear"],
                ["Nuclear", "homes, residential"],
            ),
            exclusions_decision=lambda: self.decision(("acceptable", "not_acceptable")),
        )
        one |= self.some(
            often=0.15,
            cancelled_on=self.day,
            status=("draft", "active", "superseded", "cancelled"),
            superseded_by=("gl-0", "gl-1"),
        )
        return {"id": f"gl-{index}", "line": self.of(LINES), **one}

    def decision(self, choices: Any) -> dict[str, Any]:
        """A decision with its day."""
        return self.some(often=0.85, decision=choices, decided_on=lambda: self.day(0, -60))

    def insurer(self, index: int) -> dict[str, Any]:
        """An insurer on a certificate."""
        return {
            "name": self.of(("Sample Mutual", "Old Oak")),
            **self.some(
                letter=("A", "B"),
                am_best_rating=("A++", "A", "A-", "B++", "NR"),
                fsc=("VI", "VII", "X"),
                rating_as_of=lambda: self.day(0, -365, -100),
                kind=("rated", "rated", "captive", "state_fund"),
            ),
        }

    def certificate(self, index: int) -> dict[str, Any]:
        """A certificate of insurance."""
        return {
            "id": f"coi-{index}",
            "insurers": self.many(self.insurer),
            **self.some(
                form=("ACORD 25", "Letter"),
                date=lambda: self.day(0, -60, -365),
                certificate_holder=HOLDERS,
                authorized_representative=lambda: self.some(signed=(True, False), name=("B",)),
                policies=([], ["gl-0"], ["gl-0", "gl-1"]),
                evidence=lambda: {"received_on": self.day(0, -60, -365)},
            ),
        }

    def licence(self, index: int) -> dict[str, Any]:
        """A licence."""
        return {
            "id": f"lic-{index}",
            "licence_type": self.of(TYPES),
            "jurisdiction": self.of(PLACES),
            **self.some(
                holder_name=OURS[:0] + OTHERS,
                qualifier=lambda: self.some(name=("D Merriwether", "Acme"), relation=("Partner",)),
                monetary_limit=lambda: self.money("240000", "239999.99", "1"),
                issued_on=self.begin,
                expires_on=self.end,
                disciplinary_flag=(True, False),
                disciplinary_decision=lambda: self.decision(("acceptable", "not_acceptable")),
                last_verified_on=lambda: self.day(0, -180, -60, -30),
                verification_method=METHODS,
            ),
            **self.some(
                often=0.2,
                superseded_by=("lic-0", "lic-1"),
                continuation=lambda: self.some(
                    applies=(True, False), evidence=({"sha256": "0" * 64},)
                ),
            ),
        }

    def duty(self, word: str) -> dict[str, Any]:
        """A condition or an inspection of a permit."""
        more = (
            {"done_on": self.day}
            if word == "text"
            else {"result": ("passed", "failed", "partial", "pending")}
        )
        return {word: "x", **self.some(often=0.6, due_on=lambda: self.day(0), **more)}

    def permit(self, index: int) -> dict[str, Any]:
        """A permit."""
        return {
            "id": f"pmt-{index}",
            "activity": self.of(("roof_work", "hot_work")),
            **self.some(
                site=("hq", "plant"),
                contract=("c-0", "c-1"),
                permit_holder=("us", "supplier", "landlord"),
                internal_owner=("@plant-lead",),
                valid_from=self.begin,
                valid_to=self.end,
                conditions=lambda: [self.duty("text") for _ in range(self.of((0, 1, 2)))],
                inspections=lambda: [self.duty("type") for _ in range(self.of((0, 1, 2)))],
            ),
            **self.some(often=0.15, superseded_by=("pmt-0", "pmt-1")),
        }

    def plan(self, index: int) -> dict[str, Any]:
        """A planned activity."""
        return {"activity": self.of(("roof_work", "hot_work")), **self.some(site=("hq", "plant"))}

    def contract(self, index: int) -> dict[str, Any]:
        """A contract."""
        return {
            "id": f"c-{index}",
            "title": "Works",
            **self.some(
                signed_on=lambda: self.day(0, -30, -150, -200),
                starts_on=self.begin,
                ends_on=lambda: self.day(0, 200, -365, -730),
                jurisdictions_of_work=([], ["US-OR"], ["US-OR", "US-WA"], ["US-CA"]),
                categories=([], ["electrical"], ["it"], ["software", "electrical"]),
                value=lambda: self.some(
                    not_to_exceed=lambda: self.money("240000"), initial=lambda: self.money("1")
                ),
                activities=lambda: self.many(self.plan),
            ),
            **self.some(
                often=0.12,
                type=("NDA", "DPA", "MSA"),
                evergreen=(True,),
                terminated_on=self.day,
                cancelled_on=self.day,
            ),
        }

    def certification(self, index: int) -> dict[str, Any]:
        """A certification or a report."""
        return {
            "id": f"crt-{index}",
            "scheme": self.of(SCHEMES),
            **self.some(
                edition=("27001:2013", "27001:2022", "2013"),
                accreditation_body=("UKAS", "UKAS of Leeds", "ANAB", "World Quality Board"),
                scope_tags=([], ["software"], ["it"], ["hosting"], ["electrical"]),
                sites=([], ["Hamburg"], ["HAMBURG", "Berlin"]),
                issued_on=self.begin,
                expires_on=self.end,
                last_surveillance_on=lambda: self.day(0, -395),
                method=METHODS,
                score=("44.9", "45.0", 45, 60),
            ),
            **self.some(
                report_type=("I", "II", "II"),
                period_start=lambda: self.day(-365, -730),
                period_end=lambda: self.day(0, -365, -366),
                opinion=("unqualified", "unqualified", "qualified"),
                cuecs_reviewed_on=lambda: self.day(0),
            ),
            **self.some(
                often=0.15,
                superseded_by=("crt-0", "crt-1"),
                evidence=({"method": "self_declared"}, {"method": "document_review"}),
            ),
        }

    def offer(self, index: int) -> dict[str, Any]:
        """An offer."""
        return {"id": f"o-{index}", "category": self.of(CATEGORIES)}

    def supplier(self, number: int) -> dict[str, Any]:
        """A supplier's record."""
        return {
            "id": f"supplier-{number}",
            "service_jurisdictions": [self.of(PLACES)],
            "insurance": {
                "certificates": self.many(self.certificate),
                "policies": self.many(self.policy),
            },
            "licences": self.many(self.licence),
            "permits": self.many(self.permit),
            "contracts": self.many(self.contract),
            "certifications": self.many(self.certification, 4),
            "offers": self.many(self.offer, 2),
            "diversity": self.of(([], ["crt-0"])),
        }

    def reference(self) -> dict[str, Any]:
        """What the organisation keeps."""
        legal = {"name": "Larkfield Instruments, Inc."}
        address = {"address": "1 Main Street, Portland, OR 97201, Wonderland"}
        more = {"name": "Larkfield Instruments Limited", "address": "4 Wharf Road, Leeds"}
        agreement = {"licence_types": [TYPES[0]], "from": "US-OR", "to": "US-WA"}
        return {
            "organisation": self.of(
                (
                    {},
                    *({"legal_entities": [{**legal, **address}, more]},) * 4,
                    {"legal_entities": [legal]},
                )
            ),
            "rates": [
                {"currency": "EUR", "rate": "1.25", "date": self.day(-90)},
                {"currency": "EUR", "rate": "1", "date": self.day(-200)},
            ],
            "reciprocity": self.of(
                ([], [{**agreement, **self.some(starts_on=self.day, ends_on=self.day)}])
            ),
        }

    def params(self) -> dict[str, dict[str, Any]]:
        """Parameters of each check, one set of several."""
        proof = self.of(("box_ticked", "endorsement_number", "endorsement_on_file"))
        lines = list(self.of((LINES[:1], LINES[:2])))
        lined = self.of(({}, {"lines": lines}))
        endorsed = {"lines": lines, "proof": proof}
        named = {**endorsed, **self.of(({}, {"entity": "Larkfield Instruments LLC"}))}
        usd = {"amount": "25000.00", "currency": "USD"}
        forms = {"ongoing_forms": ["CG 20 10"], "completed_forms": ["CG 20 37", "CG 20 99"]}
        kinds = self.of(({}, {"activities": ["roof_work"]}))
        typed = self.of(({}, {"licence_types": [TYPES[0]]}))
        schemes = ["ISO 27001"]
        return {
            "INS-16": named,
            "INS-17": {**endorsed, **forms, "years": self.of((1, 2))},
            "INS-18": named,
            "INS-19": endorsed,
            "INS-20": {"lines": lines, "days": 30},
            "INS-22": lined,
            "INS-23": {
                "rating": "A-",
                "size": "VII",
                "months": 12,
                **lined,
                "exempt_kinds": ["captive"],
            },
            "INS-26": {"lines": lines, "cap": usd, "rate_max_age_days": 90},
            "INS-27": {"months": self.of((2, 12)), "onboarding_days": 60, **lined},
            "INS-28": lined,
            "INS-29": {"exclusions": ["height", "residential"], **lined},
            "INS-31": {"currency": self.of(("USD", "EUR")), "rate_max_age_days": 90, **lined},
            "LIC-06": typed,
            "LIC-07": {"licence_types": list(TYPES), "rate_max_age_days": 90},
            "LIC-08": {"days": self.of((60, 180)), "award_days": 30, **typed},
            "LIC-09": typed,
            "PMT-03": kinds,
            "PMT-04": kinds,
            "PMT-05": kinds,
            "CRT-02": {
                "schemes": schemes,
                **self.of(({}, {"tags": ["hosting"]}, {"sites": ["Hamburg"]})),
            },
            "CRT-03": {"schemes": schemes, "bodies": ["UKAS", "ANAB"]},
            "CRT-04": {
                "scheme": "ISO 27001",
                "editions": ["27001:2013"],
                "last_day": self.day(0),
            },
            "CRT-05": {"schemes": schemes, "months": 12, "tolerance_days": 30},
            "CRT-07": self.of(({}, {"type_two": True, "controls_reviewed": True})),
            "CRT-08": {},
            "CRT-09": self.of(({}, {"schemes": ["ISO 9001", "EcoVadis"]})),
            "CRT-10": {"months": self.of((1, 12)), "floor": 45},
        }
