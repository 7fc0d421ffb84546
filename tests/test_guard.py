"""The start-up guard: which pairs of Python and PySide6 it lets through."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jwviewer import guard
from jwviewer.guard import check_pair, installed_pyside, refusal, refusal_here


@pytest.mark.parametrize("pyside", ["6.12.0", "6.12.1", "6.13.0", "6.12", "7.0.0"])
def test_python_3_11_with_a_pyside_that_loses_references_is_refused(pyside: str) -> None:
    sentence = refusal((3, 11, 7), pyside)
    assert sentence is not None
    assert f"PySide6 {pyside}" in sentence
    assert "Python 3.11.7" in sentence
    assert "PySide6-Essentials==6.11.3" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("python", "pyside"),
    [
        ((3, 11, 2), "6.11.3"),
        ((3, 11, 9), "6.8.3"),
        ((3, 11, 9), "6.8.2.1"),
        ((3, 12, 0), "6.11.3"),
        ((3, 12, 1), "6.12.0"),
        ((3, 13, 0), "6.12.0"),
        ((3, 14, 0), "6.12.3"),
    ],
)
def test_pairs_that_run_are_let_through(python: tuple[int, ...], pyside: str) -> None:
    assert refusal(python, pyside) is None


def test_an_old_python_is_refused_by_its_number() -> None:
    sentence = refusal((3, 10, 12), "6.11.3")
    assert sentence is not None
    assert "3.10.12" in sentence
    assert "3.11" in sentence


def test_the_pair_that_runs_these_tests_is_let_through() -> None:
    assert installed_pyside() is not None
    assert refusal_here() is None


def test_the_guard_answers_without_loading_qt() -> None:
    code = (
        "import sys, jwviewer.guard as guard; guard.refusal_here();"
        "sys.exit(any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_refusal_ends_the_program_with_its_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(guard, "installed_pyside", lambda: None)
    with pytest.raises(SystemExit) as left:
        check_pair()
    assert left.value.code == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.startswith("jwviewer: ")
    assert "PySide6-Essentials==6.11.3" in written.err
    assert written.err.count("\n") == 1


def test_the_sentence_names_the_newest_of_what_is_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for record in (
        old / "PySide6_Essentials-6.11.3.dist-info",
        old / "PySide6-6.9.0-py3.11.egg-info",
        new / "shiboken6-6.12.0.dist-info",
        new / "PySide6_Addons-7.0.0.dist-info",
        new / "pyside6_stubs-9.0.0.dist-info",
    ):
        record.mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "nowhere"), str(old), str(new)])
    assert installed_pyside() == "6.12.0"
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert installed_pyside() is None
