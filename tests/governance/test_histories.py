"""Random histories: whatever the gate lets through, no merged state breaks the rules in force.

Authors propose what comes to their minds, honest and otherwise; what passes is merged, alone or
beside another proposal; days go by. What time alone breaks is tolerated until somebody mends it. An
oracle of its own, which knows nothing of fingerprints and of rules about changes, looks at each
merged state.
"""

import copy
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from generator.checks import registry
from generator.commands.states import read_states
from generator.evaluate import evaluate
from generator.model.assessment import Outcome
from generator.model.catalog import Catalog
from tests.governance import world
from tests.governance.world import Tree, base_tree

NG = "suppliers/facilities/northgate-electric.yml"
SP = "suppliers/facilities/sparkhouse.yml"
BC = "suppliers/facilities/bright-clean.yml"
LL = "suppliers/it/ledgerlark.yml"
PI = "policies/insurance.yml"
W1 = "policies/waivers/wv-2026-001.yml"
ENDS = ("policy_exp", "expires_on", "valid_to", "period_end")

Edit = Callable[[Tree, date], None]
Violation = tuple[str, str, str]


def insured(tree: Tree) -> list[dict[str, Any]]:
    """The suppliers with insurance policies."""
    return [one for path, one in sorted(tree.items()) if one.get("insurance")]


def extend(tree: Tree, today: date) -> None:
    """Type over the end of whatever ends first."""
    policies = [one for record in insured(tree) for one in record["insurance"]["policies"]]
    first = min(policies, key=lambda one: str(one["policy_exp"]))
    first["policy_exp"] = (today + timedelta(days=365)).isoformat()


def renew(tree: Tree, today: date) -> None:
    """Record renewals beside whatever has ended, as it should be done."""
    for record in insured(tree):
        policies = record["insurance"]["policies"]
        for one in list(policies):
            if one["policy_exp"] <= today.isoformat() and "superseded_by" not in one:
                name = f"{one['id']}-{today:%y%m%d}"
                later = {**copy.deepcopy(one), "id": name, "policy_eff": one["policy_exp"]}
                later["policy_exp"] = (today + timedelta(days=300)).isoformat()
                one |= {"superseded_by": name, "status": "superseded"}
                policies.append(later)


def delete_evidence(tree: Tree, today: date) -> None:
    """Drop the oldest policy of somebody."""
    record = insured(tree)[today.toordinal() % len(insured(tree))]
    record["insurance"]["policies"].pop(0)


def delete_supplier(tree: Tree, today: date) -> None:
    """Drop whoever has a finding, with the waivers."""
    tree.pop(SP, None)
    for path in [one for one in tree if tree[one].get("supplier") == "sparkhouse"]:
        del tree[path]


def set_status(name: str, status: str) -> Edit:
    """Give a supplier a status."""

    def edit(tree: Tree, today: date) -> None:
        path = next((one for one in tree if one.endswith(f"/{name}.yml")), "")
        if path:
            tree[path]["lifecycle_status"] = status

    return edit


def bring(amount: str) -> Edit:
    """Bring a supplier with cover of this height."""

    def edit(tree: Tree, today: date) -> None:
        term = {"policy_eff": "2026-01-01", "policy_exp": (today + timedelta(90)).isoformat()}
        limit = {"each_occurrence": {"amount": f"{amount}.00", "currency": "USD"}}
        tree[f"suppliers/new-{amount}.yml"] = {
            "id": f"new-{amount}",
            "legal_name": f"New {amount} Ltd",
            "lifecycle_status": "approved",
            "access": ["onsite"],
            "service_jurisdictions": ["US-OR"],
            "offers": [{"id": "food", "category": "catering", "how_to_order": "Ask."}],
            "insurance": {
                "policies": [
                    {"id": "gl", "line": "commercial_general_liability", "limits": limit, **term},
                    {"id": "wc", "line": "workers_compensation_employers_liability", **term},
                ]
            },
        }

    return edit


def set_limit(amount: str, transition: int = 0) -> Edit:
    """Change what is required, in due form."""

    def edit(tree: Tree, today: date) -> None:
        clause = tree[PI]["clauses"][1]
        clause["parameters"]["limit"] = {"amount": f"{amount}.00", "currency": "USD"}
        if transition:
            clause["parameters"]["end"] = (today + timedelta(transition)).isoformat()
            clause["text"] = "Until {end} a warning; {limit} at rates of {age} days."
            clause["requirements"][0]["transition_until"] = "{end}"
        bump(tree, today)

    return edit


def soften(tree: Tree, today: date) -> None:
    """Make the rule about cover a warning, in due form."""
    tree[PI]["clauses"][0]["requirements"][0]["severity"] = "warning"
    bump(tree, today)


def bump(tree: Tree, today: date) -> None:
    """What a new version of a policy needs."""
    major, minor = tree[PI]["version"].split(".")
    day = today.isoformat()
    tree[PI] |= {"version": f"{major}.{int(minor) + 1}", "approved_on": day, "effective_from": day}


def waive(approver: str, days: int, requirement: str = "gl-limit") -> Edit:
    """File a waiver for whoever needs one."""

    def edit(tree: Tree, today: date) -> None:
        day = today.isoformat()
        name = f"wv-{today:%y%m%d}-{requirement}"
        tree[f"policies/waivers/{name}.yml"] = {
            "id": name,
            "requirement": requirement,
            "supplier": "sparkhouse",
            "reason": "It takes time.",
            "requested_by": "@facilities-lead",
            "approved_by": approver,
            "approved_on": day,
            "starts_on": day,
            "expires_on": (today + timedelta(days)).isoformat(),
        }

    return edit


def stretch(tree: Tree, today: date) -> None:
    """Let a waiver end later."""
    if W1 in tree:
        tree[W1]["expires_on"] = (today + timedelta(days=200)).isoformat()


def raise_limit(tree: Tree, today: date) -> None:
    """Type over a limit."""
    if BC in tree:
        limits = tree[BC]["insurance"]["policies"][0]["limits"]
        limits["each_occurrence"]["amount"] = "9000000.00"


def chat(tree: Tree, today: date) -> None:
    """Change what nobody is held to."""
    tree[LL]["summary"] = f"As of {today}."


EDITS = st.sampled_from(
    [
        *(extend, renew, delete_evidence, delete_supplier, soften, stretch, raise_limit, chat),
        *(set_status("sparkhouse", one) for one in ("suspended", "approved", "offboarding")),
        *(set_status("barred", one) for one in ("approved", "onboarding")),
        *(set_status("northgate-electric", one) for one in ("suspended", "prospect")),
        *(bring(one) for one in ("600000", "1000000", "5000000")),
        *(set_limit("500000"), set_limit("2000000"), set_limit("2000000", 45)),
        *(waive("@risk-director", 60), waive("@facilities-cm", 60), waive("@risk-director", 900)),
        *(waive("@risk-director", 60, "gl-present"), waive("@risk-director", 60, "workers-comp")),
    ]
)


class Histories(RuleBasedStateMachine):
    """The main branch, the day, and what time has broken."""

    def __init__(self) -> None:
        super().__init__()
        self.main: Tree = base_tree()
        self.today = world.AS_OF
        self.tolerated = violations(self.main, self.today)
        self.ends = dict(ends(self.main))

    def judged(self, before: Tree, after: Tree) -> bool:
        """What the gate says of a change today."""
        return world.rule(before, after, as_of=self.today, quick=True).passes

    def edited(self, edits: list[Edit]) -> Tree:
        """Main with the edits of somebody's branch."""
        tree = copy.deepcopy(self.main)
        for edit in edits:
            edit(tree, self.today)
        return tree

    def merge(self, tree: Tree) -> None:
        """It passed: hold it against the rules in force, the old ones and its own."""
        was = violations(self.main, self.today)
        old_rules = {path: one for path, one in self.main.items() if is_rule(path)}
        under = {**{p: one for p, one in tree.items() if not is_rule(p)}, **old_rules}
        assert violations(under, self.today) <= was
        self.main = tree

    @rule(edits=st.lists(EDITS, min_size=1, max_size=2))
    def propose(self, edits: list[Edit]) -> None:
        """Somebody proposes a change; if it passes, it is merged."""
        tree = self.edited(edits)
        if self.judged(self.main, tree):
            self.merge(tree)

    @rule(one=EDITS, other=EDITS)
    def propose_two(self, one: Edit, other: Edit) -> None:
        """Two propose at once; the second is judged again on what the first has left."""
        first, second = self.edited([one]), self.edited([other])
        if not self.judged(self.main, first) or not self.judged(self.main, second):
            return
        both = world.merged(self.main, first, second)
        self.merge(first)
        if both is not None and self.judged(first, both):
            self.merge(both)

    @rule(days=st.integers(min_value=1, max_value=60))
    def wait(self, days: int) -> None:
        """Time alone breaks things; that is nobody's change."""
        before = violations(self.main, self.today)
        self.today += timedelta(days=days)
        self.tolerated |= violations(self.main, self.today) - before

    @invariant()
    def no_unwaived_violation(self) -> None:
        """Of the rules in force, but what time has broken."""
        found = violations(self.main, self.today)
        assert found <= self.tolerated
        self.tolerated &= found

    @invariant()
    def no_evidence_lost(self) -> None:
        """What was once on record is there, and ends when it ended."""
        found = dict(ends(self.main))
        assert {key: found.get(key) for key in self.ends} == self.ends
        self.ends = found


def is_rule(path: str) -> bool:
    """Whether a file holds rules or reference data."""
    return path.startswith(("policies/", "reference/")) and "/waivers/" not in path


def violations(tree: Tree, today: date) -> set[Violation]:
    """What counts against somebody on that day, by what it is about."""
    state = world.snapshot(tree)
    loaded = read_states(state, state, registry()).base
    catalog: Catalog | None = loaded.catalog
    assert catalog is not None, loaded.problems
    return {
        (one.code, one.supplier or "", one.subject)
        for one in evaluate(catalog, today).findings
        if one.outcome is not Outcome.WAIVED and one.severity in ("block", "error")
    }


def ends(tree: Tree) -> Iterator[tuple[tuple[str, str, str], str]]:
    """The last day of every piece of evidence."""
    for record in tree.values():
        insurance = (record.get("insurance") or {}).get("policies") or []
        for one in [*insurance, *(record.get("licences") or []), *(record.get("permits") or [])]:
            for name in ENDS:
                if name in one:
                    yield (record["id"], one["id"], name), one[name]


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=14, stateful_step_count=10)
