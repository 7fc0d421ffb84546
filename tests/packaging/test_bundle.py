"""What two builds of the same program are compared in."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from bundle import unlike


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no links and no modes")
def test_two_builds_differ_in_content_rights_links_and_names(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    (one / "folder").mkdir(parents=True)
    for name in ("same", "content", "rights", "only-here", "was-a-file"):
        (one / "folder" / name).write_text(name)
    (one / "link").symlink_to("folder/same")
    (one / "same-link").symlink_to("folder/same")
    (one / "empty").mkdir()
    shutil.copytree(one, other, symlinks=True)
    assert unlike(one, other) == []
    (other / "folder" / "content").write_text("another")
    (other / "folder" / "rights").chmod(0o755)
    (other / "folder" / "only-here").rename(other / "folder" / "only-there")
    (other / "folder" / "was-a-file").unlink()
    (other / "folder" / "was-a-file").symlink_to("same")
    (other / "link").unlink()
    (other / "link").symlink_to("folder/rights")
    (other / "empty").rmdir()
    changed = ("content", "only-here", "only-there", "rights", "was-a-file")
    assert unlike(one, other) == ["empty", *(f"folder/{name}" for name in changed), "link"]
