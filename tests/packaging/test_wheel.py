"""What `pip install .` brings along."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.long
def test_the_wheel_brings_its_resources_and_seeds(tmp_path: Path) -> None:
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"),
            *("--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)),
        ],
        check=True,
    )
    (wheel,) = tmp_path.glob("jwviewer-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("resources", "seeds"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert files
        assert {f"jwviewer/{path.relative_to(ROOT).as_posix()}" for path in files} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"jwviewer"}
