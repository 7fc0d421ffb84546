"""An article is read beside the window's thread; it can be refused and let go."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from jwviewer.reading.teaching import Teaching
from jwviewer.shell.reading_job import ReadingJob
from tests.reading.review_sample import TEXT


@pytest.fixture
def teaching(tmp_path: Path) -> Teaching:
    return Teaching(tmp_path / "own")


def test_a_file_is_read_with_progress_on_the_windows_thread(qtbot, tmp_path, teaching) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    job = ReadingJob(path, teaching)
    shares: list[float] = []
    threads: list[threading.Thread] = []
    job.progressed.connect(shares.append)
    job.done.connect(lambda *_: threads.append(threading.current_thread()))
    with qtbot.waitSignal(job.done, timeout=20_000) as done:
        job.start()
    loaded, reading = done.args
    assert loaded.text == TEXT
    assert any(one.value("name") == "Volta Marine AB" for one in reading.proposals)
    assert shares == sorted(shares)
    assert len(shares) > 20
    assert threads == [threading.main_thread()]


@pytest.mark.parametrize(("source", "reason"), [("  \n", "clipboard"), (Path("gone.txt"), "gone")])
def test_what_cannot_be_read_is_refused_in_a_sentence(qtbot, teaching, source, reason) -> None:
    job = ReadingJob(source, teaching)
    with qtbot.waitSignal(job.refused, timeout=20_000) as refused:
        job.start()
    assert reason in refused.args[0].lower()


def test_what_is_let_go_says_nothing_any_more(qtbot, teaching) -> None:
    job = ReadingJob(TEXT * 40, teaching)
    heard: list[object] = []
    for signal in (job.done, job.refused, job.progressed):
        signal.connect(lambda *args: heard.append(args))
    job.start()
    job.cancel()
    job.wait()
    qtbot.wait(20)
    assert heard == []


def test_with_the_articles_date_words_such_as_last_year_are_understood(qtbot, teaching) -> None:
    text = "Volta Marine AB sold 4,000 engines last year."
    periods = []
    for date in ("", "2019-03-14"):
        job = ReadingJob(text, teaching, date=date)
        with qtbot.waitSignal(job.done, timeout=20_000) as done:
            job.start()
        figures = [one for one in done.args[1].proposals if one.kind == "figure"]
        periods.append(figures[0].value("period"))
    assert periods == ["", "2018"]
