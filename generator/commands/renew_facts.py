"""What the new paper of a renewal says: from flags, and from a person at a terminal."""

import argparse
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.commands.asking import FieldCheck, ask, question_for
from generator.commands.base import UsageError, tell
from generator.commands.renewing import Renewal, needed, wrong_days
from generator.load.renewal import CERTIFICATES, POLICIES
from generator.load.typed import NotTyped, field_at, typed
from generator.model.fields import Field

_TERM = ("policy_eff", "policy_exp")
FLAGS = (
    *("number", "certificate_number", "policy_number", "date", *_TERM, "issued_on", "expires_on"),
    *("valid_from", "valid_to", "starts_on", "ends_on", "period_start", "period_end"),
    *("performed_on", "performed_by", "result", "last_verified_on", "verification_method"),
    *("document_ref", "sha256", "received_on", "verified_on", "verified_by", "method"),
    "certificate",
)
_ASKED = (
    *("certificate_number", "number", "policy_number", "last_verified_on", "verification_method"),
    *("verified_on", "method", "document_ref", "received_on", "verified_by", "sha256"),
)


_DIGEST = "evidence.sha256"


def take_flags(renewals: list[Renewal], args: argparse.Namespace) -> None:
    """Notes what the command line says. Raises UsageError."""
    main, *policies = renewals
    for name in FLAGS:
        text = getattr(args, name)
        if text is None:
            continue
        targets = policies if main.kind is CERTIFICATES and name in _TERM else [main]
        for one in targets:
            path = one.flag(name)
            if not path:
                flag = f"--{name.replace('_', '-')}"
                raise UsageError(f"{flag}: a {one.kind.name} has no such field")
            one.says(path, _typed(text, one.field(path), f"--{name.replace('_', '-')}"))
    for assignment in args.set:
        path, equals, text = assignment.partition("=")
        if not equals:
            raise UsageError(f"--set {assignment}: write FIELD=VALUE")
        one, path = _addressed(path.strip(), main, policies)
        one.says(path, _typed(text, _field(one, path), f"--set {path}"))
    if args.file is not None:
        if not main.flag("sha256"):
            raise UsageError("--file: the paper of an insurance policy is its certificate")
        digest = _digest(args.file)
        if main.knows(_DIGEST) and main.facts["evidence"]["sha256"] != digest:
            raise UsageError("--sha256 is not that of --file")
        main.says(_DIGEST, digest)


def _or_a_file(wrong: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "" if Path(text).is_file() else wrong(text)


def _digest(file: str) -> str:
    try:
        return hashlib.sha256(Path(file).read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(f"--file {file}: {error.strerror}") from error


def _addressed(path: str, main: Renewal, policies: list[Renewal]) -> tuple[Renewal, str]:
    """The document that a path means, and the path in it: ``gl-2026.policy_number``."""
    for one in policies:
        prefix = f"{one.old['id']}."
        if path.startswith(prefix):
            return one, path.removeprefix(prefix)
    return main, path


def _field(one: Renewal, path: str) -> Field:
    try:
        return field_at(one.shape, path)[1]
    except NotTyped as error:
        raise UsageError(f"--set {path}: {error}") from error


def _typed(text: str, field: Field, flag: str) -> Any:
    try:
        return typed(text, field)
    except NotTyped as error:
        raise UsageError(f"{flag}: {error}") from error


def ask_facts(renewals: list[Renewal], check: FieldCheck) -> None:
    """Asks for what is not known yet. Raises UsageError at the end of input."""
    tell("An empty answer leaves a field out.")
    shared: dict[str, str] = {}
    for one in renewals:
        for name in (*needed(one), *filter(None, map(one.flag, _ASKED))):
            if one.knows(name):
                continue
            is_term = one.kind is POLICIES and name in _TERM
            field = one.field(name)
            if is_term and name in shared:
                answer = shared[name]
            else:
                about = "all policies" if is_term and len(renewals) > 1 else str(one.old["id"])
                wrong = check.text(one.pointer(*name.split(".")), field)
                question = question_for(field, about)
                if name == _DIGEST:
                    question, wrong = f"{question}, or the path of its file", _or_a_file(wrong)
                answer = ask(question, wrong, needed=name in needed(one))
                if name == _DIGEST and Path(answer).is_file():
                    answer = _digest(answer)
            if is_term:
                shared[name] = answer
            if answer:
                one.says(name, typed(answer, field))


def check_days(renewals: list[Renewal]) -> None:
    """Raises UsageError where a day is missing, or cannot be right."""
    for one in renewals:
        missing = [name for name in needed(one) if not one.knows(name)]
        if missing:
            flags = " and ".join(f"--{name.replace('_', '-')}" for name in missing)
            raise UsageError(f"{one.name}: say {flags} of the new {one.kind.name}")
        wrong = wrong_days(one)
        if wrong:
            raise UsageError(wrong)
