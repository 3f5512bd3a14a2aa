"""What to send to a supplier: one letter with all that is open, as text, as a link, as a file."""

from dataclasses import dataclass
from urllib.parse import quote

from generator.model.assessment import SupplierAssessment
from generator.pages.base import File, Site
from generator.pages.texts import text
from generator.reports._letters import Letter, letter

MAILTO_MAX = 1900
"""Characters of a link that opens a draft. Some mail programs take no more than about 2,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter to send. ``mailto`` opens it in a mail program; '' where nobody can be written to.

    ``cut`` says that the link holds its beginning only.
    """

    letter: Letter
    mailto: str
    cut: bool
    path: str

    def file(self, site: Site) -> File:
        """The letter as a file that mail programs open as a draft."""
        return File(path=self.path, data=self.letter.message(site.as_of))


def draft(site: Site, assessed: SupplierAssessment) -> Draft | None:
    """The letter to a supplier; None where nothing that is open is theirs to mend."""
    found = letter(assessed, site.catalog, site.as_of)
    if found is None:
        return None
    link, cut = mailto(found) if found.to else ("", False)
    return Draft(letter=found, mailto=link, cut=cut, path=f"work/letters/{assessed.id}.eml")


def mailto(found: Letter) -> tuple[str, bool]:
    """The link (RFC 6068), and whether the letter had to be cut for it, at the end of a line."""
    cc = f"cc={_list(found.cc)}&" if found.cc else ""
    start = f"mailto:{_list(found.to)}?{cc}subject={quote(found.subject, safe='')}&body="
    whole = start + _body(found.body)
    if len(whole) <= MAILTO_MAX:
        return whole, False
    rest = _body("\n" + text("[The letter goes on. Copy the whole of it from the work page.]"))
    kept, size = [], len(start) + len(rest)
    for part in found.body.splitlines():
        piece = _body(part + "\n")
        size += len(piece)
        if size > MAILTO_MAX:
            break
        kept.append(piece)
    return start + "".join(kept) + rest, True


def _list(mailboxes: tuple[str, ...]) -> str:
    return ",".join(quote(one, safe="@") for one in mailboxes)


def _body(words: str) -> str:
    return quote(words.replace("\n", "\r\n"), safe="")
