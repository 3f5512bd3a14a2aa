"""Naive evaluation of the checks of endorsements and certificates, on the raw record."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from tests.naive.basics import Data, amount, day, items, plus_days, plus_months
from tests.naive.names import alike, plain

Found = list[tuple[str, str]]
LEVELS = ["box_ticked", "endorsement_number", "endorsement_on_file"]
RATINGS = ["D", "C-", "C", "C+", "C++", "B-", "B", "B+", "B++", "A-", "A", "A+", "A++"]
SIZES = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
]


def certificates(record: Data, policy: Data) -> list[Data]:
    """The certificates that show a policy, by id."""
    shown = [
        one
        for one in items(record, "insurance", "certificates")
        if one["id"] == policy.get("certificate") or policy["id"] in one.get("policies", [])
    ]
    return sorted(shown, key=lambda one: str(one["id"]))


def newest(record: Data, policy: Data, today: date) -> Data | None:
    """The last certificate dated by today; else the one that the policy names, or the first."""
    shown = certificates(record, policy)
    dated = [one for one in shown if "date" in one and one["date"] <= today.isoformat()]
    if dated:
        return max(dated, key=lambda one: (one["date"], one["id"]))
    named = [one for one in shown if one["id"] == policy.get("certificate")]
    listing = [one for one in shown if policy["id"] in one.get("policies", [])]
    return (named + listing + [None])[0]  # type: ignore[list-item]


def term(record: Data, policy: Data) -> tuple[date, date] | None:
    """First day with cover and first day without; None when that is not known."""
    start, end, cancelled = (
        day(policy.get(k)) for k in ("policy_eff", "policy_exp", "cancelled_on")
    )
    named = [one for one in certificates(record, policy) if one["id"] == policy.get("certificate")]
    paper = (named + certificates(record, policy) + [{}])[0]
    american = paper.get("form", "").startswith("ACORD")
    if policy.get("expiry_convention", "exclusive" if american else "inclusive") == "inclusive":
        end = end and plus_days(end, 1)
    end = min((one for one in (end, cancelled) if one), default=None)
    known = start and end and not (policy.get("status") == "cancelled" and not cancelled)
    return (start, end) if known and start and end else None


def of_line(record: Data, line: str) -> list[Data]:
    """Policies of a line, drafts left out."""
    found = items(record, "insurance", "policies")
    return [one for one in found if one["line"] == line and one.get("status") != "draft"]


def running(record: Data, line: str, today: date) -> list[Data]:
    """Policies of a line in force today, but for one that another of them supersedes."""
    terms = [(one, term(record, one)) for one in of_line(record, line)]
    now = [one for one, when in terms if when and when[0] <= today < when[1]]
    ids = {one["id"] for one in now}
    return [one for one in now if one.get("superseded_by") not in ids - {one["id"]}]


def lines(record: Data, params: Data) -> list[str]:
    """The lines asked for, or all on file."""
    found = items(record, "insurance", "policies")
    mine = dict.fromkeys(one["line"] for one in found if one.get("status") != "draft")
    return list(params.get("lines") or mine)


def behind(record: Data, params: Data, today: date) -> Iterator[tuple[str, Data | None]]:
    """Each certificate behind a policy in force once, by subject; None for a policy without."""
    found = items(record, "insurance", "policies")
    wanted = lines(record, params)
    done = set()
    for policy in found:
        if policy["line"] not in wanted or policy not in running(record, policy["line"], today):
            continue
        paper = newest(record, policy, today)
        subject = f"insurance/certificates/{paper['id']}" if paper else ""
        if not paper:
            yield f"insurance/policies/{policy['id']}", None
        elif subject not in done:
            done.add(subject)
            yield subject, paper


def contracts(record: Data) -> list[Data]:
    """Contracts for work: not cancelled, no agreement about secrets or data."""
    found = items(record, "contracts")
    return [
        one for one in found if "cancelled_on" not in one and one.get("type") not in ("NDA", "DPA")
    ]


def last_day(contract: Data) -> date | None:
    """The last day of a contract; None for one without an end."""
    ends = [day(contract.get("terminated_on"))]
    if not contract.get("evergreen"):
        ends.append(day(contract.get("ends_on")))
    return min((one for one in ends if one), default=None)


def over(contract: Data, today: date) -> bool:
    """Whether it has ended."""
    last = last_day(contract)
    return last is not None and last < today


def proof(group: Data, wanted: str) -> str:
    """Whether a provision is proved as far as is asked for."""
    if not group:
        return "unknown"
    level = group.get("proof") or ("box_ticked" if group.get("ticked") else None)
    if level is None:
        return "fail" if group.get("ticked") is False else "unknown"
    return "pass" if LEVELS.index(level) >= LEVELS.index(wanted) else "fail"


def ours(record: Data, params: Data, group: Data, today: date, reference: Data) -> str | None:
    """Whether a provision is in our favour; None when the record says nothing about it."""
    listed = reference.get("organisation", {}).get("legal_entities", [])
    names = [params["entity"]] if "entity" in params else [one["name"] for one in listed]
    who = group.get("entity_named")
    if who and alike(who, names) == "pass":
        return "pass"
    if group.get("basis") == "blanket":
        live = [one for one in contracts(record) if not over(one, today)]
        if any("signed_on" in one and one["signed_on"] <= today.isoformat() for one in live):
            return "pass"
        return "unknown" if any("signed_on" not in one for one in live) else "fail"
    if who:
        return alike(who, names) if names else "unknown"
    return "unknown" if group.get("basis") == "scheduled" else None


def best(record: Data, line: str, today: date, judge: Any) -> tuple[str, str]:
    """The best answer of the policies in force; without any, whether one may be."""
    answers = [judge(one) for one in running(record, line, today)]
    subject = f"insurance/{line}"
    for outcome in ("pass", "unknown", "fail"):
        if outcome in answers:
            return subject, outcome
    vague = [
        one
        for one in of_line(record, line)
        if term(record, one) is None
        and "superseded_by" not in one
        and one.get("status") != "superseded"
    ]
    return subject, "unknown" if vague else "fail"


def provision(key: str, basis: bool) -> Any:
    """A naive check of one provision."""

    def run(record: Data, params: Data, today: date, reference: Data) -> Found:
        def judge(policy: Data) -> str:
            group = policy.get(key) or {}
            answer = proof(group, params["proof"])
            if answer != "pass":
                return answer
            found = ours(record, params, group, today, reference)
            return found or ("unknown" if basis else "pass")

        return [best(record, line, today, judge) for line in params["lines"]]

    return run


INS_16 = provision("addl_insd", True)
INS_18 = provision("subr_wvd", False)
INS_19 = provision("primary_noncontributory", False)


def INS_17(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Forms for ongoing and completed work, or for completed work alone once all has ended."""
    made = contracts(record)
    groups = [params["completed_forms"]]
    if not made or not all(over(one, today) for one in made):
        groups.append(params["ongoing_forms"])
    else:
        ends = [last for one in made if (last := last_day(one))]
        if all(plus_months(last, 12 * params["years"]) < today for last in ends):
            return []

    def judge(policy: Data) -> str:
        group = policy.get("addl_insd") or {}
        answer = proof(group, params["proof"])
        if answer == "fail" or not group.get("forms"):
            return answer if answer == "fail" else "unknown"
        forms = [" ".join(one.upper().split()) + " " for one in group["forms"]]
        fits = all(any(f.startswith(w + " ") for f in forms for w in wanted) for wanted in groups)
        return answer if fits else "fail"

    return [best(record, line, today, judge) for line in params["lines"]]


def INS_20(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Notice endorsed for the days."""

    def judge(policy: Data) -> str:
        notice = policy.get("notice_of_cancellation") or {}
        endorsed, days = notice.get("endorsed"), notice.get("days")
        if notice and (endorsed is False or (days is not None and days < params["days"])):
            return "fail"
        return "unknown" if not endorsed or days is None else "pass"

    return [best(record, line, today, judge) for line in params["lines"]]


def INS_22(record: Data, params: Data, today: date, reference: Data) -> Found:
    """The holder is one of us at our address."""
    us = reference.get("organisation", {}).get("legal_entities", [])

    def judge(holder: str | None) -> str:
        if not holder or not us:
            return "unknown"
        for one in us:
            name, printed = plain(one["name"]), plain(holder)
            if printed != name and not printed.startswith(name + " "):
                continue
            if "address" not in one:
                return "unknown"
            full = [part.strip() for part in one["address"].split(",")]
            short = full[:-1] if len(full) > 1 and full[-1].isalpha() else full
            rest = printed[len(name) :].strip()
            return "pass" if rest in (plain(" ".join(full)), plain(" ".join(short))) else "fail"
        near = alike(holder.split(",")[0], [one["name"] for one in us])
        return "fail" if near == "fail" else "unknown"

    return [
        (subject, judge(paper.get("certificate_holder")) if paper else "unknown")
        for subject, paper in behind(record, params, today)
    ]


def INS_23(record: Data, params: Data, today: date, reference: Data) -> Found:
    """The rating of each insurer, as it was last looked up."""
    seen: dict[str, list[Data]] = {}
    answers: dict[str, str] = {}
    for policy in items(record, "insurance", "policies"):
        wanted = policy["line"] in lines(record, params)
        if not wanted or policy not in running(record, policy["line"], today):
            continue
        paper = newest(record, policy, today) or {}
        letter, name = policy.get("insurer_letter"), policy.get("insurer")
        listed = [
            one
            for one in paper.get("insurers", [])
            if (letter and one.get("letter") == letter)
            or (name and plain(one["name"]) == plain(name))
        ]
        one = (listed + ([{"name": name}] if name else []) + [None])[0]
        if one is None:
            answers[f"insurance/policies/{policy['id']}"] = "unknown"
            continue
        subject = f"insurance/insurers/{one['name']}"
        seen.setdefault(subject, []).append(one)
    for subject, entries in seen.items():
        last = max(looked(one, today) for one in entries)
        newest_ones = [one for one in entries if looked(one, today) == last]
        answers[subject] = worst([rated(one, params, today) for one in newest_ones])
    return list(answers.items())


def looked(insurer: Data, today: date) -> str:
    """The day an insurer was looked up, if that has come."""
    found = str(insurer.get("rating_as_of", ""))
    return found if found <= today.isoformat() else ""


def rated(insurer: Data, params: Data, today: date) -> str:
    """Whether one insurer is strong enough."""
    kind, rating, size = (insurer.get(key) for key in ("kind", "am_best_rating", "fsc"))
    if kind in params.get("exempt_kinds", []):
        return "pass"
    if kind not in (None, "rated") and not rating:
        return "fail"
    if rating and rating not in RATINGS[RATINGS.index(params["rating"]) :]:
        return "fail"
    if size and size not in SIZES[SIZES.index(params["size"]) :]:
        return "fail"
    when = day(insurer.get("rating_as_of"))
    if when and plus_months(when, params["months"]) < today:
        return "fail"
    return "pass" if rating and size and when and when <= today else "unknown"


def INS_26(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Deductible and retention at most the cap."""

    def judge(policy: Data) -> str:
        parts = [policy[key] for key in ("deductible", "retention_sir") if key in policy]
        worth = [
            converted(one, params["cap"]["currency"], params, today, reference) for one in parts
        ]
        if any(one is not None and one > Decimal(params["cap"]["amount"]) for one in worth):
            return "fail"
        return "unknown" if None in worth or not worth else "pass"

    return [
        (f"insurance/{line}", worst([judge(one) for one in now]))
        for line in params["lines"]
        if (now := running(record, line, today))
    ]


def worst(answers: list[str]) -> str:
    """Fail before unknown before pass."""
    return next(one for one in ("fail", "unknown", "pass") if one in answers)


def converted(money: Data, to: str, params: Data, today: date, reference: Data) -> Decimal | None:
    """Money in another currency at the newest rate, if that is fresh."""
    if money["currency"] == to:
        return amount(money, to)
    value = Decimal(money["amount"])
    for currency, up in ((money["currency"], True), (to, False)):
        if currency == reference.get("base", "USD"):
            continue
        rates = [
            (one["date"], Decimal(one["rate"]))
            for one in reference.get("rates", [])
            if one["currency"] == currency and one["date"] <= today.isoformat()
        ]
        newest_on, rate = max(rates, default=("0001-01-01", Decimal(0)))
        if (today - date.fromisoformat(newest_on)).days > params["rate_max_age_days"]:
            return None
        value = value * rate if up else value / rate
    return value


def INS_27(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Not too old, and not dated after it came in."""

    def judge(paper: Data | None) -> str:
        dated = day((paper or {}).get("date"))
        if not paper or not dated:
            return "unknown"
        came = day(paper.get("evidence", {}).get("received_on"))
        if came and came < dated:
            return "fail"
        if dated > today:
            return "unknown"
        late = plus_months(dated, params["months"]) < today
        new = record["lifecycle_status"] in ("prospect", "onboarding")
        late = late or (new and (today - dated).days > params["onboarding_days"])
        return "fail" if late else "pass"

    return [(subject, judge(paper)) for subject, paper in behind(record, params, today)]


def INS_28(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Signed."""
    answers = {True: "pass", False: "fail", None: "unknown"}
    return [
        (subject, answers[(paper or {}).get("authorized_representative", {}).get("signed")])
        for subject, paper in behind(record, params, today)
    ]


def INS_29(record: Data, params: Data, today: date, reference: Data) -> Found:
    """No exclusion of what we buy, or a decision about it."""

    def judge(policy: Data) -> str:
        if "exclusions_noted" not in policy:
            return "unknown"
        text = [one.lower() for one in policy["exclusions_noted"]]
        if not any(word.lower() in one for one in text for word in params["exclusions"]):
            return "pass"
        made = policy.get("exclusions_decision", {})
        if "decision" not in made or made.get("decided_on", "9") > today.isoformat():
            return "unknown"
        return "pass" if made["decision"] == "acceptable" else "fail"

    return [
        (f"insurance/{line}", worst([judge(one) for one in now]))
        for line in lines(record, params)
        if (now := running(record, line, today))
    ]


def INS_31(record: Data, params: Data, today: date, reference: Data) -> Found:
    """Every limit in the currency, or in one with a rate."""
    found: Found = []
    for line in lines(record, params):
        held = {
            money["currency"]
            for one in running(record, line, today)
            for money in one.get("limits", {}).values()
        }
        ones = [{"amount": "1", "currency": one} for one in held]
        known = [converted(one, params["currency"], params, today, reference) for one in ones]
        if held:
            found.append((f"insurance/{line}", "unknown" if None in known else "pass"))
    return found


NAIVE = {
    "INS-16": INS_16,
    "INS-17": INS_17,
    "INS-18": INS_18,
    "INS-19": INS_19,
    "INS-20": INS_20,
    "INS-22": INS_22,
    "INS-23": INS_23,
    "INS-26": INS_26,
    "INS-27": INS_27,
    "INS-28": INS_28,
    "INS-29": INS_29,
    "INS-31": INS_31,
}
