"""Random records and waivers, most of their days near the boundaries; the same each time."""

import random
from datetime import date, timedelta
from typing import Any

TODAY = date(2026, 11, 22)
NEAR = (
    -800,
    -731,
    -366,
    -365,
    -364,
    -92,
    -91,
    -90,
    -31,
    -30,
    -29,
    -7,
    -2,
    -1,
    0,
    1,
    2,
    30,
    31,
    92,
    366,
)
ROLES = ("@it-cm", "@it-lead", "@cfo", "@legal", "@gone")
HASHES = ("1" * 64, "2" * 64, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
Made = dict[str, Any]


class Dice:
    """Parts of records."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)
        self.pick = self.random.choice

    def some(self, chance: float = 0.85, **fields: Any) -> Made:
        """An object that may lack any of these fields; called ones are asked for a value."""
        return {
            key: one() if callable(one) else one
            for key, one in fields.items()
            if self.random.random() < chance
        }

    def day(self) -> str:
        """A day near today, or near the anniversaries that count."""
        return (TODAY + timedelta(days=self.pick(NEAR))).isoformat()

    def role(self) -> str:
        return self.pick(ROLES)

    def flag(self) -> bool:
        return self.random.random() < 0.5

    def any_of(self, *values: str) -> list[str]:
        return self.random.sample(values, self.random.randint(0, len(values)))

    def few(self, name: str, make: Any, most: int = 3) -> list[Made]:
        """Up to ``most`` of them, each with an id."""
        return [{"id": f"{name}-{n}", **make()} for n in range(self.random.randint(0, most))]

    def evidence(self) -> Made:
        methods = ("self_declared", "document_review")
        return self.some(
            document_ref=lambda: self.pick(("D-1", "D-2")),
            sha256=lambda: self.pick(HASHES),
            verified_on=self.day,
            method=lambda: self.pick(methods),
        )

    def change(self) -> Made:
        kinds = ("name", "address", "ownership", "contact", "bank", "bank")
        return {
            "kind": self.pick(kinds),
            **self.some(
                changed_on=self.day,
                requested_by=self.role,
                approved_by=lambda: self.any_of(*ROLES[:4]),
                old_contact_told_on=self.day,
                in_effect_from=self.day,
                verified_on=self.day,
                verified_by=self.role,
                enhanced_check=self.flag,
            ),
        }

    def screening(self) -> Made:
        kinds = ("sanctions", "sanctions", "ownership", "debarment", "adverse_media")
        names = ("Acme Ltd", "ACME Limited", "Acme Ltd", "Colda AG", "Acme Holding Ltd")
        decision = self.some(
            decision=lambda: self.pick(("false_positive", "false_positive", "true_match")),
            by=lambda: self.pick(("@legal", "@legal", "@cfo")),
            decided_on=self.day,
        )
        return {
            "kind": self.pick(kinds),
            **self.some(
                lists=lambda: self.any_of("A", "B", "a"),
                name_screened=lambda: self.pick(names),
                performed_on=self.day,
                result=lambda: self.pick(("clear", "clear", "match", "match", "unresolved")),
                adjudication=decision,
            ),
            **self.some(0.2, superseded_by="s-0"),
        }

    def certification(self) -> Made:
        return {
            "scheme": self.pick(("EcoVadis", "ecovadis", "WBENC")),
            **self.some(
                issued_on=self.day,
                expires_on=self.day,
                verified_on=self.day,
                score=lambda: self.pick(("44.9", "45", "45.1", 80)),
            ),
            **self.some(0.6, method=lambda: self.pick(("self_declared", *["document_review"] * 3))),
            **self.some(0.2, evidence=self.evidence, superseded_by="c-0"),
        }

    def contract(self) -> Made:
        approval = {"by": self.role(), **self.some(decided_on=self.day, decision="approved")}
        member = {"role": self.role(), **self.some(declared_on=self.day, conflict=self.flag)}
        exemption = {"type": "emergency", **self.some(approved_by=self.role)}
        award = self.some(
            0.6, awarded_on=self.day, requested_by=self.role, panel=[member], exemption=exemption
        )
        decision = self.some(
            decision=lambda: self.pick(("renew", "renegotiate", "exit")), decided_on=self.day
        )
        rest = self.some(
            0.6,
            requested_by=self.role,
            approvals=[approval],
            award=award,
            renewal={"type": "option", "decision": decision},
            modifications=[{"id": "m", **self.some(reapproved_by=self.role)}],
            signed_on=self.day,
            starts_on=self.day,
            ends_on=self.day,
            grant="G-1",
        )
        return {"title": "Work", **rest, **self.some(0.1, cancelled_on=self.day)}

    def offer(self) -> Made:
        proof = {"tag": "refill", **self.some(evidence=self.evidence)}
        other = {"tag": self.pick(("refill", "local")), "certification": self.pick(("c-0", "c-1"))}
        tags = self.any_of("refill", "local", "fair-trade")
        return {
            "category": self.pick(("cleaning", "software")),
            **self.some(sustainability_tags=tags, sustainability_evidence=[proof, other]),
            **self.some(0.5, jurisdictions=self.any_of("US-OR", "GB", "US")),
        }

    def declaration(self) -> Made:
        rest = self.some(declared_on=self.day, conflict=self.flag, kept_out=self.flag)
        return {"role": self.pick(ROLES[:3]), **rest}

    def statement(self) -> Made:
        kinds = ("modern_slavery", "conflict_minerals")
        rest = self.some(financial_year_end=self.day, published_on=self.day)
        return {"kind": self.pick(kinds), **rest}

    def supplier(self, name: str) -> Made:
        """A supplier with all kinds of holes."""
        schemes = ("LEI", "GB-COH", "US-OR-BIN", "DUNS", "US-")
        forms = ("W-9", "W-8BEN", "W-8BEN-E", "other")
        payment = self.some(
            bank_verified_on=self.day,
            bank_verified_by=self.role,
            requested_by=self.role,
            method=lambda: self.pick(("call_back", "call_back", "in_person", "bank_letter")),
            number_source=lambda: self.pick(("contract", "the_request")),
        )
        tax = self.some(form=lambda: self.pick(forms), signed_on=self.day)
        tax |= self.some(0.1, indefinite=True)
        identifiers = [
            {"scheme": self.pick(schemes), "id": self.pick(("12-3", "123", "124"))}
            for _ in range(3)
        ]
        leis = ("5493001KJTIIGC8Y1R12", "00EX00OXLIPXXXXXXX20")
        for one, number in zip(identifiers, leis, strict=False):
            if one["scheme"] == "LEI":
                one |= {"id": number, **self.some(next_renewal_on=self.day)}
        steps = [{"status": self.pick(("onboarding", "approved")), "since": self.day()}]
        standing = self.some(
            standing=lambda: self.pick(("good", "good", "not_good", "unknown")),
            verified_on=self.day,
        )
        parent = self.some(name=lambda: self.pick(("Colda AG", "Acme Ltd")))
        fields = self.some(
            owner=self.role,
            deputy=self.role,
            review_due_on=self.day,
            identifiers=[
                one for one in identifiers if one["scheme"] != "LEI" or len(one["id"]) > 9
            ],
            registry_standing=standing,
            payment=payment,
            tax=tax,
            status_since=self.day,
            status_history=steps,
            parent=parent,
            code_of_conduct=self.some(
                version=lambda: self.pick(("2024", "2026", "RBA")), accepted_on=self.day
            ),
        )
        lists = {
            "licences": self.few("l", lambda: {"licence_type": "t", **self.dated_evidence()}),
            "changes": self.few("ch", self.change, 4),
            "screenings": self.few("s", self.screening, 4),
            "certifications": self.few("c", self.certification),
            "contracts": self.few("k", self.contract, 2),
            "offers": self.few("o", self.offer, 2),
            "conflict_declarations": self.few("d", self.declaration),
            "statements": self.few("m", self.statement),
        }
        diverse = {"diversity": self.any_of("c-0", "c-1", "c-9")}
        country = self.pick(("US", "US", "CA", None))
        base = {"id": name, "legal_name": "Acme Ltd", "registered_country": country}
        return {**base, **fields, **lists, **diverse}

    def dated_evidence(self) -> Made:
        return {**self.some(evidence=self.evidence), **self.some(0.2, superseded_by="l-0")}

    def waiver(self, name: str, requirements: tuple[str, ...], earlier: list[str]) -> Made:
        """A waiver in any state, perhaps an extension."""
        start = TODAY + timedelta(days=self.pick((-120, -90, -60, -30, -29, -1, 0, 1)))
        length = self.pick((1, 29, 30, 31, 60, 90, 91))
        control = {"text": "A.", **self.some(owner="@it-lead", testable_by="log")}
        scope = {"category": "cleaning"}
        return {
            "id": name,
            "requirement": self.pick(requirements),
            "supplier": self.pick(("acme", "other")),
            "requested_by": self.role(),
            "approved_by": self.role(),
            "approved_on": (start + timedelta(days=self.pick((-1, -1, 0, 1)))).isoformat(),
            "starts_on": start.isoformat(),
            "expires_on": (start + timedelta(days=length - 1)).isoformat(),
            **self.some(risk_description="Harm.", compensating_controls=[control]),
            **self.some(0.3, scope=scope, extension_count=lambda: self.pick((0, 1, 3))),
            **self.some(0.3, extension_of=lambda: self.pick([*earlier, "wv-gone"])),
            **self.some(0.2, status=lambda: self.pick(("closed", "revoked", "approved"))),
            **self.some(0.2, subject="insurance/umbrella"),
        }
