"""Cells that mean harm are text like any other, and never a path, a key or a command."""

import os
from pathlib import Path

import pytest

from generator.importer import ImportUsageError
from tests.importer.desk import Desk, row

CELLS = [
    '=cmd|"/c calc"!A1',
    "+1+1",
    "@SUM(A1)",
    "-2+3",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "../../../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows\\system32",
    "id: evil\nlifecycle_status: approved",
    '"\nid: evil\n"',
    "- &a [*a]",
    "!!python/object:os.system",
    "<<: *x",
    "--- \n...",
    "%YAML 1.1",
    "con",
    "nul.yml",
    ".",
    "..",
    "~",
    "javascript:alert(1)",
    "\u202egnp.exe",
    "a\x00b",
    "\x1b]0;title\x07",
    "Robert'); DROP TABLE suppliers;--",
    "a" * 200,
    "\ufeffBOM",
    "\U0001f600" * 50,
    "\u0300\u0301" * 20,
]


@pytest.mark.parametrize("cell", CELLS)
def test_a_hostile_cell_stays_text_in_its_place(desk: Desk, cell: str) -> None:
    # A row of its own, so that the cell is not the whole of a line that a reader may drop.
    desk.csv(row(number=cell, supplier=cell, title=cell, extra=cell))
    report = desk.run()
    assert (report.contracts, report.rejected) == (1, ())
    (path,) = desk.files()
    assert path.startswith("suppliers/imported/")
    assert path.count("/") == 2
    (record,) = desk.records().values()
    assert set(record) == {"id", "legal_name", "lifecycle_status", "contracts"}
    assert record["id"] == Path(path).stem
    for note in report.remarks:
        assert note.message.isascii()
        assert note.message.isprintable()


def test_a_hostile_header_is_shown_escaped(desk: Desk) -> None:
    header = ["number", "supplier", "title", "signed", "ends", "amount", "type", "link", "extra"]
    desk.csv((*row(), "x"), header=[*header, "\x1b[31m\u202e\n::error::"])
    (note,) = desk.run().remarks
    assert note.message.isascii()
    assert note.message.isprintable()


def test_a_folder_that_is_a_link_to_elsewhere(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (desk.root / "suppliers").mkdir()
    (desk.root / "suppliers" / "imported").symlink_to(outside)
    desk.csv(row())
    with pytest.raises(ImportUsageError, match="leads out of the repository"):
        desk.run()
    assert list(outside.iterdir()) == []


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(desk: Desk, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text("mine\n")
    (desk.root / "suppliers" / "imported").mkdir(parents=True)
    for name in (".acme-pty-ltd.yml.tmp", "acme-pty-ltd.yml"):
        (desk.root / "suppliers" / "imported" / name).symlink_to(outside)
    desk.csv(row())
    desk.run()
    assert outside.read_text() == "mine\n"


def test_a_disk_that_fails_leaves_whole_files_only(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.csv(*(row(number=f"C-{number}", supplier=f"Acme {number}") for number in range(4)))
    done: list[Path] = []
    real = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if len(done) == 2:
            raise OSError(28, os.strerror(28))
        done.append(target)
        return real(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(ImportUsageError, match="No space left on device; run again to go on"):
        desk.run()
    monkeypatch.undo()
    assert len(desk.records()) == len(desk.files()) == 2
    report = desk.run()
    assert (len(report.written), report.unchanged, report.contracts) == (2, 2, 4)


def test_the_mode_of_a_file_is_kept(desk: Desk) -> None:
    desk.csv(row())
    desk.run()
    path = desk.root / "suppliers/imported/acme-pty-ltd.yml"
    path.chmod(0o640)
    desk.csv(row(), row(number="C-2"))
    desk.run()
    assert path.stat().st_mode & 0o777 == 0o640
