"""What all tests share: the example organisation, loaded and evaluated once."""

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from generator.checks import registry
from generator.evaluate import evaluate
from generator.load.catalog import Loaded, load
from generator.model.assessment import Assessment
from generator.model.catalog import Catalog

ROOT = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 11, 22)
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OFF = (
    # The pages behind the address bar, which nobody sees: half the cost of opening a page.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "PreloadTopChromeWebUI"),
    "SpareRendererForSitePerProcess",
    # The switch is one list, and ours takes the place of Playwright's: these are from there.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "AimEnabled"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "PreconnectToSearch"),
)
"""What Chromium does for people and not for tests."""

# The same examples on every run: a red build must be red again when it is looked at.
settings.register_profile(
    "repeatable", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """The example organisation as loaded."""
    return load(ROOT, registry())


@pytest.fixture(scope="session")
def example(loaded: Loaded) -> Catalog:
    """The example organisation's catalog."""
    assert loaded.catalog is not None, loaded.problems
    return loaded.catalog


@pytest.fixture(scope="session")
def assessment(example: Catalog) -> Assessment:
    """The example organisation on 22 November 2026."""
    return evaluate(example, AS_OF)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or whichever is there. Without one the tests fail."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, "no Chromium was found; `make test` installs one"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=found,
            args=[
                *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
                f"--disable-features={','.join(OFF)}",
            ],
        )
        yield running
        running.close()


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test depends on where and by whom it is run."""
    for name in ("GITHUB_ACTIONS", "SOURCE_DATE_EPOCH", "CATALOG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)
