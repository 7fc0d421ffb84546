"""A second article over a dossier: which proposed facts it holds already, and what they add.

Nothing is decided here and nothing overwritten: a match tells a person whether a fact is new,
says the same, says it more exactly, or says something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from jwviewer.dossier.dates import DateError, DateSpan, parse_date
from jwviewer.dossier.interval import Interval
from jwviewer.dossier.quantity import Quantity, parse_decimal
from jwviewer.reading.layers.aliases import FormWords, base_form, form_words
from jwviewer.reading.lexicons import shipped_lexicons
from jwviewer.reading.metric_rows import metric_row
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Proposal
from jwviewer.reading.review import ENTITIES

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact

State = Literal["new", "confirming", "refining", "contradicting"]

_ONCE = ("acquisition", "joint_venture")
"""Of these the same parties have one: another date is a contradiction, not another event."""
_PLAIN = later(r"[^\w%]+")


@dataclass(frozen=True, slots=True)
class Match:
    """What a proposed fact is to the dossier, and the fact there that it is compared with."""

    state: State
    fact_id: str = ""


NEW = Match("new")


def compare(known: Interval, told: Interval) -> State:
    """Return what a second value says of a first: the intervals of both decide.

    Values that cannot both be true contradict; what narrows the first refines it; the rest
    confirms it, be it less exactly.
    """
    both = known.meet(told)
    if both is None:
        return "contradicting"
    return "confirming" if both == known else "refining"


class Matching:
    """Compares proposals with the facts of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._words = form_words(shipped_lexicons())

    def matches(self, proposals: Iterable[Proposal]) -> dict[str, Match]:
        """Return for every proposal what it is to the dossier."""
        given = list(proposals)
        known: dict[str, Match] = {}
        for one in given:
            if one.kind in ENTITIES:
                found = self.entity(one)
                known[one.id] = Match("confirming", found) if found else NEW
        ids = {key: match.fact_id for key, match in known.items()}
        for one in given:
            if one.kind not in ENTITIES:
                known[one.id] = self._match(one, ids)
        for one in given:
            if one.kind == "conversion":
                known[one.id] = self._conversion(one, known)
        return known

    def entity(self, one: Proposal) -> str:
        """Return the entity of the dossier that a proposed one surely is; empty if none.

        Companies are the same by a name that is equal but for its legal form, or by a short
        form of exactly one longer name; Group and Holding make another company.
        """
        names = [one.value("name"), *one.values("aliases")]
        if one.kind != "company":
            found = {id_ for name in names for id_ in self._names.get((one.kind, _plain(name)), ())}
            return next(iter(found)) if len(found) == 1 else ""
        bases = {base_form(name, self._words) for name in names if name}
        same = {id_ for base in bases for id_ in self._bases.get(base, ())}
        if not same:
            full = base_form(one.value("name"), self._words)
            same = {id_ for base, ids in self._bases.items() if _begins(full, base, self._words)
                    for id_ in ids}  # fmt: skip
        return next(iter(same)) if len(same) == 1 else ""

    def _match(self, one: Proposal, ids: Mapping[str, str]) -> Match:
        if one.kind == "figure":
            return self._figure(one, ids)
        if one.kind in ("event", "programme", "award"):
            return self._event(one, ids)
        named = {
            "role": (("person_id", "person"), ("organisation_id", "organisation")),
            "relation": (("subject_id", "subject"), ("object_id", "object")),
        }.get(one.kind)
        if named is None:
            return self._claim(one, ids) if one.kind == "claim" else NEW
        words = "role" if one.kind == "role" else "relation"
        for fact in self._of_kind.get(one.kind, ()):
            same = all(_is(getattr(fact, a), ids, one.value(b)) for a, b in named)
            if same and _plain(getattr(fact, words)) == _plain(one.value(words)):
                return Match("confirming", fact.id)
        return NEW

    def _claim(self, one: Proposal, ids: Mapping[str, str]) -> Match:
        companies = {ids.get(value, "") for value in one.values("companies")}
        for fact in self._of_kind.get("claim", ()):
            same = _plain(fact.label) == _plain(one.value("label"))
            if same and companies == set(fact.company_ids):
                return Match("confirming", fact.id)
        return NEW

    def _figure(self, one: Proposal, ids: Mapping[str, str]) -> Match:
        told = quantity_of(one)
        company = next(iter(one.values("companies")), "")
        if told is None or not ids.get(company):
            return NEW
        best = NEW
        for fact in self._figures.get((ids[company], one.value("unit")), ()):
            quantity = fact.quantity
            if quantity is None:
                continue
            parts = bool(fact.part_of_id), bool(one.value("part_of"))
            if parts[0] != parts[1] or not self._same_measure(fact, one, ids):
                continue
            state = compare(quantity.interval, told.interval)
            if state == "contradicting" and not one.value("metric"):
                continue  # two amounts that nothing names need not be of the same thing
            if best is NEW or (best.state == "contradicting" and state != "contradicting"):
                best = Match(state, fact.id)
        return best

    def _same_measure(self, fact: Fact, one: Proposal, ids: Mapping[str, str]) -> bool:
        subject = ids.get(one.value("subject"), "")
        if fact.direction != one.value("direction"):
            return False
        if _when(fact.period) != _when(one.value("period")):
            return False
        if fact.subject_id and subject and fact.subject_id != subject:
            return False
        label = str(self._dossier.row("metrics", fact.metric_id)["label"])
        return _same_words(label, metric_row(one, one.value("unit"), "")["label"])

    def _event(self, one: Proposal, ids: Mapping[str, str]) -> Match:
        kind = one.value("event_type") or ("other" if one.kind == "event" else one.kind)
        parties = {ids.get(v, "") for v in one.values("participants") or one.values("companies")}
        if not parties or "" in parties:
            return NEW
        for fact in self._events.get((kind, frozenset(parties)), ()):
            if kind == "other" and _plain(fact.label) != _plain(one.value("name")):
                continue
            state = _compare_dates(fact.date, one.value("date"), once=kind in _ONCE)
            if state is not None:
                return Match(state, fact.id)
        return NEW

    def _conversion(self, one: Proposal, known: Mapping[str, Match]) -> Match:
        ends = [known.get(one.value(n), NEW) for n in ("converted_from", "converted_to")]
        for row in self._dossier.tables["conversions"].to_dict("records"):
            if [row["from_id"], row["to_id"]] == [end.fact_id for end in ends]:
                return Match("confirming", str(row["conversion_id"]))
        return NEW

    @cached_property
    def _of_kind(self) -> dict[str, list[Fact]]:
        found: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in self._dossier.facts:
            kind = "event" if fact.table == "events" else fact.kind
            found[kind].append(fact)
        return found

    @cached_property
    def _figures(self) -> dict[tuple[str, str], list[Fact]]:
        found: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self._of_kind.get("figure", ()):
            for company in fact.company_ids[:1]:
                found[company, fact.unit].append(fact)
        return found

    @cached_property
    def _events(self) -> dict[tuple[str, frozenset[str]], list[Fact]]:
        found: defaultdict[tuple[str, frozenset[str]], list[Fact]] = defaultdict(list)
        for fact in self._of_kind.get("event", ()):
            own = frozenset(p.entity_id for p in fact.participants if p.role != "attendee")
            found[fact.event_type, own].append(fact)
        return found

    @cached_property
    def _names(self) -> dict[tuple[str, str], list[str]]:
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for row in self._dossier.tables["entities"].to_dict("records"):
            kind = "technology" if row["kind"] == "product" else str(row["kind"])
            for name in dict.fromkeys(map(_plain, _names_of(row))):
                found[kind, name].append(str(row["entity_id"]))
        return found

    @cached_property
    def _bases(self) -> dict[tuple[str, ...], list[str]]:
        found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for row in self._dossier.tables["entities"].to_dict("records"):
            if row["kind"] == "company":
                for base in dict.fromkeys(base_form(n, self._words) for n in _names_of(row)):
                    found[base].append(str(row["entity_id"]))
        return found


@lru_cache(maxsize=2)
def matching(dossier: Dossier) -> Matching:
    """Return the comparison with a dossier, made once for as long as it is the same."""
    return Matching(dossier)


def quantity_of(one: Proposal) -> Quantity | None:
    """Return a proposed figure as a quantity; None where value and bound do not go together."""
    try:
        high: Decimal | None = None
        if one.value("value_high"):
            high = parse_decimal(one.value("value_high"))
        decimals = one.value("decimals")
        return Quantity(
            parse_decimal(one.value("value")), one.value("bound") or "eq",
            one.value("unit") or "1", high, int(decimals) if decimals else None,
        )  # fmt: skip
    except ValueError:
        return None


def _compare_dates(known: str, told: str, *, once: bool) -> State | None:
    """Return what a second date says of a first; None when it may be that of another event."""
    if known == told:
        return "confirming"
    if not known or not told:
        # What happens once needs no date to be the same; of two agreements one may be undated.
        return ("confirming" if known else "refining") if once else None
    try:
        first, second = _days(parse_date(known)), _days(parse_date(told))
    except DateError:
        return None
    state = compare(first, second)
    return None if state == "contradicting" and not once else state


def _days(span: DateSpan) -> Interval:
    return Interval(span.first, True, span.last, True)


def _when(text: str) -> tuple[int | None, int | None] | None:
    try:
        span = parse_date(text) if text else None
    except DateError:
        return None
    return None if span is None else (span.first, span.last)


def _same_words(label: str, told: str) -> bool:
    """Tell whether two names of a measure can mean the same: equal, or one holds the other."""
    one, other = set(_plain(label).split()), set(_plain(told).split())
    return bool(one and other) and (one <= other or other <= one)


def _begins(short: tuple[str, ...], full: tuple[str, ...], words: FormWords) -> bool:
    """Tell whether a name is a short form of another, or the other one of it."""
    if len(short) > len(full):
        short, full = full, short
    rest = full[len(short) :]
    if not rest or full[: len(short)] != short:
        return False
    return not (set(rest) <= words.groups or rest[0] in words.places)


def _names_of(row: Mapping[Hashable, Any]) -> list[str]:
    aliases = [one.strip() for one in str(row["aliases"]).split(";")]
    return [name for name in (str(row["name"]), str(row["short_name"]), *aliases) if name]


def _is(own: str, ids: Mapping[str, str], value: str) -> bool:
    return bool(own) and own == ids.get(value)


def _plain(text: str) -> str:
    return " ".join(_PLAIN.sub(" ", text.casefold()).split())
