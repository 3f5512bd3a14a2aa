"""Is the answer among the first five? 200 questions, asked of the built site in the browser."""

from collections import Counter
from typing import Any

import pytest

from generator.model.assessment import Assessment
from generator.model.catalog import Catalog
from tests.browser.conftest import Opened
from tests.search.asked import FIRST, Question, Questions, recall

ASK = """async ([questions, first]) => {
    const search = await Finder.loadAll();
    await Finder.loadNumbers(search.model);
    return questions.map(one => search.find(one, first).results);
}"""


@pytest.fixture
def questions(example: Catalog, assessment: Assessment) -> tuple[Question, ...]:
    """With their answers as of the day of the example's site."""
    return Questions(catalog=example, assessment=assessment).all


@pytest.fixture
def results(opened: Opened, questions: tuple[Question, ...]) -> list[list[dict[str, Any]]]:
    """The first answers to each question, as the pages show them."""
    asked = [one.ask for one in questions]
    found: list[list[dict[str, Any]]] = opened("index.html").page.evaluate(ASK, [asked, FIRST])
    return found


def test_the_questions_are_spread_evenly(questions: tuple[Question, ...]) -> None:
    """Two hundred, twenty of each kind, none twice, each with an answer."""
    assert len({one.ask.casefold() for one in questions}) == len(questions) == 200
    assert set(Counter(one.kind for one in questions).values()) == {20}
    assert all(one.answers for one in questions)


def test_recall_at_five(
    questions: tuple[Question, ...], results: list[list[dict[str, Any]]]
) -> None:
    """95 of 100 answers are among the first five, and no kind of question is left behind."""
    paths = [[one["path"] for one in found] for found in results]
    missed = recall(questions, paths)
    lost = [f"{one.kind}: {one.ask}" for kind in missed.values() for one in kind]
    assert len(lost) <= 0.05 * len(questions), lost
    assert all(len(kind) <= 4 for kind in missed.values()), lost


def test_who_may_be_used_today_comes_first(
    questions: tuple[Question, ...], results: list[list[dict[str, Any]]]
) -> None:
    """Where somebody may be used, the first supplier shown is such a one, with its verdict."""
    ranks = {"ok": 0, "conditional": 1, "ask": 2, "do-not-use": 3}
    asked = 0
    for question, found in zip(questions, results, strict=True):
        suppliers = [one for one in found if one["kind"] == "supplier"]
        assert all(one["label"] and one["about"] for one in suppliers)
        if question.usable and suppliers and question.kind in ("word", "place", "order"):
            asked += 1
            assert suppliers[0]["path"] in question.usable, question.ask
            assert ranks[suppliers[0]["verdict"]] < 2
    assert asked > 40
