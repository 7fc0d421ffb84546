"""Reading an article off the window's thread, with progress and a way to stop."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.reading.lexicons import Lexicons
    from jwviewer.reading.loaders import LoadedArticle
    from jwviewer.reading.reading import Reading
    from jwviewer.reading.rule import Rule
    from jwviewer.reading.teaching import Teaching


class _Stopped(Exception):
    """The person did not want to wait any longer."""


class ReadingJob(QObject):
    """Loads one article, or takes a pasted text, and reads it in a worker thread.

    Signals:
        progressed: how much is done, 0 to 1.
        done: the LoadedArticle and its Reading.
        refused: one sentence why the article cannot be read.
    """

    progressed = Signal(float)
    done = Signal(object, object)
    refused = Signal(str)

    _reached = Signal(float)
    _ended = Signal(object, object, str)

    def __init__(
        self, source: Path | str, teaching: Teaching, *, date: str = "",
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._source, self._teaching, self._date = source, teaching, date
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reading", daemon=True)
        self._reached.connect(self._tell_progress)
        self._ended.connect(self._tell_end)

    def start(self) -> None:
        """Begin; the signals come on the window's thread."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop after the rule that runs; no signal comes any more."""
        self._stop.set()

    def wait(self) -> None:
        """Wait until the worker has ended."""
        self._thread.join()

    def _run(self) -> None:
        from jwviewer.reading.loaders import ArticleRefused, load_article, load_clipboard

        try:
            if isinstance(self._source, Path):
                loaded = load_article(self._source)
            else:
                loaded = load_clipboard(self._source)
            reading = self._read(loaded, self._teaching.lexicons())
        except ArticleRefused as refused:
            self._ended.emit(None, None, str(refused))
        except _Stopped:
            return
        except MemoryError:
            self._ended.emit(None, None, tr("This article needs more memory than there is."))
        except BaseException:
            # Nobody may wait for ever; the error itself goes on to whoever reports errors.
            self._ended.emit(None, None, tr("The program met an error it did not expect."))
            raise
        else:
            self._ended.emit(loaded, reading, "")

    def _read(self, loaded: LoadedArticle, lexicons: Lexicons) -> Reading:
        from jwviewer.reading.layers import RULES
        from jwviewer.reading.reading import read_text

        def rules() -> Iterator[Rule]:
            for number, rule in enumerate(RULES):
                if self._stop.is_set():
                    raise _Stopped
                self._reached.emit(number / len(RULES))
                yield rule

        return read_text(loaded.text, lexicons=lexicons, article_date=self._date, rules=rules())

    def _tell_progress(self, share: float) -> None:
        if not self._stop.is_set():
            self.progressed.emit(share)

    def _tell_end(self, loaded: object, reading: object, reason: str) -> None:
        # Here, on the window's thread: a stop may have come while this was under way.
        if self._stop.is_set():
            return
        if reading is None:
            self.refused.emit(reason)
        else:
            self.done.emit(loaded, reading)
