"""Records as nobody should write them: valid, with comments everywhere, laid out at random.

Each comment says which entry it belongs to, so that a test can tell whether it still does.
"""

from typing import Any

from hypothesis import strategies as st

from generator.load.emit import constant, is_plain, quoted

KEYS = [f"k{number}" for number in range(12)]
TEXTS = [
    *("x", "two words", "NO", "2026-01-31", "a, b", "a: b", "a #b", "#", "- a", "it's", 'say "x"'),
    *("", " x ", "é", "a\nb", "a\n\nb\n", "a\n  b", "a  b", "word " * 30 + "end", "é" * 120),
    *("{x}", "[x]", "https://a.example/b?c=d#e", "One.\nTwo.\n\n" + "long " * 40 + "end\n", "C#"),
    *("\n", "a\n", "a\n\n", "  a\nb", "wide  " * 30 + "x", "a\\b", "@role", "?", "12:30", "a]"),
]

scalars = st.sampled_from(TEXTS) | st.booleans() | st.integers(-5, 99) | st.none()
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=14,
)


class _Writer:
    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._count = 0

    def chance(self, percent: int) -> bool:
        return self._draw(st.integers(0, 99)) < percent

    def comment(self, what: str) -> str:
        self._count += 1
        return f"# {what} {self._count}"

    def own_lines(self, indent: int, what: str) -> list[str]:
        lines = []
        for _ in range(2 if self.chance(10) else 1):
            if self.chance(25):
                lines += [" " * self._draw(st.integers(0, 3))] * self._draw(st.integers(0, 2))
            if self.chance(25):
                lines.append(
                    " " * indent + self.comment(what) + " " * self._draw(st.integers(0, 2))
                )
        return lines

    def tail(self, what: str) -> str:
        return " " * self._draw(st.integers(1, 3)) + self.comment(what) if self.chance(20) else ""

    def flow(self, value: Any, indent: int) -> str:
        """In brackets, now and then over several lines, with comments."""

        def space() -> str:
            if not self.chance(15):
                return " " if self.chance(50) else ""
            return self.tail("in") + "\n" + " " * (indent + 1)

        if isinstance(value, dict):
            parts = [f"{space()}{k}: {self.flow(v, indent)}{space()}" for k, v in value.items()]
            return "{" + ",".join(parts) + "}"
        if isinstance(value, list):
            return "[" + ",".join(space() + self.flow(one, indent) + space() for one in value) + "]"
        return self.scalar(value, in_flow=True)

    def scalar(self, value: Any, *, in_flow: bool = False) -> str:
        if not isinstance(value, str):
            return constant(value)
        safe = is_plain(value) and not (in_flow and set(value) & set(",[]{}?:"))
        if safe and self.chance(60):
            return value
        if value.isprintable() and self.chance(30):
            return "'" + value.replace("'", "''") + "'"
        return quoted(value)

    def block(self, value: Any, indent: int, owner: str) -> list[str]:
        """The lines below a name or a hyphen, for a collection that is not empty."""
        lines: list[str] = []
        for index, key in enumerate(value):
            one = value[key] if isinstance(value, dict) else key
            name = f"{key}:" if isinstance(value, dict) else "-"
            about = f"{owner}.{key if isinstance(value, dict) else index}"
            if owner != "root" or index:  # above the first entry, it is about the whole file
                lines += self.own_lines(indent, f"above {about}")
            lines += self.entry(one, indent, name, about)
        return lines + self.own_lines(indent, f"foot of {owner}")

    def entry(self, one: Any, indent: int, name: str, about: str) -> list[str]:
        start = " " * indent + name
        behind = f"behind {about}"
        if isinstance(one, dict | list) and one and self.chance(65):
            step = self._draw(st.integers(1, 4))
            inner = self.block(one, indent + step, about)
            compact = " " * indent + "-" + " " * (step - 1)
            if (
                name == "-"
                and step > 1
                and not inner[0].lstrip().startswith("#")
                and inner[0].strip()
            ):
                return [compact + inner[0][len(compact) :], *inner[1:]]
            return [start + self.tail(behind), *inner]
        if isinstance(one, str) and "\n" in one.strip() and self.is_literal(one):
            chomp = "" if one.endswith("\n") else "-"
            body = one.removesuffix("\n").split("\n")
            text = [" " * (indent + 3) + line if line else "" for line in body]
            return [f"{start} |{chomp}{self.tail(behind)}", *text]
        written = self.flow(one, indent) if isinstance(one, dict | list) else self.scalar(one)
        return [*f"{start} {written}{self.tail(behind)}".split("\n")]

    def is_literal(self, text: str) -> bool:
        return text[0] not in " \n" and not text.endswith("\n\n") and self.chance(70)


@st.composite
def records(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """The text of a record, and its value."""
    value = draw(st.dictionaries(st.sampled_from(KEYS), values, min_size=1, max_size=6))
    writer = _Writer(draw)
    lines = writer.block(value, 0, "root")
    # At the end of a block of text, a missing line end would be another text.
    return "\n".join(lines) + "\n" * draw(st.integers(1, 3)), value
