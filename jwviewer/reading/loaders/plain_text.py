"""From bytes to text: the encoding is told by its marks, never guessed by chance."""

from __future__ import annotations

import codecs
import re

from jwviewer.language import tr
from jwviewer.reading.loaders.refusal import ArticleRefused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16 LE, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_HIGH_RUN = re.compile(b"[\x80-\xff]+")
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s{0,8}=\s{0,8}["']?([A-Za-z0-9_-]{2,20})""", re.I
)
_GB_NAMES = frozenset({"gb2312", "gbk", "gb18030", "gb_2312-80"})


def decoded(data: bytes, *, html: bool = False) -> tuple[str, str]:
    """Return the text of a file and its encoding; raise ArticleRefused where it is no text.

    A byte-order mark decides; then the zeros of UTF-16, the rules of UTF-8, pairs of high
    bytes as in GB18030; whatever else has no control characters is Windows-1252.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), encoding
    encoding = _without_mark(data, html)
    text = _strict(data, encoding)
    if _CONTROLS.search(text) and len(_CONTROLS.findall(text)) * 1000 > len(text):
        raise ArticleRefused(tr("is not a text file"))
    return text, encoding


def _without_mark(data: bytes, html: bool) -> str:
    zeros = data[:4096].count(0)
    if zeros:
        sample = data[: 4096 - 4096 % 2]
        low, high = sample[0::2].count(0), sample[1::2].count(0)
        # Western text in UTF-16 has a zero in every second byte, and always the same one.
        if len(data) % 2 == 0 and zeros * 5 >= len(sample) and min(low, high) * 20 <= zeros:
            return "utf-16-le" if high > low else "utf-16-be"
        raise ArticleRefused(tr("is not a text file"))
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:4096]) if html else None
    if declared and declared[1].decode("ascii").lower() in _GB_NAMES:
        return "gb18030"
    return "gb18030" if _is_chinese(data) else "cp1252"


def _is_chinese(data: bytes) -> bool:
    """Tell whether the high bytes come in pairs that are common Chinese characters."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    runs = [len(run) for run in _HIGH_RUN.findall(data)]
    if sum(run for run in runs if run >= 2) < 0.9 * sum(runs):
        return False
    strange = [sign for sign in text if sign > "\x7f"]
    common = [
        sign
        for sign in strange
        if "\u4e00" <= sign <= "\u9fff" or sign in "，。、：；“”‘’（）《》！？％￥·—…"
    ]
    return len(common) >= 0.9 * len(strange)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "cp1252":
            raise ArticleRefused(tr("is not a text file")) from error
        raise ArticleRefused(
            tr(
                "is broken at byte {position}: it is not {encoding}",
                position=error.start + 1,
                encoding=encoding.upper(),
            )
        ) from error
