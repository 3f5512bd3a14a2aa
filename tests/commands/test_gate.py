"""``catalog gate``: yes or no first, then what is missing and whom to ask."""

import json
from pathlib import Path

import pytest

from generator.commands import gate
from generator.load.catalog import Loaded
from tests.commands.conftest import Catalog

DAY = ("--as-of", "2026-11-22")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch, loaded: Loaded) -> None:
    """The command has the example as it was loaded, for tests that ask about everybody."""
    monkeypatch.setattr(gate, "read", {ROOT: loaded}.__getitem__)


@pytest.mark.usefixtures("read_once")
def test_yes_is_exit_0_and_no_is_exit_1(catalog: Catalog) -> None:
    codes = set()
    for path in sorted((ROOT / "suppliers" / "facilities").glob("*.yml")):
        ran = catalog("gate", path.stem, "--root", str(ROOT), *DAY)
        answer = json.loads(
            catalog("gate", path.stem, "--root", str(ROOT), "--format", "json", *DAY).out
        )
        assert ran.code == (0 if answer["may_sign"] else 1)
        first = ran.out.splitlines()[0]
        assert ("may be signed" in first) is answer["may_sign"]
        assert ("do not sign yet" in first) is not answer["may_sign"]
        stopping = [one for one in answer["lines"] if one["stops"]]
        assert answer["may_sign"] is not bool(stopping or answer["reasons"])
        for one in stopping:
            assert one["required"] and one["held"] and one["fix"] and one["responsible"]
            assert one["fix"] in ran.out
        codes.add(ran.code)
    assert codes == {0, 1}


@pytest.mark.usefixtures("read_once")
def test_every_line_shows_what_is_required_and_what_is_held(catalog: Catalog) -> None:
    for path in sorted((ROOT / "suppliers").rglob("*.yml")):
        ran = catalog("gate", path.stem, "--root", str(ROOT), "--format", "json", *DAY)
        for one in json.loads(ran.out)["lines"]:
            assert one["required"] and one["held"], (path.stem, one)


def test_a_place_without_a_licence(catalog: Catalog) -> None:
    words = ("gate", "harrow-peak-electric", "--root", str(ROOT), *DAY, "--category", "electrical")
    assert "US-FL" in catalog(*words, "--jurisdiction", "US-FL", "--value", "5000").out
    assert catalog(*words, "--jurisdiction", "US-FL", "--value", "5000").code == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nobody"], "there is no supplier 'nobody'"),
        (["harrow-peak-electrik"], "did you mean 'harrow-peak-electric'"),
        (["harrow-peak-electric", "--value", "5"], "--value needs --category"),
        (["harrow-peak-electric", "--category", "electrics"], "did you mean 'electrical'"),
        (
            ["harrow-peak-electric", "--category", "electrical", "--value", "a lot"],
            "write an amount as 240000",
        ),
        (
            ["harrow-peak-electric", "--category", "electrical", "--jurisdiction", "Oregon"],
            "write it as US or US-OR",
        ),
        (
            ["harrow-peak-electric", "--category", "electrical", "--start", "1.1.2027"],
            "YYYY-MM-DD",
        ),
        (
            [
                *("harrow-peak-electric", "--category", "electrical"),
                *("--start", "2027-02-01", "--end", "2027-01-01"),
            ],
            "--end is before --start",
        ),
        (["harrow-peak-electric", "--contract", "c-9"], "has no such contract"),
        (
            ["harrow-peak-electric", "--contract", "c-9", "--value", "5"],
            "--contract and --value exclude each other",
        ),
        (["harrow-peak-electric", "--category", "electrical", "--currency", "USD"], "--value"),
    ],
)
def test_wrong_words_are_exit_2_and_say_what_to_write(
    words: list[str], says: str, catalog: Catalog
) -> None:
    ran = catalog("gate", *words, "--root", str(ROOT), *DAY)
    assert ran.code == 2
    assert ran.out == ""
    assert says in ran.err and ran.err.count("\n") == 1
