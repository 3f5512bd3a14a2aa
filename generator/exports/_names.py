"""Names of entries in feeds and calendars: the same for ever, and nobody else's."""

from uuid import NAMESPACE_URL, UUID, uuid5

from generator.pages.base import Site

_SPACE = uuid5(NAMESPACE_URL, "https://example.org/supplier-catalog")


class Names:
    """Gives each key of one organisation's catalog an id that depends on nothing else."""

    def __init__(self, site: Site) -> None:
        organisation = site.catalog.reference.organisation
        self._space = uuid5(_SPACE, str(organisation.get("id") or organisation.get("name", "")))

    def __call__(self, key: str) -> UUID:
        """The id of what has that key."""
        return uuid5(self._space, key)
