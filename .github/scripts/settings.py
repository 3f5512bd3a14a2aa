"""Does the branch have the rules that the gate relies on? `gh` asks; a warning for each that lacks.

The gate can judge a change, but not who merges it, nor a workflow that the same change edits: that
is what these rules are for. With STRICT=on the run fails as well.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

GATE = "gate"
REVIEW = {
    "require_code_owner_review": "the owners that CODEOWNERS names have to approve",
    "dismiss_stale_reviews_on_push": "a push ends the approvals before it",
    "require_last_push_approval": "whoever pushed last cannot approve it",
}
OTHERS = {
    "deletion": "the branch cannot be deleted",
    "non_fast_forward": "nobody can push over what was merged",
}


def lacking(rules: list[dict[str, Any]]) -> Iterator[str]:
    """What no rule of the branch asks for."""
    of: dict[str, list[dict[str, Any]]] = {}
    for rule in rules:
        of.setdefault(rule["type"], []).append(rule.get("parameters") or {})
    review = of.get("pull_request", [])
    if not any(one.get("required_approving_review_count", 0) > 0 for one in review):
        yield "a pull request with an approval is required"
    for key, words in REVIEW.items():
        if not any(one.get(key) for one in review):
            yield words
    required = [
        check["context"]
        for one in of.get("required_status_checks", [])
        for check in one.get("required_status_checks", [])
    ]
    if GATE not in required:
        yield f"the check '{GATE}' is required"
    yield from (words for key, words in OTHERS.items() if key not in of)


def main() -> int:
    repository, branch = os.environ["GH_REPO"], quote(os.environ["BRANCH"], safe="")
    done = subprocess.run(
        ["gh", "api", f"repos/{repository}/rules/branches/{branch}?per_page=100"],
        check=True,
        stdout=subprocess.PIPE,
    )
    missing = list(lacking(json.loads(done.stdout)))
    for one in missing:
        print(
            f"::warning title=A rule of the branch is missing::No rule says: {one}. See docs/ci.md"
        )
    said = [f"- [ ] {one}" for one in missing] or ["Every rule that the gate relies on is set."]
    with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
        summary.write("\n".join(["## Rules of the branch", "", *said]) + "\n")
    return 1 if missing and os.environ.get("STRICT") == "on" else 0


if __name__ == "__main__":
    sys.exit(main())
