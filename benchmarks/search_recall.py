"""Our search, lunr and Pagefind on the same texts and the same 200 questions, side by side.

    python benchmarks/search_recall.py [--pagefind PYTHON]

The questions and their answers are tests/search/queries.yml; found means: among the first five.
lunr is the one that comes with MkDocs. PYTHON is that of an environment with pagefind[bin] in
it, made for this and thrown away; without it Pagefind is left out.
"""

import argparse
import functools
import gzip
import html
import http.server
import json
import shutil
import statistics
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from generator.checks import registry  # noqa: E402
from generator.cli import main as catalog  # noqa: E402
from generator.evaluate import evaluate  # noqa: E402
from generator.load.catalog import load  # noqa: E402
from generator.pages._catalog_data import _NUMBERS  # noqa: E402
from generator.pages._facets import values_at  # noqa: E402
from tests.search.asked import FIRST, Question, Questions, recall  # noqa: E402

WORK = ROOT / "build" / "bench-search"
AS_OF = "2026-11-22"
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
Answers = list[tuple[list[str], float]]
"""For each question the first paths, and the milliseconds it took."""

OURS = """async ([questions, first]) => {
    const search = await Finder.loadAll();
    await Finder.loadNumbers(search.model);
    search.model.ready();
    return questions.map(text => {
        const start = performance.now();
        const found = search.find(text, first).results.map(one => one.path);
        return [found, performance.now() - start];
    });
}"""
# What our own index is made of, as texts: a title, other names, and words.
TEXTS = """async numbers => {
    const search = await Finder.loadAll(), model = search.model, texts = [];
    const where = new Map(model.data.where.map(one => [one[0], one.slice(1)]));
    model.names.forEach((name, row) => {
        const words = new Set();
        model.scopesOf[row].forEach(scope => {
            model.lineages[scope.category].forEach(one => {
                const category = model.categories[one];
                [category.name, category.id, ...category.words].forEach(word => words.add(word));
            });
            const code = model.places[scope.place].code;
            [code, code.slice(0, 2)].forEach(one =>
                (where.get(one) || []).forEach(word => words.add(word)));
        });
        model.keywordsOf[row].forEach(one => words.add(model.data.keywords[one]));
        const id = model.id[row];
        texts.push(["suppliers/" + id + "/index.html", name,
            model.aka[row].replaceAll("|", ", ") + " " + (numbers[id] || []).join(" "),
            [...words].join(", ")]);
    });
    model.pages.rows.forEach(row => texts.push([row[2], row[1], row[3], row[4]]));
    return texts;
}"""
LUNR = """([texts, questions, first, forgiving]) => {
    const index = lunr(function () {
        this.ref("n");
        this.field("title", {boost: 10});
        this.field("names", {boost: 8});
        this.field("text");
        texts.forEach((one, n) => this.add({n, title: one[1], names: one[2], text: one[3]}));
    });
    window.indexText = JSON.stringify(index);
    function ask(text) {
        if (!forgiving) return index.search(text.replace(/[-+:~^*]/g, " "));
        // lunr 2.3.9 fails on some words with an edit distance: those are asked with less.
        for (const most of [2, 1, 0]) {
            try {
                return index.query(query => terms(query, text, most));
            } catch (error) { continue; }
        }
        return [];
    }
    function terms(query, text, most) {
        lunr.tokenizer(text).forEach(token => {
            const word = token.toString();
            const distance = Math.min(most, word.length > 7 ? 2 : word.length > 3 ? 1 : 0);
            query.term(word, {boost: 10});
            query.term(word, {boost: 5, wildcard: lunr.Query.wildcard.TRAILING});
            if (distance) query.term(word, {boost: 1, editDistance: distance});
        });
    }
    return questions.map(text => {
        const start = performance.now();
        const found = ask(text).slice(0, first).map(one => texts[one.ref][0]);
        return [found, performance.now() - start];
    });
}"""
PAGEFIND = """async ([questions, first]) => {
    const pagefind = await import("/pagefind/pagefind.js");
    await pagefind.init();
    const found = [];
    for (const text of questions) {
        const start = performance.now();
        const {results} = await pagefind.search(text);
        const data = await Promise.all(results.slice(0, first).map(one => one.data()));
        found.push([data.map(one => one.meta.path), performance.now() - start]);
    }
    return found;
}"""


def main(pagefind: str) -> int:
    """Measure all that are there, and print one table."""
    shutil.rmtree(WORK, ignore_errors=True)
    site = WORK / "site"
    if catalog(["build", "--root", str(ROOT), "--site-dir", str(site), "--as-of", AS_OF]):
        return 1
    loaded = load(ROOT, registry())
    assert loaded.catalog is not None
    found = loaded.catalog
    assessment = evaluate(found, date.fromisoformat(AS_OF))
    questions = Questions(catalog=found, assessment=assessment).all
    asked = [one.ask for one in questions]
    numbers = {name: _numbers(record.data) for name, record in found.suppliers.items()}
    with _browser() as page:
        page.goto(f"{site.as_uri()}/index.html")
        rows = {"ours": _ours(page, asked)}
        texts = page.evaluate(TEXTS, numbers)
        sizes = {"ours": _sizes(site)}
        for name, forgiving in (("lunr", False), ("lunr, forgiving", True)):
            rows[name], sizes[name] = _lunr(page, texts, asked, forgiving)
        if pagefind:
            rows["Pagefind"], sizes["Pagefind"] = _pagefind(page, texts, asked, pagefind)
    sys.stdout.write(f"{len(texts)} texts, {len(questions)} questions, found among the first 5\n\n")
    sys.stdout.write(_table(questions, rows, sizes))
    return 0


def _numbers(record: Any) -> list[str]:
    return [one for path in _NUMBERS for one in values_at(record, path)]


@contextmanager
def _browser() -> Iterator[Page]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


def _ours(page: Page, asked: list[str]) -> Answers:
    return [(found, taken) for found, taken in page.evaluate(OURS, [asked, FIRST])]


def _sizes(site: Path) -> int:
    names = ("catalog-data", "search-data", "search-docs", "words", "finder", "search")
    return sum(len(gzip.compress((site / "assets" / f"{name}.js").read_bytes())) for name in names)


def _lunr(
    page: Page, texts: list[list[str]], asked: list[str], forgiving: bool
) -> tuple[Answers, int]:
    spec = find_spec("mkdocs")
    assert spec is not None and spec.origin is not None
    script = Path(spec.origin).parent / "contrib/search/templates/search/lunr.js"
    page.goto("about:blank")
    page.add_script_tag(content=script.read_text(encoding="utf-8"))
    answers = page.evaluate(LUNR, [texts, asked, FIRST, forgiving])
    index = page.evaluate("window.indexText").encode()
    titles = json.dumps([one[:2] for one in texts]).encode()
    size = sum(len(gzip.compress(one)) for one in (index, titles, script.read_bytes()))
    return [(found, taken) for found, taken in answers], size


def _pagefind(
    page: Page, texts: list[list[str]], asked: list[str], python: str
) -> tuple[Answers, int]:
    folder = WORK / "pagefind"
    folder.mkdir(parents=True)
    for number, (path, title, names, text) in enumerate(texts):
        (folder / f"{number}.html").write_text(_html(path, title, names, text), encoding="utf-8")
    subprocess.run([python, "-m", "pagefind", "--site", str(folder), "--silent"], check=True)
    sent: list[int] = []
    with _served(folder, sent.append) as address:
        page.goto(f"{address}/0.html")
        answers = page.evaluate(PAGEFIND, [asked[:1], FIRST])
        size = sum(sent)
        answers = page.evaluate(PAGEFIND, [asked, FIRST])
    return [(found, taken) for found, taken in answers], size


def _html(path: str, title: str, names: str, text: str) -> str:
    meta = f'<meta data-pagefind-meta="path[content]" content="{html.escape(path)}">'
    head = f'<!doctype html><html lang="en"><head><title>{html.escape(title)}</title>{meta}</head>'
    body = f"<h1>{html.escape(title)}</h1><h2>{html.escape(names)}</h2><p>{html.escape(text)}</p>"
    return f"{head}<body><main data-pagefind-body>{body}</main></body></html>"


@contextmanager
def _served(folder: Path, sent: Callable[[int], None]) -> Iterator[str]:
    class Counting(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *words: object) -> None:
            pass

        def do_GET(self) -> None:
            place = folder / self.path.split("?")[0].lstrip("/")
            if place.is_file():
                sent(min(place.stat().st_size, len(gzip.compress(place.read_bytes()))))
            super().do_GET()

    handler = functools.partial(Counting, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def _table(questions: tuple[Question, ...], rows: dict[str, Answers], sizes: dict[str, int]) -> str:
    missed = {name: recall(questions, [one[0] for one in rows[name]]) for name in rows}
    lines = ["| | " + " | ".join(rows) + " |", "|---" + "|--:" * len(rows) + "|"]
    for kind in dict.fromkeys(one.kind for one in questions):
        count = sum(one.kind == kind for one in questions)
        cells = [f"{count - len(missed[name][kind])}" for name in rows]
        lines.append(f"| {kind} (of {count}) | " + " | ".join(cells) + " |")
    total = len(questions)
    lost = {name: sum(map(len, missed[name].values())) for name in rows}
    lines.append(_row("**recall at 5**", [f"**{1 - lost[name] / total:.1%}**" for name in rows]))
    lines.append(_row("first supplier shown is OK today", [_fit(questions, rows[n]) for n in rows]))
    taken = {name: sorted(one[1] for one in rows[name]) for name in rows}
    lines.append(_row("median", [f"{statistics.median(taken[name]):.1f} ms" for name in rows]))
    worst = [f"{taken[name][int(0.95 * total)]:.1f} ms" for name in rows]
    lines.append(_row("95 of 100 within", worst))
    lines.append(_row("read before the first answer, gzip", [_kilo(sizes[name]) for name in rows]))
    return "\n".join(lines) + "\n"


def _fit(questions: tuple[Question, ...], answers: Answers) -> str:
    """Of the questions for a trade that somebody may be used for: who is named first?"""
    firsts = [
        next((one in question.usable for one in found if one.startswith("suppliers/")), False)
        for question, (found, _) in zip(questions, answers, strict=True)
        if question.usable
    ]
    return f"{sum(firsts)} of {len(firsts)}"


def _row(name: str, cells: list[str]) -> str:
    return f"| {name} | " + " | ".join(cells) + " |"


def _kilo(size: int) -> str:
    return f"{size / 1024:.0f} KiB"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pagefind", default="", metavar="PYTHON")
    sys.exit(main(parser.parse_args().pagefind))
