"""What the metrics pane shows for a dossier and a selection."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from jwviewer.dossier.quantity import describe
from jwviewer.language import tr
from jwviewer.queries.highlight import Highlight, Place, passes
from jwviewer.queries.metric_panels import clusters, panels
from jwviewer.queries.metric_view import Mention, MetricsOptions, MetricsView, Panel, Section
from jwviewer.queries.metric_words import MetricWords
from jwviewer.queries.wording import value_words

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact
    from jwviewer.selection import Selection

MOST_PANELS = 80
"""Panels of one view; the rest is counted and stands in the table."""


def metrics_view(dossier: Dossier, selection: Selection, options: MetricsOptions) -> MetricsView:
    """Return the panels that show a dossier's figures as the selection and options ask."""
    plain = selection.with_focus(None)
    if options.scope != "period":
        plain = plain.with_period(None)
    view = _view(dossier, plain, options, None)
    focus = selection.focus
    if focus and view.more and focus in view.table_ids and focus not in view.fact_ids:
        return _view(dossier, plain, options, focus)
    return view


@lru_cache(maxsize=8)
def _view(
    dossier: Dossier, selection: Selection, options: MetricsOptions, focus: str | None
) -> MetricsView:
    figures = [f for f in dossier.facts if f.kind == "figure" and f.value]
    passing = [fact for fact in figures if passes(fact, selection)]
    highlight = Highlight(dossier, selection)
    shown = passing
    if options.scope == "period" and selection.period is not None:
        shown = [fact for fact in passing if highlight.place(fact.id) is Place.INSIDE]
    words = MetricWords(dossier)
    changes, undated, levels = _sort_out(shown, words)
    groups = [panels(g, words, options, focus) for g in clusters(levels, words, options)]
    found = [panel for group in groups for panel in group]
    shared = sum(len(panel.company_ids) > 1 for panel in found)
    if options.scope == "shared":
        found = [panel for panel in found if len(panel.company_ids) > 1]
        told = {i for panel in found for i in panel.fact_ids}
        shown, undated, changes = [f for f in shown if f.id in told], [], []
    told = {i for panel in found for i in panel.fact_ids}
    loose = [fact for fact in changes if fact.id not in told]
    mentions = [_mention(fact, words) for fact in undated + loose]
    sections, more = _sections(found, mentions, dossier)
    return MetricsView(
        sections,
        total=len(figures),
        drawn=len(shown) - len(mentions) - more,
        listed=len(mentions),
        outside=len(passing) - len(shown),
        filtered=len(figures) - len(passing),
        more=more,
        shared=shared,
        options=options,
        table_ids=tuple(fact.id for fact in shown),
        message="" if sections else _nothing(figures, passing, options),
    )


def _sort_out(facts: list[Fact], words: MetricWords) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """Part figures into changes, undated ones and those for a scale of levels."""
    origins: defaultdict[str, list[str]] = defaultdict(list)
    for origin, targets in words.conversions.items():
        for target in targets:
            origins[target.id].append(origin)
    # A converted amount is told beside the one it converts, if that one is drawn itself.
    drawn = {fact.id for fact in facts if fact.id not in origins and _has_place(fact, words)}
    changes, undated, levels = [], [], []
    for fact in facts:
        if not drawn.isdisjoint(origins.get(fact.id, ())):
            continue
        if words.is_change(fact):
            changes.append(fact)
        elif _has_place(fact, words):
            levels.append(fact)
        else:
            undated.append(fact)
    return changes, undated, levels


def _has_place(fact: Fact, words: MetricWords) -> bool:
    """Tell whether a figure is a level of a known time."""
    when = fact.when
    return when is not None and when.precision != "yearless" and not words.is_change(fact)


def _mention(fact: Fact, words: MetricWords) -> Mention:
    if words.is_change(fact):
        label = fact.label if fact.period else words.metric(fact)
        why = tr(
            "on {base}; the level it starts from is not known: not drawn",
            base=words.base_period(fact),
        )
        return Mention(fact.id, label, value_words(words.dossier, fact), why, words.owner(fact))
    assert fact.quantity is not None
    return Mention(
        fact.id, words.what(fact), describe(fact.quantity), words.unstated(fact), words.owner(fact)
    )


def _sections(
    found: list[Panel], mentions: list[Mention], dossier: Dossier
) -> tuple[tuple[Section, ...], int]:
    """Group panels by company, those of several first; mentions close their company's section."""
    groups: defaultdict[str, list[Panel]] = defaultdict(list)
    for panel in found:
        groups[panel.company_ids[0] if len(panel.company_ids) == 1 else ""].append(panel)
    listed: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        listed[mention.company_id].append(mention)
    owners = dict.fromkeys(("", *dossier.companies, *groups, *listed))
    sections = []
    left, more = MOST_PANELS, sum(panel.more for panel in found)
    for owner in owners:
        chosen = groups[owner][:left]
        left -= len(chosen)
        more += sum(len(panel.fact_ids) for panel in groups[owner][len(chosen) :])
        if listed[owner]:
            chosen.append(_mentions_panel(owner, listed[owner]))
        if chosen:
            title = dossier.name(owner) if owner else tr("Reported by several companies")
            sections.append(Section(title, owner, tuple(chosen)))
    return tuple(sections), more


def _mentions_panel(owner: str, mentions: list[Mention]) -> Panel:
    return Panel(f"mentions:{owner}", "mentions", "", "", "", (owner,), mentions=tuple(mentions))


def _nothing(figures: list[Fact], passing: list[Fact], options: MetricsOptions) -> str:
    if not figures:
        return tr("This dossier holds no figures.")
    if not passing:
        return tr("The filters hide all {count} figures.", count=len(figures))
    if options.scope == "shared":
        return tr(
            "No metric is reported for more than one company, "
            "so nothing here compares them directly."
        )
    return tr("No figure lies in the period chosen.")
