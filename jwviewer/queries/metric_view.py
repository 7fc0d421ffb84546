"""What the metrics pane shows, as frozen values: panels of bars, lines and changes."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from jwviewer.dossier.quantity import Quantity

Arrangement = Literal["unit", "company"]
Scope = Literal["all", "period", "shared"]
Form = Literal["bars", "series", "change", "mentions"]


class MetricsOptions(Struct, frozen=True):
    """How the panels are made.

    ``arrangement`` decides whether companies that report the same share a panel; ``scope``
    what is shown at all; ``draw_changes`` whether a change gets a panel or only words.
    """

    arrangement: Arrangement = "unit"
    scope: Scope = "all"
    logarithmic: bool = False
    draw_changes: bool = True


class Aside(Struct, frozen=True):
    """Words beside a figure: a share, a conversion, a change; ``derived`` holds the formula."""

    text: str
    fact_id: str = ""
    derived: str = ""


class Bar(Struct, frozen=True):
    """One figure on the value axis of its panel.

    ``whole_id`` names the bar this one is a part of; ``inside`` bars share its row.
    """

    fact_id: str
    label: str
    quantity: Quantity
    value: str
    company_id: str
    asides: tuple[Aside, ...] = ()
    whole_id: str = ""
    inside: bool = False


class Point(Struct, frozen=True):
    """A figure at its period (ordinals); ``derived`` holds the formula of a computed one.

    ``contested`` ones are contradicted by another source.
    """

    fact_id: str
    label: str
    quantity: Quantity
    value: str
    first: int
    last: int
    derived: str = ""
    asides: tuple[Aside, ...] = ()
    contested: bool = False

    @property
    def middle(self) -> float:
        """The middle of the period, in days."""
        return (self.first + self.last + 1) / 2


class Line(Struct, frozen=True):
    """Points of one measure in order of time; ``links`` join neighbours, never over a gap."""

    label: str
    company_id: str
    points: tuple[Point, ...]
    links: tuple[tuple[int, int], ...]


class Change(Struct, frozen=True):
    """A change drawn as such: from the base period's value to the period's."""

    fact_id: str
    company_id: str
    words: str
    start: Point
    end: Point


class Mention(Struct, frozen=True):
    """A figure that is listed but not drawn, and why."""

    fact_id: str
    label: str
    value: str
    why: str
    company_id: str


class Panel(Struct, frozen=True):
    """Figures on one value axis, or a list of mentions; ``more`` figures did not fit in."""

    key: str
    form: Form
    title: str
    unit: str
    axis_title: str
    company_ids: tuple[str, ...]
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    changes: tuple[Change, ...] = ()
    mentions: tuple[Mention, ...] = ()
    positive: bool = True
    more: int = 0

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts told in this panel, each once, in the order of reading."""
        found: dict[str, None] = {}
        for bar in self.bars:
            found[bar.fact_id] = None
            found.update((aside.fact_id, None) for aside in bar.asides)
        for line in self.lines:
            for point in line.points:
                found[point.fact_id] = None
                found.update((aside.fact_id, None) for aside in point.asides)
        for change in self.changes:
            for fact_id in (change.start.fact_id, change.end.fact_id, change.fact_id):
                found[fact_id] = None
        found.update((mention.fact_id, None) for mention in self.mentions)
        found.pop("", None)
        return tuple(found)


class Section(Struct, frozen=True):
    """Panels of one company, or of several under ``company_id`` "" ."""

    title: str
    company_id: str
    panels: tuple[Panel, ...]


class MetricsView(Struct, frozen=True):
    """All panels, and how many figures are drawn, only listed, left out by scope, and filtered.

    ``table_ids`` are the figures of the table twin: those shown and those there was no room for.
    """

    sections: tuple[Section, ...]
    total: int
    drawn: int
    listed: int
    outside: int
    filtered: int
    more: int
    shared: int
    options: MetricsOptions
    table_ids: tuple[str, ...] = ()
    message: str = ""

    @property
    def panels(self) -> tuple[Panel, ...]:
        """All panels, in the order of reading."""
        return tuple(panel for section in self.sections for panel in section.panels)

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts told anywhere, each once, in the order of reading."""
        return tuple(dict.fromkeys(i for panel in self.panels for i in panel.fact_ids))
