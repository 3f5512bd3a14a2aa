"""The first board counts what the assessment says, and nothing else."""

from urllib.parse import parse_qs, urlsplit

from generator.model.assessment import Outcome, Verdict
from generator.model.trend import IN_USE
from generator.pages import _tallies as tallies
from generator.pages import compliance, compliance_coverage, compliance_requirements
from generator.pages.base import Site
from tests.pages.handbook_catalog import ELECTRICIAN, bodies, links, site, small, text, tree

PATH = "compliance/index.html"
COVERAGE = "compliance/coverage/index.html"
REQUIREMENTS = "compliance/requirements/index.html"


def body(shown: Site) -> str:
    """The board."""
    return bodies(compliance, shown)[PATH]


def test_verdicts_are_counted_in_words_and_numbers() -> None:
    """Each of the four is named, also where nobody has it."""
    shown = site()
    words = text(body(shown))
    for verdict, count in shown.assessment.verdict_counts().items():
        assert f"{count} {verdict.label}" in words


def test_the_rate_is_of_the_suppliers_in_use() -> None:
    """Who was never approved or has left drags nothing down, and is told apart."""
    shown = site()
    used = [one for one in shown.assessment.suppliers if one.status in IN_USE]
    good = sum(one.verdict is Verdict.OK for one in used)
    assert len(used) == len(shown.assessment.suppliers) - 1
    assert tallies.used(shown).rate == 100 * good // len(used)
    assert f"are OK to use: {good} of {len(used)}" in text(body(shown))


def test_a_rate_of_a_hundred_is_all_of_them() -> None:
    """It is rounded down: 199 of 200 are not a hundred per cent."""
    row = tallies.tally([Verdict.OK] * 199 + [Verdict.ASK], "Many")
    assert row.rate == 99
    assert tallies.tally([Verdict.OK] * 2, "All").rate == 100
    assert tallies.tally([], "None").rate == 0


def test_each_requirement_has_its_line_with_the_coverage() -> None:
    """Held against, met, not met, undecided, waived: as the engine counted them."""
    shown = site()
    root = tree(bodies(compliance_requirements, shown)[REQUIREMENTS])
    lines = {
        one.get("data-requirement"): [text(cell) for cell in one.iter("td")]
        for one in root.iter("tr")
        if one.get("data-requirement")
    }
    held = {name for name, one in shown.assessment.coverage.items() if one.applied}
    assert set(lines) == held and held
    for name in held:
        coverage = shown.assessment.coverage[name]
        met = coverage.outcomes.get(Outcome.PASS, 0)
        counted = [coverage.applied] + [
            coverage.outcomes.get(one, 0)
            for one in (Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.WAIVED)
        ]
        assert lines[name][1:6] == [str(one) for one in counted], name
        assert lines[name][6] == f"{100 * met // coverage.applied} %"


def test_the_worst_come_first() -> None:
    """Rows are in the order of their rates, in each of the tables."""
    shown = site()
    for rows in (tallies.by_category(shown), tallies.by_owner(shown), tallies.by_country(shown)):
        rates = [row.counts[Verdict.OK] / row.total for row in rows]
        assert rates == sorted(rates)
    root = tree(bodies(compliance_requirements, shown)[REQUIREMENTS])
    shares = [
        int(text(list(one.iter("td"))[6]).split()[0])
        for one in root.iter("tr")
        if one.get("data-requirement")
    ]
    assert shares == sorted(shares)


def test_a_supplier_counts_once_in_a_category() -> None:
    """With the best of its places; the others show on the category's page."""
    shown = site()
    rows = {one.name: one for one in tallies.by_category(shown)}
    assert rows["Electrical work"].total == 3
    assert rows["Cleaning"].total == 1
    assert all(one.group == "Facilities" for one in rows.values())


def test_owners_and_countries_add_up_to_all_in_use() -> None:
    """Nobody is left out: who has no owner stands in a line of its own, without a filter."""
    shown = site()
    owners = tallies.by_owner(shown)
    count = len(tallies.in_use(shown))
    assert sum(one.total for one in owners) == count
    nobody = next(one for one in owners if one.name == "None recorded")
    assert nobody.link() == ""
    assert sum(one.total for one in tallies.by_country(shown)) == count


def test_each_number_leads_to_the_same_suppliers_in_the_catalog() -> None:
    """The address of the catalog is the query: the row's filter, those in use, the verdict."""
    shown = site()
    row = next(one for one in tallies.by_category(shown) if one.name == "Electrical work")
    address = urlsplit(row.link(Verdict.ASK))
    assert address.path == "suppliers/index.html"
    assert parse_qs(address.query) == {
        "category": ["electrical"],
        "status": ["approved", "conditional"],
        "verdict": ["ask"],
    }
    assert any(
        "suppliers/index.html?category=electrical" in one for one in links(tree(body(shown)))
    )


def test_a_long_table_is_folded_and_tells_what_it_leaves_out() -> None:
    """Twelve rows are shown, up to two hundred are in the fold, the rest is in the table."""
    many = [
        {**ELECTRICIAN, "id": f"firm-{at}", "owner": f"@role-{at}", "legal_name": f"Firm {at}"}
        for at in range(215)
    ]
    words = text(body(site(small(suppliers=many, waivers=[]))))
    assert "Show 188 more" in words
    assert "And 15 more: the table of suppliers has them all." in words


def test_the_other_boards_are_named_with_their_sentence() -> None:
    """Each has a card that leads to it."""
    root = tree(body(site()))
    cards = {one.get("href"): text(one) for one in root.iter("a") if one.get("class") == "sc-card"}
    assert set(cards) == {
        f"../compliance/{name}/index.html"
        for name in ("requirements", "expiries", "coverage", "spend", "waivers", "trend")
    }
    assert all(len(one.split()) > 4 for one in cards.values())


def test_clauses_are_counted_as_they_are_checked() -> None:
    """A clause that says it is checked, and is not, has a column of its own."""
    public = tree(body(site(audience="public")))
    staff = tree(bodies(compliance_coverage, site())[COVERAGE])
    for root in (public, staff):
        line = next(text(one) for one in root.iter("tr") if "Insurance of suppliers 4" in text(one))
        assert line == "Insurance of suppliers 4 2 0 1 1"
        total = next(text(one) for one in root.iter("tfoot"))
        assert total == "All policies 5 3 0 1 1"
    assert "Of 5 clauses in force, 3 are checked by machine and 0 in part." in text(body(site()))


def test_the_public_board_counts_and_names_nobody() -> None:
    """Verdicts and clauses only: no requirement, owner, waiver, finding or supplier."""
    words = text(body(site(audience="public")))
    assert "Do not use" in words
    for hidden in ("Acme", "Delta", "wv-1", "Waivers", "Not met", "facilities@", "What ends"):
        assert hidden not in words


def test_an_empty_catalog_says_what_to_do() -> None:
    """Nothing to count is no error."""
    words = text(body(site(small(suppliers=[], policies=[], waivers=[]))))
    assert "No supplier offers anything yet" in words
    assert "No supplier is in use." in words
