"""Small random catalogs, drawn from the schemas, with dates crowded on boundaries.

Each world comes from its seed alone. Records are made from schemas/supplier.schema.json, so that
what a schema gains is drawn at once; POOLS says which few values a field is drawn from.
"""

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.naive import figures, pools
from tests.naive.basics import plus_months
from tests.naive.edges import sharpen
from tests.naive.figures_families import FAMILIES
from tests.naive.merging import NAMING, QUALIFIERS
from tests.naive.pools import DEFINED, NEAR, POOLS, RARE, READERS, SECTIONS, UNREAD, WARN

Data = dict[str, Any]
WAIVER_RULES = tuple(f"WVR-0{number}" for number in range(1, 9))
SCHEMAS = Path(__file__).parents[2] / "schemas"
SCHEMA = json.loads((SCHEMAS / "supplier.schema.json").read_text("utf-8"))
COMMON = json.loads((SCHEMAS / "common.schema.json").read_text("utf-8"))["$defs"]
CATEGORIES = [
    {"id": "facilities", "name": "Facilities"},
    {
        "id": "electrical",
        "name": "Electrical work",
        "parent": "facilities",
        "licence_classes": [
            {"authority": "One", "jurisdiction": "US-OR", "classes": ["C", "LE"]},
            {"authority": "Two", "jurisdiction": "GB", "classes": ["C"]},
        ],
    },
    {"id": "cleaning", "name": "Cleaning", "parent": "facilities"},
    {
        "id": "it",
        "name": "IT",
        "licence_classes": [{"authority": "Three", "jurisdiction": "US", "classes": ["C"]}],
    },
    {"id": "software", "name": "Software", "parent": "it"},
]


class Maker:
    """Draws one world."""

    def __init__(self, seed: int, codes: list[str]) -> None:
        self.random = random.Random(seed)
        self.codes = codes
        self.day = self.today()
        self.crowd = [self.near() for _ in range(7)]
        self.density = self.random.choice((0.6, 0.85, 0.95, 0.97, 0.99))
        self.lines = self.random.sample((pools.GL, pools.GL, pools.AUTO, pools.WC, pools.CYBER), 2)
        rated, reported = self.asks(("ESG-03", "CRT-10")), self.asks(("CRT-06", "CRT-07", "CRT-08"))
        self.schemes = ("EcoVadis",) * 6 * rated + ("SOC 2",) * 6 * reported
        self.chances: dict[tuple[str, str], float] = {}
        self.names = pools.SIMPLE if self.asks(pools.NAMED) else pools.NAMES

    def of(self, choices: Any) -> Any:
        """One of the choices."""
        listed = choices if isinstance(choices, tuple | list) else tuple(choices)
        return listed[int(self.random.random() * len(listed))]

    def maybe(self, chance: float) -> bool:
        """True with that chance."""
        return self.random.random() < chance

    def today(self) -> date:
        """Any day of five years, often one at which months and years end."""
        special = ((2024, 2, 29), (2026, 2, 28), (2026, 12, 31), (2027, 1, 1), (2028, 2, 29))
        if self.maybe(0.2):
            return date(*self.of(special))
        return date(2024, 1, 1) + timedelta(days=self.random.randrange(1827))

    def near(self) -> date:
        """A day near today, or whole months from it."""
        if self.maybe(0.2):
            jitter = timedelta(days=self.random.randint(-1, 1))
            return plus_months(self.day, self.of((-36, -24, -13, -12, -6, -3, 1, 3, 12))) + jitter
        return self.day + timedelta(days=self.of(NEAR))

    def when(self, key: str = "") -> str:
        """A day of the crowd; what starts has mostly started, what ends has mostly not."""
        found = self.of(self.crowd)
        if self.maybe(0.3):
            found += timedelta(days=self.of((-1, 1)))
        early = key in pools.PAST
        late = key in pools.FUTURE
        if (early or late) and self.maybe(0.7):
            picked = sorted([found, self.of(self.crowd), self.near()])
            found = picked[0] if early else picked[-1]
        return found.isoformat()

    # Records

    def object(self, schema: Data, path: str = "") -> Data:
        """An object with what it must have and some of what it may."""
        required = schema.get("required", ())
        made = {}
        for key, one in schema.get("properties", {}).items():
            if key in required or self.random.random() < self.chance(key, path):
                made[key] = self.value(one, key, path)
        return made

    def chance(self, key: str, path: str) -> float:
        """How likely an optional field is there."""
        known = self.chances.get((key, path))
        if known is None:
            name = f"{path}.{key}"
            readers = READERS.get(name, READERS.get(key))
            known = RARE.get(name, RARE.get(key, self.density))
            if name == "policies.insurer" and "INS-14" in self.codes:
                known = 0  # Its naive function knows insurers by their letter alone.
            if key in UNREAD or (readers and not self.asks(readers)):
                known = min(known, 0.04)
            self.chances[key, path] = known
        return known

    def asks(self, readers: tuple[str, ...]) -> bool:
        """Whether one of these checks, or of these families, is among the requirements."""
        return any(code.startswith(reader) for code in self.codes for reader in readers)

    def value(self, schema: Data, key: str, path: str) -> Any:
        """A value that fits."""
        pool = POOLS.get(f"{path}.{key}", POOLS.get(key))
        if key in ("trading_names", "former_names"):
            pool = self.names
        if callable(pool):
            return pool(self)
        if pool is not None and schema.get("type") != "array":
            return self.of(pool)
        if "$ref" in schema:
            name = schema["$ref"].split("/")[-1]
            if name in SCHEMA["$defs"]:
                return self.object(SCHEMA["$defs"][name], key)
            if name == "date":
                return self.when(key)
            if name in DEFINED:
                pool = DEFINED[name]
                return pool(self) if callable(pool) else self.of(pool)
            schema = COMMON[name]
        kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
        if "enum" in schema:
            return self.of(schema["enum"])
        if kind == "object":
            return self.object(schema, key)
        if kind == "array":
            return self.array(schema, key, path, pool)
        if kind == "boolean":
            return self.maybe(0.6)
        if kind == "integer":
            return self.random.randint(schema.get("minimum", 0), min(schema["maximum"], 5))
        return self.of(schema.get("examples") or pools.TEXTS)

    def array(self, schema: Data, key: str, path: str, pool: Any) -> list[Any]:
        """A few things; objects with an id get one of their own."""
        one = schema["items"]
        if pool is not None and not callable(pool):
            return self.random.sample(list(pool), self.random.randint(0, min(2, len(pool))))
        if "enum" in one:
            return self.random.sample(one["enum"], self.random.randint(0, 2))
        count = self.of(pools.COUNTS.get(key, (0, 1, 1, 2)))
        if key == "certificates" and "INS-14" in self.codes:
            count = 1  # Its naive function does not look for the newest of several.
        made = [self.value(one, key, path) for _ in range(count)]
        for place, item in enumerate(made):
            if isinstance(item, dict) and "id" in item:
                item["id"] = pools.STEPS[place] if key == "items" else f"{key[:4]}-{place}"
                later = [n for n in range(count) if n != place]
                if "superseded_by" in item or "renewed_by" in item:
                    name = "superseded_by" if "superseded_by" in item else "renewed_by"
                    item[name] = f"{key[:4]}-{self.of(later or [7])}"
        return made

    def supplier(self, number: int) -> Data:
        """A supplier with what the requirements of this world look at."""
        wanted = set(pools.PROFILE)
        for code in self.codes:
            wanted |= set(SECTIONS.get(code, SECTIONS.get(code.split("-")[0], ())))
        made = {"id": f"firm-{number}", "legal_name": self.of(self.names)}
        made["lifecycle_status"] = self.of(pools.STATUSES)
        for key in SCHEMA["properties"]:
            if key in wanted and self.maybe(RARE.get(key, 0.9)):
                made[key] = self.value(SCHEMA["properties"][key], key, "")
        return made

    # Rules

    def rule(self, number: int, code: str) -> Data:
        """A requirement of a check, with random figures, severity, selectors and dates."""
        rule: Data = {"id": f"rule-{number}", "check": code, "severity": self.severity()}
        given = {**figures.PARAMS, **FAMILIES}.get(code, lambda make: {})(self)
        rule["params"] = {key: one for key, one in given.items() if one is not None}
        if code in figures.WARNED and self.maybe(0.85):
            rule["warn_days"] = self.of(WARN)
        if self.maybe(0.4):
            rule["applies_when"] = self.selectors()
        if self.maybe(0.15):
            offset = self.of((-30, -1, 0, 1, 30, 364, 365, 366))
            rule["effective_from"] = (self.day + timedelta(days=offset)).isoformat()
        if self.maybe(0.12):
            rule["transition_until"] = self.when()
        if self.maybe(0.1):
            rule["waivable"] = False
        return rule

    def severity(self) -> str:
        """Mostly a grave one."""
        return str(self.of(("block", "block", "error", "error", "error", "warning", "info")))

    def selectors(self) -> Data:
        """One or two of them."""
        keys = self.random.sample(sorted(figures.SELECTORS), self.of((1, 1, 2)))
        return {key: figures.SELECTORS[key](self) for key in keys}

    def waiver(self, number: int, rules: list[Data], suppliers: list[Data]) -> Data:
        """A waiver of one of the rules, mostly in order."""
        made = {
            "id": f"wv-{number}",
            "requirement": self.of(rules)["id"],
            "supplier": self.of(suppliers)["id"],
            "reason": "It takes time.",
            "requested_by": self.of(("@owner-a", "@owner-a", "@owner-a", "@Approver".lower())),
            "approved_by": "@approver",
            "approved_on": min(self.when("starts_on"), self.when("starts_on")),
        }
        made["starts_on"], made["expires_on"] = sorted(
            (self.when("starts_on"), self.when("ends_on"))
        )
        if self.maybe(0.6):
            made["risk_description"] = "Something may happen."
            made["compensating_controls"] = [
                {
                    "text": "A.",
                    **({"owner": "@owner-a", "testable_by": "log"} if self.maybe(0.8) else {}),
                }
            ]
        if self.maybe(0.2):
            made["extension_of"] = f"wv-{self.of((0, 1, 7))}"
        if made.get("extension_of") == made["id"]:
            del made["extension_of"]
        if self.maybe(0.35):
            scope = {"category": self.of(pools.KINDS), "jurisdiction": self.of(pools.PLACES)}
            scope = {key: one for key, one in scope.items() if self.maybe(0.6)}
            made |= {"scope": scope} if scope else {}
        if self.maybe(0.15):
            made["subject"] = self.of(pools.SUBJECTS)
        if self.maybe(0.08):
            made["status"] = self.of(("approved", "revoked", "closed"))
        return made

    def override(self, record: Data, rules: list[Data]) -> None:
        """A contract that asks for more, or for less, or for nonsense."""
        aimed = [one for one in rules if one["check"] in figures.OVERRIDES]
        if not aimed or not record.get("contracts"):
            return
        for contract in record["contracts"]:
            if self.maybe(0.6):
                rule = self.of(aimed)
                name = self.of(sorted(figures.OVERRIDES[rule["check"]]))
                value = self.of(figures.OVERRIDES[rule["check"]][name])
                entry = {"requirement": rule["id"], "parameter": name, "value": value}
                contract.setdefault("overrides", []).append(entry)

    def organisation(self) -> Data:
        """What we say of ourselves."""
        made: Data = {}
        if self.maybe(0.3) and "CON-08" not in self.codes:
            made["notice_lead"] = {"email": 2}
        if self.maybe(0.8):
            made["code_of_conduct"] = {"version": "2026", "effective_from": self.when()}
            if self.maybe(0.7):
                made["code_of_conduct"]["accept_by"] = self.when()
        if self.maybe(0.8):
            ours = {"name": "Our firm", **({"address": "1 Main Street"} if self.maybe(0.8) else {})}
            made["legal_entities"] = [ours]
        return made

    def reference(self) -> Data:
        """Rates, holidays and agreements."""
        years = [self.day.year + one for one in (-1, 0, 1, 2) if self.maybe(0.85)]
        calendar = {
            "id": "ours",
            "name": "Our days off",
            "years": [
                {
                    "year": year,
                    "days": sorted({d.isoformat() for d in self.crowd if d.year == year}),
                }
                for year in years
            ],
        }
        rates = [
            {
                "currency": self.of(("EUR", "EUR", "GBP")),
                "rate": self.of(("1.1000", "1.2500", "0.8000", "2.0000")),
                "date": (self.day - timedelta(days=on)).isoformat(),
            }
            for on in self.random.sample((-30, 0, 1, 29, 30, 31, 89, 90, 91, 400), 3)
        ]
        agreement = {"licence_types": ["trade"], "from": self.of(("US-OR", "GB")), "to": "US-WA"}
        for key in ("starts_on", "ends_on"):
            if self.maybe(0.5):
                agreement[key] = self.when(key)
        return {
            "categories": CATEGORIES,
            "rates": rates,
            "calendars": [calendar] if years else [],
            "organisation": self.organisation(),
            "roles": [
                {"id": one, "name": one} for one in ("@owner-a", "@approver", "@facilities-cm")
            ],
            **({"reciprocity": [agreement]} if self.maybe(0.5) else {}),
        }


def asked(dice: random.Random, codes: list[str]) -> list[str]:
    """The checks of a world: several of one family, some again, often what asks for the profile."""
    family = dice.choice(codes).split("-")[0]
    near = [code for code in codes if code.startswith(family)]
    count = dice.randint(2, 7)
    picked = [dice.choice(near if dice.random() < 0.6 else codes) for _ in range(count)]
    if dice.random() < 0.3:
        picked += [picked[0]]
    several = sorted({*QUALIFIERS} & {*codes})
    if several and dice.random() < 0.15:
        picked += [dice.choice(several)] * 3
    if dice.random() < 0.5:
        picked.append("REC-14")
    return picked


def alike(rules: list[Data]) -> None:
    """Let the requirements of one check be about one thing, so that they bear on one another."""
    for rule in rules:
        twin = next(one for one in rules if one["check"] == rule["check"])
        for name in NAMING.get(rule["check"], ()) if rule is not twin else ():
            rule["params"].pop(name, None)
            if name in twin["params"]:
                rule["params"][name] = twin["params"][name]


def handbook(make: Maker, rules: list[Data], codes: list[str]) -> list[Data]:
    """The policies: one in force, perhaps another, and the rules about waivers."""
    late = [one for one in rules if make.maybe(0.2)]
    first: Data = {"id": "base", "rules": [one for one in rules if one not in late]}
    second: Data = {"id": "late", "rules": late, "status": make.of(pools.POLICY_STATUSES)}
    if make.maybe(0.7):
        second["effective_from"] = make.when()
    for number, code in enumerate(codes):
        first["rules"].append({**make.rule(90 + number, code), "applies_when": {}})
    return [one for one in (first, second) if one["rules"]]


def world(seed: int, codes: list[str]) -> Data:
    """The world of a seed, with requirements of some of the checks."""
    dice = random.Random(f"codes of {seed}")
    picked = asked(dice, codes)
    about_waivers = [code for code in WAIVER_RULES if dice.random() < 0.25]
    make = Maker(seed, picked)
    rules = [make.rule(number, code) for number, code in enumerate(picked)]
    alike(rules)
    suppliers = [make.supplier(number) for number in range(make.of((1, 1, 2)))]
    reference = make.reference()
    for one in suppliers:
        sharpen(make, one, reference)
        if make.maybe(0.4):
            make.override(one, rules)
    waivers = [make.waiver(n, rules, suppliers) for n in range(make.of((0, 0, 1, 2, 3)))]
    return {
        "day": make.day,
        "later": make.day + timedelta(days=make.of((1, 2, 7, 30, 31, 90, 200, 365, 399, 400))),
        "suppliers": suppliers,
        "policies": handbook(make, rules, about_waivers if waivers and make.maybe(0.5) else []),
        "waivers": waivers,
        "reference": reference,
    }
