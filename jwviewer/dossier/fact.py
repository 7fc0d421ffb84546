"""One fact as everybody outside the tables sees it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from jwviewer.dossier.dates import DateSpan, parse_date
from jwviewer.dossier.quantity import Quantity, parse_decimal

TIMED_KINDS = frozenset({"event", "figure", "conversion", "programme", "award"})
"""Kinds that happen or hold at some time, so that a missing date is worth saying."""


def weakest(bases: Iterable[str]) -> str:
    """Return the basis that a reader must know of most: supplied, then inferred, then stated."""
    found = set(bases)
    return next((basis for basis in ("supplied", "inferred", "stated") if basis in found), "")


class Judgement(Struct, frozen=True):
    """How the person who keeps the dossier judges a fact, and why."""

    verdict: str
    note: str


class Rate(Struct, frozen=True):
    """An exchange rate that a person supplied: one unit of ``base`` is worth ``value`` of other."""

    id: str
    base: str
    other: str
    value: str
    bound: str
    period: str
    source: str
    note: str


class Participant(Struct, frozen=True):
    """Somebody or something that took part in an event."""

    entity_id: str
    role: str
    basis: str


class Evidence(Struct, frozen=True):
    """A span [start, end) of a source's normalised text, in code points."""

    id: str
    source_id: str
    fact_id: str
    supports: str
    start: int
    end: int
    sha256: str


class Omission(Struct, frozen=True):
    """Something the sources do not say."""

    id: str
    label: str
    source_id: str
    fact_id: str
    attribute: str


class Fact(Struct, frozen=True):
    """A row of a fact table with its references resolved to ids; "" where nothing applies."""

    id: str
    kind: str
    table: str
    label: str
    name: str = ""
    company_ids: tuple[str, ...] = ()
    company_basis: str = ""
    person_id: str = ""
    role: str = ""
    organisation_id: str = ""
    event_type: str = ""
    participants: tuple[Participant, ...] = ()
    metric_id: str = ""
    subject_id: str = ""
    part_of_id: str = ""
    part_basis: str = ""
    change_of_id: str = ""
    value: str = ""
    value_high: str = ""
    bound: str = ""
    inferred_bound: str = ""
    decimals: int | None = None
    direction: str = ""
    unit: str = ""
    period: str = ""
    period_basis: str = ""
    base_period: str = ""
    base_basis: str = ""
    date: str = ""
    date_basis: str = ""
    duration: str = ""
    not_before: str = ""
    not_after: str = ""
    after_event_id: str = ""
    before_event_id: str = ""
    place_id: str = ""
    result: str = ""
    relation: str = ""
    object_id: str = ""
    basis: str = ""
    event_id: str = ""
    claim_kind: str = ""
    entity_kind: str = ""
    from_id: str = ""
    to_id: str = ""
    mode: str = ""
    asserter_id: str = ""
    asserter_event_id: str = ""
    definition: str = ""
    note: str = ""

    @property
    def quantity(self) -> Quantity | None:
        """The number with its bound and unit, for figures."""
        if not self.value:
            return None
        high: Decimal | None = parse_decimal(self.value_high) if self.value_high else None
        return Quantity(
            value=parse_decimal(self.value), bound=self.bound, unit=self.unit,
            high=high, decimals=self.decimals, inferred_bound=self.inferred_bound,
        )  # fmt: skip

    @property
    def when(self) -> DateSpan | None:
        """The date of an event or the period of anything else; None when the source gives none."""
        text = self.date or self.period
        return parse_date(text) if text else None

    @property
    def when_basis(self) -> str:
        """Whether the date is stated, inferred or missing (``undated``)."""
        return self.date_basis or self.period_basis

    @property
    def timed(self) -> bool:
        """Whether a date applies, so that its absence means undated rather than timeless."""
        # A programme listed as an entity is a thing; only its event can lack a date.
        return (self.kind in TIMED_KINDS and self.table != "entities") or bool(self.period)

    @property
    def references(self) -> tuple[str, ...]:
        """The ids of the facts this one names."""
        named = (
            self.person_id, self.organisation_id, self.subject_id, self.part_of_id,
            self.change_of_id, self.after_event_id, self.before_event_id, self.place_id,
            self.object_id, self.event_id, self.from_id, self.to_id, self.asserter_event_id,
        )  # fmt: skip
        takers = tuple(p.entity_id for p in self.participants)
        return tuple(dict.fromkeys(i for i in (*named, *takers) if i))


def split(cell: str) -> tuple[str, ...]:
    """Return the items of a cell that lists several, separated by ";"."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
