"""Lines for what is reported: a pointer into a record becomes ``line:column``.

Looked up only for findings that someone will read; the evaluation itself carries pointers.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.load.catalog import nearest
from generator.load.strict_yaml import places
from generator.model.assessment import Assessment, Finding, SupplierAssessment
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


def located(assessment: Assessment, root: Path) -> Assessment:
    """The assessment with a place on every finding."""
    locator = Locator(root)
    placed = {id(one): locator.finding(one) for one in assessment.findings}

    def of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(placed.get(id(one)) or locator.finding(one) for one in findings)

    suppliers: tuple[SupplierAssessment, ...] = tuple(
        replace(one, findings=of(one.findings)) for one in assessment.suppliers
    )
    return replace(assessment, suppliers=suppliers, findings=of(assessment.findings))
