"""The export dialog: keyboard, automatic and own texts, files, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from jwviewer.dossier.files import open_dossier
from jwviewer.places import seed
from jwviewer.session import State
from jwviewer.shell.export_dialog import ExportDialog
from jwviewer.shell.settings import Settings

STATE = State(open_dossier(seed("jac-weichai")))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings" / "settings.json")


def _dialog(qtbot: QtBot, settings: Settings, folder: Path, pane: str = "timeline") -> ExportDialog:
    settings["export"] = {**settings["export"], "folder": str(folder)}
    dialog = ExportDialog(STATE, settings, pane=pane)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.preview.refresh()
    return dialog


def _choose(dialog: ExportDialog, **choices: object) -> None:
    for name, value in choices.items():
        box = getattr(dialog.form, name)
        box.setCurrentIndex(box.findData(value))


def test_enter_writes_the_picture_and_the_choices_come_back(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    dialog = _dialog(qtbot, settings, tmp_path, "metrics")
    _choose(dialog, preset="half-slide", theme="dark")
    dialog.form.csv.setChecked(True)
    with qtbot.waitSignal(dialog.exported) as caught:
        QTest.keyClick(dialog.form.title, Qt.Key.Key_Return)
    assert [path.name for path in caught.args[0]] == [
        "jac-weichai-metrics.png",
        "jac-weichai-metrics.csv",
    ]
    image = QImage(str(tmp_path / "jac-weichai-metrics.png"))
    assert (image.width(), image.height()) == (960, 1080)
    assert image.pixelColor(1, 1).lightnessF() < 0.5
    again = _dialog(qtbot, Settings(settings.path), tmp_path)
    assert again.form.preset.currentData() == "half-slide"
    assert again.form.theme.currentData() == "dark"
    assert again.form.csv.isChecked()


def test_own_texts_are_remembered_and_can_be_taken_back(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    dialog = _dialog(qtbot, settings, tmp_path)
    automatic = dialog.form.title.text()
    assert automatic == "JAC Motors and Weichai: two agreements, one of them undated"
    dialog.form.title.setText("Mine")
    _choose(dialog, preset="half-slide")
    assert dialog.export()
    again = _dialog(qtbot, Settings(settings.path), tmp_path)
    assert again.form.title.text() == "Mine"
    assert again.job.texts.title == "Mine"
    assert again.job.texts.subtitle is None
    again.use_automatic_texts()
    assert again.form.title.text() == automatic
    assert again.job.texts.title is None


def test_each_picture_has_texts_of_its_own(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    dialog = _dialog(qtbot, settings, tmp_path)
    dialog.form.title.setText("Mine")
    _choose(dialog, pane="metrics")
    assert dialog.form.title.text() == "What the article reports for 2018"
    _choose(dialog, pane="timeline")
    assert dialog.form.title.text() == "Mine"


def test_the_preview_follows(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    dialog = _dialog(qtbot, settings, tmp_path)
    _choose(dialog, preset="a4-portrait")
    dialog.form.title.setText("Mine")
    with qtbot.waitSignal(dialog.preview.refreshed):
        pass
    assert dialog.preview.figure is not None
    assert (dialog.preview.figure.width, dialog.preview.figure.height) == (2480, 3508)
    assert dialog.preview.accessibleDescription() == "Mine"
    assert dialog.form.pixels.text() == "= 2,480 × 3,508 pixels"


def test_all_pictures_go_into_a_folder(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    dialog = _dialog(qtbot, settings, tmp_path)
    _choose(dialog, pane="all")
    dialog.form.wide.setValue(400)
    dialog.form.high.setValue(300)
    assert not dialog.form.title.isEnabled()
    assert dialog.export()
    made = sorted(path.name for path in (tmp_path / "jac-weichai-pictures").iterdir())
    assert made == ["dashboard.png", "evidence.png", "metrics.png", "profiles.png", "timeline.png"]


def test_a_refusal_is_said_and_the_dialog_stays(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    dialog = _dialog(qtbot, settings, tmp_path)
    dialog.form.path.setText(str(tmp_path / "gone" / "t.png"))
    assert not dialog.export()
    assert "gone does not exist" in dialog.message.text()
    assert dialog.isVisible()
    dialog.form.factor.setValue(8)
    dialog.form.wide.setValue(30_000)
    assert "too many" in dialog.message.text()


def test_an_existing_file_is_replaced_only_on_the_persons_word(
    qtbot: QtBot, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "jac-weichai-timeline.png"
    old.write_bytes(b"old")
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", answer)
    dialog = _dialog(qtbot, settings, tmp_path)
    assert not dialog.export()
    assert old.read_bytes() == b"old"
    assert "jac-weichai-timeline.png" in asked[0]


def test_every_control_has_a_name(qtbot: QtBot, settings: Settings, tmp_path: Path) -> None:
    dialog = _dialog(qtbot, settings, tmp_path)
    controls = [
        w for w in dialog.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    named = [w for w in controls if w.isVisible() and not w.objectName().startswith("qt_")]
    assert named
    for widget in named:
        name = widget.accessibleName() or getattr(widget, "text", str)()
        assert name, widget


def test_a_copied_picture_has_the_size_asked_for(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    dialog = _dialog(qtbot, settings, tmp_path)
    dialog.form.preset.setCurrentIndex(dialog.form.preset.findData(""))
    dialog.form.wide.setValue(640)
    dialog.form.high.setValue(400)
    dialog.copy()
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (640, 400)
