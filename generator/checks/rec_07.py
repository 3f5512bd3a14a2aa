"""Each supplier has an owner and a deputy of ours.

Why: A supplier that nobody looks after renews by itself, and nobody answers for it.
Method: The record names an owner and a deputy. Each is on the list of roles, each is held by
somebody, and they are two different roles.
Boundary: A role is vacant from the day written as ``vacant_since``; the day before it still counts.
An empty list of roles: unknown.
Example: Owner @facilities-cm, vacant since 1 Sep 2026: passes on 31 Aug, fails from 1 Sep 2026.
Excludes: Who the people are: the catalog knows roles only.
Mend: Fill the role, or name another owner or deputy in the record.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Result, check
from generator.model.dates import parse_date
from generator.model.words import day


@check("REC-07", "owner-present")
def run(case: Case) -> Iterator[Result]:
    """One result for the owner, one for the deputy."""
    for field in ("owner", "deputy"):
        role = case.supplier.data.get(field, "")
        name = case.catalog.reference.role_name(role)
        thing = Thing(
            subject=f"record/{field}",
            words=f"The {field} of the record",
            required=f"a role of ours that somebody holds as {field}",
            fix=f"Fill the role, or name another {field} in the record.",
            pointer=(field,) if role else (),
        )
        yield judge(thing, _faults(case, field, role, name), name)


def _faults(case: Case, field: str, role: str, name: str) -> Faults:
    faults = Faults()
    roles = case.catalog.reference.roles
    if not role:
        faults.wrong.append("none is named")
        return faults
    if field == "deputy" and role == case.supplier.data.get("owner"):
        faults.wrong.append(f"{name} is the owner as well")
    if not roles:
        faults.unknown.append("there is no list of roles to compare it with")
    elif role not in roles:
        faults.wrong.append(f"{role} is not on the list of roles")
    else:
        vacant = parse_date(roles[role].get("vacant_since"))
        if vacant is not None and case.today.reached(vacant):
            faults.wrong.append(f"{name} is vacant since {day(vacant)}")
    return faults
