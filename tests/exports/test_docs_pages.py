"""The generated documentation is complete, and shows what it says as it is."""

from html import unescape

import markdown  # type: ignore[import-untyped]
import pytest

from generator.checks import registry
from generator.exports import docs_pages as docs
from generator.exports._known_checks import BY_THE_LOADER, KNOWN_CHECKS
from generator.load.schema import KINDS, PACKAGED, Schemas
from generator.model.fields import Field

SCHEMAS = Schemas(PACKAGED)
FIELDS = {kind: SCHEMAS.fields(kind) for kind in KINDS}


def rendered(text: str) -> str:
    """As the renderer shows it."""
    return str(markdown.markdown(text, extensions=["tables", "toc"]))


def test_every_kind_of_record_has_words() -> None:
    """A new kind is not passed over."""
    assert set(docs.KINDS) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_in_the_reference(kind: str) -> None:
    """Each leaf of each schema, once in its table, with title and description."""
    text = docs.field_reference({kind: FIELDS[kind]})
    cells = sum(line.startswith("| <code>") for line in text.splitlines())
    assert cells == len(list(_outer(FIELDS[kind])))
    for path, field in _outer(FIELDS[kind]):
        assert docs._prose(field.title) in text, path
        assert docs._prose(field.description) in text, path


def _outer(shape: Field, path: str = "") -> list[tuple[str, Field]]:
    """Leaves; money is one field, whatever it is made of."""
    if shape.visibility:
        return [(path, shape)]
    parts = ([("*", shape.item)] if shape.item is not None else []) + list(shape.children.items())
    return [leaf for name, one in parts for leaf in _outer(one, f"{path}/{name}")]


def test_who_sees_a_field_is_said_in_words() -> None:
    """Any reader, staff, nobody."""
    text = unescape(docs.field_reference({"supplier": FIELDS["supplier"]}))
    line = {row.split("</code>")[0]: row for row in text.splitlines() if row.startswith("| <code>")}
    assert line["| <code>legal_name"].endswith("| any reader |")
    assert line["| <code>owner"].endswith("| staff |")
    assert line["| <code>notes"].endswith("| nobody: it stays in the record |")
    assert "(needed)" in line["| <code>legal_name"]


def test_what_a_schema_says_cannot_break_the_table() -> None:
    """Bars, markup and emphasis in a description or an example stay what they are."""
    bad = "a | b <script>x</script> *c* `d` [e](f) & {g}"
    field = Field(name="x", title=bad, description=bad, visibility="public", example=bad)
    shape = Field(name="supplier", description=bad, children={"x": field})
    html = rendered(docs.field_reference({"supplier": shape}))
    assert "<script" not in html and "<em>" not in html and 'href="f"' not in html
    assert html.count("<td>") == 3
    assert "a | b &lt;script&gt;" in html


def test_every_check_is_listed_with_its_page() -> None:
    """Families in order, guards marked."""
    text = docs.check_index(registry())
    for code, check in registry().items():
        assert f"[{code}](../../checks/{code}/index.html)" in text
        assert docs._prose(check.title) in text
    assert text.count("(guard)") == sum(one.subject == "loader" for one in registry().values())


def test_what_is_known_and_not_in_is_said() -> None:
    """One list says both: what gets in leaves it by itself."""
    text = docs.check_index(registry())
    rest = text[text.index("## Not yet") :]
    for code in KNOWN_CHECKS:
        assert (f"{code} " in rest) is (code not in registry() and code not in BY_THE_LOADER), code
    assert len(KNOWN_CHECKS) == 167
    assert "## Not yet" in docs.check_index({})


def test_the_pages_are_made_by_pure_functions() -> None:
    """Path → text, the same each time."""
    made = docs.docs_pages(FIELDS, registry())
    assert list(made) == ["docs/fields.md", "docs/checks/index.md"]
    assert made == docs.docs_pages(FIELDS, registry())
    for text in made.values():
        assert text.startswith("# ") and text.endswith("\n") and not text.endswith("\n\n")
