"""The path of a purchase, from the need to the end of the contract, and what matters on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.model.policy import Policy
from generator.pages.texts import text

# Marks a text for translation; ``text`` translates it where it is used.
_ = str
_PHASES: Mapping[str, tuple[str, str]] = {
    "need": (_("Need"), _("Say what is required. Do we have it, make it, or buy it?")),
    "market": (_("Market"), _("See who could supply it.")),
    "sourcing": (_("Sourcing"), _("Ask, compare and choose.")),
    "contract": (_("Contract"), _("Check the supplier, approve and sign.")),
    "order": (_("Order"), _("Request, approve, order.")),
    "receipt": (_("Receipt"), _("Receive and inspect.")),
    "payment": (_("Payment"), _("Match the invoice, and pay.")),
    "managing": (_("Managing"), _("Watch papers, performance and risk.")),
    "exit": (_("Renewal or exit"), _("Decide in time; leave in good order.")),
}
_PER_ORDER = ("order", "receipt", "payment")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One step. ``per_order`` marks procure-to-pay: what is done again for each order."""

    name: str
    title: str
    says: str
    per_order: bool
    policies: tuple[Policy, ...]


def phases(found: Sequence[tuple[Policy, Mapping[str, Any]]]) -> list[Phase]:
    """Every step with the policies in force that matter on it; empty where no policy names one."""
    made = [
        Phase(
            name=name,
            title=text(title),
            says=text(says),
            per_order=name in _PER_ORDER,
            policies=tuple(
                policy
                for policy, data in found
                if policy.status == "in_force" and name in (data.get("phases") or ())
            ),
        )
        for name, (title, says) in _PHASES.items()
    ]
    return made if any(one.policies for one in made) else []
