"""CODEOWNERS, made from the owners that records and policies name.

A role's handle is its ``code_owner`` where it has one, else its own. The last line that fits a
path counts, so what is general comes first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.governance.gate_files import gate_paths
from generator.model.catalog import Catalog
from generator.model.records import Record

MARK = "# Made by 'catalog codeowners' from the owners in the records."
KEEPER = "@procurement-ops"
"""Who keeps what nobody else owns."""
_KEPT_BY = "# What nobody else owns is kept by "
_KEPT = ("suppliers", "policies", "reference", "schemas")


def codeowners(catalog: Catalog, prefix: str = "", keeper: str = KEEPER) -> str:
    """The whole file. ``prefix`` leads from the top of the repository to the catalog."""
    roles = _Roles(catalog, keeper)
    rows = [MARK, "# Do not edit it: change the owners, and run the command again."]
    rows += [f"{_KEPT_BY}{keeper}", ""]
    rows += [f"/{path} {roles.keeper}" for path in gate_paths(prefix)]
    rows += [f"/{prefix}{folder}/ {roles.keeper}" for folder in _KEPT]
    rows += ["", *_suppliers(catalog, prefix, roles)]
    rows += ["", *_policies(catalog, prefix, roles)]
    return "\n".join(rows) + "\n"


def keeper_of(text: str) -> str:
    """Who keeps what nobody else owns, as the file says."""
    for row in text.splitlines()[:4]:
        if row.startswith(_KEPT_BY):
            return row.removeprefix(_KEPT_BY)
    return KEEPER


class _Roles:
    def __init__(self, catalog: Catalog, keeper: str) -> None:
        self._roles = catalog.reference.roles
        self.keeper = self.handle(keeper)

    def handle(self, role: str) -> str:
        return str(self._roles.get(role, {}).get("code_owner") or role)

    def handles(self, roles: Iterable[str]) -> str:
        found = dict.fromkeys(self.handle(one) for one in roles if one)
        return " ".join(found) or self.keeper


def _suppliers(catalog: Catalog, prefix: str, roles: _Roles) -> Iterator[str]:
    """For each folder the owners of most of it, then the records of others."""
    folders: dict[str, list[tuple[Record, str]]] = {}
    for record in catalog.suppliers.values():
        owners = roles.handles(str(record.data.get(key, "")) for key in ("owner", "deputy"))
        folders.setdefault(record.path.rpartition("/")[0], []).append((record, owners))
    for folder, records in sorted(folders.items()):
        most = Counter(owners for _, owners in records)
        usual = min(most, key=lambda one: (-most[one], one))
        if folder != "suppliers" and most[usual] > 1:
            yield f"/{prefix}{folder}/ {usual}"
        else:
            usual = ""
        for record, owners in sorted(records, key=lambda one: one[0].path):
            if owners != usual:
                yield f"/{prefix}{record.path} {owners}"


def _policies(catalog: Catalog, prefix: str, roles: _Roles) -> Iterator[str]:
    """A policy's owner and its approver; they also decide on waivers of it."""
    approvers: dict[str, None] = {}
    for policy in catalog.policies.values():
        approver = str(policy.data.get("approved_by", ""))
        approvers |= dict.fromkeys([approver] if approver else [])
        yield f"/{prefix}{policy.path} {roles.handles((policy.owner, approver))}"
    yield f"/{prefix}policies/waivers/ {roles.handles(approvers)}"
    requirements = catalog.requirements
    for waiver in sorted(catalog.waivers, key=lambda one: one.path):
        found = requirements.get(waiver.requirement)
        if found is not None:
            policy = catalog.policies[found.policy]
            owners = roles.handles((policy.owner, str(policy.data.get("approved_by", ""))))
            yield f"/{prefix}{waiver.path} {owners}"
