"""The strict reader of records: the part of YAML that every tool reads alike.

It works on PyYAML's event stream, in one pass, and on none of its loaders. libyaml parses where it
is installed. Where libyaml and PyYAML's own parser may disagree, the latter decides, so that
the result does not depend on the machine.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, NoReturn, TypeAlias

from yaml.error import Mark, MarkedYAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from generator.load.characters import (
    MAX_REPORTED,
    check_bytes,
    describe,
    forbidden_in,
    place_of,
    shown,
)
from generator.load.scalars import FIRST_CHARACTERS, Refusal, refused_key, resolve
from generator.model.problem import Problem

try:
    from yaml._yaml import CParser

    HAS_LIBYAML = True
except ImportError:  # slower, with the same result
    HAS_LIBYAML = False

JSON: TypeAlias = "str | int | bool | list[JSON] | dict[str, JSON] | None"
Pointer: TypeAlias = tuple[str | int, ...]
Place: TypeAlias = tuple[int, int]

MAX_DEPTH = 16
MAX_NODES = 20_000
MAX_SCALAR_BYTES = 16 * 1024

_LONG = MAX_SCALAR_BYTES // 4  # a character has at most four bytes

_EMPTY = "the file holds no record: write one, or delete the file"
_ROOT = "a record is a mapping: at the margin stand lines of the form 'name: value'"
_DOCUMENTS = "a second document begins here: write one record in one file"
_DOCUMENT_END = 'the line "..." is not allowed: remove it'
_DIRECTIVE = "a line that begins with % is not allowed here: remove it"
_ANCHOR = "anchors (&) and aliases (*) are not allowed: write the value out, or quote the text"
_TAG = "tags (!) are not allowed: remove it, or quote the text"
_KEY = "a name must be text, not a list or a mapping"
_DEPTH = f"lists and mappings are nested more than {MAX_DEPTH} deep"
_NODES = f"the file holds more than {MAX_NODES} values: split it"
_SCALAR = f"the text is longer than {MAX_SCALAR_BYTES // 1024} KiB: shorten it"
_COLON = (
    "a colon is not allowed here: put text that holds ': ' in quotes, write a space after the"
    " colon of each name, and check the indentation"
)
_ITEM = "a list item ('- ') is not allowed here: put it on a line of its own, and indent it"
_MISFIT = "this does not fit here: check the quotes, brackets and indentation before it"
_UNREADABLE = "this cannot be read: look at the indentation, colons and quotes here"

_TOUCHING_COMMENT = re.compile(rb"[|>][-+0-9]*#")
_DIRECTIVE_LINE = re.compile(r"(?: *(?:#[^\n]*)?\n)*(?=%)")


def parse(data: bytes, path: str) -> tuple[dict[str, JSON] | None, list[Problem]]:
    """The record in ``data``, or None and what is wrong with it. Never raises.

    ``path`` is only named in the problems. Values are text, integers, booleans, null, lists and
    mappings; dates stay text.
    """
    body, problems = check_bytes(data, path)
    if body is None:
        return None, problems
    composer = _compose(body, path)
    problems += composer.problems
    if not problems:
        return composer.root, []
    last = _end_of(body)
    problems = [_inside(problem, last) for problem in problems]
    return None, sorted(problems, key=lambda problem: problem.order)


def places(data: bytes) -> dict[Pointer, Place]:
    """Line and column, from 1, of everything in a valid record; empty for an invalid one.

    The place of a mapping entry is that of its key; of a list item, that of its value. The root,
    ``()``, stands at (1, 1).
    """
    body, problems = check_bytes(data, "")
    if body is None or problems:
        return {}
    composer = _compose(body, "")
    if composer.problems:
        return {}
    found: dict[Pointer, Place] = {(): (1, 1)}
    found.update(_walk((), composer.root, iter(composer.marks)))
    return found


def _walk(base: Pointer, value: JSON, marks: Iterator[Any]) -> Iterator[tuple[Pointer, Place]]:
    if not isinstance(value, dict | list):
        return
    own = next(marks)
    for key, child in value.items() if isinstance(value, dict) else enumerate(value):
        mark = own[key]
        yield (*base, key), (mark.line + 1, mark.column + 1)
        yield from _walk((*base, key), child, marks)


class _Stop(Exception):
    """Nothing more can be read. The problem is reported already."""


class _Unsure(Exception):
    """libyaml accepts what PyYAML's own parser may refuse."""


class _PureParser(Reader, Scanner, Parser):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def next_event(self) -> Any:
        """Like ``get_event``, which lets ValueError and IndexError out for some texts."""
        try:
            return self.get_event()  # type: ignore[no-untyped-call]
        except MarkedYAMLError:
            raise
        except Exception as error:
            raise MarkedYAMLError(problem=str(error), problem_mark=self.get_mark()) from error


def events(body: bytes) -> list[Any]:
    """All events of a record that :func:`parse` accepts, with their marks."""
    if HAS_LIBYAML and not _is_disputed(body):
        with suppress(MarkedYAMLError):  # what libyaml alone refuses, the other parser decided
            return list(_until_end(CParser(body).get_event))
    return list(_until_end(_PureParser(body.decode("utf-8")).next_event))


def _until_end(next_event: Callable[[], Any]) -> Iterator[Any]:
    while (event := next_event()).__class__ is not StreamEndEvent:
        yield event


def _compose(body: bytes, path: str) -> "_Composer":
    if HAS_LIBYAML and not _is_disputed(body):
        composer = _Composer(CParser(body).get_event, path, by_libyaml=True)
        with suppress(Exception):  # whatever it is, the other parser words it, for all machines
            composer.document()
            return composer
    return _compose_slowly(body.decode("utf-8"), path)


def _is_disputed(body: bytes) -> bool:
    """Whether libyaml may accept in ``body`` what PyYAML's own parser does not.

    It takes a tab for a space, and a comment that touches the | or > of a block text.
    """
    if b"\t" in body:
        return True
    return (b"|" in body or b">" in body) and _TOUCHING_COMMENT.search(body) is not None


def _compose_slowly(text: str, path: str) -> "_Composer":
    composer = _Composer(_PureParser(text).next_event, path)
    try:
        directive = _DIRECTIVE_LINE.match(text)
        if directive:
            line = text.count("\n", 0, directive.end())
            composer.stop("YAML-DIRECTIVE", Mark("", 0, line, 0, None, 0), _DIRECTIVE)
        composer.document()
    except _Stop:
        pass
    except MarkedYAMLError as error:
        mark, message = _syntax(error)
        composer.report("YAML-SYNTAX", mark, message)
    return composer


class _Composer:
    """Turns events into a value, and keeps the marks of all keys and items.

    Events and marks come from either parser and are typed as Any; asking an event for its class by
    identity is what makes this fast.
    """

    __slots__ = (
        "_by_libyaml",
        "_depth",
        "_flow",
        "_next",
        "_nodes",
        "_path",
        "marks",
        "problems",
        "root",
    )

    def __init__(self, next_event: Callable[[], Any], path: str, by_libyaml: bool = False) -> None:
        self._next = next_event
        self._path = path
        self._by_libyaml = by_libyaml
        self._depth = self._flow = 0
        self._nodes = 1
        self.problems: list[Problem] = []
        self.marks: list[Any] = []
        self.root: Any = None

    def report(self, code: str, mark: Any, message: str) -> None:
        place = {"line": mark.line + 1, "column": mark.column + 1}
        self.problems.append(Problem(code=code, message=message, path=self._path, **place))

    def stop(self, code: str, mark: Any, message: str) -> NoReturn:
        self.report(code, mark, message)
        raise _Stop

    def document(self) -> None:
        """Reads the whole stream into ``root``."""
        top = self._next().start_mark
        start = self._next()
        if start.__class__ is StreamEndEvent:
            self.stop("YAML-EMPTY", top, _EMPTY)
        if start.version or start.tags:
            raise _Unsure
        root = self._next()
        if root.__class__ is not MappingStartEvent:
            empty = root.__class__ is ScalarEvent and not (root.value or root.style)
            if empty:
                self.stop("YAML-EMPTY", top, _EMPTY)
            self.report("YAML-ROOT", root.start_mark, _ROOT)
        self.root = self._node(root)
        end = self._next()
        if end.explicit:
            self.stop("YAML-DOCUMENTS", end.start_mark, _DOCUMENT_END)
        after = self._next()
        if after.__class__ is not StreamEndEvent:
            self.stop("YAML-DOCUMENTS", after.start_mark, _DOCUMENTS)

    def _node(self, event: Any) -> Any:
        kind = event.__class__
        if kind is ScalarEvent:
            return self._scalar(event, event.start_mark)
        if kind is AliasEvent:
            self._check_properties(event)
            return None
        if event.tag is not None or event.anchor is not None:
            self._check_properties(event)
        if self._depth == MAX_DEPTH:
            self.stop("YAML-DEPTH", event.start_mark, _DEPTH)
        self._depth += 1
        in_flow = self._by_libyaml and event.flow_style
        self._flow += in_flow
        value = self._mapping() if kind is MappingStartEvent else self._sequence()
        self._flow -= in_flow
        self._depth -= 1
        return value

    def _mapping(self) -> dict[str, Any]:
        result: dict[str, Any] = {}
        marks: dict[str, Any] = {}
        self.marks.append(marks)
        next_event = self._next
        while (event := next_event()).__class__ is not MappingEndEvent:
            mark = event.start_mark
            self._nodes += 2
            if self._nodes > MAX_NODES:
                self.stop("YAML-NODES", mark, _NODES)
            key = self._key(event)
            if key in marks:
                first = f"{shown(key)} is in line {marks[key].line + 1} already"
                self.report("YAML-DUPLICATE", mark, f"{first}: keep one of the two")
            else:
                marks[key] = mark
            event = next_event()
            is_scalar = event.__class__ is ScalarEvent
            result[key] = self._scalar(event, mark) if is_scalar else self._node(event)
        return result

    def _sequence(self) -> list[Any]:
        result: list[Any] = []
        marks: list[Any] = []
        self.marks.append(marks)
        next_event = self._next
        while (event := next_event()).__class__ is not SequenceEndEvent:
            mark = event.start_mark
            self._nodes += 1
            if self._nodes > MAX_NODES:
                self.stop("YAML-NODES", mark, _NODES)
            marks.append(mark)
            is_scalar = event.__class__ is ScalarEvent
            result.append(self._scalar(event, mark) if is_scalar else self._node(event))
        return result

    def _key(self, event: Any) -> str:
        mark = event.start_mark
        if event.__class__ is ScalarEvent:
            key = self._text(event)
            if key != "<<" and (event.style or key[:1] not in FIRST_CHARACTERS):
                return key
            refusal = refused_key(key)
            if refusal is None:
                return key
            if self._by_libyaml and not key:
                raise _Unsure
            self.report(refusal.code, mark, refusal.message)
        else:
            self.report("YAML-KEY", mark, _KEY)
            self._node(event)
        # No key can have this name, so a refused key is reported once.
        return f"\0{mark.line}:{mark.column}"

    def _scalar(self, event: Any, entry: Any) -> str | int | bool | None:
        text = self._text(event)
        if event.style or text[:1] not in FIRST_CHARACTERS:
            return text
        value = resolve(text)
        if not isinstance(value, Refusal):
            return value
        if event.tag is None and event.anchor is None:
            # A missing value stands where its entry begins: the parsers differ on where it is.
            self.report(value.code, event.start_mark if text else entry, value.message)
        return None

    def _text(self, event: Any) -> str:
        text: str = event.value
        if event.tag is not None or event.anchor is not None:
            self._check_properties(event)
        if len(text) > _LONG:
            self._check_length(event)
        if event.style == '"':
            if not (text.isascii() and text.isprintable()):
                self._check_escapes(event)
        elif self._flow and "?" in text and not event.style:
            raise _Unsure
        return text

    def _check_properties(self, event: Any) -> None:
        if self._by_libyaml:
            raise _Unsure
        if event.anchor is not None:
            self.report("YAML-ANCHOR", event.start_mark, _ANCHOR)
        if event.__class__ is not AliasEvent and event.tag is not None:
            self.report("YAML-TAG", event.start_mark, _TAG)

    def _check_length(self, event: Any) -> None:
        if len(event.value.encode("utf-8", "surrogatepass")) > MAX_SCALAR_BYTES:
            self.report("YAML-SCALAR", event.start_mark, _SCALAR)

    def _check_escapes(self, event: Any) -> None:
        for char in sorted(forbidden_in(event.value))[:MAX_REPORTED]:
            message = f"{describe(char)}, written with a backslash, is not allowed: remove it"
            self.report("YAML-CHARACTER", event.start_mark, message)


# The words of PyYAML's own parser, and what a person should do. The first that fits counts. True
# means: where the construct began says more than where the parser gave up.
_HELP = (
    ("found character '\\t'", False, "a tab stands here: use spaces"),
    ("cannot start any token", False, "text cannot begin with this character: put it in quotes"),
    ("could not find expected ':'", True, "a colon and a space must follow a name: 'name: value'"),
    ("mapping values are not allowed", False, _COLON),
    ("sequence entries are not allowed", False, _ITEM),
    (" tag", True, "text that begins with ! must be in quotes"),
    ("unexpected end of stream", True, "the quote that opens here is never closed"),
    ("unexpected document separator", True, "the quote that opens here is never closed"),
    ("escape", False, "this backslash means nothing in double quotes: write two of them"),
    ("but got '<stream end>'", True, "the bracket that opens here is never closed"),
    ("expected ',' or ']'", False, "a comma or a closing ] is missing before this"),
    ("expected ',' or '}'", False, "a comma or a closing } is missing before this"),
    ("expected <block end>", False, _MISFIT),
    ("expected the node content", False, "a value is missing before this"),
    ("expected '<document start>'", False, "nothing may follow here: check the indentation"),
    ("while scanning an a", True, "text that begins with * or & must be in quotes"),
    ("while scanning a block scalar", False, "the text after | or > begins on the next line"),
)


def _syntax(error: MarkedYAMLError) -> tuple[Any, str]:
    words = f"{error.context} {error.problem}"
    for part, at_its_beginning, message in _HELP:
        if part in words:
            return (at_its_beginning and error.context_mark) or error.problem_mark, message
    return error.problem_mark or error.context_mark, _UNREADABLE


def _end_of(body: bytes) -> Place:
    """The last line of the file and the column behind its last character."""
    last = body.decode("utf-8").removesuffix("\n")
    return place_of(last, len(last))


def _inside(problem: Problem, end: Place) -> Problem:
    """``problem``, moved to ``end`` where a parser gave the line behind the last one."""
    if (problem.line, problem.column) <= end:
        return problem
    return replace(problem, line=end[0], column=end[1])
