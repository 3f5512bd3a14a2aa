"""Random histories: whatever the gate lets through, no merged state breaks the rules in force.

Authors propose what comes to their minds, honest and otherwise; what passes is merged, one or two
at a time; days go by. What time alone breaks is tolerated until somebody mends it. An oracle of its
own, which knows nothing of fingerprints and rules about changes, looks at each merged state.
"""

import copy
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from generator.checks import registry
from generator.evaluate import evaluate
from generator.load.catalog import Loaded
from generator.commands.states import read_states
from generator.model.assessment import Outcome
from generator.model.catalog import Catalog
from tests.governance import world
from tests.governance.world import Tree

NG = "suppliers/facilities/northgate-electric.yml"
BC = "suppliers/facilities/bright-clean.yml"
LL = "suppliers/it/ledgerlark.yml"
PI = "policies/insurance.yml"
W1 = "policies/waivers/wv-2026-001.yml"
ENDS = ("policy_exp", "expires_on", "valid_to", "ends_on", "covers_to", "period_end")
