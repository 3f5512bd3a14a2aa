"""The handbook says what applies, with the figures that are checked, and how it stands."""

import posixpath
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.load.record_history import Change, History, Past
from generator.model.words import value
from generator.pages import (
    calendar,
    checks,
    data,
    guide,
    handbook,
    handbook_all,
    handbook_glossary,
    handbook_roles,
    requirements,
    work,
)
from generator.pages._standing import standing
from generator.pages._wording import sentence_html
from generator.pages.base import Site
from tests.pages.boards import BOARDS
from tests.pages.handbook_catalog import (
    CLEANER,
    CONTRACTS,
    COVERED,
    ELECTRICIAN,
    HOSTILE,
    INSURANCE,
    SECRET,
    STAFF_ONLY,
    bodies,
    by_id,
    links,
    site,
    small,
    text,
    tree,
)

MODULES = (
    *(calendar, checks, *BOARDS, data, guide, handbook, handbook_all, handbook_glossary),
    *(handbook_roles, requirements, work),
)
POLICY = "handbook/insurance/index.html"


def test_the_contents_page_says_what_a_reader_chooses_by() -> None:
    """Summary, owner, version, review day, how clauses are checked, and who does not meet them."""
    entry = text(by_id(tree(bodies(handbook, site())["handbook/index.html"]), "insurance"))
    assert "Insurance of suppliers" in entry
    assert "See the certificate before work starts." in entry
    assert "Version 3.1 · Risk team" in entry
    assert "Review due by 15 Dec 2026 (in 23 days)" in entry
    assert "4 clauses: 2 checked by machine, 1 not checked yet and 1 judged by people" in entry
    assert "Today: not met by 2 and due soon for 1" in entry


def test_a_policy_starts_with_what_to_do() -> None:
    """The plain summary comes before purpose, scope and clauses."""
    words = text(bodies(handbook, site())[POLICY])
    order = ("What do I have to do?", "What it is for", "What it covers", "Clauses", "Exceptions")
    places = [words.index(one, words.index("What do I")) for one in order]
    assert places == sorted(places)
    for said in ("Insurers pay for losses", "Reads certificates.", "By waiver.", "Higher limits."):
        assert said in words


def test_each_clause_has_its_id_as_anchor() -> None:
    """A clause's address is its id, on the page of its policy."""
    root = tree(bodies(handbook, site())[POLICY])
    for clause in ("INS-1.1", "INS-1.2", "INS-1.3", "INS-1.4"):
        assert f"#{clause}" in links(by_id(root, clause))


def test_the_sentence_is_that_of_the_clause_with_its_figures_marked() -> None:
    """What is read is ``clause.sentence``, and each figure in it stands out."""
    root = tree(bodies(handbook, site())[POLICY])
    clause = small().clauses["INS-1.1"]
    marked = [
        "".join(one.itertext())
        for one in by_id(root, "INS-1.1").iter("span")
        if one.get("class") == "sc-figure"
    ]
    assert marked == ["general liability", "USD 2,000,000"]
    assert clause.sentence(value) in text(by_id(root, "INS-1.1"))


@pytest.mark.parametrize("figure", [HOSTILE, "{other}", "a & b"])
def test_a_figure_is_text_whatever_it_holds(figure: str) -> None:
    """Marking figures does not let them write markup, nor be figures again."""
    changed = {"id": "X-1", "text": "Keep {it}, <b>all</b>.", "parameters": {"it": figure}}
    clause = small(
        policies=[{"id": "rules", "clauses": [changed]}], waivers=[], suppliers=[]
    ).clauses["X-1"]
    root = tree(f"<p>{sentence_html(clause)}</p>")
    assert text(next(root.iter("p"))) == clause.sentence(value)


def test_a_requirement_says_to_whom_it_applies_and_what_follows() -> None:
    """Whom, the figure, the effect, who acts, since when, whether it may be waived."""
    root = tree(bodies(handbook, site())[POLICY])
    rule = text(by_id(root, "rule-ins-limit"))
    assert "suppliers of Electrical work that work on our sites in the United States" in rule
    assert "At least USD 2,000,000" in rule
    assert "Error “Ask procurement”" in rule
    assert "Risk team · risk@example.com" in rule
    assert "Holds since 1 Jan 2026" in rule
    assert "Possible, for a time." in rule
    assert "Never." in text(by_id(root, "rule-ins-present"))


def test_beside_a_clause_stand_those_who_do_not_meet_it() -> None:
    """Each under one heading: not met, due soon, cannot be decided, waived."""
    shown = site()
    root = tree(bodies(handbook, shown)[POLICY])
    now = text(by_id(root, "INS-1.1"))
    assert re.search(r"Not met 2\b.*Acme Electric LLC.*Brush & Mop Ltd", now)
    assert "Waived for a time 1 Delta Power Co" in now
    assert "Calm Wiring" not in now
    reminder = text(by_id(root, "INS-1.2"))
    assert "Due soon 2 Acme Electric LLC Delta Power Co" in reminder


def test_nobody_stands_under_two_headings() -> None:
    """A supplier with several findings is counted once, under the most serious."""
    shown = site()
    found = standing(shown, shown.assessment.findings)
    lists = (found.failing, found.due, found.unknown, found.waived)
    names = [one for parties in lists for one in parties]
    assert len(names) == len(set(names))


def test_a_long_list_is_folded_and_a_very_long_one_is_linked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Five are shown, the rest opens; beyond the limit the requirement's page has them."""
    many = [{**CLEANER, "id": f"s-{n}", "legal_name": f"Supplier {n:02}"} for n in range(9)]
    shown = site(small(suppliers=many, waivers=[]))
    clause = by_id(tree(bodies(handbook, shown)[POLICY]), "INS-1.1")
    assert "All 9" in text(clause)
    assert len([one for one in links(clause) if "suppliers/" in one]) == 9
    monkeypatch.setattr(handbook, "LISTED_IN_FOLD", 8)
    clause = by_id(tree(bodies(handbook, shown)[POLICY]), "INS-1.1")
    assert len([one for one in links(clause) if "suppliers/" in one]) == 5
    assert "../../requirements/ins-present/index.html" in links(clause)


def test_how_a_clause_is_checked_is_said_as_it_is() -> None:
    """Marked for a machine and not checked by one is said, not hidden."""
    root = tree(bodies(handbook, site())[POLICY])
    assert "Checked by machine" in text(by_id(root, "INS-1.1"))
    assert "Judged by people" in text(by_id(root, "INS-1.3"))
    assert "Not checked yet: part of it could be seen" in text(by_id(root, "INS-1.4"))


def test_what_is_new_stands_before_the_clauses() -> None:
    """The entry of the present version, with links to the clauses that it names and that exist."""
    changed = {
        **INSURANCE,
        "changes": [
            {"version": "3.1", "date": "2025-12-10", "summary": "Higher limits.",
             "clauses": ["INS-1.1", "INS-9.9"]},
            {"version": "3.0", "date": "2024-12-10", "summary": "By trade.",
             "clauses": ["INS-1.2"]},
        ],
    }  # fmt: skip
    root = tree(bodies(handbook, site(small(policies=[changed, CONTRACTS])))[POLICY])
    words = text(root)
    assert words.index("What is new in version 3.1") < words.index("Clauses 4 clauses")
    assert "Higher limits. New or changed: INS-1.1, INS-9.9" in words
    assert "#INS-9.9" not in links(root)
    assert "Changed in version 3.1" in text(by_id(root, "INS-1.1"))
    assert "Changed in" not in text(by_id(root, "INS-1.2"))
    assert words.index("Version 3.0 10 Dec 2024 By trade.") > words.index("Earlier versions")


def test_owner_approval_and_review_are_one_list() -> None:
    """Who answers for it, since when, and until when."""
    words = text(bodies(handbook, site())[POLICY])
    assert (
        "Owner Risk team · risk@example.com Version 3.1 Approved Legal, 10 Dec 2025 "
        "In force since 1 Jan 2026 Next review by 15 Dec 2026 (in 23 days)"
    ) in words


def test_marks_and_figures_are_explained() -> None:
    """Each mark that the policy has, and what a marked figure is."""
    root = tree(bodies(handbook, site())[POLICY])
    words = text(root)
    assert "Judged by people People judge it. No check can see it." in words
    assert "A figure that the check uses." in words
    figures = {
        "".join(one.itertext()): one.get("data-checked")
        for one in by_id(root, "INS-1.2").iter("span")
        if one.get("class") == "sc-figure"
    }
    assert figures == {"90": "yes", "30": "yes"}


def test_a_figure_that_no_check_takes_says_so() -> None:
    """It is for people, and looks other."""
    plain = {"id": "X-1", "title": "T", "text": "In {days} days.", "parameters": {"days": 5}}
    shown = site(small(policies=[{"id": "rules", "clauses": [plain]}], waivers=[], suppliers=[]))
    root = tree(bodies(handbook, shown)["handbook/rules/index.html"])
    marked = [one for one in by_id(root, "X-1").iter("span") if one.get("class") == "sc-figure"]
    assert [one.get("data-checked") for one in marked] == ["no"]


def test_each_rule_links_what_was_found_for_it() -> None:
    """The count of those who do not meet it leads to the findings."""
    rule = by_id(tree(bodies(handbook, site())[POLICY]), "rule-ins-limit")
    assert "../../requirements/ins-limit/index.html#findings" in links(rule)
    assert "Not met: 1 · Waived for a time: 1" in text(rule)


def test_roles_are_read_by_name() -> None:
    """In sentences and in the figures of rules."""
    clause = {
        "id": "X-1",
        "title": "T",
        "text": "Only {who} decide.",
        "parameters": {"who": ["@risk", "@legal"]},
        "verification": "machine",
        "requirements": [
            {"id": "xx", "check": "CON-18", "params": {"roles": "{who}"}, "severity": "error"}
        ],
    }
    shown = site(small(policies=[{"id": "rules", "clauses": [clause]}], waivers=[]))
    words = text(by_id(tree(bodies(handbook, shown)["handbook/rules/index.html"]), "X-1"))
    assert "Only Risk team and Legal decide." in words
    assert "Roles Risk team and Legal" in words


def test_the_path_of_a_purchase_leads_to_the_policies() -> None:
    """Each step with the policies in force that name it; procure-to-pay stands inside it."""
    first = {**INSURANCE, "phases": ["contract", "managing"]}
    draft = {**CONTRACTS, "status": "draft", "phases": ["contract"]}
    root = tree(bodies(handbook, site(small(policies=[first, draft])))["handbook/index.html"])
    steps = next(one for one in root.iter("section") if one.get("class") == "hb-path")
    found = [one for one in steps.iter("li") if one.find("h3") is not None]
    assert [text(next(one.iter("h3"))) for one in found] == [
        *("Need", "Market", "Sourcing", "Contract", "Order", "Receipt", "Payment", "Managing"),
        "Renewal or exit",
    ]
    assert [links(one) for one in found if links(one)] == [["../handbook/insurance/index.html"]] * 2
    assert [text(next(one.iter("h3"))) for one in found if "data-per-order" in one.attrib] == [
        *("Order", "Receipt", "Payment")
    ]
    assert "The path of a purchase" not in bodies(handbook, site())["handbook/index.html"]


def test_every_role_that_has_a_part_is_told() -> None:
    """What it owns, what it does; its mailbox for staff alone; one without a part is left out."""
    staff, public = (
        text(bodies(handbook_roles, site(audience=one))["handbook/roles/index.html"])
        for one in ("internal", "public")
    )
    assert "Risk team risk@example.com Owns the policy Insurance of suppliers" in staff
    assert "Insurance of suppliers Reads certificates." in staff
    assert "Category manager, facilities" not in staff
    assert "Reads certificates." in public
    assert "risk@example.com" not in public and "Owns the policy" not in public


def test_drafts_are_for_staff_and_hold_for_nobody() -> None:
    """A draft says that it is one; the public site does not have it, nor links to it."""
    staff, public = bodies(handbook, site()), bodies(handbook, site(audience="public"))
    assert "This is a draft" in text(staff["handbook/sketch/index.html"])
    assert "handbook/sketch/index.html" not in public
    assert "A sketch" not in " ".join(public.values())


def test_the_public_handbook_says_nothing_of_suppliers() -> None:
    """The rules are public; who owns them and who does not meet them is not."""
    pages = bodies(handbook, site(audience="public"))
    words = " ".join(text(one) for one in pages.values())
    assert "USD 2,000,000" in words
    for hidden in ("Acme", "Brush", "Delta", "Not met", "risk@example.com", "Version 3.1 · Risk"):
        assert hidden not in words


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_links_between_these_pages_lead_somewhere(audience: str) -> None:
    """Files and anchors exist; what leaves these pages goes to a page of another kind."""
    shown = site(audience=audience)
    pages = {path: tree(body) for one in MODULES for path, body in bodies(one, shown).items()}
    ours = tuple({path.split("/")[0] + "/" for path in pages} - {"data/"})
    for path, root in pages.items():
        for link in links(root):
            if link.startswith(("https://", "mailto:")):
                continue
            target, _, fragment = link.partition("#")
            where = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            where = where if target else path
            if where.startswith(ours) and not where.endswith(".eml"):
                assert where in pages, f"{path} links {link}"
            if fragment and where in pages:
                by_id(pages[where], fragment)


def foreign(root: Any) -> list[str]:
    """Scripts and pictures that are not files of the site."""
    inline = [
        one.text or ""
        for one in root.iter("script")
        if one.get("type") != "application/json" and (one.text or not one.get("src"))
    ]
    scripts = [str(one.get("src")) for one in root.iter("script") if one.get("src")]
    pictures = [str(one.get("src")) for one in root.iter("img")]
    found = [one for one in scripts if not re.fullmatch(r"(\.\./)+assets/[a-z-]+\.js", one)]
    found += [one for one in pictures if not re.fullmatch(r"(\.\./)+badges/[a-z0-9/-]+\.svg", one)]
    return inline + found


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_pages_are_sound_and_carry_no_style_or_script(audience: str) -> None:
    """One main with the page's kind and day, one h1, no attribute that the policy forbids."""
    shown = site(audience=audience)
    for module in MODULES:
        for path, body in bodies(module, shown).items():
            root = tree(body)
            main = by_id(root, "main")
            assert main.get("data-page") and main.get("data-as-of") == "2026-11-22", path
            assert len(list(root.iter("h1"))) == 1, path
            assert not foreign(root) and not list(root.iter("style")), path
            for one in root.iter():
                assert not [key for key in one.attrib if key == "style" or key[:2] == "on"], path
            ids = [one.get("id") for one in root.iter() if one.get("id")]
            assert len(ids) == len(set(ids)), path


def hostile() -> dict[str, Any]:
    """Policies and suppliers whose every text is an attack."""
    clause = {
        **INSURANCE["clauses"][0],
        "title": HOSTILE,
        "text": HOSTILE.replace("{{ 7 * 7 }}", "") + " {lines} {floor}",
        "rationale": HOSTILE,
        "references": [HOSTILE],
        "see": ["INS-1.2"],
    }
    policy = {
        **INSURANCE,
        **dict.fromkeys(("title", "summary", "purpose", "scope", "exceptions"), HOSTILE),
        "clauses": [clause, *INSURANCE["clauses"][1:]],
    }
    supplier = {**ELECTRICIAN, "legal_name": HOSTILE}
    contract = {**ELECTRICIAN["contracts"][0], "title": HOSTILE}
    return {
        "suppliers": [{**supplier, "contracts": [contract]}, CLEANER, COVERED],
        "policies": [policy, {**CONTRACTS, "title": HOSTILE}],
        "waivers": [],
    }


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_hostile_text_stays_text(audience: str) -> None:
    """Titles, names and sentences with markup are read as they were written, and run nothing."""
    shown = site(small(**hostile()), audience)
    for module in MODULES:
        for path, body in bodies(module, shown).items():
            root = tree(body)
            assert not foreign(root), path
            assert "49" not in re.findall(r"& (\S+)", text(root)), path
    assert " ".join(HOSTILE.split()) in text(bodies(handbook, shown)[POLICY])


@pytest.mark.parametrize("module", MODULES)
def test_what_is_restricted_is_on_no_page(module: Any) -> None:
    """Neither site shows it; the public one shows nothing internal either."""
    assert SECRET not in " ".join(bodies(module, site()).values())
    public = " ".join(bodies(module, site(audience="public")).values())
    assert SECRET not in public
    assert STAFF_ONLY not in public
    assert "Electrical works" not in public


def test_the_example_reads_without_a_gap(loaded: Any, assessment: Any) -> None:
    """Every page of the example organisation renders, and is sound."""
    shown = Site(
        catalog=loaded.catalog,
        assessment=assessment,
        fields={kind: loaded.schemas.fields(kind) for kind in ("supplier", "policy", "waiver")},
    )
    for module in MODULES:
        for path, body in bodies(module, shown).items():
            assert text(body), path


def test_a_policy_tells_its_history() -> None:
    """Staff read who and why, others the days alone; without a history nothing is said."""
    path = next(iter(site().catalog.policies.values())).path
    change = Change(
        commit="a" * 40,
        on=date(2026, 3, 1),
        author="Ada Author",
        subject="<b>Raise the limit</b>",
        kind="changed",
        fields=("summary",),
    )
    told = History(pasts={path: Past(changes=(change,), older=2)}, known=True)
    for audience, seen in (("internal", True), ("public", False)):
        shown = replace(site(audience=audience), history=told)
        found = "".join(bodies(handbook, shown).values())
        assert ("&lt;b&gt;Raise the limit&lt;/b&gt;" in found) is seen
        assert ("Ada Author" in found) is seen
        assert "2 older changes are not listed." in found and "<b>Raise" not in found
    assert "History of the record" not in "".join(bodies(handbook, site()).values())
