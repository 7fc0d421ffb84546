"""Which figures share a value axis, and how their panel shows them."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from jwviewer.dossier.quantity import describe
from jwviewer.language import tr
from jwviewer.queries.metric_view import Aside, Bar, Change, Form, Line, Panel, Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jwviewer.dossier.fact import Fact
    from jwviewer.queries.metric_view import MetricsOptions
    from jwviewer.queries.metric_words import MetricWords

MOST_ROWS = 60
"""Bars in one panel; the rest is counted and stands in the table."""
SERIES_FROM = 3
"""Periods of one measure that make a series."""
FEW_DAYS = 4
"""A pause in daily points that is no gap: a week-end with a holiday."""
_INSTANTS = ("day", "instant")


def clusters(facts: Sequence[Fact], words: MetricWords, options: MetricsOptions) -> list[list[Fact]]:
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


def panels(cluster: list[Fact], words: MetricWords, options: MetricsOptions, focus: str | None) -> list[Panel]:
    """Return the panels of one cluster: lines per length of period where there are series, else bars."""
    found = []
    series, rest = _series_groups(cluster, words)
    for group in series:
        found.append(_series_panel(group, words))
    if rest:
        found.append(_bars_panel(rest, words, options, focus))
        if options.draw_changes:
            found.extend(_change_panels(rest, words))
    return found


def _series_groups(cluster: list[Fact], words: MetricWords) -> tuple[list[list[Fact]], list[Fact]]:
    groups: defaultdict[str, list[Fact]] = defaultdict(list)
    rest: list[Fact] = []
    for fact in cluster:
        when = fact.when
        if when is None or when.first is None or when.last is None:
            rest.append(fact)
        else:
            groups["instant" if words.is_stock(fact) else when.precision].append(fact)
    series = []
    for group in groups.values():
        measures: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
        for fact in group:
            measures[_measure(fact, words)].add(fact.period)
        if max(map(len, measures.values())) >= SERIES_FROM:
            series.append(group)
        else:
            rest.extend(group)
    order = {fact.id: n for n, fact in enumerate(cluster)}
    return series, sorted(rest, key=lambda fact: order[fact.id])


def _measure(fact: Fact, words: MetricWords) -> tuple[str, str, str]:
    return words.owner(fact), fact.metric_id, fact.subject_id


def _bars_panel(facts: list[Fact], words: MetricWords, options: MetricsOptions, focus: str | None) -> Panel:
    ordered = _by_whole(sorted(facts, key=lambda fact: fact.when.first or 0 if fact.when else 0))
    shown = ordered[:MOST_ROWS]
    if focus and focus in {f.id for f in ordered[MOST_ROWS:]}:
        shown[-1] = next(f for f in ordered if f.id == focus)
    ids = {fact.id for fact in shown}
    owners = {words.owner(fact) for fact in facts}
    periods = {fact.period for fact in facts}
    whats = {words.what(fact) for fact in facts if fact.part_of_id not in ids}
    twins = _conflicts(facts, words)
    inside = _inside(shown, ids)
    alone = len(shown) - len(inside) == 1
    bars = []
    for fact in shown:
        whole = fact.part_of_id if fact.part_of_id in ids else ""
        what = words.what(fact)
        pieces = []
        if len(owners) > 1 or alone and not whole and not fact.subject_id:
            pieces.append(words.dossier.short_name(words.owner(fact)))
        if len(whats) > 1 or whole or not pieces:
            pieces.append(tr("of which: {what}", what=what) if whole and fact.part_basis != "inferred" else what)
        if len(periods) > 1:
            pieces.append(words.period(fact))
        asides = [*words.inherited(fact), *words.conversion(fact)]
        if whole and (share := words.share(fact)):
            asides.append(share)
        if not options.draw_changes:
            asides.extend(a for change in words.changes.get(fact.id, ()) for a in words.change(change))
        if fact.id in twins and (source := words.source_title(fact)):
            asides.append(Aside(tr("according to: {source}", source=source)))
        assert fact.quantity is not None
        value = describe(fact.quantity) if alone else words.value(fact)
        bars.append(Bar(fact.id, ", ".join(pieces), fact.quantity, value, words.owner(fact),
                        tuple(asides), whole, fact.id in inside))  # fmt: skip
    return _panel("bars", facts, words, bars=tuple(bars), more=len(facts) - len(shown))


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
        if len(group) == 1 and by_id[whole].bound == group[0].bound == "eq" and group[0].id not in parts
        and not by_id[whole].part_of_id
    )  # fmt: skip


def _conflicts(facts: list[Fact], words: MetricWords) -> frozenset[str]:
    """Return figures of one measure and period that differ: sources that contradict each other."""
    same: defaultdict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        same[(*_measure(fact, words), fact.period)].append(fact)
    return frozenset(fact.id for group in same.values() if len(group) > 1 for fact in group)


def _change_panels(facts: list[Fact], words: MetricWords) -> list[Panel]:
    found = []
    for fact in facts:
        for change in words.changes.get(fact.id, ()):
            drawn = change_of(change, fact, facts, words)
            if drawn is not None:
                title = tr("{what}, from {base} to {period}", what=words.what(fact),
                           base=words.base_period(change), period=words.period(fact))  # fmt: skip
                found.append(_panel("change", [fact], words, changes=(drawn,), title=title, key=change.id))
    return found


def change_of(change: Fact, fact: Fact, facts: Iterable[Fact], words: MetricWords) -> Change | None:
    """Return a change with both its ends, or None where the base is neither given nor derived."""
    when = fact.when
    if when is None or when.first is None or when.last is None or fact.quantity is None:
        return None
    end = Point(fact.id, words.period(fact), fact.quantity, words.value(fact), when.first, when.last)
    base = next((f for f in facts if change.base_period and f.period == change.base_period
                 and _measure(f, words) == _measure(fact, words)), None)  # fmt: skip
    if base is not None and base.quantity is not None and base.when is not None:
        start = Point(base.id, words.period(base), base.quantity, words.value(base),
                      base.when.first or 0, base.when.last or 0)  # fmt: skip
    else:
        value = words.derived_from("base-value", change.id)
        if value is None:
            return None
        start = Point("", words.base_period(change), value.quantity,
                      words.number(value.quantity), 0, 0, derived=value.formula)  # fmt: skip
    return Change(change.id, words.owner(fact), words.change(change)[0].text, start, end)


def _series_panel(facts: list[Fact], words: MetricWords) -> Panel:
    measures: defaultdict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        measures[_measure(fact, words)].append(fact)
    owners = {owner for owner, _, _ in measures}
    whats = {(metric, subject) for _, metric, subject in measures}
    twins = _conflicts(facts, words)
    lines = []
    for (owner, _, _), group in measures.items():
        group.sort(key=lambda fact: (fact.when.first or 0) if fact.when else 0)
        points = tuple(_point(fact, fact.id in twins, words) for fact in group)
        name = words.dossier.short_name(owner)
        what = words.what(group[0])
        label = name if len(whats) == 1 else what if len(owners) == 1 else tr("{company}: {what}", company=name, what=what)
        lines.append(Line(label, owner, points, _links(points, group)))
    return _panel("series", facts, words, lines=tuple(lines))


def _point(fact: Fact, contested: bool, words: MetricWords) -> Point:
    assert fact.quantity is not None and fact.when is not None
    asides = [*words.conversion(fact)]
    asides.extend(a for change in words.changes.get(fact.id, ()) for a in words.change(change)[:1])
    if contested and (source := words.source_title(fact)):
        asides.append(Aside(tr("according to: {source}", source=source)))
    return Point(fact.id, words.period(fact), fact.quantity, words.value(fact),
                 fact.when.first or 0, fact.when.last or 0, asides=tuple(asides))  # fmt: skip


def _links(points: tuple[Point, ...], facts: list[Fact]) -> tuple[tuple[int, int], ...]:
    """Join points of neighbouring periods; contested ones fork, a missing period leaves a gap."""
    by_period: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, point in enumerate(points):
        by_period[point.first, point.last].append(number)
    steps = [after[0] - before[0] for before, after in pairwise(by_period)]
    if not steps:
        return ()
    usual = median(steps)
    links = []
    for (before, starts), (after, ends) in pairwise(by_period.items()):
        if all(p.last == p.first for p in points):
            close = after[0] - before[0] <= max(1.6 * usual, FEW_DAYS)
        else:
            close = after[0] - before[1] <= 1
        if close:
            links.extend((start, end) for start in starts for end in ends)
    return tuple(links)


def _panel(
    form: Form, facts: list[Fact], words: MetricWords, *, bars: tuple[Bar, ...] = (), lines: tuple[Line, ...] = (),
    changes: tuple[Change, ...] = (), title: str = "", key: str = "", more: int = 0,
) -> Panel:  # fmt: skip
    first = facts[0]
    ids = {fact.id for fact in facts}
    if not title:
        metrics = dict.fromkeys(words.metric(fact) for fact in facts if fact.part_of_id not in ids)
        title = " · ".join(metrics)
        if len({fact.period for fact in facts}) == 1:
            title = tr("{metric}, {period}", metric=title, period=words.period(first))
    quantities = [f.quantity for f in facts if f.quantity is not None]
    return Panel(
        key or f"{form}:{first.id}", form, title, first.unit, words.axis_title(first.unit),
        tuple(dict.fromkeys(words.owner(fact) for fact in facts)), bars, lines, changes,
        positive=all(q.value > 0 for q in quantities), more=more,
    )  # fmt: skip
