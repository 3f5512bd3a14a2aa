"""Ids: readable, valid for schema and file tree, the same for the same text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importer.ids import MAX_LOCAL, MAX_SLUG, RESERVED, free, local_id, slug
from generator.load.schema import PACKAGED, Schemas
from generator.load.tree import read_tree

SCHEMAS = Schemas(PACKAGED)


def fits(record_id: str, contract_id: str) -> bool:
    contract = {"id": contract_id, "title": "T"}
    base = {"legal_name": "A", "lifecycle_status": "approved", "contracts": [contract]}
    return SCHEMAS.valid("supplier", {"id": record_id, **base})


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Colda Constructions Pty Ltd", "colda-constructions-pty-ltd"),
        ("Bruce's Bobcats & Landscaping", "bruces-bobcats-and-landscaping"),
        ("Æther Straße Łódź Øst", "aether-strasse-lodz-ost"),
        ("PANAMERICANA LIBRERÍA S.A.", "panamericana-libreria-s-a"),
        ("Management • Commercial (MCE)", "management-commercial-mce"),
        ("ＡＣＭＥ", "acme"),
        ("../../etc/passwd", "etc-passwd"),
        ("Index", "supplier-index"),
        ("CON", "supplier-con"),
        ("none", "supplier-none"),
        ("X", "supplier-x"),
    ],
)
def test_slug(name: str, wanted: str) -> None:
    assert slug(name) == wanted


def test_names_without_latin_letters_get_different_ids() -> None:
    names = ["東京", "大阪", "ООО", "!!!"]
    assert len({slug(name) for name in names}) == len(names)
    assert all(slug(name).startswith("supplier-") for name in names)


def test_long_names_are_cut_between_words() -> None:
    assert slug("word " * 30) == "-".join(["word"] * 12)
    assert slug("x" * 100) == "x" * MAX_SLUG


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("PO_26725", "PO_26725"),
        ("EROS: 644019", "EROS-644019"),
        ("PIJC0008039(29630.2018)", "PIJC0008039-29630.2018"),
        ("35271\u2010NCT\u2010006", "35271-NCT-006"),
        ("'2025.NCT.7055", "2025.NCT.7055"),
        ("A/1", "A/1"),
        ("../../etc", "etc"),
    ],
)
def test_local_id(number: str, wanted: str) -> None:
    assert local_id(number) == wanted


@given(st.text(min_size=1, max_size=300))
def test_any_text_gives_valid_ids(text: str) -> None:
    assert fits(slug(text), local_id(text))
    assert fits(
        free(slug(text), {slug(text)}, MAX_SLUG), free(local_id(text), {local_id(text)}, MAX_LOCAL)
    )


def test_free_counts_on_and_stays_short() -> None:
    taken = {"acme"} | {f"acme-{number}" for number in range(2, 12)}
    assert free("acme", taken, MAX_SLUG) == "acme-12"
    long = "x" * MAX_SLUG
    assert len(free(long, {long}, MAX_SLUG)) == MAX_SLUG
    assert free("new", taken, MAX_SLUG) == "new"


def test_the_file_tree_takes_every_id(tmp_path: Path) -> None:
    folder = tmp_path / "suppliers" / "imported"
    folder.mkdir(parents=True)
    names = [*RESERVED, "404", "Search", "lpt1", "東京", "x" * 99, "word " * 30, "A", "com1"]
    for name in names:
        (folder / f"{slug(name)}.yml").touch()
    _, problems = read_tree(tmp_path)
    assert problems == []
