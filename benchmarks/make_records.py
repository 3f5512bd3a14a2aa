"""Make a catalog of N suppliers: the example's records, copied with new ids and names.

    python benchmarks/make_records.py 10000 build/bench-10000 [2000]

The last figure, in bytes, takes only records of about that size (within a half more or less).
"""

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ID = re.compile(r"(?m)^id: .*$")
NAME = re.compile(r"(?m)^legal_name: .*$")
# An identifier belongs to one firm; copies of it would be duplicates by the thousand.
IDENTIFIERS = re.compile(r"(?m)^identifiers:\n(?:  .*\n|- .*\n)+")

OTHERS = re.compile(r"(?m)^(replacement|parent|ultimate_parent):")


def main(count: int, target: Path, about: int = 0) -> int:
    """Write ``count`` suppliers and all else of the example below ``target``."""
    shutil.rmtree(target, ignore_errors=True)
    for folder in ("policies", "reference", "schemas", "docs"):
        shutil.copytree(ROOT / folder, target / folder)
    shutil.copy(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    originals = sorted((ROOT / "suppliers").rglob("*.yml"))
    if about:
        near = range(about // 2, about * 3 // 2)
        originals = [path for path in originals if path.stat().st_size in near]
        # A waiver, or a record that names another, may be of a supplier that was left out.
        originals = [path for path in originals if not OTHERS.search(path.read_text("utf-8"))]
        shutil.rmtree(target / "policies" / "waivers")
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in originals]
    size = 0
    for number in range(count):
        stem, text = texts[number % len(texts)]
        copy = number // len(texts)
        if copy:
            stem = f"{stem[:53]}-{copy}"
            text = ID.sub(f'id: "{stem}"', text, count=1)
            text = NAME.sub(lambda found, n=copy: _renamed(found.group(), n), text, count=1)
            text = IDENTIFIERS.sub("", text)
        folder = target / "suppliers" / f"{number % 100:02d}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{stem}.yml").write_text(text, encoding="utf-8")
        size += len(text.encode())
    sys.stdout.write(f"{count} suppliers, {size / count:.0f} bytes each, in {target}\n")
    return 0


def _renamed(line: str, number: int) -> str:
    name = line.removeprefix("legal_name:").strip().strip("\"'")
    return f'legal_name: "{name} {number}"'


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])))
