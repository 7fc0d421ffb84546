"""What must hold of what a person supplied: cells of a source, and exchange rates."""

from __future__ import annotations

from jwviewer.dossier.quantity import parse_decimal
from jwviewer.dossier.sheet import Sheet
from jwviewer.dossier.units import UNSETTLED, is_currency
from jwviewer.language import tr

SUPPLIABLE = ("title", "publisher", "author", "url", "published", "language")
"""The cells of a source that a person may fill where the source itself is silent."""


def check_supplied(sources: Sheet, rates: Sheet) -> None:
    """Report marks that mark nothing, and rates that are no rates of two currencies."""
    for row in sources.where("supplied"):
        for name in sources.columns["supplied"][row].split(";"):
            column = name.strip()
            if column not in SUPPLIABLE:
                sources.report(row, "supplied", tr("names no column that can be supplied"),
                               tr("write one of {names}", names=", ".join(SUPPLIABLE)))  # fmt: skip
            elif not sources.columns[column][row]:
                sources.report(row, "supplied", tr("names {column}, which is empty", column=column),
                               tr("fill it, or take it off the list"))  # fmt: skip
    for side in ("from_currency", "to_currency"):
        for row in rates.where(side):
            code = rates.columns[side][row]
            if not is_currency(code) or code == UNSETTLED:
                rates.report(row, side, tr("is not a currency"),
                             tr("write its ISO 4217 code, such as CNY"))  # fmt: skip
    for row in rates.select(lambda one, other: one == other, "from_currency", "to_currency"):
        rates.report(row, "to_currency", tr("is the same as from_currency"),
                     tr("name another currency"))  # fmt: skip
    for row in rates.where("value"):
        if parse_decimal(rates.columns["value"][row]) <= 0:
            rates.report(row, "value", tr("is not above 0"),
                         tr("write what one unit of from_currency is worth"))  # fmt: skip
