"""A wrong mapping is one line with its place, and nothing is written."""

from pathlib import Path

import pytest

from generator.importer import ImportUsageError, import_register
from tests.importer.desk import MAPPING, Desk, row

START = "supplier:\n  name: supplier\n  constants: {lifecycle_status: approved}\n"
FIELDS = START + "  fields: "
CONTRACT = "contract:\n  number: number\n  fields:\n    title: title\n"


def complaint(desk: Desk, mapping: str) -> str:
    """What is said of a mapping, without the path."""
    desk.map(mapping)
    desk.csv(row())
    with pytest.raises(ImportUsageError) as caught:
        desk.run()
    assert desk.files() == {}
    text = str(caught.value)
    assert text.isprintable() and text.isascii()
    assert text.startswith(desk.mapping.as_posix())
    return text.removeprefix(desk.mapping.as_posix())


@pytest.mark.parametrize(
    ("mapping", "wanted"),
    [
        ("", ":1:1: the file holds no record"),
        ("supplier: [\n", ":1:12: "),
        ("supplier: {name: a}\nsupplier: {}\n", ":2:1: "),
        ("- a\n", ":1:1: a record is a mapping"),
        ("folder: suppliers/x\n", ":1:1: 'supplier' is missing"),
        (START + "suplier: {}\n", ":4:1: suplier: 'suplier' is not a field here; did you mean"),
        ("supplier:\n  name: supplier\n", ":1:1: every supplier needs a status"),
        (START + "contract: {number: number, fields: {}}\n", ":4:1: every contract needs a title"),
        (START + "folder: elsewhere\n", ":4:1: folder: "),
        (START + "folder: suppliers/../x\n", ":4:1: folder: "),
        (START + "folder: suppliers/a--b\n", ":4:1: folders have names like"),
        (START + "folder: suppliers/a/b/c/d/e/f/g/h/i\n", ":4:1: folders have names like"),
        (START + "register: {header_row: 0}\n", ":4:12: register.header_row: is less than 1"),
        (START + "register: {delimiter: ab}\n", ":4:12: register.delimiter: is longer than 1"),
        (START + "formats: {currency: XXY}\n", ":4:11: formats.currency: 'XXY' is not an ISO 4217"),
        (START + 'formats: {date: "%d/%m"}\n', ":4:11: a date format needs the year"),
        (START + 'formats: {date: "%Y-%q-%d"}\n', ":4:11: %q means nothing"),
        (START + 'formats: {date: "%Y-%m-%d%"}\n', ":4:11: % means nothing"),
        (START + 'formats: {decimal: ",", thousands: ","}\n', ":4:25: thousands and decimal"),
        (FIELDS + "{websit: link}\n", ":4:12: 'websit': there is no such field; did you"),
        (FIELDS + "{insurance: link}\n", ":4:12: 'insurance' is not one field"),
        (FIELDS + "{offers: link}\n", ":4:12: 'offers' is not one field"),
        (FIELDS + "{contacts.orders: link}\n", ":4:12: 'contacts.orders' is not one field"),
        (FIELDS + "{contacts.orders.mail: link}\n", "did you mean 'mailbox'?"),
        (FIELDS + "{id: link}\n", ":4:12: 'id' is filled by the import itself"),
        (FIELDS + "{contracts.title: link}\n", "'contracts.title' is filled by the import"),
        (FIELDS + "{website: {column: link, split: ;}}\n", ":4:36: 'website' is no list"),
        (FIELDS + '{website: {column: link, date: "%Y%m%d"}}\n', "'website' is no date"),
        (FIELDS + "{website: {colum: link}}\n", "'colum' is not a field here"),
        (FIELDS + "{website: nowhere}\n", 'register.csv has no column "nowhere"'),
        (FIELDS + "{website: lnk}\n", ":4:12: register.csv has no column \"lnk\"; did you"),
        (START + "ignore: [number, m]\n", ":4:18: register.csv has no column \"m\""),
        (START + "values: {extra: {a: b}}\n", ":4:10: this column is translated, but it fills"),
        (START + "values: {supplier: {a: [b]}}\n", "values.supplier.a: "),
        (START.replace("approved", "aproved"), ":3:15: lifecycle_status: 'aproved' is not one of"),
        (START.replace("approved", "approved, owner: '@x'"), "'@x' is not a known role"),
        (START.replace("approved", "approved, offshore: 'x'"), "'x' must be true or false"),
        (START + CONTRACT + "    source.row_note: extra\n", "'source.row_note' is filled by"),
        (START + CONTRACT + "  constants: {type: rent}\n", ":8:15: type: 'rent' is not one of"),
        (START + CONTRACT + "  keep: [number, nope]\n", ":8:18: register.csv has no column"),
        (MAPPING + "register: {delimiter: ;}\n", "is register.delimiter right?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(desk: Desk, mapping: str, wanted: str) -> None:
    text = complaint(desk, mapping)
    assert wanted in text
    if wanted.startswith(":"):
        assert text.startswith(wanted)


def test_money_needs_a_currency(desk: Desk) -> None:
    desk.map(MAPPING.replace("formats: {currency: AUD}\n", ""))
    desk.csv(row(), row(number="C-2", amount=""))
    (problem,) = desk.run().rejected
    assert "set formats.currency" in problem.message


def test_a_mapping_that_is_not_there(desk: Desk) -> None:
    desk.csv(row())
    missing = desk.mapping.with_name("none.yml")
    with pytest.raises(ImportUsageError, match=r"none\.yml: cannot be read: No such file"):
        import_register(register=desk.register, mapping=missing, root=desk.root)


def test_a_repository_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    desk.csv(row())
    with pytest.raises(ImportUsageError, match="nowhere: there is no such folder"):
        import_register(register=desk.register, mapping=desk.mapping, root=tmp_path / "nowhere")


def test_names_of_columns_are_compared_without_regard_to_space(desk: Desk) -> None:
    desk.map(MAPPING.replace("title: title", 'title: "the title"'))
    header = [" number\u00a0", "supplier", "the\n title", "signed", "ends", "amount", "type"]
    desk.csv(row(), header=[*header, "link", "extra"])
    assert desk.run().contracts == 1


def test_two_columns_of_one_name(desk: Desk) -> None:
    header = ["number", "supplier", "title", "signed", "ends", "amount", "type", "link", "extra"]
    desk.csv((*row(), "x"), header=[*header, "unused"])
    assert desk.run().contracts == 1
    desk.csv((*row(), "x"), header=[*header, "title"])
    with pytest.raises(ImportUsageError, match=r'8:5: register\.csv has 2 columns "title"'):
        desk.run()
