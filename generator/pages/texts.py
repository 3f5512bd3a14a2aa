"""The interface's words in the reader's language. English is what stands in templates and code.

Templates say ``{{ _("Find") }}``, ``{{ ngettext("%(num)s day", "%(num)s days", n) }}`` and
``{% trans name=name %}Ask {{ name }}{% endtrans %}``; Python says ``text("Find")``; scripts say
``catalogText("Find")``. What comes from records, policies and findings stays as it was written.

While another language than English is spoken, the interface's words are put between two marks,
so that ``generator.pages.languages`` can tell them from what people wrote, and give that its
own ``lang``. In English there are no marks, and nothing here costs anything.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from generator.load.formats import place_name
from generator.model import words
from generator.model.assessment import Verdict
from generator.model.dates import parse_duration
from generator.model.money import Money
from generator.model.policy import Value

START, END = "\ue000", "\ue001"
SEVERITIES = ("block", "error", "warning", "info")
_VALUE = re.compile(r"(%\(\w+\)s|%%)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+")
_words: ContextVar[Mapping[str, str] | None] = ContextVar("words", default=None)


@contextmanager
def speaking(found: Mapping[str, str] | None) -> Iterator[None]:
    """What is rendered within uses these words: English text → the other language's."""
    token = _words.set(found)
    try:
        yield
    finally:
        _words.reset(token)


def spoken() -> Mapping[str, str] | None:
    """The words in use; None for English."""
    return _words.get()


def plain_text(message: str) -> str:
    """The message with its placeholders: for Jinja, which fills in the values itself."""
    found = _words.get()
    return message if found is None else _marked(found.get(message, message))


def plain_counted(one: str, many: str, number: int) -> str:
    """For Jinja, which fills in the values itself."""
    return plain_text(one if number == 1 else many)


def text(message: str, **values: object) -> str:
    """The message in the reader's language, with ``%(name)s`` filled in."""
    found = plain_text(message)
    return found % values if values else found


def message(words_: str) -> str:
    """The text as it is: marks the literals of a table that ``known`` translates later."""
    return words_


def counted(one: str, many: str, number: int, **values: object) -> str:
    """``counted("%(num)s day", "%(num)s days", 3)``; ``num`` is the number, grouped."""
    return text(one if number == 1 else many, num=grouped(number), **values)


def _marked(message: str) -> str:
    pieces = _VALUE.split(message)
    return "".join(
        f"{START}{one}{END}" if one and not index % 2 else one for index, one in enumerate(pieces)
    )


def grouped(number: int | float) -> str:
    """A number with its thousands marked: ``1,234``."""
    return localised(f"{number:,}")


def localised(figures: str) -> str:
    """Figures as the language writes them; the translation of ``1,234.5`` shows how."""
    found = _words.get()
    if found is None:
        return figures
    shown = found.get("1,234.5", "1,234.5")
    thousands, decimal = shown[1], shown[-2]
    swap = {",": thousands, ".": decimal}
    return _GROUPED.sub(lambda one: "".join(swap.get(sign, sign) for sign in one[0]), figures)


def sentence(words_: str) -> str:
    """The text with a capital first letter."""
    at = 1 if words_.startswith(START) else 0
    return words_[:at] + words_[at : at + 1].upper() + words_[at + 1 :]


def within(words_: str) -> str:
    """The text with a small first letter, for the middle of a sentence."""
    at = 1 if words_.startswith(START) else 0
    return words_[:at] + words_[at : at + 1].lower() + words_[at + 1 :]


def label(verdict: Verdict) -> str:
    """A verdict in words."""
    return plain_text(verdict.label)


def severity(name: str) -> str:
    """A severity in words, as the middle of a sentence has it."""
    return known(name)


def known(phrase: str) -> str:
    """Words of the model that the interface shows: translated where the language has them."""
    found = _words.get()
    return _marked(found[phrase]) if found is not None and phrase in found else phrase


def plain(code: str) -> str:
    """The words for a code: ``commercial_general_liability`` is general liability."""
    return known(words.plain(code))


def thing(subject: str) -> str:
    """What a finding is about, in words."""
    parts = subject.split("/")
    return ", ".join(plain(one) for one in (parts[1:] if len(parts) > 1 else parts))


def listing(items: Iterable[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    shown = tuple(items)
    return words.listing(shown, last if _words.get() is None else known(last))


def value(item: Value) -> str:
    """A parameter as the handbook's sentence says it."""
    if isinstance(item, bool):
        return text("yes") if item else text("no")
    if isinstance(item, tuple):
        return listing([plain(one) for one in item])
    if isinstance(item, (int, Money)):
        return localised(words.value(item))
    return duration(item) or iso_day(item) or plain(item)


def money(amount: Money) -> str:
    """``USD 1,000``."""
    return localised(str(amount))


def place(code: str | None) -> str:
    """``Oregon, United States``; no code is anywhere."""
    if not code:
        return text("anywhere")
    name, country = place_name(code), place_name(code[:2])
    if "-" not in code or name == code:
        return known(name)
    return f"{known(name.removesuffix(f', {country}'))}, {known(country)}"


def duration(code: str) -> str:
    """``P60D`` is 60 days; '' when the text is no duration."""
    found = parse_duration(code)
    if found is None:
        return ""
    parts = []
    if found.months % 12 == 0 and found.months:
        parts.append(counted("%(num)s year", "%(num)s years", found.months // 12))
    elif found.months:
        parts.append(counted("%(num)s month", "%(num)s months", found.months))
    if found.days:
        parts.append(counted("%(num)s day", "%(num)s days", found.days))
    return listing(parts)


def count(number: int, word: str, plural: str = "") -> str:
    """``3 suppliers``: the number, grouped, and the word for it."""
    return counted(f"%(num)s {word}", f"%(num)s {plural or word + 's'}", number)


def day(when: date) -> str:
    """``30 Oct 2026``."""
    if _words.get() is None:
        return words.day(when)
    return text(
        "%(day)s %(month)s %(year)s", day=when.day, month=months()[when.month - 1], year=when.year
    )


def iso_day(code: str) -> str:
    """``2026-10-30`` is 30 Oct 2026; '' when the text is no date."""
    return day(date.fromisoformat(code)) if words.iso_day(code) else ""


def months() -> Sequence[str]:
    """The months, short."""
    return (
        text("Jan"), text("Feb"), text("Mar"), text("Apr"), text("May"), text("Jun"),
        text("Jul"), text("Aug"), text("Sep"), text("Oct"), text("Nov"), text("Dec"),
    )  # fmt: skip


def relative(days: int) -> str:
    """``in 12 days``, ``yesterday``, ``3 months ago``; the page's script says it the same way."""
    if days == 0:
        return text("today")
    if abs(days) == 1:
        return text("tomorrow") if days == 1 else text("yesterday")
    size, ahead = abs(days), days > 0
    if size < 100:
        if ahead:
            return counted("in %(num)s day", "in %(num)s days", size)
        return counted("%(num)s day ago", "%(num)s days ago", size)
    if size < 730:
        if ahead:
            return counted("in %(num)s month", "in %(num)s months", round(size / 30.44))
        return counted("%(num)s month ago", "%(num)s months ago", round(size / 30.44))
    if ahead:
        return counted("in %(num)s year", "in %(num)s years", round(size / 365.25))
    return counted("%(num)s year ago", "%(num)s years ago", round(size / 365.25))
