"""The dashboard counts what the assessment says, and nothing else."""

from generator.model.assessment import Outcome, Verdict
from generator.pages import _tallies as tallies
from generator.pages import compliance
from generator.pages.base import Site
from tests.pages.handbook_catalog import bodies, by_id, site, small, text, tree

PATH = "compliance/index.html"


def body(shown: Site) -> str:
    """The dashboard."""
    return bodies(compliance, shown)[PATH]


def test_verdicts_are_counted_in_words_and_numbers() -> None:
    """Each of the four is named, also where nobody has it."""
    shown = site()
    words = text(body(shown))
    for verdict, count in shown.assessment.verdict_counts().items():
        assert f"{count} {verdict.label}" in words


def test_each_requirement_has_its_line_with_the_coverage() -> None:
    """Held against, met, not met, undecided, waived: as the engine counted them."""
    shown = site()
    root = tree(body(shown))
    lines = {
        one.get("data-requirement"): [text(cell) for cell in one.iter("td")]
        for one in root.iter("tr")
        if one.get("data-requirement")
    }
    assert set(lines) == set(shown.assessment.coverage)
    for name, coverage in shown.assessment.coverage.items():
        counted = [coverage.applied] + [
            coverage.outcomes.get(one, 0)
            for one in (Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.WAIVED)
        ]
        assert lines[name][1:6] == [str(one) for one in counted], name


def test_a_supplier_counts_once_in_a_category() -> None:
    """With the best of its places; the others show on the category's page."""
    shown = site()
    rows = {one.name: one for one in tallies.by_category(shown)}
    assert rows["Electrical work"].total == 4
    assert rows["Cleaning"].total == 1
    assert all(one.group == "Facilities" for one in rows.values())


def test_owners_and_countries_add_up_to_all_suppliers() -> None:
    """Nobody is left out: who has no owner stands in a line of its own, last."""
    shown = site()
    owners = tallies.by_owner(shown)
    assert sum(one.total for one in owners) == len(shown.suppliers)
    assert owners[-1].name == tallies.UNOWNED
    assert sum(one.total for one in tallies.by_country(shown)) == len(shown.suppliers)


def test_bars_fill_their_width() -> None:
    """The parts of a bar meet each other and end at its end; a part of nothing is not drawn."""
    for tally in (tallies.in_all(site()), *tallies.by_category(site())):
        end = 0.0
        for verdict, start, length in tally.bars():
            assert tally.counts[verdict] and abs(start - end) < 0.02
            end = start + length
        assert abs(end - 100) < 0.02
    assert tallies.Tally(name="", counts=dict.fromkeys(Verdict, 0)).bars() == []


def test_waivers_say_whether_they_count_today() -> None:
    """In force, ended, or without effect because the requirement may not be waived."""
    root = tree(body(site()))
    states: dict[str, str] = {}
    state = ""
    for one in root.iter():
        if one.tag == "h3":
            state = text(one)
        if one.get("data-waiver"):
            states[str(one.get("data-waiver"))] = state
    assert states == {"wv-1": "In force 1", "wv-2": "Ended 1", "wv-3": "Without effect 1"}


def test_what_ends_next_is_what_lapses_within_ninety_days() -> None:
    """Ends count, reviews do not, and what has its renewal on file neither."""
    words = text(by_id(tree(body(site())), "main"))
    part = words[words.index("What ends in the next") : words.index("How much of the handbook")]
    assert "31 Dec 2026 (in 39 days) Insurance: last day of general liability Acme" in part
    assert "Calm Wiring" not in part
    assert "Review" not in part


def test_clauses_are_counted_as_they_are_checked() -> None:
    """A clause that says it is checked, and is not, has a column of its own."""
    root = tree(body(site()))
    line = next(text(one) for one in root.iter("tr") if "Insurance of suppliers 4" in text(one))
    assert line == "Insurance of suppliers 4 2 0 1 1"
    total = next(text(one) for one in root.iter("tfoot"))
    assert total == "All policies 5 3 0 1 1"


def test_the_public_dashboard_counts_and_names_nobody() -> None:
    """Verdicts and clauses only: no requirement, owner, waiver, finding or supplier."""
    words = text(body(site(audience="public")))
    assert "Do not use" in words
    for hidden in ("Acme", "Delta", "wv-1", "Waivers", "Not met", "facilities@", "What ends"):
        assert hidden not in words


def test_an_empty_catalog_says_what_to_do() -> None:
    """Nothing to count is no error."""
    words = text(body(site(small(suppliers=[], policies=[], waivers=[]))))
    assert "No supplier offers anything yet" in words
