"""Thousands of articles and dossiers with something wrong: each is read or refused, and soon."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jwviewer.dossier.container import zip_bytes
from jwviewer.dossier.dossier import Dossier
from jwviewer.editing.checking import problems_of
from jwviewer.reading.batch import Options, tables_of
from jwviewer.reading.loaders import ArticleRefused, load_bytes, pdf
from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records
from tests.dossier.example import write_folder
from tests.dossier.test_mutations import (
    GOOD,
    check,
    mutated_bytes,
    mutated_cells,
    mutated_json,
    mutated_lines,
    spoilt,
)
from tests.robustness.spoiling import KINDS

MOST_SECONDS = 2.0
"""What the processor may spend on one file; usual are hundredths of a second."""
PATIENCE = 60
"""Seconds of the processor's time after which something has gone on for ever."""
FEW, MANY = 50, 450
"""Of each of the ten kinds, everyday and in the long runs: 500 and another 4,500."""
MAKERS = (mutated_cells, mutated_bytes, mutated_lines, mutated_json)
long = pytest.mark.long
articles = pytest.mark.parametrize("name", list(KINDS))


@contextmanager
def soon(label: str) -> Iterator[None]:
    """Demand that little of the processor's time is used, and say which file failed."""
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGVTALRM, _gone_on)
        signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    start = time.process_time()
    try:
        yield
        used = time.process_time() - start
        assert used < MOST_SECONDS, f"took {used:.1f} s"
    except BaseException as failure:
        failure.add_note(label)
        raise
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _gone_on(*_: object) -> None:
    raise AssertionError("does not end")


def _pages_here(data: bytes) -> str:
    """Read a PDF file as the process of its own does, which takes long to start."""
    try:
        return pdf.read_pages(data)
    except ArticleRefused:
        raise
    except Exception as error:
        raise ArticleRefused(str(error)) from error


def loaded(data: bytes, name: str) -> tuple[str, str]:
    """Return the text of a file, or the sentence that refuses it."""
    try:
        return load_bytes(data, name).text, ""
    except ArticleRefused as refused:
        return "", str(refused)


def survive_articles(name: str, numbers: range) -> int:
    """Read spoilt articles of a kind; return how many of them were not refused."""
    count = 0
    for number in numbers:
        data = KINDS[name](random.Random(f"{name} {number}"))
        with soon(f"{name}: {number}"):
            text, refusal = loaded(data, name)
            assert "\n" not in refusal
            assert bool(text.strip()) != bool(refusal)
            if refusal:
                continue
            reading = read_text(text)
            assert reading.failures == ()
            for record in reading_records(reading):
                assert record["rule"]
        count += 1
        if number % 5 == 0:
            with soon(f"{name}, as a dossier: {number}"):
                made = Dossier.from_rows(tables_of(text, name, Options()).tables)
                assert [p for p in problems_of(made) if p.severity == "error"] == []
    return count


@articles
def test_spoilt_articles_are_read_or_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "pdf_text", _pages_here)
    assert survive_articles(name, range(FEW)) > FEW / 10


@long
@articles
def test_thousands_of_spoilt_articles_are_read_or_refused(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "pdf_text", _pages_here)
    assert survive_articles(name, range(FEW, FEW + MANY)) > MANY / 10


@long
def test_spoilt_pages_in_print_are_read_or_refused_by_their_own_process() -> None:
    for number in range(20):
        text, refusal = loaded(KINDS["a.pdf"](random.Random(number)), "a.pdf")
        assert bool(text.strip()) != bool(refusal)
        assert "\n" not in refusal


def survive_dossiers(folder: Path, numbers: range) -> None:
    """Open spoilt dossiers, folders and files in turn, and use one in three."""
    whole = zip_bytes(GOOD)
    for number in numbers:
        chance = random.Random(f"dossier {number}")
        make = (*MAKERS, None)[number % 5]
        changed = {} if make is None else make(chance)
        place = folder / "d"
        if make is None:
            place = folder / "d.dossier"
            place.write_bytes(spoilt(bytearray(whole), chance))
        elif chance.random() < 0.3:
            place = folder / "d.dossier"
            place.write_bytes(zip_bytes(GOOD | changed))
        else:
            write_folder(place, GOOD | changed)
        with soon(f"dossier {number}"):
            check(place, used=number % 3 == 0)
        for name in changed.keys() - GOOD.keys():
            (folder / "d" / name).unlink(missing_ok=True)


def test_spoilt_dossiers_are_opened_or_refused(tmp_path: Path) -> None:
    survive_dossiers(tmp_path, range(5 * FEW))


@long
def test_thousands_of_spoilt_dossiers_are_opened_or_refused(tmp_path: Path) -> None:
    survive_dossiers(tmp_path, range(5 * FEW, 5 * (FEW + MANY)))
