"""What a person without binutils is told, and what is done for root."""

from __future__ import annotations

import sys

import build_tools
import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux's loader")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Pretend that objdump is missing; return what is installed, which brings it."""
    lines: list[list[str]] = []

    def install(line: list[str]) -> bool:
        lines.append(line)
        return True

    monkeypatch.setattr(build_tools, "missing", lambda _: {})

    def which(name: str, path: str = "") -> str | None:
        return None if name in ("objdump", "xdotool") and not lines else f"/usr/bin/{name}"

    monkeypatch.setattr("shutil.which", which)
    monkeypatch.setattr("system_libraries._install", install)
    monkeypatch.setattr(sys, "argv", ["build_tools.py"])
    return lines


def test_root_has_what_is_missing_installed(
    installed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert build_tools.main() == 0
    assert [line[-1] for line in installed] == ["binutils"]


def test_a_screen_is_asked_for_only_where_one_is_needed(
    installed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(sys, "argv", ["build_tools.py", "--screen"])
    assert build_tools.main() == 0
    assert installed[0][-2:] == ["binutils", "xdotool"]


def test_what_a_package_is_made_with_comes_in_the_same_way(
    installed: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert build_tools.bring_programs("objdump", "chrpath")
    assert [line[-1] for line in installed] == ["binutils"]


def test_another_person_is_given_one_line_to_type(
    installed: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert build_tools.main() == 1
    assert installed == []
    told = capsys.readouterr().err
    assert "sudo apt-get install --yes --no-install-recommends binutils" in told
