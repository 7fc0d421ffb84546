"""The words of headings of tables, as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later


@dataclass(frozen=True)
class TableWords:
    """What headings say, in all languages that are known."""

    people: frozenset[str]
    amounts: frozenset[str]
    done: re.Pattern[str]
    ahead: re.Pattern[str]
    change: re.Pattern[str]
    falling: re.Pattern[str]
    money: re.Pattern[str]
    no_money: re.Pattern[str]


def table_words(lexicons: Lexicons) -> TableWords:
    """Gather the words of headings; those of ``ahead`` are patterns."""

    def listed(name: str) -> list[str]:
        both = (lexicons.table(f"{one}/tables", "headings") for one in ("en", "zh"))
        return [word for table in both for word in table.get(name, ())]

    def pattern(name: str, *, plain: bool = True) -> re.Pattern[str]:
        words = [re.escape(word) if plain else word for word in listed(name)]
        # A Chinese word stands within others.
        sides = [rf"(?<!\w)(?:{one})(?!\w)" if one.isascii() else one for one in words]
        return later("|".join(sides), re.IGNORECASE)

    return TableWords(
        people=frozenset(listed("people")),
        amounts=frozenset(listed("amounts")),
        done=later(rf"(?<=s) (?:{'|'.join(listed('done'))})\Z"),
        ahead=pattern("ahead", plain=False),
        change=pattern("change"),
        falling=pattern("falling"),
        money=pattern("money"),
        no_money=pattern("no_money"),
    )
