"""Names and paths as each system can take them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from jwviewer import places
from jwviewer.places import fits_system, licences, plain_path, system_path

LONG = "\\folder" * 40


@pytest.mark.parametrize(
    "name",
    [
        "CON", "con.png", "Nul.dossier", "aux", "COM1.csv", "lpt9.txt", "COM².png", "nul .png",
        "CONOUT$", "a:b.png", "what?.png", 'say "x".png', "a|b", "a*b", "line\nbreak.png",
        "ends in a dot.", "ends in a space ",
    ],
)  # fmt: skip
def test_windows_is_not_asked_for_a_name_it_has_for_a_device_or_cannot_hold(name: str) -> None:
    assert not fits_system(name, windows=True)
    assert fits_system(name, windows=False), "other systems take it"


@pytest.mark.parametrize(
    "name", ["console.png", "con-timeline.png", "COM10.csv", "比亚迪.dossier", "a.b.c", ".hidden"]
)
def test_names_that_only_look_like_a_device_are_allowed(name: str) -> None:
    assert fits_system(name, windows=True)


def test_a_long_path_gets_the_long_form_of_windows() -> None:
    assert system_path("C:\\short.png", windows=True) == "C:\\short.png"
    assert system_path(f"C:{LONG}\\..\\x.png", windows=True) == (
        f"\\\\?\\C:{LONG.removesuffix('folder')}x.png"
    )
    assert system_path(f"\\\\server\\share{LONG}", windows=True) == (
        f"\\\\?\\UNC\\server\\share{LONG}"
    )
    assert system_path(f"\\\\?\\C:{LONG}", windows=True) == f"\\\\?\\C:{LONG}"


def test_other_systems_take_a_path_as_it_is() -> None:
    assert system_path("/folder" * 400, windows=False) == "/folder" * 400


def test_the_licence_of_the_checkout_is_found() -> None:
    found = licences()
    assert found is not None
    assert "MIT" in found.read_text(encoding="utf-8")


@pytest.mark.parametrize("inside", ["NOTICES", "../Resources/NOTICES"])
def test_a_bundle_has_its_licences_beside_it_or_in_its_resources(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, inside: str
) -> None:
    program = tmp_path / "MacOS" / "jwviewer"
    (program.parent / inside).mkdir(parents=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    found = places.licences()
    assert found is not None
    assert found.samefile(program.parent / inside)


def test_a_bundle_without_licences_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "jwviewer"))
    assert places.licences() is None


def test_no_temporary_name_beside_a_file_gets_too_long_for_windows() -> None:
    for length in range(200, 261):
        path = "C:\\" + "f" * (length - 5) + "\\a"
        assert len(path) == length
        temporary = length - len("a") + len(".jwviewer-0123456789abcdef.tmp")
        long_form = system_path(path, windows=True).startswith("\\\\?\\")
        assert long_form or temporary < 260


@pytest.mark.parametrize("path", [f"C:{LONG}\\x.dossier", f"\\\\server\\share{LONG}", "/a/b"])
def test_people_see_the_path_that_they_wrote(path: str) -> None:
    assert plain_path(system_path(path, windows=path[0] != "/")) == path
