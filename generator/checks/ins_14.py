"""Work in a state with its own fund is insured there.

Why: A few states and territories sell workers' compensation themselves, and no private policy
counts there. Their fund leaves employers' liability out, so that part is missing unless it is
endorsed.
Method: For each place of work that the clause names as such, a policy in force must come from a
state fund, by the kind of its insurer, and list the place; or an exemption for it must be in date.
And a policy in force must have stop-gap cover endorsed, whichever line it is; with an exemption
there is nobody to insure, and none is needed.
Boundary: A private policy that lists the state fails. Where the kind of the insurer or the stop-gap
cover is not recorded, or a policy has no complete term: unknown.
Example: Work in US-WA, certificate of the state fund on file, general liability with stop-gap:
passes.
Excludes: Work in the United States without a state, of which INS-13 says that it is not known
where.
Mend: Ask the supplier for the certificate of the state fund, and the broker for the stop-gap
endorsement.
"""

from collections.abc import Iterator

from generator.checks._cover import in_force, latest, line_name, policies, topic
from generator.checks._exempt import exempt
from generator.checks._held import undated
from generator.checks._workers import LINE, in_any, insurer, work_places
from generator.checks.base import Case, Param, Result, check, passed
from generator.model.assessment import Outcome
from generator.model.records import InsurancePolicy, Pointer
from generator.model.words import plain

FUND_STATES = Param(name="fund_states", kind="texts", stricter="more")
# Stop-gap cover is endorsed on one of these.
_CARRIERS = (LINE, "commercial_general_liability", "umbrella", "excess")


@check("INS-14", "wc-monopolistic", FUND_STATES)
def run(case: Case) -> Iterator[Result]:
    """Two results for each place of work with a fund: the fund's policy, and stop-gap cover."""
    for place, scopes in work_places(case).items():
        if not in_any(place, case.texts("fund_states")):
            continue
        freed = exempt(case, LINE, (place,))
        for what, required, (outcome, held, pointer) in (
            ("state-fund", f"a certificate of the state fund for {place}", _fund(case, place)),
            ("stop-gap", f"stop-gap employers' liability for {place}", _stop_gap(case)),
        ):
            subject = f"insurance/{LINE}/{place}/{what}"
            if freed.holds or outcome is Outcome.PASS:
                words = freed.words if freed.holds else held
                yield passed(subject, required=required, held=words, topic=topic(LINE))
                continue
            unclear = freed.holds is None and freed.item is not None
            last = latest(policies(case.supplier, (LINE,)))
            yield Result(
                outcome=Outcome.UNKNOWN if unclear else outcome,
                subject=subject,
                topic=topic(LINE),
                pointer=freed.item.pointer if unclear and freed.item else pointer,
                required=required,
                held=freed.words if unclear else held,
                message=f"{line_name(LINE)}: required is {required}; "
                + (f"on file is {freed.words}" if unclear else held),
                fix="Ask the supplier for the certificate of the state fund, and its broker for "
                "the stop-gap endorsement.",
                last_day=last.term.last_day if last else None,
                scopes=scopes or None,
            )


def _fund(case: Case, place: str) -> tuple[Outcome, str, Pointer]:
    found = policies(case.supplier, (LINE,))
    running = in_force(found, case.today)
    judged = [(_from_fund(case, one, place), one) for one in running]
    for wanted in (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL):
        for (outcome, held), one in judged:
            if outcome is wanted:
                return outcome, held, one.pointer
    return _none(found)


def _from_fund(case: Case, policy: InsurancePolicy, place: str) -> tuple[Outcome, str]:
    named, states = (
        f"certificate on file shows policy {policy.number}",
        policy.texts("states_covered"),
    )
    if states and not in_any(place, states):
        return Outcome.FAIL, f"{named} for {', '.join(states)}"
    kind = insurer(case, policy).get("kind", "")
    if kind not in ("", "state_fund"):
        return Outcome.FAIL, f"{named} of a private insurer ({plain(kind)})"
    if not kind:
        return Outcome.UNKNOWN, f"{named}, the kind of its insurer is not recorded"
    if not states:
        return Outcome.UNKNOWN, f"{named}, the states it covers are not recorded"
    return Outcome.PASS, f"policy {policy.number} of the state fund for {', '.join(states)}"


def _stop_gap(case: Case) -> tuple[Outcome, str, Pointer]:
    found = policies(case.supplier, _CARRIERS)
    running = sorted(in_force(found, case.today), key=lambda one: one.id)
    for one in running:
        if one.data.get("stop_gap") is True:
            return Outcome.PASS, f"policy {one.number} with stop-gap cover", one.pointer
    for one in running:
        if "stop_gap" not in one.data:
            held = f"policy {one.number} does not say whether stop-gap cover is endorsed"
            return Outcome.UNKNOWN, held, one.pointer
    if running:
        held = f"certificate on file shows policy {running[0].number} without stop-gap cover"
        return Outcome.FAIL, held, running[0].pointer
    return _none(found)


def _none(found: list[InsurancePolicy]) -> tuple[Outcome, str, Pointer]:
    unclear = undated(found)
    if unclear:
        held = f"policy {unclear[0].number} has no complete term"
        return Outcome.UNKNOWN, held, unclear[0].pointer
    return Outcome.FAIL, "certificates on file show nothing in force", ("insurance",)
