"""The words of a requirement: whom it applies to, its figures, and what follows when it is not met.

Shared by the handbook, the pages of requirements and those of checks, so that one rule reads
the same wherever it stands.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from generator.checks.base import Check, Param, Subject
from generator.load.formats import place_name
from generator.model.money import Money, parse_money
from generator.model.policy import DEFAULT_STATUSES, REFERENCE, Clause, Requirement, Value
from generator.model.reference import Reference
from generator.model.words import listing, plain, sentence, value
from generator.pages.texts import text

# Marks a text for translation; it is translated where it is used, by ``text``.
_ = str
EFFECTS: Mapping[str, str] = {
    "block": _("“Do not use” for what it concerns; “Ask procurement” where it cannot be decided"),
    "error": _("“Ask procurement” for what it concerns"),
    "warning": _("something to do; the verdict stays as it is"),
    "info": _("something to know; the verdict stays as it is"),
}
MODALITY_WORDS: Mapping[str, str] = {
    "must": _("Must"),
    "must_not": _("Must not"),
    "should": _("Should"),
    "may": _("May"),
}
MARKS: Mapping[str, str] = {
    "machine": _("Checked by machine"),
    "partial": _("Checked in part"),
    "unwritten": _("Not checked yet"),
    "human": _("Judged by people"),
}
SUBJECT_WORDS: Mapping[Subject, str] = {
    Subject.SUPPLIER: "each supplier",
    Subject.OFFER: "each offer of a supplier",
    Subject.CONTRACT: "each contract of a supplier",
    Subject.VERDICT: "each supplier, once it has its verdict",
    Subject.CATEGORY: "each category on offer",
    Subject.POLICY: "each policy of this handbook",
    Subject.WAIVER: "each waiver",
    Subject.LOADER: "each record, when it is read",
}
PER_SUPPLIER = frozenset((Subject.SUPPLIER, Subject.OFFER, Subject.CONTRACT, Subject.VERDICT))
_ACCESS: Mapping[str, str] = {
    "none": "have no access to anything of ours",
    "onsite": "work on our sites",
    "personal_data": "handle personal data",
    "confidential_data": "handle confidential data",
    "network": "connect to our network",
    "keys_or_badges": "hold our keys or badges",
    "funds": "handle our money",
    "vehicles": "drive for us",
    "hazardous": "handle hazardous material",
    "minors": "work with minors",
}
_MODELS: Mapping[str, str] = {
    "goods": "deliver goods",
    "works": "carry out works",
    "services": "provide services",
    "outsourced_service": "run an outsourced service",
    "labour": "supply labour",
}
_WITH_ARTICLE = frozenset(
    (
        *("AE", "BS", "CD", "CF", "CG", "CK", "DO", "FK", "FO", "GB", "GM"),
        *("IM", "KM", "KY", "MH", "MV", "NL", "PH", "SB", "SC", "US", "VA"),
    )
)
_LABELS: Mapping[str, str] = {
    "lines": "Lines of insurance",
    "line": "Line of insurance",
    "limit": "Limit",
    "min": "At least",
    "umbrella_may_satisfy": "Umbrella cover counts",
    "rate_max_age_days": "Exchange rate no older than",
    "error_from_pct": "Only “Ask procurement” from",
    "lookback_months": "Looks back",
    "licence_types": "Type of licence",
    "activities": "Activities",
    "schemes": "Any one of",
    "report_months": "A report counts for",
    "bridge_months": "A bridge letter adds at most",
    "months": "A report counts for",
    "types": "Types of contract that count",
    "grace_days": "Days of grace",
    "decide_days": "Decide before notice is sent",
    "heads_up_days": "Announced before that",
    "min_ok": "At least this many that may be used",
}
_ANY_OF = frozenset(("schemes", "licence_types", "types"))
_UNITS = {"_days": ("day", "days"), "_months": ("month", "months"), "months": ("month", "months")}
KIND_WORDS: Mapping[str, str] = {
    "money": "money",
    "integer": "a whole number",
    "text": "a text",
    "texts": "a list of texts",
    "flag": "yes or no",
}


def requirement_path(requirement: str) -> str:
    """Where a requirement's page is."""
    return f"requirements/{requirement}/index.html"


def applies_to(requirement: Requirement, check: Check, reference: Reference) -> str:
    """Whom a requirement applies to, as the end of “Applies to …”."""
    when = requirement.applies_when
    categories = [reference.category_name(one) for one in when.get("category") or ()]
    if check.subject is Subject.CATEGORY:
        return f"the categories {listing(categories)}" if categories else "every category on offer"
    if check.subject is Subject.POLICY:
        return "every policy in force"
    if check.subject is Subject.WAIVER:
        return "every waiver"
    if check.subject is Subject.LOADER:
        return "every record, when it is read"
    return _suppliers(when, categories) + {
        Subject.OFFER: ", for each thing they offer",
        Subject.CONTRACT: ", for each contract",
    }.get(check.subject, "")


def statuses(requirement: Requirement) -> str:
    """The lifecycle statuses in which it applies: ``approved or conditional``."""
    found = requirement.applies_when.get("status") or DEFAULT_STATUSES
    return listing([plain(one) for one in found], "or")


def _suppliers(when: Mapping[str, Any], categories: list[str]) -> str:
    verbs = [_one_of(when, "sourcing_model", _MODELS), _one_of(when, "access", _ACCESS)]
    if "offshore" in when:
        verbs.append("work offshore" if when["offshore"] else "do not work offshore")
    verbs = [one for one in verbs if one]
    place = _places(when.get("jurisdiction") or ())
    if place and not verbs and not categories:
        verbs = ["offer work"]
    tails = _tails(when)
    head = "suppliers" if categories or verbs or tails else "all suppliers"
    if categories:
        head += f" of {listing(categories, 'or')}"
    if verbs:
        head += f" that {' and '.join(verbs)}"
    return head + (f" in {place}" if place else "") + "".join(f", {one}" for one in tails)


def _one_of(when: Mapping[str, Any], key: str, phrases: Mapping[str, str]) -> str:
    return listing([phrases.get(one, plain(one)) for one in when.get(key) or ()], "or")


def _tails(when: Mapping[str, Any]) -> list[str]:
    tails = []
    if "criticality" in when:
        tails.append(f"whose criticality is {listing(list(when['criticality']), 'or')}")
    if "tier" in when:
        tails.append(f"in risk tier {listing([str(one) for one in when['tier']], 'or')}")
    if "segment" in when:
        named = listing([plain(one) for one in when["segment"]], "or")
        tails.append(f"in the segment {named}")
    if "country" in when:
        tails.append(f"registered in {_places(when['country'])}")
    return tails + _contract_tail(when)


def _contract_tail(when: Mapping[str, Any]) -> list[str]:
    words = []
    if "contract_type" in when:
        words.append(f"of type {listing([plain(one) for one in when['contract_type']], 'or')}")
    if "profile" in when:
        words.append(f"with the profile {listing([plain(one) for one in when['profile']], 'or')}")
    floor = when.get("value_min")
    money = floor if isinstance(floor, Money) else parse_money(floor)
    if money is not None:
        words.append(f"worth {money} or more")
    return [f"with a contract {' and '.join(words)}"] if words else []


def _places(codes: Any) -> str:
    return listing([place(code) for code in codes], "or")


def place(code: str) -> str:
    """A place inside a sentence: ``the United States``, ``Oregon (United States)``."""
    name, comma, country = place_name(code).rpartition(", ") if "-" in code else ("", "", "")
    if comma:
        return f"{name} ({country})"
    return f"the {place_name(code)}" if code in _WITH_ARTICLE else place_name(code)


def figures(
    requirement: Requirement, check: Check, reference: Reference | None = None
) -> list[tuple[str, str]]:
    """What the check was told, as label and value, in the check's own order."""
    return [
        (label(param), figure(param.name, _named_roles(requirement.params[param.name], reference)))
        for param in check.params
        if requirement.params.get(param.name) is not None
    ]


def _named_roles(item: Value, reference: Reference | None) -> Value:
    if reference is None or not isinstance(item, tuple):
        return item
    return tuple(reference.role_name(one) if one.startswith("@") else one for one in item)


def label(param: Param) -> str:
    """What a parameter is called in words."""
    return _LABELS.get(param.name) or sentence(plain(param.name))


def figure(name: str, item: Value) -> str:
    """A parameter's value with its unit."""
    if isinstance(item, tuple):
        return listing([plain(one) for one in item], "or" if name in _ANY_OF else "and")
    said = value(item)
    if not isinstance(item, int) or isinstance(item, bool):
        return said
    if name.endswith("_pct"):
        return f"{said} % of the figure"
    for suffix, (one, many) in _UNITS.items():
        if name.endswith(suffix):
            return f"{said} {one if item == 1 else many}"
    return said


def warns(requirement: Requirement) -> str:
    """``90, 60 and 30 days before``, or ''."""
    days = sorted(set(requirement.warn_days), reverse=True)
    return f"{listing([str(one) for one in days])} days before" if days else ""


def mark(clause: Clause) -> str:
    """How it is checked: a key of ``MARKS``. What says it is checked, and is not, is told apart."""
    checked = clause.requirements or clause.data.get("enforced_by_loader")
    if clause.verification == "human" or checked:
        return clause.verification
    return "unwritten"


def mark_says(clause: Clause) -> str:
    """What the clause's mark means, for this clause."""
    if mark(clause) == "unwritten" and clause.verification == "partial":
        return text("part of it could be seen in the records, and no check looks yet")
    return {
        "machine": text("each time these pages are built"),
        "partial": text("what is on record is checked, people judge the rest"),
        "unwritten": text("it could be seen in the records, and no check looks yet"),
        "human": text("no check can see it"),
    }[mark(clause)]


_FIGURE = Markup('<span class="sc-figure" data-checked="{}" title="{}">{}</span>')


def sentence_html(
    clause: Clause,
    say: Callable[[str], Markup] = escape,
    words: Callable[[Value], str] = value,
) -> Markup:
    """The clause's sentence with each figure marked; the words are those of ``clause.sentence``.

    ``say`` makes HTML of what stands between the figures, ``words`` the text of a figure.
    """
    parts: list[Markup] = []
    checked = checked_figures(clause)
    end = 0
    for match in REFERENCE.finditer(clause.text):
        name = match.group(1)
        parts.append(say(clause.text[end : match.start()]))
        if name in clause.parameters:
            hint = text("The check uses this figure") if name in checked else text("For people")
            mark = "yes" if name in checked else "no"
            parts.append(_FIGURE.format(mark, hint, words(clause.parameters[name])))
        else:
            parts.append(escape(match.group(0)))
        end = match.end()
    return Markup("").join([*parts, say(clause.text[end:])])


def with_roles(reference: Reference) -> Callable[[Value], str]:
    """A figure in words, its roles by their names."""

    def words(item: Value) -> str:
        if isinstance(item, tuple):
            return listing([role(one) for one in item])
        return role(item) if isinstance(item, str) and item.startswith("@") else value(item)

    def role(one: str) -> str:
        return reference.role_name(one) if one.startswith("@") else plain(one)

    return words


def checked_figures(clause: Clause) -> frozenset[str]:
    """The names of the clause's parameters that its requirements take."""
    return frozenset(_named(clause.data.get("requirements") or ()))


def _named(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        match = REFERENCE.fullmatch(data)
        if match:
            yield match.group(1)
    elif isinstance(data, Mapping):
        for one in data.values():
            yield from _named(one)
    elif isinstance(data, list | tuple):
        for one in data:
            yield from _named(one)
