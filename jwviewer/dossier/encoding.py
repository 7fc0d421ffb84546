"""Which encoding a table's file is in, and what to do when it is not UTF-8."""

from __future__ import annotations

import codecs
import re

from jwviewer.dossier.problems import ProblemList
from jwviewer.dossier.text import normalise
from jwviewer.language import tr

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_FOREIGN = re.compile(rb"[\x80-\xff]+")
_CHINESE = re.compile("[\u4e00-\u9fff]")


def decode_table(data: bytes, file: str, problems: ProblemList) -> str | None:
    """Return the text with LF line ends, or None when it is no text at all.

    Bytes that are not UTF-8 become lone surrogates, so that only the cells that hold
    them are lost and everything else can be shown.
    """
    save = tr('save the file as "CSV UTF-8"')
    if data.startswith(_WORKBOOKS):
        problems.add(file, 1, "", "", tr("the file is an Excel workbook, not CSV"), save)
        return None
    if data.startswith(_UTF16) or data[:4000].count(0) > len(data[:4000]) // 5:
        problems.add(file, 1, "", "", tr("the file is in UTF-16 (Excel: Unicode text)"), save)
        return None
    try:
        return normalise(data.decode("utf-8-sig"))
    except UnicodeDecodeError as e:
        line = 1 + data[: e.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
    reason = tr("the file is not UTF-8; it looks like {encoding}", encoding=_guess(data))
    problems.add(file, line, "", "", reason, save)
    if _mostly_foreign(data):
        # Pairs of foreign bytes can look like UTF-8 by chance: trust none of them.
        return normalise(data.decode("ascii", "surrogateescape"))
    return normalise(data.decode("utf-8-sig", "surrogateescape"))


def _guess(data: bytes) -> str:
    runs = _FOREIGN.findall(data)
    # Accented letters stand alone; Chinese characters are pairs of bytes, mostly both foreign.
    if 2 * sum(len(run) > 1 for run in runs) > len(runs):
        try:
            if _CHINESE.search(data.decode("gb18030")):
                return "GB18030"
        except UnicodeDecodeError:
            pass
    return "Windows-1252"


def _mostly_foreign(data: bytes) -> bool:
    good = bad = 0
    for line in data.removeprefix(codecs.BOM_UTF8).splitlines():
        if not line.isascii():
            try:
                line.decode()
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return bad > good
