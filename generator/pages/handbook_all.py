"""The whole handbook as one document: contents, every policy as a chapter, and the glossary.

Its running heads name the chapter. They come from a style sheet of its own, since no style may
stand in a page.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.policy import Policy
from generator.pages._glossary import Linker, terms
from generator.pages._passages import Passage, marks, passages
from generator.pages._rules import policy_data, readable_policies
from generator.pages.base import File, Page, Site
from generator.pages.texts import day, text

PATH = "handbook/all/index.html"
STYLE = "handbook/all/print.css"
_SAFE = re.compile(r"[A-Za-z0-9 ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One policy of the document."""

    policy: Policy
    data: Mapping[str, Any]
    marks: str
    passages: list[Passage]
    known: frozenset[str]


def pages(site: Site) -> Iterator[Page | File]:
    """The document, and the style sheet of its printed pages."""
    links = Linker(terms(site), "")
    chapters = [_chapter(site, one, links) for one in readable_policies(site) if _held(one)]
    yield Page(
        path=PATH,
        section="handbook",
        title=text("The whole handbook"),
        description=text("Every policy of the handbook as one document, to read or to print."),
        wide=False,
        body=site.render(
            "handbook_all.html",
            PATH,
            chapters=chapters,
            here={one.clause.id for chapter in chapters for one in chapter.passages},
            terms=terms(site),
            clauses=sum(len(one.passages) for one in chapters),
        ),
    )
    yield File(path=STYLE, data=_style(site, chapters).encode("ascii"))


def _held(policy: Policy) -> bool:
    """What people are held to: neither drafts nor what has been retired."""
    return policy.status == "in_force"


def _chapter(site: Site, policy: Policy, links: Linker) -> Chapter:
    data = policy_data(site, policy)
    return Chapter(
        policy=policy,
        data=data,
        marks=marks(policy.clauses),
        passages=passages(site, policy, data, links),
        known=frozenset(one.id for one in policy.clauses),
    )


def _style(site: Site, chapters: list[Chapter]) -> str:
    """Margins, page numbers, and the chapter's title at the head of its pages."""
    foot = text("%(name)s, as of %(day)s", name=site.name, day=day(site.as_of))
    lines = [
        "@page { size: A4; margin: 20mm 18mm 18mm; ",
        f"@bottom-left {{ content: {css_text(foot)}; font: 8pt sans-serif; }} ",
        '@bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; } }\n',
        "@page :first { @bottom-left { content: none; } @bottom-right { content: none; } }\n",
    ]
    heads = [(f"chapter-{n}", one.policy.title) for n, one in enumerate(chapters, 1)]
    for name, title in [("contents", text("Contents")), *heads, ("terms", text("Glossary"))]:
        head = f"@top-right {{ content: {css_text(title)}; font: 8pt sans-serif; }}"
        lines.append(f"@page {name} {{ {head} }}\n")
        lines.append(f"@media print {{ #{name} {{ page: {name}; }} }}\n")
    return "".join(lines)


def css_text(words: str) -> str:
    """A text as a string of CSS: whatever is neither a letter nor a digit is written as a code.

    The space behind a code belongs to it.
    """
    return '"' + "".join(one if _SAFE.match(one) else f"\\{ord(one):x} " for one in words) + '"'
