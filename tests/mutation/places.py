"""Where a line of a module stands: in which function and statement, or in no function."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

Lines = frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """``lines`` are those of the statement; ``inside`` says whether a function runs it.

    What is not inside is run when the module is imported: decorators, defaults, annotations,
    constants, the bodies of classes.
    """

    lines: Lines
    inside: bool


def place(source: ast.Module, row: int, column: int) -> Place:
    """Of what stands at ``row`` (from 1) and ``column`` (from 0)."""
    for function in _functions(source.body):
        body = function.body
        first, last = body[0], body[-1]
        if (first.lineno, first.col_offset) <= (row, column) and row <= _end(last):
            return Place(lines=_statement(body, row), inside=True)
        if _start(function) <= row <= _end(last):
            return Place(lines=frozenset(range(first.lineno, _end(last) + 1)), inside=False)
    return Place(lines=frozenset(), inside=False)


def _functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef]:
    for one in body:
        if isinstance(one, ast.FunctionDef):
            yield one
        elif isinstance(one, ast.ClassDef):
            yield from _functions(one.body)


def _start(node: ast.FunctionDef) -> int:
    return min([node.lineno, *(one.lineno for one in node.decorator_list)])


def _end(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno


def _statement(body: list[ast.stmt], row: int) -> Lines:
    """The lines of the innermost statement that holds the row; of a compound one, its head."""
    for one in body:
        if not one.lineno <= row <= _end(one):
            continue
        inner = [
            child
            for name in ("body", "orelse", "finalbody", "handlers")
            for child in getattr(one, name, ())
            if isinstance(child, ast.stmt | ast.excepthandler)
        ]
        for child in inner:
            if child.lineno <= row <= (child.end_lineno or child.lineno):
                if isinstance(child, ast.excepthandler):
                    return _statement(child.body, row) or frozenset({child.lineno})
                return _statement([child], row)
        last = min((child.lineno for child in inner), default=_end(one) + 1)
        return frozenset(range(one.lineno, max(last, one.lineno + 1)))
    return frozenset()
