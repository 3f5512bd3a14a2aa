"""A problem with a file: what is wrong, how bad, and where.

Errors are data. A loader never raises for bad input; it returns problems, so that one bad
file hides no other.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with one file.

    ``path`` is relative to the root, with forward slashes. ``line`` and ``column`` count from 1;
    0 means that no place in the file can be named.
    """

    code: str
    message: str
    path: str
    line: int = 0
    column: int = 0
    severity: str = "error"

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: by place, then code."""
        return (self.path, self.line, self.column, self.code, self.message)
