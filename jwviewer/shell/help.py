"""Help: the keys and what the marks mean."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from jwviewer.language import tr
from jwviewer.shell.actions import actions


class HelpDialog(QDialog):
    """A page of our own text."""

    def __init__(self, title: str, page: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.text = QTextBrowser(self)
        self.text.setOpenLinks(False)
        self.text.setHtml(page)
        self.text.setAccessibleName(title)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(self.buttons)
        self.resize(640, 560)


def keys_page(*, review: bool = False) -> str:
    """Return the table of keys, made from the tables of actions and of steps of a review.

    ``review`` puts those of the review first, for who asks amid one.
    """
    from jwviewer.panes.review.steps import kind_steps, steps

    rows = [
        (
            one.text.replace("&", ""),
            [QKeySequence(k).toString(QKeySequence.SequenceFormat.NativeText) for k in one.keys],
        )
        for one in actions()
        if one.keys
    ]
    rows += [
        (tr("Timeline: zoom in, zoom out"), ["+", "−", tr("wheel")]),
        (tr("Timeline: move the range"), [tr("drag"), "Shift+←", "Shift+→"]),
        (tr("Timeline: choose a period"), [tr("Shift+drag")]),
        (tr("Move among facts, lanes, rows"), ["←", "→", "↑", "↓"]),
        (tr("Choose the fact under the cursor"), ["Enter", tr("click")]),
        (tr("Let go of the period, then of the fact"), ["Esc"]),
    ]
    own = [(tr("Review: {step}", step=one.text.rstrip("…")), [one.key]) for one in steps()]
    own += [(tr("Review: it is a {kind}", kind=one.text), [one.key]) for one in kind_steps()]
    rows = [*own, *rows] if review else [*rows, *own]
    cells = "".join(
        f"<tr><td>{escape(what)}&nbsp;&nbsp;</td><td>{escape('  ·  '.join(keys))}</td></tr>"
        for what, keys in rows
    )
    return f"<h3>{escape(tr('Keys'))}</h3><table cellpadding='4'>{cells}</table>"


def marks_page() -> str:
    """Return what each mark means."""
    rows = (
        (
            tr("bar that ends in an arrow"),
            tr("more than this (or at least this); the true number is not known"),
        ),
        (tr("bar with a soft end"), tr("nearly, about, just over: close to this number")),
        (
            tr("hollow mark"),
            tr(
                "derived: computed here from the figures shown, with its formula; "
                "it keeps their bounds"
            ),
        ),
        (tr("bar inside a bar"), tr("a part of the whole")),
        (tr("soft ends on the timeline"), tr("only the year (or month) is known")),
        (tr("fading bar"), tr("the beginning or the end is not stated")),
        (
            tr("thin dashed line"),
            tr(
                "no date in the source; it lies somewhere on this line, "
                "open at the side with the arrow"
            ),
        ),
        (
            tr("tray under the timeline"),
            tr("no date in the source, with all that is known instead"),
        ),
        (tr("not reported"), tr("the source is silent; never a zero")),
        (tr("not comparable"), tr("both report it, but for other periods or in other units")),
        (tr("inferred"), tr("not said of this fact itself; concluded from its surroundings")),
        (tr("it is claimed"), tr("told with a reservation and without saying who claims it")),
    )
    cells = "".join(
        f"<tr><td><b>{escape(mark)}</b>&nbsp;&nbsp;</td><td>{escape(means)}</td></tr>"
        for mark, means in rows
    )
    return f"<h3>{escape(tr('What the marks mean'))}</h3><table cellpadding='5'>{cells}</table>"
