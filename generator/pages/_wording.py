"""The words of a requirement: whom it applies to, its figures, and what follows when it is not met.

Shared by the handbook, the pages of requirements and those of checks, so that one rule reads
the same wherever it stands.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from generator.checks.base import Check, Param, Subject
from generator.load.formats import place_name
from generator.model import words as english
from generator.model.money import Money, parse_money
from generator.model.policy import DEFAULT_STATUSES, REFERENCE, Clause, Requirement, Value
from generator.model.reference import Reference
from generator.pages.texts import known, listing, money, plain, text, value

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
    Subject.SUPPLIER: _("each supplier"),
    Subject.OFFER: _("each offer of a supplier"),
    Subject.CONTRACT: _("each contract of a supplier"),
    Subject.VERDICT: _("each supplier, once it has its verdict"),
    Subject.CATEGORY: _("each category on offer"),
    Subject.POLICY: _("each policy of this handbook"),
    Subject.WAIVER: _("each waiver"),
    Subject.LOADER: _("each record, when it is read"),
}
PER_SUPPLIER = frozenset((Subject.SUPPLIER, Subject.OFFER, Subject.CONTRACT, Subject.VERDICT))
_ACCESS: Mapping[str, str] = {
    "none": _("have no access to anything of ours"),
    "onsite": _("work on our sites"),
    "personal_data": _("handle personal data"),
    "confidential_data": _("handle confidential data"),
    "network": _("connect to our network"),
    "keys_or_badges": _("hold our keys or badges"),
    "funds": _("handle our money"),
    "vehicles": _("drive for us"),
    "hazardous": _("handle hazardous material"),
    "minors": _("work with minors"),
}
_MODELS: Mapping[str, str] = {
    "goods": _("deliver goods"),
    "works": _("carry out works"),
    "services": _("provide services"),
    "outsourced_service": _("run an outsourced service"),
    "labour": _("supply labour"),
}
_WITH_ARTICLE = frozenset(
    (
        *("AE", "BS", "CD", "CF", "CG", "CK", "DO", "FK", "FO", "GB", "GM"),
        *("IM", "KM", "KY", "MH", "MV", "NL", "PH", "SB", "SC", "US", "VA"),
    )
)
_LABELS: Mapping[str, str] = {
    "lines": _("Lines of insurance"),
    "line": _("Line of insurance"),
    "limit": _("Limit"),
    "min": _("At least"),
    "umbrella_may_satisfy": _("Umbrella cover counts"),
    "rate_max_age_days": _("Exchange rate no older than"),
    "error_from_pct": _("Only “Ask procurement” from"),
    "lookback_months": _("Looks back"),
    "licence_types": _("Type of licence"),
    "activities": _("Activities"),
    "schemes": _("Any one of"),
    "report_months": _("A report counts for"),
    "bridge_months": _("A bridge letter adds at most"),
    "months": _("A report counts for"),
    "types": _("Types of contract that count"),
    "grace_days": _("Days of grace"),
    "decide_days": _("Decide before notice is sent"),
    "heads_up_days": _("Announced before that"),
    "min_ok": _("At least this many that may be used"),
}
_ANY_OF = frozenset(("schemes", "licence_types", "types"))
KIND_WORDS: Mapping[str, str] = {
    "money": _("money"),
    "integer": _("a whole number"),
    "text": _("a text"),
    "texts": _("a list of texts"),
    "flag": _("yes or no"),
}


def requirement_path(requirement: str) -> str:
    """Where a requirement's page is."""
    return f"requirements/{requirement}/index.html"


def applies_to(requirement: Requirement, check: Check, reference: Reference) -> str:
    """Whom a requirement applies to, as the end of “Applies to …”."""
    when = requirement.applies_when
    categories = [reference.category_name(one) for one in when.get("category") or ()]
    if check.subject is Subject.CATEGORY:
        if not categories:
            return text("every category on offer")
        return text("the categories %(names)s", names=listing(categories))
    if check.subject is Subject.POLICY:
        return text("every policy in force")
    if check.subject is Subject.WAIVER:
        return text("every waiver")
    if check.subject is Subject.LOADER:
        return text("every record, when it is read")
    who = _suppliers(when, categories)
    if check.subject is Subject.OFFER:
        return text("%(who)s, for each thing they offer", who=who)
    if check.subject is Subject.CONTRACT:
        return text("%(who)s, for each contract", who=who)
    return who


def statuses(requirement: Requirement) -> str:
    """The lifecycle statuses in which it applies: ``approved or conditional``."""
    found = requirement.applies_when.get("status") or DEFAULT_STATUSES
    return _any_of([plain(one) for one in found])


def _any_of(words: list[str]) -> str:
    return listing(words, "or")


def _suppliers(when: Mapping[str, Any], categories: list[str]) -> str:
    verbs = [_one_of(when, "sourcing_model", _MODELS), _one_of(when, "access", _ACCESS)]
    if "offshore" in when:
        verbs.append(text("work offshore") if when["offshore"] else text("do not work offshore"))
    verbs = [one for one in verbs if one]
    place = _places(when.get("jurisdiction") or ())
    if place and not verbs and not categories:
        verbs = [text("offer work")]
    tails = _tails(when)
    who = text("suppliers") if categories or verbs or tails else text("all suppliers")
    if categories:
        who = text("suppliers of %(categories)s", categories=_any_of(categories))
    if verbs:
        doing = f" {known('and')} ".join(verbs)
        who = text("%(who)s that %(do)s", who=who, do=doing)
    if place:
        who = text("%(who)s in %(place)s", who=who, place=place)
    return ", ".join([who, *tails])


def _one_of(when: Mapping[str, Any], key: str, phrases: Mapping[str, str]) -> str:
    return _any_of(
        [text(phrases[one]) if one in phrases else plain(one) for one in when.get(key) or ()]
    )


def _tails(when: Mapping[str, Any]) -> list[str]:
    tails = []
    if "criticality" in when:
        named = _any_of([plain(one) for one in when["criticality"]])
        tails.append(text("whose criticality is %(what)s", what=named))
    if "tier" in when:
        named = _any_of([str(one) for one in when["tier"]])
        tails.append(text("in risk tier %(what)s", what=named))
    if "segment" in when:
        named = _any_of([plain(one) for one in when["segment"]])
        tails.append(text("in the segment %(what)s", what=named))
    if "country" in when:
        tails.append(text("registered in %(place)s", place=_places(when["country"])))
    return tails + _contract_tail(when)


def _contract_tail(when: Mapping[str, Any]) -> list[str]:
    words = []
    if "contract_type" in when:
        named = _any_of([plain(one) for one in when["contract_type"]])
        words.append(text("of type %(what)s", what=named))
    if "profile" in when:
        named = _any_of([plain(one) for one in when["profile"]])
        words.append(text("with the profile %(what)s", what=named))
    floor = when.get("value_min")
    least = floor if isinstance(floor, Money) else parse_money(floor)
    if least is not None:
        words.append(text("worth %(amount)s or more", amount=money(least)))
    return [text("with a contract %(what)s", what=f" {known('and')} ".join(words))] if words else []


def _places(codes: Any) -> str:
    return _any_of([place(code) for code in codes])


def place(code: str) -> str:
    """A place inside a sentence: ``the United States``, ``Oregon (United States)``."""
    name, comma, country = place_name(code).rpartition(", ") if "-" in code else ("", "", "")
    if comma:
        return f"{known(name)} ({known(country)})"
    if code in _WITH_ARTICLE:
        return text("the %(place)s", place=known(place_name(code)))
    return known(place_name(code))


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
    if param.name in _LABELS:
        return text(_LABELS[param.name])
    return known(english.sentence(english.plain(param.name)))


def figure(name: str, item: Value) -> str:
    """A parameter's value with its unit."""
    if isinstance(item, tuple):
        return listing([plain(one) for one in item], "or" if name in _ANY_OF else "and")
    if isinstance(item, int) and not isinstance(item, bool):
        if name.endswith("_pct"):
            return text("%(figure)s %% of the figure", figure=value(item))
        if name.endswith("_days"):
            return text("%(num)s day" if item == 1 else "%(num)s days", num=value(item))
        if name.endswith("months"):
            return text("%(num)s month" if item == 1 else "%(num)s months", num=value(item))
    return value(item)


def warns(requirement: Requirement) -> str:
    """``90, 60 and 30 days before``, or ''."""
    days = sorted(set(requirement.warn_days), reverse=True)
    if not days:
        return ""
    return text("%(days)s days before", days=listing([str(one) for one in days]))


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
    words: Callable[[Value], str] = english.value,
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
    """A figure in words, its roles by their names: in the language of the handbook's sentences."""

    def words(item: Value) -> str:
        if isinstance(item, tuple):
            return english.listing([role(one) for one in item])
        return role(item) if isinstance(item, str) and item.startswith("@") else english.value(item)

    def role(one: str) -> str:
        return reference.role_name(one) if one.startswith("@") else english.plain(one)

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
