"""The export that the command line asks for; works without a display."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from jwviewer.dossier.atomic import WriteFailed
from jwviewer.dossier.dates import DateError, parse_date
from jwviewer.export.folder import make_folder
from jwviewer.export.job import PANES, FigureJob, save
from jwviewer.export.presets import PRESETS, SizeRefused
from jwviewer.language import tr
from jwviewer.queries.period import parse_period
from jwviewer.selection import Period
from jwviewer.session import State

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

_application: QApplication | None = None


class ExportRefused(Exception):
    """Why nothing was exported, in a sentence; ``code`` is 2 for bad arguments, else 1."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


def export_command(
    dossier: Dossier, *, pane: str, output: Path, size: tuple[int, int] = (1920, 1080),
    scale: float = 1.0, theme: str = "light", start: str | None = None, end: str | None = None,
    companies: tuple[str, ...] = (), csv: bool = False,
) -> list[Path]:  # fmt: skip
    """Write the pictures asked for and return their paths; ExportRefused says why not.

    ``output`` is a file, or for ``pane`` "all" a folder, made if only itself is missing.
    """
    unknown = [company for company in companies if company not in dossier.companies]
    if unknown:
        known = ", ".join(dossier.companies)
        raise ExportRefused(
            tr("no company has the id '{id}'; known are: {known}", id=unknown[0], known=known), 2
        )
    if pane != "all" and output.suffix.lower() not in ("", ".png"):
        raise ExportRefused(
            tr("'{name}' is no name for a PNG; end it in .png", name=output.name), 2
        )
    period = _period(start or "", end or "")
    panes = PANES if pane == "all" else (pane,)
    dpi = next((p.dpi for p in PRESETS if (p.width, p.height) == size), 0)
    chosen = frozenset(companies) if companies else None
    ensure_application()
    try:
        if pane == "all":
            make_folder(output)
        paths = [output / f"{one}.png" for one in panes] if pane == "all" else [output]
        jobs = [FigureJob(one, *size, scale, theme, period, chosen, dpi) for one in panes]
        return save(State(dossier), list(zip(jobs, paths, strict=True)), csv=csv)
    except SizeRefused as refused:
        raise ExportRefused(str(refused), 2) from refused
    except WriteFailed as failed:
        raise ExportRefused(str(failed), 1) from failed


def _period(start: str, end: str) -> Period | None:
    for text in (start, end):
        try:
            parse_date(text) if text.strip() else None
        except DateError as refused:
            raise ExportRefused(tr("'{date}' {reason}", date=text, reason=refused), 2) from refused
    try:
        return parse_period(start, end) if start.strip() or end.strip() else None
    except DateError as refused:
        raise ExportRefused(str(refused), 2) from refused


def ensure_application() -> None:
    """Start Qt if nobody has; on Linux without a window system, which pictures do not need."""
    global _application
    if QApplication.instance() is None:
        # A display that is named but cannot be reached would end the process.
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _application = QApplication(["jwviewer"])
