"""Charts draw what they were given: sizes add up, words stay words, nothing needs a style."""

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from generator.model.trend import Step
from generator.pages import _charts as charts
from generator.pages._charts import Bar, Part, Strip

HOSTILE = "<script>alert(1)</script>\"'><image onerror=alert(2) href=x> & {{ 7 * 7 }}"
SIZES = st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=6)


def drawn(markup: str) -> ElementTree.Element:
    """The drawing as XML."""
    return ElementTree.fromstring(markup)


def number(element: ElementTree.Element, name: str) -> float:
    """An attribute without its per cent sign."""
    return float(element.get(name, "0").rstrip("%"))


def bars(root: ElementTree.Element) -> list[ElementTree.Element]:
    """What stands for numbers."""
    return [one for one in root.iter("rect") if one.get("class") == "bd-part"]


def parts(sizes: list[int]) -> list[Part]:
    """Parts of these sizes, each with another pattern."""
    return [Part(fill=charts.FILLS[at], size=size) for at, size in enumerate(sizes)]


@given(SIZES)
def test_a_stacked_bar_is_filled_and_keeps_the_proportions(sizes: list[int]) -> None:
    """The parts meet, end at the end, are as long as their share; nothing is drawn of nothing."""
    found = bars(drawn(charts.stacked(parts(sizes))))
    assert len(found) == sum(size > 0 for size in sizes)
    end = 0.0
    for one, size in zip(found, [size for size in sizes if size], strict=True):
        assert abs(number(one, "x") - end) < 0.05
        assert abs(number(one, "width") - 100 * size / sum(sizes)) < 0.05
        end = number(one, "x") + number(one, "width")
    assert not found or abs(end - 100) < 0.1


@given(st.lists(SIZES, min_size=1, max_size=13))
def test_columns_have_one_scale_and_stand_on_the_ground(rows: list[list[int]]) -> None:
    """Each bar is as tall as what it counts, of the tallest; they stand in their order."""
    given_bars = [Bar(label=str(at), parts=tuple(parts(sizes))) for at, sizes in enumerate(rows)]
    root = drawn(charts.columns(given_bars, "Bars", height=100))
    most = max(one.size for one in given_bars) or 1
    ground = number(next(root.iter("line")), "y1")
    left = iter(bars(root))
    for one in given_bars:
        mine = [next(left) for part in one.parts if 100 * part.size / most > 0]
        assert abs(sum(number(x, "height") for x in mine) - 100 * one.size / most) < 0.1
        if mine:
            assert abs(number(mine[0], "y") + number(mine[0], "height") - ground) < 0.02
    assert [one.text for one in root.iter("text")] == [one.label for one in given_bars]


@given(
    st.lists(
        st.lists(st.none() | st.integers(0, 500), min_size=3, max_size=3), min_size=1, max_size=6
    )
)
def test_strips_show_each_number_that_is_not_nothing(rows: list[list[int | None]]) -> None:
    """The sum of the words is the sum of what was given; what is not known is a dash."""
    strips = [Strip(title=f"Row {at}", sizes=tuple(sizes)) for at, sizes in enumerate(rows)]
    root = drawn(charts.strips(strips, [("a", ""), ("b", ""), ("c", "")], "Rows"))
    values = [int(one.text or "") for one in root.iter("text") if one.get("class") == "bd-value"]
    assert sum(values) == sum(size or 0 for sizes in rows for size in sizes)
    assert len(bars(root)) == len(values)
    dashes = sum(one.text == charts.UNKNOWN for one in root.iter("text"))
    assert dashes == sum(size is None for sizes in rows for size in sizes)


@given(st.lists(st.none() | st.integers(0, 100), min_size=1, max_size=13))
def test_a_curve_is_interrupted_where_nothing_is_known(values: list[int | None]) -> None:
    """As many dots as known values, and a line for each two neighbours that are both known."""
    ticks = [(str(at), "") for at in range(len(values))]
    root = drawn(charts.curve(list(values), ticks, "Rate"))
    known = [one for one in values if one is not None]
    joined = sum(a is not None and b is not None for a, b in pairwise(values))
    assert len(list(root.iter("circle"))) == len(known)
    assert sum(one.get("class") == "bd-line" for one in root.iter("line")) == joined
    for dot, value in zip(root.iter("circle"), known, strict=True):
        assert abs(number(dot, "cy") - (20 + 130 - 1.3 * value)) < 0.02


def test_nothing_at_all_can_be_drawn() -> None:
    """Empty is a frame or a bare axis, never an error."""
    assert not bars(drawn(charts.stacked([])))
    assert not bars(drawn(charts.columns([], "None")))
    assert not bars(drawn(charts.strips([], [], "None")))
    assert not bars(drawn(charts.curve([], [], "None")))
    assert not bars(drawn(charts.share(0, 0)))


def test_a_gap_is_a_frame_and_no_bar() -> None:
    """That nothing is known does not look like nothing."""
    root = drawn(charts.columns([Bar(label="a", gap=True), Bar(label="b")], "Gap"))
    assert sum(one.get("class") == "bd-frame" for one in root.iter("rect")) == 1
    assert not bars(root)


def test_hostile_words_stay_words_and_nothing_needs_a_style() -> None:
    """Whatever a name holds is text; there is no style and no handler; patterns are our own."""
    ticks = [(HOSTILE, HOSTILE)]
    for markup in (
        charts.columns([Bar(label=HOSTILE, note=HOSTILE, top=HOSTILE)], HOSTILE),
        charts.strips([Strip(title=HOSTILE, sizes=(3,))], ticks, HOSTILE),
        charts.curve([50], ticks, HOSTILE, unit=HOSTILE),
        charts.stacked([Part(fill="main", size=1)], 10, HOSTILE),
    ):
        root = drawn(markup)
        assert root.get("role") == "img" and root.get("aria-label") == HOSTILE
        assert {one.tag for one in root.iter()} <= {"svg", "rect", "line", "circle", "text"}
        for one in root.iter():
            assert not [name for name in one.attrib if name == "style" or name.startswith("on")]
            fill = one.get("fill")
            assert fill is None or fill in {f"url(#bd-{name})" for name in charts.FILLS}


def test_what_is_only_for_the_eye_is_hidden_from_ears() -> None:
    """Without a name a drawing says nothing: its numbers stand beside it."""
    for markup in (
        charts.stacked(parts([1, 2])),
        charts.share(1, 2),
        charts.span(10, 20, 50, True),
    ):
        root = drawn(markup)
        assert root.get("aria-hidden") == "true" and root.get("role") is None


def test_months_name_their_year_once_and_days_their_month() -> None:
    """Labels are short: there is room for thirteen of them on a phone."""
    days = [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)]
    assert charts.ticks(days) == [("Nov", "2026"), ("Dec", ""), ("Jan", "2027"), ("Feb", "")]
    days = [date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 1)]
    assert charts.ticks(days, Step.DAY) == [("29", "Nov"), ("30", ""), ("1", "Dec")]
