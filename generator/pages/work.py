"""What to do next: one queue by the day to act, and for each owner its suppliers with the
e-mail and the change to the record half written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.model.assessment import Verdict
from generator.pages._drafts import Draft, draft
from generator.pages._feeds import wide
from generator.pages._queue import Exposure, Task, exposure, queue, spans
from generator.pages._snippets import Snippet, snippets
from generator.pages._standing import Party
from generator.pages.base import File, Page, Site
from generator.pages.texts import text

PATH = "work/index.html"
SHOWN = 25
"""Things to do on the first page for each day, week or month."""
GROUPS_SHOWN = 60
"""Suppliers on an owner's page, the most urgent first, each with its drafts. The table for
spreadsheets has the rest, and ``catalog drift --mail`` writes all letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All that is open for one supplier (or category, or policy): one message, not five."""

    who: Party
    supplier: str
    anchor: str
    tasks: tuple[Task, ...]
    verdict: Verdict | None = None
    exposure: Exposure | None = None
    draft: Draft | None = None
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """One role and what it has to do, the most urgent first."""

    handle: str
    name: str
    parties: tuple[tuple[Task, ...], ...]

    @property
    def anchor(self) -> str:
        """Its name in addresses."""
        return "owner-" + (self.handle.removeprefix("@") or "nobody")

    @property
    def path(self) -> str:
        """Its page."""
        return f"work/{self.anchor}/index.html"

    @property
    def count(self) -> int:
        """Things to do."""
        return sum(len(tasks) for tasks in self.parties)

    @property
    def late(self) -> int:
        """Those whose day is past."""
        return sum(one.days < 0 for tasks in self.parties for one in tasks)


def pages(site: Site) -> Iterator[Page | File]:
    """The queue, a page for each owner, and the letters on it as files."""
    if not site.internal:
        yield _page(site, PATH, text("Work"), "work_staff.html")
        return
    tasks = queue(site)
    owners = _owners(site, tasks)
    found = spans(tasks, site.as_of, SHOWN)
    yield _page(
        site,
        PATH,
        text("Work"),
        "work.html",
        owners=owners,
        homes={one.handle: one for one in owners},
        spans=found,
        exposures=_exposures(site, [task for one in found for task in one.tasks]),
        placed=_placed(owners),
        count=len(tasks),
        suppliers=len({one.who for one in tasks}),
        late=sum(one.days < 0 for one in tasks),
        soon=sum(0 <= one.days < 7 for one in tasks),
    )
    letters: dict[str, Draft] = {}
    for owner in owners:
        groups = [_group(site, mine) for mine in owner.parties[:GROUPS_SHOWN]]
        yield _owner_page(site, owner, groups)
        # A supplier without an owner stands under everyone who is to act.
        letters.update((one.draft.path, one.draft) for one in groups if one.draft is not None)
    yield from (one.file(site) for one in letters.values())


def _page(site: Site, path: str, title: str, template: str, **context: object) -> Page:
    return Page(
        path=path,
        section="work",
        title=title,
        description=text("What to do next, by when, and who does it."),
        body=site.render(template, path, **context),
    )


def _owner_page(site: Site, owner: Owner, groups: list[Group]) -> Page:
    # Who only has to act on a policy, say, has a queue and no feed.
    feeds = {one.scope.id: one.scope.stem for one in wide(site) if one.scope.kind == "owners"}
    feed = feeds.get(owner.handle, "")
    made = _page(
        site,
        owner.path,
        owner.name,
        "work_owner.html",
        owner=owner,
        groups=groups,
        more=len(owner.parties) - len(groups),
        mailbox=site.catalog.reference.roles.get(owner.handle, {}).get("mailbox", ""),
        feed=feed,
    )
    return replace(made, feed=feed)


def _owners(site: Site, tasks: list[Task]) -> list[Owner]:
    """Each owner, by name; the parties are in the order of their first task."""
    found: dict[str, dict[Party, list[Task]]] = {}
    for task in tasks:
        found.setdefault(task.owner, {}).setdefault(task.who, []).append(task)
    owners = [
        Owner(
            handle=handle,
            name=site.catalog.reference.role_name(handle) or text("No owner recorded"),
            parties=tuple(tuple(mine) for mine in parties.values()),
        )
        for handle, parties in found.items()
    ]
    return sorted(owners, key=lambda one: (not one.handle, one.name.casefold(), one.handle))


def _group(site: Site, tasks: tuple[Task, ...]) -> Group:
    first = tasks[0]
    supplier = first.supplier
    if not supplier:
        return Group(who=first.who, supplier="", anchor=_anchor(first), tasks=tasks)
    found = [one.finding for one in tasks if one.finding is not None]
    return Group(
        who=first.who,
        supplier=supplier,
        anchor=_anchor(first),
        tasks=tasks,
        verdict=site.suppliers[supplier].verdict,
        exposure=exposure(site, supplier),
        draft=draft(site, site.suppliers[supplier]),
        snippets=tuple(snippets(site, found)),
    )


def _anchor(task: Task) -> str:
    """The id of the group that a task stands in."""
    return f"of-{task.supplier}" if task.supplier else ""


def _placed(owners: list[Owner]) -> dict[tuple[str, str], str]:
    """Owner and supplier → the anchor of the group on the owner's page, where it is shown."""
    firsts = ((owner.handle, mine[0]) for owner in owners for mine in owner.parties[:GROUPS_SHOWN])
    return {(handle, one.supplier): _anchor(one) for handle, one in firsts if one.supplier}


def _exposures(site: Site, tasks: list[Task]) -> dict[str, Exposure]:
    return {one: exposure(site, one) for one in {task.supplier for task in tasks} if one}
