"""Which figures share a value axis, and how their panel shows them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jwviewer.dossier.quantity import describe
from jwviewer.language import tr
from jwviewer.queries.metric_series import (
    by_length,
    measure,
    series_groups,
    series_lines,
    steps_words,
    told_twice,
)
from jwviewer.queries.metric_view import Bar, Change, Form, Line, Panel, Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jwviewer.dossier.fact import Fact
    from jwviewer.queries.metric_view import MetricsOptions
    from jwviewer.queries.metric_words import MetricWords

MOST_ROWS = 60
"""Bars in one panel; the rest is counted and stands in the table."""


def clusters(
    facts: Sequence[Fact], words: MetricWords, options: MetricsOptions
) -> list[list[Fact]]:
    """Return figures that may share an axis: one metric and unit, and the parts of a whole."""
    leaders: dict[object, object] = {}

    def leader(key: object) -> object:
        while leaders.setdefault(key, key) != key:
            key = leaders[key]
        return key

    def key_of(fact: Fact) -> object:
        # Two amounts in currencies that nobody has settled must not stand on one axis.
        alone = fact.id if fact.unit == "?" else ""
        owner = words.owner(fact) if options.arrangement == "company" else ""
        return (fact.metric_id, fact.unit, owner, alone)

    keys = {fact.id: key_of(fact) for fact in facts}
    units = {fact.id: (fact.unit, words.owner(fact)) for fact in facts}
    for fact in facts:
        if units.get(fact.part_of_id) == (fact.unit, words.owner(fact)):
            leaders[leader(keys[fact.id])] = leader(keys[fact.part_of_id])
    found: defaultdict[object, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[leader(keys[fact.id])].append(fact)
    return list(found.values())


def panels(
    cluster: list[Fact], words: MetricWords, options: MetricsOptions, focus: str | None
) -> list[Panel]:
    """Return the panels of one cluster: lines where there are series, else bars."""
    series, rest = series_groups(cluster, words)
    found = [_lines_panel(group, words) for group in series]
    told = {fact.id for group in series for fact in group}
    for group in by_length(rest, words):
        found.append(_bars_panel(group, words, options, focus))
        if options.draw_changes:
            found.extend(_change_panels([f for f in group if f.id not in told], words))
    return found


def _lines_panel(facts: list[Fact], words: MetricWords) -> Panel:
    ids = {fact.id for fact in facts}
    metrics = dict.fromkeys(words.metric(fact) for fact in facts if fact.part_of_id not in ids)
    title = " · ".join(metrics or dict.fromkeys(words.metric(fact) for fact in facts))
    when = facts[0].when
    steps = steps_words(when.precision) if when and words.is_flow(facts[0]) else ""
    if steps:
        title = tr("{metric}, {steps}", metric=title, steps=steps)
    return _panel("series", facts, words, lines=series_lines(facts, words), title=title)


def _bars_panel(
    facts: list[Fact], words: MetricWords, options: MetricsOptions, focus: str | None
) -> Panel:
    ordered = _by_whole(sorted(facts, key=lambda fact: fact.when.first or 0 if fact.when else 0))
    shown = ordered[:MOST_ROWS]
    if focus and focus in {f.id for f in ordered[MOST_ROWS:]}:
        shown[-1] = next(f for f in ordered if f.id == focus)
    ids = {fact.id for fact in shown}
    owners = {words.owner(fact) for fact in facts}
    periods = {fact.period for fact in facts}
    whats = {words.what(fact) for fact in facts if fact.part_of_id not in ids}
    twins = {fact.id for group in told_twice(facts, words) for fact in group}
    inside = _inside(shown, ids)
    alone = len(shown) - len(inside) == 1
    bars = []
    for fact in shown:
        whole = fact.part_of_id if fact.part_of_id in ids else ""
        pieces = _name(
            fact, words, whole=bool(whole), among=len(owners), whats=len(whats), alone=alone
        )
        if len(periods) > 1:
            pieces.append(words.period(fact))
        if fact.id in twins and (source := words.source_title(fact)):
            pieces.append(source)
        asides = [*words.inherited(fact), *words.conversion(fact)]
        if whole and (share := words.share(fact)):
            asides.append(share)
        if not options.draw_changes:
            asides.extend(
                a for change in words.changes.get(fact.id, ()) for a in words.change(change)
            )
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
    return _panel("bars", facts, words, bars=tuple(bars), more=len(facts) - len(shown))


def _name(
    fact: Fact, words: MetricWords, *, whole: bool, among: int, whats: int, alone: bool
) -> list[str]:
    """Name a bar by what tells it from the others: its company, what it counts, or both."""
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


def _by_whole(facts: list[Fact]) -> list[Fact]:
    """Put every part right under its whole."""
    ids = {fact.id for fact in facts}
    parts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        parts[fact.part_of_id if fact.part_of_id in ids else ""].append(fact)
    ordered: list[Fact] = []
    waiting = parts[""][::-1]
    while waiting:
        fact = waiting.pop()
        ordered.append(fact)
        waiting.extend(reversed(parts.pop(fact.id, [])))
    seen = {fact.id for fact in ordered}
    return ordered + [fact for fact in facts if fact.id not in seen]


def _inside(facts: list[Fact], ids: set[str]) -> frozenset[str]:
    """Return the parts that fit into their whole's own bar: one part, both numbers exact."""
    by_id = {fact.id: fact for fact in facts}
    parts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.part_of_id in ids:
            parts[fact.part_of_id].append(fact)
    return frozenset(
        group[0].id
        for whole, group in parts.items()
        if len(group) == 1
        and by_id[whole].bound == group[0].bound == "eq"
        and group[0].id not in parts
        and not by_id[whole].part_of_id
    )


def _change_panels(facts: list[Fact], words: MetricWords) -> list[Panel]:
    found = []
    by_period: dict[tuple[object, str], Fact] = {}
    for fact in facts:
        by_period.setdefault((measure(fact, words), fact.period), fact)
    for fact in facts:
        for change in words.changes.get(fact.id, ()):
            base = by_period.get((measure(fact, words), change.base_period))
            drawn = _change(change, fact, base if change.base_period else None, words)
            if drawn is not None:
                title = tr(
                    "{what}, from {base} to {period}",
                    what=words.what(fact),
                    base=words.base_period(change),
                    period=words.period(fact),
                )
                found.append(
                    _panel("change", [fact], words, changes=(drawn,), title=title, key=change.id)
                )
    return found


def _change(change: Fact, fact: Fact, base: Fact | None, words: MetricWords) -> Change | None:
    """Return a change with both its ends, or None where the base is neither given nor derived."""
    when = fact.when
    if when is None or when.first is None or when.last is None or fact.quantity is None:
        return None
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
        value = words.derived_from("base-value", change.id)
        if value is None:
            return None
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


def _panel(
    form: Form,
    facts: list[Fact],
    words: MetricWords,
    *,
    bars: tuple[Bar, ...] = (),
    lines: tuple[Line, ...] = (),
    changes: tuple[Change, ...] = (),
    title: str = "",
    key: str = "",
    more: int = 0,
) -> Panel:
    first = facts[0]
    ids = {fact.id for fact in facts}
    if not title:
        metrics = dict.fromkeys(words.metric(fact) for fact in facts if fact.part_of_id not in ids)
        title = " · ".join(metrics)
        if len({fact.period for fact in facts}) == 1:
            title = tr("{metric}, {period}", metric=title, period=words.period(first))
    quantities = [words.quantity(fact) for fact in facts]
    return Panel(
        key or f"{form}:{first.id}",
        form,
        title,
        first.unit,
        words.axis_title(first.unit),
        tuple(dict.fromkeys(words.owner(fact) for fact in facts)),
        bars,
        lines,
        changes,
        positive=all(q.value > 0 for q in quantities),
        more=more,
    )
