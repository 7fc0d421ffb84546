"""What the columns of figures, metrics and conversions must have to do with each other."""

from __future__ import annotations

from jwviewer.dossier.quantity import parse_decimal
from jwviewer.dossier.references import Owners, Sheets
from jwviewer.dossier.sheet import Sheet
from jwviewer.dossier.units import is_currency
from jwviewer.language import tr

UNSETTLED = "?"
"""The unit of money whose sign the text does not settle."""
_LOWEST_PLACE, _HIGHEST_PLACE = -29, 12


def check_metrics(sheet: Sheet) -> None:
    """Report metrics whose unit does not fit what they measure."""
    units, quantities = sheet.columns["unit"], sheet.columns["quantity"]
    for row in sheet.sound(range(len(sheet)), "unit", "quantity"):
        money = quantities[row] == "money"
        if money and units[row]:
            sheet.report(row, "unit", tr("is given for money, whose figures name the currency"),
                         tr("empty the cell"))  # fmt: skip
        elif not money and not units[row]:
            sheet.report(row, "unit", tr("is empty, but only money goes without a unit here"),
                         tr("write a unit such as vehicle, % or kW"))  # fmt: skip


def check_figures(sheets: Sheets, owners: Owners) -> None:
    """Report figures whose value, bound, unit or direction contradict each other."""
    sheet = sheets["figures"]
    _check_ranges(sheet)
    _check_direction(sheet)
    _check_decimals(sheet)
    _check_units(sheet, sheets["metrics"], owners["metrics"])
    _check_conversions(sheets["conversions"], sheet, owners["figures"])


def _check_ranges(sheet: Sheet) -> None:
    values, highs = sheet.columns["value"], sheet.columns["value_high"]
    bounds = sheet.columns["bound"]
    odd = (n for n, (b, h) in enumerate(zip(bounds, highs, strict=True)) if b == "range" or h)
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
    values, directions = sheet.columns["value"], sheet.columns["direction"]
    signed = (n for n, v in enumerate(values) if v.startswith("-") and directions[n])
    for row in sheet.sound(signed, "value", "direction"):
        sheet.report(row, "value", tr("is negative although direction says which way"),
                     tr("write {value}", value=values[row][1:]))  # fmt: skip


def _check_decimals(sheet: Sheet) -> None:
    values, places = sheet.columns["value"], sheet.columns["decimals"]
    finer: dict[tuple[str, str], bool] = {}
    for row in sheet.where("decimals"):
        place = int(places[row])
        if not _LOWEST_PLACE <= place <= _HIGHEST_PLACE:
            sheet.report(row, "decimals", tr("is not a decimal place"),
                         tr("write 2 for hundredths, 0 for ones, -3 for thousands"))  # fmt: skip
        elif (row, "value") not in sheet.bad_cells:
            pair = values[row], places[row]
            if pair not in finer:
                finer[pair] = _last_place(values[row]) > place
            if finer[pair]:
                sheet.report(row, "decimals", tr("is coarser than the value is written"),
                             tr("say the last place that the source knows"), "warning")  # fmt: skip


def _last_place(value: str) -> int:
    """Return the last decimal place that is not zero: 2 for hundredths, -3 for thousands."""
    whole, _, fraction = value.lstrip("-").partition(".")
    fraction = fraction.rstrip("0")
    if fraction:
        return len(fraction)
    return len(whole.rstrip("0")) - len(whole) if whole.strip("0") else _LOWEST_PLACE


def _check_units(sheet: Sheet, metrics: Sheet, owners: dict[str, int]) -> None:
    unit_of = {
        metric: (metrics.columns["unit"][row], metrics.columns["quantity"][row] == "money")
        for metric, row in owners.items()
        if row not in metrics.bad
    }
    names, units = sheet.columns["metric_id"], sheet.columns["unit"]
    fits: dict[tuple[str, str], bool] = {}
    for row, pair in enumerate(zip(names, units, strict=True)):
        if pair not in fits:
            wanted, money = unit_of.get(pair[0], (pair[1], False))
            fits[pair] = (
                pair[1] == UNSETTLED or is_currency(pair[1]) if money else pair[1] == wanted
            )
        if fits[pair] or _known_bad(sheet, row, "unit", "metric_id"):
            continue
        wanted, money = unit_of[pair[0]]
        if money:
            sheet.report(row, "unit", tr("is not a currency, but the metric is money"),
                         tr("write a code such as CNY, or ? if it is not settled"))  # fmt: skip
        else:
            sheet.report(row, "unit", tr("is not the unit of its metric"),
                         tr('write "{unit}", or use another metric', unit=wanted))  # fmt: skip


def _known_bad(sheet: Sheet, row: int, *columns: str) -> bool:
    return any((row, column) in sheet.bad_cells for column in columns)


def _check_conversions(sheet: Sheet, figures: Sheet, owners: dict[str, int]) -> None:
    units = figures.columns["unit"]
    for row in range(len(sheet)):
        ends = [owners.get(sheet.columns[column][row]) for column in ("from_id", "to_id")]
        if any(end is None or (end, "unit") in figures.bad_cells for end in ends):
            continue
        given = [units[end] for end in ends if end is not None]
        odd = next((n for n, unit in enumerate(given)
                    if unit != UNSETTLED and not is_currency(unit)), None)  # fmt: skip
        if odd is not None:
            sheet.report(row, ("from_id", "to_id")[odd], tr("is not an amount of money"),
                         tr("a conversion joins two figures in currencies"))  # fmt: skip
        elif given[0] == given[1] and ends[0] != ends[1]:
            sheet.report(row, "to_id", tr("is in the same currency as from_id"),
                         tr("a conversion joins two currencies"))  # fmt: skip
