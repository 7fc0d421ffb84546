"""Which currency a sign, a code or a word names, and what in an article settles an open one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from jwviewer.dossier.units import CURRENCIES, UNSETTLED
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.patterns import later


@dataclass(frozen=True, eq=False)
class CurrencyWords:
    """The lexicon of currencies as patterns that end or begin at a number."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    cents: re.Pattern[str]
    settled: dict[str, str]
    open: dict[str, list[str]]
    hundredths: dict[str, str]
    grounds: dict[str, list[str]]
    countries: dict[str, list[str]]
    also_words: frozenset[str]

    def named(self, said: str, view: str) -> tuple[str, bool]:
        """Return the code that a sign or word stands for, and whether it had to be inferred.

        An open one is settled if the article's text has a ground for exactly one currency.
        """
        said = " ".join(said.split()).strip("- ")
        for form in (said, said.lower(), said.rstrip(".")):
            if form in self.settled:
                return self.settled[form], False
            if form in self.open:
                return self._ground(self.open[form], view, by_country=form not in ("$", "¥")), True
        return (said, False) if said in CURRENCIES else (UNSETTLED, True)

    def _ground(self, candidates: list[str], view: str, *, by_country: bool) -> str:
        named, at_home = _grounded(view, self)
        held = [code for code in candidates if code in named]
        if not by_country and len(held) == 1 and held[0] != "USD":
            # Who writes A$ tells it from "$": that is no ground for a bare one.
            words = [one for one in self.grounds.get(held[0], ()) if not one.endswith("$")]
            held = held if any(_stands(one, view) for one in words) else []
        if not held and by_country:
            held = [code for code in candidates if code in at_home]
        return held[0] if len(held) == 1 else UNSETTLED


@lru_cache(maxsize=4)
def _grounded(view: str, words: CurrencyWords) -> tuple[frozenset[str], frozenset[str]]:
    """Return the currencies that a text names and those whose country it names."""

    def held(table: dict[str, list[str]]) -> frozenset[str]:
        return frozenset(
            code
            for code, grounds in table.items()
            if any(_stands(ground, view) for ground in grounds)
        )

    return held(words.grounds), held(words.countries)


def _stands(ground: str, view: str) -> bool:
    """Tell whether a text holds a word that no other letters lead into: not S$ in US$."""
    place = view.find(ground)
    while place > 0 and view[place - 1].isalpha():
        place = view.find(ground, place + 1)
    return place >= 0


def currency_words(lexicons: Lexicons) -> CurrencyWords:
    """Return the lexicon of money."""

    def table(section: str) -> dict[str, str]:
        return lexicons.table("en/money", section)

    signs, words = table("signs"), table("words")
    open_signs = lexicons.table("en/money", "open_signs")
    open_words = lexicons.table("en/money", "open_words")
    also = frozenset(lexicons.table("en/money", "codes").get("also_words", ()))
    singular = {word[:-1]: code for word, code in words.items() if word.endswith("s")}
    one_open = {word[:-1]: codes for word, codes in open_words.items() if word.endswith("s")}
    codes = "|".join(sorted(CURRENCIES))
    cents = {word[: -len("dollars")] + "cents": code for word, code in words.items()
             if word.endswith(" dollars")}  # fmt: skip
    hundredths = {**cents, **table("hundredths")}
    marks = alternatives([*signs, *open_signs])
    known = alternatives([*words, *open_words, *singular, *one_open])
    trailing = alternatives([s for s in (*signs, *open_signs) if not s[-1:].isalpha()])
    return CurrencyWords(
        later(rf"(?<![A-Za-z])(?:{marks}|(?:{codes}))[ ]{{0,2}}\Z"),
        later(
            rf"[ ]{{0,3}}-?(?P<said>(?:{known})\b|(?:{codes})\b|(?:{trailing})(?![\w\d])|"
            rf"[Kk]r\b)(?!['’])"
        ),
        later(rf"[ -]{{1,2}}(?P<said>{alternatives(hundredths)})\b|(?P<pence>p)\b"),
        {**signs, **singular, **words},
        {**open_signs, **one_open, **open_words},
        hundredths,
        lexicons.table("en/money", "grounds"),
        lexicons.table("en/money", "countries"),
        also,
    )
