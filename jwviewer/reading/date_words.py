"""The words and digits of dates: months, weekdays, seasons, years, as patterns and values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.patterns import around, later, matches_within, spaced

YEAR = r"(?:1[5-9]\d\d|20\d\d)"
SHORT = r"(?:['’‘]\d\d)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
NTH = r"(?:st|nd|rd|th)?"
_WHOLE = frozenset({"may", "june", "july"})


@dataclass(frozen=True, slots=True)
class DateWords:
    """The lexicon of dates as patterns and values."""

    months: dict[str, int]
    seasons: dict[str, int]
    ordinals: dict[str, int]
    month: str
    weekday: str
    follows_year: frozenset[str]
    names: tuple[str, ...]

    def pattern(self, template: str) -> re.Pattern[str]:
        """Compile a pattern in which {M} stands for a month and {W} for a weekday."""
        return spaced(template.replace("{M}", self.month).replace("{W}", self.weekday))


_BEFORE, _AFTER = 120, 120
"""No date begins or ends farther than this from its month or year."""

_YEAR_LIKE = later(rf"{YEAR}|{SHORT}|[QH]\d|\d[QH]|\d(?:st|th)[ -]|['’‘]?[2-9]0s")


def dates_like(
    draft: Draft, template: str, near: Literal["months", "years", ""] = ""
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern as ``DateWords.pattern`` takes it, near months or years.

    They are looked for near years if the pattern names no month, or where that is said because a
    month may be left out.
    """
    words = draft.lexicons.once(date_words)
    near = near or ("months" if "{M}" in template else "years")
    parts = draft.shared.get(("dates", near))
    if parts is None:
        sought = words.pattern(r"\b{M}") if near == "months" else _YEAR_LIKE
        parts = around(sought, draft.article.view, _BEFORE, _AFTER)
        draft.shared["dates", near] = parts
    return matches_within(words.pattern(template), draft.article.view, parts)


def date_words(lexicons: Lexicons) -> DateWords:
    """Return the English lexicon of dates."""
    months, seasons, ordinals = (
        {name.lower(): number for name, number in lexicons.table("en/dates", key).items()}
        for key in ("months", "seasons", "ordinals")
    )
    listed = lexicons.words("en/dates", "months")
    years = lexicons.table("en/dates", "years")
    every = [*listed, *(name.upper() for name in listed)]
    # Only an abbreviation takes a full stop; "on 3 May." ends a sentence.
    whole = alternatives(name for name in every if len(name) > 4 or name.lower() in _WHOLE)
    short = alternatives(name for name in every if len(name) <= 4 and name.lower() not in _WHOLE)
    return DateWords(
        months,
        seasons,
        ordinals,
        rf"(?:(?:{whole})\b|(?:{short})\b\.?)",
        rf"(?:(?:{alternatives(lexicons.words('en/dates', 'weekdays'))}),? )",
        frozenset(years.get("followed_by", ())),
        tuple(years.get("names", ())),
    )


def full_year(text: str) -> str:
    """Return four digits for a year written with four or with an apostrophe and two."""
    digits = text.strip("'’‘ ")
    if len(digits) == 4:
        return digits
    return ("19" if int(digits) >= 50 else "20") + digits
