"""A person at a terminal, for tests of commands that ask."""

import io
import sys

import pytest


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


class Terminal:
    """Gives these answers, one a line, and keeps what was said."""

    def __init__(self, *answers: str) -> None:
        self._input = _Screen("".join(f"{one}\n" for one in answers))
        self._output = _Screen()

    def plug(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Puts the terminal in the place of standard input and error."""
        monkeypatch.setattr(sys, "stdin", self._input)
        monkeypatch.setattr(sys, "stderr", self._output)

    @property
    def said(self) -> str:
        """Everything that was shown."""
        return self._output.getvalue()
