"""Companies side by side: aligned rows in groups, honest about what nobody reports."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from jwviewer.dossier.dates import describe_date, parse_date
from jwviewer.language import tr
from jwviewer.queries import profile_rows
from jwviewer.queries.bases import name_with_same
from jwviewer.queries.highlight import passes, visible_facts
from jwviewer.queries.phrases import number_words
from jwviewer.queries.profile_borrowed import borrowed_by, lend
from jwviewer.queries.profile_figures import figure_rows
from jwviewer.queries.profile_parts import Cell, CellState, Draft, Group, Row
from jwviewer.queries.shared_metrics import shared_metrics
from jwviewer.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact
    from jwviewer.queries.profile_plan import LongRows

FIRST = 12
"""So many rows come into sight first; each costs as much as a pane's frame to make."""
MANY = 5_000
"""In a dossier of more facts rows are planned from arrays and made when they come into view."""
FIRST_PERIODS = 4
"""So many periods may have a part in a picture of a long view."""
Show = Literal["all", "shared", "different"]
MOST_COLUMNS = 4
"""How many companies stand side by side unless the person asks for more."""


class ProfileOptions(Struct, frozen=True):
    """Which companies, in which order (empty: the parties), and which rows."""

    columns: tuple[str, ...] = ()
    show: Show = "all"


DEFAULT = ProfileOptions()


class Profiles(Struct, frozen=True):
    """All that the side-by-side view shows.

    Several of its companies report ``several_report`` of the ``metrics``; in ``comparable_rows``
    they do so for the same unit and period.
    """

    columns: tuple[str, ...]
    names: tuple[str, ...]
    groups: tuple[Group, ...]
    others: tuple[str, ...]
    several_report: int
    metrics: int
    comparable_rows: int
    all_rows: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row, without the headings; in a long view this makes all of them."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return sum(len(group.rows) for group in self.groups)

    @property
    def is_long(self) -> bool:
        """Whether rows are made when they come into view."""
        return any(not isinstance(group.rows, tuple) for group in self.groups)

    def heads(self, most: int) -> Profiles:
        """Return the first rows of the first groups of figures and of everything else."""
        late = [g for g in self.groups if g.key.startswith("figures:")][FIRST_PERIODS:]
        kept = (g for g in self.groups if g not in late)
        return replace(self, groups=tuple(replace(g, rows=tuple(g.rows[:most])) for g in kept))

    @property
    def shared_words(self) -> str:
        """How many metrics several of the companies report, in few words; "" for one company."""
        return _shared_words(self.several_report, self.metrics, len(self.columns))

    @property
    def shared_sentence(self) -> str:
        """The same as a sentence that tells of which companies."""
        if not self.shared_words:
            return ""
        count = tr("{shared} of {all}", shared=self.several_report, all=self.metrics)
        if len(self.columns) == 2:
            return tr("Metrics reported for both companies: {count}.", count=count)
        return tr(
            "Metrics reported for more than one of the {companies} companies shown: {count}.",
            companies=number_words(len(self.columns)),
            count=count,
        )


def prepare(dossier: Dossier) -> None:
    """Find out what a first look at many facts needs, so that it is there by then."""
    if len(dossier.fact_ids) > MANY:
        from jwviewer.queries.profile_plan import JoinedRows, LongRows

        groups = profiles(dossier, Selection()).groups
        plans = (group.rows for group in groups if isinstance(group.rows, (LongRows, JoinedRows)))
        _ = list(islice(chain.from_iterable(plan.brief for plan in plans), FIRST))


def default_columns(dossier: Dossier) -> tuple[str, ...]:
    """Return the companies shown first: the parties of agreements, else the first listed."""
    if dossier.parties:
        return dossier.parties[:MOST_COLUMNS]
    return dossier.companies[:MOST_COLUMNS]


def profiles(dossier: Dossier, selection: Selection, options: ProfileOptions = DEFAULT) -> Profiles:
    """Return the companies side by side as filters and options ask.

    Focus and period play no part: they only light up or dim what is shown.
    """
    plain = selection.filters
    return _profiles(dossier, plain, options)


@lru_cache(maxsize=4)
def _profiles(dossier: Dossier, selection: Selection, options: ProfileOptions) -> Profiles:
    columns = _columns(dossier, selection, options)
    borrowed = borrowed_by(dossier, columns)
    if len(dossier.fact_ids) > MANY:
        return _long_profiles(dossier, selection, options, columns, borrowed)
    full = _groups(dossier, dossier.facts, columns, borrowed, True)
    groups, comparable = full
    seen: Sequence[Fact] = dossier.facts
    if selection.kinds or selection.modes or selection.bases:
        seen = tuple(fact for fact in dossier.facts if passes(fact, selection))
        groups, comparable = _groups(
            dossier, seen, columns, borrowed, not selection.modes and not selection.bases
        )
        groups = _mark_hidden(groups, full[0])
    # One company alone has nothing to share with or to differ from.
    show = options.show if len(columns) > 1 else "all"
    wanted = tuple(_wanted(group, show) for group in groups)
    names = tuple(name_with_same(dossier, company) for company in columns)
    others = tuple(company for company in dossier.companies if company not in columns)
    rows = sum(len(group.rows) for group in groups)
    counts = shared_metrics((fact for fact in seen if fact.kind == "figure"), columns)
    left = tuple(group for group in wanted if group.rows)
    return Profiles(columns, names, left, others, *counts, comparable, rows)


def _columns(dossier: Dossier, selection: Selection, options: ProfileOptions) -> tuple[str, ...]:
    columns = tuple(c for c in options.columns if c in dossier.companies) or default_columns(
        dossier
    )
    if selection.companies:
        asked = tuple(c for c in dossier.companies if c in selection.companies)
        columns = tuple(dict.fromkeys((*(c for c in columns if c in asked), *asked)))
    return columns


def _groups(
    dossier: Dossier,
    facts: Sequence[Fact],
    columns: tuple[str, ...],
    borrowed: dict[str, str],
    derive: bool,
) -> tuple[tuple[Group, ...], int]:
    def lent(draft: Draft) -> None:
        lend(dossier, draft, borrowed)

    def finished(drafts: list[Draft]) -> tuple[Row, ...]:
        for draft in drafts:
            lent(draft)
        rows = (
            draft.row(columns) for draft in drafts if any(c in draft.by_company for c in columns)
        )
        return tuple(rows)

    several = len(columns) > 1
    company = finished(
        [
            *profile_rows.people(dossier, facts),
            *profile_rows.seats(dossier, facts),
            *profile_rows.business(facts),
        ]
    )
    groups = [Group("company", tr("Company"), company)]
    values = [value for value in dossier.derived if derive and set(value.companies) & set(columns)]
    total = 0
    for found in figure_rows(dossier, facts, columns, values, lent):
        shown = tuple(row for row in found.rows if any(cell.entries for cell in row.cells))
        title = (
            tr("Figures for {period}", period=found.name)
            if found.key
            else tr("Figures without a period")
        )
        words = (
            tr("derived only")
            if all(row.derived for row in shown)
            else _shared_words(found.shared, found.metrics, len(columns))
        )
        title = tr("{title} — {shared}", title=title, shared=words) if words else title
        groups.append(Group(f"figures:{found.key}", title, shown))
        total += found.comparable
    things = finished(profile_rows.things(dossier, facts))
    events = finished(profile_rows.events(dossier, facts))
    awards = finished(profile_rows.programmes(dossier, facts))
    said = finished(profile_rows.claims(dossier, facts))
    groups += [
        Group("things", tr("Products, technologies and holdings"), things),
        Group(
            "events",
            _events_title(sum(r.shared and r.key.startswith("event:") for r in events), several),
            events,
        ),
        Group("programmes", tr("Programmes and awards"), awards),
        Group("claims", tr("Claims"), said),
    ]
    return tuple(group for group in groups if group.rows), total


def _long_profiles(
    dossier: Dossier, selection: Selection, options: ProfileOptions, columns: tuple[str, ...],
    borrowed: dict[str, str],
) -> Profiles:  # fmt: skip
    from jwviewer.queries.profile_long import LongView
    from jwviewer.queries.profile_long_figures import LongFigures
    from jwviewer.queries.profile_plan import JoinedRows

    def lent(draft: Draft) -> None:
        lend(dossier, draft, borrowed)

    seen = np.ones(len(dossier.fact_ids), np.bool_)
    if selection.kinds or selection.modes or selection.bases:
        seen = visible_facts(dossier, selection)
    view = LongView(dossier, columns, borrowed, seen, lent)
    figures, several = LongFigures(view), len(columns) > 1
    events, shared = view.events()
    parts: list[tuple[str, str, LongRows | JoinedRows]] = [
        ("company", tr("Company"), JoinedRows(tuple(view.company()))),
        *(
            (f"figures:{key}", _figures_title(key, counts, len(columns)), rows)
            for key, rows, counts in figures.groups()
        ),
        ("things", tr("Products, technologies and holdings"), JoinedRows(tuple(view.things()))),
        ("events", _events_title(shared, several), events),
        ("programmes", tr("Programmes and awards"), JoinedRows(tuple(view.programmes()))),
        ("claims", tr("Claims"), view.claims()),
    ]
    show = options.show if several else "all"
    groups = tuple(
        Group(key, title, rows if show == "all" else view.wanted(rows, shared=show == "shared"))
        for key, title, rows in parts
    )
    names = tuple(name_with_same(dossier, company) for company in columns)
    others = tuple(company for company in dossier.companies if company not in set(columns))
    total = sum(len(rows) for _, _, rows in parts)
    left = tuple(group for group in groups if group.rows)
    return Profiles(columns, names, left, others, *figures.shared, 0, total)


def _figures_title(key: str, counts: tuple[int, int], columns: int) -> str:
    name = describe_date(parse_date(key)) if key else ""
    title = tr("Figures for {period}", period=name) if key else tr("Figures without a period")
    words = _shared_words(*counts, columns)
    return tr("{title} — {shared}", title=title, shared=words) if words else title


def _mark_hidden(groups: tuple[Group, ...], full: tuple[Group, ...]) -> tuple[Group, ...]:
    """Tell cells that the filters emptied from those where the sources are silent."""
    told = {
        (row.key, n)
        for group in full
        for row in group.rows
        for n, cell in enumerate(row.cells)
        if cell.entries
    }

    def marked(row: Row) -> Row:
        cells = tuple(
            Cell((), CellState.FILTERED) if not cell.entries and (row.key, n) in told else cell
            for n, cell in enumerate(row.cells)
        )
        return replace(row, cells=cells)

    return tuple(replace(group, rows=tuple(map(marked, group.rows))) for group in groups)


def _wanted(group: Group, show: Show) -> Group:
    if show == "shared":
        return replace(group, rows=tuple(row for row in group.rows if row.shared))
    if show == "different":
        return replace(group, rows=tuple(row for row in group.rows if row.different))
    return group


def _events_title(shared: int, several: bool) -> str:
    if not several:
        return tr("Agreements and events")
    return tr("Agreements and events — {count} shared", count=shared)


def _shared_words(shared: int, metrics: int, columns: int) -> str:
    if columns < 2 or not metrics:
        return ""
    count = (
        tr("{shared} of 1 metric", shared=shared)
        if metrics == 1
        else tr("{shared} of {metrics} metrics", shared=shared, metrics=metrics)
    )
    return (
        tr("{count} in both", count=count)
        if columns == 2
        else tr("{count} in several", count=count)
    )
