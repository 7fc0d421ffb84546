"""From an article to the dossier in the running program: read, review, put in, undo, learn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from jwviewer.app import Program
from jwviewer.dossier.files import open_dossier, save_dossier
from jwviewer.panes.review import ReviewPane
from jwviewer.places import seed
from jwviewer.shell.reading_about import AboutArticle
from jwviewer.shell.reading_reviews import ArticleReviews
from tests.reading.review_sample import COUNT, TEXT, one


def ready(qtbot: QtBot, program: Program) -> None:
    qtbot.waitUntil(lambda: hasattr(program, "commands"), timeout=20_000)
    qtbot.waitUntil(lambda: not program.documents.busy, timeout=20_000)


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path) -> Iterator[Program]:
    save_dossier(open_dossier(seed("tutorial")), tmp_path / "mine")
    made = Program(tmp_path / "mine", config=tmp_path / "config", logs=tmp_path)
    # Unsaved changes must not keep a finished test waiting for an answer.
    qtbot.addWidget(made.window, before_close_func=lambda _: made.work.end())
    made.window.resize(1366, 768)
    made.start()
    ready(qtbot, made)
    yield made
    made.work.end()
    made.window.close()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def reviews_of(program: Program) -> ArticleReviews:
    return program.commands.desk.reviews


def read(qtbot: QtBot, program: Program, source: Path | str) -> ReviewPane:
    reviews_of(program).read(source)
    qtbot.waitUntil(lambda: not reviews_of(program).busy, timeout=20_000)
    pane = reviews_of(program).pane
    assert pane is not None
    return pane


def accept_all(qtbot: QtBot, pane: ReviewPane) -> None:
    assert pane.sitting is not None
    while pane.sitting.review.progress.reviewed < pane.sitting.review.progress.total:
        qtbot.keyClick(pane.side.facts, Qt.Key.Key_A)


def answers(program: Program) -> dict[str, object]:
    return {button.text(): button for button in program.window.offers.buttons}


def test_nothing_of_the_review_is_loaded_or_shown_before_an_article_comes(program) -> None:
    assert "review" not in program.window.panes
    assert program.window.docks["review"].isHidden()
    assert not program.window.docks["review"].toggleViewAction().isEnabled()


def test_an_article_is_reviewed_beside_the_four_panes(qtbot, program, article) -> None:
    pane = read(qtbot, program, article)
    assert all(not dock.isHidden() for dock in program.window.docks.values())
    width = program.window.width()
    qtbot.waitUntil(lambda: program.window.docks["review"].width() > 0.4 * width)
    assert pane.side.facts.hasFocus()
    assert program.window.focused_pane() == "review"
    program.commands.run("toggle_table")
    assert pane.shows_table
    program.commands.run("toggle_table")
    program.commands.run("enlarge_pane")
    assert program.window.docks["timeline"].isHidden()
    program.commands.run("enlarge_pane")
    program.commands.run("reset_layout")
    assert not program.window.docks["review"].isHidden()


def test_what_was_accepted_goes_in_as_one_change_that_can_be_undone(
    qtbot, program, article
) -> None:
    before = program.session.state.dossier
    pane = read(qtbot, program, article)
    accept_all(qtbot, pane)
    reviews_of(program).put(False)
    after = program.session.state.dossier
    assert len(after.facts) == len(before.facts) + COUNT
    source = after.tables["sources"]["source_id"].tolist()[-1]
    assert program.session.state.article(source) == TEXT
    assert "In the dossier from this article" in pane.side.card.accessibleDescription()
    program.commands.run("undo")
    assert len(program.session.state.dossier.facts) == len(before.facts)
    assert "In the dossier from this article" not in pane.side.card.accessibleDescription()


def test_a_new_dossier_holds_the_article_alone_and_can_be_saved(
    qtbot, program, article, tmp_path
) -> None:
    pane = read(qtbot, program, article)
    accept_all(qtbot, pane)
    reviews_of(program).put(True)
    dossier = program.session.state.dossier
    assert len(dossier.facts) == COUNT
    assert dossier.title == "article.txt"
    program.commands.desk.work.edits.save(tmp_path / "new.dossier")
    assert len(open_dossier(tmp_path / "new.dossier").facts) == COUNT


def test_decisions_and_learnt_names_are_there_the_next_time(qtbot, program, article) -> None:
    pane = read(qtbot, program, article)
    qtbot.keyClick(pane.side.facts, Qt.Key.Key_A)
    qtbot.mouseClick(pane.tools()[0], Qt.MouseButton.LeftButton)
    assert program.window.docks["review"].isHidden()
    assert reviews_of(program).teaching.load().names == {"Volta Marine AB": "company"}
    pane = read(qtbot, program, article)
    assert pane.sitting is not None
    assert pane.sitting.review.decision(one("company", "Volta Marine AB")) == "accepted"
    assert not program.window.docks["review"].isHidden()


def test_the_articles_date_makes_last_year_a_year_and_keeps_decisions(
    qtbot, program, tmp_path
) -> None:
    path = tmp_path / "dated.txt"
    path.write_text("Volta Marine AB sold 4,000 engines last year.\n", encoding="utf-8")
    pane = read(qtbot, program, path)
    qtbot.keyClick(pane.side.facts, Qt.Key.Key_A)
    qtbot.mouseClick(pane.about, Qt.MouseButton.LeftButton)
    dialog = program.window.findChild(AboutArticle)
    dialog.fields["published"].setText("2019-03-14")
    dialog.accept()
    qtbot.waitUntil(lambda: not reviews_of(program).busy, timeout=20_000)
    assert pane.sitting is not None
    review = pane.sitting.review
    figure = next(i.fact for i in review.items.values() if i.fact.kind == "figure")
    assert figure.value("period") == "2018"
    assert review.progress.accepted == 1
    assert review.source.supplied == ("published",)
    reviews_of(program).leave()
    again = read(qtbot, program, path).sitting
    assert again is not None
    assert again.review.source.published == "2019-03-14"


def test_a_pasted_article_is_written_nowhere_unless_the_person_wants_it(
    qtbot, program, tmp_path, monkeypatch
) -> None:
    QGuiApplication.clipboard().setText(TEXT)
    program.commands.run("paste_article")
    qtbot.waitUntil(lambda: reviews_of(program).pane is not None and not reviews_of(program).busy)
    pane = reviews_of(program).pane
    assert pane is not None
    accept_all(qtbot, pane)
    reviews_of(program).put(False)
    assert "Save…" in answers(program)
    held = [p for p in tmp_path.rglob("*") if p.is_file() and TEXT[:200].encode() in p.read_bytes()]
    assert held == []
    target = tmp_path / "kept.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(answers(program)["Save…"], Qt.MouseButton.LeftButton)
    assert target.read_text("utf-8") == TEXT
    assert str(target) in program.settings["articles"].values()


def test_a_dropped_article_is_offered_to_be_read_or_attached(qtbot, program, article) -> None:
    program.window.dropped.emit([article])
    qtbot.waitUntil(lambda: "Read as a new article" in answers(program))
    assert "Attach as a copy of the source" in answers(program)
    assert reviews_of(program).pane is None
    qtbot.mouseClick(answers(program)["Read as a new article"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: reviews_of(program).pane is not None, timeout=20_000)


def test_the_dossiers_own_article_is_simply_attached(qtbot, program) -> None:
    own = sorted(seed("tutorial").glob("articles/*.txt"))[0]
    program.window.dropped.emit([own])
    qtbot.waitUntil(lambda: bool(program.session.state.articles))
    assert answers(program) == {}


def test_what_is_no_article_is_refused_in_a_sentence(qtbot, program, tmp_path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    reviews_of(program).read(path)
    qtbot.waitUntil(lambda: not reviews_of(program).busy, timeout=20_000)
    assert "picture.png is a PNG file" in program.window.messages.label.text()
    assert reviews_of(program).pane is None


def test_reading_can_be_stopped(qtbot, program, tmp_path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 60, encoding="utf-8")
    reviews_of(program).read(path)
    qtbot.mouseClick(program.window.status.stop, Qt.MouseButton.LeftButton)
    assert not reviews_of(program).busy
    assert reviews_of(program).pane is None


def test_the_way_to_the_review_without_an_article_asks_for_one(
    qtbot, program, article, monkeypatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(article), ""))
    jump = next(a for a in program.window.actions() if a.shortcut().toString() == "Ctrl+5")
    jump.trigger()
    qtbot.waitUntil(lambda: reviews_of(program).pane is not None, timeout=20_000)


def test_what_the_article_does_not_say_is_written_down_on_request(qtbot, program, article) -> None:
    before = len(program.session.state.dossier.omissions)
    pane = read(qtbot, program, article)
    accept_all(qtbot, pane)
    reviews_of(program).put_omissions()
    assert len(program.session.state.dossier.omissions) == before
    reviews_of(program).put(False)
    reviews_of(program).put_omissions()
    assert len(program.session.state.dossier.omissions) > before


def test_a_figure_or_copy_of_the_review_is_that_of_the_timeline(qtbot, program, article) -> None:
    read(qtbot, program, article)
    assert program.window.focused_pane() == "review"
    assert program.commands.desk.figure_pane.name == "timeline"
    program.commands.run("copy_picture")
    program.commands.run("copy_table")
    assert "Volta Marine AB" in QGuiApplication.clipboard().text()
