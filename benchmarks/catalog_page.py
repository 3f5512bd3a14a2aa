"""Weigh and time the catalog page of a built site in Chromium.

    python benchmarks/make_records.py 10000 build/bench-10000
    catalog build --root build/bench-10000 --site-dir build/bench-10000-site
    python benchmarks/catalog_page.py build/bench-10000-site [--varied]

Weight is the gzip size (level 6) of every file that the first view loads. A time is what the
page's thread works for one event: script, style and layout, which the budget is for; and all of
it, with painting and the browser's own work. Both are CPU time, so that waiting for the machine,
or between key strokes, is not in them.

``--varied`` gives every supplier a name of its own and deals each column's values out anew, by
a fixed seed: copies of the same records compress better than real ones would.
"""

import argparse
import functools
import gzip
import http.server
import json
import random
import statistics
import sys
import threading
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

DATA = "/assets/catalog-data.js"
BUDGET_BYTES, BUDGET_MS, ROUNDS = 250_000, 50, 10  # even, so that what is ticked is taken back
SYLLABLES = ["al", "ber", "cor", "den", "el", "far", "gan", "hol", "in", "jor", "kel", "lam", "mor"]
SYLLABLES += ["nor", "ost", "per", "quin", "ros", "sten", "tor", "un", "vel", "win", "yar", "zel"]
TICK = "document.querySelector('[data-filters] input[name={}]').click()"
SORT = (
    "const s = document.getElementById('sort');s.value = '{}'; s.dispatchEvent(new Event('change'))"
)
SEARCH = (
    "document.getElementById('q').value = n % 2 ? '' : '{}';"
    "document.querySelector('[data-search]')"
    ".dispatchEvent(new Event('submit', {{cancelable: true}}))"
)
ACTIONS = {
    "filter: a verdict": TICK.format("verdict"),
    "filter: a category": TICK.format("category"),
    "filter: a place": TICK.format("place"),
    **{
        f"sort: {kind}": SORT.format(kind)
        for kind in ("name", "verdict", "changes", "ends", "spend")
    },
    "search: electrician": SEARCH.format("electrician"),
    "search: elctrcal (errors)": SEARCH.format("elctrcal"),
    "search: s (one letter)": SEARCH.format("s"),
    "layout: cards": "document.querySelectorAll('[data-tools] [data-view]')[n % 2 ? 0 : 1].click()",
}


def main(arguments: list[str]) -> int:
    """Print the figures; 1 when a budget is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--varied", action="store_true")
    given = parser.parse_args(arguments)
    changed = {DATA: varied(given.site / DATA[1:])} if given.varied else {}
    handler = functools.partial(_Quiet, directory=str(given.site), changed=changed)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        good = measure(f"http://127.0.0.1:{server.server_address[1]}", changed, given.site)
        server.shutdown()
    return 0 if good else 1


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *words: object, changed: dict[str, bytes], **more: object) -> None:
        self._changed = changed
        super().__init__(*words, **more)  # type: ignore[arg-type]

    def log_message(self, *words: object) -> None:
        pass

    def do_GET(self) -> None:
        data = self._changed.get(self.path)
        if data is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.end_headers()
        self.wfile.write(data)


def measure(origin: str, changed: dict[str, bytes], site: Path) -> bool:
    """Open the page, weigh what came, and time what readers do."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium")
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        paths: list[str] = []
        page.on("request", lambda request: paths.append(request.url.removeprefix(origin)))
        page.goto(f"{origin}/suppliers/index.html")
        page.wait_for_selector("main[data-ready]", state="attached")
        page.wait_for_timeout(1500)
        total = weigh(paths, changed, site)
        worst = clock(page)
        browser.close()
    sys.stdout.write(f"first view {total:,} bytes of {BUDGET_BYTES:,}; ")
    sys.stdout.write(f"slowest median {worst:.0f} ms of {BUDGET_MS}\n")
    return total <= BUDGET_BYTES and worst <= BUDGET_MS


def weigh(paths: list[str], changed: dict[str, bytes], site: Path) -> int:
    """The compressed size of these files together."""
    total = 0
    for path in paths:
        data = changed.get(path) or (site / path.lstrip("/").partition("?")[0]).read_bytes()
        size = len(gzip.compress(data, 6))
        total += size
        sys.stdout.write(f"{size:>9,} bytes  {path}\n")
    return total


def clock(page: Page) -> float:
    """The slowest of the medians, in ms."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    worst = 0.0
    for name, code in ACTIONS.items():
        times = [_one(page, session, code, n) for n in range(ROUNDS)]
        median, most, whole = (
            statistics.median(one for one, _ in times),
            max(one for one, _ in times),
            statistics.median(one for _, one in times),
        )
        worst = max(worst, median)
        sys.stdout.write(
            f"{median:>7.1f} ms median, {most:>6.1f} most, {whole:>6.1f} whole  {name}\n"
        )
    return worst


_HANDLING = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")


def _one(page: Page, session: CDPSession, code: str, n: int) -> tuple[float, float]:
    def worked() -> tuple[float, float]:
        found = session.send("Performance.getMetrics")["metrics"]
        known = {one["name"]: float(one["value"]) for one in found}
        return sum(known[name] for name in _HANDLING), known["TaskDuration"]

    before = worked()
    page.evaluate(f"() => {{ const n = {n}; {code}; document.body.getBoundingClientRect(); }}")
    page.wait_for_timeout(100)
    after = worked()
    return (after[0] - before[0]) * 1000, (after[1] - before[1]) * 1000


def varied(path: Path) -> bytes:
    """The data with names of their own and each column dealt out anew."""
    dice = random.Random(1)
    data = json.loads(path.read_text("ascii").removeprefix("window.CATALOG=").rstrip().rstrip(";"))
    count, rows = data["count"], data["rows"]
    names: dict[str, None] = {}
    while len(names) < count:
        words = ["".join(dice.choices(SYLLABLES, k=2)).title() for _ in range(2)]
        names[" ".join(words) + " Ltd"] = None
    rows["name"] = "\n".join(names)
    rows["id"] = "\n".join(dice.choice("1222") for _ in names)  # the first words of the name
    together = list(zip(*(rows[key].split(";") for key in ("scopes", "life", "why")), strict=True))
    dice.shuffle(together)  # verdicts belong to their scopes
    for key, column in zip(("scopes", "life", "why"), zip(*together, strict=True), strict=True):
        rows[key] = ";".join(column)
    for holder, key in [(rows, "keywords"), (rows, "first"), (rows, "spend")] + [
        (facet, "rows") for facet in data["facets"] if "rows" in facet
    ]:
        column = holder[key].split(";")
        dice.shuffle(column)
        holder[key] = ";".join(column)
    return ("window.CATALOG=" + json.dumps(data, separators=(",", ":")) + ";\n").encode("ascii")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
