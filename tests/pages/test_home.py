"""The first page: one question, what there is, and what a verdict means."""

from generator.model.assessment import VERDICT_LABELS
from generator.pages import home
from generator.pages._index import Index
from generator.pages.base import Site
from tests.pages.conftest import bodies, links, skeleton, text_of, tree


def test_one_question_that_works_without_a_script(site: Site) -> None:
    """A labelled field in a form that leads to the catalog."""
    root = tree(bodies(home.pages, site)["index.html"])
    main = root.find("body/main")
    assert main.attrib["data-page"] == "home"
    field = root.find(".//input")
    form = root.find(".//form")
    label = root.find(".//label")
    assert text_of(root.find(".//h1")) == "Who can I buy from?"
    assert label.attrib["for"] == field.attrib["id"]
    assert (form.attrib["method"], form.attrib["action"]) == ("get", "suppliers/index.html")
    assert field.attrib["name"] == "q"


def test_numbers_at_a_glance(site: Site) -> None:
    """Suppliers by verdict add up, and each number leads to its suppliers."""
    root = tree(bodies(home.pages, site)["index.html"])
    counts = site.assessment.verdict_counts()
    said = text_of(root)
    assert f"{len(site.assessment.suppliers)} suppliers on file" in said
    found = {
        one.attrib["href"].rpartition("=")[2]: text_of(one)
        for one in root.iter("a")
        if "?verdict=" in one.attrib["href"]
    }
    assert found == {str(verdict): str(number) for verdict, number in counts.items()}
    for label in VERDICT_LABELS.values():
        assert said.count(label) >= 2


def test_every_category_is_there_with_its_counts(site: Site) -> None:
    """A category is found by its family; how many of how many are OK stands beside it."""
    body = bodies(home.pages, site)["index.html"]
    root = tree(body)
    index = Index(site)
    for category in site.catalog.reference.categories:
        assert f"categories/{category}/index.html" in links(root)
    good, total = index.counts("electrical")
    assert total >= good > 0
    assert f"{good} of {total} OK" in text_of(root)


def test_what_to_do_when_nobody_fits(site: Site, public: Site) -> None:
    """Staff read where to ask; the public does not."""
    said = bodies(home.pages, site)["index.html"]
    assert "procurement@larkfield.example.com" in said.replace("<wbr>", "")
    assert "Request a supplier" in said
    other = bodies(home.pages, public)["index.html"]
    assert "procurement@" not in other
    assert "intranet" not in other


def test_hostile_texts_change_no_element(hostile: Site, tame: Site) -> None:
    """Names of categories and roles are text."""
    bad, good = bodies(home.pages, hostile), bodies(home.pages, tame)
    assert skeleton(bad["index.html"]) == skeleton(good["index.html"])


def test_links_are_relative_and_name_files(site: Site) -> None:
    """They resolve on a server and from a disk alike."""
    for link in links(tree(bodies(home.pages, site)["index.html"])):
        if not link.startswith(("https://", "mailto:")):
            assert not link.startswith(("/", "."))
            assert link.partition("?")[0].endswith((".html", ".js"))
