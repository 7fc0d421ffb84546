"""A form that was open when the program was killed comes back whole, and only then."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.dossier.files import open_dossier
from jwviewer.editing.open_forms import OpenForms, remove
from jwviewer.editing.row_forms import RowForm, Span
from jwviewer.places import seed

SEED = open_dossier(seed("jac-weichai"))
PLACE = Path("mine.dossier")


def filled() -> RowForm:
    form = RowForm.of(SEED, "events", SEED.store["events"]["event_id"].cell(0))
    form.set("label", "Größe “新”\nzweite Zeile")
    form.participants = [{"entity_id": "weichai", "role": "party", "basis": "stated"}]
    form.made = {"entities": [{"entity_id": "orion", "name": "Orion", "kind": "company"}]}
    form.passage, form.supports = Span("article", 3, 9, "sechs!"), "date"
    return form


def test_all_that_stands_in_a_form_comes_back(tmp_path: Path) -> None:
    OpenForms(tmp_path, PLACE).keep(filled(), "Change “x”", "Change it")
    left = OpenForms(tmp_path, PLACE).left()
    assert left is not None
    assert (left.form, left.title, left.label) == (filled(), "Change “x”", "Change it")
    remove(left.path)
    assert OpenForms(tmp_path, PLACE).left() is None


def test_what_is_finished_or_belongs_to_another_dossier_is_not_offered(tmp_path: Path) -> None:
    forms = OpenForms(tmp_path, PLACE)
    forms.keep(filled(), "a", "b")
    assert forms.left() is None, "it is open right here"
    assert OpenForms(tmp_path, Path("theirs.dossier")).left() is None
    forms.drop()
    assert OpenForms(tmp_path, PLACE).left() is None
    assert list(tmp_path.iterdir()) == []


def test_the_form_of_a_run_that_goes_on_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    OpenForms(tmp_path, PLACE).keep(filled(), "a", "b")
    monkeypatch.setattr(os, "getpid", lambda: 1 << 30)
    monkeypatch.setattr("jwviewer.editing.journal.is_alive", lambda *_: True)
    assert OpenForms(tmp_path, PLACE).left() is None
    monkeypatch.setattr("jwviewer.editing.journal.is_alive", lambda *_: False)
    assert OpenForms(tmp_path, PLACE).left() is not None


@pytest.mark.parametrize("spoil", [
    lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"[]\n[]",
    lambda data: data.replace(b'"table": "events"', b'"table": "../x"'),
    lambda data: data.replace(b'"format": 1', b'"format": 9'),
])  # fmt: skip
def test_a_spoilt_file_is_passed_over(tmp_path: Path, spoil) -> None:
    OpenForms(tmp_path, PLACE).keep(filled(), "a", "b")
    (path,) = tmp_path.iterdir()
    path.write_bytes(spoil(path.read_bytes()))
    assert OpenForms(tmp_path, PLACE).left() is None


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("no folder")
    with pytest.raises(WriteFailed):
        OpenForms(tmp_path / "taken", PLACE).keep(filled(), "a", "b")
