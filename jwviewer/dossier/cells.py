"""What one cell may hold: a check for every cell type of the schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import filterfalse, pairwise

from jwviewer.dossier.countries import COUNTRIES
from jwviewer.dossier.dates import DateError, parse_date, parse_duration
from jwviewer.dossier.quantity import parse_decimal
from jwviewer.dossier.schema import Column
from jwviewer.dossier.text import has_control
from jwviewer.dossier.units import is_unit
from jwviewer.language import tr

Fault = tuple[str, str]
"""Why a cell is wrong and what to write instead."""

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
MOST_IDS = 2_000
_PLAIN = re.compile(r"[0-9]{1,30}")
_INT = re.compile(r"-?[0-9]{1,9}")
_INTS = re.compile(r"[0-9]{1,9}(;[0-9]{1,9}){0,3999}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_URL = re.compile(r"https?://[!-~\u00a1-\U0010ffff]{1,2000}")
_BROKEN = re.compile("[\udc80-\udcff]")
_SPREADSHEET = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|#+)")


def faults(column: Column, values: Iterable[str]) -> dict[str, Fault]:
    """Return the wrong ones of the distinct ``values`` of a column, each with its fault."""
    found: dict[str, Fault] = {}
    check = _CHECKS[column.type]
    if column.type in _SURE:
        # A table has as many ids and values as rows: let the pattern pass the good ones.
        values = filterfalse(_SURE[column.type], values)
    for value in values:
        if not value:
            if column.required:
                found[value] = tr("is empty, but every row needs it"), _about(column)
            continue
        fault = check(column, value)
        if fault:
            found[value] = _damage(value) or _blanks(column, value) or fault
    return found


def plain_fault(value: str, most: int) -> Fault | None:
    """Return what is wrong with a cell of a column that the schema does not know."""
    if len(value) > most:
        reason = tr("has {count:,} characters, more than {most:,}", count=len(value), most=most)
        return reason, tr("shorten it")
    if has_control(value):
        return _damage(value) or (tr("holds a control character"), tr("remove it"))
    return None


def nearest(value: str, options: Iterable[str], likeness: float = 0.6) -> str:
    """Return the option that ``value`` may have meant, or ""."""
    # Only a cell with a fault needs this, as with the advice below.
    from difflib import get_close_matches

    near = get_close_matches(value[:64].strip().lower(), list(options), 1, likeness)
    return near[0] if near else ""


def _damage(value: str) -> Fault | None:
    """Return what happened to a cell on its way here, where that can be seen."""
    if _BROKEN.search(value):
        return (
            tr("holds bytes that are not UTF-8"),
            tr('save the file as "CSV UTF-8"'),
        )
    if _SPREADSHEET.fullmatch(value[:20]):
        return tr("is an error of the spreadsheet, not a value"), tr("repair its formula or column")
    return None


def _blanks(column: Column, value: str) -> Fault | None:
    bare = value.strip()
    if column.type in ("text", "names") or bare == value or _CHECKS[column.type](column, bare):
        return None
    return tr("has blanks around it"), tr('write "{value}"', value=bare)


def _about(column: Column) -> str:
    if column.values:
        return tr("write one of {values}", values=", ".join(column.values))
    return tr("fill it in or remove the row")


def _id(_: Column, value: str) -> Fault | None:
    if ID.fullmatch(value):
        return None
    return (
        tr("is not an id"),
        tr("use a-z, 0-9 and hyphens, at most 64, beginning with a letter or digit"),
    )


def _ids(column: Column, value: str) -> Fault | None:
    parts = value.split(";")
    if len(parts) > MOST_IDS:
        return tr("has more than {most} ids", most=f"{MOST_IDS:,}"), tr("shorten it")
    wrong = next((p for p in parts if not ID.fullmatch(p)), None)
    if wrong is not None:
        return tr("is not a list of ids"), tr("write ids separated by ; without blanks")
    if len(set(parts)) < len(parts):
        return tr("names the same id twice"), tr("keep one of them")
    return None


def _text(column: Column, value: str) -> Fault | None:
    if not value.strip():
        return tr("is blank"), tr("write something or leave the cell empty")
    return _damage(value) or plain_fault(value, column.most)


def _names(column: Column, value: str) -> Fault | None:
    if not all(part.strip() for part in value.split(";")):
        return tr("has an empty name in it"), tr("write names separated by one ;")
    return plain_fault(value, column.most)


def _enum(column: Column, value: str) -> Fault | None:
    if value in column.values:
        return None
    near = nearest(value, column.values)
    if near:
        remedy = tr('write "{near}"', near=near)
    else:
        remedy = tr("write one of {values}", values=", ".join(column.values))
    return tr("is not one of the words allowed here"), remedy


def _edtf(_: Column, value: str) -> Fault | None:
    try:
        parse_date(value)
    except DateError as e:
        return _split(e)
    return None


def _duration(_: Column, value: str) -> Fault | None:
    try:
        parse_duration(value)
    except DateError as e:
        return _split(e)
    return None


def _decimal(_: Column, value: str) -> Fault | None:
    try:
        parse_decimal(value)
    except ValueError as e:
        from jwviewer.dossier.decimal_slips import advice

        return advice(value) or _split(e)
    return None


def _int(_: Column, value: str) -> Fault | None:
    if _INT.fullmatch(value):
        return None
    whole = re.fullmatch(r"(-?[0-9]{1,9})\.0+", value[:20])
    if whole:
        return tr("is not a whole number"), tr("write {number}", number=whole[1])
    return tr("is not a whole number"), tr("write digits only, such as 0, 2 or -3")


def _ints(_: Column, value: str) -> Fault | None:
    if not _INTS.fullmatch(value):
        return tr("is not a list of whole numbers"), tr("write numbers with ; as in 0;120;450")
    numbers = [int(part) for part in value.split(";")]
    if any(one >= other for one, other in pairwise(numbers)):
        return tr("is not ascending"), tr("write each number once, the smallest first")
    return None


def _unit(_: Column, value: str) -> Fault | None:
    if is_unit(value):
        return None
    remedy = tr(
        "write vehicle, %, kW, CNY or another unit; a count noun that is not listed as {example}",
        example="{excavator}",
    )
    return tr("is not a unit"), remedy


def _country(_: Column, value: str) -> Fault | None:
    if value in COUNTRIES:
        return None
    return tr("is not a country code"), tr("write two capital letters of ISO 3166-1, such as CN")


def _language(_: Column, value: str) -> Fault | None:
    if _LANGUAGE.fullmatch(value):
        return None
    return tr("is not a language code"), tr("write a code such as en, zh or zh-Hans")


def _sha256(_: Column, value: str) -> Fault | None:
    if _SHA256.fullmatch(value):
        return None
    return tr("is not a SHA-256 hash"), tr("write its 64 digits 0-9 and a-f")


def _url(_: Column, value: str) -> Fault | None:
    if _URL.fullmatch(value):
        return None
    return tr("is not a web address"), tr("write an address that begins with https:// or http://")


def _split(error: Exception) -> Fault:
    reason, _, remedy = str(error).partition("; ")
    return reason, remedy


_SURE: dict[str, Callable[[str], object]] = {
    "id": ID.fullmatch,
    "ref": ID.fullmatch,
    "decimal": _PLAIN.fullmatch,
    "sha256": _SHA256.fullmatch,
}
"""Patterns of what needs no further look; everything else goes through its check."""

_CHECKS: dict[str, Callable[[Column, str], Fault | None]] = {
    "id": _id,
    "ref": _id,
    "refs": _ids,
    "text": _text,
    "names": _names,
    "enum": _enum,
    "edtf": _edtf,
    "duration": _duration,
    "decimal": _decimal,
    "int": _int,
    "ints": _ints,
    "unit": _unit,
    "country": _country,
    "language": _language,
    "sha256": _sha256,
    "url": _url,
}
