"""When an event without a date can have been, by what it is later or earlier than."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from jwviewer.dossier.columns import bytes_of
from jwviewer.dossier.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from jwviewer.dossier.columns import Column
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact

Ints = np.ndarray[Any, np.dtype[np.int32]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
Bounds = tuple[Ints, Floats, Floats]


class Order:
    """Answers for one dossier; what is known of one event serves all that follow it."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._earliest: dict[str, float] = {}
        self._latest: dict[str, float] = {}

    def earliest(self, fact: Fact) -> float:
        """Return the first day on which an undated event can lie, or minus infinity.

        It follows the event that it is later than, from that one's last known day.
        """
        chain = self._chain(fact, lambda one: one.after_event_id, self._earliest)
        day = self._earliest.get(chain[-1].after_event_id, -np.inf) if chain else -np.inf
        for one in reversed(chain):
            day = self._earliest[one.id] = max(day, self._first(one))
        return self._earliest[fact.id]

    def latest(self, fact: Fact) -> float:
        """Return the end of the last day on which an undated event can lie, or infinity."""
        chain = self._chain(fact, lambda one: one.before_event_id, self._latest)
        day = self._latest.get(chain[-1].before_event_id, np.inf) if chain else np.inf
        for one in reversed(chain):
            day = self._latest[one.id] = min(day, self._end(one))
        return self._latest[fact.id]

    def _chain(
        self, fact: Fact, following: Callable[[Fact], str], known: dict[str, float]
    ) -> list[Fact]:
        """Return an undated event and those it hangs on, up to a dated or a known one."""
        chain: dict[str, Fact] = {}
        while fact.id not in known and fact.id not in chain:
            chain[fact.id] = fact
            if not following(fact) or not _is_undated(self._dossier.fact(following(fact))):
                break
            fact = self._dossier.fact(following(fact))
        return list(chain.values())

    def _first(self, fact: Fact) -> float:
        """Return the first day by the event's own bound and by a dated event before it.

        What is later than an event of 2013 can still lie in 2013.
        """
        known = [-np.inf]
        if fact.not_before:
            known.append(_day_or(parse_date(fact.not_before).first, -np.inf))
        span = self._dossier.fact(fact.after_event_id).when if fact.after_event_id else None
        if span is not None:
            known.append(_day_or(span.first, -np.inf))
        return max(known)

    def _end(self, fact: Fact) -> float:
        """Return the end by the event's own bound and by a dated event after it."""
        known = [np.inf]
        if fact.not_after:
            last = parse_date(fact.not_after).last
            known.append(np.inf if last is None else float(last + 1))
        span = self._dossier.fact(fact.before_event_id).when if fact.before_event_id else None
        if span is not None and span.last is not None:
            known.append(float(span.last + 1))
        return min(known)


def _is_undated(fact: Fact) -> bool:
    return fact.when is None or fact.when.precision == "yearless"


def _day_or(day: int | None, otherwise: float) -> float:
    return otherwise if day is None else float(day)


def orders(dossier: Dossier, undated: Ints, days: tuple[Floats, Floats]) -> Bounds:
    """Return which of some undated events lie between known bounds, and these, as ``Order`` does.

    ``undated`` are positions of facts; ``days`` first day and end of every distinct date, an
    infinity where not known.
    """
    facts, events = dossier.columns, dossier.store["events"]
    base, count = facts.starts["events"], len(events)
    when = facts.when[facts.slice_of("events")]
    known = np.zeros(count, np.bool_)
    known[undated - base] = True
    found = []
    for name, bound, side in (
        ("after_event_id", "not_before", 0), ("before_event_id", "not_after", 1),
    ):  # fmt: skip
        sign = 1.0 if side == 0 else -1.0
        told = sign * _bound_days(events[bound], side)
        other = events.ids.find_all(bytes_of(events[name]))
        named = np.flatnonzero(other >= 0)
        # By the event that it hangs on, as far as that one is dated.
        told[named] = np.maximum(told[named], sign * days[side][when[other[named]]])
        # An event without a date passes on what is known of it; in chains, one link a round.
        links = named[known[named] & known[other[named]]]
        for _ in range(len(links)):
            passed = np.maximum(told[links], told[other[links]])
            if (passed == told[links]).all():
                break
            told[links] = passed
        found.append(sign * told)
    earliest, latest = found[0][undated - base], found[1][undated - base]
    # Contradicting bounds leave no time at all, and no bound says nothing.
    placed = (earliest < latest) & (np.isfinite(earliest) | np.isfinite(latest))
    return undated[placed], earliest[placed], latest[placed]


def _bound_days(column: Column, side: int) -> Floats:
    """Return the first day (side 0) or the end (1) of the dates in a column."""
    cells = column.coded()
    spans = [parse_date(text) if text else None for text in cells.values]
    if side == 0:
        days = [-np.inf if s is None or s.first is None else float(s.first) for s in spans]
    else:
        days = [np.inf if s is None or s.last is None else float(s.last + 1) for s in spans]
    empty = np.inf if side else -np.inf
    return np.array([*days, empty], np.float64)[cells.codes]
