"""What only a site with a known address has: a sitemap, and a page for unknown addresses."""

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import urlsplit

from generator.pages.base import File, Page
from generator.pages.languages import unmarked
from generator.pages.texts import text
from generator.site.rebase import rebase
from generator.site.settings import SiteSettings
from generator.site.shell import Shell

NOT_FOUND = "404.html"


def _not_found() -> str:
    start = f'<a href="index.html">{text("the home page")}</a>'
    return unmarked(
        f"""<main id="main" data-page="not-found">
<h1>{text("There is no page here")}</h1>
<p class="sc-lead">{text("The address may be old, or mistyped.")}</p>
<p>{text("Search with the box above, or start from %(home)s.", home=start)}</p>
</main>"""
    )


def base_path(settings: SiteSettings) -> str:
    """The path below which the site is served, with a slash at both ends; empty if unknown."""
    if not settings.site_url:
        return ""
    return "/" + "".join(part + "/" for part in urlsplit(settings.site_url).path.split("/") if part)


def extra_outputs(settings: SiteSettings, pages: Iterable[str], home: Shell) -> Iterator[File]:
    """The sitemap of the given pages and the page for unknown addresses, or nothing."""
    if not settings.site_url:
        return
    start = settings.site_url.rstrip("/") + "/"
    lines = [f"<url><loc>{escape(start + path)}</loc></url>" for path in sorted(pages)]
    yield File(path="sitemap.xml", data=_sitemap(lines), source="the list of pages")
    title = unmarked(text("Not found"))
    page = Page(path=NOT_FOUND, section="home", title=title, body=_not_found())
    yield File(path=NOT_FOUND, data=_anchored(home.stamp(page), settings).encode())


def _sitemap(lines: list[str]) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    body = "\n".join(lines)
    return f'{head}<urlset xmlns="{space}">\n{body}\n</urlset>\n'.encode()


def _anchored(html: str, settings: SiteSettings) -> str:
    """The same page with links from the server's root: it is shown at any address."""
    base = base_path(settings)
    return rebase(html, NOT_FOUND, NOT_FOUND, base=base)
