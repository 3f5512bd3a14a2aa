"""One issue for each owner: opened, brought up to date and closed by the texts of `catalog drift`.

    python3 issues.py FOLDER

Each file of FOLDER is an issue's text; its first line says whether the issue is open or closed, its
second names the owner, and by that line the issue is found again. What records hold goes into the
text alone, which `gh` reads from its file.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LABEL = "catalog-due"
LIMIT = 60_000
"""Characters; a longer text than 65,536 is refused."""
STATE = re.compile(r"<!-- state: (open|closed) -->")
OWNER = re.compile(r"<!-- owner: @([a-z0-9][a-z0-9._-]{0,99}) -->")
GONE = "No supplier names this owner any more, so nothing can be due."


def gh(*words: str) -> str:
    """Run gh. Raises CalledProcessError; what gh says of it is in the log."""
    return subprocess.run(["gh", *words], check=True, stdout=subprocess.PIPE, text=True).stdout


def read(path: Path) -> tuple[str, bool, str]:
    """Owner, whether the issue is open, and the text. Raises ValueError for another file."""
    text = path.read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    state, owner = STATE.fullmatch(first), OWNER.fullmatch(rest.partition("\n")[0])
    if state is None or owner is None:
        raise ValueError(f"{path.name!a} is no issue text of catalog drift")
    return owner[1], state[1] == "open", cut(text)


def cut(text: str) -> str:
    """As many whole lines as an issue takes, and how many are left out."""
    if len(text) <= LIMIT:
        return text
    kept, size = [], 0
    lines = text.splitlines()
    for line in lines:
        size += len(line) + 1
        if size > LIMIT:
            break
        kept.append(line)
    left = len(lines) - len(kept)
    return "\n".join([*kept, "", f"… and {left} more lines: they are in the nightly report.", ""])


def ours() -> dict[str, dict[str, Any]]:
    """Owner → the oldest issue that a workflow opened for it. Others' issues do not count."""
    fields = ("--json", "number,state,body", "--limit", "1000")
    found = gh("issue", "list", "--app", "github-actions", "--label", LABEL, "--state=all", *fields)
    issues: dict[str, dict[str, Any]] = {}
    for issue in sorted(json.loads(found), key=lambda one: -one["number"]):
        second = [*issue["body"].splitlines(), "", ""][1]
        if owner := OWNER.fullmatch(second):
            issues[owner[1]] = issue
    return issues


def steps(owner: str, due: bool, text: str, issue: dict[str, Any] | None) -> Iterator[list[str]]:
    """What to tell gh; TEXT stands for the file of the text."""
    if issue is None:
        if due:
            yield [
                "create",
                "--title",
                f"What is due: {owner}",
                "--label",
                LABEL,
                "--body-file=TEXT",
            ]
        return
    number, was_open = str(issue["number"]), issue["state"] == "OPEN"
    if due and not was_open:
        yield ["reopen", number]
    if (due or was_open) and issue["body"].replace("\r\n", "\n").strip() != text.strip():
        yield ["edit", number, "--body-file=TEXT"]
    if was_open and not due:
        yield ["close", number]


def main(folder: Path) -> None:
    texts = [read(path) for path in sorted(folder.glob("*.md"))]
    gh("label", "create", LABEL, "--force", "--description", "What time brings, by owner")
    known = ours()
    with tempfile.TemporaryDirectory() as aside:
        body = Path(aside, "text.md")
        for owner, due, text in texts:
            body.write_text(text, encoding="utf-8")
            for words in steps(owner, due, text, known.pop(owner, None)):
                gh("issue", *(one.replace("=TEXT", f"={body}") for one in words))
    for issue in known.values():
        if issue["state"] == "OPEN":
            gh("issue", "close", str(issue["number"]), "--comment", GONE)
    print(f"{len(texts)} owners, {sum(due for _, due, _ in texts)} with something due")


if __name__ == "__main__":
    if not os.environ.get("GH_REPO"):
        sys.exit("GH_REPO: name the repository")
    try:
        main(Path(sys.argv[1]))
    except (ValueError, subprocess.CalledProcessError) as error:
        sys.exit(str(error))
