"""The checks: an index of all codes, and a page for each, made from its docstring."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.checks.base import Check, Param, Subject
from generator.model.assessment import Finding
from generator.pages import _docstring as docstring
from generator.pages import _wording as wording
from generator.pages._rules import Rule, readable, rule
from generator.pages._standing import Party, Standing, party, standing
from generator.pages.base import Page, Site, check_path, relative
from generator.pages.texts import known, text

INDEX = "checks/index.html"
FINDINGS_SHOWN = 40
ALLOWED_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One check on the index. ``guard`` marks those that the loader makes."""

    check: Check
    path: str
    guard: bool
    subject: str
    used_by: int
    now: Standing


def pages(site: Site) -> Iterator[Page]:
    """The index, then one page for each check."""
    lines = [_line(site, check) for check in site.checks.values()]
    families = [
        (name, [one for one in lines if docstring.family(one.check.code) == name])
        for name in docstring.in_order(docstring.family(code) for code in site.checks)
    ]
    yield Page(
        path=INDEX,
        section="compliance",
        title=text("Checks"),
        description=text("Every check: what it looks at, why, and how many do not meet it now."),
        body=site.render(
            "checks.html",
            INDEX,
            families=[(text(name), lines_) for name, lines_ in families],
            count=len(lines),
        ),
    )
    for one in lines:
        yield _page(site, one)


def _line(site: Site, check: Check) -> Line:
    findings = site.findings_by_code.get(check.code, []) if site.internal else []
    return Line(
        check=check,
        path=check_path(check.code),
        guard=check.subject is Subject.LOADER,
        subject=text(wording.SUBJECT_WORDS[check.subject]),
        used_by=len(_rules(site, check)),
        now=standing(site, findings),
    )


def _rules(site: Site, check: Check) -> list[Rule]:
    return [
        rule(site, one)
        for one in site.catalog.requirements.values()
        if one.check == check.code and readable(site, one.policy)
    ]


def _page(site: Site, line: Line) -> Page:
    check = line.check
    told = docstring.sections(check.doc)
    findings = site.findings_by_code.get(check.code, []) if site.internal else []
    links = {
        code: relative(line.path, check_path(code)) for code in site.checks if code != check.code
    }
    return Page(
        path=line.path,
        section="compliance",
        title=f"{check.code} {check.title}",
        description=told.get("Why", check.title)[:300],
        body=site.render(
            "check.html",
            line.path,
            line=line,
            check=check,
            family=text(docstring.family(check.code)),
            intro=docstring.html(told.get("", ""), links),
            sections=_sections(told, links),
            params=[_param(one) for one in check.params],
            rules=_rules(site, check),
            findings=_accounts(site, findings[:FINDINGS_SHOWN]),
            finding_count=len(findings),
        ),
    )


def _sections(told: dict[str, str], links: dict[str, str]) -> list[tuple[str, str, Markup]]:
    return [
        (name.lower(), text(title), docstring.html(told[name], links))
        for name, title in docstring.SECTIONS.items()
        if name in told
    ]


def _param(param: Param) -> dict[str, object]:
    return {
        "name": param.name,
        "label": wording.label(param),
        "kind": text(wording.KIND_WORDS[param.kind])
        if param.kind in wording.KIND_WORDS
        else known(param.kind),
        "required": param.required,
        "threshold": param.threshold,
        "allowed": sorted(param.allowed)[:ALLOWED_SHOWN],
    }


def _accounts(site: Site, findings: list[Finding]) -> list[tuple[Party, Finding]]:
    return [(party(site, one), one) for one in findings]
