"""The interface's words in the reader's language. English is what stands in templates and code.

Templates say ``{{ _("Find") }}``, ``{{ ngettext("%(num)s day", "%(num)s days", n) }}`` and
``{% trans name=name %}Ask {{ name }}{% endtrans %}``; Python says ``text("Find")``; scripts say
``catalogText("Find")``. What comes from records, policies and findings stays as it was written.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_words: ContextVar[Mapping[str, str]] = ContextVar("words", default={})  # noqa: B039 - never changed


@contextmanager
def speaking(words: Mapping[str, str]) -> Iterator[None]:
    """What is rendered within uses these words: English text → the other language's."""
    token = _words.set(words)
    try:
        yield
    finally:
        _words.reset(token)


def text(message: str, **values: object) -> str:
    """The message in the reader's language, with ``%(name)s`` filled in."""
    found = _words.get().get(message, message)
    return found % values if values else found


def counted(one: str, many: str, number: int, **values: object) -> str:
    """``counted("%(num)s day", "%(num)s days", 3)``; ``num`` is the number, grouped."""
    return text(one if number == 1 else many, num=f"{number:,}", **values)


def plain_text(message: str) -> str:
    """For Jinja, which fills in the values itself."""
    return _words.get().get(message, message)


def plain_counted(one: str, many: str, number: int) -> str:
    """For Jinja, which fills in the values itself."""
    return plain_text(one if number == 1 else many)
