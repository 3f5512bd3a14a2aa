"""Adding to a record that is there: nothing in it changes, and comments stay.

What is to be added is put into the text of the file as lines. Whether that went well is not
believed but checked: the new text must read as the record that was meant.
"""

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.importer.targets import KEYED
from generator.load.emit import entries, items
from generator.load.strict_yaml import parse, places
from generator.model.records import Pointer


class MergeFailed(Exception):
    """The file is laid out in a way that lines cannot be added to."""


@dataclass(slots=True, kw_only=True)
class Additions:
    """What a record lacks. ``record`` is the record as it is to be."""

    record: dict[str, Any]
    fields: dict[Pointer, dict[str, Any]] = field(default_factory=dict)
    entries: dict[Pointer, list[Any]] = field(default_factory=dict)
    differences: list[tuple[Pointer, Any, Any]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.entries)


def start(record: Mapping[str, Any]) -> Additions:
    """Nothing to add to ``record`` yet."""
    return Additions(record=copy.deepcopy(dict(record)))


def fill(additions: Additions, wanted: Mapping[str, Any], pointer: Pointer = ()) -> None:
    """Adds what the object at ``pointer`` lacks; notes down where it says something else."""
    here = _at(additions.record, pointer)
    for key, value in wanted.items():
        there = here.get(key)
        place = (*pointer, key)
        if key not in here:
            here[key] = copy.deepcopy(value)
            additions.fields.setdefault(pointer, {})[key] = value
        elif key in KEYED and pointer == () and isinstance(there, list):
            _fill_keyed(additions, key, value)
        elif isinstance(there, dict) and isinstance(value, Mapping) and "amount" not in value:
            fill(additions, value, place)
        elif there != value:
            additions.differences.append((place, there, value))


def _fill_keyed(additions: Additions, key: str, wanted: list[Mapping[str, Any]]) -> None:
    mark = KEYED[key]
    for one in wanted:
        there = additions.record[key]
        same = [index for index, old in enumerate(there) if old.get(mark) == one[mark]]
        if same:
            fill(additions, one, (key, same[0]))
        else:
            append(additions, key, one)


def append(additions: Additions, key: str, entry: Mapping[str, Any]) -> None:
    """Adds an entry to the list ``key`` of the record, with the list where there is none."""
    if key in additions.record:
        additions.record[key].append(copy.deepcopy(dict(entry)))
        if key in additions.fields.get((), {}):
            additions.fields[()][key].append(entry)
        else:
            additions.entries.setdefault((key,), []).append(entry)
    else:
        additions.record[key] = [copy.deepcopy(dict(entry))]
        additions.fields.setdefault((), {})[key] = [entry]


def _at(record: Any, pointer: Pointer) -> Any:
    for key in pointer:
        record = record[key]
    return record


def merged(data: bytes, additions: Additions) -> bytes:
    """The file with the additions. Raises MergeFailed where its layout does not allow them."""
    text = data.decode("utf-8")
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    found = places(data)
    blocks = [
        (pointer, entries(values, _column(found, pointer, additions)))
        for pointer, values in additions.fields.items()
    ]
    blocks += [
        (pointer, items(listed, _hyphen(found, pointer, lines)))
        for pointer, listed in additions.entries.items()
    ]
    # From the last line up, so that the numbers of the lines above stay right; of the blocks that
    # end on one line the outer ones first, which pushes them down behind the inner ones.
    ends = [(_end(found, pointer, lines), -len(pointer), new) for pointer, new in blocks]
    for line, _, new in sorted(ends, key=lambda one: one[:2], reverse=True):
        lines[line:line] = new
    result = ("\n".join(lines) + "\n").encode("utf-8")
    read, problems = parse(result, "")
    if read != additions.record:
        raise MergeFailed(problems[0].message if problems else "its lists are on one line each")
    return result


def _column(
    found: Mapping[Pointer, tuple[int, int]], pointer: Pointer, additions: Additions
) -> int:
    if not pointer:
        return 0
    new = additions.fields[pointer]
    old = next((key for key in _at(additions.record, pointer) if key not in new), None)
    if old is None or (*pointer, old) not in found:
        raise MergeFailed("an object in it is empty")
    return found[*pointer, old][1] - 1


def _hyphen(found: Mapping[Pointer, tuple[int, int]], pointer: Pointer, lines: list[str]) -> int:
    place = found.get((*pointer, 0))
    if place is None:
        raise MergeFailed("a list in it is empty")
    before = re.fullmatch(r"( *)- +", lines[place[0] - 1][: place[1] - 1])
    if before is None:
        raise MergeFailed("a list in it is on one line")
    return len(before[1])


def _end(found: Mapping[Pointer, tuple[int, int]], pointer: Pointer, lines: list[str]) -> int:
    """How many lines stand before the end of the block at ``pointer``, comments after it aside."""
    size = len(pointer)
    inside = False
    end = len(lines)
    for other, (line, _) in found.items():
        if other[:size] == pointer:
            inside = True
        elif inside:
            end = line - 1
            break
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end
