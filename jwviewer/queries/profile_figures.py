"""Rows of figures by period, and whether what two companies report can be compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from jwviewer.dossier.dates import describe_date, parse_date
from jwviewer.dossier.units import unit_label
from jwviewer.language import tr
from jwviewer.queries.bases import Weak
from jwviewer.queries.profile_derived import FigureDraft, Metric, add_derived
from jwviewer.queries.profile_parts import Cell, CellState, Draft, Entry, Row, chips_of
from jwviewer.queries.shared_metrics import shared_metrics
from jwviewer.queries.wording import main_evidence, value_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jwviewer.dossier.dates import DateSpan
    from jwviewer.dossier.derived import Derived
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact


class FigureGroup(Struct, frozen=True):
    """The rows of one period; ``shared`` of its ``metrics`` are reported for several columns.

    ``comparable`` counts the rows that hold values which can be held against each other.
    """

    key: str
    name: str
    rows: tuple[Row, ...]
    shared: int
    metrics: int
    comparable: int


def figure_rows(
    dossier: Dossier, facts: Sequence[Fact], columns: tuple[str, ...], derived: Sequence[Derived],
    lend: Callable[[Draft], None],
) -> list[FigureGroup]:  # fmt: skip
    """Return the rows of each period.

    The latest period comes first; figures without a period come last. ``lend`` adds to a
    row what stands beside a company without being its own.
    """
    figures = [fact for fact in facts if fact.kind == "figure"]
    by_period: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in figures:
        by_period[period_key(fact.period)].append(fact)
    extra: defaultdict[str, list[Derived]] = defaultdict(list)
    for value in derived:
        extra[period_key(value.period)].append(value)
    measured = _measured(figures, columns)
    groups = []
    for key in sorted({*by_period, *extra}, key=newest_first):
        drafts = _drafts(dossier, by_period.get(key, []), extra.get(key, []), key)
        rows, comparables = [], 0
        for draft, metric, members in drafts:
            lend(draft)
            if metric is not None:
                put_rivals_first(dossier, draft, key)
            row = draft.row(columns)
            if metric is not None:
                row, comparable = compared(dossier, row, metric, members, columns, measured)
                comparables += comparable
            rows.append(row)
        name = describe_date(parse_date(key)) if key else ""
        counts = shared_metrics(by_period.get(key, []), columns)
        groups.append(FigureGroup(key, name, tuple(rows), *counts, comparables))
    return groups


def period_key(period: str) -> str:
    """Return the calendar year a period lies in, else the period itself; "" without one."""
    return key_of(parse_date(period)) if period else ""


def key_of(span: DateSpan) -> str:
    """Return the calendar year a date lies in, else the date itself."""
    if span.first is None or span.last is None:
        return span.text
    first, last = date.fromordinal(span.first).year, date.fromordinal(span.last).year
    return f"{first:04}" if first == last else span.text


def newest_first(key: str) -> tuple[bool, int, str]:
    """Return what sorts periods: the latest one first, none at all last."""
    if not key:
        return (True, 0, "")
    span = parse_date(key)
    day = span.last if span.last is not None else span.first
    return (False, -(day or 0), key)


def _drafts(
    dossier: Dossier, figures: list[Fact], derived: list[Derived], period: str
) -> list[FigureDraft]:
    """Gather rows: a whole, then its parts and changes below it, then what derives from it."""
    # What is reported for the whole period comes before what is reported for parts of it.
    figures = sorted(figures, key=lambda fact: fact.period != period)
    own = {fact.id for fact in figures}
    contested = contradicted(figures)
    below: defaultdict[str, list[Fact]] = defaultdict(list)
    roots = []
    for fact in figures:
        parent = fact.part_of_id or fact.change_of_id
        if parent in own:
            below[parent].append(fact)
        else:
            roots.append(fact)
    found: dict[tuple[Metric, int], FigureDraft] = {}
    waiting = [(fact, 0, "") for fact in reversed(roots)]
    while waiting:
        fact, depth, within = waiting.pop()
        metric = (fact.metric_id, fact.subject_id)
        if (metric, depth) not in found:
            key = f"figure:{period}:{metric[0]}:{metric[1]}:{depth}"
            draft = Draft(
                key, label(dossier, fact, depth), indent=depth,
                weight=10 if depth == 0 else 8, within=within,
            )  # fmt: skip
            found[metric, depth] = (draft, metric, [])
        draft, _, members = found[metric, depth]
        members.append(fact)
        rivals = rival_chips(dossier, fact) if fact.id in contested else ()
        for company in fact.company_ids:
            draft.add(company, entry(dossier, fact, period, rivals))
        name = f"{within} › {draft.label}" if within else draft.label
        waiting += [(child, depth + 1, name) for child in reversed(below.pop(fact.id, []))]
    rows = list(found.values())
    add_derived(dossier, rows, derived, period)
    return rows


def put_rivals_first(dossier: Dossier, draft: Draft, period: str) -> None:
    """Put contradicting values beside what is reported for the whole period, before the rest."""
    for entries in draft.by_company.values():
        entries.sort(
            key=lambda one: not one.contested and dossier.fact(one.fact_id).period != period
        )


def label(dossier: Dossier, fact: Fact, depth: int) -> str:
    """Return how the row of a figure is called; parts by what they count alone."""
    metric = str(dossier.row("metrics", fact.metric_id)["label"])
    if not fact.subject_id:
        return metric
    subject = dossier.name(fact.subject_id)
    if depth and fact.part_of_id:
        return subject
    return (
        metric
        if depth and fact.change_of_id
        else tr("{metric}: {subject}", metric=metric, subject=subject)
    )


def contradicted(figures: list[Fact]) -> frozenset[str]:
    """Return the figures that another one of the same thing and time contradicts."""
    told: defaultdict[tuple[object, ...], defaultdict[tuple[object, ...], list[str]]]
    told = defaultdict(lambda: defaultdict(list))
    for f in figures:
        what = (f.metric_id, f.subject_id, f.company_ids, f.period, f.unit)
        interval = f.quantity.interval if f.quantity else None
        told[what][interval, f.direction, f.base_period].append(f.id)
    several = (says.values() for says in told.values() if len(says) > 1)
    return frozenset(fact_id for groups in several for ids in groups for fact_id in ids)


def rival_chips(dossier: Dossier, fact: Fact) -> tuple[str, ...]:
    """Return what to mind of a figure that another one contradicts."""
    piece = main_evidence(dossier, fact.id)
    if piece is None:
        return (tr("values differ"),)
    source = str(dossier.row("sources", piece.source_id)["title"])
    return (tr("values differ"), tr("source: {title}", title=source))


def entry(dossier: Dossier, fact: Fact, period: str, rivals: tuple[str, ...]) -> Entry:
    """Return a figure as an entry of its cell."""
    quantity = fact.quantity
    assert quantity is not None
    strong, rest = value_parts(quantity)
    if fact.direction:
        strong = (
            tr("up {value}", value=strong)
            if fact.direction == "increase"
            else tr("down {value}", value=strong)
        )
    table, start = dossier.store["conversions"], dossier.columns.starts["conversions"]
    rows = {*table.rows_with("from_id", fact.id).tolist(),
            *table.rows_with("to_id", fact.id).tolist()}  # fmt: skip
    conversions = [dossier.facts[start + row] for row in sorted(rows)]
    given = (
        tr("the source's own conversion") if any(c.to_id == fact.id for c in conversions) else ""
    )
    more = (*_time_chips(fact, period), given, *rivals)
    chips = chips_of(dossier, fact, *more, weak=_weak(fact))
    also = tuple(c.id for c in conversions)
    return Entry(fact.id, strong, rest, chips, also, contested=bool(rivals))


def _time_chips(fact: Fact, period: str) -> list[str]:
    chips = []
    if not fact.period:
        chips.append(tr("period not given"))
    elif fact.period != period:
        chips.append(describe_date(parse_date(fact.period)))
    if fact.base_period:
        chips.append(tr("against {date}", date=describe_date(parse_date(fact.base_period))))
    return chips


def _weak(fact: Fact) -> Weak:
    return (
        (
            "inferred" if fact.inferred_bound else "",
            tr("“more than”") if fact.inferred_bound in ("gt", "ge") else tr("bound"),
        ),
        (fact.period_basis, tr("period")),
        (fact.base_basis, tr("base period")),
        (fact.part_basis, tr("part of the whole")),
    )


def _measured(
    figures: list[Fact], columns: tuple[str, ...]
) -> dict[tuple[str, Metric], list[Fact]]:
    found: defaultdict[tuple[str, Metric], list[Fact]] = defaultdict(list)
    for fact in figures:
        for company in fact.company_ids:
            if company in columns:
                found[company, (fact.metric_id, fact.subject_id)].append(fact)
    return dict(found)


def compared(
    dossier: Dossier, row: Row, metric: Metric, members: list[Fact], columns: tuple[str, ...],
    measured: dict[tuple[str, Metric], list[Fact]],
) -> tuple[Row, bool]:  # fmt: skip
    """Say for every cell why it cannot be compared, and whether the row can be."""
    mine: dict[str, list[Fact]] = {company: [] for company in columns}
    for fact in members:
        for company in fact.company_ids:
            if company in mine:
                mine[company].append(fact)
    reporting = [company for company in columns if mine[company]]
    # Two companies report comparably in the same unit, for the same period and base.
    terms = {c: {(f.unit, f.period, f.base_period) for f in mine[c]} for c in reporting}
    told = Counter(term for own in terms.values() for term in own)
    alone = {c: all(told[term] == 1 for term in own) for c, own in terms.items()}
    reason = _difference([mine[company] for company in reporting]) if any(alone.values()) else ""
    cells = []
    for company, cell in zip(columns, row.cells, strict=True):
        elsewhere = measured.get((company, metric), [])
        if cell.entries and len(reporting) > 1 and alone.get(company):
            cell = replace(cell, reason=reason)
        elif not cell.entries and elsewhere and reporting:
            cell = Cell((), CellState.ELSEWHERE, _elsewhere(elsewhere))
        cells.append(cell)
    return replace(row, cells=tuple(cells)), not all(alone.values())


def _elsewhere(facts: list[Fact]) -> str:
    periods = list(dict.fromkeys(_period_words(fact) for fact in facts if fact.period))
    if not periods:
        return tr("reported without a period")
    shown = ", ".join(periods[:2])
    if len(periods) > 2:
        shown = tr("{some} and {count} more", some=shown, count=len(periods) - 2)
    return tr("reported for {periods}", periods=shown)


def _difference(reports: list[list[Fact]]) -> str:
    """Return why reports of one metric that share no terms cannot be compared."""
    units = [{fact.unit for fact in facts} for facts in reports]
    if not set.intersection(*units):
        names = dict.fromkeys(unit_label(unit) for each in units for unit in sorted(each))
        return tr("units differ: {units}", units=", ".join(names))
    periods = [{fact.period for fact in facts} for facts in reports]
    if not set.intersection(*periods):
        words = dict.fromkeys(_period_words(fact) for facts in reports for fact in facts)
        return tr("periods differ: {periods}", periods=", ".join(words))
    bases = [{fact.base_period for fact in facts} for facts in reports]
    if not set.intersection(*bases):
        return tr("base periods differ")
    return tr("never both for the same unit and period")


def _period_words(fact: Fact) -> str:
    return describe_date(parse_date(fact.period)) if fact.period else tr("not given")
