"""What an unquoted (plain) YAML scalar means.

Only what every YAML tool reads alike has a meaning here. Whatever YAML 1.1 or 1.2, or a tool in
wide use, could take for something other than text must be quoted.
"""

import re
from datetime import date
from typing import NamedTuple

from generator.load.characters import shown

FIRST_CHARACTERS = frozenset(["", *"-+.0123456789=<~nNyYoOtTfF"])
"""A plain scalar that begins with none of these is text. "" stands for an empty scalar."""

_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_WORDS = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "=", "<<"])
_NOTHING = ("", "~")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMBIGUOUS = re.compile(
    r"""
      [-+]?(?:[0-9][0-9_,]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:[eE][-+]?[0-9]+)?  # 012 +1 1_000 1.5 1e3
    | [-+]?0[xXoObB][0-9a-fA-F_]+                                         # 0x1F 0o17 0b101
    | [-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?                     # 12:30, in base 60
    | [-+]?\.(?:[iI][nN][fF]|[nN][aA][nN])
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}                                      # dates and times
      (?:(?:[Tt]|[ \t]+)[0-9]{1,2}(?::[0-9]{1,2}){1,2}(?:\.[0-9]*)?
         [ \t]*(?:[Zz]|[-+][0-9]{1,2}(?::?[0-9]{2})?)?)?
    """,
    re.VERBOSE,
)


class Refusal(NamedTuple):
    """Why a plain scalar is refused."""

    code: str
    message: str


def resolve(text: str) -> str | int | bool | Refusal | None:
    """The value of the plain scalar ``text``. A date stays text."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[:1].isalpha():
        return _ambiguous(text) if text.lower() in _WORDS else text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DATE.fullmatch(text):
        return text if _is_day(text) else Refusal("YAML-DATE", f"{text}: there is no such day")
    if text in _NOTHING:
        return Refusal("YAML-AMBIGUOUS", "there is no value: write null or remove the line")
    if text in _WORDS or _AMBIGUOUS.fullmatch(text):
        return _ambiguous(text)
    return text


def refused_key(text: str) -> Refusal | None:
    """Why the plain scalar ``text`` (or << in quotes) cannot be a key, or None where it can."""
    if text == "<<":
        return Refusal("YAML-MERGE", "the merge key << is not allowed: write the entries out")
    if text in _NOTHING:
        return Refusal("YAML-KEY", "there is no name before the colon: write one")
    value = resolve(text)
    if isinstance(value, str) and not _DATE.fullmatch(value):
        return None
    if isinstance(value, Refusal) and value.code == "YAML-AMBIGUOUS":
        return value
    return Refusal("YAML-KEY", f"a name must be text: write it in quotes, {shown(text)}")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _ambiguous(text: str) -> Refusal:
    quoted = shown(text)
    message = f"{quoted[1:-1]} is read differently by different YAML tools: write it in quotes, "
    return Refusal("YAML-AMBIGUOUS", message + quoted)
