"""What the files of the API hold, as JSON Schema (2020-12): each key with its meaning.

The schemas are open, because keys may be added within a version; a test closes them, and so
finds whatever is written and not described here.
"""

from collections.abc import Mapping
from typing import Any

from generator.model.assessment import SEVERITY_ORDER, Outcome, Verdict

Shape = dict[str, Any]


def words(about: str, **more: Any) -> Shape:
    """A text."""
    return {"type": "string", "description": about, **more}


def named(name: str) -> Shape:
    """The schema of that name."""
    return {"$ref": f"#/components/schemas/{name}"}


def several(item: Shape, about: str) -> Shape:
    """A list."""
    return {"type": "array", "items": item, "description": about}


def maybe(shape: Shape) -> Shape:
    """That, or null."""
    if "$ref" in shape:
        return {"anyOf": [shape, {"type": "null"}]}
    return {**shape, "type": [shape["type"], "null"]}


def thing(
    about: str, needed: Mapping[str, Shape], more: Mapping[str, Shape] | None = None
) -> Shape:
    """An object: keys that are always there, and keys that may be."""
    return {
        "type": "object",
        "description": about,
        "properties": {**needed, **(more or {})},
        "required": sorted(needed),
    }


def free(about: str) -> Shape:
    """An object whose keys are described elsewhere, or are as many as there are."""
    return {"type": "object", "description": about, "additionalProperties": True}


def day(about: str) -> Shape:
    """A date."""
    return words(about, format="date", examples=["2026-11-22"])


VERDICT = words("May staff use it?", enum=[str(one) for one in Verdict])
PLACE = maybe(words("ISO 3166 code of a country or a part of it; null where none is recorded."))
LINES = several(words("A sentence."), "Why, in sentences.")
PAGE = words("The page that says more, from the site's top.")
STAFF = "Staff's site only. "
_SEVERITY = words("How serious it is.", enum=list(SEVERITY_ORDER))
_OUTCOME = words("What came of it.", enum=[str(one) for one in Outcome])

_OFFER = thing(
    "One category in one place, with the verdict for it.",
    {"category": words("Id of the category."), "jurisdiction": PLACE, "verdict": VERDICT},
)
_SEGMENT = thing(
    "From this day until the next segment the verdict holds.",
    {"from": day("The first day."), "verdict": VERDICT},
    {"because": LINES},
)
_LINE = {
    "id": words("Its id: the name of its file. It never changes."),
    "legal_name": words("The name on its register."),
    "verdict": VERDICT,
    "verdict_label": words("The verdict in words."),
    "next_change": maybe(named("Segment")),
    "offers": several(named("Offer"), "What it offers where."),
    "href": words("Its own file, from this folder."),
    "page": PAGE,
}
_LINE_MORE = {
    "trading_names": several(words("A name."), "Other names it trades under."),
    "lifecycle_status": words("Where it stands with us, such as active or onboarding."),
    "registered_country": words("ISO 3166 code of the country."),
}
_OFFER_TOLD = thing(
    _OFFER["description"], _OFFER["properties"], {"because": {**LINES, "description": STAFF}}
)
_FULL = {
    "record": free("The record, as far as the audience may see it: docs/fields says each field."),
    "timeline": several(named("Segment"), "The verdict over the next 400 days if nothing is done."),
    "offers": several(named("OfferInFull"), "What it offers where, and why the verdict."),
}
_FULL_MORE = {
    "because": {**LINES, "description": STAFF + "Why the verdict."},
    "findings": several(named("Finding"), STAFF + "What is not simply met."),
    "contract_states": free(STAFF + "Id of a contract: its state on the day."),
}
_CATEGORY = thing(
    "A category, and who offers it.",
    {
        "id": words("Its id."),
        "name": words("Its name."),
        "offered_by": several(named("OfferedBy"), "Offers of this very category."),
        "page": PAGE,
    },
    {
        "description": words("What belongs to it."),
        "parent": words("Id of the category above."),
        "words": several(words("A word."), "What staff call it."),
        "codes": several(named("Code"), "Its codes in common schemes."),
    },
)
_REQUIREMENT = thing(
    "A rule that is checked, with its figures.",
    {
        "id": words("Its id."),
        "policy": words("Id of the policy."),
        "clause": words("Id of the clause."),
        "check": words("Code of the check."),
        "severity": _SEVERITY,
        "applies_to": words("Whom it applies to, in words."),
        "applies_when": free("The same, as conditions."),
        "params": free("The figures. Money is {amount, currency}; an amount is text."),
        "warn_days": several({"type": "integer"}, "Days ahead at which it reminds."),
        "effective_from": maybe(day("From when it holds.")),
        "transition_until": maybe(day("Until when it only warns.")),
        "waivable": {"type": "boolean", "description": "Whether a waiver is possible."},
        "page": PAGE,
    },
    {
        "responsible": words(STAFF + "The role that acts."),
        "outcomes": {
            "type": ["object", "null"],
            "description": STAFF + "How many came out how.",
            "additionalProperties": {"type": "integer"},
        },
    },
)
_CHECK = thing(
    "A kind of check.",
    {
        "code": words("Its code, such as INS-07."),
        "name": words("Its name for programs."),
        "title": words("What it asks."),
        "family": words("What it is about."),
        "subject": words("What it looks at."),
        "told": free("Its page: a heading, and the text below it."),
        "uses_warn_days": {"type": "boolean", "description": "Whether it can remind ahead."},
        "params": several(named("Parameter"), "What a requirement may set."),
        "page": PAGE,
    },
)
_PARAMETER = thing(
    "A parameter of a check.",
    {
        "name": words("Its name."),
        "kind": words("What it holds."),
        "required": {"type": "boolean", "description": "Whether it must be set."},
        "threshold": {"type": "boolean", "description": "Whether it is a figure that decides."},
        "allowed": several(words("A value."), "The values it may have; empty where any may be."),
    },
)
_CLAUSE = thing(
    "A clause, with its figures set in.",
    {"id": words("Its id."), "sentence": words("What people read."), "page": PAGE},
    {
        "title": words("Its heading."),
        "text": words("The sentence before figures are set in."),
        "modality": words("must, should or may."),
        "verification": words("Who checks it: a machine, people, or both."),
        "parameters": free("The figures."),
        "rationale": words("Why."),
        "see": several(words("Id of a clause."), "Clauses to read with it."),
        "references": several(words("A reference."), "Standards and laws."),
        "guide": several(words("A step."), "The steps of the buying guide that show it."),
        "requirements": several(free("As in the record of the policy."), "What is checked."),
        "enforced_by_loader": several(words("A code."), "Checks that stop a record at once."),
    },
)
_POLICY = thing(
    "A policy. Its other keys are the fields of the record (docs/fields).",
    {
        "id": words("Its id."),
        "title": words("Its title."),
        "clauses": several(named("Clause"), "Its clauses, in order."),
        "page": PAGE,
    },
)
_FINDING = thing(
    "A requirement that is not simply met.",
    {
        "fingerprint": words("Its name over time: no day and no wording is in it."),
        "code": words("Code of the check."),
        "requirement": words("Id of the requirement."),
        "policy": words("Id of the policy."),
        "clause": words("Id of the clause."),
        "supplier": maybe(words("Id of the supplier; null for policies and categories.")),
        "subject": words("What it is about."),
        "topic": words("Findings with one cause have one topic."),
        "outcome": _OUTCOME,
        "severity": _SEVERITY,
        "message": words("What is found, in a sentence."),
        "required": words("What is required."),
        "held": words("What is on file."),
        "fix": words("What to do."),
        "path": words("The record's file."),
        "last_day": maybe(day("The last day of the evidence.")),
        "act_by": maybe(day("By when somebody has to act.")),
        "responsible": words("The role that acts."),
        "waiver": maybe(words("Id of the waiver.")),
        "waived_until": maybe(day("The last day of the waiver.")),
        "scopes": {
            "type": ["array", "null"],
            "description": "The offers it bears on; null means all.",
            "items": named("Scope"),
        },
    },
)
COMPONENTS: Mapping[str, Shape] = {
    "Segment": _SEGMENT,
    "Offer": _OFFER,
    "OfferInFull": _OFFER_TOLD,
    "OfferedBy": thing(
        "Who offers it where.",
        {"supplier": words("Id of the supplier."), "jurisdiction": PLACE, "verdict": VERDICT},
    ),
    "Scope": thing("An offer.", {"category": words("Id."), "jurisdiction": PLACE}),
    "Code": thing("A code.", {"scheme": words("Whose code."), "id": words("The code.")}),
    "SupplierLine": thing("A supplier, in short.", _LINE, _LINE_MORE),
    "Category": _CATEGORY,
    "Policy": _POLICY,
    "Clause": _CLAUSE,
    "Requirement": _REQUIREMENT,
    "Check": _CHECK,
    "Parameter": _PARAMETER,
    "Finding": _FINDING,
    "Endpoint": thing(
        "A file.", {"path": words("From this folder."), "description": words("What it holds.")}
    ),
}
SUPPLIER = (_LINE | _FULL, _LINE_MORE | _FULL_MORE)
"""One supplier in full: keys that are always there, and keys that may be."""
ITEMS: Mapping[str, str] = {
    "suppliers": "SupplierLine",
    "categories": "Category",
    "policies": "Policy",
    "requirements": "Requirement",
    "checks": "Check",
    "findings": "Finding",
}
"""File that holds all of a kind → the schema of one of them."""
ENVELOPE: Mapping[str, Shape] = {
    "schema_version": words("The version of this API.", const="1"),
    "as_of": day("The day that everything is of."),
    "commit": words("The commit of the records; '+' at its end: with changes on top."),
}
INDEX: Mapping[str, Shape] = {
    "audience": words("Whose site it is.", enum=["internal", "public"]),
    "name": words("The organisation."),
    "promise": words("What may change within a version."),
    "endpoints": several(named("Endpoint"), "Every file."),
    "links": free("Where else to look, from this folder: what it is, and the path."),
}
