"""A repository with schemas of its own, made before the program knew some kinds of records."""

import shutil
from pathlib import Path

from generator.load.schema import Schemas

ROOT = Path(__file__).resolve().parents[2]


def test_a_kind_that_the_repository_has_no_schema_for_has_the_programs(tmp_path: Path) -> None:
    folder = tmp_path / "schemas"
    shutil.copytree(ROOT / "schemas", folder)
    (folder / "glossary.schema.json").unlink()
    schemas = Schemas(folder)
    assert schemas.fields("glossary").children
    assert schemas.documents == Schemas(ROOT / "schemas").documents
