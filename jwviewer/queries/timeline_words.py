"""The words on a timeline: what an item is called, what is known of the undated, the table twin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from jwviewer.dossier.dates import describe_date, describe_duration, parse_date, parse_duration
from jwviewer.dossier.quantity import describe
from jwviewer.dossier.units import is_currency, unit_label
from jwviewer.language import tr
from jwviewer.queries.bases import basis_words, with_judgements
from jwviewer.queries.grid import Grid, Made
from jwviewer.queries.timeline import EVENT_KINDS, Ints, Shown, shown, timeline
from jwviewer.queries.wording import date_words, event_name, value_words, voice

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact
    from jwviewer.selection import Selection


class Words(Struct, frozen=True):
    """An item's label in parts: what it is, its value, its fields, what is known of its time."""

    main: str
    value: str = ""
    fields: tuple[str, ...] = ()
    known: str = ""

    @property
    def plain(self) -> str:
        """All parts in one line."""
        head = f"{self.main} {self.value}".strip().replace("\u00a0", " ")
        fields = (
            tr("{label}: {fields}", label=head, fields=" · ".join(self.fields))
            if self.fields
            else head
        )
        return tr("{label} — {known}", label=fields, known=self.known) if self.known else fields


def words_of(dossier: Dossier, fact_id: str) -> Words:
    """Return the label of a fact on the timeline."""
    fact = dossier.fact(fact_id)
    fields = tuple(
        _plain(dossier.fact(topic).name) for topic in timeline(dossier).topics_of(fact_id)
    )
    if fact.kind != "figure":
        label = _plain(fact.label)
        if fact.result:
            label = tr("{label}, {result}", label=label, result=_plain(fact.result))
        return Words(label, "", fields, known_of(dossier, fact))
    main = _what(dossier, fact)
    value = _value(fact, main)
    other = timeline(dossier).conversion_of(fact_id)
    if other:
        value = tr(
            "{value} ({converted})",
            value=value,
            converted=value_words(dossier, dossier.fact(other)),
        )
    # A number is never torn from its bound and unit.
    value = value.replace(" ", "\u00a0")
    return Words(_plain(main), value, fields, known_of(dossier, fact))


def known_of(dossier: Dossier, fact: Fact) -> str:
    """Return what is known of the time of a fact without an exact place in it, or ""."""
    span = fact.when
    if span is not None and span.open_end:
        return tr("end not stated")
    if span is not None and span.open_start:
        return tr("start not stated")
    if span is not None and span.precision != "yearless":
        return ""
    known = []
    if span is not None:
        known.append(describe_date(span))
    if fact.after_event_id:
        known.append(tr("later than {event}", event=_the(dossier, fact.after_event_id)))
    if fact.before_event_id:
        known.append(tr("earlier than {event}", event=_the(dossier, fact.before_event_id)))
    if fact.not_before:
        known.append(tr("not before {date}", date=describe_date(parse_date(fact.not_before))))
    if fact.not_after:
        known.append(tr("not after {date}", date=describe_date(parse_date(fact.not_after))))
    if fact.duration:
        known.append(
            tr("{duration} long", duration=describe_duration(parse_duration(fact.duration)))
        )
    if known:
        return ", ".join(known)
    return "" if fact.kind in EVENT_KINDS else tr("period not stated")


def timeline_grid(dossier: Dossier, selection: Selection) -> Grid:
    """Return every fact that the filters let through, lane by lane in order of time."""
    positions, lanes = _listed(shown(dossier, selection))
    line, ids = timeline(dossier), dossier.fact_ids
    numbers = positions.tolist()

    def row(number: int) -> tuple[str, ...]:
        return _row(dossier, line.lanes[int(lanes[number])].title, ids[numbers[number]])

    rows = Made(len(numbers), row)
    told = Made(len(numbers), lambda number: ids[numbers[number]])
    columns = (tr("Lane"), tr("Fact"), tr("Date"), tr("Basis"), tr("Value"), tr("Voice"))
    return with_judgements(dossier, Grid(columns, rows, told))


def _listed(view: Shown) -> tuple[Ints, Ints]:
    """Return the facts shown, lane by lane in order of time, and the lane of each.

    A fact is followed by what is drawn as part of it.
    """
    line, undated = view.timeline, view.undated
    items = np.flatnonzero(view.visible & (line.dossier.columns.when[line.facts] > 0))
    rest = ~np.isin(undated.facts, line.facts[items])
    facts = np.concatenate([line.facts[items], undated.facts[rest]])
    lanes = np.concatenate([line.lane[items], undated.lanes[rest]])
    starts = np.concatenate([line.start[items], np.full(np.count_nonzero(rest), np.inf)])
    order = np.lexsort((starts, lanes))
    return line.followers.spread(facts[order], lanes[order])


def _plain(text: str) -> str:
    """Return a text from the file on one line."""
    return " ".join(text.split())


def _row(dossier: Dossier, lane: str, fact_id: str) -> tuple[str, ...]:
    fact = dossier.fact(fact_id)
    date = date_words(fact) or known_of(dossier, fact) or tr("date not stated")
    value = value_words(dossier, fact) or tr("no value")
    fields = words_of(dossier, fact_id).fields
    label = (
        tr("{label}: {fields}", label=fact.label, fields=" · ".join(fields))
        if fields
        else fact.label
    )
    return (lane, label, date, basis_words(fact.when_basis), value, voice(dossier, fact))


def _the(dossier: Dossier, event_id: str) -> str:
    """Return how a sentence refers to an event, such as "the 2013 agreement"."""
    fact = dossier.fact(event_id)
    span = fact.when
    if span is None or _alike(dossier, fact) > 1:
        return tr("“{label}”", label=fact.label)
    what, date = event_name(fact.event_type), describe_date(span)
    if span.precision == "year" and not (span.approximate or span.uncertain):
        return tr("the {year} {event}", year=date, event=what)
    if span.open_end or span.open_start:
        return tr("the {event} {date}", event=what, date=date)
    return tr("the {event} of {date}", event=what, date=date)


def _alike(dossier: Dossier, fact: Fact) -> int:
    """Return how many events of the same kind have the same date."""
    facts, events = dossier.columns, dossier.store["events"]
    when, types = facts.when[facts.slice_of("events")], events["event_type"].coded()
    date = facts.when[dossier.positions[fact.id]]
    return int(np.count_nonzero((when == date) & (types.codes == types.code(fact.event_type))))


def _what(dossier: Dossier, fact: Fact) -> str:
    label = str(dossier.row("metrics", fact.metric_id)["label"])
    # A remark in brackets belongs to the table; on the timeline it would crowd the number out.
    label = label.split(" (")[0] or label
    if not fact.subject_id or dossier.name(fact.subject_id).lower() in label.lower():
        return label
    return tr("{metric}: {subject}", metric=label, subject=dossier.short_name(fact.subject_id))


def _value(fact: Fact, main: str) -> str:
    quantity = fact.quantity
    assert quantity is not None
    noun = unit_label(fact.unit)
    said = not is_currency(fact.unit) and len(noun) > 2 and noun.lower() in main.lower()
    text = describe(quantity, unit=not said)
    if fact.direction:
        up = fact.direction == "increase"
        return tr("up {value}", value=text) if up else tr("down {value}", value=text)
    return text
