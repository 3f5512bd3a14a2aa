"""Some fields of a supplier's record, as the audience may see them.

The same projection as ``site.record``, of the named top-level fields only: pages that list all
suppliers need two or three of a hundred fields.
"""

from collections.abc import Mapping
from typing import Any

from generator.model.fields import project
from generator.pages.base import Site


def shown(site: Site, supplier: str, *fields: str) -> Mapping[str, Any]:
    """What the audience may see of these fields; what is absent or hidden is left out."""
    data = site.catalog.suppliers[supplier].data
    wanted = {key: data[key] for key in fields if key in data}
    return project(wanted, site.fields["supplier"], site.audience) or {}
