"""One change, one place: a field written into the schema is everywhere, with no line of code."""

import json
import shutil
from pathlib import Path

from tests.commands.conftest import Catalog
from tests.conftest import ROOT

DAY = ("--as-of", "2026-11-22")


def test_a_field_added_to_the_schema(small: Path, catalog: Catalog) -> None:
    """Validated, shown on the supplier's page with its title, and in the JSON API."""
    shutil.copytree(ROOT / "schemas", small / "schemas")
    path = small / "schemas/supplier.schema.json"
    schema = json.loads(path.read_text())
    schema["properties"]["parking"] = {
        "type": "string",
        "title": "Where to park",
        "description": "What a driver has to know.",
        "enum": ["yard", "street"],
        "maxLength": 6,
        "examples": ["yard"],
        "x-visibility": "public",
    }
    path.write_text(json.dumps(schema))
    record = small / "suppliers/copperline.yml"
    text = record.read_text()
    record.write_text(f"{text}parking: yrad\n")
    ran = catalog("validate", "--root", str(small))
    assert ran.code == 1
    assert "did you mean 'yard'" in ran.out
    record.write_text(f"{text}parking: yard\n")
    assert catalog("build", "--root", str(small), *DAY).code == 0
    page = (small / "site/suppliers/copperline/index.html").read_text()
    assert "Where to park" in page
    api = json.loads((small / "site/api/v1/suppliers/copperline.json").read_text())
    assert '"parking": "yard"' in json.dumps(api)
