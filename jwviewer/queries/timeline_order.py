"""When an event without a date can have been, by what it is later or earlier than."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from jwviewer.dossier.dates import parse_date

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact


def earliest(dossier: Dossier, fact: Fact, seen: frozenset[str] = frozenset()) -> float:
    """Return the first day on which an undated event can lie, or minus infinity.

    It follows the event that it is later than, from that one's last known day.
    """
    known = [-np.inf]
    if fact.not_before:
        known.append(_day_or(parse_date(fact.not_before).first, -np.inf))
    if fact.after_event_id and fact.after_event_id not in seen:
        other = dossier.fact(fact.after_event_id)
        span = other.when
        if span is None or span.precision == "yearless":
            known.append(earliest(dossier, other, seen | {fact.id}))
        elif span.last is not None:
            known.append(float(span.last + 1))
        else:
            known.append(_day_or(span.first, -np.inf))
    return max(known)


def latest(dossier: Dossier, fact: Fact, seen: frozenset[str] = frozenset()) -> float:
    """Return the end of the last day on which an undated event can lie, or infinity."""
    known = [np.inf]
    if fact.not_after:
        last = parse_date(fact.not_after).last
        known.append(np.inf if last is None else float(last + 1))
    if fact.before_event_id and fact.before_event_id not in seen:
        other = dossier.fact(fact.before_event_id)
        span = other.when
        if span is None or span.precision == "yearless":
            known.append(latest(dossier, other, seen | {fact.id}))
        elif span.first is not None:
            known.append(float(span.first))
        elif span.last is not None:
            known.append(float(span.last + 1))
    return min(known)


def _day_or(day: int | None, otherwise: float) -> float:
    return otherwise if day is None else float(day)
