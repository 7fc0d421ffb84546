"""Headings of pictures that show figures: what is reported, and what can be compared."""

from __future__ import annotations

import numpy as np

from jwviewer.language import tr
from jwviewer.queries.phrases import joined, number_words, sentence
from jwviewer.queries.profiles import ProfileOptions, profiles
from jwviewer.queries.shared_metrics import shared_metrics_at
from jwviewer.queries.title_facts import (
    Shown,
    figures_words,
    metrics_are,
    sources_words,
)


def metrics_heading(shown: Shown, *, only_period: bool = False) -> tuple[str, str]:
    """Return title and subtitle of a picture of figures.

    A chosen period only dims what lies outside it, unless ``only_period`` are drawn.
    """
    figures = shown.figures
    if not len(figures):
        hidden = len(shown.dossier.store["figures"]) > 0
        return (tr("The filters hide all figures") if hidden else tr("No figures are reported")), ""
    undated = shown.split(figures)[1]
    dated = np.setdiff1d(figures, undated, assume_unique=True)
    limited = only_period and bool(shown.period)
    if limited:
        dated, undated = shown.split(figures)[0], figures[:0]
        if not len(dated):
            return tr("No figure is reported {in_period}", in_period=shown.in_period), ""
        figures = dated
    for_what = shown.period if limited else shown.years(dated)
    source, plural = sources_words(shown, figures)
    if not len(dated):
        title = (
            tr("{sources} report figures without a period", sources=sentence(source))
            if plural
            else tr("{source} reports figures without a period", source=sentence(source))
        )
    elif for_what:
        title = (
            tr("What {sources} report for {period}", sources=source, period=for_what)
            if plural
            else tr("What {source} reports for {period}", source=source, period=for_what)
        )
    else:
        title = (
            tr("What {sources} report in figures", sources=source)
            if plural
            else tr("What {source} reports in figures", source=source)
        )
    companies = shown.named(figures)
    said = [shown.who(companies) + "." if companies else "", "" if limited else comparison(shown)]
    if 0 < len(undated) < len(figures):
        said.append(
            sentence(tr("{figures} without a period.", figures=figures_words(len(undated))))
        )
    return title, joined(said)


def metrics_period(shown: Shown) -> str:
    """Say which period is chosen and that it only dims figures; "" without one."""
    if not shown.period:
        return ""
    inside, undated = shown.split(shown.figures)
    dimmed = len(shown.figures) - len(inside) - len(undated)
    if not dimmed:
        return tr("Period chosen: {period}.", period=shown.period)
    if not len(inside):
        return tr(
            "Period chosen: {period} (no figure lies in it; those with a period are dimmed).",
            period=shown.period,
        )
    others = tr("the others with a period") if len(undated) else tr("the others")
    return tr(
        "Period chosen: {period} ({figures}; {others} are dimmed).",
        period=shown.period,
        figures=figures_words(len(inside)),
        others=others,
    )


def comparison(shown: Shown) -> str:
    """Say how far the figures of several companies can be held against each other."""
    shared, metrics, companies = shown.shared_metrics()
    if len(companies) < 2:
        return tr("No other company's figures stand beside them.") if companies else ""
    if not shared and shown.partial:
        return tr("Of the figures that pass the filters, none compares two companies directly.")
    if len(companies) == 2:
        if not shared:
            return tr(
                "No metric is reported for both companies, "
                "so nothing here compares the two directly."
            )
        return sentence(
            tr(
                "{shared} of {metrics} reported for both.",
                shared=number_words(shared),
                metrics=metrics_are(metrics, shared),
            )
        )
    if not shared:
        return tr("No metric is reported for more than one of them, so nothing here compares them.")
    return sentence(
        tr(
            "{shared} of {metrics} reported for more than one of them.",
            shared=number_words(shared),
            metrics=metrics_are(metrics, shared),
        )
    )


def profiles_heading(shown: Shown, options: ProfileOptions) -> tuple[str, str]:
    """Return title and subtitle of a picture of the chosen companies side by side."""
    view = profiles(shown.dossier, shown.selection, options)
    if not view.columns:
        return tr("No company to show"), ""
    who = shown.who(view.columns)
    silence = tr("Where the source is silent it says “not reported”; nothing is filled in.")
    if len(view.columns) == 1:
        return tr("{company}: what the dossier reports", company=who), silence
    who = tr("{companies} side by side", companies=who)
    if view.several_report:
        said = tr(
            "{companies}: {shared} of {metrics} reported for more than one",
            companies=who,
            shared=number_words(view.several_report),
            metrics=metrics_are(view.metrics, view.several_report),
        )
        return said, silence
    shared, metrics = shared_metrics_at(shown.dossier, shown.figures, view.columns)
    if not metrics or shown.partial:
        return who, silence
    if shared:
        return tr("{companies}: no two figures can be compared", companies=who), silence
    both = tr("both") if len(view.columns) == 2 else tr("two of them")
    return tr("{companies}: no metric is reported for {all}", companies=who, all=both), silence
