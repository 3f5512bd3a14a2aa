"""What a GitHub runner does with the output of a step, written down from its documented rules.

1. A line that starts with ``::``, white space aside, is a command: ``::name key=value,…::data``.
2. Otherwise ``##[name key=value;…]data`` is one, wherever in the line it begins.

Either counts only if the name is a registered command. After ``stop-commands`` with a token,
nothing counts but the command whose name is the token.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

REGISTERED = frozenset(
    {
        *("error", "warning", "notice", "debug", "group", "endgroup", "echo", "stop-commands"),
        *("add-mask", "add-path", "add-matcher", "remove-matcher", "set-env", "set-output"),
        *("save-state", "internal-set-repo-path", "pause-logging"),
    }
)
_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
_PROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
_OLD = (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%25", "%"))
# The runner reads lines as .NET does.
_BREAK = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command that was carried out."""

    name: str
    properties: dict[str, str] = field(default_factory=dict)
    data: str = ""


def commands(output: str) -> list[Command]:
    """Every command that the runner carries out, in order."""
    done: list[Command] = []
    token = ""
    for row in _BREAK.split(output):
        names = REGISTERED | ({token.lower()} if token else set())
        found = _new(row, names) or _old(row, names)
        if found is None:
            continue
        if token:
            if found.name.lower() == token.lower():
                token = ""
            continue
        if found.name == "stop-commands":
            assert found.data and found.data.lower() not in REGISTERED, "no valid token"
            token = found.data
        done.append(found)
    assert not token, "commands were left off"
    return done


def _new(row: str, names: Iterable[str]) -> Command | None:
    row = row.lstrip()
    end = row.find("::", 2)
    if not row.startswith("::") or end < 0:
        return None
    return _command(row[2:end], row[end + 2 :], names, (",", _PROPERTY, _DATA))


def _old(row: str, names: Iterable[str]) -> Command | None:
    start = row.find("##[")
    end = row.find("]", start)
    if start < 0 or end < 0:
        return None
    return _command(row[start + 3 : end], row[end + 1 :], names, (";", _OLD, _OLD))


_Codes = tuple[tuple[str, str], ...]


def _command(
    info: str, data: str, names: Iterable[str], rules: tuple[str, _Codes, _Codes]
) -> Command | None:
    between, in_property, in_data = rules
    name, _, rest = info.partition(" ")
    if name.lower() not in names:
        return None
    properties = dict(_properties(rest.strip(), between, in_property))
    return Command(name=name.lower(), properties=properties, data=_decode(data, in_data))


def _properties(text: str, between: str, codes: _Codes) -> Iterator[tuple[str, str]]:
    for one in text.split(between):
        # Empty parts are dropped, so that equals signs in front of a value are lost.
        key, _, value = one.lstrip("=").partition("=")
        if value.lstrip("="):
            yield key, _decode(value.lstrip("="), codes)


def _decode(text: str, codes: _Codes) -> str:
    for code, char in codes:
        text = text.replace(code, char)
    return text
