"""Each call to the disk fails once: the old files stay, the edits too, and the person is told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from jwviewer.dossier import atomic, unfinished
from jwviewer.dossier.atomic import RECORD, WriteFailed
from jwviewer.dossier.container import zip_bytes
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import DossierRefused, open_dossier, save_dossier
from jwviewer.dossier.writer import parts_of
from jwviewer.editing.document import ChangedOutside, Document
from jwviewer.export.job import FigureJob
from jwviewer.export.job import save as export
from jwviewer.session import State
from jwviewer.shell.edits import Edits
from jwviewer.shell.settings import Settings
from tests.dossier.example import write_folder
from tests.robustness.faults import CODES, WORDS, Fault, failing, faults
from tests.robustness.victim import note, noted

EVERY = pytest.mark.parametrize(
    "every",
    [False, pytest.param(True, marks=pytest.mark.long)],
    ids=["some", "every"],
)
LASTING = pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
FORMS = pytest.mark.parametrize("form", ["mine", "mine.dossier"])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "own"))
    return tmp_path / "home"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return open_dossier(write_folder(tmp_path_factory.mktemp("example")))


def edited(home: Path, form: str, example: Dossier) -> Edits:
    """Return edits of a dossier with one step that was saved and two that were not."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    with patch("os.fsync"):
        save_dossier(example, home / form)
    edits = Edits(home / "state")
    edits.open(open_dossier(home / form), fixed=False)
    for value in (1, 2, 3):
        if value == 2:
            edits.save()
        assert edits.do(note(edits.document.dossier, value))
    return edits


def content(place: Path) -> dict[str, bytes]:
    """Return the files of a dossier."""
    if place.is_file():
        return {"": place.read_bytes()}
    files = (p for p in place.rglob("*") if p.is_file() and not p.name.startswith("."))
    return {p.relative_to(place).as_posix(): p.read_bytes() for p in files}


def written(dossier: Dossier, form: str) -> dict[str, bytes]:
    """Return the files that a dossier would have."""
    parts = parts_of(dossier)
    return {"": zip_bytes(parts)} if form.endswith(".dossier") else parts


def start_anew(home: Path, place: Path) -> Document:
    """Start as after the end of this process; nothing temporary may be left then."""
    with pytest.MonkeyPatch.context() as later:
        for module in (atomic, unfinished):
            later.setattr(module, "is_alive", lambda *_: False)
        document = Document(open_dossier(place), home / "state")
    left = [*home.rglob(".jwviewer-*.tmp"), *home.rglob(RECORD)]
    assert left == []
    return document


def says_what(failed: Exception, fault: Fault, home: Path) -> None:
    """Demand that a message names a path and the cause."""
    assert str(home) in str(failed)
    words = (WORDS[CODES.index(fault.code)], os.strerror(fault.code))
    assert any(one in str(failed) for one in words), str(failed)


@EVERY
@LASTING
@FORMS
def test_a_save_that_fails_at_any_call_keeps_everything(
    home: Path, form: str, example: Dossier, lasting: bool, every: bool, qapp: object
) -> None:
    failures = 0
    ways = 1 if form == "mine" else len(CODES)
    for fault in faults(every=every, lasting=lasting, ways=ways):
        edits = edited(home, form, example)
        before, place = content(home / form), home / form
        shown = edits.document.dossier
        failed: Exception | None = None
        with failing(fault):
            try:
                edits.save()
            except (WriteFailed, DossierRefused) as e:
                failed = e
            except ChangedOutside:
                assert fault.struck == "open", "only what cannot be read may be another's"
                failed = None
        if edits.is_changed:
            assert content(place) == before
            assert edits.document.dossier is shown
            assert (edits.stack.count(), edits.stack.index()) == (3, 3)
            if failed is not None:
                failures += 1
                says_what(failed, fault, home)
            assert noted(start_anew(home, place).dossier) == 1
            edits.save(overwrite=failed is None)
        assert content(place) == written(shown, form)
        edits.stack.undo()
        assert noted(edits.document.dossier) == 2
        edits.close()
        start_anew(home, place).close()
    assert failures


@EVERY
@FORMS
def test_saving_elsewhere_that_fails_leaves_nothing_there(
    home: Path, form: str, example: Dossier, every: bool, qapp: object
) -> None:
    failures = 0
    for fault in faults(every=every):
        edits = edited(home, form, example)
        before, there = content(home / form), home / f"copy-{form}"
        with failing(fault):
            try:
                edits.save(there)
            except WriteFailed as e:
                failures += 1
                says_what(e, fault, home)
        if edits.is_changed:
            assert edits.document.origin == home / form
            assert not there.exists() or fault.struck == "unlink"
            assert edits.stack.count() == 3
            edits.save(there)
        assert content(home / form) == before
        assert content(there) == written(edits.document.dossier, there.name)
        edits.close()
        start_anew(home, there).close()
    assert failures


@EVERY
@LASTING
@pytest.mark.parametrize("first", [True, False], ids=["first change", "later change"])
def test_a_change_that_cannot_be_written_down_is_made_told_and_written_later(
    home: Path, example: Dossier, first: bool, lasting: bool, every: bool, qapp: object
) -> None:
    told: list[str] = []
    for fault in faults(every=every, lasting=lasting, ways=len(CODES)):
        edits = edited(home, "mine", example)
        if first:
            edits.save()
        told.clear()
        edits.said.connect(told.append)
        before = content(home / "mine")
        with failing(fault):
            assert edits.do(note(edits.document.dossier, 4))
        assert content(home / "mine") == before
        assert noted(edits.document.dossier) == 4
        if told:
            says_what(Exception(told[0]), fault, home)
            edits.document.write_down()
        document = start_anew(home, home / "mine")
        found = document.recoverable()
        assert found is not None
        document.recover(found)
        assert noted(document.dossier) == 4
        document.forget()
        document.close()
        edits.close()


@EVERY
def test_a_recovery_that_fails_at_any_call_loses_nothing(
    home: Path, example: Dossier, every: bool, qapp: object
) -> None:
    for fault in faults(every=every):
        edits = edited(home, "mine", example)
        edits.close()
        edits.open(open_dossier(home / "mine"), fixed=False)
        with failing(fault):
            made = edits.recover()
        if made:
            assert noted(edits.document.dossier) == 3
            edits.close()
        document = start_anew(home, home / "mine")
        found = document.recoverable()
        assert found is not None
        document.recover(found)
        assert noted(document.dossier) == 3
        document.save()
        document.close()
        assert start_anew(home, home / "mine").recoverable() is None


@EVERY
def test_an_export_that_fails_at_any_call_keeps_the_old_pictures(
    home: Path, example: Dossier, every: bool, qapp: object
) -> None:
    def keep(target: Path, dossier: Dossier) -> None:
        export(State(dossier), [(FigureJob("profiles", 960, 540), target)], csv=True)

    _keeps_the_old(home, example, keep, every=every)


def _keeps_the_old(
    home: Path, example: Dossier, keep: Callable[[Path, Dossier], None], *, every: bool
) -> None:
    failures = 0
    for fault in faults(every=every, ways=len(CODES)):
        edits = edited(home, "mine", example)
        pictures = home / "pictures"
        pictures.mkdir()
        (pictures / "a.png").write_bytes(b"old picture")
        (pictures / "a.csv").write_bytes(b"old table")
        before = content(pictures)
        failed = False
        with failing(fault):
            try:
                keep(pictures / "a.png", edits.document.dossier)
            except WriteFailed as e:
                failed = True
                says_what(e, fault, home)
        failures += failed
        assert (content(pictures) == before) == failed
        if not failed:
            assert all(b"old" not in data[:4] for data in content(pictures).values())
        edits.close()
        start_anew(home, home / "mine").close()
    assert failures


@EVERY
def test_settings_that_cannot_be_saved_stay_as_they_were_and_are_saved_later(
    tmp_path: Path, every: bool, caplog: pytest.LogCaptureFixture
) -> None:
    for fault in faults(every=every, ways=len(CODES)):
        folder = tmp_path / "config"
        shutil.rmtree(folder, ignore_errors=True)
        settings = Settings(folder / "settings.json")
        settings["theme"] = "dark"
        settings.save()
        old = settings.path.read_bytes()
        settings["theme"] = "light"
        caplog.clear()
        with failing(fault):
            settings.save()
        if settings.path.read_bytes() == old:
            says_what(Exception(caplog.text), fault, folder)
        settings.save()
        assert Settings(settings.path)["theme"] == "light"
        assert b"light" in settings.path.read_bytes()
