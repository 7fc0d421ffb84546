"""Makes a panel of what was planned for it: only of figures that it shows are facts built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jwviewer.dossier.each_once import each_once
from jwviewer.dossier.quantity import describe
from jwviewer.language import tr
from jwviewer.queries.figure_columns import NO_ROW, Array
from jwviewer.queries.metric_bars import first_bars, inside_bars, kinds_of_what
from jwviewer.queries.metric_plan import PanelPlan
from jwviewer.queries.metric_series import series_lines, steps_words
from jwviewer.queries.metric_traces import traces
from jwviewer.queries.metric_view import Bar, Change, Form, Line, Mention, Panel, Point, Trace
from jwviewer.queries.wording import value_words

if TYPE_CHECKING:
    from jwviewer.dossier.fact import Fact
    from jwviewer.queries.figure_columns import FigureColumns
    from jwviewer.queries.metric_view import MetricsOptions
    from jwviewer.queries.metric_words import MetricWords

MOST_POINTS = 120
"""Points of a panel that are made one by one, each with the mark of its bound.

Of more points the lines are drawn from arrays, dotted where a point is not exact.
"""


class PanelMaker:
    """Makes panels for one dossier; ``focus`` is a figure that must find room."""

    def __init__(
        self, figures: FigureColumns, words: MetricWords, options: MetricsOptions,
        focus: str | None,
    ) -> None:  # fmt: skip
        self._figures, self._words, self._options = figures, words, options
        self._focus = figures.row(focus) if focus else NO_ROW

    def make(self, plan: PanelPlan) -> Panel:
        """Return the panel that was planned."""
        if plan.form == "series":
            return self._lines(plan)
        if plan.form == "bars":
            return self._bars(plan)
        if plan.form == "change":
            return self._change(plan)
        return self._mentions(plan)

    def can_draw(self, fact: Fact, change: Fact, base: Fact | None) -> bool:
        """Tell whether both ends of a change are known."""
        when = fact.when
        if when is None or when.first is None or when.last is None:
            return False
        return base is not None or self._words.base_value(change) is not None

    def _drawn(self, fact: Fact, change: Fact, base: Fact | None) -> Change:
        """Return a change with both its ends."""
        words, when = self._words, fact.when
        assert when is not None
        assert when.first is not None
        assert when.last is not None
        assert fact.quantity is not None
        end = Point(
            fact.id, words.period(fact), fact.quantity, words.value(fact), when.first, when.last
        )
        if base is not None and base.quantity is not None and base.when is not None:
            start = Point(
                base.id,
                words.period(base),
                base.quantity,
                words.value(base),
                base.when.first or 0,
                base.when.last or 0,
            )
        else:
            value = words.base_value(change)
            assert value is not None, "only changes that can be drawn are planned"
            start = Point(
                "",
                words.base_period(change),
                value.quantity,
                words.number(value.quantity),
                0,
                0,
                derived=value.formula,
            )
        return Change(change.id, words.owner(fact), words.change(change)[0].text, start, end)

    def _fact(self, row: int) -> Fact:
        return self._words.fact(row)

    def _lines(self, plan: PanelPlan) -> Panel:
        figures, first = self._figures, int(plan.rows[0])
        title = self._metrics(plan.rows, or_all=True)
        precision = figures.precisions[figures.precision[first]]
        steps = steps_words(precision) if figures.is_flow[first] else ""
        if steps:
            title = tr("{metric}, {steps}", metric=title, steps=steps)
        if plan.parts > 1:
            title = tr("{title} ({part} of {parts})", title=title, part=plan.part, parts=plan.parts)
        if len(plan.rows) > MOST_POINTS:
            found = traces(plan.rows, figures, self._words)
            return self._panel("series", plan, title, traces=found)
        return self._panel(
            "series", plan, title, lines=series_lines(plan.rows, figures, self._words)
        )

    def _bars(self, plan: PanelPlan) -> Panel:
        figures, words = self._figures, self._words
        shown = first_bars(figures, plan.rows, self._focus)
        facts = [self._fact(row) for row in shown]
        ids = {fact.id for fact in facts}
        owners = len(plan.owners(figures))
        periods = len(each_once(figures.when[plan.rows]))
        whats = self._whats(plan.rows, shown)
        twins = self._twins(plan.rows)
        inside = inside_bars(facts, ids)
        alone = len(shown) - len(inside) == 1
        bars = []
        for row, fact in zip(shown, facts, strict=True):
            whole = fact.part_of_id if fact.part_of_id in ids else ""
            pieces = self._name(fact, whole=bool(whole), among=owners, whats=whats, alone=alone)
            if periods > 1:
                pieces.append(words.period(fact))
            if row in twins and (source := words.source_title(row)):
                pieces.append(source)
            asides = [*words.inherited(fact), *words.conversion(fact)]
            if whole and (share := words.share(fact)):
                asides.append(share)
            if not self._options.draw_changes:
                asides.extend(a for change in words.changes(fact) for a in words.change(change))
            value = describe(words.quantity(fact)) if alone else words.value(fact)
            bars.append(
                Bar(
                    fact.id,
                    ", ".join(pieces),
                    words.quantity(fact),
                    value,
                    words.owner(fact),
                    tuple(asides),
                    whole,
                    fact.id in inside,
                )
            )
        title = self._metrics(plan.rows)
        if periods == 1:
            title = tr("{metric}, {period}", metric=title, period=words.period(facts[0]))
        more = len(plan.rows) - len(shown)
        return self._panel("bars", plan, title, bars=tuple(bars), more=more)

    def _change(self, plan: PanelPlan) -> Panel:
        words, fact, change = self._words, self._fact(int(plan.rows[0])), self._fact(plan.change)
        base = self._fact(plan.base) if plan.base != NO_ROW else None
        drawn = self._drawn(fact, change, base)
        title = tr(
            "{what}, from {base} to {period}",
            what=words.what(fact),
            base=words.base_period(change),
            period=words.period(fact),
        )
        return self._panel("change", plan, title, changes=(drawn,), key=change.id)

    def _mentions(self, plan: PanelPlan) -> Panel:
        owner = self._figures.owners[plan.owners(self._figures)[0]]
        part = f":{plan.part}" if plan.parts > 1 else ""
        mentions = tuple(self._mention(self._fact(row)) for row in plan.rows.tolist())
        return Panel(f"mentions:{owner}{part}", "mentions", "", "", "", (owner,), mentions=mentions)

    def _mention(self, fact: Fact) -> Mention:
        words = self._words
        if words.is_change(fact):
            label = fact.label if fact.period else words.metric(fact)
            why = tr(
                "on {base}; the level it starts from is not known: not drawn",
                base=words.base_period(fact),
            )
            return Mention(fact.id, label, value_words(words.dossier, fact), why, words.owner(fact))
        assert fact.quantity is not None
        return Mention(
            fact.id, words.what(fact), describe(fact.quantity), words.unstated(fact),
            words.owner(fact),
        )  # fmt: skip

    def _whats(self, rows: Array, shown: list[int]) -> int:
        """Return how many different things are counted, but for parts of what is shown."""
        figures = self._figures
        apart = rows[~np.isin(figures.part_of[rows], shown)]
        return len({self._words.what(self._fact(row)) for row in kinds_of_what(figures, apart)})

    def _twins(self, rows: Array) -> set[int]:
        """Return figures of one measure and period, where there are several."""
        figures = self._figures
        dates = len(figures.dossier.columns.dates)
        keys = figures.measure[rows].astype(np.int64) * dates + figures.when[rows]
        _, which, many = np.unique(keys, return_inverse=True, return_counts=True)
        return set(rows[many[which.reshape(-1)] > 1].tolist())

    def _name(self, fact: Fact, *, whole: bool, among: int, whats: int, alone: bool) -> list[str]:
        """Name a bar by what tells it from the others: its company, what it counts, or both."""
        words = self._words
        pieces = []
        if among > 1 or (
            whats == 1
            and not whole
            and not fact.subject_id
            and (alone or words.what(fact) == words.metric(fact))
        ):
            pieces.append(words.dossier.short_name(words.owner(fact)))
        if whats > 1 or whole or not pieces:
            what = words.what(fact)
            pieces.append(
                tr("of which: {what}", what=what) if whole and fact.part_basis == "stated" else what
            )
        return pieces

    def _metrics(self, rows: Array, *, or_all: bool = False) -> str:
        """Return what figures measure; parts of others among them say nothing new."""
        figures, chosen = self._figures, rows
        wholes = figures.part_of[rows]
        if (wholes != NO_ROW).any():
            apart = rows[~np.isin(wholes, rows)]
            chosen = apart if len(apart) or not or_all else rows
        labels = (
            self._words.dossier.row("metrics", figures.metrics[number])["label"]
            for number in dict.fromkeys(figures.metric[chosen].tolist())
        )
        return " · ".join(dict.fromkeys(labels))

    def _panel(
        self,
        form: Form,
        plan: PanelPlan,
        title: str,
        *,
        bars: tuple[Bar, ...] = (),
        lines: tuple[Line, ...] = (),
        changes: tuple[Change, ...] = (),
        traces: tuple[Trace, ...] = (),
        key: str = "",
        more: int = 0,
    ) -> Panel:
        figures = self._figures
        rows = plan.rows
        unit = figures.units[int(figures.unit[rows[0]])]
        return Panel(
            key or f"{form}:{figures.id(int(rows[0]))}",
            form,
            title,
            unit,
            self._words.axis_title(unit),
            tuple(figures.owners[owner] for owner in plan.owners(figures)),
            bars,
            lines,
            changes,
            traces=traces,
            positive=bool((figures.values[rows] > 0).all()),
            more=more,
        )
