"""Bank details were verified by a second person, another way.

Why: A payment to a wrong account is gone. Most such frauds begin with a message that looks right.
Method: The record says when the details were verified, by which of the clause's methods and, for a
call, from which of the clause's sources the number came. Who verified is not who passed them on.
Boundary: Verified today counts, on a day to come does not. Not verified at all fails; a method, a
source or a role that is not recorded is unknown.
Example: Verified by call-back to a number from the request: fails.
Excludes: Later changes (PAY-02). Findings repeat neither days nor roles: they are restricted, and
the account number is not in the record at all.
Mend: Have Accounts payable call a number that it found by itself, and record day, roles and ticket.
"""

from collections.abc import Iterator

from generator.checks._faults import Faults, Thing, judge
from generator.checks.base import Case, Param, Result, check
from generator.model.dates import parse_date
from generator.model.words import listing, plain

PARAMS = (
    Param(name="methods", kind="texts"),
    Param(name="sources", kind="texts"),
)
CALL = "call_back"


@check("PAY-01", "bank-verified", *PARAMS)
def run(case: Case) -> Iterator[Result]:
    """One result for the supplier."""
    payment = case.supplier.data.get("payment") or {}
    methods = listing([plain(one) for one in case.texts("methods")], "or")
    sources = listing([plain(one) for one in case.texts("sources")], "or")
    thing = Thing(
        subject="payment/bank",
        words="Bank details",
        required=f"verified by {methods} (a number from {sources}) and by a second role",
        fix="Have Accounts payable verify them anew, and record the day, the roles and the ticket.",
        pointer=("payment",) if payment else (),
    )
    faults = Faults()
    verified = parse_date(payment.get("bank_verified_on"))
    if not payment:
        faults.wrong.append("none on file")
    elif verified is None:
        faults.wrong.append("no day of verification is recorded")
    elif not case.today.reached(verified):
        faults.wrong.append("the day of verification is still to come")
    else:
        _how(case, payment, faults)
    yield judge(thing, faults, "verified as required")


def _how(case: Case, payment: dict[str, str], faults: Faults) -> None:
    method, source = payment.get("method", ""), payment.get("number_source", "")
    if not method:
        faults.missing("how they were verified")
    elif method not in case.texts("methods"):
        faults.wrong.append("verified by a method that does not count")
    elif method == CALL and not source:
        faults.missing("where the number came from that was called")
    elif method == CALL and source not in case.texts("sources"):
        faults.wrong.append("the number that was called came from a source that does not count")
    asked, verifier = payment.get("requested_by", ""), payment.get("bank_verified_by", "")
    if not asked or not verifier:
        faults.missing("who passed them on" if verifier else "who verified them")
    elif asked == verifier:
        faults.wrong.append("whoever passed them on verified them")
