"""What the metrics pane says beside its figures: shares, conversions, changes, reasons."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from jwviewer.dossier.dates import describe_date, parse_date
from jwviewer.dossier.derived import derive
from jwviewer.dossier.quantity import (
    Quantity,
    describe,
    describe_inherited,
    describe_number,
    parse_decimal,
)
from jwviewer.dossier.units import UNSETTLED, is_currency, unit_label
from jwviewer.language import tr
from jwviewer.queries.bases import with_basis
from jwviewer.queries.figure_columns import FigureColumns, figure_columns
from jwviewer.queries.metric_view import Aside
from jwviewer.queries.wording import value_words

if TYPE_CHECKING:
    from jwviewer.dossier.derived import Derived
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact


MOST_KEPT = 2_048
"""Numbers that stay read; it bounds memory."""


class MetricWords:
    """Answers for one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self._quantities: dict[str, Quantity] = {}
        self._rows: dict[str, int] = {}
        self._nouns: dict[str, bool] = {}

    def conversions(self, fact: Fact) -> tuple[Fact, ...]:
        """Return the figures that the source converts an amount to."""
        rows = self._figures.converted.get(self._row(fact), ())
        return tuple(self.fact(row) for row in rows)

    def changes(self, fact: Fact) -> tuple[Fact, ...]:
        """Return the figures that tell the change of one."""
        figures, row = self._figures, self._row(fact)
        return tuple(self.fact(n) for n in figures.changes.of(row)) if figures.changed[row] else ()

    def base_value(self, change: Fact) -> Derived | None:
        """Return what a figure was before a change, where the figures tell."""
        found = self._derived(change)
        return next((value for value in found if value.kind == "base-value"), None)

    def metric(self, fact: Fact) -> str:
        """Return what a figure measures."""
        return str(self.dossier.row("metrics", fact.metric_id)["label"])

    def is_change(self, fact: Fact) -> bool:
        """Tell whether a figure is a change and therefore has no place on a scale of levels."""
        kind = str(self.dossier.row("metrics", fact.metric_id)["quantity"])
        return bool(fact.change_of_id) or kind == "change"

    def is_stock(self, fact: Fact) -> bool:
        """Tell whether a figure holds at a moment, whatever length its period has."""
        return str(self.dossier.row("metrics", fact.metric_id)["period_kind"]) == "stock"

    def owner(self, fact: Fact) -> str:
        """Return whose figure it is: a company's id, or of another entity."""
        return fact.company_ids[0] if fact.company_ids else fact.organisation_id

    def what(self, fact: Fact) -> str:
        """Return what is counted, shorter than the fact's label."""
        return self.what_at(self._row(fact))

    def what_at(self, row: int) -> str:
        """Return what the figure in a row of its table counts."""
        figures = self._figures
        subject = figures.table["subject_id"].cell(row)
        if subject:
            return self.dossier.name(subject)
        unit = figures.units[figures.unit.item(row)]
        metric = str(
            self.dossier.row("metrics", figures.metrics[figures.metric.item(row)])["label"]
        )
        if not is_currency(unit) and figures.are_split(np.array([row]))[0]:
            noun = unit_label(unit, True)
            named = noun.casefold() in metric.casefold()
            return tr("all {unit}", unit=noun) if named else tr("all")
        return metric

    def owner_at(self, row: int) -> str:
        """Return whose the figure in a row is."""
        return str(self._figures.owners[self._figures.owner.item(row)])

    def period_at(self, row: int) -> str:
        """Return the period of the figure in a row in words, or ""."""
        text = self._figures.table["period"].cell(row)
        return describe_date(parse_date(text)) if text else ""

    def quantities(self, rows: list[int]) -> list[Quantity]:
        """Return the numbers in some rows with their bounds, none of which is empty."""
        table = self._figures.table
        names = ("value", "bound", "unit", "value_high", "decimals", "inferred_bound")
        columns = [map(table[name].cell, rows) for name in names]
        return [
            Quantity(
                parse_decimal(value), bound, unit, parse_decimal(high) if high else None,
                int(decimals) if decimals else None, inferred,
            )
            for value, bound, unit, high, decimals, inferred in zip(*columns, strict=True)
        ]  # fmt: skip

    def quantity(self, fact: Fact) -> Quantity:
        """Return a figure's number with its bound, read once."""
        if fact.id not in self._quantities:
            if len(self._quantities) >= MOST_KEPT:
                self._quantities.clear()
            assert fact.quantity is not None
            self._quantities[fact.id] = fact.quantity
        return self._quantities[fact.id]

    def value(self, fact: Fact) -> str:
        """Return a figure's value with its bound; without a count noun, which the axis names."""
        return self.number(self.quantity(fact))

    def number(self, quantity: Quantity) -> str:
        """Return a value with its bound; without a count noun, which the axis names."""
        unit = quantity.unit
        noun = self._nouns.get(unit)
        if noun is None:
            noun = self._nouns[unit] = unit_label(unit, True) != unit_label(unit, False)
        return describe_number(quantity) if noun else describe(quantity)

    def axis_title(self, unit: str) -> str:
        """Return a value axis' title."""
        return unit if is_currency(unit) and unit != UNSETTLED else unit_label(unit, True)

    def period(self, fact: Fact) -> str:
        """Return a figure's period in words, or ""."""
        return describe_date(parse_date(fact.period)) if fact.period else ""

    def base_period(self, fact: Fact) -> str:
        """Return a change's base period in words with its basis, or that it is not stated."""
        if not fact.base_period:
            return tr("base period not stated")
        words = describe_date(parse_date(fact.base_period))
        return with_basis(words, fact.base_basis)

    def share(self, fact: Fact) -> Aside | None:
        """Return a part's share of its whole, which is derived."""
        found = self._derived(fact)
        value = next((v for v in found if v.kind == "share"), None)
        if value is None:
            return None
        share = describe(value.quantity)
        whole = self.dossier.fact(fact.part_of_id)
        of = self.dossier.name(whole.subject_id) or (
            self.what(whole) if whole.part_of_id else tr("all")
        )
        text = (
            tr("{share} of {whole} (derived, rounded)", share=share, whole=of)
            if value.rounded and value.quantity.bound == "eq"
            else tr("{share} of {whole} (derived)", share=share, whole=of)
        )
        return Aside(text, derived=value.formula)

    def inherited(self, fact: Fact) -> tuple[Aside, ...]:
        """Return that a bound is inferred, for a number printed without it."""
        words = describe_inherited(self.quantity(fact)) if fact.inferred_bound else ""
        return (Aside(tr("inferred: {bound}", bound=words)),) if words else ()

    def conversion(self, fact: Fact) -> tuple[Aside, ...]:
        """Return the source's own conversions of an amount and the rates that they imply."""
        targets = self.conversions(fact)
        return tuple(aside for target in targets for aside in self._converted(target))

    def _converted(self, target: Fact) -> tuple[Aside, ...]:
        amount = value_words(self.dossier, target)
        sign = {"gt": ">", "ge": "≥", "lt": "<", "le": "≤"}.get(target.inferred_bound, "")
        given = (
            tr("{amount} as the source converts it (“{sign}” inferred)", amount=amount, sign=sign)
            if sign
            else tr("{amount} as the source converts it", amount=amount)
        )
        asides = [Aside(given, target.id)]
        rate = self._rate(target)
        if rate is not None:
            asides.append(
                Aside(
                    tr("implied {rate} (derived)", rate=describe(rate.quantity)),
                    derived=rate.formula,
                )
            )
        return tuple(asides)

    def changed(self, change: Fact) -> Aside:
        """Return a change in words."""
        words = tr(
            "{change} on {base}",
            change=value_words(self.dossier, change),
            base=self.base_period(change),
        )
        return Aside(words, change.id)

    def change(self, change: Fact) -> tuple[Aside, ...]:
        """Return a change in words, and the base it implies."""
        asides = [self.changed(change)]
        base = self.base_value(change)
        if base is not None:
            asides.append(
                Aside(
                    tr("{value} then (derived)", value=describe(base.quantity)),
                    derived=base.formula,
                )
            )
        return tuple(asides)

    def unstated(self, fact: Fact) -> str:
        """Return why an undated figure is listed but not drawn."""
        if fact.period:
            return tr("{period}: not drawn", period=self.period(fact))
        open_points = {o.attribute for o in self.dossier.omissions if o.fact_id == fact.id}
        if "subject" in open_points or (
            self.dossier.row("metrics", fact.metric_id)["period_kind"] == "unknown"
            and not fact.subject_id
        ):
            return tr("period and product not stated: not drawn")
        return tr("period not stated: not drawn")

    def source_title(self, row: int) -> str:
        """Return who says what the figure in a row does: the asserter if named, else the source."""
        dossier, figures = self.dossier, self._figures
        asserter = figures.table["asserter_id"].cell(row)
        if asserter:
            return dossier.name(asserter)
        pieces = dossier.evidence.rows_of(figures.id(row))
        if not pieces:
            return ""
        source = dossier.store["evidence"]["source_id"].cell(pieces[0])
        return str(dossier.row("sources", source)["title"])

    def _rate(self, target: Fact) -> Derived | None:
        """Return the rate that the first conversion of, or to, an amount implies."""
        table = self.dossier.store["conversions"]
        rows = {
            *table.rows_with("from_id", target.id).tolist(),
            *table.rows_with("to_id", target.id).tolist(),
        }
        for row in sorted(rows):
            conversion = self.dossier.fact(table["conversion_id"].cell(row))
            for value in self._derived(conversion):
                return value
        return None

    def _derived(self, fact: Fact) -> tuple[Derived, ...]:
        """Return the values that hang on a fact."""
        return derive(self.dossier, np.array([self.dossier.positions[fact.id]]))

    def fact(self, row: int) -> Fact:
        """Return the figure in a row of its table."""
        found: Fact = self.dossier.facts[self._figures.here.start + row]
        if len(self._rows) >= MOST_KEPT:
            self._rows.clear()
        self._rows[found.id] = row
        return found

    def _row(self, fact: Fact) -> int:
        row = self._rows.get(fact.id)
        return self._figures.row(fact.id) if row is None else row

    @cached_property
    def _figures(self) -> FigureColumns:
        return figure_columns(self.dossier)
