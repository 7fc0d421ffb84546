"""What companies are called besides their names: whom "the French firm" or "the brewer" means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_WORD = later(r"\w+")
REACH = 60
"""So many characters before or after a name can tell what its company is."""


@dataclass(frozen=True)
class Callings:
    """The patterns of what companies are called."""

    plain: frozenset[str]
    before: re.Pattern[str]
    owner: re.Pattern[str]
    after: re.Pattern[str]
    seat: re.Pattern[str]
    the_firm: re.Pattern[str]
    people: dict[str, str]
    ends: tuple[str, ...]
    nations: frozenset[str]

    def may_tell(self, head: str) -> bool:
        """Tell whether what stands before a name may hold what its company is called."""
        if not head.endswith(" "):
            return False
        return (
            head.rstrip(" ,").endswith(self.ends)
            or "-based" in head
            or "-headquartered" in head
            or not self.nations.isdisjoint(_WORD.findall(head))
        )


def callings(lexicons: Lexicons) -> Callings:
    """Gather the nouns that companies are called by, and the peoples of countries."""
    nouns = alternatives(lexicons.words("en/firms", "anaphors"))
    plain = lexicons.words("en/firms", "plain_anaphors")
    both = alternatives([*lexicons.words("en/firms", "anaphors"), *plain])
    peoples = lexicons.table("en/countries", "peoples")
    nations = alternatives({*lexicons.words("en/countries", "nationalities"), *peoples.values()})
    town = r"[A-Z][\w’'.-]{2,20}"
    return Callings(
        plain=frozenset(plain),
        before=later(
            rf"(?:\b(?P<nation>{nations})|\b(?P<town>{town})(?:-based|-headquartered))?"
            rf"(?P<between>(?: [a-z][\w-]*){{0,4}}?)(?:^| )?(?P<noun>{nouns})?,? \Z"
        ),
        owner=later(r"(?P<owner>[A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2})['’]s \Z"),
        after=later(
            rf"(?: \([^()]{{1,40}}\))?, (?:an?|the|one of the)(?: (?P<nation>{nations})| "
            rf"(?P<town>{town})(?:-based)?)?(?:,? [a-z][\w-]*){{0,4}}? (?P<noun>{nouns})\b"
        ),
        seat=later(r"(?: of|, based in|,? headquartered in| in) (?P<town>[A-Z][\w-]{2,20})\b"),
        the_firm=later(
            rf"\b[Tt]h(?:e|is) (?:(?:[A-Z][\w’'-]{{2,20}}(?:-based)?|new|listed|family|state-owned|"
            rf"privately held|smaller|larger) ){{0,2}}(?P<noun>{both})\b(?!['-])|"
            r"\b(?:It|it|Its|its)\b"
        ),
        people=dict(peoples),
        ends=tuple(sorted({one.split()[-1] for one in lexicons.words("en/firms", "anaphors")})),
        nations=frozenset(
            _WORD.findall(one)[0]
            for one in (*lexicons.words("en/countries", "nationalities"), *peoples.values())
        ),
    )


class Descriptions:
    """Which company each nationality, town and noun is said of; those said of two mean none."""

    def __init__(self, view: str, companies: Iterable[tuple[Span, str]], known: Callings) -> None:
        self.known = known
        self._by_word: dict[str, dict[str, int]] = defaultdict(dict)
        for (start, end), entity in companies:
            self._learn(view, start, end, entity)

    def _learn(self, view: str, start: int, end: int, entity: str) -> None:
        head = view[max(0, start - REACH) : start]
        owner = self.known.owner.search(head) if head.endswith(("'s ", "’s ")) else None
        if owner is not None:
            country = self.known.people.get(owner["owner"], owner["owner"])
            self._say(country, entity, start)
        before = self.known.before.search(head) if self.known.may_tell(head) else None
        after = self.known.after.match(view, end)
        for match in filter(None, (before, after)):
            for word in (match["nation"], match["town"], match["noun"]):
                self._say(word, entity, start)
        seat = self.known.seat.match(view, end)
        if seat is not None:
            self._say(self.known.people.get(seat["town"], seat["town"]), entity, start)

    def _say(self, word: str | None, entity: str, position: int) -> None:
        if word:  # of "pension fund" the last word alone will do
            self._by_word[word.split()[-1]].setdefault(entity, position)

    def meant(self, text: str) -> str:
        """Return the company that "the French brewer" is; empty if that is none or several."""
        words = re.findall(r"[\w’'-]+", text)
        told = [
            self._by_word[word.removesuffix("-based")]
            for word in words
            if word.removesuffix("-based") in self._by_word
        ]
        if not told:
            return ""
        left = set(told[0])
        for more in told[1:]:
            left = left & set(more) or left
        return next(iter(left)) if len(left) == 1 else ""


def resolved(view: str, starts: list[int], known: Callings, said: Descriptions) -> list[int]:
    """Return where "the firm" stands, or another noun that the text says of one company."""
    kept = []
    for start in starts:
        match = known.the_firm.match(view, start)
        noun = match and match["noun"]
        if match is None or not noun or noun in known.plain or said.meant(match.group()):
            kept.append(start)
    return kept
