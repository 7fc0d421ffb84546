"""What the columns of figures, metrics and conversions must have to do with each other."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jwviewer.dossier.csv_table import Watch
from jwviewer.dossier.links import Sheets
from jwviewer.dossier.quantity import parse_decimal
from jwviewer.dossier.references import Owners
from jwviewer.dossier.row_proofs import unlike_money
from jwviewer.dossier.sheet import Sheet
from jwviewer.dossier.units import UNSETTLED, is_currency
from jwviewer.language import tr

_INT = re.compile(r"-?[0-9]{1,9}")
_LOWEST_PLACE, _HIGHEST_PLACE = -29, 12


def check_metrics(sheet: Sheet) -> None:
    """Report metrics whose unit does not fit what they measure."""
    for row in sheet.select(lambda u, q: bool(u and q == "money"), "unit", "quantity"):
        sheet.report(row, "unit", tr("is given for money, whose figures name the currency"),
                     tr("empty the cell"))  # fmt: skip
    for row in sheet.select(lambda u, q: not u and q != "money", "unit", "quantity"):
        sheet.report(row, "unit", tr("is empty, but only money goes without a unit here"),
                     tr("write a unit such as vehicle, % or kW"))  # fmt: skip


def check_figures(sheets: Sheets, owners: Owners, watch: Watch) -> None:
    """Report figures whose value, bound, unit or direction contradict each other."""
    sheet = sheets["figures"]
    _check_ranges(sheet)
    _check_direction(sheet)
    watch()
    _check_decimals(sheet)
    watch()
    _check_units(sheet, sheets["metrics"], owners["metrics"])
    _check_conversions(sheets["conversions"], sheet, owners["figures"])


def _check_ranges(sheet: Sheet) -> None:
    values, highs = sheet.columns["value"], sheet.columns["value_high"]
    bounds = sheet.columns["bound"]
    odd = sheet.candidates(lambda b, h: b == "range" or bool(h), "bound", filled=("value_high",))
    for row in sheet.sound(odd, "bound", "value", "value_high"):
        if bounds[row] != "range":
            sheet.report(row, "value_high", tr("is given although the bound is not range"),
                         tr("write range as bound, or empty the cell"))  # fmt: skip
        elif not highs[row]:
            sheet.report(row, "value_high", tr("is empty, but a range needs its upper end"),
                         tr("write the upper end"))  # fmt: skip
        elif parse_decimal(highs[row]) <= parse_decimal(values[row]):
            sheet.report(row, "value_high", tr("is not above value"),
                         tr("write the lower end in value, the upper end here"))  # fmt: skip


def _check_direction(sheet: Sheet) -> None:
    values = sheet.columns["value"]
    signed = sheet.candidates(
        lambda value, way: bool(way) and value.startswith("-"), "value", filled=("direction",)
    )
    for row in sheet.sound(signed, "value", "direction"):
        sheet.report(row, "value", tr("is negative although direction says which way"),
                     tr("write {value}", value=values[row][1:]))  # fmt: skip


def _check_decimals(sheet: Sheet) -> None:
    for row in sheet.candidates(_is_outside, "decimals"):
        sheet.report(row, "decimals", tr("is not a decimal place"),
                     tr("write 2 for hundredths, 0 for ones, -3 for thousands"))  # fmt: skip
    for row in sheet.sound(sheet.candidates(_is_finer, "value", "decimals"), "value"):
        sheet.report(row, "decimals", tr("is coarser than the value is written"),
                     tr("say the last place that the source knows"), "warning")  # fmt: skip


def _is_outside(place: str) -> bool:
    return bool(_INT.fullmatch(place)) and not _LOWEST_PLACE <= int(place) <= _HIGHEST_PLACE


def _is_finer(value: str, place: str) -> bool:
    """Tell whether a value is written with more places than a cell says are known."""
    if not place or _is_outside(place) or not _INT.fullmatch(place):
        return False
    if int(place) < 0:
        return value != "0" and not value.endswith("0" * -int(place))
    return "." in value and _fraction(value) > int(place)


def _fraction(value: str) -> int:
    return len(value) - value.index(".") - 1


def _check_units(sheet: Sheet, metrics: Sheet, owners: Mapping[str, int]) -> None:
    unit_of = {
        metric: (metrics.columns["unit"][row], metrics.columns["quantity"][row] == "money")
        for metric, row in owners.items()
        if row not in metrics.bad
    }
    settled = {metric: unit for metric, (unit, money) in unit_of.items() if not money}
    money = unit_of.keys() - settled.keys()
    for row in sheet.select(
        lambda metric, unit: metric in settled and unit != settled[metric], "metric_id", "unit"
    ):
        wanted = settled[sheet.columns["metric_id"][row]]
        sheet.report(row, "unit", tr("is not the unit of its metric"),
                     tr('write "{unit}", or use another metric', unit=wanted))  # fmt: skip
    for row in sheet.select(
        lambda metric, unit: metric in money and not is_currency(unit),
        "metric_id", "unit",
    ):  # fmt: skip
        sheet.report(row, "unit", tr("is not a currency, but the metric is money"),
                     tr("write a code such as CNY, or ? if it is not settled"))  # fmt: skip


def _check_conversions(sheet: Sheet, figures: Sheet, owners: Mapping[str, int]) -> None:
    units = figures.columns["unit"]
    for row in unlike_money(sheet, figures, owners):
        ends = [owners.get(sheet.columns[column][row]) for column in ("from_id", "to_id")]
        if any(end is None or (end, "unit") in figures.bad_cells for end in ends):
            continue
        given = [units[end] for end in ends if end is not None]
        odd = next((n for n, unit in enumerate(given) if not is_currency(unit)), None)
        if odd is not None:
            sheet.report(row, ("from_id", "to_id")[odd], tr("is not an amount of money"),
                         tr("a conversion joins two figures in currencies"))  # fmt: skip
        elif given[0] == given[1] != UNSETTLED and ends[0] != ends[1]:
            sheet.report(row, "to_id", tr("is in the same currency as from_id"),
                         tr("a conversion joins two currencies"))  # fmt: skip
