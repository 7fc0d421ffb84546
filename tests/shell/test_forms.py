"""Adding, changing, deleting, merging and judging in the running window."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.dossier.dossier import Dossier
from jwviewer.dossier.files import open_dossier
from jwviewer.panes.evidence import EvidencePane
from jwviewer.places import seed
from jwviewer.shell.change_dialogs import DeleteDialog, JudgeDialog, MergeDialog
from jwviewer.shell.contents_dialog import ContentsDialog
from jwviewer.shell.form_fields import ChoiceField, LineField, RowField
from jwviewer.shell.form_words import sorts
from jwviewer.shell.row_dialog import RowDialog

AnyDialog = TypeVar("AnyDialog", bound=QDialog)


def begin(qtbot: QtBot, tmp_path: Path, path: Path) -> Program:
    program = Program(path, config=tmp_path / "config", logs=tmp_path)
    program.settings["welcomed"] = True
    # Unsaved changes must not keep a finished test waiting for an answer.
    qtbot.addWidget(program.window, before_close_func=lambda _: program.work.end())
    program.window.resize(1366, 768)
    program.start()
    qtbot.waitUntil(lambda: hasattr(program, "commands"), timeout=20_000)
    qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)
    return program


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Program:
    return begin(qtbot, tmp_path, seed("jac-weichai"))


def dossier(program: Program) -> Dossier:
    return program.session.state.dossier


def choose(program: Program, fact_id: str) -> None:
    program.session.select(program.session.state.selection.with_focus(fact_id))


def dialog(program: Program, kind: type[AnyDialog]) -> AnyDialog:
    found = [d for d in program.commands.desk.dialogs if isinstance(d, kind)]
    return found[-1]


def write(qtbot: QtBot, form: RowDialog, column: str, text: str) -> None:
    field = form.fields[column]
    assert isinstance(field, LineField)
    field.line.clear()
    qtbot.keyClicks(field.line, text)


def press(qtbot: QtBot, form: RowDialog | DeleteDialog | MergeDialog | JudgeDialog) -> None:
    qtbot.mouseClick(form.done_button, Qt.MouseButton.LeftButton)


def undated(of: Dossier) -> str:
    return next(f.id for f in of.facts if f.table == "events" and not f.date)


def test_a_date_is_read_back_while_it_is_typed_and_marked_as_supplied(
    program: Program, qtbot: QtBot
) -> None:
    event = undated(dossier(program))
    choose(program, event)
    program.commands.run("edit_fact")
    form = dialog(program, RowDialog)
    write(qtbot, form, "date", "2018-13")
    qtbot.waitUntil(lambda: form.notes["date"].objectName() == "problemNote", timeout=5000)
    assert "month" in form.notes["date"].text()
    press(qtbot, form)
    assert form.isVisible(), "what is wrong is not taken"
    write(qtbot, form, "date", "2018-05")
    qtbot.waitUntil(lambda: form.notes["date"].text() == "read as: May 2018", timeout=5000)
    assert form.fields["date_basis"].text() == "supplied"
    press(qtbot, form)
    fact = dossier(program).fact(event)
    assert (fact.date, fact.date_basis) == ("2018-05", "supplied")
    assert program.session.state.selection.focus == event
    assert program.work.edits.stack.undoText().startswith("Change “")
    card = program.window.panes["evidence"]
    assert isinstance(card, EvidencePane)
    assert card.card.card is not None
    assert "supplied by me: date" in card.card.card.chips
    program.commands.run("undo")
    assert dossier(program).fact(event).date == ""


def test_a_quantity_is_read_back_as_it_will_be_shown(program: Program, qtbot: QtBot) -> None:
    choose(program, "sold-2018")
    program.commands.run("edit_fact")
    form = dialog(program, RowDialog)
    assert form.notes["value"].text() == "shown as: > 260,000 vehicles"
    write(qtbot, form, "value", "26o000")
    qtbot.waitUntil(lambda: form.notes["value"].objectName() == "problemNote", timeout=5000)
    write(qtbot, form, "value", "261000")
    qtbot.waitUntil(lambda: "> 261,000 vehicles" in form.notes["value"].text(), timeout=5000)
    form.reject()
    assert dossier(program).fact("sold-2018").value == "260000"


def test_names_are_chosen_by_a_part_of_them(program: Program, qtbot: QtBot) -> None:
    choose(program, "sold-2018")
    program.commands.run("edit_fact")
    form = dialog(program, RowDialog)
    field = form.fields["metric_id"]
    assert isinstance(field, RowField)
    line = field.box.lineEdit()
    assert isinstance(line, QLineEdit)
    assert line.text() == dossier(program).row("metrics", field.text())["label"]
    assert field.text() not in line.text() or field.text() == line.text()
    patents = [r for r in dossier(program).tables["metrics"].to_dict("records")
               if "patent" in r["label"].casefold()]  # fmt: skip
    line.setText(patents[0]["label"][:-1])
    line.editingFinished.emit()
    assert field.text() == patents[0]["metric_id"]
    assert form.fields["unit"].text() == patents[0]["unit"]
    form.reject()


def test_a_new_event_with_a_new_company_is_one_step(program: Program, qtbot: QtBot) -> None:
    sort = next(one for one in sorts() if one.key == "figure")
    program.commands.edit.new(sort.table, sort)
    form = dialog(program, RowDialog)
    press(qtbot, form)
    assert form.isVisible()
    assert form.notes["value"].objectName() == "problemNote"
    field = form.fields["entity_id"]
    assert isinstance(field, RowField)
    qtbot.mouseClick(field.new, Qt.MouseButton.LeftButton)
    inner = form.findChild(RowDialog)
    assert isinstance(inner, RowDialog)
    write(qtbot, inner, "name", "Orion Gears & Co")
    press(qtbot, inner)
    assert field.box.currentText() == "Orion Gears & Co"
    metric = form.fields["metric_id"]
    assert isinstance(metric, RowField)
    metric.show_text(dossier(program).fact("sold-2018").metric_id)
    metric.edited.emit(metric.text())
    write(qtbot, form, "value", "500")
    press(qtbot, form)
    focus = program.session.state.selection.focus
    assert focus is not None
    fact = dossier(program).fact(focus)
    assert (fact.value, fact.mode, fact.company_basis) == ("500", "supplied", "supplied")
    assert dossier(program).name(fact.company_ids[0]) == "Orion Gears & Co"
    assert program.work.edits.stack.count() == 1
    program.commands.run("undo")
    assert fact.company_ids[0] not in dossier(program).positions


def test_deleting_tells_what_goes_along(program: Program, qtbot: QtBot) -> None:
    choose(program, "weichai")
    program.commands.run("delete_fact")
    box = dialog(program, DeleteDialog)
    lines = [box.list.item(n).text() for n in range(box.list.count())]
    assert len(lines) > 5
    assert any(line.startswith("goes – Figures") for line in lines)
    assert not any("weichai" in line for line in lines), "names, not ids"
    box.reject()
    assert "weichai" in dossier(program).positions
    program.commands.run("delete_fact")
    press(qtbot, dialog(program, DeleteDialog))
    assert "weichai" not in dossier(program).positions
    program.commands.run("undo")
    assert "weichai" in dossier(program).positions


def test_two_companies_are_merged_after_a_preview(program: Program, qtbot: QtBot) -> None:
    one, two = dossier(program).companies[:2]
    name = dossier(program).name(two)
    choose(program, one)
    program.commands.run("merge_fact")
    box = dialog(program, MergeDialog)
    assert not box.done_button.isEnabled()
    box.other.show_text(two)
    box.other.edited.emit(two)
    assert box.done_button.isEnabled()
    assert box.list.count() > 1
    press(qtbot, box)
    assert two not in dossier(program).positions
    assert name in dossier(program).row("entities", one)["aliases"]
    program.commands.run("undo")
    assert dossier(program).companies[:2] == (one, two)


def test_a_judgement_shows_in_list_card_hover_and_table(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(program, "sold-2018")
    program.commands.run("judge_fact")
    box = dialog(program, JudgeDialog)
    box.choices["doubtful"].setChecked(True)
    qtbot.keyClicks(box.note, "no report seen")
    press(qtbot, box)
    pane = program.window.panes["evidence"]
    assert isinstance(pane, EvidencePane)
    assert pane.card.card is not None
    assert "doubtful to me" in pane.card.card.chips
    row = pane.grid().rows[pane.grid().fact_ids.index("sold-2018")]
    assert row[-1] == "doubtful to me: no report seen"
    target = tmp_path / "mine.dossier"
    program.work.edits.save(target)
    assert open_dossier(target).judgements["sold-2018"].note == "no report seen"


def test_the_contents_lead_to_every_table(program: Program, qtbot: QtBot) -> None:
    program.commands.run("contents")
    box = dialog(program, ContentsDialog)
    box.choose("metrics")
    before = box.rows.count()
    assert before == len(dossier(program).tables["metrics"])
    box.choose("rates")
    qtbot.mouseClick(box.buttons["new"], Qt.MouseButton.LeftButton)
    form = dialog(program, RowDialog)
    for column, text in (("from_currency", "USD"), ("to_currency", "CNY")):
        field = form.fields[column]
        assert isinstance(field, ChoiceField)
        field.show_text(text)
        field.edited.emit(text)
    write(qtbot, form, "value", "6.88")
    write(qtbot, form, "source", "my bank")
    qtbot.waitUntil(lambda: "1 USD = 6.88 CNY" in form.notes["value"].text(), timeout=5000)
    press(qtbot, form)
    assert box.rows.count() == 1
    assert box.rows.item(0).text() == "1 USD = 6.88 CNY"
    assert [rate.source for rate in dossier(program).rates] == ["my bank"]


def test_the_cells_of_a_source_are_supplied_and_marked(program: Program, qtbot: QtBot) -> None:
    source = dossier(program).tables["sources"]["source_id"].iloc[0]
    form = program.commands.edit.edit("sources", source)
    assert dossier(program).row("sources", source)["published"] == ""
    write(qtbot, form, "published", "2019-03-01")
    assert form.marks["published"].isChecked()
    press(qtbot, form)
    assert dossier(program).row("sources", source)["supplied"] == "published"


def test_selected_words_become_evidence_and_new_facts(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = begin(qtbot, tmp_path, seed("tutorial"))
    article = next(seed("tutorial", "articles").glob("*.txt"))
    program.documents.attach(article)
    pane = program.window.panes["evidence"]
    assert isinstance(pane, EvidencePane)
    ((source, text),) = program.session.state.articles
    pieces = {fact: dossier(program).evidence_of(fact) for fact in dossier(program).fact_ids}
    fact = next(f for f, found in pieces.items() if {e.source_id for e in found} == {source})
    choose(program, fact)
    view = pane.passage.text
    cursor = view.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(12, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert pane.passage.use.isVisibleTo(pane)
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _: shown.append(menu))
    with qtbot.waitSignal(pane.edit_asked) as asked:
        pane.passage.use.click()
    action, asked_fact, span = asked.args
    assert (action, asked_fact, span.words) == ("evidence", fact, text[:12])
    titles = [entry.text() for entry in shown[0].actions()]
    assert titles[0].startswith("Evidence for “")
    assert titles[1] == "New fact from these words"
    count = len(dossier(program).evidence_of(fact))
    assert program.commands.edit.add_evidence(fact, "name", span)
    assert len(dossier(program).evidence_of(fact)) == count + 1
    claim = next(one for one in sorts() if one.key == "claim")
    program.commands.edit.new(claim.table, claim, span)
    form = dialog(program, RowDialog)
    write(qtbot, form, "gist", "says so")
    press(qtbot, form)
    focus = program.session.state.selection.focus
    assert focus == "says-so"
    assert dossier(program).fact(focus).mode == "narration"
    assert dossier(program).evidence_of(focus)[0].end == 12


def test_a_right_click_on_a_fact_offers_to_change_it(program: Program, qtbot: QtBot) -> None:
    choose(program, "sold-2018")
    names = [action.objectName() for action in program.commands.edit.fact_actions()]
    assert names[:5] == ["edit_fact", "judge_fact", "merge_fact", "delete_fact", "new_fact"]
    program.session.select(program.session.state.selection.with_focus(None))
    names = [action.objectName() for action in program.commands.edit.fact_actions()]
    assert names[0] == "new_fact"
    program.commands.run("edit_fact")
    assert "Choose a fact first" in program.window.status.currentMessage()


def test_the_card_has_buttons_for_its_fact(program: Program, qtbot: QtBot) -> None:
    choose(program, "sold-2018")
    pane = program.window.panes["evidence"]
    assert isinstance(pane, EvidencePane)
    buttons = [b for b in pane.card.findChildren(QPushButton) if b.text() == "Judge…"]
    buttons[-1].click()
    assert dialog(program, JudgeDialog).isVisible()
