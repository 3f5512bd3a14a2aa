"""The reading of one row: cells become the values of fields, or reasons why they cannot."""

import re
from collections.abc import Mapping
from typing import Any

from generator.importer import cells
from generator.importer.cells import CellRefused, raw_text
from generator.importer.characters import clean_line, clean_text, folded, has_unseen
from generator.importer.grid import Cell, CellError, Row
from generator.importer.ids import local_id
from generator.importer.mapping import ImportMapping, Part, Source
from generator.importer.report import Notes, shown
from generator.importer.rows import LINKS, Name
from generator.importer.targets import KEYED, Target, put
from generator.model.records import Pointer

_NUMBER_IN_BRACKETS = re.compile(r"\s*\(([^()\s]*[0-9][^()\s]*)\)$")
_MISSING = re.compile(r"'(\w+)' is missing")
_SHORTEST_NUMBER = 5
_MAX_LINE = 200
_MAX_NOTE = 4000


class Reading:
    """The reading of one row. ``refused`` collects why it cannot be taken."""

    def __init__(
        self,
        mapping: ImportMapping,
        columns: Mapping[str, int],
        row: Row,
        notes: Notes,
        hidden: frozenset[str],
    ) -> None:
        self._mapping = mapping
        self._columns = columns
        self._row = row
        self._notes = notes
        self._hidden = hidden
        self._filled: list[tuple[str, str]] = []
        self._remarks: list[str] = []
        self._originals: dict[str, list[str]] = {}
        self.refused: list[str] = []

    def names(self) -> tuple[Name, ...]:
        """The suppliers of the row, each once, in the order of the cell."""
        mapping = self._mapping
        try:
            raw = raw_text(self._cell(mapping.name))
        except CellRefused as error:
            self._refuse(mapping.name, str(error))
            return ()
        for part in raw.split(mapping.split) if mapping.split else [raw]:
            original = self._cleaned(mapping.name, part.strip(), lines=False)
            if original and original not in mapping.empty:
                bare = _without_number(original) if mapping.drop_number else original
                name = clean_line(self._translated_or_same(mapping.name, bare)) or bare
                self._originals.setdefault(name, []).append(original)
        if not self._originals:
            self._refuse(mapping.name, "there is no supplier name")
        if any(len(name) > _MAX_LINE for name in self._originals):
            self._refuse(mapping.name, f"a name has at most {_MAX_LINE} characters")
        return tuple(Name(text=name) for name in self._originals)

    def with_notes(self, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """The names with what their contracts keep of the row beyond its fields."""
        noted = []
        for name in names:
            lines = list(self._remarks)
            originals = self._originals[name.text]
            if originals != [name.text]:
                said = " and ".join(f'"{one}"' for one in originals)
                lines.insert(0, f"The register names the supplier {said}.")
            if len(names) > 1:
                shared = f"One row of the register names {len(names)} suppliers"
                lines.insert(0, f"{shared}; its value is that of the whole contract.")
            note = "\n".join(lines)
            if len(note) > _MAX_NOTE:
                self.refused.append(f"what no field is for has more than {_MAX_NOTE} characters")
            noted.append(Name(text=name.text, note=note))
        return tuple(noted)

    def part(self, part: Part) -> dict[str, Any]:
        """The fields of a supplier or of a contract: constants, then what the row says."""
        data: dict[str, Any] = {}
        for target, value in part.constants:
            put(data, target.steps, value)
        for target, source in part.fields:
            self._filled.append((source.column, target.name))
            try:
                value = self._value(target, source)
            except CellRefused as error:
                self._refuse(source.column, str(error))
                continue
            if value is not None:
                put(data, target.steps, value)
        _drop_bare_currencies(data)
        return data

    def contract(self) -> dict[str, Any]:
        """The contract of the row. Its id does not yet regard those of others."""
        mapping = self._mapping
        number = ""
        self._filled.append((mapping.number, "source.reference"))
        try:
            number = self._text(mapping.number)
        except CellRefused as error:
            self._refuse(mapping.number, str(error))
        else:
            if not number:
                self._refuse(mapping.number, "there is no number")
        number = mapping.prefix + number
        data = {"id": local_id(number), **self.part(mapping.contract)}
        data["source"] = {"reference": number, **data.get("source", {})}
        for column in mapping.keep:
            try:
                text = self._text(column)
            except CellRefused as error:
                self._refuse(column, str(error))
                continue
            if text:
                self._remarks.append(f"{column}: {text}")
        return data

    def refuse_issue(self, pointer: Pointer, message: str, hidden: bool) -> None:
        """Notes down what the schema says of this row's record."""
        keys = [key for key in pointer if not isinstance(key, int)]
        keys = keys[1:] if keys[:1] == ["contracts"] else keys
        missing = _MISSING.fullmatch(message)
        if missing is not None:
            keys, message = [*keys, missing[1]], "there is nothing, and it is needed"
        name = ".".join(map(str, keys))
        for column, filled in self._filled:
            near = name == filled or name.startswith(f"{filled}.") or filled.startswith(f"{name}.")
            keyed = keys and keys[0] in KEYED and filled.startswith(f"{keys[0]}.")
            if keys and (near or keyed):
                self._refuse(column, f"{message} ({name})", hidden=hidden)
                return
        self.refused.append(f"{name}: {message}" if name else message)

    def _refuse(self, column: str, reason: str, *, hidden: bool = False) -> None:
        cell = self._cell(column)
        silent = hidden or column in self._hidden or not cell or isinstance(cell, CellError)
        said = "" if silent else f" {shown(cell)}:"
        self.refused.append(f"column {shown(column)}:{said} {reason}")

    def _note(self, code: str, remark: str, column: str, text: str) -> None:
        example = "" if column in self._hidden else shown(text)
        self._notes.row(code, remark, self._row.number, example)

    def _cell(self, column: str) -> Cell:
        return self._row.cells[self._columns[column]]

    def _cleaned(self, column: str, text: str, *, lines: bool) -> str:
        clean = clean_text(text) if lines else clean_line(text)
        if clean == text:
            return clean
        if has_unseen(text):
            remark = f"column {shown(column)}: invisible characters were taken out"
            self._note("IMPORT-CHARACTERS", remark, column, text)
        elif not lines:
            remark = f"column {shown(column)}: line breaks and runs of space became one space"
            self._note("IMPORT-SPACES", remark, column, text)
        return clean

    def _text(self, column: str, *, lines: bool = False) -> str:
        """The text of a column; '' for an empty cell. Raises CellRefused."""
        text = self._cleaned(column, raw_text(self._cell(column)), lines=lines)
        return "" if clean_line(text) in self._mapping.empty else text

    def _translated(self, column: str, text: str) -> Any:
        """What the record shall say for ``text``; None where the mapping has no word for it."""
        words = self._mapping.values.get(column)
        if not words:
            return None
        line = clean_line(text)
        if line in words:
            return words[line]
        starts = [key for key in words if key.endswith("*") and line.startswith(key[:-1])]
        return words[max(starts, key=len)] if starts else None

    def _translated_or_same(self, column: str, text: str) -> str:
        word = self._translated(column, text)
        return text if word is None else str(word)

    def _value(self, target: Target, source: Source) -> Any:
        """The value of a field; None for an empty cell. Raises CellRefused."""
        text = self._text(source.column, lines=target.kind == "text")
        if not text:
            return None
        if target.kind == "list":
            parts = text.split(source.split) if source.split else [text]
            found = [self._translated_or_same(source.column, one.strip()) for one in parts]
            return list(dict.fromkeys(one for one in found if one)) or None
        cell = self._cell(source.column)
        translated = self._translated(source.column, text)
        if translated is None:
            return self._scalar(target, source, cell, text)
        if not isinstance(translated, str):
            return translated
        return self._scalar(target, source, translated, translated) if translated else None

    def _scalar(self, target: Target, source: Source, cell: Cell, text: str) -> Any:
        formats = self._mapping.formats
        match target.kind:
            case "date":
                return cells.read_date(cell, text, source.dates)
            case "boolean":
                return cells.yes_or_no(cell, text)
            case "integer":
                return cells.whole(cells.read_decimal(cell, text, formats))
            case "number":
                return cells.figure(cells.read_decimal(cell, text, formats))
            case "amount":
                return cells.amount(cells.read_decimal(cell, text, formats))
            case "money":
                money = cells.amount(cells.read_decimal(cell, text, formats))
                if not formats.currency:
                    raise CellRefused("there is no currency: set formats.currency")
                return {"amount": money, "currency": formats.currency}
        return local_id(text) if target.name in LINKS else self._fitted(target, source, text)

    def _fitted(self, target: Target, source: Source, text: str) -> str:
        """The text, made to fit where the contract can keep the original."""
        if not self._mapping.number or target.hidden:
            return text
        plain = folded(text)
        if target.pattern and not target.fits(text) and target.fits(plain):
            self._keep("IMPORT-LETTERS", source.column, text, "hyphens and quotes were made plain")
            return plain
        limit = target.max_length
        if target.prose and 0 < limit < len(text):
            self._keep("IMPORT-LONG", source.column, text, f"text was cut to {limit} characters")
            return text[: limit - 2].rsplit(" ", 1)[0].rstrip() + " …"
        return text

    def _keep(self, code: str, column: str, text: str, what: str) -> None:
        self._remarks.append(f"{column}: {text}")
        remark = f"column {shown(column)}: {what}; source.row_note has the original"
        self._note(code, remark, column, text)


def _without_number(name: str) -> str:
    found = _NUMBER_IN_BRACKETS.search(name)
    if found is None or len(found[1]) < _SHORTEST_NUMBER or not found.start():
        return name
    return name[: found.start()]


def _drop_bare_currencies(data: dict[str, Any]) -> None:
    """Takes out money that has a currency, as from a constant, and no amount."""
    for key, value in list(data.items()):
        if isinstance(value, dict):
            _drop_bare_currencies(value)
            if set(value) <= {"currency"}:
                del data[key]
