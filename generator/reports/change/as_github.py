"""GitHub: annotations on the lines that the change brings something wrong to, and the text."""

from generator.governance.model import ChangeReport
from generator.reports import github
from generator.reports.change import text
from generator.reports.change.as_check import as_check

NAME = "github"


def render(report: ChangeReport) -> str:
    """Only what is new is annotated; the log says the rest."""
    return github.annotated(as_check(report), text.render(report))
