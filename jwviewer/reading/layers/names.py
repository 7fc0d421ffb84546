"""Capitalised names of a kind not settled yet: where they begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.name_parts import NameWords, name_words, names_in
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule
from jwviewer.reading.words import Word, words

_BEFORE_MONTH = frozenset(
    ("in", "since", "until", "till", "last", "this", "next", "early", "late", "mid", "during")
)
_MONTH_NAMES = frozenset({"Jan", "April", "June", "May", "August", "Summer"})
LONGEST = 11
"""A name has at most one word more than this."""

_SLUG = later(
    r"(?:(?:UPDATE|WRAPUP|CORRECTED|RPT|REFILE|EXCLUSIVE|ANALYSIS|FOCUS|INSIGHT|BRIEF|FACTBOX|"
    r"EXPLAINER|TIMELINE|INTERVIEW|COLUMN|PREVIEW|POLL|DEALTALK|BREAKINGVIEWS|FEATURE|NEWSMAKER|"
    r"SPECIAL REPORT|DEALS|ADVISORY|OFFICIAL|URGENT|ALERT|LEAD)(?: \d{1,2})?-){1,3}"
)
"""What an agency puts before a headline."""
_LINK = later(r" {0,2}& {0,2}| ?\+ ?| {1,3}|-")
_BLANKS = re.compile(" {2,}")
_COMMA = later(r", {0,2}")
_BRACKET = later(r" {0,2}\(")
_INSIDE = frozenset(
    [
        "bank",
        "university",
        "ministry",
        "department",
        "institute",
        "port",
        "academy",
        "college",
        "school",
        "commission",
        "chamber",
        "association",
        "bureau",
        "council",
        "republic",
        "kingdom",
        "state",
        "city",
        "government",
        "federation",
        "agency",
        "authority",
        "museum",
        "court",
        "house",
        "society",
        "union",
        "conference",
        "gulf",
        "province",
        "county",
        "people's",
        "office",
        "society",
        "confederation",
        "faculty",
        "duchy",
        "guild",
        "company",
    ]
)


_BODIES = frozenset(
    ("alliance", "union", "association", "federation", "guild", "council", "society", "cooperative")
)
"""What workers or growers form, behind an apostrophe."""
_PAIRED = frozenset(
    {
        ("iron", "steel"),
        ("oil", "gas"),
        ("pulp", "paper"),
        ("science", "technology"),
        ("research", "development"),
        ("food", "drug"),
        ("gas", "electric"),
        ("power", "light"),
        ("light", "power"),
        ("electric", "power"),
        ("trade", "industry"),
        ("industry", "commerce"),
        ("industry", "information"),
        ("information", "technology"),
        ("economy", "energy"),
        ("economic", "climate"),
        ("energy", "climate"),
        ("business", "trade"),
        ("water", "power"),
        ("transport", "infrastructure"),
        ("digital", "transport"),
        ("development", "reform"),
        ("aviation", "space"),
        ("steel", "tube"),
        ("nickel", "copper"),
        ("marine", "offshore"),
        ("food", "agriculture"),
        ("education", "research"),
        ("coal", "coke"),
        ("air", "space"),
    }
)


@rule(
    "names.capitalised",
    examples=(
        ("The maker Volta Marine AB said so.", "_name name=Volta Marine AB"),
        ("In May, Volta's Kiel yard closed.", "_name name=Volta"),
        ("In May Volta Marine AB sold it.", "_name name=Volta Marine AB"),
        ("The firm led by April Reyes", "_name name=April Reyes"),
        (
            "It buys Tanaka (Suzhou) Machinery Co., Ltd. soon.",
            "_name name=Tanaka (Suzhou) Machinery Co., Ltd.",
        ),
        ("Then Chief Executive Eva Lund spoke.", "_name name=Eva Lund"),
    ),
    counter_examples=(
        "However, sales rose in March.",
        "On Monday the German maker waited.",
    ),
)
def capitalised(draft: Draft) -> None:
    """Add every run of capitalised words that may be a name."""
    known = draft.lexicons.once(name_words)
    view = draft.article.view
    late: list[tuple[Sentence, list[Word]]] = []
    found: set[str] = set()
    for sentence in draft.article.sentences:
        slug = _SLUG.match(view, sentence.start, sentence.end)
        begin = slug.end() if slug is not None else sentence.start
        listed = words(view, begin, sentence.end)
        if _is_headline(view, sentence, listed, known):
            late.append((sentence, listed))
            continue
        for span in _runs(view, listed, known):
            # What is a date, a sum or a unit already is no name; nor is the US of US$.
            if draft.is_free(span) and view[span[1] : span[1] + 1] not in ("$", "€", "£", "¥"):
                _add(draft, span, sentence, found)
    for _, listed in late:
        for span in _known_names(view, listed, found):
            _add(draft, span, None, set())


def _add(draft: Draft, span: Span, sentence: Sentence | None, found: set[str]) -> None:
    name = draft.article.view[span[0] : span[1]]
    found.add(name)
    first = sentence is not None and span[0] - sentence.start <= 1
    draft.add(
        "_name",
        span,
        {
            "name": Attribute(_BLANKS.sub(" ", name) if "  " in name else name, spans=(span,)),
            "first": Attribute("yes" if first else "", "not_stated"),
        },
        rule="names.capitalised",
        confidence=0.5,
        claim=False,
    )


def _is_headline(view: str, sentence: Sentence, listed: Sequence[Word], known: NameWords) -> bool:
    """Tell whether nearly every longer word has a capital, as in a title."""
    if ":" in view[sentence.start : sentence.end] and any(w.text in known.legal for w in listed):
        return False  # "Voltessa Ltd (Broker): Eva Lund"
    long = [word for word in listed if len(word.text) > 3]
    if len(long) < 4 or view[sentence.end - 1 : sentence.end] in '.!?"”':
        # Whole lines in capitals are titles even with a full stop.
        return len(long) > 5 and all(word.text.isupper() for word in long)
    capital = sum(word.capital for word in long)
    plain = sum(
        word.capital and word.text.isalpha() and word.text not in known.firm for word in long
    )
    return capital >= 0.8 * len(long) and plain >= 4


def _known_names(view: str, listed: Sequence[Word], found: set[str]) -> Iterator[Span]:
    number = 0
    while number < len(listed):
        for last in range(min(number + 6, len(listed)) - 1, number - 1, -1):
            span = listed[number].start, listed[last].end
            if view[span[0] : span[1]] in found:
                yield span
                number = last
                break
        number += 1


def _runs(view: str, listed: Sequence[Word], known: NameWords) -> Iterator[Span]:
    number = 0
    while number < len(listed):
        text = listed[number].text
        if (
            text.islower()
            or not (text[0].isupper() or listed[number].capital)
            or (text in known.never and not _given(view, listed, number, known))
            or _is_month(listed, number)
        ):
            number += 1
            continue
        last = _run_end(view, listed, number, known)
        town = _town(listed, number, last, known)
        yield from names_in(view, listed[number : town + 1], number == 0, known)
        yield from names_in(view, listed[town + 1 : last + 1], False, known)
        number = last + 1


def _town(listed: Sequence[Word], first: int, last: int, known: NameWords) -> int:
    """Return the last word of the town in "Mayor of Ningbo Shen Jianping", else the run's."""
    if first < 2 or listed[first - 1].lower != "of" or last - first < 2:
        return last
    if listed[first - 2].lower not in ("mayor", "governor"):
        return last
    given = (n for n in range(first + 1, last) if listed[n].text in known.given)
    return next(given, first + 1 if last - first == 2 else last + 1) - 1


def _is_month(listed: Sequence[Word], number: int) -> bool:
    """Tell whether a word that may be a given name is a month: "In June Voltessa AB acquired"."""
    if not number or listed[number].text not in _MONTH_NAMES:
        return False
    before = listed[number - 1].text
    return before.lower() in _BEFORE_MONTH or (number == 1 and before == "By")


def _given(view: str, listed: Sequence[Word], first: int, known: NameWords) -> bool:
    """Tell whether a month is somebody's given name: "Jan Kow", "April Reyes", not "Jan 4"."""
    if listed[first].text not in _MONTH_NAMES or first + 1 >= len(listed):
        return False
    following = listed[first + 1]
    return (
        following.capital
        and following.text.isalpha()
        and following.text not in known.never
        and following.text not in known.firm
        and view[listed[first].end : following.start] == " "
    )


def _run_end(view: str, listed: Sequence[Word], first: int, known: NameWords) -> int:
    """Return the last word of the run of capitals that begins with word ``first``."""
    last = first
    while last + 1 < len(listed) and last - first < LONGEST:
        if listed[last].breaks and not _is_body(view, listed, last):
            break
        word, following = listed[last], listed[last + 1]
        gap = view[word.end : following.start]
        if " + " in gap and following.text not in known.firm:
            break  # "Volta + Kerning" are two
        if _is_month(listed, last + 1):
            break
        if (gap in (" ", "' ", "’ ") or _LINK.fullmatch(gap)) and following.text not in known.never:
            if following.capital and not (gap == "-" and following.text[0].isdigit()):
                last += 1
                continue
            if following.text in known.legal and gap == " ":
                last += 1
                continue
            if _counts(listed, last, gap):
                last += 2
                continue
            step = _through(view, listed, last, known)
            if step:
                last += step
                continue
        elif _COMMA.fullmatch(gap) and following.text in known.legal:
            last += 1
            continue
        elif _BRACKET.fullmatch(gap) and _bracketed(view, listed, last, known):
            last += 2
            continue
        elif (
            gap in (") ", ")")
            and following.text in known.firm
            and "(" in view[listed[first].start : word.end]
        ):
            last += 1
            continue
        break
    return last


def _is_body(view: str, listed: Sequence[Word], last: int) -> bool:
    """Tell whether a body of many follows their apostrophe: "Food Workers' Alliance"."""
    word, following = listed[last], listed[last + 1]
    gap = view[word.end : following.start]
    return gap in ("' ", "’ ") and following.capital and following.lower in _BODIES


def _counts(listed: Sequence[Word], last: int, gap: str) -> bool:
    """Tell whether a number stands inside a programme's name: ``National 863 Program``."""
    return (
        gap == " "
        and last + 2 < len(listed)
        and listed[last + 1].text.isdigit()
        and listed[last + 2].lower in ("program", "programme", "project", "plan", "initiative")
        and listed[last + 2].capital
    )


def _through(view: str, listed: Sequence[Word], last: int, known: NameWords) -> int:
    """Return how many words a small word inside a name leads on: ``Bank of the North``."""
    small = listed[last + 1].lower
    before = listed[last].lower
    if small == "and" and last + 2 < len(listed) and listed[last + 2].capital:
        return 2 if (before, listed[last + 2].lower) in _PAIRED else 0
    if small not in ("of", "for") and small not in known.particles:
        return 0
    for reach in (2, 3):
        if last + reach >= len(listed):
            return 0
        target = listed[last + reach]
        if not target.capital or target.text in known.never:
            continue
        between = [one.lower for one in listed[last + 1 : last + reach]]
        if not _LINK.fullmatch(view[listed[last + reach - 1].end : target.start]):
            return 0
        if between in (["of"], ["of", "the"], ["for"]) and before in _INSIDE:
            return reach
        if all(one in known.particles for one in between) and small not in ("a", "e"):
            return reach
        return 0
    return 0


def _bracketed(view: str, listed: Sequence[Word], last: int, known: NameWords) -> bool:
    """Tell whether one name stands in brackets within a company's name: ``X (China) Ltd``."""
    if last + 2 >= len(listed) or not listed[last + 1].capital:
        return False
    inside, after = listed[last + 1], listed[last + 2]
    return view[inside.end : after.start] in (") ", ")") and after.text in known.firm


RULES = (capitalised,)
