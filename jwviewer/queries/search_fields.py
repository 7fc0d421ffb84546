"""Which texts a fact is found by: distinct ones, and for every fact which of them are its own.

The texts of a dossier repeat: facts share metrics, subjects, periods, names and voices. So each
distinct text is listed once, and arrays that the tables hold anyway lead from facts to texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from jwviewer.dossier import fact_rows
from jwviewer.dossier.cell_runs import smallest
from jwviewer.dossier.columns import Coded, bytes_of
from jwviewer.dossier.dates import describe_date
from jwviewer.dossier.quantity import ONES, Quantity, describe, describe_number, parse_decimal
from jwviewer.dossier.schema import FACT_KINDS, FACT_TABLES
from jwviewer.dossier.units import is_currency
from jwviewer.queries.search_words import words_of
from jwviewer.queries.wording import changed_words, event_name, kind_name

if TYPE_CHECKING:
    from jwviewer.dossier.columns import Column
    from jwviewer.dossier.dossier import Dossier

Array = np.ndarray[Any, np.dtype[Any]]
NAME, DETAIL = 2, 1
"""How much a word counts in what a fact is called, and in what else is told of it."""
_MARKS = ("\x01", "\x02", "\x03")


class Field(Struct, frozen=True, eq=False):
    """The texts of a part as the facts of a table have them.

    ``maps`` lead from texts to rows: the first one numbers texts, each further one what the one
    before it numbers, the last one has a number for every row; -1 is no text at all.
    """

    where: slice
    weight: int
    part: str
    maps: tuple[Array, ...] = ()
    partial: bool = False
    """Whether some rows may be without a text."""

    def spread(self, values: Array, nothing: int = 0) -> Array:
        """Return for every row the value of its text, ``nothing`` where it has none."""
        return spread(values, self.maps, nothing)


class Fields:
    """All fields of a dossier, and those that labels are made of, in their order.

    ``saved`` holds the texts that ``texts_of`` numbered.
    """

    def __init__(self, dossier: Dossier, saved: Mapping[str, Array]) -> None:
        self._store, self._facts, self._saved = dossier.store, dossier.columns, saved
        everything = slice(0, self._facts.count)
        self.all = [
            Field(everything, DETAIL, "kinds", (self._facts.kind,)),
            Field(everything, DETAIL, "sets", (self._facts.companies,)),
            Field(self._facts.slice_of("events"), DETAIL, "takers"),
        ]
        self.labels: dict[str, list[Field]] = {}
        for table in FACT_TABLES:
            self.labels[table] = getattr(self, f"_{table}")()
            self._entity(table, DETAIL, "asserter_id")
            self._text(table, DETAIL, "note")
        for table in ("roles", "relations", "events", "conversions", "claims"):
            self._add(table, DETAIL, "dates", self._facts.when[self._facts.slice_of(table)])

    def _add(self, table: str, weight: int, part: str, *maps: Array) -> Field:
        partial = any(bool((one < 0).any()) for one in maps if one.dtype.kind == "i")
        field = Field(self._facts.slice_of(table), weight, part, maps, partial)
        self.all.append(field)
        return field

    def _text(self, table: str, weight: int, column: str) -> Field:
        return self._add(table, weight, f"{table}.{column}", *_codes(self._store[table][column]))

    def _entity(self, table: str, weight: int, column: str) -> Field:
        """Add the name of the entity that a column names."""
        return self._add(table, weight, "entities.name", *self._named(table, column))

    def _named(self, table: str, column: str, to: str = "entities") -> tuple[Array, ...]:
        """Return the way from the names of entities (or metrics) to the rows that name them."""
        cells, named = self._store[table][column], self._store[to]
        names = _codes(named["label" if to == "metrics" else "name"])
        if isinstance(cells, Coded):
            known = np.array([one.encode() for one in cells.values] or [b""], np.bytes_)
            return (*names, named.ids.find_all(known), cells.codes)
        return (*names, named.ids.find_all(bytes_of(cells)))

    def _between(self, table: str, place: int, codes: Array | None = None) -> Field:
        """Add the words at a place between the parts of a label."""
        rows = np.zeros(len(self._store[table]), np.uint8) if codes is None else codes
        return self._add(table, NAME, f"{table}:{place}", rows)

    def _entities(self) -> list[Field]:
        for column in ("short_name", "name_local", "aliases"):
            self._text("entities", NAME, column)
        self._text("entities", DETAIL, "definition")
        return [self._text("entities", NAME, "name")]

    def _roles(self) -> list[Field]:
        return [
            self._between("roles", 0), self._entity("roles", NAME, "person_id"),
            self._between("roles", 1), self._text("roles", NAME, "role"),
            self._between("roles", 2), self._entity("roles", NAME, "organisation_id"),
            self._between("roles", 3),
        ]  # fmt: skip

    def _relations(self) -> list[Field]:
        kinds = self._store["relations"]["relation"].coded().codes
        return [
            self._between("relations", 0, kinds), self._entity("relations", NAME, "subject_id"),
            self._between("relations", 1, kinds), self._entity("relations", NAME, "object_id"),
            self._between("relations", 2, kinds),
        ]  # fmt: skip

    def _events(self) -> list[Field]:
        self._entity("events", DETAIL, "place_id")
        self._text("events", DETAIL, "result")
        self._text("events", DETAIL, "event_type")
        return [self._text("events", NAME, "label")]

    def _topics(self) -> list[Field]:
        return [
            self._between("topics", 0), self._text("topics", NAME, "label"),
            self._between("topics", 1),
        ]  # fmt: skip

    def _figures(self) -> list[Field]:
        for column in ("value", "value_high", "bound", "direction"):
            self._text("figures", NAME, column)
        for part in ("numbers", "units"):
            self._add("figures", NAME, part, self._saved[part])
        return self._called("figures")

    def _conversions(self) -> list[Field]:
        table, figures = self._store["conversions"], self._store["figures"]
        one, other = (figures.ids.find_all(bytes_of(table[c])) for c in ("from_id", "to_id"))
        units = figures["unit"].coded()
        return [
            self._between("conversions", 0), *self._called("conversions", one),
            self._between("conversions", 1),
            self._add("conversions", NAME, "units of figures", units.codes[one]),
            self._between("conversions", 2),
            self._add("conversions", NAME, "units of figures", units.codes[other]),
            self._between("conversions", 3),
        ]  # fmt: skip

    def _claims(self) -> list[Field]:
        return [self._text("claims", NAME, "gist")]

    def _called(self, table: str, rows: Array | None = None) -> list[Field]:
        """Add what figures are called; ``rows`` are those that another table's facts go by."""
        figures = self._facts.slice_of("figures")
        ways = {
            "metrics.label": self._named("figures", "metric_id", "metrics"),
            "entities.name": self._named("figures", "subject_id"),
            "dates": (self._facts.when[figures],),
        }
        if rows is not None:
            ways = {part: (*maps[:-1], maps[-1][rows]) for part, maps in ways.items()}
        parts = [self._add(table, NAME, part, *maps) for part, maps in ways.items()]
        if not any(char.isalnum() for text in _figure_frames() for char in text):
            return parts
        form = self._forms() if rows is None else self._forms()[rows]
        words = [self._add(table, NAME, f"figures:{place}", form) for place in range(4)]
        return [words[0], parts[0], words[1], parts[1], words[2], parts[2], words[3]]

    def _forms(self) -> Array:
        """Return which parts the label of each figure has, as numbers of ``_figure_frames``."""
        subject = self._store["figures"]["subject_id"].coded()
        has_subject = np.array([*map(bool, subject.values), False], np.uint8)[subject.codes]
        dated = self._facts.when[self._facts.slice_of("figures")] > 0
        return has_subject + 2 * dated.astype(np.uint8)


def spread(values: Array, maps: Sequence[Array], nothing: int = 0) -> Array:
    """Return values by what the last map numbers, ``nothing`` for -1."""
    for one in maps:
        if not nothing and not values.any():
            return np.zeros(len(maps[-1]), values.dtype)
        # take() needs half the time of an index in brackets, and counts -1 from the end as well.
        values = np.append(values, np.array([nothing], values.dtype)).take(one)
    return values


def texts_of(dossier: Dossier) -> tuple[dict[str, Iterable[str]], dict[str, Array]]:
    """Return the distinct texts of every part, and which text each figure's number and unit is."""
    store = dossier.store
    texts: dict[str, Iterable[str]] = {
        "kinds": map(kind_name, FACT_KINDS),
        "dates": ("" if one is None else describe_date(one) for one in dossier.columns.dates),
        "units of figures": store["figures"]["unit"].coded().values,
    }
    for table, columns in _TEXTS.items():
        for column in columns:
            texts[f"{table}.{column}"] = _distinct(store[table][column])
    for part, meaning in (
        ("events.event_type", event_name), ("figures.bound", _bound_words),
        ("figures.direction", _direction_words),
    ):  # fmt: skip
        table, column = part.split(".")
        cells = _distinct(store[table][column])
        texts[part] = [meaning(cell) if cell else "" for cell in cells]
    (texts["numbers"], numbers), (texts["units"], units) = _numbers_and_units(dossier)
    return texts | _frames(dossier), {"numbers": numbers, "units": units}


_TEXTS = {
    "entities": ("name", "short_name", "name_local", "aliases", "definition", "note"),
    "roles": ("role", "note"), "relations": ("note",), "events": ("label", "result", "note"),
    "topics": ("label", "note"), "figures": ("value", "value_high", "note"),
    "conversions": ("note",), "claims": ("gist", "note"), "metrics": ("label",),
}  # fmt: skip
"""Columns whose cells are searched as they are."""


def _codes(cells: Column) -> tuple[Array, ...]:
    """Return which of the distinct texts each row has; nothing where every row has its own."""
    return (cells.codes,) if isinstance(cells, Coded) else ()


def _distinct(cells: Column) -> Iterable[str]:
    return cells.values if isinstance(cells, Coded) else map(cells.cell, range(len(cells)))


def _numbers_and_units(
    dossier: Dossier,
) -> tuple[tuple[list[str], Array], tuple[list[str], Array]]:
    """Return the distinct numbers as they are shown and the units beside them, by figure."""
    figures = dossier.store["figures"]
    value, high, unit = (figures[c].coded() for c in ("value", "value_high", "unit"))
    money = np.array([*map(is_currency, unit.values), False], np.bool_)[unit.codes]
    places = figures["decimals"].coded()
    terms = (value.codes, high.codes, places.codes, money)
    sizes = (len(value.values) or 1, len(high.values) or 1, len(places.values) or 1, 2)
    keys, which = np.unique(
        np.ravel_multi_index([one.astype(np.int64) for one in terms], sizes), return_inverse=True
    )
    numbers = [
        _number(value.values[v], high.values[h], places.values[p], "CNY" if m else "1")
        for v, h, p, m in zip(*(t.tolist() for t in np.unravel_index(keys, sizes)), strict=True)
    ]
    single = np.array([*(number in ONES for number in numbers), False], np.bool_)[which]
    forms = (2 * unit.codes.astype(np.int32) + single).astype(smallest(2 * len(unit.values)))
    units = [_unit_words(one, how_many) for one in unit.values for how_many in ("2", "1")]
    return (numbers, which.astype(np.int32)), (units, forms)


def _number(value: str, high: str, places: str, unit: str) -> str:
    ends = parse_decimal(value), parse_decimal(high) if high else None
    known = int(places) if places else None
    return describe_number(Quantity(ends[0], "range" if high else "eq", unit, ends[1], known))


def _unit_words(unit: str, number: str) -> str:
    return _without(describe(Quantity(Decimal(number), "eq", unit)), number)


def _bound_words(bound: str) -> str:
    ends = Decimal(2), Decimal(3) if bound == "range" else None
    return _without(describe_number(Quantity(ends[0], bound, "1", ends[1])), "2", "3")


def _direction_words(direction: str) -> str:
    return changed_words(direction, "")


def _without(text: str, *numbers: str) -> str:
    """Return the words of a text without some, each left out once."""
    words = words_of(text)
    for number in numbers:
        if number in words:
            words.remove(number)
    return " ".join(words)


def _figure_frames() -> list[str]:
    """Return how figures are called, with marks for subject (1) and period (2) where given."""
    metric, subject, period = _MARKS
    return [
        fact_rows.figure_words(metric, subject if form & 1 else "", period if form & 2 else "")
        for form in range(4)
    ]


def _frames(dossier: Dossier) -> dict[str, Iterable[str]]:
    """Return the words between the parts of labels, by their place in the label."""
    relations = dossier.store["relations"]["relation"].coded().values
    frames = {
        "roles": ([fact_rows.role_words(*_MARKS)], 3),
        "relations": ([fact_rows.relation_words(one, *_MARKS[:2]) for one in relations], 2),
        "topics": ([fact_rows.topic_words(_MARKS[0])], 1),
        "figures": (_figure_frames(), 3),
        "conversions": ([fact_rows.conversion_words(*_MARKS)], 3),
    }
    found: dict[str, Iterable[str]] = {}
    for table, (texts, parts) in frames.items():
        pieces = [_pieces(text, parts) for text in texts]
        for place in range(parts + 1):
            found[f"{table}:{place}"] = [one[place] for one in pieces]
    return found


def _pieces(text: str, parts: int) -> list[str]:
    """Return what stands before, between and behind the marks."""
    found = [""] * (parts + 1)
    place = 0
    for char in text:
        if char in _MARKS:
            place = _MARKS.index(char) + 1
        else:
            found[place] += char
    return found
