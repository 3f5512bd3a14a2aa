"""Hostile records in the catalog's scripts: lists, cards, comparison, and the files they make."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from generator.pages.base import Site
from generator.reports._cells import inert
from tests.pages.conftest import HOSTILE
from tests.pages.test_scripts import write
from tests.waiting import until

SKELETON = """() => Array.from(document.querySelectorAll('body *'), one => {
    let depth = 0;
    for (let at = one; at.parentElement; at = at.parentElement) depth += 1;
    return depth + ' ' + one.tagName + ' ' + one.getAttributeNames().sort().join(',');
})"""
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\u200b=1",
    "＝1",
    "a=1",
    "7-1",
    " x",
    '"',
    "\n",
]


@pytest.fixture(scope="module")
def folders(hostile: Site, tame: Site, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two sites that differ in their texts alone."""
    found = [tmp_path_factory.mktemp("texts") / name for name in ("hostile", "tame")]
    for folder, site in zip(found, (hostile, tame), strict=True):
        write(site, folder)
    return found


def opened(browser: Browser, folder: Path, path: str) -> Page:
    """The page of that site, ready; a script that failed or a dialog is an error."""
    page = browser.new_page(accept_downloads=True)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.clock.set_fixed_time("2026-11-22T09:00:00")
    page.goto(f"{folder.as_uri()}/{path}")
    page.wait_for_selector("main[data-ready]", state="attached")
    return page


@pytest.mark.parametrize(
    "path",
    [
        "suppliers/index.html",
        "suppliers/index.html?view=cards&sort=ends&show=100",
        "suppliers/index.html?verdict=ask&ends=90&s=harrow-peak-electric",
        "suppliers/compare/index.html?s=harrow-peak-electric&s=quayside-fitout&s=alderfen-electrical",
    ],
)
def test_the_skeleton_is_the_same(browser: Browser, folders: list[Path], path: str) -> None:
    """Whatever the texts are, the page has the same elements with the same attributes."""
    found = []
    for folder in folders:
        page = opened(browser, folder, path)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        page.wait_for_timeout(150)
        found.append(page.evaluate(SKELETON))
        page.close()
    assert len(found[0]) > 200
    assert found[0] == found[1]


def test_files_hold_the_texts_and_no_formula(browser: Browser, folders: list[Path]) -> None:
    """CSV and XLSX of hostile names read back as they are."""
    page = opened(browser, folders[0], "suppliers/index.html?show=100")
    page.locator("[data-download] summary").click()
    with page.expect_download() as made:
        page.get_by_role("button", name="CSV").click()
    text = Path(made.value.path()).read_bytes().decode("utf-8").removeprefix("\ufeff")
    with page.expect_download() as made:
        page.get_by_role("button", name="Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(made.value.path()).read_bytes()))
    rows = list(csv.reader(io.StringIO(text)))
    cells = list(book["Suppliers"].iter_rows(min_row=2))
    assert len(rows) == len(cells) + 1 == 82
    wanted = " ".join(HOSTILE.split())
    assert {row[0] for row in rows[1:]} == {row[0].value for row in cells} == {wanted}
    assert not any(cell.data_type == "f" for row in cells for cell in row)
    page.close()


def test_formulas_in_both_formats(browser: Browser, folders: list[Path]) -> None:
    """The browser's rule is the site's: an apostrophe in CSV, a marked text in XLSX."""
    page = opened(browser, folders[1], "suppliers/index.html")
    page.evaluate("Browse.script('sheet.js')")
    until(page, "window.Sheet !== undefined")
    table = """texts => ({ columns: [{ title: 'Text', kind: 'text', width: 9 }],
        rows: texts.map(one => [one]) })"""
    text = page.evaluate(f"texts => Sheet.csv(({table})(texts))", FORMULAS)
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row[0] for row in rows[1:]] == [inert(one) for one in FORMULAS]
    data = page.evaluate(
        f"""async texts => {{
            const parts = await Sheet.xlsx([{{ name: 'One & <two>', table: ({table})(texts) }}]);
            return Array.from(new Uint8Array(await new Blob(parts).arrayBuffer()));
        }}""",
        FORMULAS,
    )
    sheet = openpyxl.load_workbook(io.BytesIO(bytes(data)))["One & <two>"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == FORMULAS
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    marked = [one for cell, one in zip(cells, FORMULAS, strict=True) if cell.quotePrefix]
    assert marked == [one for one in FORMULAS if inert(one) != one]
    page.close()
