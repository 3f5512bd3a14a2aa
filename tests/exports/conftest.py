"""The example organisation's site, for staff and for anybody, and one of hostile texts."""

from dataclasses import replace

import pytest

from generator.load.catalog import Loaded
from generator.model.assessment import Assessment
from generator.model.catalog import Catalog
from generator.pages.base import Site
from tests.pages.conftest import HOSTILE, reworded


@pytest.fixture(scope="session")
def example_site(loaded: Loaded, example: Catalog, assessment: Assessment) -> Site:
    """For staff."""
    kinds = ("supplier", "policy", "waiver")
    return Site(
        catalog=example,
        assessment=assessment,
        fields={kind: loaded.schemas.fields(kind) for kind in kinds},
    )


@pytest.fixture(scope="session")
def public_site(example_site: Site) -> Site:
    """For anybody."""
    return replace(example_site, audience="public")


WILD = HOSTILE + "\r\nBEGIN:VALARM\rX\x85Y\u2028Z\x00\x1b[31m ; , \\ ]]> é漢😀" * 3


@pytest.fixture(scope="session")
def wild_site(example_site: Site) -> Site:
    """Every text that a person wrote tries to break out of where it stands."""
    return reworded(example_site, WILD)
