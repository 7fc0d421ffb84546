"""How long something takes or lasts: a duration has neither a start nor an end."""

from __future__ import annotations

import re
from decimal import Decimal

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.refusals import OLD_THING
from jwviewer.reading.numerals import Numeral, written
from jwviewer.reading.patterns import spaced
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule
from jwviewer.reading.scopes import is_pair, open_numerals

_UNIT = spaced(
    r"[ -](?:(?:full|consecutive|straight|whole|more|financial|fiscal|calendar|working|business) "
    r")?(?P<unit>year|month|week|day|decade)s?\b(?!-old| old| of age)['’]?"
)
_CODES = {
    "year": ("Y", 1),
    "decade": ("Y", 10),
    "month": ("M", 1),
    "week": ("W", 1),
    "day": ("D", 1),
}
_FIGURE_UNITS = {"Y": "a", "M": "mo", "W": "wk", "D": "d"}
_AGO = spaced(r" (?:ago|earlier|later|before|after|from now|away|to go)\b")
_WORDS = spaced(
    r"\b(?:(?:for|over|within|lasting|after|nearly|almost|about|than|the (?:past|last|next)|next|"
    r"past) )"
    r"(?P<a>a|an|one|half a|a quarter of a)(?: (?:full|whole))? (?P<unit>year|month|week|day|"
    r"decade|century)\b(?P<half> and a half)?"
    r"|\b(?P<b>half a|one and a half) (?P<unit2>year|decade|century)\b|\b(?P<c>a (?:year|decade|"
    r"month)) and a half\b"
    r"|\bhalf-(?P<unit3>year|century|decade)\b"
)
_LASTING = spaced(
    r"\b(?:history|experience|track record|warranty|guarantee|lifespan|life|lifetime|tradition|"
    r"existence|presence)"
    r" (?:of|spanning|for|over|in)?(?: (?:over|more than|at least|nearly|almost|about|some|around|"
    r"up to))? ?\Z"
)
_ALREADY = spaced(
    r"\b(?:has|have|had|['’]s|['’]ve) (?!been (?:built|developed)\b)(?:been |[a-z]+ed |"
    r"[a-z]{3,5}(?:n|t|d) )[^.;:\"“”]{0,70}\bfor"
    r"(?: (?:over|more than|at least|nearly|almost|about|some|around|the (?:past|last)))? ?\Z"
)
"""How long something has been so: "has paid claims for 30 years"; a work that "has been built for
seven years" has its duration in the programme itself."""
_FOR = spaced(r"\bFor(?: (?:over|more than|at least|nearly|almost|about|some|around))? \Z")
_DONE = spaced(
    r"(?:(?<!been)\s(?:[a-z]+ed|fed|kept|held|ran|led|made|spent|built|sold|stood|sat|lay|fought|"
    r"grew|went|was|were)\b(?:(?!\b(?:would|will)\b)[^.;:\"“”]){0,60} (?:for|over)|"
    r"\d[^.;:\"“”]{0,60} over)(?: (?:about|around|some|nearly|almost|over|more than|at least))? ?\Z"
)
"""What was done for so long, or is counted over such a time."""
_COMPARED = spaced(
    r"\b(?:compared (?:with|to)|against|rather than|instead of|versus|(?:down|up) from)"
    r"(?: (?:about|around|some|nearly|almost|over|more than|less than))? ?\Z"
)
_SO_FAR = spaced(r",? [^.;:,\"“”]{3,50} (?:has|have) ")
_MEASURED = spaced(
    r"\b(?:took|taken|taking|lasted|lasting|spent|runs?|ran|running|terms?|period|lease|late|"
    r"delayed|delay|valid|initially|length|notice|after|"
    r"(?:contract|agreement|deal|licence|lease|loan|it) is)"
    r"(?: (?:of|by|him|her|them|us|it|for|all|only|just|up to|a total of)){0,2}"
    r"(?: (?:over|more than|at least|nearly|almost|about|some|around|less than|just under|"
    r"just over))? ?\Z"
)
"""What took or takes so long: "lasted fourteen months", "runs for five years"."""
_SPENT = spaced(
    r" of (?:work|talks|negotiations?|research|development|tests|testing|trials?|preparations?|"
    r"construction|planning|losses|growth|disputes?)\b|[’'] (?:notice|work|talks|delay)\b|"
    r" (?:late|early|behind schedule|ahead of schedule|to run)\b"
)
_AFTER_LASTING = spaced(
    r"['’]? (?:of )?(?:\w{1,20} ){0,2}(?:experience|history|tradition|know-how|warranty|"
    r"guarantee)\b|(?:,? on average)\b"
)


@rule(
    "durations.counted",
    examples=(
        ("built for seven years", "_duration duration=P7Y"),
        (
            "a 20-year contract and an 18-month trial",
            "_duration duration=P20Y | _duration duration=P18M",
        ),
        ("for three and a half years", "_duration duration=P42M"),
        ("within 30 days; two weeks", "_duration duration=P30D | _duration duration=P2W"),
        ("a history of more than 60 years", "figure unit=a; value=60"),
        ("over two decades", "_duration duration=P20Y"),
        ("It has paid claims for more than 30 years.", "figure unit=a; value=30"),
        ("For thirty years our industry has sold paint.", "figure unit=a; value=30"),
        ("The contract runs for five years.", "figure unit=a; value=5"),
        ("after 14 months of work", "figure unit=mo; value=14"),
        ("She ran the mill for nine years.", "figure unit=a; value=9"),
        (
            "It took 9 days, compared with 74 days for others.",
            "figure unit=d; value=9 | figure unit=d; value=74",
        ),
        ("It supplied 90 lifts over six months.", "figure bound=eq; unit=mo; value=6"),
    ),
    counter_examples=(
        "a 54-year-old",
        "several years",
        "60 yearly meetings",
        "decades of work",
    ),
)
def counted(draft: Draft) -> None:
    """Find counted years, months, weeks and days."""
    view = draft.article.view
    sides = [(one, unit) for one in open_numerals(draft) if (unit := _unit(view, one))]
    ranges = _range_starts(draft, sides)
    latest = -1
    for numeral, unit in sides:
        span = (ranges.get(numeral.start, numeral.start), unit.end())
        code, factor = _CODES[unit["unit"]]
        value = _duration(numeral.value * factor, code)
        if numeral.start in ranges or not value:
            draft.add("_refused", span, {}, rule="durations.counted", confidence=0.8)
            continue
        if _AGO.match(view, unit.end()):
            _ago(draft, span)
            continue
        draft.add(
            "_duration", span, {"duration": Attribute(value, spans=(span,))},
            rule="durations.counted", confidence=0.95,
        )  # fmt: skip
        begin = draft.sentence(span[0]).start
        done = _DONE.search(view, max(begin, span[0] - 110), span[0])
        beside = latest >= begin and _COMPARED.search(view, latest, span[0])
        if done or beside or _is_figure(view, span):
            latest = span[1]
            held = {
                "value": Attribute(
                    written(numeral.value * factor), spans=((numeral.start, numeral.end),)
                ),
                "unit": Attribute(_FIGURE_UNITS[code], spans=(unit.span("unit"),)),
            }
            if done and done.group().rstrip().endswith(" over") and " for over" not in done.group():
                held["bound"] = Attribute("eq", spans=held["value"].spans)  # it means "during"
            draft.add("figure", span, held, rule="durations.counted", confidence=0.8)


def _unit(view: str, numeral: Numeral) -> re.Match[str] | None:
    return None if numeral.letter else _UNIT.match(view, numeral.end)


def _range_starts(draft: Draft, sides: list[tuple[Numeral, re.Match[str]]]) -> dict[int, int]:
    """Return for "three to five years" where the first number begins, by the second's start."""
    view = draft.article.view
    starts: dict[int, int] = {}
    wanted = {numeral.start for numeral, _ in sides}
    before: Numeral | None = None
    for numeral in open_numerals(draft):
        if (
            before is not None
            and numeral.start in wanted
            and (
                is_pair(view, before.start, before.end, numeral.start)
                or view[before.end : numeral.start].strip() == "or"
            )
        ):
            starts[numeral.start] = before.start
        before = numeral
    return starts


def _duration(value: Decimal, code: str) -> str:
    if value != value.to_integral_value():
        value, code = {"Y": (value * 12, "M"), "W": (value * 7, "D")}.get(code, (value, code))
    if value != value.to_integral_value() or not 0 < value < 10_000:
        return ""
    return f"P{int(value)}{code}"


def _ago(draft: Draft, span: Span) -> None:
    held = Attribute("", "not_stated", (span,))
    draft.add(
        "_date", span,
        {"date": held, "sense": Attribute("relative"), "relative": Attribute("ago")},
        rule="durations.counted", confidence=0.8,
    )  # fmt: skip


def _is_figure(view: str, span: Span) -> bool:
    lead = _LASTING.search(view, max(0, span[0] - 60), span[0])
    since = _ALREADY.search(view, max(0, span[0] - 100), span[0])
    if _FOR.search(view, max(0, span[0] - 30), span[0]) and _SO_FAR.match(view, span[1]):
        return True
    if _MEASURED.search(view, max(0, span[0] - 50), span[0]) or _SPENT.match(view, span[1]):
        return True
    return lead is not None or since is not None or _AFTER_LASTING.match(view, span[1]) is not None


@rule(
    "durations.age",
    examples=(
        ("the 16-year-old furnace", "figure unit=a; value=16"),
        ("a 128-year-old family brewery", "figure unit=a; value=128"),
    ),
    counter_examples=("a 54-year-old", "the 54-year-old said", "the 54-year-old chief executive"),
)
def age(draft: Draft) -> None:
    """Take how old a thing is for a figure; how old people are is no matter of a dossier."""
    view = draft.article.view
    for numeral in open_numerals(draft):
        old = None if numeral.letter else OLD_THING.match(view, numeral.end)
        if old is None:
            continue
        span = (numeral.start, numeral.end)
        held = {
            "value": Attribute(written(numeral.value), spans=(span,)),
            "unit": Attribute("a", spans=(old.span("unit"),)),
        }
        whole = (numeral.start, old.end("unit"))
        draft.add("figure", whole, held, rule="durations.age", confidence=0.8)


@rule(
    "durations.words",
    examples=(
        ("for a decade", "_duration duration=P10Y"),
        ("over half a century", "_duration duration=P50Y"),
        ("after a year and a half", "_duration duration=P18M"),
        ("lasting half a year", "_duration duration=P6M"),
    ),
    counter_examples=("12 buses a year", "a year ago in June", "once a week"),
)
def words(draft: Draft) -> None:
    """Find durations without a number: a year, half a century."""
    view = draft.article.view
    months = {"year": 12, "decade": 120, "century": 1200, "month": 1}
    for match in _WORDS.finditer(view):
        if not draft.is_free(match.span()) or _AGO.match(view, match.end()):
            continue
        said = match["a"] or match["b"] or match["c"] or "half"
        unit = match["unit"] or match["unit2"] or match["unit3"] or match["c"].split()[-1]
        start = match.start("a") if match["a"] else match.start()
        if unit in ("week", "day"):
            if said in ("a", "an", "one") and not match["half"]:
                _say(draft, f"P1{unit[0].upper()}", (start, match.end()))
            continue
        half = 3 if match["half"] or match["c"] or said == "one and a half" else 2
        count = months[unit] * half // 2
        if said.startswith("half") and not match["half"]:
            count = months[unit] // 2
        elif said == "a quarter of a":
            count = months[unit] // 4
        if count:
            years = f"P{count // 12}Y" if count % 12 == 0 else f"P{count}M"
            _say(draft, years, (start, match.end()))


def _say(draft: Draft, value: str, span: Span) -> None:
    draft.add(
        "_duration", span, {"duration": Attribute(value, spans=(span,))},
        rule="durations.words", confidence=0.85,
    )  # fmt: skip


RULES = (counted, age, words)
