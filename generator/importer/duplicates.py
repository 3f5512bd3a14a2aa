"""Likely duplicates: names that may be the same firm. They are listed, never merged."""

import re
from collections.abc import Iterator, Mapping

from generator.importer.report import Pair
from generator.model.names import normalise, stem

_TRADING = re.compile(r"\b(?:trading as|t a|t as|dba|d b a|ta)\b")
_SMALL = frozenset(["a", "and", "as", "at", "for", "of", "the", "trust", "trustee"])
_SHORTEST = 5
_MANY = 20
"""A set of names that share a word is not searched beyond this: the word says little."""


def likely_duplicates(names: Mapping[str, str], new: frozenset[str]) -> tuple[Pair, ...]:
    """Pairs of ids, with the reason, at least one of which is ``new``. ``names``: id → name."""
    found: dict[tuple[str, str], str] = {}
    names = dict(sorted(names.items()))
    for one, other, why in (*_same(names), *_one_letter(names), *_contained(names)):
        first, second = sorted((one, other))
        if first != second and (first in new or second in new):
            found.setdefault((first, second), why)
    return tuple((first, second, why) for (first, second), why in sorted(found.items()))


def _same(names: Mapping[str, str]) -> Iterator[Pair]:
    for text, why in (
        (normalise, "the same name, spelt differently"),
        (stem, "the same but for the legal form"),
    ):
        groups: dict[str, list[str]] = {}
        for key, name in names.items():
            groups.setdefault(text(name), []).append(key)
        for keys in groups.values():
            yield from ((keys[0], other, why) for other in keys[1:])


def _one_letter(names: Mapping[str, str]) -> Iterator[Pair]:
    """Stems that differ by one letter put in, left out or changed. Digits tell firms apart."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, name in names.items():
        text = stem(name)
        if len(text) >= _SHORTEST:
            for variant in {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}:
                groups.setdefault(variant, []).append((key, text))
    for members in groups.values():
        for index, (one, left) in enumerate(members[:_MANY]):
            for other, right in members[index + 1 : _MANY]:
                if left != right and _is_one_letter(left, right):
                    yield one, other, "one letter differs"


def _is_one_letter(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    start = next((at for at, char in enumerate(short) if char != long[at]), len(short))
    same_length = len(short) == len(long)
    if short[start + same_length :] != long[start + 1 :]:
        return False
    changed = long[start] + (short[start] if same_length else "")
    # WSP and WTP are two firms, and so are School 1 and School 2.
    word = long[long.rfind(" ", 0, start) + 1 :].partition(" ")[0]
    return len(word) >= _SHORTEST and changed.isalpha()


def _contained(names: Mapping[str, str]) -> Iterator[Pair]:
    """Names all of whose words are in another name."""
    words = {key: _words(name) for key, name in names.items()}
    holders: dict[str, list[str]] = {}
    for key, found in words.items():
        for word in found:
            holders.setdefault(word, []).append(key)
    for key, found in words.items():
        if not found or (len(found) == 1 and len(min(found)) < _SHORTEST):
            continue
        rare = min(found, key=lambda word: (len(holders[word]), word))
        # One word that many names share says nothing; of two, the rarer has to be rare.
        if len(holders[rare]) > (3 if len(found) == 1 else _MANY):
            continue
        for other in holders[rare]:
            if other != key and found <= words[other]:
                yield key, other, "all words of the one name are in the other"


def _words(name: str) -> frozenset[str]:
    return frozenset(_TRADING.sub(" ", stem(name)).split()) - _SMALL
