"""A waiver is not extended for ever.

Why: An exception that is extended each quarter is the rule nobody dared to write.
Method: The waivers that this one goes on from are followed back: those it names as extended, and
those of the very same requirement, supplier and scope that reach to its first day, named or not.
The number of extensions, or the number written if that is higher, and the days that all of them
cover are held against the clause's limits. An extension must be of the same requirement and
supplier.
Boundary: As many extensions and days as the limits is allowed. A day between two waivers begins
anew. A waiver that is extended and not on file: unknown.
Example: Three waivers of 90 days in a row, at most 1 extension: the third fails.
Excludes: Waivers that are closed or revoked; those that were closed count as days used.
Mend: Meet the rule, change the supplier, or propose to change the rule.
"""

from collections.abc import Iterable, Iterator

from generator.checks._faults import Faults, judge
from generator.checks._waivers import about, earlier, over
from generator.checks.base import Param, Result, Subject, WaiverCase, check
from generator.model.policy import Waiver

PARAMS = (
    Param(name="max_extensions", kind="integer", stricter="lower"),
    Param(name="max_days", kind="integer", stricter="lower"),
)


@check("WVR-04", "renewals", *PARAMS, subject=Subject.WAIVER)
def run(case: WaiverCase) -> Iterator[Result]:
    """One result for each waiver that nobody has ended."""
    waiver = case.waiver
    if over(waiver):
        return
    most, most_days = case.integer("max_extensions"), case.integer("max_days")
    thing = about(
        case,
        f"at most {most} extensions and {most_days} days in all",
        "Meet the rule, change the supplier, or propose to change the rule.",
        *(("extension_of",) if waiver.data.get("extension_of") else ()),
    )
    before = list(earlier(case))
    count = max(len(before), int(waiver.data.get("extension_count") or 0))
    days = covered([waiver, *before])
    faults = Faults()
    named = waiver.data.get("extension_of")
    parent = next((one for one in case.catalog.waivers if one.id == named), None)
    if named and parent is None:
        faults.unknown.append(f"{named}, which it extends, is not on file")
    elif parent is not None and parent not in before:
        faults.wrong.append(f"it extends {named}, a waiver of something else")
    if count > most:
        faults.wrong.append(f"extension {count}")
    if days > most_days:
        faults.wrong.append(f"{days} days in all")
    yield judge(thing, faults, f"extension {count}, {days} days in all")


def covered(waivers: Iterable[Waiver]) -> int:
    """How many days the waivers cover together, each day counted once."""
    count = 0
    reached = 0
    for one in sorted(waivers, key=lambda one: one.starts_on):
        first = max(one.starts_on.toordinal(), reached + 1)
        last = one.expires_on.toordinal()
        count += max(0, last - first + 1)
        reached = max(reached, last)
    return count
