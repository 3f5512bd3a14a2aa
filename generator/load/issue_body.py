"""The text of a filled-in issue form becomes the fields of a record.

Whoever may open an issue wrote it: every heading must be one of the form's, and each answer must
fit its field. What does not is a problem with its line; nothing is guessed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.load.characters import describe, forbidden_in
from generator.load.issue_form import FIXED, Question, questions
from generator.load.typed import NotTyped, typed
from generator.load.wording import quoted, suggestion
from generator.model.fields import Field
from generator.model.problem import Problem
from generator.model.records import Pointer

MAX_BYTES = 256 * 1024
_HEADING = re.compile(r"#{1,6}(?:[ \t]+(.*?))?[ \t]*")
_NO_ANSWER = frozenset(["", "_No response_", "None"])
_BULLET = re.compile(r"^[-*] +")


@dataclass(slots=True, kw_only=True)
class _Answer:
    question: Question
    line: int
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """The record that the answers make, without an id, and what is wrong with the issue.

    ``lines`` are those of the questions, by label.
    """

    record: dict[str, Any]
    problems: list[Problem]
    lines: Mapping[str, int]


def read_issue(data: bytes, path: str, shape: Field) -> Issue:
    """The issue ``data``. Never raises.

    ``path`` is only named in the problems. ``shape`` is that of a supplier.
    """
    text, problems = _decoded(data, path)
    answers, wrong = _answers(text, path, {one.label: one for one in questions(shape)})
    problems += wrong
    record: dict[str, Any] = {}
    for one in answers:
        if one.text not in _NO_ANSWER:
            try:
                _put(record, one.question.pointer, _value(one))
            except NotTyped as error:
                problems.append(_problem(path, one.line, f"{one.question.label}: {error}"))
    if record:
        for pointer, value in FIXED:
            if len(pointer) == 1 or pointer[0] in record:
                _put(record, pointer, value)
    elif not problems:
        problems.append(_problem(path, 1, "this is no filled-in form: it holds no answer"))
    lines = {one.question.label: one.line for one in answers}
    return Issue(record=record, problems=problems, lines=lines)


def _problem(path: str, line: int, message: str) -> Problem:
    return Problem(code="ISSUE-FORM", message=message, path=path, line=line, column=1)


def _decoded(data: bytes, path: str) -> tuple[str, list[Problem]]:
    if len(data) > MAX_BYTES:
        return "", [_problem(path, 1, f"the issue is larger than {MAX_BYTES // 1024} KiB")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return "", [_problem(path, 1, "the issue is not UTF-8")]
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        bad = forbidden_in(line)
        if bad:
            message = f"{describe(min(bad))} is not allowed: remove it"
            return "", [_problem(path, number, message)]
    return text, []


def _answers(
    text: str, path: str, known: dict[str, Question]
) -> tuple[list[_Answer], list[Problem]]:
    answers: list[_Answer] = []
    problems: list[Problem] = []
    open_answer: _Answer | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        heading = _HEADING.fullmatch(line)
        if heading is None:
            if open_answer is not None:
                open_answer.lines.append(line)
            elif line.strip() and not problems:
                problems.append(_problem(path, number, "text stands before the first question"))
            continue
        label = heading[1] or ""
        open_answer = None
        if label not in known or not line.startswith("### "):
            hint = suggestion(label, known)
            message = f"{quoted(label)} is no question of the form{hint}"
            problems.append(_problem(path, number, f"{message}; no answer may begin with #"))
        elif any(one.question.label == label for one in answers):
            problems.append(_problem(path, number, f"{quoted(label)} is answered twice"))
        else:
            open_answer = _Answer(question=known[label], line=number)
            answers.append(open_answer)
    return answers, problems


def _value(answer: _Answer) -> Any:
    question, text = answer.question, answer.text
    if not question.is_list:
        return typed(_chosen(text, question), question.field)
    item = question.field.item
    assert item is not None
    # Names may hold commas; what is chosen, and codes, never do.
    parted = bool(question.choices or item.format)
    words = [one for line in text.split("\n") for one in (line.split(",") if parted else [line])]
    cleaned = [_BULLET.sub("", one.strip()) for one in words]
    return [typed(_chosen(one, question), item) for one in cleaned if one]


def _chosen(text: str, question: Question) -> str:
    choices = question.choices
    if not choices:
        return text
    if text not in choices:
        raise NotTyped(f"{quoted(text)} is none of the words to choose from")
    return choices[text]


def _put(record: dict[str, Any], pointer: Pointer, value: Any) -> None:
    here: Any = record
    for key, inner in _steps(pointer):
        if isinstance(here, list):
            if not here:
                here.append(inner)
            here = here[0]
        else:
            here = here.setdefault(key, inner)
    here[pointer[-1]] = value


def _steps(pointer: Pointer) -> Iterator[tuple[str | int, Any]]:
    """Each key but the last, and the empty group that may have to be made below it."""
    for place, key in enumerate(pointer[:-1]):
        yield key, [] if isinstance(pointer[place + 1], int) else {}
