"""The live preview: build, serve, watch, and build again."""

import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.site.errors import SiteUsageError
from generator.site.preview import PreviewServer, State
from generator.site.watch import Snapshot, changed, snapshot

Build = Callable[[Path], None]
Log = Callable[[str], None]
_PAUSE = 0.5
_NAMED = 3
_POLL = 0.05


def serve(
    build: Build,
    watch: Sequence[Path],
    port: int,
    host: str = "127.0.0.1",
    log: Log = lambda _line: None,
    stop: threading.Event | None = None,
) -> None:
    """Serve what ``build`` writes into the folder it is given, until Ctrl-C or ``stop``.

    A build that raises is logged, and the last good site stays. Raises SiteUsageError when the
    port is in use or the host is not this machine.
    """
    if host not in ("127.0.0.1", "localhost"):
        raise SiteUsageError(f"{host}: the preview serves this machine alone")
    ended = stop or threading.Event()
    state = State()
    with tempfile.TemporaryDirectory(prefix="catalog-preview-") as folder:
        site = Path(folder) / "site"
        with PreviewServer(host, port, site, state) as server:
            thread = threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True)
            thread.start()
            try:
                before = snapshot(watch)
                _build(build, site, state, log)
                log(f"http://{host}:{server.server_port}/ – Ctrl-C ends it")
                _follow(build, site, watch, before, state, log, ended)
            except KeyboardInterrupt:
                log("ended")
            finally:
                server.shutdown()
                thread.join()


def _follow(
    build: Build,
    site: Path,
    watch: Sequence[Path],
    before: Snapshot,
    state: State,
    log: Log,
    ended: threading.Event,
) -> None:
    while not ended.wait(_PAUSE):
        after = snapshot(watch)
        if files := changed(before, after):
            names = ", ".join(Path(file).name for file in files[:_NAMED])
            more = f" and {len(files) - _NAMED} more" if len(files) > _NAMED else ""
            log(f"changed: {names}{more}")
            before = after
            _build(build, site, state, log)


def _build(build: Build, site: Path, state: State, log: Log) -> None:
    """One build. Whatever is wrong with the records is for the terminal, not the end of it."""
    try:
        build(site)
    except Exception as error:
        state.failure = str(error) or type(error).__name__
        log(f"not built: {state.failure}")
    else:
        state.failure = ""
        state.version += 1
