"""One build, from rendered pages to a published site, or to no change at all."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from generator.pages.base import SECTIONS, File, Page
from generator.site.assets import packaged_assets
from generator.site.errors import Interrupted, PublishError
from generator.site.extras import base_path, extra_outputs
from generator.site.guard import check_ours, check_place
from generator.site.lock import site_lock
from generator.site.manifest import make_manifest
from generator.site.paths import MANIFEST
from generator.site.rebase import rebase
from generator.site.renderer import MkdocsRenderer, Renderer
from generator.site.rendering import Rendered, render_all
from generator.site.sections import docs_file
from generator.site.settings import BuildResult, SiteSettings
from generator.site.shell import Shell, edit_html, fill, site_slots
from generator.site.signals import Stop, stoppable, undisturbed
from generator.site.staging import Staging, leftovers, put_by
from generator.site.swap import recover, swap_in
from generator.site.verify import Verifier

Outputs = Callable[[], Iterable[Page | File]]
Progress = Callable[[str], None]
_FAULTS_SHOWN = 20
_STEP = 1000


def build_site(
    *,
    root: Path,
    site_dir: Path,
    outputs: Outputs,
    settings: SiteSettings,
    progress: Progress,
    renderer: Renderer | None = None,
) -> BuildResult:
    """Render, stamp, verify and publish. Any failure leaves the old site byte for byte.

    Raises SiteUsageError when ``site_dir`` is not a place for a site, PublishError when
    anything else goes wrong. What ``outputs`` raises comes through as it is.
    """
    place = check_place(root, site_dir)
    with _outcome(place, site_dir) as outcome, stoppable():
        place.parent.mkdir(parents=True, exist_ok=True)
        with site_lock(place):
            _clear(place)
            check_ours(place, site_dir)
            assets = packaged_assets()
            progress("rendering the shells and the hand-written pages")
            rendered = render_all(
                root=root,
                sections=SECTIONS,
                settings=settings,
                assets=assets,
                renderer=renderer or MkdocsRenderer(),
            )
            job = _Job(Staging.beside(place), settings, rendered, progress, root / "docs")
            try:
                job.write_all(assets, outputs)
                job.verify()
                result = job.finish()
                progress("publishing")
                _publish(job.staging.folder, place, outcome)
            except BaseException:
                if not outcome.published:
                    put_by(job.staging.folder, place)
                raise
            return result


def _publish(new: Path, place: Path, outcome: "_Outcome") -> None:
    with undisturbed():
        old = swap_in(new, place)
        outcome.published = True
        _tidy(place, old)


class _Job:
    """The writing and verifying of one build."""

    def __init__(
        self,
        staging: Staging,
        settings: SiteSettings,
        rendered: Rendered,
        progress: Progress,
        docs: Path,
    ) -> None:
        self.staging = staging
        self._settings = settings
        self._rendered = rendered
        self._progress = progress
        self._own_docs = docs
        self._verifier = Verifier(base_path(settings))
        self._pages: list[str] = []
        self._shells = {
            section: Shell(html, section=section, nonce=rendered.nonce, settings=settings)
            for section, html in rendered.shells.items()
        }

    def write_all(self, assets: dict[str, bytes], outputs: Outputs) -> None:
        """Write everything but the manifest."""
        for path, data in assets.items():
            self._file(File(path=path, data=data, source=f"generator/{path}"))
        self._docs()
        for output in outputs():
            self._output(output)
        for output in extra_outputs(self._settings, self._pages, self._shells["home"]):
            self._output(output)

    def verify(self) -> None:
        """Raise PublishError, with what is wrong, unless the site is sound."""
        self._progress("verifying links and markup")
        faults = self._verifier.faults(self.staging.files, self.staging.read)
        if not faults:
            return
        shown = [self._with_source(fault) for fault in faults[:_FAULTS_SHOWN]]
        if len(faults) > _FAULTS_SHOWN:
            shown.append(f"… and {len(faults) - _FAULTS_SHOWN} more")
        raise PublishError("the pages are not fit to publish:\n  " + "\n  ".join(shown))

    def finish(self) -> BuildResult:
        """Write the manifest, last of all, and see that it is on the disk."""
        self.staging.sweep()
        data = make_manifest(self.staging.files, self._settings).encode()
        with (self.staging.folder / MANIFEST).open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _sync(self.staging.folder)
        return BuildResult(
            pages=len(self._pages),
            files=len(self.staging.files) + 1,
            bytes=self.staging.bytes + len(data),
        )

    def _docs(self) -> None:
        rendered = self._rendered
        moved = {doc.rendered_path: doc.site_path for doc, _ in rendered.pages}
        slots = site_slots(self._settings)
        for doc, html in rendered.pages:
            path, source = doc.site_path, f"docs/{doc.path}"
            # Pages that came with the generator are not in this repository.
            record = source if doc.source.is_relative_to(self._own_docs) else ""
            values = slots | {
                "ROOT": "../" * path.count("/") or "./",
                "EDIT": edit_html(self._settings, record),
            }
            text = fill(rebase(html, doc.rendered_path, path, moved), rendered.nonce, values)
            self._html(path, text, source)
        self._file(docs_file((doc.site_path, html) for doc, html in rendered.pages))
        for doc in rendered.files:
            data = doc.source.read_bytes()
            self._file(File(path=doc.site_path, data=data, source=f"docs/{doc.path}"))

    def _output(self, output: Page | File) -> None:
        if isinstance(output, File):
            self._file(output)
            return
        shell = self._shells.get(output.section)
        if shell is None:
            raise PublishError(f"{output.path}: no section is named {output.section!r}")
        self._html(output.path, shell.stamp(output), output.edit)

    def _html(self, path: str, text: str, source: str) -> None:
        self.staging.write(path, text.encode("utf-8"), source)
        self._verifier.page(path, text)
        self._pages.append(path)
        if len(self._pages) % _STEP == 0:
            self._progress(f"{len(self._pages):,} pages")

    def _file(self, file: File) -> None:
        self.staging.write(file.path, file.data, file.source)
        if file.path.endswith((".html", ".htm")):
            self._verifier.page(file.path, file.data.decode("utf-8"))
            self._pages.append(file.path)
        elif file.path.endswith(".css"):
            self._verifier.stylesheet(file.path, file.data.decode("utf-8"))

    def _with_source(self, fault: str) -> str:
        source = self.staging.sources.get(fault.partition(":")[0])
        return f"{fault} (from {source})" if source else fault


@dataclass(slots=True)
class _Outcome:
    """Whether the new site is in its place."""

    published: bool = False


@contextmanager
def _outcome(place: Path, site_dir: Path) -> Iterator[_Outcome]:
    """Word whatever stops a build, and say what became of the site."""
    outcome = _Outcome()

    def told(what: object) -> str:
        if outcome.published:
            return f"{what}\n{site_dir}: the new site is published"
        still = "the old site is unchanged" if place.exists() else "nothing was published"
        return f"{what}\n{site_dir}: {still}"

    try:
        yield outcome
    except PublishError as error:
        raise type(error)(told(error)) from error
    except Stop as stop:
        raise Interrupted(told("stopped by SIGTERM")) from stop
    except OSError as error:
        raise PublishError(told(_worded(error))) from error


def _worded(error: OSError) -> str:
    where = error.filename2 or error.filename
    what = error.strerror or str(error) or type(error).__name__
    return f"{os.fsdecode(where)}: {what}" if isinstance(where, (str, bytes)) else what


def _clear(place: Path) -> None:
    """Mend and tidy what an earlier build left when it was killed."""
    useless = recover(place)
    for folder in [*leftovers(place), *([useless] if useless else [])]:
        put_by(folder, place)


def _tidy(place: Path, old: Path | None) -> None:
    """After the swap. Nothing here can fail the build: the next one does what is left."""
    with suppress(OSError):
        _sync(place.parent)
    if old is not None:
        put_by(old, place)


def _sync(folder: Path) -> None:
    """See that a folder's entries are on the disk, where the system can be asked to."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
