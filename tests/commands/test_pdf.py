"""``catalog pdf``: the handbook on paper, or a sentence that says what is missing."""

import builtins
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from generator.cli import main
from generator.commands import pdf
from generator.commands.base import CLEAN, USAGE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with nothing but a handbook of two pages."""
    page = tmp_path / "site" / pdf.PAGE
    page.parent.mkdir(parents=True)
    page.write_text(
        "<!doctype html><html lang=en><title>Handbook</title><h1>One</h1>"
        "<h2 style='break-before: page'>Two</h2>",
        encoding="utf-8",
    )
    return tmp_path / "site"


def run(site: Path, file: Path) -> int:
    """The command on that site."""
    return main(["pdf", str(file), "--site-dir", str(site)])


def test_a_pdf_comes_out(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Printed by the browser that is there; its name is what the command says."""
    found = next(one for one in map(shutil.which, ("chromium", "google-chrome")) if one)
    monkeypatch.setenv("CATALOG_CHROMIUM", found)
    target = tmp_path / "handbook.pdf"
    # A process of its own: this one may have a browser open, and Playwright starts once in each.
    words = ["pdf", str(target), "--site-dir", str(site)]
    done = subprocess.run(
        [sys.executable, "-m", "generator", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout) == (CLEAN, f"{target}\n"), done.stderr
    data = target.read_bytes()
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF")
    assert data.count(b"/Type /Page\n") == 2 or b"/Count 2" in data
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_without_the_extra_it_says_how_to_get_it(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, exit code 2, and the way that needs nothing."""
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.startswith("playwright"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", missing)
    assert run(site, tmp_path / "x.pdf") == USAGE
    told = capsys.readouterr().err
    assert "pip install 'supplier-catalog[pdf]'" in told and "print handbook/all" in told
    assert told.count("\n") == 1 and not (tmp_path / "x.pdf").exists()


def test_a_browser_that_is_not_there_is_a_line(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, and an old file stays as it was."""
    monkeypatch.setenv("CATALOG_CHROMIUM", str(tmp_path / "none"))
    target = tmp_path / "x.pdf"
    target.write_bytes(b"old")
    assert run(site, target) == USAGE
    assert "the browser does not print" in capsys.readouterr().err
    assert target.read_bytes() == b"old"


def test_without_a_site_there_is_nothing_to_print(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what to run first."""
    assert run(tmp_path / "site", tmp_path / "x.pdf") == USAGE
    assert "run catalog build first" in capsys.readouterr().err


def test_a_folder_that_is_not_there(site: Path, tmp_path: Path) -> None:
    """Wrong usage, before a browser is started."""
    assert run(site, tmp_path / "no" / "x.pdf") == USAGE


def test_half_a_file_is_never_left(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be put in place is taken away."""
    monkeypatch.setattr(pdf, "printer", lambda: lambda _: b"%PDF-1.7")
    target = tmp_path / "taken.pdf"
    target.mkdir()
    assert run(site, target) != CLEAN
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
