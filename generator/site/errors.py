"""What can go wrong between rendered pages and a published site."""


class SiteError(Exception):
    """The site could not be built. The message is for the person who ran the command."""


class SiteUsageError(SiteError):
    """The request itself is wrong, such as a folder that must not be replaced. Exit code 2."""


class PublishError(SiteError):
    """Anything from rendering to publishing failed; the old site is unchanged. Exit code 3."""


class Interrupted(PublishError):
    """The build was asked to stop. The old site is unchanged."""
