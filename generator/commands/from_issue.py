"""The record in a filled-in issue form, for ``catalog new``."""

import sys
from pathlib import Path
from typing import Any

from generator.commands.asking import FieldCheck
from generator.commands.base import UsageError
from generator.commands.records import Trial
from generator.load.issue_body import MAX_BYTES, read_issue
from generator.load.issue_form import questions
from generator.model.problem import Problem


def record_from_issue(file: str, trial: Trial) -> tuple[dict[str, Any], list[Problem]]:
    """The record in the text of an issue, and its problems; ``-`` is standard input.

    Each answer is held against its field, so that a problem names the line of the question.
    """
    if file == "-":
        path, data = "issue", sys.stdin.buffer.read(MAX_BYTES + 1)
    else:
        try:
            with Path(file).open("rb") as stream:
                path, data = Path(file).name, stream.read(MAX_BYTES + 1)
        except OSError as error:
            raise UsageError(f"--from-issue {file}: {error.strerror}") from error
    shape = trial.schemas.fields("supplier")
    issue = read_issue(data, path, shape)
    problems = list(issue.problems)
    check = FieldCheck(trial.schemas, "supplier", trial.loaded.readable)
    for question in questions(shape):
        value: Any = issue.record
        for key in question.pointer:
            value = value.get(key) if isinstance(value, dict) else value[0] if value else None
        if value is not None:
            wrong = check.known_value(question.pointer, value, question.field)
        else:
            wrong = "this is needed" if question.required and not issue.problems else ""
        if wrong:
            message = f"{question.label}: {wrong}"
            line = issue.lines.get(question.label, 1)
            problems.append(
                Problem(code="ISSUE-FORM", message=message, path=path, line=line, column=1)
            )
    return issue.record, sorted(problems, key=lambda one: one.order)
