"""Rows of derived values: named as such, and never silent about what is stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jwviewer.dossier.dates import describe_date, parse_date
from jwviewer.language import tr
from jwviewer.queries.profile_parts import Cell, CellState, Draft, Entry
from jwviewer.queries.wording import value_parts, value_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jwviewer.dossier.derived import Derived
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact

Metric = tuple[str, str]
"""A metric and the product it counts, which together say what is measured."""
FigureDraft = tuple[Draft, Metric | None, list["Fact"]]
"""A row being gathered, what it measures (None: derived) and the figures in it."""


def add_derived(
    dossier: Dossier, rows: list[FigureDraft], derived: Sequence[Derived], period: str
) -> None:
    """Put the derived values of a period below the rows they come from or stand beside.

    Values of the same name share a row. Where one company has none, its cell says so, and
    which value is stated instead.
    """
    found: dict[tuple[str, str], Draft] = {}
    for value in derived:
        label = _label(value, period)
        draft = found.get((value.kind, label))
        if draft is None or not set(value.companies).isdisjoint(draft.by_company):
            place, depth = _place(dossier, rows, value)
            draft = Draft(
                f"derived:{value.id}", label, indent=depth, derived=True, weight=7,
                silence=CellState.UNDERIVED,
            )  # fmt: skip
            rows.insert(place, (draft, None, []))
            found[value.kind, label] = draft
            if value.kind == "base-value":
                draft.empty.update(_stated(dossier, rows, value))
        for company in value.companies:
            draft.add(company, _entry(value, period))


def _label(value: Derived, period: str) -> str:
    when = describe_date(parse_date(period)) if period else ""
    label = value.label.removesuffix(f", {when}") if when else value.label
    return tr("{label} (derived)", label=label)


def _entry(value: Derived, period: str) -> Entry:
    chips = []
    if value.inferred:
        chips.append(tr("not all parts stated"))
    if value.rounded:
        chips.append(tr("rounded"))
    if value.period != period:
        chips.append(describe_date(parse_date(value.period)))
    return Entry(
        value.inputs[0], *value_parts(value.quantity),
        chips=tuple(chips), also=tuple(value.inputs[1:]),
        derived="\n".join((value.formula, *value.inferred)), derived_id=value.id,
    )  # fmt: skip


def _place(dossier: Dossier, rows: Sequence[FigureDraft], value: Derived) -> tuple[int, int]:
    """Return where a derived row goes and how deep: below its figure, or that of its metric."""
    same = _measured(dossier, value)
    place, depth = len(rows), 0
    for number, (draft, metric, members) in enumerate(rows):
        if any(fact.id == value.inputs[0] for fact in members):
            return number + 1, draft.indent + 1
        if value.kind == "base-value" and metric == same and not depth:
            place, depth = number + 1, draft.indent + 1
    return place, depth


def _stated(dossier: Dossier, rows: Sequence[FigureDraft], value: Derived) -> dict[str, Cell]:
    """Return for each company the cell that tells what it states for the time of a value."""
    same = _measured(dossier, value)
    told: dict[str, list[str]] = {}
    for _, metric, members in rows:
        for fact in members:
            if metric == same and fact.period == value.period:
                for company in fact.company_ids:
                    told.setdefault(company, []).append(value_words(dossier, fact))
    return {
        company: Cell((), CellState.UNDERIVED, tr("stated: {value}", value="; ".join(words)))
        for company, words in told.items()
    }


def _measured(dossier: Dossier, value: Derived) -> Metric:
    fact = dossier.fact(value.inputs[0])
    return fact.metric_id, fact.subject_id
