"""Small pieces of English that titles and notes are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jwviewer.language import tr

LONG_NAME = 28
"""Names longer than this give way to the short name in a title."""


def number_words(count: int) -> str:
    """Return a count in words up to twelve, above that in digits grouped the English way."""
    words = (
        tr("no"), tr("one"), tr("two"), tr("three"), tr("four"), tr("five"), tr("six"),
        tr("seven"), tr("eight"), tr("nine"), tr("ten"), tr("eleven"), tr("twelve"),
    )  # fmt: skip
    return words[count] if 0 <= count < len(words) else f"{count:,}"


def sentence(text: str) -> str:
    """Return text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def listed(names: Sequence[str]) -> str:
    """Return names joined as a sentence joins them: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return tr("{first} and {last}", first=", ".join(names[:-1]), last=names[-1])


def joined(sentences: Iterable[str]) -> str:
    """Return the sentences that say something, with a blank between them."""
    return " ".join(one for one in sentences if one)


def superscript(number: int) -> str:
    """Return a reference number as superscript digits."""
    return str(number).translate(_SUPERSCRIPTS)


_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
