"""Reading a mapping file: what is wrong with it is said with line and column."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from generator.importer.characters import clean_line
from generator.importer.mapping import Formats, ImportMapping, Part, Source
from generator.importer.report import ImportUsageError
from generator.importer.targets import Target, Targets
from generator.load.catalog import nearest, pointer_text
from generator.load.schema import Schemas, find_schemas
from generator.load.strict_yaml import parse, places
from generator.load.tree import MAX_FOLDERS_DEEP
from generator.model.records import Pointer

_DIRECTIVES = frozenset("YymdbBjHMSfzZpI%")
_RESERVED = {
    "supplier": ("id", "legal_name", "contracts"),
    "contract": ("id", "source.reference", "source.row_note"),
}


def read_mapping(path: Path, schemas: Schemas) -> ImportMapping:
    """Reads a mapping file. Raises ImportUsageError, with line and column, where it is wrong."""
    name = path.as_posix()
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ImportUsageError(f"{name}: cannot be read: {error.strerror}") from None
    data, problems = parse(raw, name)
    if data is None:
        first = problems[0]
        raise ImportUsageError(f"{name}:{first.line}:{first.column}: {first.message}")
    # A repository may carry schemas that are older than this command.
    own = (
        schemas
        if "mapping.schema.json" in schemas.documents
        else Schemas(find_schemas(Path(__file__)))
    )
    read = _Reader(name, data, places(raw))
    # What is misspelt says more than that something is missing.
    issues = own.issues("mapping", data)
    for pointer, _, message in sorted(issues, key=lambda one: ("missing" in one[2], str(one[0]))):
        read.fail(pointer, f"{pointer_text(pointer)}: {message}".removeprefix(": "))
    return read.mapping(Targets(schemas))


def _fills(part: Mapping[str, Any], field: str) -> bool:
    return any(field in (part.get(key) or {}) for key in ("constants", "fields"))


class _Reader:
    """Reads the data of a mapping file that fits its schema."""

    def __init__(self, path: str, data: Any, found: Mapping[Pointer, tuple[int, int]]) -> None:
        self._path = path
        self._data = data
        self._places = found

    def fail(self, pointer: Pointer, message: str) -> NoReturn:
        line, column = nearest(self._places, pointer)
        raise ImportUsageError(f"{self._path}:{line}:{column}: {message}")

    def mapping(self, targets: Targets) -> ImportMapping:
        data = self._data
        register = data.get("register") or {}
        supplier = data["supplier"]
        contract = data.get("contract") or {}
        self._check_required()
        self._dates()
        found = ImportMapping(
            path=self._path,
            places=self._places,
            encoding=register.get("encoding", "utf-8"),
            delimiter=register.get("delimiter", ","),
            sheet=register.get("sheet", ""),
            header_row=register.get("header_row", 1),
            folder=self._folder(),
            formats=self._formats(),
            empty=frozenset(map(clean_line, data.get("empty") or ())),
            values={
                clean_line(column): {clean_line(said): word for said, word in words.items()}
                for column, words in (data.get("values") or {}).items()
            },
            name=clean_line(supplier["name"]),
            split=supplier.get("split", ""),
            drop_number=supplier.get("drop_number", False),
            supplier=self._part("supplier", targets),
            number=clean_line(contract.get("number", "")),
            prefix=clean_line(contract.get("prefix", "")),
            contract=self._part("contract", targets),
            keep=tuple(map(clean_line, contract.get("keep") or ())),
            ignore=tuple(map(clean_line, data.get("ignore") or ())),
        )
        self._check_values(found)
        return found

    def _check_required(self) -> None:
        supplier = self._data["supplier"]
        if not _fills(supplier, "lifecycle_status"):
            example = "constants: {lifecycle_status: approved}"
            self.fail(("supplier",), f"every supplier needs a status, such as '{example}'")
        if "contract" in self._data and not _fills(self._data["contract"], "title"):
            self.fail(("contract",), "every contract needs a title: name its column under fields")

    def _check_values(self, mapping: ImportMapping) -> None:
        used = {source.column for _, part in mapping.parts() for _, source in part.fields}
        for column in self._data.get("values") or {}:
            if clean_line(column) not in used | {mapping.name}:
                self.fail(("values", column), "this column is translated, but it fills no field")

    def _folder(self) -> str:
        folder = str(self._data.get("folder", "suppliers/imported"))
        parts = folder.split("/")
        if len(parts) > MAX_FOLDERS_DEEP or not all(
            re.fullmatch(r"[a-z0-9](-?[a-z0-9])+", part) for part in parts
        ):
            self.fail(("folder",), "folders have names like suppliers/imported-2025")
        return folder

    def _formats(self) -> Formats:
        data = self._data.get("formats") or {}
        found = Formats(
            decimal=data.get("decimal", "."),
            thousands=data.get("thousands", ""),
            currency=data.get("currency", ""),
            marks=tuple(data.get("currency_marks") or ()),
        )
        if found.decimal == found.thousands:
            self.fail(("formats", "thousands"), "thousands and decimal marks are the same")
        return found

    def _dates(self) -> tuple[str, ...]:
        given = (self._data.get("formats") or {}).get("date", "%Y-%m-%d")
        found = [given] if isinstance(given, str) else given
        return tuple(self._date(one, ("formats", "date")) for one in found)

    def _date(self, form: str, pointer: Pointer) -> str:
        used = set(re.findall(r"%(.)", form))
        if used - _DIRECTIVES or form.replace("%%", "").endswith("%"):
            unknown = ", ".join(sorted(f"%{one}" for one in used - _DIRECTIVES)) or "%"
            self.fail(pointer, f"{ascii(unknown)[1:-1]} means nothing in a date format here")
        month_and_day = (used & set("mbB") and "d" in used) or "j" in used
        if not (used & set("Yy") and month_and_day):
            self.fail(pointer, "a date format needs the year, the month and the day: %Y-%m-%d")
        return form

    def _part(self, name: str, targets: Targets) -> Part:
        data = self._data.get(name) or {}
        find = targets.supplier if name == "supplier" else targets.contract
        seen: dict[tuple[Any, ...], str] = {}

        def target(key: str, pointer: Pointer) -> Target:
            if key in _RESERVED[name] or key.startswith("contracts."):
                self.fail(pointer, f"'{key}' is filled by the import itself")
            try:
                found = find(key)
            except LookupError as error:
                self.fail(pointer, str(error.args[0]))
            if seen.setdefault(found.steps, key) != key:
                self.fail(pointer, f"'{key}' is filled twice")
            return found

        constants = tuple(
            (target(key, (name, "constants", key)), value)
            for key, value in (data.get("constants") or {}).items()
        )
        seen.clear()  # a constant is what holds where the column is empty
        fields = []
        for key, value in (data.get("fields") or {}).items():
            found = target(key, (name, "fields", key))
            fields.append((found, self._source(name, key, value, found)))
        return Part(constants=constants, fields=tuple(fields))

    def _source(self, part: str, key: str, value: Any, target: Target) -> Source:
        given = {"column": value} if isinstance(value, str) else value
        pointer = (part, "fields", key)
        if "split" in given and target.kind != "list":
            self.fail((*pointer, "split"), f"'{key}' is no list: nothing can be split")
        if "date" in given and target.kind != "date":
            self.fail((*pointer, "date"), f"'{key}' is no date")
        dates = (
            (self._date(given["date"], (*pointer, "date")),) if "date" in given else self._dates()
        )
        return Source(column=clean_line(given["column"]), split=given.get("split", ""), dates=dates)
