"""Lines for what is reported: a pointer into a record becomes ``line:column``.

Looked up only for findings that someone will read; the evaluation itself carries pointers.
"""

from dataclasses import replace
from itertools import chain
from pathlib import Path

from generator.load.catalog import Spread, nearest
from generator.load.strict_yaml import places
from generator.model.assessment import Assessment, Finding
from generator.model.records import Pointer


class Locator:
    """Finds places in files below ``root``, reading each file once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._places: dict[str, dict[Pointer, tuple[int, int]]] = {}

    def place(self, path: str, pointer: Pointer) -> tuple[int, int]:
        """Line and column, from 1; (0, 0) for what stands in no file."""
        if not path:
            return (0, 0)
        if path not in self._places:
            self._places[path] = places((self._root / path).read_bytes())
        return nearest(self._places[path], pointer)

    def finding(self, finding: Finding) -> Finding:
        """The finding with its place."""
        line, column = self.place(finding.path, finding.pointer)
        return replace(finding, line=line, column=column)


def located(assessment: Assessment, root: Path, spread: Spread = map) -> Assessment:
    """The assessment with a place on every finding."""
    wanted: dict[str, dict[Pointer, None]] = {}
    every = (assessment.findings, *(one.findings for one in assessment.suppliers))
    for one in chain.from_iterable(every):
        if one.path:
            wanted.setdefault(one.path, {})[one.pointer] = None

    def look_up(path: str) -> list[tuple[int, int]]:
        locator = Locator(root)
        return [locator.place(path, pointer) for pointer in wanted[path]]

    places = {
        path: dict(zip(wanted[path], found, strict=True))
        for path, found in zip(wanted, spread(look_up, list(wanted)), strict=True)
    }
    done: dict[int, Finding] = {}

    def placed(finding: Finding) -> Finding:
        found = done.get(id(finding))
        if found is None:
            line, column = places[finding.path][finding.pointer] if finding.path else (0, 0)
            found = done[id(finding)] = replace(finding, line=line, column=column)
        return found

    return replace(
        assessment,
        suppliers=tuple(
            replace(one, findings=tuple(map(placed, one.findings))) for one in assessment.suppliers
        ),
        findings=tuple(map(placed, assessment.findings)),
    )
