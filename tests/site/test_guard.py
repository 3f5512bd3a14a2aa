"""What is never replaced: sources, links, files, and folders that this tool did not build."""

from pathlib import Path

import pytest

from generator.site.errors import SiteUsageError
from tests.site.helpers import build, content, fingerprint


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (".", "the repository is in it"),
        ("..", "the repository is in it"),
        ("suppliers", "lies in suppliers/"),
        ("suppliers/new/site", "lies in suppliers/"),
        ("policies", "lies in policies/"),
        ("reference/site", "lies in reference/"),
        ("docs/site", "lies in docs/"),
        (".git", "lies in .git/"),
        ("notes.txt", "a file"),
        ("link", "a symbolic link"),
        ("dangling", "a symbolic link"),
        ("through/suppliers", "lies in suppliers/"),
        ("full", "not empty, and not a site that this tool built"),
        ("other", "not empty, and not a site that this tool built"),
        ("broken", "not empty, and not a site that this tool built"),
    ],
)
def test_a_place_that_is_not_for_a_site_is_refused(root: Path, place: str, said: str) -> None:
    for name in ("suppliers", "policies", "reference", "docs", ".git", "full", "other", "broken"):
        (root / name).mkdir()
        (root / name / "kept.md").write_text("# Kept\n")
    (root / "other/manifest.json").write_text('{"generator": "someone else", "files": {}}')
    (root / "broken/manifest.json").write_text("[" * 100_000)
    (root / "notes.txt").write_text("kept")
    (root / "link").symlink_to("full")
    (root / "dangling").symlink_to("nowhere")
    (root / "through").symlink_to(".")
    before = fingerprint(root)
    with pytest.raises(SiteUsageError, match=said):
        build(root, root / place)
    for path in root.glob(".*.lock"):
        path.unlink()
    assert fingerprint(root) == before


def test_a_source_folder_that_is_a_link_is_protected_where_it_points(root: Path) -> None:
    real = root.parent / "records"
    (real / "deep").mkdir(parents=True)
    (root / "suppliers").symlink_to(real / "deep")
    with pytest.raises(SiteUsageError, match="lies in suppliers/"):
        build(root, real / "deep/site")
    with pytest.raises(SiteUsageError, match="suppliers/ is in it"):
        build(root, real)


def test_a_file_put_into_a_site_by_hand_is_not_lost(root: Path, site: Path) -> None:
    build(root, site)
    (site / "suppliers/notes.txt").write_text("mine")
    before = fingerprint(site)
    with pytest.raises(SiteUsageError, match=r"holds files that no build put there.*notes\.txt"):
        build(root, site)
    assert fingerprint(site) == before


def test_what_systems_drop_into_folders_is_in_no_one_s_way(root: Path, site: Path) -> None:
    build(root, site)
    (site / ".DS_Store").write_bytes(b"x")
    build(root, site)
    assert ".DS_Store" not in content(site)


def test_an_empty_folder_is_a_place_for_a_site(root: Path, site: Path) -> None:
    site.mkdir(parents=True)
    assert build(root, site).pages == 13


def test_a_site_below_the_root_or_elsewhere_is_fine(root: Path) -> None:
    (root / "suppliers").mkdir()
    build(root, root / "site")
    build(root, root / "public/a/b")
    build(root, root.parent / "elsewhere")
