"""Rows of a register, read by a mapping and held against the schema."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from generator.importer.grid import Row
from generator.importer.mapping import ImportMapping, Issue
from generator.importer.reading import Reading
from generator.importer.report import Notes
from generator.importer.rows import RowRefused, Taken


class RowReader:
    """Reads rows by a mapping. ``columns`` gives the position of each column that it names.

    ``issues`` says what is wrong with a supplier record.
    """

    def __init__(
        self,
        mapping: ImportMapping,
        columns: Mapping[str, int],
        notes: Notes,
        issues: Callable[[dict[str, Any]], Iterable[Issue]],
    ) -> None:
        self._mapping = mapping
        self._columns = columns
        self._notes = notes
        self._issues = issues
        self._hidden = mapping.hidden()

    def take(self, row: Row) -> Taken:
        """Raises RowRefused where a cell does not fit its field."""
        reading = Reading(self._mapping, self._columns, row, self._notes, self._hidden)
        names = reading.names()
        supplier = reading.part(self._mapping.supplier)
        contract = reading.contract() if self._mapping.number else None
        names = reading.with_notes(names)
        if not reading.refused:
            sample = {"id": "sample", "legal_name": "Sample", **supplier}
            sample |= {} if contract is None else {"contracts": [contract]}
            for issue in self._issues(sample):
                reading.refuse_issue(*issue)
        if reading.refused:
            raise RowRefused("; ".join(reading.refused))
        return Taken(row=row, names=names, supplier=supplier, contract=contract)
