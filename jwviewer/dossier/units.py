"""The units a figure can have: count nouns, ratios, physical units and currencies.

Codes follow UCUM where it has one. A count noun that the table lacks is written in
braces, such as ``{excavator}``; an exchange rate as two currencies, such as ``CNY/USD``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jwviewer.language import tr

UNSETTLED = "?"
"""Stands for money whose currency the source leaves open."""


@dataclass(frozen=True, slots=True)
class Unit:
    """How a unit is written after one and after any other number."""

    code: str
    one: str
    many: str
    spoken: str = ""


def is_unit(code: str) -> bool:
    """Tell whether a figure may have this unit."""
    known = code in UNITS or is_currency(code) or is_rate(code)
    known = code in UNITS or is_currency(code) or is_rate(code)
    return known or _NOUN.fullmatch(code) is not None


def is_currency(code: str) -> bool:
    """Tell whether the code stands for money: an ISO 4217 code, or ? for an unsettled one."""
    return code in CURRENCIES or code == UNSETTLED


def is_rate(code: str) -> bool:
    """Tell whether the code stands for one currency's price in another, such as CNY/USD."""
    return all(part in CURRENCIES for part in code.split("/")) if _RATE.fullmatch(code) else False


def unit_label(code: str, plural: bool = True) -> str:
    """Return a unit as it is written after a number: "vehicles", "%", "US$", "CNY per USD"."""
    if code in UNITS:
        unit = UNITS[code]
        return tr(unit.many if plural else unit.one)
    if code == UNSETTLED:
        return tr("currency not stated")
    if code in CURRENCIES:
        return _SIGNS.get(code, code)
    if is_rate(code):
        one, other = code.split("/")
        return tr("{one} per {other}", one=one, other=other)
    if _NOUN.fullmatch(code):
        noun = code[1:-1]
        return _many(noun) if plural else noun
    return code


def unit_spoken(code: str, plural: bool = True) -> str:
    """Return a unit as it is read out, such as "percent"; else the same as ``unit_label``."""
    unit = UNITS.get(code)
    return tr(unit.spoken) if unit is not None and unit.spoken else unit_label(code, plural)


def _many(noun: str) -> str:
    """Return the plural of an English noun by the general rule."""
    if re.search(r"(?:s|x|z|ch|sh)\Z", noun):
        return noun + "es"
    if re.search(r"[^aeiou]y\Z", noun):
        return noun[:-1] + "ies"
    return noun + "s"


def _nouns(*nouns: str) -> tuple[Unit, ...]:
    return tuple(Unit(noun, noun, _many(noun)) for noun in nouns)


_RATE = re.compile(r"[A-Z]{3}/[A-Z]{3}")
_NOUN = re.compile(r"\{[A-Za-z][A-Za-z -]{0,38}[A-Za-z]\}")

UNITS: dict[str, Unit] = {
    unit.code: unit
    for unit in (
        *_nouns(
            "vehicle", "unit", "patent", "employee", "engine", "truck", "bus", "car", "tractor",
            "ship", "machine", "set", "piece", "plant", "factory", "country", "city", "station",
            "dealer", "customer", "supplier", "subsidiary", "project", "product", "model",
            "technology", "standard", "award", "share", "order", "contract", "agreement", "home",
            "household", "university", "laboratory", "battery", "cell", "time", "place", "centre",
        ),
        Unit("person", "person", "people"),
        Unit("%", "%", "%", "percent"),
        Unit("pp", "percentage point", "percentage points"),
        Unit("a", "year", "years"),
        Unit("mo", "month", "months"),
        Unit("wk", "week", "weeks"),
        Unit("d", "day", "days"),
        Unit("h", "hour", "hours"),
        Unit("min", "minute", "minutes"),
        Unit("s", "s", "s", "seconds"),
        Unit("W", "W", "W", "watts"),
        Unit("kW", "kW", "kW", "kilowatts"),
        Unit("MW", "MW", "MW", "megawatts"),
        Unit("GW", "GW", "GW", "gigawatts"),
        Unit("kWh", "kWh", "kWh", "kilowatt hours"),
        Unit("MWh", "MWh", "MWh", "megawatt hours"),
        Unit("GWh", "GWh", "GWh", "gigawatt hours"),
        Unit("Nm", "Nm", "Nm", "newton metres"),
        Unit("V", "V", "V", "volts"),
        Unit("g", "g", "g", "grams"),
        Unit("kg", "kg", "kg", "kilograms"),
        Unit("t", "t", "t", "tonnes"),
        Unit("mm", "mm", "mm", "millimetres"),
        Unit("m", "m", "m", "metres"),
        Unit("km", "km", "km", "kilometres"),
        Unit("m2", "m²", "m²", "square metres"),
        Unit("ha", "ha", "ha", "hectares"),
        Unit("km2", "km²", "km²", "square kilometres"),
        Unit("L", "L", "L", "litres"),
        Unit("m3", "m³", "m³", "cubic metres"),
        Unit("km/h", "km/h", "km/h", "kilometres per hour"),
        Unit("g/km", "g/km", "g/km", "grams per kilometre"),
        Unit("Cel", "°C", "°C", "degrees Celsius"),
        Unit("1", "", ""),
    )
}  # fmt: skip
"""The units of the table by code; "1" is a bare number, such as a ratio."""

_CODES = (
    # Current ones, then those that gave way to the euro and others that older sources name.
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN "
    "BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR "
    "KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK "
    "MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR "
    "SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS "
    "UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF YER ZAR ZMW ZWG "
    "ANG ATS BEF CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE ROL SIT SKK SLL "
    "TRL VEF ZMK ZWL"
)
CURRENCIES = frozenset(_CODES.split())
"""ISO 4217 codes, those of former currencies included."""

_SIGNS = {
    # Only signs that name one currency: ¥, $ and kr alone do not.
    "USD": "US$", "EUR": "€", "GBP": "£", "HKD": "HK$", "AUD": "A$", "CAD": "C$", "NZD": "NZ$",
    "SGD": "S$", "TWD": "NT$", "INR": "₹", "KRW": "₩",
}  # fmt: skip
