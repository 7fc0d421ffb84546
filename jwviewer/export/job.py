"""One export: which picture of which state, as bytes and as files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from jwviewer import __version__
from jwviewer.dossier.atomic import write_together
from jwviewer.drawing.body import LayOut, Tabled
from jwviewer.drawing.figure import Figure, FigureTexts
from jwviewer.drawing.fonts import install_fonts
from jwviewer.export.csv_file import csv_bytes
from jwviewer.export.grids import grid_of
from jwviewer.export.png import draw, encode
from jwviewer.export.presets import pixels
from jwviewer.export.readable import check_readable
from jwviewer.export.texts import Store, remembered
from jwviewer.queries.alt_text import alt_text
from jwviewer.queries.grid import Grid
from jwviewer.selection import Period
from jwviewer.session import State

PANES = ("timeline", "profiles", "metrics", "evidence", "dashboard")
"""What can be exported one by one; "all" of them go into a folder."""
_METRES_PER_INCH = 0.0254


@dataclass(frozen=True, slots=True)
class FigureJob:
    """What to draw and how large: the picture has size × scale pixels.

    ``theme``, ``period`` and ``companies`` replace what the state says, None keeps it.
    ``lay_out`` and ``grid`` are those of a pane on screen that has choices of its own.
    """

    pane: str
    width: int = 1920
    height: int = 1080
    scale: float = 1.0
    theme: str | None = None
    period: Period | None = None
    companies: frozenset[str] | None = None
    dpi: int = 0
    texts: FigureTexts = field(default_factory=FigureTexts)
    lay_out: LayOut | None = None
    grid: Callable[[], Grid] | None = None

    def applied_to(self, state: State) -> State:
        """Return the state that the picture shows.

        Where a person last clicked is no part of a briefing, so nothing is lit up in a picture;
        only that of the evidence is about the chosen fact.
        """
        selection = state.selection
        if self.pane != "evidence":
            selection = selection.with_focus(None)
        if self.period is not None:
            selection = selection.with_period(self.period)
        if self.companies is not None:
            selection = selection.with_companies(self.companies)
        return replace(state, selection=selection, theme=self.theme or state.theme)


def lay_out(state: State, job: FigureJob) -> Figure:
    """Return the picture laid out, not yet painted; needs a QGuiApplication.

    SizeRefused says why it cannot have that size.
    """
    pixels(job.width, job.height, job.scale)
    check_readable(job.width, job.height, job.scale, dense=job.pane == "dashboard")
    return Figure(
        job.applied_to(state),
        job.pane,
        job.width,
        job.height,
        family=install_fonts(),
        texts=job.texts,
        lay_out=job.lay_out,
    )


def draw_figure(figure: Figure, job: FigureJob) -> QImage:
    """Return a figure painted at exactly the pixels of its job."""
    wide, high = pixels(job.width, job.height, job.scale)

    def paint(painter: QPainter) -> None:
        painter.scale(wide / job.width, high / job.height)
        figure.paint(painter)

    image = draw(wide, high, paint)
    if job.dpi:
        per_metre = round(job.dpi * job.scale / _METRES_PER_INCH)
        image.setDotsPerMeterX(per_metre)
        image.setDotsPerMeterY(per_metre)
    return image


def export_figure(state: State, job: FigureJob) -> bytes:
    """Return a picture as PNG; SizeRefused when it cannot be that large."""
    figure = lay_out(state, job)
    return encode(draw_figure(figure, job), words_inside(state, figure, job.pane))


def describe_figure(state: State, figure: Figure, pane: str) -> str:
    """Return the alt text of a figure."""
    return alt_text(
        state.dossier, pane, figure.heading, figure.fact_ids, figure.notes, dict(state.articles)
    )


def words_inside(state: State, figure: Figure, pane: str) -> dict[str, str]:
    """Return the text chunks that a picture carries."""
    dossier = state.dossier
    return {
        "Title": figure.heading.title,
        "Description": describe_figure(state, figure, pane),
        "Software": f"jwviewer {__version__}",
        "jwviewer:facts": " ".join(dict.fromkeys(figure.fact_ids)),
        "jwviewer:dossier": f"{dossier.id} {dossier.version}".strip(),
    }


def save(
    state: State, jobs: Sequence[tuple[FigureJob, Path]], *, csv: bool = False, alt: bool = False
) -> list[Path]:
    """Write pictures, and on request tables and alt texts beside them; return the paths.

    Nothing is written before everything is drawn, and nothing is replaced before everything
    is on the disk. WriteFailed says which path and why; the old files are kept.
    """
    files: list[tuple[Path, bytes]] = []
    for job, path in jobs:
        shown = job.applied_to(state)
        figure = lay_out(state, job)
        words = words_inside(shown, figure, job.pane)
        files.append((path, encode(draw_figure(figure, job), words)))
        if csv:
            drawn = figure.body.grid() if isinstance(figure.body, Tabled) else None
            own = job.grid() if job.grid is not None and drawn is None else None
            grid = grid_of(shown, job.pane, figure.fact_ids, own, drawn)
            files.append((beside(path, ".csv"), csv_bytes(grid)))
        if alt:
            text = describe_figure(shown, figure, job.pane) + "\n"
            files.append((beside(path, ".txt"), text.encode("utf-8", "replace")))
    write_together(files)
    return [path for path, _ in files]


def beside(path: Path, suffix: str) -> Path:
    """Return the path of what goes with a picture: the same name with another ending."""
    return (
        path.with_suffix(suffix)
        if path.suffix.lower() == ".png"
        else path.with_name(path.name + suffix)
    )


def figure_image(
    state: State, pane: str, *, store: Store, lay_out_body: LayOut | None = None
) -> QImage:
    """Return a pane's picture for a slide, with the texts that the person last wrote for it."""
    texts = remembered(store, state.dossier.id, pane)
    job = FigureJob(pane, texts=texts, lay_out=lay_out_body)
    return draw_figure(lay_out(state, job), job)
