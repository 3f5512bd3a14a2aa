"""From policy and waiver records to the handbook's clauses and requirements."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from generator.load.wording import Issue, suggestion
from generator.model.dates import parse_date
from generator.model.policy import (
    REFERENCE,
    Clause,
    Policy,
    Requirement,
    Value,
    Waiver,
    parameter_value,
    resolve,
)
from generator.model.records import Pointer, Record

_BRACES = re.compile(r"\{[^}]*\}?|\}")


class ParamSpec(Protocol):
    """What the loader has to know of a check's parameter."""

    @property
    def name(self) -> str: ...
    @property
    def required(self) -> bool: ...
    @property
    def threshold(self) -> bool: ...
    def problem(self, value: Value) -> str: ...


class CheckSpec(Protocol):
    """What the loader has to know of a check."""

    @property
    def params(self) -> tuple[Any, ...]: ...
    @property
    def uses_warn_days(self) -> bool: ...


def read_policy(record: Record, checks: Mapping[str, CheckSpec]) -> tuple[Policy, list[Issue]]:
    """The policy of a record that fits its schema, and what is wrong beyond the schema."""
    data = record.data
    issues: list[Issue] = []
    clauses = []
    for index, clause in enumerate(data["clauses"]):
        read, found = _clause(record, ("clauses", index), clause, checks)
        clauses.append(read)
        issues += found
    return Policy(
        id=record.id,
        path=record.path,
        data=data,
        title=data["title"],
        version=data["version"],
        status=data["status"],
        effective_from=parse_date(data.get("effective_from")),
        review_by=parse_date(data.get("review_by")),
        owner=data.get("owner", ""),
        clauses=tuple(clauses),
    ), issues


def _clause(
    record: Record, pointer: Pointer, data: Mapping[str, Any], checks: Mapping[str, CheckSpec]
) -> tuple[Clause, list[Issue]]:
    parameters = {key: parameter_value(one) for key, one in (data.get("parameters") or {}).items()}
    issues = list(_text_issues(data["text"], pointer, parameters))
    requirements = []
    for index, one in enumerate(data.get("requirements") or ()):
        where = (*pointer, "requirements", index)
        reader = _Reader(where, one, parameters)
        requirements.append(reader.requirement(record, data["id"]))
        issues += reader.issues
        issues += _check_issues(one, where, requirements[-1], checks)
    return Clause(
        id=data["id"],
        policy=record.id,
        pointer=pointer,
        data=data,
        text=data["text"],
        modality=data["modality"],
        verification=data.get("verification", "human"),
        parameters=parameters,
        requirements=tuple(requirements),
    ), issues


def _text_issues(text: str, pointer: Pointer, parameters: Mapping[str, Value]) -> Iterator[Issue]:
    used = set()
    for found in _BRACES.finditer(text):
        match = REFERENCE.fullmatch(found.group())
        name = match.group(1) if match else ""
        used.add(name)
        if name not in parameters:
            hint = suggestion(name, parameters)
            yield (
                (*pointer, "text"),
                "POL-04",
                f"the text names {found.group()!a}, which is no parameter of this clause{hint}",
            )
    for name in sorted(set(parameters) - used):
        yield (
            (*pointer, "parameters", name),
            "POL-04",
            f"the parameter '{name}' is not in the clause's text: people would not read it",
        )


class _Reader:
    """Reads one requirement, its figures set in from the clause's parameters."""

    def __init__(
        self, pointer: Pointer, data: Mapping[str, Any], parameters: Mapping[str, Value]
    ) -> None:
        self.pointer, self.data, self.parameters = pointer, data, parameters
        self.issues: list[Issue] = []

    def requirement(self, record: Record, clause: str) -> Requirement:
        """The requirement; what could not be resolved is in ``issues`` and left out."""
        data = self.data
        params = {
            key: self._value(value, ("params", key))
            for key, value in (data.get("params") or {}).items()
        }
        days = [self._value(v, ("warn_days", i)) for i, v in enumerate(data.get("warn_days") or ())]
        return Requirement(
            id=data["id"],
            policy=record.id,
            clause=clause,
            check=data["check"],
            path=record.path,
            pointer=self.pointer,
            severity=data["severity"],
            applies_when=self._selector(data.get("applies_when") or {}),
            params={key: value for key, value in params.items() if value is not None},
            warn_days=tuple(one for one in days if isinstance(one, int)),
            effective_from=parse_date(self._value(data.get("effective_from"), ("effective_from",))),
            transition_until=parse_date(
                self._value(data.get("transition_until"), ("transition_until",))
            ),
            responsible=data.get("responsible", ""),
            waivable=data.get("waivable", True),
            how_to_fix=data.get("how_to_fix", ""),
            expect_no_match=data.get("expect_no_match", False),
        )

    def _selector(self, when: Mapping[str, Any]) -> dict[str, Any]:
        found = dict(when)
        if "value_min" in found:
            found["value_min"] = self._value(found["value_min"], ("applies_when", "value_min"))
        return found

    def _value(self, value: Any, where: Pointer) -> Value | None:
        if value is None:
            return None
        try:
            return resolve(value, self.parameters)
        except KeyError as missing:
            name = str(missing.args[0])
            hint = suggestion(name, self.parameters)
            self.issues.append(
                (
                    (*self.pointer, *where),
                    "POL-04",
                    f"'{name}' is no parameter of this clause{hint}",
                )
            )
            return None


def _check_issues(
    data: Mapping[str, Any],
    pointer: Pointer,
    requirement: Requirement,
    checks: Mapping[str, CheckSpec],
) -> Iterator[Issue]:
    spec = checks.get(requirement.check)
    if spec is None:
        hint = suggestion(requirement.check, checks)
        yield (*pointer, "check"), "POL-04", f"there is no check '{requirement.check}'{hint}"
        return
    raw = data.get("params") or {}
    known = {one.name: one for one in spec.params}
    for name in raw:
        if name not in known:
            hint = suggestion(name, known) or f"; it takes: {', '.join(known) or 'none'}"
            yield (
                (*pointer, "params", name),
                "POL-04",
                f"{requirement.check} takes no parameter '{name}'{hint}",
            )
    for name, one in known.items():
        value = requirement.params.get(name)
        if value is None:
            if one.required and name not in raw:
                yield (
                    (*pointer, "check"),
                    "POL-04",
                    f"{requirement.check} needs the parameter '{name}'",
                )
            continue
        wrong = one.problem(value)
        if wrong:
            yield (*pointer, "params", name), "POL-04", wrong
        elif one.threshold and not _is_reference(raw[name]):
            yield (*pointer, "params", name), "POL-04", _LITERAL.format(name=name)
    for index, value in enumerate(data.get("warn_days") or ()):
        if not _is_reference(value):
            yield (*pointer, "warn_days", index), "POL-04", _LITERAL.format(name="warn_days")
    if data.get("warn_days") and not spec.uses_warn_days:
        yield (
            (*pointer, "warn_days"),
            "POL-04",
            f"{requirement.check} does not look ahead: it takes no warn_days",
        )


_LITERAL = (
    "the figure of '{name}' must be a parameter of the clause, named here as \"{{name}}\", so that "
    "the text and the rule cannot differ"
)


def _is_reference(value: Any) -> bool:
    return isinstance(value, str) and REFERENCE.fullmatch(value) is not None


def read_waiver(record: Record) -> Waiver:
    """The waiver of a record that fits its schema."""
    data = record.data
    scope = data.get("scope") or {}
    start, end = parse_date(data["starts_on"]), parse_date(data["expires_on"])
    approved_on = parse_date(data["approved_on"])
    assert start is not None and end is not None and approved_on is not None
    revoked = data.get("status") in ("revoked", "closed")
    return Waiver(
        id=record.id,
        path=record.path,
        data=data,
        requirement=data["requirement"],
        supplier=data["supplier"],
        subject=data.get("subject", ""),
        category=scope.get("category", ""),
        jurisdiction=scope.get("jurisdiction", ""),
        requested_by=data["requested_by"],
        approved_by="" if revoked else data["approved_by"],
        approved_on=approved_on,
        starts_on=start,
        expires_on=end,
    )
