"""A strict reader of iCalendar (RFC 5545), written from its grammar and from nothing of ours."""

import re
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^\x00-\x1f\x7f";:,]*)')
_TEXT = frozenset(
    ("SUMMARY", "DESCRIPTION", "CATEGORIES", "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "TZID")
)
_ESCAPES = {"\\": "\\", ";": ";", ",": ",", "n": "\n", "N": "\n"}
WIDTH = 75


@dataclass
class Property:
    """A property with its parameters and its decoded value."""

    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    """A component with its properties and its parts, in order."""

    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def one(self, name: str) -> str:
        """The value of the only property of that name."""
        found = [item.value for item in self.properties if item.name == name]
        assert len(found) == 1, f"{self.name}: {len(found)} times {name}"
        return found[0]

    def all(self, name: str) -> list["Component"]:
        """Every part of that name, at any depth."""
        here = [part for part in self.parts if part.name == name]
        return here + [found for part in self.parts for found in part.all(name)]


def read(data: bytes) -> Component:
    """The one calendar in ``data``. Raises AssertionError where the grammar is broken."""
    assert data.endswith(b"\r\n"), "the last line has no end"
    lines = data.split(b"\r\n")[:-1]
    for line in lines:
        assert len(line) <= WIDTH, f"{len(line)} octets: {line!r}"
        assert b"\r" not in line and b"\n" not in line, f"a lone line break: {line!r}"
        line.decode("utf-8")  # a line is whole characters
        assert line, "an empty line"
    whole: list[str] = []
    for line in (one.decode("utf-8") for one in lines):
        if line[0] in " \t":
            whole[-1] += line[1:]
        else:
            whole.append(line)
    stack = [Component("")]
    for content in whole:
        item = _property(content)
        if item.name == "BEGIN":
            stack.append(Component(item.value))
        elif item.name == "END":
            done = stack.pop()
            assert done.name == item.value, f"{done.name} ended by {item.value}"
            stack[-1].parts.append(done)
        else:
            stack[-1].properties.append(item)
    assert len(stack) == 1 and not stack[0].properties and len(stack[0].parts) == 1
    return stack[0].parts[0]


def _property(content: str) -> Property:
    head = _NAME.match(content)
    assert head, f"no name: {content!r}"
    at, parameters = head.end(), {}
    while found := _PARAMETER.match(content, at):
        parameters[found[1].upper()] = found[2].strip('"')
        at = found.end()
    assert content[at : at + 1] == ":", f"no value: {content!r}"
    name, value = head[0].upper(), content[at + 1 :]
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value), f"a control character: {value!r}"
    return Property(name, parameters, _text(value) if name in _TEXT else value)


def _text(value: str) -> str:
    found, chars = "", iter(value)
    for char in chars:
        if char == "\\":
            following = next(chars, "")
            assert following in _ESCAPES, f"no escape: {value!r}"
            found += _ESCAPES[following]
        else:
            assert char not in ";,", f"{char} without its escape: {value!r}"
            found += char
    return found
