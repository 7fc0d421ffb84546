"""What a reader of a timeline must know: what marks mean, what is inferred or missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from jwviewer.drawing.body import LegendEntry
from jwviewer.drawing.timeline_packing import Body
from jwviewer.language import tr
from jwviewer.queries.bases import judged_notes
from jwviewer.queries.phrases import superscript
from jwviewer.queries.timeline import Shape

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.drawing.timeline_crowd_layout import CrowdLayout
    from jwviewer.drawing.timeline_layout import Placed, TimelineLayout
    from jwviewer.queries.timeline import Shown

MOST_LISTED = 16
"""More references than this are counted instead of listed."""


def timeline_legend(shown: Shown, layout: TimelineLayout) -> tuple[LegendEntry, ...]:
    """Return the meaning of the marks that a layout uses."""
    used = _used(shown, layout.placed())
    if any(box.strip is not None for box in layout.lanes):
        used.add("time-strip")
    return tuple(LegendEntry(mark, text) for mark, text in _meanings() if mark in used)


def crowd_legend(shown: Shown, layout: CrowdLayout) -> tuple[LegendEntry, ...]:
    """Return the meaning of the marks that a crowded layout uses."""
    used = _used(shown, layout.placed())
    entries = [LegendEntry(mark, text) for mark, text in _meanings() if mark in used]
    if layout.seen:
        text = tr("band: every fact of the row; where there are too many, darker for more")
        entries.append(LegendEntry("time-strip", text))
    return tuple(entries)


def _used(shown: Shown, drawn: Iterable[Placed]) -> set[str]:
    """Return the marks by which labelled facts are drawn."""
    line = shown.timeline
    used: set[str] = set()
    for placed in drawn:
        body, item = placed.spot.mark.body, placed.item
        weak = line.inferred[item] or line.supplied[item]
        if line.vague[item]:
            used.add("time-vague")
        elif body is Body.SOLID and (line.soft_start[item] > 0 or line.soft_end[item] > 0):
            used.add("time-soft")
        elif body is Body.SOLID and not weak:
            used.add("time-bar")
        elif body is Body.POINT and not weak:
            used.add("time-point")
        if body is Body.PALE:
            used.add("time-fade")
        if body is Body.LINE:
            used.add("time-order")
        if line.inferred[item] and body is not Body.LINE:
            used.add("time-inferred")
        if line.supplied[item] and body is not Body.LINE:
            used.add("time-supplied")
    return used


def crowd_notes(
    dossier: Dossier, shown: Shown, layout: CrowdLayout, numbers: Mapping[str, int], drawn: int
) -> tuple[str, ...]:
    """Return the notes below a crowded timeline; ``drawn`` facts with a date are in its bands."""
    notes = _numbered_notes(dossier, numbers) if numbers else []
    labels = sum(1 for _ in layout.placed())
    notes.append(
        tr(
            "Drawn: {drawn} of {all} dated facts, {labels} of them with a label; "
            "without a date: {undated}.",
            drawn=f"{drawn:,}", all=f"{shown.dated_facts:,}", labels=f"{labels:,}",
            undated=f"{shown.undated_facts:,}",
        )
    )  # fmt: skip
    return (*notes, *_left_out_notes(shown, len(layout.rows), layout.dropped))


def timeline_notes(
    dossier: Dossier, shown: Shown, layout: TimelineLayout, numbers: Mapping[str, int]
) -> tuple[str, ...]:
    """Return the notes below a timeline; references only where there are any."""
    notes = _numbered_notes(dossier, numbers) if numbers else []
    notes.append(drawn_note(shown, layout))
    return (*notes, *_left_out_notes(shown, len(layout.lanes), layout.dropped))


def _left_out_notes(shown: Shown, lanes: int, dropped: int) -> list[str]:
    """Say how many lanes found no room, and how many facts the filters hide."""
    notes = []
    if dropped:
        notes.append(tr("Lanes shown: {shown} of {total}.", shown=lanes, total=lanes + dropped))
    if shown.hidden:
        notes.append(tr("Hidden by filters: {count} facts.", count=f"{shown.hidden:,}"))
    return notes


def _numbered_notes(dossier: Dossier, numbers: Mapping[str, int]) -> list[str]:
    """Say which of the numbered facts are inferred, supplied or judged, and in what."""
    notes = []
    facts = [dossier.fact(fact_id) for fact_id in numbers]
    companies = {
        tr("Company inferred for {refs}."): "inferred",
        tr("Company supplied by me for {refs}."): "supplied",
    }
    dates = {
        tr("Date or period inferred for {refs}."): "inferred",
        tr("Date or period supplied by me for {refs}."): "supplied",
    }
    for text, weak in companies.items():
        refs = [numbers[fact.id] for fact in facts if fact.company_basis == weak]
        notes += [text.format(refs=_listed(refs))] if refs else []
    for text, weak in dates.items():
        refs = [numbers[fact.id] for fact in facts if fact.when_basis == weak]
        notes += [text.format(refs=_listed(refs))] if refs else []
    whole = [numbers[fact.id] for fact in facts if fact.mode == "supplied"]
    if whole:
        notes.append(tr("Supplied by me: {refs}.", refs=_listed(whole)))
    called = {fact_id: superscript(number) for fact_id, number in numbers.items()}
    notes += judged_notes(dossier, called, " ")
    return notes


def drawn_note(shown: Shown, layout: TimelineLayout) -> str:
    """Say how many of the dated and of the undated facts are drawn."""
    line = shown.timeline
    items = [placed.item for placed in layout.placed()]
    dated = sum(len(line.members[item]) for item in items if line.shape[item] != Shape.ORDER)
    undated = {line.fact_id(item) for item in items if line.shape[item] == Shape.ORDER}
    if layout.tray is not None:
        undated |= {cell.fact_id for cell in layout.tray.cells}
    undated_shown = sum(len(entry.members) for entry in shown.undated if entry.fact_id in undated)
    values = {
        "dated": f"{dated:,}", "all_dated": f"{shown.dated_facts:,}",
        "undated": f"{undated_shown:,}", "all_undated": f"{shown.undated_facts:,}",
    }  # fmt: skip
    if dated < shown.dated_facts:
        return tr(
            "Drawn: {dated} of {all_dated} dated facts, the most important of each lane; "
            "undated: {undated} of {all_undated} shown.", **values,
        )  # fmt: skip
    return tr(
        "Drawn: all {all_dated} dated facts; undated: {undated} of {all_undated} shown.", **values
    )


def _listed(numbers: Iterable[int]) -> str:
    ordered = np.unique(list(numbers)).tolist()
    if len(ordered) > MOST_LISTED:
        return tr("{count} of the numbered facts", count=len(ordered))
    return " ".join(superscript(number) for number in ordered)


def _meanings() -> tuple[tuple[str, str], ...]:
    return (
        ("time-point", tr("on that day")),
        ("time-bar", tr("over that period")),
        ("time-soft", tr("soft ends: within that year, month or period; no day is given")),
        ("time-vague", tr("soft throughout: approximate")),
        ("time-fade", tr("fades out: no end or no start is given")),
        ("time-inferred", tr("dashed outline: date or period inferred")),
        ("time-supplied", tr("hollow with a firm outline: date or period supplied by me")),
        ("time-order", tr("dotted: somewhere on this line, date not given")),
        ("time-strip", tr("strip: facts without room for a label; darker where there are more")),
    )
