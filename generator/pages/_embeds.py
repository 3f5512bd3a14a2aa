"""Where the small pages for frames and the badges are, and how many suppliers a frame lists."""

SHOWN = 50


def embed_path(category: str) -> str:
    """The page of a category for a frame."""
    return f"embed/{category}.html"


def badge_path(kind: str, name: str) -> str:
    """The badge of one of ``suppliers`` or ``categories``."""
    return f"badges/{kind}/{name}.svg"
