"""A supplier of the plan becomes the bytes of its file, or the reason why it cannot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.importer.layout import ordered, within_limits
from generator.importer.merge import Additions, MergeFailed, append, fill, merged, start
from generator.importer.plan import Group
from generator.importer.report import Notes, shown
from generator.importer.rows import LINKS
from generator.importer.search import Entry, Refusal
from generator.load.emit import emit
from generator.model.fields import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What becomes of one supplier. ``data`` is None where nothing is to be written.

    ``entries`` are those that are in the record then, ``refused`` those that are not.
    """

    group: Group
    path: str
    data: bytes | None
    entries: tuple[Entry, ...]
    refused: tuple[Refusal, ...] = ()


class Maker:
    """Makes the files of suppliers. ``check`` says what is wrong with the file of a supplier."""

    def __init__(
        self,
        *,
        folder: str,
        shape: Field,
        constants: frozenset[str],
        check: Callable[[str, bytes], str],
        notes: Notes,
    ) -> None:
        self._folder = folder
        self._shape = shape
        self._constants = constants
        self._check = check
        self._notes = notes

    def make(self, group: Group) -> Outcome:
        """The outcome for one supplier."""
        supplier = self._supplier(group)
        if group.existing is None:
            return self._new(group, supplier)
        return self._addition(group, supplier)

    def _new(self, group: Group, supplier: dict[str, Any]) -> Outcome:
        path = f"{self._folder}/{group.id}.yml"
        kept, refused = within_limits(group.entries, 0, 0)
        record: dict[str, Any] = {"id": group.id, "legal_name": group.name, **supplier}
        contracts = self._contracts(kept, set())
        if contracts:
            record["contracts"] = list(contracts.values())
        above = "../" * (self._folder.count("/") + 1)
        modeline = f"# yaml-language-server: $schema={above}schemas/supplier.schema.json\n"
        data = (modeline + emit(ordered(record, self._shape))).encode("utf-8")
        return self._checked(group, path, data, kept, refused)

    def _addition(self, group: Group, supplier: dict[str, Any]) -> Outcome:
        existing = group.existing
        assert existing is not None
        there = existing.contracts()
        kept, refused = within_limits(group.entries, len(there), len(existing.data))
        additions = start(existing.record)
        fill(additions, ordered(supplier, self._shape))
        ids = {str(one.get("id")) for one in there}
        for entry, contract in self._contracts(kept, ids).items():
            if entry.index is None:
                append(additions, "contracts", contract)
            else:
                rest = {key: value for key, value in contract.items() if key != "id"}
                fill(additions, rest, ("contracts", entry.index))
        self._tell_differences(group, additions)
        if not additions:
            return Outcome(
                group=group, path=existing.path, data=None, entries=kept, refused=refused
            )
        try:
            data = merged(existing.data, additions)
        except MergeFailed as error:
            return self._untouched(group, existing.path, f"nothing can be added to it: {error}")
        wrong = self._check(existing.path, data)
        if wrong:
            return self._untouched(group, existing.path, f"it would not be valid: {wrong}")
        return Outcome(group=group, path=existing.path, data=data, entries=kept, refused=refused)

    def _untouched(self, group: Group, path: str, why: str) -> Outcome:
        """What is in the record already stays taken; what is new is refused."""
        old = tuple(one for one in group.entries if one.index is not None)
        new = [one for one in group.entries if one.index is None]
        message = f"{path} was left as it is, for {why}"
        if not new:
            self._notes.say("IMPORT-MERGE", message)
        return Outcome(
            group=group,
            path=path,
            data=None,
            entries=old,
            refused=tuple((one, "IMPORT-MERGE", message) for one in new),
        )

    def _checked(
        self,
        group: Group,
        path: str,
        data: bytes,
        kept: tuple[Entry, ...],
        refused: tuple[Refusal, ...],
    ) -> Outcome:
        wrong = self._check(path, data)
        if not wrong:
            return Outcome(group=group, path=path, data=data, entries=kept, refused=refused)
        message = f"the record {path} would not be valid: {wrong}"
        everyone = (*refused, *((one, "IMPORT-RECORD", message) for one in kept))
        return Outcome(group=group, path=path, data=None, entries=(), refused=everyone)

    def _supplier(self, group: Group) -> dict[str, Any]:
        """The fields of the supplier from all its rows: the first that says something counts."""
        data: dict[str, Any] = {}
        for entry in group.entries:
            self._join(data, entry.taken.supplier, entry, "")
        return data

    def _join(self, data: dict[str, Any], more: Mapping[str, Any], entry: Entry, at: str) -> None:
        for key, value in more.items():
            there = data.get(key)
            if there is None:
                data[key] = dict(value) if isinstance(value, dict) else value
            elif isinstance(there, dict) and "amount" not in there:
                self._join(there, value, entry, f"{at}{key}.")
            elif isinstance(there, list):
                data[key] = there + [one for one in value if one not in there]
            elif there != value:
                what = (
                    f"supplier {entry.name.text!a}: {at}{key} differs from that of an earlier row"
                )
                self._notes.row("IMPORT-DIFFERS", f"{what}, which counts", entry.line)

    def _contracts(self, entries: tuple[Entry, ...], ids: set[str]) -> dict[Entry, dict[str, Any]]:
        """The contracts of the entries, with ids and notes, in the order of the schema."""
        numbers = {
            str((one.taken.contract or {}).get("id")): one.contract_id for one in reversed(entries)
        }
        found = {}
        for entry in entries:
            if entry.taken.contract is None:
                continue
            contract = {**entry.taken.contract, "id": entry.contract_id}
            note = entry.name.note
            for link in LINKS:
                number = contract.pop(link, None)
                if number in numbers or number in ids:
                    contract[link] = numbers.get(number, number)
                elif number is not None:
                    note += f"\n{link}: {number}"
            if note:
                contract["source"] = {**contract["source"], "row_note": note.strip()}
            shape = self._shape.children["contracts"].item
            found[entry] = ordered(contract, shape) if shape else contract
        return found

    def _tell_differences(self, group: Group, additions: Additions) -> None:
        rows = {one.index: one.line for one in group.entries if one.index is not None}
        for pointer, there, value in additions.differences:
            index = pointer[1] if pointer[0] == "contracts" else None
            names = [str(key) for key in pointer[2 if index is not None else 0 :]]
            if names[0] in self._constants or names[-1] == "row_note":
                continue
            where = f"{group.existing.path if group.existing else ''}: {'.'.join(names)}"
            if index is not None:
                where += f" of contract {shown(additions.record['contracts'][index]['id'])}"
            says = f"is {_brief(there)} there and {_brief(value)} in the register"
            line = rows.get(index, 0) if isinstance(index, int) else group.entries[0].line
            self._notes.say("IMPORT-DIFFERS", f"{where} {says}; the record was kept", line)


def _brief(value: Any) -> str:
    if isinstance(value, dict) and set(value) == {"amount", "currency"}:
        return f"{value['currency']} {value['amount']}"
    return shown(value)
