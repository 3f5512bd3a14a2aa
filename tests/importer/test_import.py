"""From rows to records: fields, groups, ids, and what becomes of rows that cannot be taken."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from generator.importer import ImportReport, import_register
from tests.importer.desk import HEADER, MAPPING, Desk, row

ACME = "suppliers/imported/acme-pty-ltd.yml"


def codes(report: ImportReport) -> list[tuple[int, str]]:
    return [(one.line, one.code) for one in report.rejected]


def test_a_row_becomes_a_contract_of_a_supplier(desk: Desk) -> None:
    desk.csv(row())
    report = desk.run()
    assert report.written == (ACME,)
    assert (report.suppliers, report.contracts, report.rows) == (1, 1, 1)
    assert desk.files()[ACME].decode() == (
        "# yaml-language-server: $schema=../../schemas/supplier.schema.json\n"
        "id: acme-pty-ltd\n"
        "legal_name: Acme Pty Ltd\n"
        "lifecycle_status: approved\n"
        "contracts:\n"
        "  - id: C-1\n"
        "    title: Lifts\n"
        "    type: contract\n"
        '    signed_on: "2025-03-01"\n'
        '    ends_on: "2026-02-28"\n'
        "    value:\n"
        "      initial:\n"
        '        amount: "1200.50"\n'
        "        currency: AUD\n"
        "    source:\n"
        "      reference: C-1\n"
        '      row_note: "extra: x"\n'
    )


def test_contracts_of_one_name_are_one_supplier(desk: Desk) -> None:
    desk.csv(row(), row(number="C-2", supplier="Other"), row(number="C-3", amount="0.0"))
    report = desk.run()
    records = desk.records()
    assert [one["id"] for one in records["acme-pty-ltd"]["contracts"]] == ["C-1", "C-3"]
    assert records["acme-pty-ltd"]["contracts"][1]["value"]["initial"]["amount"] == "0.00"
    assert (report.suppliers, report.contracts, report.rejected) == (2, 3, ())


def test_a_dry_run_says_the_same_and_writes_nothing(desk: Desk) -> None:
    desk.csv(row(), row(number="C-2", signed="soon"))
    dry = desk.run(dry_run=True)
    assert desk.files() == {}
    assert desk.run() == dry


def test_empty_cells_leave_fields_out(desk: Desk) -> None:
    desk.map(MAPPING + 'empty: ["-", "N/A"]\n')
    desk.csv(row(signed="", ends=" - ", amount="N/A", type="", extra="-"))
    desk.run()
    (contract,) = desk.records()["acme-pty-ltd"]["contracts"]
    assert contract == {"id": "C-1", "title": "Lifts", "source": {"reference": "C-1"}}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"supplier": " "}, ['column "supplier"', "no supplier name"]),
        ({"supplier": "x" * 201}, ['column "supplier"', "at most 200 characters"]),
        ({"number": ""}, ['column "number"', "no number"]),
        ({"title": ""}, ['column "title"', "it is needed"]),
        ({"signed": "01/03/2025"}, ['column "signed": "01/03/2025"', "%Y-%m-%d"]),
        ({"signed": "2025-02-30"}, ['column "signed": "2025-02-30"']),
        ({"amount": "12,50"}, ['column "amount": "12,50"', "decimal mark"]),
        ({"amount": "-1"}, ['column "amount": "-1"', "negative"]),
        ({"amount": "1.00001"}, ['column "amount"', "4 decimals"]),
        ({"amount": "9" * 16}, ['column "amount"', "15 digits"]),
        ({"type": "purchase"}, ['column "type": "purchase"', "is not one of: MSA"]),
        ({"link": "http://a.example/1"}, ['column "link": "http://a.example/1"']),
        ({"link": "javascript:alert(1)"}, ['column "link": "javascript:alert(1)"']),
        ({"extra": "x" * 4001}, ["4000 characters"]),
        ({"amount": "x", "signed": "y"}, ['"amount": "x"', '"signed": "y"']),
        ({"title": "\u202eevil", "amount": "\x1b[31m"}, ['column "amount": "\\x1b[31m"']),
    ],
)
def test_a_row_that_cannot_be_taken_is_named(
    desk: Desk, changes: dict[str, str], words: list[str]
) -> None:
    desk.csv(row(number="C-0"), row(**changes), row(number="C-2"))
    report = desk.run()
    assert codes(report) == [(3, "IMPORT-VALUE")]
    (problem,) = report.rejected
    assert problem.path == "register.csv"
    assert problem.message.isascii() and problem.message.isprintable()
    assert all(word in problem.message for word in words), problem.message
    assert [one["id"] for one in desk.records()["acme-pty-ltd"]["contracts"]] == ["C-0", "C-2"]


def test_a_secret_is_refused_and_not_repeated(desk: Desk) -> None:
    desk.csv(row(title="Pay to GB82 WEST 1234 5698 7654 32"))
    (problem,) = desk.run().rejected
    assert "account number" in problem.message
    assert "WEST" not in problem.message


def test_line_breaks_in_cells_do_not_shift_the_rows(desk: Desk) -> None:
    desk.csv(row(title="Two\nlines"), row(number="C-2", amount="much"))
    report = desk.run()
    assert codes(report) == [(3, "IMPORT-VALUE")]
    assert "row 3, which begins on line 4 of the file" in report.rejected[0].message
    assert desk.records()["acme-pty-ltd"]["contracts"][0]["title"] == "Two lines"
    assert [(one.code, one.line) for one in report.remarks] == [("IMPORT-SPACES", 2)]


def test_rows_with_too_many_or_too_few_cells_are_named(desk: Desk) -> None:
    desk.csv(row(), (*row(number="C-2"), "more"), row(number="C-3")[:-1], (*row(number="C-4"), ""))
    report = desk.run()
    assert codes(report) == [(3, "IMPORT-CELLS"), (4, "IMPORT-CELLS")]
    assert report.contracts == 2


def test_blank_rows_are_passed_over_and_counted(desk: Desk) -> None:
    desk.csv(row(), (), ("", " ", "", "", "", "", "", "", ""), row(number="C-2"))
    report = desk.run()
    assert (report.rows, report.contracts) == (2, 2)
    assert [one.message for one in report.remarks] == ["blank rows passed over: 2 (3, 4)"]


def test_the_same_number_twice_keeps_both(desk: Desk) -> None:
    desk.csv(row(), row(title="Stairs"), row(supplier="Other", title="Doors"))
    report = desk.run()
    records = desk.records()
    assert [one["id"] for one in records["acme-pty-ltd"]["contracts"]] == ["C-1", "C-1-2"]
    assert [one["id"] for one in records["other"]["contracts"]] == ["C-1-3"]
    assert {one["source"]["reference"] for x in records.values() for one in x["contracts"]} == {
        "C-1"
    }
    assert [(one.line, one.code) for one in report.remarks] == [
        (3, "IMPORT-NUMBER"),
        (4, "IMPORT-NUMBER"),
    ]


def test_odd_numbers_become_ids_and_stay_in_the_source(desk: Desk) -> None:
    odd = ["EROS: 644019", "35271\u2010NCT\u2010006", "'2025.NCT", "A & B", "\u6771", "n" * 150]
    desk.csv(*(row(number=number) for number in odd))
    desk.run()
    contracts = desk.records()["acme-pty-ltd"]["contracts"]
    assert [one["source"]["reference"] for one in contracts] == odd
    assert [one["id"] for one in contracts[:4]] == [
        "EROS-644019",
        "35271-NCT-006",
        "2025.NCT",
        "A-B",
    ]
    assert len({one["id"] for one in contracts}) == len(odd)


def test_long_text_is_kept_whole_beside_the_short_one(desk: Desk) -> None:
    title = "word " * 70 + "end"
    desk.csv(row(title=title))
    report = desk.run()
    (contract,) = desk.records()["acme-pty-ltd"]["contracts"]
    assert len(contract["title"]) <= 300
    assert contract["title"].endswith("word …")
    assert f"title: {title}" in contract["source"]["row_note"]
    assert [one.code for one in report.remarks] == ["IMPORT-LONG"]


SPLIT = MAPPING.replace(
    "  name: supplier\n", '  name: supplier\n  split: "\\n"\n  drop_number: true\n'
)


def test_a_row_of_several_suppliers_is_a_contract_of_each(desk: Desk) -> None:
    desk.map(SPLIT)
    desk.csv(row(supplier="Acme (P-100.1)\nBolt (West) (P-100.2)\n\nAcme (P-100.1)"), row())
    report = desk.run()
    assert (report.rows, report.contracts, report.shared_rows, report.suppliers) == (2, 3, 1, 3)
    (acme,) = desk.records()["acme"]["contracts"]
    (bolt,) = desk.records()["bolt-west"]["contracts"]
    assert acme["id"] == bolt["id"] == "C-1"
    assert bolt["source"]["row_note"].splitlines() == [
        "One row of the register names 2 suppliers; its value is that of the whole contract.",
        'The register names the supplier "Bolt (West) (P-100.2)".',
        "extra: x",
    ]
    assert [one["id"] for one in desk.records()["acme-pty-ltd"]["contracts"]] == ["C-1-2"]


def test_a_year_in_brackets_belongs_to_the_name(desk: Desk) -> None:
    desk.map(SPLIT)
    desk.csv(row(supplier="Biosciences (2012)"), row(number="C-2", supplier="(P-100.2)"))
    desk.run()
    names = {one["legal_name"] for one in desk.records().values()}
    assert names == {"Biosciences (2012)", "(P-100.2)"}


def test_values_translate_exactly_by_beginning_and_by_default(desk: Desk) -> None:
    words = 'values: {type: {"Panel*": framework, "Panel Contract*": MSA, Lease: lease, "*": ""}}\n'
    desk.map(MAPPING + words)
    cells = ["Panel", "Panel Contract\n(X-1)", "Lease", "Whatever"]
    desk.csv(*(row(number=f"C-{index}", type=cell) for index, cell in enumerate(cells)))
    desk.run()
    found = [one.get("type") for one in desk.records()["acme-pty-ltd"]["contracts"]]
    assert found == ["framework", "MSA", "lease", None]


def test_a_name_is_translated_only_where_the_mapping_says_so(desk: Desk) -> None:
    desk.map(MAPPING + 'values: {supplier: {ACME: "Acme Pty Ltd"}}\n')
    desk.csv(row(), row(number="C-2", supplier="ACME"), row(number="C-3", supplier="ACME Pty Ltd"))
    report = desk.run()
    records = desk.records()
    assert [one["id"] for one in records["acme-pty-ltd"]["contracts"]] == ["C-1", "C-2"]
    note = records["acme-pty-ltd"]["contracts"][1]["source"]["row_note"]
    assert note.startswith('The register names the supplier "ACME".')
    assert records["acme-pty-ltd-2"]["legal_name"] == "ACME Pty Ltd"
    why = "the same name, spelt differently"
    assert report.duplicates == (("acme-pty-ltd", "acme-pty-ltd-2", why),)


SUPPLIERS = """\
formats: {date: "%d/%m/%Y", decimal: ",", thousands: ".", currency_marks: [€]}
supplier:
  name: Name
  constants: {lifecycle_status: prospect, registered_country: "NO",
    annual_spend_estimate.currency: NOK}
  fields:
    lifecycle_status: Status
    registered_country: Country
    website: Web
    registered_address: Address
    service_jurisdictions: {column: Where, split: ";"}
    identifiers.VAT: VAT
    contacts.orders.mailbox: Mail
    contacts.orders.phone: Phone
    annual_spend_estimate.amount: Spend
    offshore: Offshore
    inherent_risk_tier: Tier
    review_due_on: {column: Review, date: "%Y%m%d"}
ignore: [Code]
"""
NAMES: tuple[str, ...]
NAMES = ("Name", "Status", "Country", "Web", "Address", "Where", "VAT", "Mail", "Phone", "Spend")
NAMES += ("Offshore", "Tier", "Review", "Code")


def test_a_register_of_suppliers_without_contracts(desk: Desk) -> None:
    desk.map(SUPPLIERS)
    address = "Gate 1\r\n0150 Oslo"
    full: tuple[str, ...] = (
        "Ærlig & Sønn",
        "approved",
        "SE",
        "https://a.example/",
        address,
        "NO; SE;NO ;",
    )
    full += ("NO974760673MVA", "a@a.example", "+47 22 00 00 00", "1.234.567,5 €")
    desk.csv(
        (*full, "Yes", "2,0", "20270131", "x"),
        ("Bare", *[""] * 13),
        header=NAMES,
    )
    report = desk.run()
    assert (report.suppliers, report.contracts, report.rows, report.rejected) == (2, 0, 2, ())
    assert desk.records()["bare"] == {
        "id": "bare",
        "legal_name": "Bare",
        "lifecycle_status": "prospect",
        "registered_country": "NO",
    }
    assert desk.records()["aerlig-and-sonn"] == {
        "id": "aerlig-and-sonn",
        "legal_name": "Ærlig & Sønn",
        "lifecycle_status": "approved",
        "registered_country": "SE",
        "registered_address": "Gate 1\n0150 Oslo",
        "website": "https://a.example/",
        "identifiers": [{"scheme": "VAT", "id": "NO974760673MVA"}],
        "offshore": True,
        "inherent_risk_tier": 2,
        "service_jurisdictions": ["NO", "SE"],
        "contacts": [{"role": "orders", "mailbox": "a@a.example", "phone": "+47 22 00 00 00"}],
        "annual_spend_estimate": {"amount": "1234567.50", "currency": "NOK"},
        "review_due_on": "2027-01-31",
    }
    assert [one.message for one in report.remarks] == ['columns left out on purpose: "Code"']


@pytest.mark.parametrize(
    ("column", "cell", "word"),
    [
        ("VAT", "NO974760674MVA", "no valid VAT number"),
        ("Where", "NO;Mars", '"NO;Mars"'),
        ("Mail", "a at a", '"a at a"'),
        ("Tier", "2,5", "not a whole number"),
        ("Tier", "7", "is more than 4"),
        ("Offshore", "maybe", "neither true, false, yes nor no"),
        ("Spend", "1,234.5", "decimal mark"),
        ("Spend", "12.34", "decimal mark"),
        ("Status", "aproved", "did you mean 'approved'"),
    ],
)
def test_fields_of_suppliers_are_held_against_the_schema(
    desk: Desk, column: str, cell: str, word: str
) -> None:
    desk.map(SUPPLIERS)
    desk.csv(("Acme", *(cell if name == column else "" for name in NAMES[1:])), header=NAMES)
    report = desk.run()
    assert codes(report) == [(2, "IMPORT-VALUE")]
    assert f'column "{column}"' in report.rejected[0].message
    assert word in report.rejected[0].message
    assert desk.records() == {}


def test_a_restricted_cell_is_not_repeated(desk: Desk) -> None:
    desk.map(SUPPLIERS.replace("contacts.orders.phone", "payment.ap_ref"))
    cells = ["x" * 300 if name == "Phone" else "" for name in NAMES[1:]]
    desk.csv(("Acme", *cells), header=NAMES)
    (problem,) = desk.run().rejected
    assert 'column "Phone"' in problem.message
    assert "xxx" not in problem.message


def test_the_first_row_that_says_something_of_a_supplier_counts(desk: Desk) -> None:
    desk.map(SUPPLIERS)
    one = {"Name": "Acme", "Country": "SE", "Where": "SE"}
    two = {"Name": "Acme", "Country": "DK", "Where": "DK", "Web": "https://a.example/"}
    desk.csv(*([cells.get(name, "") for name in NAMES] for cells in (one, two)), header=NAMES)
    report = desk.run()
    acme = desk.records()["acme"]
    assert (acme["registered_country"], acme["website"]) == ("SE", "https://a.example/")
    assert acme["service_jurisdictions"] == ["SE", "DK"]
    assert [(one.code, one.line) for one in report.remarks if one.line] == [("IMPORT-DIFFERS", 3)]


def test_references_must_lead_somewhere(desk: Desk) -> None:
    desk.write("reference/roles.yml", 'roles:\n  - {id: "@lifts", name: Lifts}\n')
    desk.map(MAPPING.replace("    type: type\n", "    type: type\n    owner: extra\n"))
    desk.csv(row(extra="@lifts"), row(number="C-2", extra="@lift"))
    report = desk.run()
    assert codes(report) == [(3, "IMPORT-VALUE")]
    assert "did you mean '@lifts'" in report.rejected[0].message


def test_links_between_contracts_go_by_their_numbers(desk: Desk) -> None:
    desk.map(MAPPING.replace("    type: type\n", "    type: type\n    parent_contract: extra\n"))
    desk.csv(
        row(number="PO 2", extra="PO 1"), row(number="PO 1", extra=""), row(number="3", extra="9")
    )
    desk.run()
    child, parent, orphan = desk.records()["acme-pty-ltd"]["contracts"]
    assert (child["parent_contract"], parent["id"]) == ("PO-1", "PO-1")
    assert "parent_contract" not in orphan
    assert "parent_contract: 9" in orphan["source"]["row_note"]


def test_columns_that_the_mapping_does_not_name_are_named(desk: Desk) -> None:
    desk.map(MAPPING.replace("  keep: [extra]\n", ""))
    desk.csv((*row(), "1", "2"), header=(*HEADER, "", "last\tone"))
    (note,) = desk.run().remarks
    assert note.message.endswith(
        'names none of them: "extra", number 10 (without a name), "last one"'
    )


def test_a_record_has_room_for_500_contracts(desk: Desk) -> None:
    desk.csv(*(row(number=f"C-{number}") for number in range(502)))
    report = desk.run()
    assert report.contracts == 500
    assert codes(report) == [(502, "IMPORT-FULL"), (503, "IMPORT-FULL")]


def test_a_record_is_not_filled_beyond_what_a_file_may_hold(desk: Desk) -> None:
    desk.csv(*(row(number=f"C-{number}", extra="text " * 700) for number in range(80)))
    report = desk.run()
    assert 50 < report.contracts < 80
    assert report.contracts + report.rejected_rows == 80
    assert len(desk.files()[ACME]) < 256 * 1024


def test_progress_is_told(desk: Desk) -> None:
    desk.csv(*(row(number=f"C-{number}", supplier=f"S {number}") for number in range(3)))
    seen: list[tuple[int, int]] = []
    import_register(
        register=desk.register,
        mapping=desk.mapping,
        root=desk.root,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_notes_are_lines(desk: Desk) -> None:
    desk.csv(row(title="a\nb"))
    (note,) = desk.run().notes
    assert note.startswith('register.csv:2: IMPORT-SPACES column "title": line breaks')


def test_a_workbook_gives_the_same_as_text(desk: Desk) -> None:
    texts = [row(), row(number="19009", amount="0.0", ends=""), row(number="3", title="A\nB")]
    signed = date(2025, 3, 1)
    rest = ("contract", None, "x")
    values: list[tuple[Any, ...]] = [
        ("C-1", "Acme Pty Ltd", "Lifts", signed, datetime(2026, 2, 28), 1200.5, *rest),
        (19009, "Acme Pty Ltd", "Lifts", datetime(2025, 3, 1, 14, 30), None, 0, *rest),
        (3, "Acme Pty Ltd", "A\nB", signed, "2026-02-28", Decimal("1200.5"), *rest),
    ]
    desk.csv(*texts)
    from_text = desk.run(), desk.files()
    for path in desk.files():
        (desk.root / path).unlink()
    desk.xlsx(*values)
    assert desk.run().contracts == from_text[0].contracts == 3
    assert desk.files() == from_text[1]
