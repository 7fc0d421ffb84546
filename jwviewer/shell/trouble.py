"""Log file, uncaught errors, and the one dialog that admits to them."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from jwviewer.language import tr

log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_crash_file: IO[str] | None = None


def start_log(folder: Path) -> None:
    """Log to ``folder``, five files of a megabyte at the most; without it the program runs on."""
    global _crash_file
    from logging.handlers import RotatingFileHandler

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "jwviewer.log", maxBytes=1_000_000, backupCount=4, encoding="utf-8"
        )
        _crash_file = (folder / "crash.log").open("a", encoding="utf-8")
        faulthandler.enable(_crash_file)
    except OSError:
        return
    logging.raiseExceptions = False  # a full disk is no reason to fill the terminal instead
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("jwviewer")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    qInstallMessageHandler(_log_qt)


class Trouble(QObject):
    """Catches what nobody caught, logs it, and shows one dialog at a time.

    Signals:
        happened: the report, on the window's own thread.
    """

    happened = Signal(str)

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__()
        self.window = window
        self._seen: set[str] = set()
        self._dialog: CrashDialog | None = None
        self.happened.connect(self._show)

    def watch(self) -> None:
        """Take over uncaught exceptions of this and all other threads."""
        sys.excepthook = self._caught
        threading.excepthook = lambda args: self._caught(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        text = report(kind, error, trace)
        # A fault in painting or in a model comes hundreds of times a second: once is enough.
        place = text.rsplit("File", 1)[-1]
        if place in self._seen:
            return
        self._seen.add(place)
        log.error("uncaught: %s", text)
        self.happened.emit(text)

    def _show(self, text: str) -> None:
        if self._dialog is None or not self._dialog.isVisible():
            self._dialog = CrashDialog(text, self.window)
            self._dialog.open()


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Return versions and the code's own lines; never the error's words, which may quote a file."""
    from jwviewer.shell.versions import system, versions

    lines = [
        f"  File {Path(f.filename).name}, line {f.lineno}, in {f.name}"
        for f in traceback.extract_tb(trace)
    ]
    return "\n".join(
        (
            ", ".join(" ".join(one) for one in versions()),
            system(),
            f"display: {QGuiApplication.platformName()}",
            f"{kind.__name__}",
            *lines,
        )
    )


class CrashDialog(QDialog):
    """Says that something went wrong, with a report to copy; the program goes on."""

    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Something went wrong"))
        said = QLabel(
            tr(
                "jwviewer met an error it did not expect. "
                "Your files are untouched and you can go on. "
                "The report below names versions and places in the program, "
                "and nothing of your documents."
            )
        )
        said.setWordWrap(True)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(tr("Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (said, self.text, buttons):
            layout.addWidget(widget)
        self.resize(640, 360)


def _log_qt(kind: QtMsgType, context: object, message: str) -> None:
    logging.getLogger("jwviewer.qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)
