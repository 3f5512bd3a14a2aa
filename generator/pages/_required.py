"""What is required of a supplier against what is held, each with its outcome and its clause.

The lines are those of the gate: the same evaluation as the verdict's, met requirements kept.
Nothing here judges anything. Put together without a template: there are dozens on each page.
"""

from collections.abc import Iterable, Mapping
from html import escape

from markupsafe import Markup

from generator.evaluate.gate import Gate, Line
from generator.model.assessment import Outcome
from generator.pages._findings import topic_words
from generator.pages._html import Html
from generator.pages.base import Site
from generator.pages.texts import sentence, text

AREAS: Mapping[str, str] = {
    "insurance": "insurance",
    "licences": "licences",
    "permits": "licences",
    "certifications": "certifications",
    "screenings": "screening",
    "conflict_declarations": "screening",
}
"""The first word of a topic → the section of the page. What is not here is of the record."""
OTHER = "record"


def by_area(gate: Gate | None) -> dict[str, list[Line]]:
    """The gate's lines by the section of the page that shows them."""
    found: dict[str, list[Line]] = {}
    for line in gate.lines if gate else ():
        first = (line.finding.topic or line.finding.subject).partition("/")[0]
        found.setdefault(AREAS.get(first, OTHER), []).append(line)
    return found


def met(lines: Iterable[Line]) -> int:
    """How many of them are met."""
    return sum(one.finding.outcome is Outcome.PASS for one in lines)


class Versus:
    """Writes tables of required against held for one site."""

    def __init__(self, site: Site, ui: Html) -> None:
        self._site = site
        self._ui = ui
        self._titles: dict[str, str] = {}
        self._words = {
            Outcome.PASS: text("Met"),
            Outcome.FAIL: text("Not met"),
            Outcome.UNKNOWN: text("Not known"),
            Outcome.WAIVED: text("Waived"),
        }
        self._send = text("To do:")
        self._heads = tuple(
            escape(one)
            for one in (
                text("Requirement"),
                text("Answer"),
                text("Required"),
                text("On file"),
                text("Clause"),
            )
        )

    def table(self, lines: Iterable[Line], names: Mapping[str, str], caption: str) -> Markup:
        """The lines under what they are about, in the order of the gate: what stops comes first."""
        grouped: dict[str, list[Line]] = {}
        for one in lines:
            grouped.setdefault(one.finding.topic or one.finding.subject, []).append(one)
        heads = "".join(f'<th scope="col">{one}</th>' for one in self._heads)
        out = [
            '<table class="sc-table sc-table--stack sp-versus">'
            f'<caption class="sc-visually-hidden">{escape(caption)}</caption>'
            f"<thead><tr>{heads}</tr></thead>"
        ]
        for topic, found in grouped.items():
            title = escape(topic_words(topic, names))
            out.append(
                f'<tbody><tr class="sp-versus__about"><th scope="rowgroup" colspan="5">{title}'
                "</th></tr>"
            )
            out.extend(map(self._row, found))
            out.append("</tbody>")
        out.append("</table>")
        return Markup("".join(out))

    def _row(self, line: Line) -> str:
        found = line.finding
        required, held = escape(sentence(found.required)), escape(sentence(found.held))
        answer = self._words[found.outcome]
        until = ""
        if found.outcome is Outcome.WAIVED and found.waived_until:
            until = f" {self._ui.date(found.waived_until)}"
        todo = ""
        if found.fix and found.outcome in (Outcome.FAIL, Outcome.UNKNOWN):
            todo = f'<p class="sp-todo"><strong>{self._send}</strong> {escape(found.fix)}</p>'
        clause_link = self._ui.clause_link(found.policy, found.clause)
        _, label, asked, file, clause = self._heads
        return (
            f'<tr data-outcome="{found.outcome}"{" data-stops" if line.stops else ""}>'
            f'<th scope="row">{self._title(found.code)}</th>'
            f'<td data-label="{label}"><span class="sp-outcome" data-outcome="{found.outcome}">'
            f"{answer}</span>{until}</td>"
            f'<td data-label="{asked}">{required}</td>'
            f'<td data-label="{file}">{held}{todo}</td>'
            f'<td data-label="{clause}">{clause_link}</td></tr>'
        )

    def _title(self, code: str) -> str:
        known = self._titles.get(code)
        if known is None:
            known = self._titles[code] = escape(self._site.checks[code].title)
        return known
