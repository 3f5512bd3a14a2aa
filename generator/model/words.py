"""The words people read for codes, values and dates, in one place."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from generator.model.dates import parse_duration
from generator.model.money import Money
from generator.model.policy import Value

_WORD = re.compile(r"[^\W_]+")

LINES: Mapping[str, str] = {
    "commercial_general_liability": "general liability",
    "automobile_liability": "automobile liability",
    "umbrella": "umbrella liability",
    "excess": "excess liability",
    "workers_compensation_employers_liability": "workers' compensation",
    "professional_liability_eo": "professional liability",
    "cyber_network_privacy": "cyber liability",
    "pollution_liability": "pollution liability",
    "crime_fidelity": "crime and fidelity",
    "property_builders_risk": "builder's risk",
    "liquor": "liquor liability",
    "product_liability": "product liability",
    "surety_bond": "surety bond",
    "employers_liability_uk": "employers' liability (UK)",
    "public_liability_uk": "public liability (UK)",
    "professional_indemnity_uk": "professional indemnity (UK)",
}
LIMITS: Mapping[str, str] = {
    "each_occurrence": "each occurrence",
    "damage_to_rented_premises": "damage to rented premises",
    "med_exp": "medical expenses",
    "personal_adv_injury": "personal and advertising injury",
    "general_aggregate": "general aggregate",
    "products_completed_ops_agg": "products and completed operations aggregate",
    "combined_single_limit": "combined single limit",
    "bi_per_person": "bodily injury per person",
    "bi_per_accident": "bodily injury per accident",
    "pd_per_accident": "property damage per accident",
    "aggregate": "aggregate",
    "el_each_accident": "employers' liability each accident",
    "el_disease_each_employee": "employers' liability disease, each employee",
    "el_disease_policy_limit": "employers' liability disease, policy limit",
    "each_claim": "each claim",
    "limit_any_one_occurrence": "any one occurrence",
}
OTHER: Mapping[str, str] = {
    "onsite": "work on our sites",
    "personal_data": "personal data",
    "confidential_data": "confidential data",
    "network": "our network",
    "keys_or_badges": "keys or badges",
    "funds": "our funds",
    "vehicles": "vehicles",
    "hazardous": "hazardous material",
    "minors": "minors",
    "PO_terms": "purchase-order terms",
    "auto": "automatic",
    "non_owned": "non-owned",
    "hvac_contractor": "HVAC contractor",
    "anti_bribery": "anti-bribery",
    "audit_right": "the right to audit",
    "data_return": "the return of data",
    "licence_notice": "notice of a lost licence",
    "code_of_conduct": "the code of conduct",
}


def plain(code: str) -> str:
    """The words for a code: ``commercial_general_liability`` is general liability."""
    known = LINES.get(code) or LIMITS.get(code) or OTHER.get(code)
    if known:
        return known
    return code.replace("_", " ") if code.islower() and " " not in code else code


def thing(subject: str) -> str:
    """What a finding is about, in words: ``insurance/umbrella`` is umbrella liability."""
    parts = subject.split("/")
    return ", ".join(plain(one) for one in (parts[1:] if len(parts) > 1 else parts))


def listing(words: tuple[str, ...] | list[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def value(item: Value) -> str:
    """A parameter as the handbook's sentence and a finding say it."""
    if isinstance(item, bool):
        return "yes" if item else "no"
    if isinstance(item, int):
        return f"{item:,}" if abs(item) >= 10_000 else str(item)
    if isinstance(item, Money):
        return str(item)
    if isinstance(item, tuple):
        return listing([plain(one) for one in item])
    return duration(item) or iso_day(item) or plain(item)


def duration(text: str) -> str:
    """``P60D`` is 60 days; '' when the text is no duration."""
    found = parse_duration(text)
    if found is None:
        return ""
    parts = []
    if found.months % 12 == 0 and found.months:
        parts.append(count(found.months // 12, "year"))
    elif found.months:
        parts.append(count(found.months, "month"))
    if found.days:
        parts.append(count(found.days, "day"))
    return listing(parts)


def count(number: int, unit: str) -> str:
    """``1 day``, ``2 days``."""
    return f"{number} {unit}" + ("" if number == 1 else "s")


def iso_day(text: str) -> str:
    """``2026-10-30`` is 30 Oct 2026; '' when the text is no date."""
    if len(text) != 10 or text[4] != "-":
        return ""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return ""


def day(when: date) -> str:
    """``30 Oct 2026``, the same in every locale."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{when.day} {months[when.month - 1]} {when.year}"


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def searched(*texts: str) -> str:
    """The words of texts as search looks for them: each once, folded, parted by spaces."""
    return " ".join(dict.fromkeys(word for text in texts for word in _folded(text)))


def _folded(text: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    plain_text = "".join(char for char in bare if not unicodedata.combining(char))
    return _WORD.findall(plain_text)
