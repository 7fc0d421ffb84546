"""The units a figure can have: count nouns, ratios, physical units and currencies.

Codes follow UCUM where it has one. A count noun that the table lacks is written in
braces, such as ``{excavator}``; an exchange rate as two currencies, such as ``CNY/USD``.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from jwviewer.language import tr

UNSETTLED = "?"
"""Stands for money whose currency the source leaves open."""


class Unit(Struct, frozen=True):
    """How a unit is written after one and after any other number."""

    code: str
    one: str
    many: str
    spoken: str = ""


def is_unit(code: str) -> bool:
    """Tell whether a figure may have this unit."""
    known = code in units() or is_currency(code) or is_rate(code)
    return known or _NOUN.fullmatch(code) is not None


def is_currency(code: str) -> bool:
    """Tell whether the code stands for money: an ISO 4217 code, or ? for an unsettled one."""
    return code in CURRENCIES or code == UNSETTLED


def is_rate(code: str) -> bool:
    """Tell whether the code stands for one currency's price in another, such as CNY/USD."""
    return all(part in CURRENCIES for part in code.split("/")) if _RATE.fullmatch(code) else False


def unit_label(code: str, plural: bool = True) -> str:
    """Return a unit as it is written after a number: "vehicles", "%", "US$", "CNY per USD"."""
    unit = units().get(code)
    if unit is not None:
        return unit.many if plural else unit.one
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
    unit = units().get(code)
    return unit.spoken if unit is not None and unit.spoken else unit_label(code, plural)


def _many(noun: str) -> str:
    """Return the plural of an English noun by the general rule."""
    if re.search(r"(?:s|x|z|ch|sh)\Z", noun):
        return noun + "es"
    if re.search(r"[^aeiou]y\Z", noun):
        return noun[:-1] + "ies"
    return noun + "s"


@cache
def units() -> dict[str, Unit]:
    """Return the units of the table by code; "1" is a bare number, such as a ratio."""
    table = (
        Unit("vehicle", tr("vehicle"), tr("vehicles")),
        Unit("unit", tr("unit"), tr("units")),
        Unit("patent", tr("patent"), tr("patents")),
        Unit("employee", tr("employee"), tr("employees")),
        Unit("engine", tr("engine"), tr("engines")),
        Unit("truck", tr("truck"), tr("trucks")),
        Unit("bus", tr("bus"), tr("buses")),
        Unit("car", tr("car"), tr("cars")),
        Unit("tractor", tr("tractor"), tr("tractors")),
        Unit("ship", tr("ship"), tr("ships")),
        Unit("machine", tr("machine"), tr("machines")),
        Unit("set", tr("set"), tr("sets")),
        Unit("piece", tr("piece"), tr("pieces")),
        Unit("plant", tr("plant"), tr("plants")),
        Unit("factory", tr("factory"), tr("factories")),
        Unit("country", tr("country"), tr("countries")),
        Unit("city", tr("city"), tr("cities")),
        Unit("station", tr("station"), tr("stations")),
        Unit("dealer", tr("dealer"), tr("dealers")),
        Unit("customer", tr("customer"), tr("customers")),
        Unit("supplier", tr("supplier"), tr("suppliers")),
        Unit("subsidiary", tr("subsidiary"), tr("subsidiaries")),
        Unit("project", tr("project"), tr("projects")),
        Unit("product", tr("product"), tr("products")),
        Unit("model", tr("model"), tr("models")),
        Unit("technology", tr("technology"), tr("technologies")),
        Unit("standard", tr("standard"), tr("standards")),
        Unit("award", tr("award"), tr("awards")),
        Unit("share", tr("share"), tr("shares")),
        Unit("order", tr("order"), tr("orders")),
        Unit("contract", tr("contract"), tr("contracts")),
        Unit("agreement", tr("agreement"), tr("agreements")),
        Unit("home", tr("home"), tr("homes")),
        Unit("household", tr("household"), tr("households")),
        Unit("university", tr("university"), tr("universities")),
        Unit("laboratory", tr("laboratory"), tr("laboratories")),
        Unit("battery", tr("battery"), tr("batteries")),
        Unit("cell", tr("cell"), tr("cells")),
        Unit("time", tr("time"), tr("times")),
        Unit("place", tr("place"), tr("places")),
        Unit("centre", tr("centre"), tr("centres")),
        Unit("person", tr("person"), tr("people")),
        Unit("%", "%", "%", tr("percent")),
        Unit("pp", tr("percentage point"), tr("percentage points")),
        Unit("a", tr("year"), tr("years")),
        Unit("mo", tr("month"), tr("months")),
        Unit("wk", tr("week"), tr("weeks")),
        Unit("d", tr("day"), tr("days")),
        Unit("h", tr("hour"), tr("hours")),
        Unit("min", tr("minute"), tr("minutes")),
        Unit("s", "s", "s", tr("seconds")),
        Unit("W", "W", "W", tr("watts")),
        Unit("kW", "kW", "kW", tr("kilowatts")),
        Unit("MW", "MW", "MW", tr("megawatts")),
        Unit("GW", "GW", "GW", tr("gigawatts")),
        Unit("kWh", "kWh", "kWh", tr("kilowatt hours")),
        Unit("MWh", "MWh", "MWh", tr("megawatt hours")),
        Unit("GWh", "GWh", "GWh", tr("gigawatt hours")),
        Unit("Nm", "Nm", "Nm", tr("newton metres")),
        Unit("V", "V", "V", tr("volts")),
        Unit("g", "g", "g", tr("grams")),
        Unit("kg", "kg", "kg", tr("kilograms")),
        Unit("t", "t", "t", tr("tonnes")),
        Unit("mm", "mm", "mm", tr("millimetres")),
        Unit("m", "m", "m", tr("metres")),
        Unit("km", "km", "km", tr("kilometres")),
        Unit("m2", "m²", "m²", tr("square metres")),
        Unit("ha", "ha", "ha", tr("hectares")),
        Unit("km2", "km²", "km²", tr("square kilometres")),
        Unit("L", "L", "L", tr("litres")),
        Unit("m3", "m³", "m³", tr("cubic metres")),
        Unit("km/h", "km/h", "km/h", tr("kilometres per hour")),
        Unit("g/km", "g/km", "g/km", tr("grams per kilometre")),
        Unit("Cel", "°C", "°C", tr("degrees Celsius")),
        Unit("1", "", ""),
    )
    return {unit.code: unit for unit in table}


_RATE = re.compile(r"[A-Z]{3}/[A-Z]{3}")
_NOUN = re.compile(r"\{[A-Za-z][A-Za-z -]{0,38}[A-Za-z]\}")

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
