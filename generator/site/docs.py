"""The hand-written pages: which there are, what they are called, where they go, in what order."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.site.errors import PublishError

_PACKAGE = Path(__file__).parent.parent
PACKAGED = next(
    (one for one in (_PACKAGE / "docs", _PACKAGE.parent / "docs") if one.is_dir()),
    _PACKAGE / "docs",
)
"""The documentation that comes with the generator. A repository's own docs/ goes on top of it."""

FALLBACK = Path(__file__).parent / "fallback" / "index.md"
"""What stands in for docs/index.md where there is none."""

_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_HEADING = re.compile(r"^#\s+(.+?)\s*#*\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doc:
    """One file below docs/. ``path`` is relative to it; ``title`` is empty for other than pages."""

    path: str
    source: Path
    title: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it is Markdown."""
        return self.path.endswith(".md")

    @property
    def group(self) -> str:
        """The folder it stands in; empty at the top."""
        parent = str(PurePosixPath(self.path).parent)
        return "" if parent == "." else parent

    @property
    def site_path(self) -> str:
        """Where it goes: a page becomes ``docs/<name>/index.html``, another file keeps its name."""
        if not self.is_page:
            return f"docs/{self.path}"
        pure = PurePosixPath("docs", self.path)
        folder = pure.parent if pure.stem in ("index", "README") else pure.with_suffix("")
        return f"{folder}/index.html"

    @property
    def rendered_path(self) -> str:
        """Where the renderer puts it."""
        if not self.is_page:
            return f"docs/{self.path}"
        pure = PurePosixPath("docs", self.path)
        return str(pure.with_name("index.html" if pure.stem == "README" else f"{pure.stem}.html"))


def find_docs(*folders: Path) -> tuple[Doc, ...]:
    """All files below these folders, in the order of the navigation. Hidden files are left out.

    A file of a later folder stands in for one of the same path in an earlier folder.
    """
    found: dict[str, Doc] = {}
    for folder in folders:
        if folder.is_dir():
            docs = (_doc(folder, path) for path in _walk(folder))
            found |= {doc.rendered_path: doc for doc in docs}
    if "docs/index.html" not in found:
        found[""] = Doc(path="index.md", source=FALLBACK, title=_title(FALLBACK))
    return tuple(sorted(found.values(), key=_order))


def _order(doc: Doc) -> tuple[bool, str, bool, str]:
    first = doc.rendered_path.endswith("index.html")
    return (doc.group != "", doc.group, not first, doc.path)


def _walk(folder: Path) -> Iterator[Path]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            raise PublishError(f"{entry.path}: a symbolic link; docs hold plain files and folders")
        if entry.is_dir():
            yield from _walk(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def _doc(folder: Path, source: Path) -> Doc:
    path = source.relative_to(folder).as_posix()
    return Doc(path=path, source=source, title=_title(source) if path.endswith(".md") else "")


def _title(source: Path) -> str:
    """The first heading, outside code, with its code marks taken off; else the file's name."""
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise PublishError(f"{source}: not UTF-8 ({error.reason} at byte {error.start})") from error
    fenced = False
    for line in lines:
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced and (heading := _HEADING.match(line)):
            return heading[1].replace("`", "")
    return PurePosixPath(source.name).stem.replace("-", " ").capitalize()
