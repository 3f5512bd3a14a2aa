"""A second run adds what is missing, changes nothing else, and never touches what people wrote."""

import re

import pytest

from tests.importer.desk import MAPPING, Desk, row

ACME = "suppliers/imported/acme-pty-ltd.yml"
SPLIT = MAPPING.replace("  name: supplier\n", '  name: supplier\n  split: ";"\n')
LINK = "https://a.example/"


def text(desk: Desk, path: str = ACME) -> str:
    return desk.files()[path].decode()


def codes(desk: Desk) -> list[str]:
    return [one.code for one in desk.run().remarks]


def test_the_same_register_changes_no_byte(desk: Desk) -> None:
    desk.map(SPLIT)
    desk.csv(
        row(), row(), row(supplier="Acme;Bolt"), row(supplier="ACME PTY LTD"), row(amount="x"),
        row(number="a:b", title="t" * 400),
    )  # fmt: skip
    first = desk.run()
    before = desk.files()
    second = desk.run()
    assert desk.files() == before
    assert (second.written, second.updated, second.added_contracts) == ((), (), 0)
    assert second.unchanged == first.suppliers == second.suppliers
    assert (second.contracts, second.rejected) == (first.contracts, first.rejected)
    assert second.duplicates == first.duplicates


def test_rows_in_another_order_change_no_byte(desk: Desk) -> None:
    rows = [row(number=f"C-{index % 3}", link=f"{LINK}{index}") for index in range(9)]
    rows += [row(supplier=name, link=f"{LINK}{name}") for name in ("A b", "A-B", "a B")]
    desk.csv(*rows)
    desk.run()
    before = desk.files()
    desk.csv(*reversed(rows))
    desk.run()
    assert desk.files() == before


def test_new_rows_are_added_at_the_end_and_comments_stay(desk: Desk) -> None:
    desk.csv(row())
    desk.run()
    old = text(desk).replace("title: Lifts", "title: Lifts # by hand") + "# The end.\n"
    desk.write(ACME, old)
    desk.csv(row(number="C-0"), row())
    report = desk.run()
    assert (report.updated, report.added_contracts) == ((ACME,), 1)
    assert [one["id"] for one in desk.records()["acme-pty-ltd"]["contracts"]] == ["C-1", "C-0"]
    assert "title: Lifts # by hand" in text(desk)
    assert text(desk).endswith("# The end.\n")
    for line in old.splitlines():
        assert line in text(desk).splitlines()


def test_what_people_changed_is_kept_and_the_difference_told(desk: Desk) -> None:
    desk.csv(row())
    desk.run()
    edited = text(desk).replace("1200.50", "1500.00").replace("approved", "suspended")
    desk.write(ACME, edited)
    report = desk.run()
    assert text(desk) == edited
    (note,) = report.remarks
    assert (note.code, note.line) == ("IMPORT-DIFFERS", 2)
    assert 'value.initial of contract "C-1" is AUD 1500.00 there and AUD 1200.50' in note.message


def test_what_is_absent_is_filled(desk: Desk) -> None:
    desk.csv(row(), row(number="C-2"))
    desk.run()
    complete = desk.records()
    bare = re.sub(r"(?m)^    (type|ends_on): .*\n", "", text(desk))
    bare = re.sub(r"(?m)^    value:\n(      .*\n)+", "", bare)
    desk.write(ACME, bare)
    assert desk.run().updated == (ACME,)
    assert desk.records() == complete
    desk.map(
        MAPPING.replace("lifecycle_status: approved", "lifecycle_status: approved, owner: '@a'")
    )
    desk.write("reference/roles.yml", 'roles:\n  - {id: "@a", name: A}\n')
    desk.run()
    assert desk.records()["acme-pty-ltd"]["owner"] == "@a"
    assert desk.run().updated == ()


def test_parts_of_objects_are_filled_too(desk: Desk) -> None:
    desk.csv(row(link=LINK))
    desk.run()
    complete = desk.records()
    desk.write(ACME, re.sub(r"(?m)^      (reference|row_note): .*\n", "", text(desk)))
    desk.run()
    assert desk.records() == complete


def test_a_record_that_people_wrote_gets_the_contracts(desk: Desk) -> None:
    path = "suppliers/lifts/acme.yml"
    desk.write(
        path,
        "# Acme.\nid: acme\nlegal_name: ACME Lifts Ltd\nlifecycle_status: suspended\n"
        "trading_names: [Acme Pty Ltd]\ncontracts:\n- id: msa\n  title: MSA\n\n# Nothing more.\n",
    )
    desk.csv(row())
    report = desk.run()
    assert (report.written, report.updated) == ((), (path,))
    record = desk.records()["acme"]
    assert [one["id"] for one in record["contracts"]] == ["msa", "C-1"]
    assert (record["legal_name"], record["lifecycle_status"]) == ("ACME Lifts Ltd", "suspended")
    assert text(desk, path).startswith("# Acme.\nid: acme\n")
    assert text(desk, path).endswith("\n# Nothing more.\n")
    assert desk.run().updated == ()


def test_a_contract_that_people_entered_is_known_by_its_id(desk: Desk) -> None:
    desk.write(
        ACME,
        "id: acme-pty-ltd\nlegal_name: Acme Pty Ltd\nlifecycle_status: approved\n"
        "contracts:\n  - id: C-1\n    title: The lifts\n",
    )
    desk.csv(row())
    assert desk.run().added_contracts == 0
    (contract,) = desk.records()["acme-pty-ltd"]["contracts"]
    assert contract["title"] == "The lifts"
    assert contract["source"]["reference"] == "C-1"


def test_records_that_people_merged_stay_merged(desk: Desk) -> None:
    desk.csv(row(), row(number="C-2", supplier="ACME"))
    desk.run()
    other = "suppliers/imported/acme.yml"
    contract = text(desk, other).partition("contracts:\n")[2]
    (desk.root / other).unlink()
    desk.write(ACME, text(desk) + contract)
    merged = desk.files()
    report = desk.run()
    assert desk.files() == merged
    assert [one.code for one in report.remarks] == ["IMPORT-ELSEWHERE"]
    assert (report.suppliers, report.contracts) == (1, 2)
    desk.csv(row(), row(number="C-2", supplier="ACME"), row(number="C-3", supplier="ACME"))
    desk.run()
    assert list(desk.records()) == ["acme-pty-ltd"]
    assert len(desk.records()["acme-pty-ltd"]["contracts"]) == 3


def test_a_renamed_record_keeps_its_id_and_gets_new_rows(desk: Desk) -> None:
    desk.csv(row())
    desk.run()
    desk.write(ACME, text(desk).replace("Acme Pty Ltd", "Zenith Pty Ltd"))
    desk.csv(row(), row(number="C-2"))
    desk.run()
    records = desk.records()
    assert list(records) == ["acme-pty-ltd"]
    assert [one["id"] for one in records["acme-pty-ltd"]["contracts"]] == ["C-1", "C-2"]


def test_the_same_number_from_elsewhere_is_another_contract(desk: Desk) -> None:
    desk.csv(row(link=LINK + "1"))
    desk.run()
    desk.csv(row(link=LINK + "1"), row(link=LINK + "2"))
    desk.run()
    contracts = desk.records()["acme-pty-ltd"]["contracts"]
    assert [one["id"] for one in contracts] == ["C-1", "C-1-2"]
    desk.csv(row(link=LINK + "2"), row(link=LINK + "1"))
    assert desk.run().updated == ()


@pytest.mark.parametrize("supplier", ["Acme;ACME", "ACME;Acme"])
def test_a_row_with_two_names_of_one_record_is_one_contract(desk: Desk, supplier: str) -> None:
    desk.map(SPLIT)
    desk.write(
        "suppliers/acme.yml",
        "id: acme\nlegal_name: Acme\nlifecycle_status: approved\ntrading_names: [ACME]\n",
    )
    desk.csv(row(supplier=supplier))
    assert desk.run().contracts == 1
    assert desk.run().added_contracts == 0
    assert len(desk.records()["acme"]["contracts"]) == 1


def test_rows_that_share_a_number_find_their_own_contracts(desk: Desk) -> None:
    rows = [row(signed=""), row(ends=""), row(title="Stairs"), row(amount="")]
    desk.csv(*rows)
    desk.run()
    before = desk.files()
    for order in ((3, 1, 0, 2), (2, 3, 1, 0)):
        desk.csv(*(rows[index] for index in order))
        assert codes(desk) == []
        assert desk.files() == before


def test_a_supplier_added_to_a_row_gets_the_same_id(desk: Desk) -> None:
    desk.map(SPLIT)
    desk.csv(row(supplier="Acme"))
    desk.run()
    desk.csv(row(supplier="Acme;Bolt"))
    desk.run()
    assert desk.records()["bolt"]["contracts"][0]["id"] == "C-1"
    assert len(desk.records()["acme"]["contracts"]) == 1


@pytest.mark.parametrize(
    "contracts",
    [
        "contracts: [{id: c, title: t}]",
        "contracts: []",
        "contracts:\n  -\n    id: c\n    title: t",
        "insurance: {}\ncontracts: [\n  {id: c, title: t}]",
    ],
)
def test_a_file_that_lines_cannot_be_added_to_is_left(desk: Desk, contracts: str) -> None:
    written = (
        f"id: acme-pty-ltd\nlegal_name: Acme Pty Ltd\nlifecycle_status: approved\n{contracts}\n"
    )
    desk.write(ACME, written)
    desk.csv(row(), row(number="C-2"), row(number="C-3", supplier="Other"))
    report = desk.run()
    assert text(desk) == written
    assert [(one.line, one.code) for one in report.rejected] == [
        (2, "IMPORT-MERGE"),
        (3, "IMPORT-MERGE"),
    ]
    assert ACME in report.rejected[0].message
    assert report.contracts == 1


def test_a_record_that_is_not_valid_is_left(desk: Desk) -> None:
    desk.csv(row())
    desk.run()
    broken = text(desk) + "colour: red\n"
    desk.write(ACME, broken)
    desk.csv(row(), row(number="C-2"))
    from generator.importer import import_register

    report = import_register(register=desk.register, mapping=desk.mapping, root=desk.root)
    assert text(desk) == broken
    assert [(one.line, one.code) for one in report.rejected] == [(3, "IMPORT-MERGE")]
    assert "colour" in report.rejected[0].message


def test_a_file_that_cannot_be_read_keeps_its_id(desk: Desk) -> None:
    desk.write(ACME, "id: [\n")
    desk.csv(row(), row(number="C-2", supplier="Other"))
    from generator.importer import import_register

    report = import_register(register=desk.register, mapping=desk.mapping, root=desk.root)
    assert desk.files()[ACME] == b"id: [\n"
    assert [(one.line, one.code) for one in report.rejected] == [(2, "IMPORT-NAME")]
    assert [one.code for one in report.remarks] == ["IMPORT-UNREADABLE"]
    assert report.contracts == 1


def test_two_records_of_one_name_are_no_home(desk: Desk) -> None:
    for name in ("one", "two"):
        desk.write(
            f"suppliers/{name}.yml",
            f"id: {name}\nlegal_name: Acme Pty Ltd\nlifecycle_status: approved\n",
        )
    desk.csv(row())
    before = desk.files()
    report = desk.run()
    assert desk.files() == before
    assert [(one.line, one.code) for one in report.rejected] == [(2, "IMPORT-NAME")]
    assert "suppliers/one.yml and suppliers/two.yml" in report.rejected[0].message


def test_the_id_of_another_supplier_is_not_taken(desk: Desk) -> None:
    path = "suppliers/it/acme-pty-ltd.yml"
    desk.write(path, "id: acme-pty-ltd\nlegal_name: Acme Computers\nlifecycle_status: approved\n")
    desk.csv(row())
    report = desk.run()
    assert report.written == ("suppliers/imported/acme-pty-ltd-2.yml",)
    assert [one.code for one in report.remarks] == ["IMPORT-ID"]
    assert report.duplicates == ()
    assert desk.run().updated == ()


def test_entries_with_a_mark_are_filled_one_by_one(desk: Desk) -> None:
    desk.map(
        "supplier:\n  name: supplier\n  constants: {lifecycle_status: approved}\n"
        "  fields: {identifiers.GB-COH: number, contacts.orders.mailbox: extra}\n"
    )
    desk.write(
        ACME,
        "id: acme-pty-ltd\nlegal_name: Acme Pty Ltd\nlifecycle_status: approved\n"
        'identifiers:\n  - scheme: DUNS\n    id: "123456789"\n'
        "contacts:\n  - role: orders # first\n",
    )
    desk.csv(row(extra="a@a.example"))
    assert desk.run().updated == (ACME,)
    record = desk.records()["acme-pty-ltd"]
    assert [one["scheme"] for one in record["identifiers"]] == ["DUNS", "GB-COH"]
    assert record["contacts"] == [{"role": "orders", "mailbox": "a@a.example"}]
    assert "role: orders # first" in text(desk)
    assert desk.run().updated == ()
