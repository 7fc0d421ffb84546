"""What a person says of an article, and the names that were learnt."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from jwviewer.reading.tables import Source
from jwviewer.reading.teaching import NONE, Taught, Teaching, call
from jwviewer.shell.reading_about import AboutArticle
from jwviewer.shell.reading_names import LearntNames


@pytest.mark.parametrize("day", ["2019-03-14", "14 March 2019"])
def test_what_is_written_about_an_article_counts_as_supplied(qtbot, day) -> None:
    dialog = AboutArticle(Source(title="Known", language="en"))
    qtbot.addWidget(dialog)
    dialog.fields["published"].setText(day)
    dialog.fields["publisher"].setText("A paper")
    assert dialog.reading.text() == "14 March 2019"
    source = dialog.source
    assert (source.title, source.publisher, source.published) == ("Known", "A paper", "2019-03-14")
    assert source.supplied == ("published", "publisher")
    again = AboutArticle(source)
    qtbot.addWidget(again)
    again.fields["publisher"].clear()
    assert again.source.supplied == ("published",)


@pytest.mark.parametrize(("name", "text"), [("published", "14 March"), ("url", "javascript:x")])
def test_what_will_not_do_cannot_be_taken(qtbot, name, text) -> None:
    dialog = AboutArticle(Source())
    qtbot.addWidget(dialog)
    dialog.fields[name].setText(text)
    assert not dialog.buttons.button(dialog.buttons.StandardButton.Ok).isEnabled()
    assert dialog.reading.text()


@pytest.fixture
def teaching(tmp_path) -> Teaching:
    made = Teaching(tmp_path)
    made.save(Taught({"Volta": "company", "Monday": NONE}, {"VM": "Volta Marine AB"}))
    return made


def test_learnt_names_are_seen_changed_and_forgotten(qtbot, teaching) -> None:
    dialog = LearntNames(teaching)
    qtbot.addWidget(dialog)
    dialog.show()
    table = dialog.table.model()
    names = [table.index(row, 0).data() for row in range(table.rowCount())]
    assert names == ["Monday", "Volta", "VM"]
    box = dialog.table.cellWidget(1, 1)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("person"))
    dialog.table.selectRow(0)
    qtbot.mouseClick(dialog.forget, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(dialog.line, "Kerning")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
    assert teaching.load() == Taught(
        {"Volta": "person", "Kerning": "company"}, {"VM": "Volta Marine AB"}
    )


def test_cancel_changes_nothing_and_the_switch_turns_it_off(qtbot, teaching) -> None:
    before = teaching.load()
    dialog = LearntNames(teaching)
    qtbot.addWidget(dialog)
    dialog.add("Kerning", "company")
    dialog.used.setChecked(False)
    dialog.buttons.button(dialog.buttons.StandardButton.Cancel).click()
    assert (teaching.load(), teaching.used) == (before, True)
    dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
    assert not teaching.used


def test_a_folder_that_cannot_be_written_is_told(qtbot, tmp_path) -> None:
    (tmp_path / "own").write_bytes(b"")
    dialog = LearntNames(Teaching(tmp_path / "own"))
    qtbot.addWidget(dialog)
    dialog.add("Kerning", "company")
    dialog.show()
    dialog.buttons.button(dialog.buttons.StandardButton.Ok).click()
    assert dialog.isVisible()
    assert dialog.told.text()
    assert call(Taught(), "A", "company").names == {"A": "company"}
