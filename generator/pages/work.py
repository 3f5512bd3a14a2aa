"""What to do next: open findings by the day to act, supplier by supplier, owner by owner."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.model.assessment import SEVERITY_ORDER, Finding, Outcome, Verdict
from generator.model.dates import add_days
from generator.pages._shown import shown
from generator.pages._standing import Party, party
from generator.pages.base import File, Page, Site

PATH = "work/index.html"
URGENT = ("block", "error")
QUEUED = (*URGENT, "warning")
SOON_DAYS = 14
SOON_SHOWN = 25
GROUPS_SHOWN = 40
"""Beyond this many suppliers an owner gets a page of its own."""
GROUPS_ON_OWN_PAGE = 300
"""Beyond this many, the table for spreadsheets serves better than a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do."""

    who: Party
    owner: str
    finding: Finding
    today: date

    @property
    def due(self) -> date:
        """The day to act."""
        return self.finding.act_by or self.today

    @property
    def order(self) -> tuple[date, int, str, str]:
        """Sort key: by the day to act, then the most serious."""
        one = self.finding
        return (
            self.due,
            SEVERITY_ORDER[one.severity],
            self.who.name.casefold(),
            one.fingerprint,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All that is open for one supplier (or category, or policy): one message, not five."""

    who: Party
    verdict: Verdict | None
    criticality: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """One role and its suppliers, the most urgent first."""

    handle: str
    anchor: str
    groups: tuple[Group, ...]

    @property
    def path(self) -> str:
        """The page of its own, where its list is long."""
        return f"work/{self.anchor}/index.html"

    @property
    def long(self) -> bool:
        """Whether its list does not fit on the page of all."""
        return len(self.groups) > GROUPS_SHOWN

    @property
    def count(self) -> int:
        """Things to do."""
        return sum(len(one.tasks) for one in self.groups)


def pages(site: Site) -> Iterator[Page | File]:
    """The queue, and a page for each owner whose part of it is long."""
    if not site.internal:
        yield _page(site, PATH, "Work", "work_staff.html")
        return
    tasks = sorted(_tasks(site), key=lambda one: one.order)
    owners = _owners(site, tasks)
    until = add_days(site.as_of, SOON_DAYS)
    soon = [one for one in tasks if one.due <= until]
    yield _page(
        site,
        PATH,
        "Work",
        "work.html",
        owners=owners,
        shown=GROUPS_SHOWN,
        count=len(tasks),
        suppliers=len({one.who for one in tasks}),
        late=sum(1 for one in tasks if one.due < site.as_of),
        soon=soon[:SOON_SHOWN],
        soon_count=len(soon),
        soon_days=SOON_DAYS,
    )
    for owner in owners:
        if owner.long:
            yield _page(
                site, owner.path, "Work", "work_owner.html", owner=owner, shown=GROUPS_ON_OWN_PAGE
            )


def _page(site: Site, path: str, title: str, template: str, **context: object) -> Page:
    return Page(
        path=path,
        section="work",
        title=title,
        description="What to do next, by when, and who does it.",
        body=site.render(template, path, **context),
    )


def _tasks(site: Site) -> Iterator[Task]:
    for finding in site.assessment.findings:
        if finding.outcome is not Outcome.WAIVED and finding.severity in QUEUED:
            yield Task(
                who=party(site, finding),
                owner=_owner(site, finding),
                finding=finding,
                today=site.as_of,
            )


def _owner(site: Site, finding: Finding) -> str:
    """Who owns what the finding is about; without an owner, who is to act."""
    owner = ""
    kind, _, name = finding.subject.partition("/")
    if finding.supplier is not None:
        owner = str(shown(site, finding.supplier, "owner").get("owner", ""))
    elif kind == "categories" and name in site.catalog.reference.categories:
        owner = str(site.catalog.reference.categories[name].data.get("owner", ""))
    elif finding.policy in site.catalog.policies:
        about = name if kind == "policies" and name in site.catalog.policies else finding.policy
        owner = site.catalog.policies[about].owner
    return owner or finding.responsible


def _owners(site: Site, tasks: list[Task]) -> list[Owner]:
    found: dict[str, dict[Party, list[Task]]] = {}
    for task in tasks:
        found.setdefault(task.owner, {}).setdefault(task.who, []).append(task)
    owners = [
        Owner(
            handle=handle,
            anchor="owner-" + (handle.removeprefix("@") or "nobody"),
            groups=tuple(_group(site, who, mine) for who, mine in groups.items()),
        )
        for handle, groups in found.items()
    ]
    return sorted(owners, key=lambda one: (not one.handle, _name(site, one)))


def _group(site: Site, who: Party, tasks: list[Task]) -> Group:
    supplier = tasks[0].finding.supplier
    return Group(
        who=who,
        verdict=site.suppliers[supplier].verdict if supplier else None,
        criticality=str(shown(site, supplier, "criticality").get("criticality", ""))
        if supplier
        else "",
        tasks=tuple(tasks),
    )


def _name(site: Site, owner: Owner) -> str:
    return site.catalog.reference.role_name(owner.handle).casefold()
