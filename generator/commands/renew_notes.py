"""What a person should know about a renewal that was made."""

from typing import Any

from generator.commands.base import tell
from generator.commands.renewing import Renewal
from generator.load.references import plan, references
from generator.load.renewal import CERTIFICATES, POLICIES
from generator.model.fields import Field
from generator.model.records import (
    Certification,
    InsurancePolicy,
    Licence,
    Permit,
    Record,
    Supplier,
)


def tell_renewals(
    path: str,
    old: dict[str, Any],
    new: dict[str, Any],
    renewals: list[Renewal],
    shape: Field,
    *,
    dry_run: bool,
) -> None:
    """Which document supersedes which, what to compare, what to enter, and what to look at."""
    tell(f"{'Would change' if dry_run else 'Changed'} {path}:")
    for one in renewals:
        made = one.new()
        tell(f"  {one.facts['id']} supersedes {one.name}")
        if made.carried:
            tell(f"    taken over, compare with the paper: {', '.join(made.carried)}")
        if made.left:
            tell(f"    not taken over, enter what the paper shows: {', '.join(made.left)}")
    notes = [*_without_a_digest(renewals), *_gaps(new, renewals)]
    for note in [*notes, *_still_named(old, renewals, shape)]:
        tell(f"note: {note}")


def _without_a_digest(renewals: list[Renewal]) -> list[str]:
    """Papers that nobody can show to be unchanged."""
    return [
        f"{one.facts['id']} has no SHA-256 of its paper, which REC-10 asks for: add --file PATH "
        "(it is computed from the file) or --sha256 VALUE"
        for one in renewals
        if one.flag("sha256") and not one.knows("evidence.sha256")
    ]


def _gaps(new: dict[str, Any], renewals: list[Renewal]) -> list[str]:
    supplier = Supplier(Record(kind="supplier", id=str(new["id"]), path="", data=new))
    listed: list[InsurancePolicy | Licence | Permit | Certification] = [
        *supplier.insurance_policies,
        *supplier.licences,
        *supplier.permits,
        *supplier.certifications,
    ]
    dated = {(one.pointer[:-1], one.id): one.term for one in listed}
    notes = []
    for one in renewals:
        before = dated.get((one.kind.path, str(one.old["id"])))
        after = dated.get((one.kind.path, str(one.facts["id"])))
        if before and after and before.end_excl and after.start and after.start > before.end_excl:
            notes.append(
                f"from {before.end_excl} until {after.start} neither {one.old['id']} nor "
                f"{one.facts['id']} is in force"
            )
    return notes


def _still_named(old: dict[str, Any], renewals: list[Renewal], shape: Field) -> list[str]:
    """Other places that name an old document. What they mean is for a person to decide."""
    linked = (CERTIFICATES.path, POLICIES.path)
    notes = []
    for pointer, kind, name in references(old, plan(shape)):
        for one in renewals:
            if kind == f"self:{one.kind.key}" and name == one.old["id"]:
                if pointer[:2] in linked:
                    continue
                place = ".".join(str(key) for key in pointer if isinstance(key, str))
                notes.append(f"{place} names {name}: name {one.facts['id']} there if that is meant")
    return notes
