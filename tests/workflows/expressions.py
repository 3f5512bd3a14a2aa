"""What stands between ``${{`` and ``}}``, as far as the workflows of this project use it."""

import re
from collections.abc import Mapping
from typing import Any

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||==|!=|[!().,\[\]]|-?\d+|\*|[A-Za-z_][\w-]*)")
_SLOT = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
STATUS = ("always", "success", "failure", "cancelled")


class Unknown(Exception):
    """The expression uses what is not known here: an error of the workflow, or of this file."""


class _Filtered(list[Any]):
    """What ``.*`` gives: a further name is taken of each."""


def evaluate(text: str, contexts: Mapping[str, Any], failed: bool = False) -> Any:
    """The value of an expression. ``failed``: whether something before it did."""
    found = _Parser(text, contexts, failed)
    value = found.either()
    if found.here is not None:
        raise Unknown(f"{found.here!r} in {text!r}")
    return value


def filled(text: Any, contexts: Mapping[str, Any], failed: bool = False) -> str:
    """A text with the values of its expressions."""
    return _SLOT.sub(lambda slot: shown(evaluate(slot[1], contexts, failed)), shown(text))


def holds(condition: Any, contexts: Mapping[str, Any], failed: bool) -> bool:
    """An ``if``: where it names no status, everything before has to have succeeded."""
    text = "success()" if condition is None else shown(condition)
    slot = _SLOT.fullmatch(text.strip())
    text = slot[1] if slot else text
    value = truth(evaluate(text, contexts, failed))
    named = any(re.search(rf"\b{one}\(", text) for one in STATUS)
    return value and (named or not failed)


def shown(value: Any) -> str:
    """As a runner puts a value into a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def truth(value: Any) -> bool:
    """As a runner judges a value."""
    return value not in (None, False, 0, "")


class _Parser:
    def __init__(self, text: str, contexts: Mapping[str, Any], failed: bool) -> None:
        self._contexts, self._failed, self._tokens = contexts, failed, []
        at, text = 0, text.strip()
        while at < len(text):
            token = _TOKEN.match(text, at)
            if token is None:
                raise Unknown(f"{text[at:]!r} in {text!r}")
            self._tokens.append(token[1])
            at = token.end()

    @property
    def here(self) -> str | None:
        return self._tokens[0] if self._tokens else None

    def _take(self, wanted: str | None = None) -> str:
        if self.here is None or wanted not in (None, self.here):
            raise Unknown(f"{wanted} is not there")
        return self._tokens.pop(0)

    def either(self) -> Any:
        value = self._both()
        while self.here == "||":
            self._take()
            other = self._both()
            value = value if truth(value) else other
        return value

    def _both(self) -> Any:
        value = self._compared()
        while self.here == "&&":
            self._take()
            other = self._compared()
            value = other if truth(value) else value
        return value

    def _compared(self) -> Any:
        value = self._single()
        if self.here in ("==", "!="):
            equal = self._take() == "=="
            other = self._single()
            return (shown(value).lower() == shown(other).lower()) is equal
        return value

    def _single(self) -> Any:
        token = self._take()
        if token == "!":
            return not truth(self._single())
        if token == "(":
            value = self.either()
            self._take(")")
            return value
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        if token in ("true", "false", "null"):
            return {"true": True, "false": False, "null": None}[token]
        if token.lstrip("-").isdigit():
            return int(token)
        return self._call(token) if self.here == "(" else self._path(token)

    def _call(self, name: str) -> Any:
        self._take("(")
        given: list[Any] = []
        while self.here != ")":
            given.append(self.either())
            if self.here == ",":
                self._take()
        self._take(")")
        if name in STATUS:
            return {"always": True, "success": not self._failed, "failure": self._failed}.get(name)
        if name == "contains":
            return given[1] in (given[0] or ())
        if name == "join":
            return given[1].join(shown(one) for one in given[0])
        raise Unknown(f"the function {name}")

    def _path(self, name: str) -> Any:
        if name not in self._contexts:
            raise Unknown(f"the context {name}")
        value = self._contexts[name]
        while self.here == ".":
            self._take()
            step = self._take()
            if step == "*":
                values = value.values() if isinstance(value, Mapping) else value or ()
                value = _Filtered(values)
            elif isinstance(value, _Filtered):
                value = _Filtered(one.get(step) for one in value)
            else:
                value = value.get(step) if isinstance(value, Mapping) else None
        return value
