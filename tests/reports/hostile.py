"""Texts that attack the readers of reports, the same on every run, and reports made of them."""

import random
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

from generator.model.assessment import (
    SEVERITY_ORDER,
    Assessment,
    Coverage,
    Finding,
    Outcome,
    SupplierAssessment,
    Verdict,
)
from generator.model.problem import Problem
from generator.reports.base import Report

AS_OF = date(2026, 11, 22)
FINDINGS = 1_000
PROBLEMS = 100
SEVERITIES = tuple(SEVERITY_ORDER)
TEXTS = (
    *("code", "requirement", "policy", "clause", "supplier", "subject", "message", "fix"),
    *("path", "required", "held", "topic", "responsible", "waiver"),
)
"""The fields of a finding that hold free text, each of them hostile."""

# Every way in that is known to us: of CI runners, XML, JSON, SARIF, Markdown, spreadsheets,
# terminals, and of those who read what they see.
PIECES = (
    *("::error file=a.yml,line=1,col=1,title=t::forged", "::warning::forged", "::notice::x"),
    *("::add-mask::x", "::set-output name=a::b", "::stop-commands::x", "::group::x", "::x::"),
    *("##[error]forged", "##[add-mask]x", "##[group]x", "###[error]x", "# #[error]", "#", "##["),
    *("%0A::error::x", "%0D%0A", "%25", "%250A", "%", "%3A%3A", "%2C", "%5D", "%3B", "]", "##"),
    *("\n::error::x", "\r\n::warning::x", "\r::notice::x", "\u2028::error::x", "\x85::error::x"),
    *("\x0b::error::x", "\x0c##[error]x", "\u2029", "\n", "\r", "\t", "\n\n", "\x1c", "\x1d"),
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－1", "﹦1", "==", "=", ",title="),
    *('=HYPERLINK("https://evil.example","x")', "=cmd|' /C calc'!A0", "-2+3+cmd", "\x00=1"),
    *("]]>", "<![CDATA[", "<!--", "-->", "--", "</failure>", "</testsuite>", "<testcase/>"),
    *("&amp;", "&#0;", "&#x1b;", "&lt;", "&", "<", ">", '"', "'", '""', "<?xml?>", "<!DOCTYPE x>"),
    *("\x1b[31m", "\x1b]0;t\x07", "\x9b31m", "\x08\x08", "\x7f", "\x00", "\x1b[2J", "\x90q\x9c"),
    *("\u202e", "\u2066", "\u2069", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u034f", "\ufe0f"),
    *("\ud800", "\udfff", "\ud83d\ude00", "\ufffe", "\uffff", "\ufdd0", "\U000e0041", "\ue000"),
    *("\U0001fffe", "\U0010ffff", "\u115f", "\u3164", "\U000e0100", "#\u200b#[error]x"),
    *(":\u034f:error::x", "{0}", "{{0}}", "{", "}", "[x](https://evil.example)", "[x](1)", "["),
    *("\\", "\\[", "\\n", "\\u001b", "|", "\\|", "`", "```", "**x**", "__x__", "~~x~~", "# x"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![x](https://evil.example)"),
    *("https://evil.example", "http://evil.example/::error::", "www.evil.example", "WWW.x.example"),
    *("a@evil.example", "mailto:a@evil.example", "@team", "@org/team", "#123", "GH-12", "x/y#1"),
    *("javascript:alert(1)", "data:text/html,x", "file:///x", "//evil.example/x", "../../x"),
    *("_x0041_", "_x000A_=1", "_x005F_", "__x0041_x0042_", "#N/A", "#REF!", "TRUE", "1e5", "0001"),
    *("NaN", "null", "true", "Infinity", "2026-11-22", "0", "", " ", "  ", "\u00a0", "\u3000"),
    *("é", "e\u0301", "日本", "🙂", "Ω", "اردو", "नमस्ते", "ß", "İ", "K", "…", "–", "“x”"),
    *(",", ";", "::", ":", "a=b", "a:b", "a,b", "x" * 2_100, "$(id)", "`id`", "${{ x }}", "$PATH"),
)
_STRAY = (
    *(range(0x100), range(0x2000, 0x2070), range(0xD7F0, 0xD810), range(0xDBF0, 0xE010)),
    *(range(0xFE00, 0xFE70), range(0xFF00, 0xFFFF + 1), range(0x1F300, 0x1F320)),
    *(range(0xE0000, 0xE0080), range(0x20, 0x7F)),
)


def texts(seed: int) -> Iterator[str]:
    """Hostile texts without end, made of one to four pieces and stray characters."""
    chance = random.Random(seed)
    yield from chance.sample(PIECES, len(PIECES))
    while True:
        parts = [chance.choice(PIECES) for _ in range(chance.randint(1, 4))]
        for _ in range(chance.randint(0, 4)):
            stray = chr(chance.choice(chance.choice(_STRAY)))
            parts.insert(chance.randint(0, len(parts)), stray)
        yield "".join(parts)


@cache
def findings() -> tuple[Finding, ...]:
    """Findings of every severity and outcome, in which every text is hostile."""
    streams = {name: texts(seed) for seed, name in enumerate(TEXTS)}
    outcomes = (Outcome.FAIL, Outcome.FAIL, Outcome.FAIL, Outcome.UNKNOWN, Outcome.WAIVED)
    return tuple(
        Finding(
            fingerprint=f"{number:016x}",
            outcome=outcomes[number % len(outcomes)],
            severity=SEVERITIES[number % len(SEVERITIES)],
            line=number % 97,
            column=number % 7,
            last_day=AS_OF if number % 3 else None,
            waived_until=AS_OF,
            **{name: next(stream) for name, stream in streams.items()},
        )
        for number in range(FINDINGS)
    )


@cache
def problems() -> tuple[Problem, ...]:
    """Problems with hostile texts."""
    code, message, path = texts(101), texts(102), texts(103)
    return tuple(
        Problem(code=next(code), message=next(message), path=next(path), line=one % 9, column=one)
        for one in range(PROBLEMS)
    )


def report(
    found: tuple[Finding, ...] | None = None, wrong: tuple[Problem, ...] | None = None
) -> Report:
    """A report of these findings and problems (by default of all), with hostile suppliers."""
    found = findings() if found is None else found
    ordered = tuple(sorted(found, key=lambda one: one.order))
    name, because = texts(201), texts(202)
    suppliers = tuple(
        SupplierAssessment(
            id=one,
            legal_name=next(name),
            path=next(name),
            status=next(name),
            verdict=Verdict.ASK,
            because=(next(because), next(because)),
            offers=(),
            timeline=(),
            findings=tuple(mine for mine in ordered if mine.supplier == one),
        )
        for one in sorted({one.supplier or "" for one in found[: len(found) // 2]})
    )
    rules = Counter((one.requirement, one.policy, one.clause, one.code) for one in found)
    coverage = {
        str(number): Coverage(
            requirement=requirement,
            policy=policy,
            clause=clause,
            check=code,
            outcomes={Outcome.PASS: number, Outcome.FAIL: count},
        )
        for number, ((requirement, policy, clause, code), count) in enumerate(rules.items())
    }
    assessment = Assessment(as_of=AS_OF, suppliers=suppliers, findings=ordered, coverage=coverage)
    wrong = problems() if wrong is None else wrong
    return Report(as_of=AS_OF, assessment=assessment, problems=wrong, tool_version="1.0")


_HIDDEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)


def unseen(char: str) -> bool:
    """Whether a reader of a log would not see the character as such."""
    code = ord(char)
    return (
        unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
        or char in _HIDDEN
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
        # Kept free for more characters that nobody sees.
        or code == 0x2065
        or 0xFFF0 <= code <= 0xFFF8
        or code >= 0xE0000
    )


def shown(text: str) -> str:
    """What a person must see of a text, written down again from the rules."""
    seen = ""
    for char in text:
        code = ord(char)
        if char == "[" and seen.endswith("##"):
            seen = f"{seen[:-1]}\\u0023["
        elif not unseen(char):
            seen += char
        else:
            seen += f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    before = len(seen) - len(seen.lstrip())
    if seen[before : before + 2] == "::":
        seen = f"{seen[:before]}\\u003a{seen[before + 1 :]}"
    return seen
