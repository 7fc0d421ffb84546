"""The hosted workflow: well formed, harmless, and about files that are there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "build.yml"
TEXT = WORKFLOW.read_text(encoding="utf-8")
ZIZMOR = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or shutil.which("zizmor")


@pytest.mark.skipif(ZIZMOR is None, reason="needs zizmor: pip install zizmor")
def test_an_auditor_of_workflows_finds_nothing() -> None:
    """It refuses what is no workflow, too: unknown keys, wrong types."""
    done = subprocess.run(
        [str(ZIZMOR), "--offline", "--no-progress", "--quiet", str(WORKFLOW)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_actions_are_named_by_commit_and_say_which_version_that_is() -> None:
    used = re.findall(r"uses: (.+)", TEXT)
    assert used
    for action in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_it_may_only_read_and_knows_no_secret() -> None:
    assert re.findall(r"permissions:\n((?:  .+\n)+)", TEXT) == ["  contents: read\n"]
    assert "secrets" not in TEXT.partition("name: build")[2]
    assert TEXT.count("persist-credentials: false") == TEXT.count("actions/checkout@")


def test_all_three_systems_and_both_processors_of_macos_are_built() -> None:
    images = set(re.findall(r"(?:runs-on|image): ([a-z0-9.-]+)", TEXT))
    assert images == {"debian", "ubuntu-24.04", "windows-2022", "macos-15", "macos-15-intel"}
    for ending in ("*.deb", "*-setup.exe", "*.dmg"):
        assert f"dist/{ending}\n" in TEXT


def test_every_target_that_it_makes_is_in_the_makefile() -> None:
    made = set(re.findall(r"- run: make ([a-z-]+)", TEXT))
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    assert {"check", "test", "bundle", "test-bundle", "deb", "test-deb"} <= made <= set(targets)


def test_what_it_runs_is_there() -> None:
    named = set(re.findall(r"(?:packaging|tests)/[\w/.]+", TEXT))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
