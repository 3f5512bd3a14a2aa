"""Questions to a person at a terminal. In a pipe nobody is asked."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

from generator.commands.base import UsageError
from generator.load.schema import Schemas
from generator.load.typed import NotTyped, typed
from generator.load.wording import quoted, suggestion
from generator.model.catalog import Catalog
from generator.model.fields import Field
from generator.model.records import Pointer


def can_ask() -> bool:
    """Whether a person is there to answer: standard input and error are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, check: Callable[[str], str], *, needed: bool = False) -> str:
    """The answer, without spaces around it; '' where there is none and none is needed.

    Asks again as long as ``check`` says what is wrong. Raises UsageError at the end of input.
    """
    while True:
        sys.stderr.write(f"{question}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            sys.stderr.write("\n")
            raise UsageError("stopped: nothing was written")
        answer = line.strip()
        wrong = check(answer) if answer else ("this is needed" if needed else "")
        if not wrong:
            return answer
        sys.stderr.write(f"  {wrong}\n")


def question_for(field: Field, about: str = "") -> str:
    """``Expires on of or-elec, such as 2027-03-31``."""
    hint = ""
    if field.choices:
        hint = f" ({', '.join(field.choices)})"
    elif isinstance(field.example, str | int) and not isinstance(field.example, bool):
        hint = f", such as {field.example}"
    return f"{field.title}{f' of {about}' if about else ''}{hint}"


class FieldCheck:
    """Holds single fields against the schema of a kind of record, and names against the catalog."""

    def __init__(self, schemas: Schemas, kind: str, catalog: Catalog) -> None:
        self._schemas = schemas
        self._kind = kind
        self._known: dict[str, Iterable[str]] = {
            "supplier": catalog.suppliers,
            "requirement": catalog.requirements,
            "category": catalog.reference.categories,
            "role": catalog.reference.roles,
            "site": catalog.reference.sites,
        }

    def text(self, pointer: Pointer, field: Field) -> Callable[[str], str]:
        """What is wrong with a text for the field at ``pointer``, as a function of the text."""

        def wrong(text: str) -> str:
            try:
                value = typed(text, field)
            except NotTyped as error:
                return str(error)
            return self.known_value(pointer, value, field)

        return wrong

    def known_value(self, pointer: Pointer, value: Any, field: Field) -> str:
        """The first thing that is wrong with a value at ``pointer``, or ''."""
        return self._shape(pointer, value) or self._reference(value, field)

    def _shape(self, pointer: Pointer, value: Any) -> str:
        sample: Any = value
        for key in reversed(pointer):
            sample = [sample] if isinstance(key, int) else {key: sample}
        at = tuple(0 if isinstance(key, int) else key for key in pointer)
        for where, _, message in self._schemas.issues(self._kind, sample):
            if where[: len(at)] == at:
                return message
        return ""

    def _reference(self, value: Any, field: Field) -> str:
        known = self._known.get(field.reference)
        for one in value if isinstance(value, list) else [value]:
            if known is not None and one not in known:
                return f"{quoted(one)} is not a known {field.reference}{suggestion(one, known)}"
        return ""
