"""Named colours, read from ``resources/themes``; the only place where colours come from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

from jwviewer.places import resource

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class CompanyColours:
    """A company's colours: for marks, for text on any surface, and a wash for its lane.

    ``ground`` is the wash on a pane as an opaque colour, which is many times faster to fill with.
    """

    mark: QColor
    text: QColor
    wash: QColor
    ground: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """The tokens of one theme; see the TOML files for what each is for."""

    name: str
    surface: dict[str, QColor]
    ink: dict[str, QColor]
    line: dict[str, QColor]
    companies: tuple[CompanyColours, ...]
    shared: CompanyColours
    other: CompanyColours

    @property
    def dark(self) -> bool:
        """Whether text is light on dark."""
        return self.surface["window"].lightnessF() < 0.5

    def company(self, dossier: Dossier, entity_id: str) -> CompanyColours:
        """Return a company's colours: the same everywhere, by its place among the companies."""
        number = dossier.company_numbers.get(entity_id)
        return self.other if number is None else self.nth(number)

    def nth(self, number: int) -> CompanyColours:
        """Return the colours of the company at a place; beyond the palette they begin again."""
        return self.companies[number % len(self.companies)]

    def of_fact(self, dossier: Dossier, company_ids: tuple[str, ...]) -> CompanyColours:
        """Return the colours of what these companies did: one company's own, or the shared ones."""
        if not company_ids:
            return self.other
        return self.company(dossier, company_ids[0]) if len(company_ids) == 1 else self.shared

    def palette(self) -> QPalette:
        """Return the palette for Qt's own widgets."""
        surface, ink, line = self.surface, self.ink, self.line
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: surface["window"],
            QPalette.ColorRole.WindowText: ink["text"],
            QPalette.ColorRole.Base: surface["pane"],
            QPalette.ColorRole.AlternateBase: surface["tray"],
            QPalette.ColorRole.Text: ink["text"],
            QPalette.ColorRole.Button: surface["raised"],
            QPalette.ColorRole.ButtonText: ink["text"],
            QPalette.ColorRole.BrightText: ink["error"],
            QPalette.ColorRole.ToolTipBase: surface["raised"],
            QPalette.ColorRole.ToolTipText: ink["text"],
            QPalette.ColorRole.PlaceholderText: ink["faint"],
            QPalette.ColorRole.Highlight: surface["selected"],
            QPalette.ColorRole.HighlightedText: ink["text"],
            QPalette.ColorRole.Link: ink["link"],
            QPalette.ColorRole.Accent: line["focus"],
            QPalette.ColorRole.Mid: line["strong"],
            QPalette.ColorRole.Midlight: line["line"],
            QPalette.ColorRole.Light: surface["raised"],
            QPalette.ColorRole.Dark: line["strong"],
            QPalette.ColorRole.Shadow: line["strong"],
        }
        for role, colour in roles.items():
            palette.setColor(role, colour)
        for role in (
            QPalette.ColorRole.WindowText,
            QPalette.ColorRole.Text,
            QPalette.ColorRole.ButtonText,
        ):
            palette.setColor(QPalette.ColorGroup.Disabled, role, ink["faint"])
        return palette


@cache
def load_theme(name: str) -> Theme:
    """Return the theme of that name; KeyError for a missing token, OSError for a missing file."""
    tokens = tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))
    series = tokens["series"]

    def colours(group: str) -> dict[str, QColor]:
        return {key: _colour(value) for key, value in tokens[group].items()}

    def pair(mark: str, text: str) -> CompanyColours:
        wash = _wash(_colour(mark))
        return CompanyColours(
            _colour(mark), _colour(text), wash, over(wash, _colour(tokens["surface"]["pane"]))
        )

    return Theme(
        name,
        colours("surface"),
        colours("ink"),
        colours("line"),
        tuple(pair(*both) for both in zip(series["marks"], series["texts"], strict=True)),
        pair(series["shared_mark"], series["shared_text"]),
        pair(series["other_mark"], series["other_text"]),
    )


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG 2 contrast ratio of two opaque colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return (
        0.2126 * linear(colour.redF())
        + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF())
    )


def _colour(text: str) -> QColor:
    # The files write #rrggbbaa as CSS does; Qt would read the same digits as #aarrggbb.
    return QColor(f"#{text[7:9]}{text[1:7]}") if len(text) == 9 else QColor(text)


def _wash(mark: QColor) -> QColor:
    wash = QColor(mark)
    wash.setAlphaF(0.07)
    return wash


def over(wash: QColor, ground: QColor) -> QColor:
    """Return the opaque colour that a translucent one makes on a ground."""
    alpha = wash.alphaF()
    parts = zip(wash.getRgbF()[:3], ground.getRgbF()[:3], strict=True)  # type: ignore[index]
    return QColor.fromRgbF(*(alpha * one + (1 - alpha) * other for one, other in parts))
