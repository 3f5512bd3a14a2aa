"""A check's docstring, taken apart into the sections of its page.

The first line is the title. A section starts with one of the known words and a colon, at the
start of a line. Text in double backquotes is code.
"""

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from generator.pages.texts import message as _

SECTIONS: Mapping[str, str] = {
    "Why": _("Why it matters"),
    "Method": _("How it is decided"),
    "Boundary": _("On the boundary"),
    "Example": _("Example"),
    "Excludes": _("What it does not cover"),
    "Mend": _("How to mend it"),
}
FAMILIES: Mapping[str, str] = {
    "REC": _("Records"),
    "IDN": _("Identity"),
    "TAX": _("Tax forms"),
    "PAY": _("Payment details"),
    "INS": _("Insurance"),
    "LIC": _("Licences"),
    "PMT": _("Permits"),
    "CRT": _("Certifications and assurance reports"),
    "CON": _("Contracts"),
    "SCR": _("Screening"),
    "ETH": _("Ethics"),
    "ESG": _("Sustainability"),
    "DIV": _("Diversity"),
    "SEC": _("Information security and privacy"),
    "PER": _("Performance"),
    "RSK": _("Risk"),
    "SRC": _("Sourcing"),
    "BUD": _("Budget"),
    "WVR": _("Waivers"),
    "POL": _("Handbook"),
    "LIF": _("Lifecycle"),
    "CAT": _("Catalog"),
}
_START = re.compile(rf"^({'|'.join(SECTIONS)}):\s*")
_SPECIAL = re.compile(r"``([^`]+)``|\b([A-Z]{3}-[0-9]{2})\b")


def sections(doc: str) -> dict[str, str]:
    """Section word → its text on one line, in the docstring's order; '' holds what comes before."""
    found: dict[str, list[str]] = {}
    current = ""
    for line in doc.strip().splitlines()[1:]:
        match = _START.match(line)
        if match:
            current = match.group(1)
            line = line[match.end() :]
        if line.strip():
            found.setdefault(current, []).append(line.strip())
    return {name: " ".join(lines) for name, lines in found.items()}


def html(text: str, links: Mapping[str, str] | None = None) -> Markup:
    """The text with its code marked and the codes in ``links`` linked; the rest stays text."""
    parts: list[Markup] = []
    end = 0
    for match in _SPECIAL.finditer(text):
        code, named = match.groups()
        parts.append(escape(text[end : match.start()]))
        if code:
            parts.append(Markup("<code>{}</code>").format(code))
        elif links and named in links:
            parts.append(Markup('<a href="{}">{}</a>').format(links[named], named))
        else:
            parts.append(escape(named))
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def family(code: str) -> str:
    """The family of a check's code in words: ``INS-07`` is Insurance."""
    prefix = code.partition("-")[0]
    return FAMILIES.get(prefix, prefix)


def in_order(families: Iterable[str]) -> list[str]:
    """Each family once, in the order in which the handbook's readers meet them."""
    order = list(FAMILIES.values())
    return sorted(
        set(families), key=lambda name: (order.index(name) if name in order else len(order), name)
    )
