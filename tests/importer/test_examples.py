"""The mappings in the documentation work on registers of the shape they are for."""

import re
from pathlib import Path

from tests.importer.desk import Desk

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_first_mapping_of_the_guide(desk: Desk) -> None:
    found = re.search(r"```yaml\n(.*?)```", (DOCS / "import.md").read_text("utf-8"), re.DOTALL)
    assert found is not None
    desk.map(found[1])
    header = ("Contract no.", "Supplier", "Subject", "From", "To", "Amount", "Department")
    cells = ("7", "Acme", "Lifts", "01/02/2026", "31/12/2026", "10.5", "Works", "x")
    desk.csv(cells, header=(*header, "Internal code"))
    assert desk.run().rejected == ()
    (contract,) = desk.records()["acme"]["contracts"]
    assert (contract["starts_on"], contract["value"]["initial"]["currency"]) == (
        "2026-02-01",
        "EUR",
    )


def test_the_examples_of_mappings_fit_their_registers(desk: Desk) -> None:
    folder = DOCS / "mappings"
    act = (
        "contract_number,procurement_unique_id,title,directorate,contract_type,slj_initiative,"
        "status,execution_date,expiry_date,amount,suppliers,details_url,has_attachments\n"
        "P1,E 1,Mowing,Parks,Panel,No,Current,2025-08-01,2030-08-31,0.0,"
        '"Acme Pty Ltd (P-10.1)\nBolt (P-10.2)",https://act.example/1,False\n'
        'P1.2,E 1,Mowing,Parks,"Panel Contract\n(P1)",No,Current,2025-08-25,2030-08-31,10.5,'
        "Bolt,https://act.example/2,False\n"
    )
    ocds = (
        "ocid,date,tag,buyer/name,suppliers/name,suppliers/identifier/scheme,"
        "suppliers/identifier/id,contracts/id,contracts/title,contracts/description,"
        "contracts/status,contracts/period/startDate,contracts/period/endDate,"
        "contracts/dateSigned,contracts/value/amount,contracts/value/currency,"
        "tender/procurementMethodDetails\n"
        "ocds-1,2020-12-02T00:00:00Z,contract,Town,Acme Pty Ltd,,,c-1,Lanes,,active,"
        "2020-12-02T00:00:00.000Z,2021-12-02T23:59:00Z,2020-12-01,3999815,COP,\n"
    )
    desk.mapping = folder / "act-contracts.yml"
    desk.register.write_text(act, encoding="utf-8")
    report = desk.run()
    assert (report.rows, report.contracts, report.shared_rows, report.rejected) == (2, 3, 1, ())
    assert [one["id"] for one in desk.records()["bolt"]["contracts"]] == ["P1", "P1.2"]
    desk.mapping = folder / "ocds-releases.yml"
    desk.register.write_text(ocds, encoding="utf-8")
    report = desk.run()
    assert (report.rows, report.contracts, report.rejected) == (1, 1, ())
    contract = desk.records()["acme-pty-ltd"]["contracts"][-1]
    assert contract["value"]["initial"] == {"amount": "3999815.00", "currency": "COP"}
    assert (contract["starts_on"], contract["ends_on"]) == ("2020-12-02", "2021-12-02")
