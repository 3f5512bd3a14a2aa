"""The 200 questions, and which pages of the site answer each of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from generator.model.assessment import Assessment, Verdict
from generator.model.catalog import Catalog
from generator.model.places import covers

QUESTIONS = Path(__file__).parent / "queries.yml"
FIRST = 5
USABLE = (Verdict.OK, Verdict.CONDITIONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is typed, and the site paths that answer it. A path without ``#`` stands for all of
    its page. ``usable`` are those of ``answers`` that may be bought from today.
    """

    kind: str
    ask: str
    answers: frozenset[str]
    usable: frozenset[str] = frozenset()

    def answered_by(self, paths: Iterable[str]) -> bool:
        """Whether one of the first few paths is an answer."""
        first = list(paths)[:FIRST]
        return any(one in self.answers or one.split("#")[0] in self.answers for one in first)


@dataclass(frozen=True, kw_only=True)
class Questions:
    """All questions, judged by an assessment."""

    catalog: Catalog
    assessment: Assessment

    @cached_property
    def all(self) -> tuple[Question, ...]:
        """In the order of the file."""
        found = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
        return tuple(self._question(one) for one in found)

    def _question(self, data: dict[str, Any]) -> Question:
        kind, ask = str(data["kind"]), str(data["ask"])
        if "page" in data:
            return Question(kind=kind, ask=ask, answers=frozenset(_several(data["page"])))
        if "supplier" in data:
            suppliers = _several(data["supplier"])
            return Question(kind=kind, ask=ask, answers=frozenset(map(_page, suppliers)))
        ranks = self._sellers(data["buy"], data.get("where", ""))
        usable = frozenset(_page(name) for name, verdict in ranks.items() if verdict in USABLE)
        answers = (usable or set(map(_page, ranks))) | {f"categories/{data['buy']}/index.html"}
        return Question(kind=kind, ask=ask, answers=frozenset(answers), usable=usable)

    def _sellers(self, category: str, where: str) -> dict[str, Verdict]:
        found: dict[str, Verdict] = {}
        for supplier in self.assessment.suppliers:
            for offer in supplier.offers:
                place = offer.scope.jurisdiction or ""
                there = not where or covers(place, where) or covers(where, place)
                if there and category in self.catalog.reference.lineage(offer.scope.category):
                    known = found.get(supplier.id, offer.verdict)
                    found[supplier.id] = min(known, offer.verdict, key=lambda one: one.rank)
        return found


def recall(questions: Iterable[Question], paths: Iterable[list[str]]) -> dict[str, list[Question]]:
    """Kind of question → those that the first few answers miss; every kind is there."""
    missed: dict[str, list[Question]] = {}
    for question, found in zip(questions, paths, strict=True):
        mine = missed.setdefault(question.kind, [])
        if not question.answered_by(found):
            mine.append(question)
    return missed


def _several(item: Any) -> list[str]:
    return [str(one) for one in item] if isinstance(item, list) else [str(item)]


def _page(supplier: str) -> str:
    return f"suppliers/{supplier}/index.html"
