"""The renderer of Markdown, as a process behind one small interface.

Nothing else in the project knows which one it is; no module imports it.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Protocol

from generator.site.errors import PublishError

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_TROUBLE = re.compile(r"^(?:WARNING|ERROR|CRITICAL|Error|Aborted|[\w.]*Error\b)")
_SHOWN = 12
_SECONDS = 300


class Renderer(Protocol):
    """Turns a folder of Markdown into a folder of HTML."""

    def render(self, docs: Path, config: Path, out: Path) -> None:
        """Render ``docs`` by ``config`` into ``out``. Raises PublishError with the reason."""


class MkdocsRenderer:
    """MkDocs 1.x, run by the Python that runs us."""

    def render(self, docs: Path, config: Path, out: Path) -> None:
        """See Renderer. Warnings are errors."""
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--clean"]
        command += ["--config-file", str(config), "--site-dir", str(out)]
        try:
            done = subprocess.run(
                command,
                cwd=docs.parent,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise PublishError(f"{docs}: MkDocs did not finish in {_SECONDS} seconds") from error
        if done.returncode != 0:
            said = (done.stderr + b"\n" + done.stdout).decode("utf-8", "replace")
            raise PublishError(_explain(said))


def _environment() -> dict[str, str]:
    """Ours, with what makes the output quiet and the same each time."""
    return os.environ | {
        "NO_MKDOCS_2_WARNING": "true",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONSAFEPATH": "1",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "0",
    }


def _explain(said: str) -> str:
    """The lines of the renderer's output that say what is wrong."""
    if "No module named mkdocs" in said:
        return "MkDocs is not installed here; install this package with its dependencies"
    lines = [_ANSI.sub("", line).rstrip() for line in said.splitlines()]
    lines = [line for line in lines if line.strip()]
    telling = [line for line in lines if _TROUBLE.match(line.strip())] or lines[-_SHOWN:]
    return "MkDocs could not render the docs:\n" + "\n".join(telling[:_SHOWN])
