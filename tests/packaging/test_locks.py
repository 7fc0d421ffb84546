"""The lock files: exact, hashed, free of any one machine, and in step with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = ("run.lock", "dev.lock", "extras.lock")
EXTRAS = {
    "run.lock": ("build",), "dev.lock": ("dev",),
    "extras.lock": ("dev", "parquet", "big", "cluster", "engines"),
}  # fmt: skip


def _entries(name: str) -> dict[str, str]:
    """Return each locked package's version, and fail on a line that is not one or its hash."""
    versions = {}
    for line in (ROOT / "packaging" / name).read_text(encoding="utf-8").splitlines():
        text = line.strip().rstrip("\\").strip()
        if not text or text.startswith("#"):
            continue
        if text.startswith("--hash=sha256:"):
            assert re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", text)
            continue
        found = re.fullmatch(r"([a-z0-9-]+)==([\w.]+)(?: ; .+)?", text)
        assert found, f"{name}: {line}"
        versions[found[1]] = found[2]
    return versions


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_exact_hashed_and_names_no_machine(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    assert _entries(name)
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert [block.split("==")[0] for block in blocks if "--hash=" not in block] == []
    assert not re.search(r"https?:|file:|--(extra-)?index|--find-links|(^|\s)/\w", text)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_pyproject_asks_for(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in EXTRAS[name]:
        wanted += project["optional-dependencies"][extra]
    locked = _entries(name)
    for text in wanted:
        requirement = Requirement(text)
        version = locked[requirement.name.lower()]
        assert requirement.specifier.contains(version), text


def test_tests_run_on_the_versions_that_people_get() -> None:
    run, dev, extras = map(_entries, LOCKS)
    assert {name: dev.get(name) for name in run} == run
    assert {name: extras.get(name) for name in dev} == dev
    assert run["pyside6-essentials"] == run["shiboken6"] == "6.11.3"


def test_pandas_finds_no_arrow_where_start_up_is_measured() -> None:
    """It would take it up, with a tenth of a second and 40 MB, and so would the bundle."""
    assert not {"pyarrow", "duckdb"} & _entries("dev.lock").keys()
