"""Who does what: every role with its part in each policy, and what it looks after."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages._rules import policy_data, readable_policies
from generator.pages.base import Page, Site, category_path, clause_path
from generator.pages.texts import text

PATH = "handbook/roles/index.html"
Linked = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One role. ``owns`` are policies, ``buys`` categories: title and site path."""

    handle: str
    does: tuple[tuple[Linked, str], ...]
    owns: tuple[Linked, ...]
    buys: tuple[Linked, ...]


def pages(site: Site) -> Iterator[Page]:
    """The one page."""
    found = [_part(site, role) for role in site.catalog.reference.roles]
    parts = [one for one in found if one.does or one.owns or one.buys]
    yield Page(
        path=PATH,
        section="handbook",
        title=text("Who does what"),
        description=text("Every role, what it answers for, and how to reach it."),
        wide=False,
        body=site.render(
            "handbook_roles.html",
            PATH,
            parts=sorted(
                parts, key=lambda one: site.catalog.reference.role_name(one.handle).casefold()
            ),
        ),
    )


def _part(site: Site, role: str) -> Part:
    policies = [(one, policy_data(site, one)) for one in readable_policies(site)]
    categories = site.catalog.reference.categories.values() if site.internal else ()
    return Part(
        handle=role,
        does=tuple(
            ((policy.title, clause_path(policy.id)), one["responsible_for"])
            for policy, data in policies
            for one in data.get("roles") or ()
            if one.get("role") == role
        ),
        owns=tuple(
            (policy.title, clause_path(policy.id))
            for policy, data in policies
            if data.get("owner") == role
        ),
        buys=tuple(
            (one.name, category_path(one.id)) for one in categories if one.data.get("owner") == role
        ),
    )
