"""Fields of a supplier record that a register can fill, found by their dotted names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.load.schema import Schemas
from generator.load.wording import suggestion


@dataclass(frozen=True, slots=True)
class Choice:
    """A step into a list: to the entry whose ``key`` has this ``value``."""

    key: str
    value: str


Step = str | Choice

KEYED: Mapping[str, str] = {"identifiers": "scheme", "contacts": "role"}
"""Lists of a supplier whose entries are told apart by one of their fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One field: how to get there, and what may stand there.

    ``kind`` is date, money, amount, number (a whole number or a decimal in quotes), integer,
    boolean, line (one line of text), text (lines of it), or list (of lines). A ``hidden`` field
    is restricted: what it holds is not repeated in reports.
    """

    name: str
    steps: tuple[Step, ...]
    kind: str
    pattern: str = ""
    max_length: int = 0
    hidden: bool = False

    @property
    def prose(self) -> bool:
        """Whether it is text for people, not a code."""
        return self.kind == "text" or "u2028" in self.pattern

    def fits(self, text: str) -> bool:
        """Whether ``text`` has the right form and length."""
        return len(text) <= self.max_length and re.search(self.pattern, text) is not None


class Targets:
    """The fields of the schema, of the supplier or of one of its contracts."""

    def __init__(self, schemas: Schemas) -> None:
        self._documents = schemas.documents

    def supplier(self, name: str) -> Target:
        """A field of the supplier. Raises LookupError, in words, where there is none."""
        head, _, rest = name.partition(".")
        if head in KEYED and rest:
            value, _, leaf = rest.partition(".")
            key = KEYED[head]
            leaf = leaf or ("id" if head == "identifiers" else "")
            steps = ((head, Choice(key, value)), leaf.split(".") if leaf else ())
            return self._target(name, self._node("#/$defs/" + head.rstrip("s")), *steps)
        return self._target(name, self._node("#"), (), name.split("."))

    def contract(self, name: str) -> Target:
        """A field of a contract. Raises LookupError, in words, where there is none."""
        return self._target(name, self._node("#/$defs/contract"), (), name.split("."))

    def _node(self, reference: str) -> Mapping[str, Any]:
        return self._resolved({"$ref": f"supplier.schema.json{reference}"}, "")[0]

    def _resolved(self, node: Mapping[str, Any], file: str) -> tuple[Mapping[str, Any], str]:
        while "$ref" in node:
            where, _, pointer = node["$ref"].partition("#")
            file = where or file
            found: Any = self._documents[file]
            for key in pointer.split("/")[1:]:
                found = found[key]
            node = {**found, **{key: value for key, value in node.items() if key != "$ref"}}
        return node, file

    def _target(
        self, name: str, node: Mapping[str, Any], base: tuple[Step, ...], rest: Iterable[str]
    ) -> Target:
        file = "supplier.schema.json"
        above: Mapping[str, Any] = {}
        for key in rest:
            known = node.get("properties") or {}
            if key not in known:
                raise LookupError(f"'{name}': there is no such field{suggestion(key, known)}")
            above = node
            node, file = self._resolved(known[key], file)
        kind = self._kind(node, above, file)
        if not kind:
            hint = suggestion(name + ".", (f"{name}.{key}" for key in node.get("properties") or ()))
            raise LookupError(f"'{name}' is not one field that a column can fill{hint}")
        return Target(
            name=name,
            steps=(*base, *rest),
            kind=kind,
            pattern=node.get("pattern", ""),
            max_length=node.get("maxLength", 0),
            hidden=node.get("x-visibility") == "restricted",
        )

    def _kind(self, node: Mapping[str, Any], above: Mapping[str, Any], file: str) -> str:
        kind = node.get("type")
        if kind == "array":
            item, _ = self._resolved(node["items"], file)
            return "list" if item.get("type") == "string" else ""
        if kind == "object":
            return "money" if set(node.get("properties") or ()) == {"amount", "currency"} else ""
        if kind == ["integer", "string"]:
            return "number"
        if kind != "string":
            return str(kind) if kind in ("integer", "boolean") else ""
        if node.get("format") == "date":
            return "date"
        if set(above.get("properties") or ()) == {"amount", "currency"} and "format" not in node:
            return "amount"
        return "line" if "pattern" in node or "enum" in node else "text"


def put(data: dict[str, Any], steps: tuple[Step, ...], value: Any) -> None:
    """Sets one field, and makes the objects and lists on the way there."""
    here: Any = data
    for step, after in pairwise(steps):
        if isinstance(step, str):
            here = here.setdefault(step, [] if isinstance(after, Choice) else {})
        else:
            entry = next((one for one in here if one.get(step.key) == step.value), None)
            if entry is None:
                entry = {step.key: step.value}
                here.append(entry)
            here = entry
    here[steps[-1]] = value
