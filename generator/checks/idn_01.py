"""The firm is identified by an official register.

Why: A name is not an identity. Two firms may share it, and a fraud borrows it.
Method: Identifiers of company registers (a scheme that begins with a country, such as ``GB-COH`` or
``US-OR-BIN``) count, and those of the other schemes that the clause names. There must be as many as
the clause asks for.
Boundary: As many as asked for is enough. The same number written twice counts once.
Example: Only a DUNS number, and the clause names LEI and VAT: fails.
Excludes: Whether the number is well formed, which is checked when records are read, and whether the
register still lists the firm (IDN-04).
Mend: Look the firm up in the register of its country, and record the scheme and the number.
"""

import re
from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, check
from generator.model.words import listing

REGISTER = re.compile(r"[A-Z]{2}-.+")
PARAMS = (
    Param(name="min_identifiers", kind="integer", stricter="higher"),
    Param(name="schemes", kind="texts", required=False),
)


@check("IDN-01", "legal-identifier", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for the supplier."""
    wanted = {one.casefold() for one in case.texts("schemes")}
    least = case.integer("min_identifiers")
    listed = case.supplier.listed("identifiers")
    held = {(one.text("scheme"), _bare(one.text("id"))) for one in listed}
    counted = {(s, n) for s, n in held if s.casefold() in wanted or REGISTER.fullmatch(s)}
    also = f" or {', '.join(case.texts('schemes'))}" if wanted else ""
    thing = Thing(
        subject="identifiers/register",
        words="Identifiers",
        required=f"at least {least} of a company register{also}",
        fix="Look the firm up in the register of its country, and record the scheme and number.",
        pointer=("identifiers",) if held else (),
    )
    shown = listing(sorted({scheme for scheme, _ in held})) or "none on file"
    faults = Faults()
    if len(counted) < least:
        faults.wrong.append(f"{len(counted)} that count (on file: {shown})" if held else shown)
    yield judge(thing, faults, shown)


def _bare(number: str) -> str:
    return "".join(char for char in number.casefold() if char.isalnum())
