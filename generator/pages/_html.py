"""Small parts of pages as HTML, each made once and kept: for pages that there are thousands of.

They are the macros of ``_macros.html`` of the same names, to the letter; a test holds one
against the other. Every text goes through ``escape``.
"""

from collections.abc import Iterable
from datetime import date as Day
from html import escape
from urllib.parse import quote

from markupsafe import Markup

from generator.model.assessment import Finding, Outcome, Verdict
from generator.pages._answers import Answer
from generator.pages._findings import OUTCOMES, Group
from generator.pages.base import Site, category_path, check_path, clause_path, supplier_path
from generator.pages.texts import day, known, label, plain, sentence, text
from generator.pages.texts import relative as relative_words


class Html:
    """Parts for pages that are equally deep in the site; ``root`` leads from them to its top."""

    def __init__(self, site: Site, root: str) -> None:
        self._site = site
        self._root = root
        self._kept: dict[tuple[object, ...], Markup] = {}

    def verdict(self, verdict: Verdict, large: bool = False) -> Markup:
        """A verdict in words, with its icon."""
        size = " sc-verdict--large" if large else ""
        return Markup(
            f'<span class="sc-verdict{size}" data-verdict="{verdict}">{label(verdict)}</span>'
        )

    def date(self, when: Day | str | None, rel: bool = True) -> Markup:
        """A day, and how far off it is."""
        if not when:
            return Markup()
        known = self._kept.get((when, rel))
        if known is None:
            known = self._kept[when, rel] = self._date(when, rel)
        return known

    def _date(self, when: Day | str, rel: bool) -> Markup:
        found = Day.fromisoformat(when) if isinstance(when, str) else when
        text = f'<time class="sc-date" datetime="{found}">{day(found)}</time>'
        if rel:
            days = relative_words((found - self._site.as_of).days)
            text += f' <span class="sc-rel">({days})</span>'
        return Markup(text)

    def category_link(self, category: str) -> Markup:
        """A link to a category."""
        name = self._site.catalog.reference.category_name(category)
        return self._link(category_path(category), name)

    def clause_link(self, policy: str, clause: str) -> Markup:
        """A link to a clause of the handbook."""
        key = ("clause", policy, clause)
        known = self._kept.get(key)
        if known is None:
            href = escape(self._root + clause_path(policy, clause))
            words = text("Clause %(clause)s", clause=escape(clause))
            known = self._kept[key] = Markup(f'<a class="sc-clause" href="{href}">{words}</a>')
        return known

    def _link(self, target: str, text: str) -> Markup:
        known = self._kept.get((target, text))
        if known is None:
            href = escape(self._root + target)
            known = self._kept[target, text] = Markup(f'<a href="{href}">{escape(text)}</a>')
        return known

    def mail(self, address: str, subject: str = "") -> Markup:
        """A link that opens a letter to the address; long ones may break after the ``@``."""
        to = quote(address, safe="/@")
        about = f"?subject={quote(subject)}" if subject else ""
        name, at, host = address.partition("@")
        shown = f"{escape(name)}@<wbr>{escape(host)}" if at else escape(name)
        return Markup(f'<a href="mailto:{escape(to)}{about}">{shown}</a>')

    def letter(self, address: str, text: str, subject: str) -> Markup:
        """A link with words of its own that opens a letter to the address."""
        to = escape(quote(address, safe="/@"))
        return Markup(f'<a href="mailto:{to}?subject={quote(subject)}">{escape(text)}</a>')

    def role(self, handle: str, mailbox: bool = True) -> Markup:
        """A role by name; the mailbox is for staff alone."""
        key = ("role", handle, mailbox)
        known = self._kept.get(key)
        if known is None:
            found = self._site.catalog.reference.roles.get(handle, {})
            text = escape(found.get("name", handle))
            if mailbox and self._site.internal and found.get("mailbox"):
                text += f" · {self.mail(found['mailbox'])}"
            known = self._kept[key] = Markup(f'<span class="sc-role">{text}</span>')
        return known

    def answer(self, line: Answer) -> Markup:
        """One supplier as an answer."""
        href = escape(self._root + supplier_path(line.supplier))
        link = f'<a href="{href}">{escape(line.name)}</a>'
        tags = f' <span class="sc-tag">{text("Preferred")}</span>' if line.preferred else ""
        if line.band:
            tags += (
                f' <span class="sc-tag" title="{text("Budget band")}">{escape(line.band)}</span>'
            )
        changes = f' data-changes="{line.changes}"' if line.changes else ""
        why = f'<p class="sc-answer__why">{escape(line.because)}</p>' if line.because else ""
        until = f'<span class="sc-until">{line.until_words}</span>' if line.until_words else ""
        return Markup(
            f'<li class="sc-answer" data-supplier="{escape(line.supplier)}"'
            f' data-verdict="{line.verdict}"{changes}>\n'
            f'<div class="sc-answer__main"><p class="sc-answer__name">{link}{tags}</p>\n'
            f'<p class="sc-answer__what">{escape(line.what)}</p>\n{why}</div>\n'
            f'<div class="sc-answer__verdict">{self.verdict(line.verdict)}{until}</div>\n</li>'
        )

    def answers(self, lines: Iterable[Answer]) -> Markup:
        """Answers, one below the other."""
        return Markup("\n".join(map(self.answer, lines)))

    def findings(self, groups: Iterable[Group]) -> Markup:
        """Findings under the headings of what they are about."""
        out: list[str] = []
        for group in groups:
            out.append(f'<section class="sc-findings">\n<h3>{escape(group.title)}</h3>\n')
            out.extend(map(self.finding, group.findings))
            out.append("</section>\n")
        return Markup("".join(out))

    def finding(self, found: Finding) -> Markup:
        """One finding. Figures and messages are for staff; others read what was checked."""
        start = (
            f'<div class="sc-finding" data-code="{escape(found.code)}" '
            f'data-outcome="{found.outcome}" data-fingerprint="{escape(found.fingerprint)}">\n'
        )
        inner = self._for_staff(found) if self._site.internal else self._for_others(found)
        return Markup(f"{start}{inner}</div>\n")

    def _sources(self, found: Finding) -> str:
        clause = self.clause_link(found.policy, found.clause)
        return f"{clause} · {self._link(check_path(found.code), found.code)}"

    def _for_others(self, found: Finding) -> str:
        title = f"{known(OUTCOMES[found.outcome])}: {escape(self._site.checks[found.code].title)}"
        return (
            f'<p class="sc-finding__says">{severity(found.severity)} {title}</p>\n'
            f'<p class="sc-finding__from">{self._sources(found)}</p>\n'
        )

    def _for_staff(self, found: Finding) -> str:
        waived = found.outcome is Outcome.WAIVED
        mark = _waived() if waived else severity(found.severity)
        unsure = f' <span class="sc-muted">({text("cannot be decided")})</span>'
        says = escape(sentence(found.message)) + (
            unsure if found.outcome is Outcome.UNKNOWN else ""
        )
        due = self.date(found.act_by) if not waived else ""
        act = f"{text('Act by %(day)s', day=due)} · " if due else ""
        who = f"{self.role(found.responsible)} · " if found.responsible else ""
        place = f" · {self._source(found.path, found.line)}" if found.path else ""
        return (
            f'<p class="sc-finding__says">{mark} {says}</p>\n{_versus(found)}{self._to_do(found)}'
            f'<p class="sc-finding__from">{act}{who}{self._sources(found)}{place}</p>\n'
        )

    def _source(self, path: str, line: int) -> str:
        text = escape(path) + (f":{line}" if line else "")
        base = self._site.edit_url
        if not base.startswith("https://"):
            return f'<span class="sc-id">{text}</span>'
        href = escape(f"{base.rstrip('/')}/{path}")
        return f'<a class="sc-id" href="{href}" rel="noopener noreferrer">{text}</a>'

    def _to_do(self, found: Finding) -> str:
        if found.outcome is Outcome.WAIVED:
            name = escape(found.waiver or "")
            words = text('Waived by <span class="sc-id">%(waiver)s</span>.', waiver=name)
            if found.waived_until:
                words = text(
                    'Waived until %(day)s by <span class="sc-id">%(waiver)s</span>.',
                    day=self.date(found.waived_until),
                    waiver=name,
                )
            return f'<p class="sc-finding__fix">{words}</p>\n'
        if not found.fix:
            return ""
        start = f"<strong>{text('To do:')}</strong>"
        return f'<p class="sc-finding__fix">{start} {escape(found.fix)}</p>\n'


def _waived() -> str:
    return f'<span class="sc-severity" data-severity="info">{text("Waived")}</span>'


def severity(name: str) -> str:
    """A severity as a label."""
    shown = escape(sentence(plain(name)))
    return f'<span class="sc-severity" data-severity="{escape(name)}">{shown}</span>'


def _versus(found: Finding) -> str:
    if not found.required and not found.held:
        return ""
    pairs = ((text("Required"), found.required), (text("On file"), found.held))
    rows = "".join(
        f"<div><dt>{term}</dt><dd>{escape(sentence(shown))}</dd></div>"
        for term, shown in pairs
        if shown
    )
    return f'<dl class="sc-versus">{rows}</dl>\n'
