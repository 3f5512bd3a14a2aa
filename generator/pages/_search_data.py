"""What search finds beside suppliers: categories, policies, clauses, requirements, checks.

``window.CATALOG_PAGES`` is read when somebody types, after the suppliers' own data, so that no
page's first view waits for it. The hand-written pages have a file of their own, made from what
the renderer gives (generator/site/sections.py). assets/search.js is the reader of both.
"""

import json
from collections.abc import Iterator

from generator.model.policy import Clause
from generator.model.words import searched, value
from generator.pages._docstring import sections
from generator.pages._rules import policy_data, readable_policies
from generator.pages._wording import requirement_path
from generator.pages.base import File, Site, category_path, check_path, clause_path

PATH = "assets/search-data.js"
_TABLES = (
    ("Suppliers", "suppliers/index.html", "catalog list of all suppliers vendors"),
    ("Categories", "categories/index.html", "what we buy list"),
    ("Handbook", "handbook/index.html", "policies rules clauses"),
    ("Compliance", "compliance/index.html", "dashboard findings numbers report audit"),
    ("Checks", "checks/index.html", "codes rules list"),
    ("Data", "data/index.html", "download API JSON CSV Excel export feeds"),
)
_FOR_STAFF = (
    ("Work", "work/index.html", "to do tasks next actions what is due"),
    ("Calendar", "calendar/index.html", "dates expiry renewals deadlines due"),
)


def search_file(site: Site) -> File:
    """One row for each page or clause: kind, title, site path, keys, words of its text.

    Keys are what the thing is called besides its title: an id, a synonym, the name of a check.
    """
    rows = [*_tables(site), *_categories(site), *_handbook(site), *_checks(site)]
    text = json.dumps(rows, separators=(",", ":"))
    return File(path=PATH, data=f"window.CATALOG_PAGES={text};\n".encode("ascii"))


def _tables(site: Site) -> Iterator[list[str]]:
    for title, path, words in (*_TABLES, *(_FOR_STAFF if site.internal else ())):
        yield ["page", title, path, "", words]


def _categories(site: Site) -> Iterator[list[str]]:
    for one in site.catalog.reference.categories.values():
        codes = " ".join(str(code.get("id", "")) for code in one.data.get("codes") or ())
        words = "; ".join(str(word) for word in one.data.get("words") or ())
        about = searched(str(one.data.get("description", "")))
        about = f"{about} {codes} {one.id}"
        yield ["category", one.name, category_path(one.id), words, about]


def _handbook(site: Site) -> Iterator[list[str]]:
    for policy in readable_policies(site):
        about = searched(str(policy_data(site, policy).get("summary", "")))
        yield ["policy", policy.title, clause_path(policy.id), policy.id, about]
        for clause in policy.clauses:
            title = str(clause.data.get("title", ""))
            path = clause_path(policy.id, clause.id)
            yield ["clause", title, path, clause.id, searched(_sentence(clause), policy.title)]
            for one in clause.requirements:
                about = searched(one.how_to_fix)
                yield ["requirement", title, requirement_path(one.id), one.id, about]


def _sentence(clause: Clause) -> str:
    return clause.sentence(lambda item: value(item))


def _checks(site: Site) -> Iterator[list[str]]:
    for code, check in site.checks.items():
        about = searched(" ".join(sections(check.doc).values()))
        yield ["check", check.title, check_path(code), f"{code} {check.name}", about]
