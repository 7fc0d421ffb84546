"""The metrics as a table and in a sentence: the same figures that the plots show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jwviewer.dossier.dates import describe_date, parse_date
from jwviewer.dossier.derived import derive
from jwviewer.dossier.quantity import describe
from jwviewer.language import tr
from jwviewer.queries.bases import with_basis, with_judgements
from jwviewer.queries.figure_columns import figure_columns
from jwviewer.queries.grid import Grid, Made
from jwviewer.queries.highlight import Highlight
from jwviewer.queries.metric_words import MetricWords
from jwviewer.queries.wording import bound_words, value_words, voice, when_words

if TYPE_CHECKING:
    from jwviewer.dossier.derived import Derived
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact
    from jwviewer.queries.metric_view import MetricsView
    from jwviewer.selection import Selection


MOST_DERIVED = 20_000
"""A table of more figures has no rows of values derived from them."""
MOST_TOLD = 12
"""Companies and panels named in a summary."""


def metrics_grid(dossier: Dossier, selection: Selection, view: MetricsView) -> Grid:
    """Return a row per figure of the view and, unless they are very many, one per derived value."""
    columns = (
        tr("Company"),
        tr("Metric"),
        tr("Of what"),
        tr("Value"),
        tr("Bound"),
        tr("Unit"),
        tr("Period"),
        tr("Part of"),
        tr("Converted by the source"),
        tr("Derived from"),
        tr("Voice"),
        tr("Chosen period"),
    )
    words, highlight = MetricWords(dossier), Highlight(dossier, selection)
    figures = figure_columns(dossier)
    places = view.table_rows
    if len(places) > MOST_DERIVED:
        # Computed values of so many would take minutes; each stands on its figure's card.
        rows_of = Made(
            len(places),
            lambda n: _row(dossier, words, highlight, words.fact(int(places[n]))),
        )
        return with_judgements(
            dossier,
            Grid(columns, rows_of, Made(len(places), lambda n: figures.id(int(places[n])))),
        )
    shown = [figures.id(row) for row in places.tolist()]
    rows = [_row(dossier, words, highlight, dossier.fact(fact_id)) for fact_id in shown]
    ids = list(shown)
    told = set(shown)
    every = (
        dossier.derived
        if figures.count <= MOST_DERIVED
        else derive(dossier, figures.here.start + places)
    )
    derived = [value for value in every if told.intersection(value.inputs)]
    for value in derived:
        rows.append(_derived_row(dossier, words, value))
        ids.append(next(i for i in value.inputs if i in told))
    own = (*((i,) for i in shown), *((value.id,) for value in derived))
    return with_judgements(dossier, Grid(columns, tuple(rows), tuple(ids), own))


def metrics_summary(dossier: Dossier, view: MetricsView) -> str:
    """Say what the plots show, for a screen reader."""
    if view.message:
        return view.message
    parts = [
        tr("{drawn} of {total} figures drawn", drawn=f"{view.drawn:,}", total=f"{view.total:,}")
    ]
    names = [section.title for section in view.sections if section.company_id]
    if names:
        parts.append(tr("for {companies}", companies=_first_of(names, len(names), ", ")))
    if view.listed:
        parts.append(tr("{count} listed but not drawn", count=f"{view.listed:,}"))
    if view.large:
        # To make every panel for its title would take longer than to look at those in sight.
        titles = [panel.title for panel in view.panels[:MOST_TOLD] if panel.title]
        shared = tr("{count} panels compare companies", count=f"{view.shared:,}")
        panels = _first_of(titles, len(view.panels), "; ")
        summary = "; ".join((*parts, shared))
        return tr("{summary}. Panels: {panels}.", summary=summary, panels=panels)
    compared = [panel.title for panel in view.panels if len(panel.company_ids) > 1]
    parts.append(
        tr("compared: {metrics}", metrics="; ".join(compared))
        if compared
        else tr("no metric is reported for more than one company")
    )
    titles = [panel.title for panel in view.panels if panel.title]
    return tr("{summary}. Panels: {panels}.", summary="; ".join(parts), panels="; ".join(titles))


def _first_of(names: list[str], count: int, between: str) -> str:
    """Return names, of very many only the first and how many more there are."""
    told = between.join(names[:MOST_TOLD])
    if count <= MOST_TOLD:
        return told
    return tr("{names} and {count} more", names=told, count=f"{count - MOST_TOLD:,}")


def _row(dossier: Dossier, words: MetricWords, highlight: Highlight, fact: Fact) -> tuple[str, ...]:
    conversions = words.conversions(fact)
    bound = bound_words(fact.bound)
    if fact.inferred_bound:
        bound = tr(
            "{printed}; inferred: {bound}", printed=bound, bound=bound_words(fact.inferred_bound)
        )
    part = with_basis(dossier.label(fact.part_of_id), fact.part_basis)
    period = when_words(dossier, fact)
    if fact.base_period:
        period = tr("{period}, against {base}", period=period, base=words.base_period(fact))
    owner = dossier.name(words.owner(fact))
    return (
        with_basis(owner, fact.company_basis),
        words.metric(fact),
        dossier.name(fact.subject_id),
        value_words(dossier, fact),
        bound,
        words.axis_title(fact.unit),
        period,
        part,
        "; ".join(value_words(dossier, target) for target in conversions),
        "",
        voice(dossier, fact),
        tr("outside") if highlight.dimmed(fact.id) else "",
    )


def _derived_row(dossier: Dossier, words: MetricWords, value: Derived) -> tuple[str, ...]:
    """Return the row of a computed value, with everything that is inferred on the way to it."""
    remarks = "; ".join((tr("derived"), *value.inferred))
    return (
        ", ".join(dossier.name(i) for i in value.companies),
        value.label,
        "",
        describe(value.quantity),
        _derived_bound(value),
        words.axis_title(value.quantity.unit),
        _derived_period(value),
        "",
        "",
        tr("{formula} ({remarks})", formula=value.formula, remarks=remarks),
        tr("computed here"),
        "",
    )


def _derived_period(value: Derived) -> str:
    if not value.period:
        return tr("period not given")
    period = describe_date(parse_date(value.period))
    period = with_basis(period, value.period_basis)
    if value.base_period:
        period = tr("{period}, the base period of the change", period=period)
    return period


def _derived_bound(value: Derived) -> str:
    """Return a computed value's bound; nothing printed it, so "as printed" would be wrong."""
    if value.quantity.bound != "eq":
        return bound_words(value.quantity.bound)
    return tr("rounded") if value.rounded else tr("exact")
