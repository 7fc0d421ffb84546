"""What the metrics pane shows, as frozen values: panels of bars, lines and changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, overload

from msgspec import Struct

from jwviewer.dossier.quantity import Quantity

if TYPE_CHECKING:
    from jwviewer.queries.figure_columns import Array
    from jwviewer.queries.metric_plan import PanelPlan

Arrangement = Literal["unit", "company"]
Scope = Literal["all", "period", "shared"]
Form = Literal["bars", "series", "change", "mentions"]


MOST_AT_ONCE = 40
"""Panels of a view that are all laid out; of more only those in sight are."""
MOST_FIGURES = 1_000
"""Figures of a view whose panels are all laid out."""


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


class Trace(Struct, frozen=True, eq=False):
    """A line with too many points to make each: arrays, in order of time.

    ``rows`` are those of the table of figures, ``first`` and ``last`` the days of each period;
    ``exact`` points are printed as such and not contradicted, ``joined`` ones have no gap
    before the next one.
    """

    label: str
    company_id: str
    rows: Array
    first: Array
    last: Array
    values: Array
    exact: Array
    joined: Array

    @property
    def middles(self) -> Array:
        """The middle of each period, in days."""
        return (self.first.astype("float64") + self.last + 1) / 2


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
    """Figures on one value axis, or a list of mentions; ``more`` figures did not fit in.

    Lines are ``lines`` or, where they have many points, ``traces``.
    """

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
    traces: tuple[Trace, ...] = ()
    positive: bool = True
    more: int = 0

    @property
    def traced(self) -> int:
        """How many figures its traces hold, which are not among ``fact_ids``."""
        return sum(len(trace.rows) for trace in self.traces)

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


class Panels(Sequence[Panel]):
    """Panels that are made when they are asked for."""

    def __init__(self, make: Callable[[PanelPlan], Panel], plans: Sequence[PanelPlan]) -> None:
        self.make = make
        self.plans = plans

    def __len__(self) -> int:
        return len(self.plans)

    @overload
    def __getitem__(self, at: int) -> Panel: ...
    @overload
    def __getitem__(self, at: slice) -> Panels: ...
    def __getitem__(self, at: int | slice) -> Panel | Panels:
        if isinstance(at, slice):
            return Panels(self.make, self.plans[at])
        return self.make(self.plans[at])


class Section(Struct, frozen=True, eq=False):
    """Panels of one company, or of several under ``company_id`` "" ."""

    title: str
    company_id: str
    panels: Panels


class MetricsView(Struct, frozen=True, eq=False):
    """All panels, and how many figures are drawn, only listed, left out by scope, and filtered.

    ``panels`` are those of all sections, in the order of reading. ``table_rows`` are the figures
    of the table twin (rows of their table): those shown and those there was no room for.
    ``like`` is the view of the same plans in which no figure was chosen, if one is in this one.
    """

    sections: tuple[Section, ...]
    panels: Panels
    total: int
    drawn: int
    listed: int
    outside: int
    filtered: int
    more: int
    shared: int
    options: MetricsOptions
    table_rows: Array
    message: str = ""
    like: MetricsView | None = None

    @property
    def large(self) -> bool:
        """Whether there are more panels than can be laid out at once."""
        points = sum(len(plan.rows) for plan in self.panels.plans[: MOST_AT_ONCE + 1])
        return len(self.panels) > MOST_AT_ONCE or points > MOST_FIGURES

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts told anywhere, each once, in the order of reading; makes every panel."""
        return tuple(dict.fromkeys(i for panel in self.panels for i in panel.fact_ids))
