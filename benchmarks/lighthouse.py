"""Lighthouse over one page of each kind: ``python benchmarks/lighthouse.py SITE [KIND …]``.

SITE is a built site. The environment says where things are: LIGHTHOUSE the command (a file of
Lighthouse's package, installed outside of this repository), CHROME_PATH the browser.
Prints the four categories for each kind, and what keeps a page below 95.
"""

import functools
import gzip
import http.server
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
GOAL = 95
_KIND = re.compile(r'<main [^>]*data-page="([^"]+)"')


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves without a word, and compressed, as every host of static pages does."""

    def do_GET(self) -> None:
        """A text is packed; anything else goes as it is."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in (".html", ".css", ".js", ".svg") or not path.is_file():
            super().do_GET()
            return
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *words: object) -> None:
        """Nothing."""


def kinds(site: Path) -> dict[str, str]:
    """A page of each kind by its kind: the longest of them, which is the hardest."""
    found: dict[str, tuple[int, str]] = {}
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        kind = _KIND.search(text)
        if kind:
            size = (len(text), path.relative_to(site).as_posix())
            found[kind[1]] = max(found.get(kind[1], (0, "")), size)
    return {kind: path for kind, (_, path) in sorted(found.items())}


def measure(address: str) -> tuple[dict[str, int], list[str]]:
    """The four categories, and the audits that are not passed, of one page."""
    command = [os.environ["LIGHTHOUSE"], address, "--quiet", "--output=json"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=True)
    report = json.loads(done.stdout)
    scores = {one: round(100 * (report["categories"][one]["score"] or 0)) for one in CATEGORIES}
    faults = [
        f"{audit['id']} ({one}): {audit.get('displayValue') or audit['title']}"
        for one in CATEGORIES
        for ref in report["categories"][one]["auditRefs"]
        if (audit := report["audits"][ref["id"]])["score"] not in (None, 1)
        and (ref["weight"] or scores[one] < GOAL)
    ]
    return scores, faults


def main() -> int:
    """0 when every page has the goal in every category."""
    site = Path(sys.argv[1])
    handler = functools.partial(Quiet, directory=str(site))
    low = 0
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for kind, path in kinds(site).items():
            if sys.argv[2:] and kind not in sys.argv[2:]:
                continue
            scores, faults = measure(f"http://127.0.0.1:{server.server_address[1]}/{path}")
            row = "  ".join(f"{one} {score:3}" for one, score in scores.items())
            print(f"{kind:16} {row}  {path}", flush=True)
            for fault in faults:
                print(f"    {fault}", flush=True)
            low += min(scores.values()) < GOAL
        server.shutdown()
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
