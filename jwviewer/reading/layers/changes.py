"""Changes: in which direction, of what, and against when."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from jwviewer.reading.draft import Draft
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later, spaced
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule
from jwviewer.reading.scopes import around, clause_before

RATIOS = ("%", "pp", "{basis point}", "{point}", "time")
_NEAR = spaced(
    r"(?: (?:rate|sharply|steadily|further|strongly|slightly|again|only|just|a|an|another|"
    r"year-on-year|"
    r"year on year|on-year|on year|yoy|annually|even|in (?:value|volume|sales|revenue|output)))*"
    r"(?: (?:by|of|was|were|at|reached|came to|stood at|averaged|a further))?(?: (?:a|an|another|"
    r"further))? ?"
)
_BY = spaced(r"[^.;:!?\d]{0,60}\b(?:by|of) ?")
_ONLY_BY = spaced(r"(?: [\w-]{1,20}){0,6} by ?|(?: in (?:[\w-]{1,20} ?){1,3})? of ?")
_THAN = spaced(r" than\b")
_PHRASAL = later(
    r"\b(?:turn(?:s|ed|ing)?|shut|laid|set|sets|setting|make|makes|made|take|takes|took|start|starts|started|open|opened|"
    r"open(?:s|ing)|back|backs|"
    r"backed|build|builds|built|team|teams|teamed|snapped|sign|signed|links?|linked|follow\w*|"
    r"come|came|buy|"
    r"buys|bought|gives?|gave|given|puts?|pick\w*|took|speed|wrap\w*)[ ]{1,3}\Z"
)
_OR = spaced(r",? \(?or | \(")
_WORD = later(r"[A-Za-z]+")
_TO = spaced(r" to (?:(?:a|about|around) )?")
_ARROWS = ("up", "down")
_RIGHT = spaced(
    r" (?:(?:year-on-year|year-over-year|yoy|on-year|annual|net|overall|average|total|"
    r"[a-z]{3,12}ly) )?"
    r"(?P<word>less|more|fewer|higher|lower|[a-z]+)(?:(?<=less)|(?<=more)|(?<=fewer)|(?<=gher)|"
    r"(?<=ower)| in\b| of\b| than\b| on\b| from\b| to\b|[,.;)]| compared\b| over\b| "
    r"versus\b| year\b| for\b| at\b|$| last\b| this\b| before\b| since\b)"
)
_BASE_GAP = spaced(
    r"(?: (?:more|less|fewer|higher|lower|up|down|increase|rise|growth|decline|drop|fall))?(?:,? "
    r"compared(?: with| to)?"
    r"| than(?: in)?| from| on| over| versus| against| relative to)(?: (?:that|those) (?:of|in))? ?"
)


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """The words of change by direction: those before a number and those after it."""

    directions: dict[str, str]
    right: dict[str, str]


def change_words(lexicons: Lexicons) -> ChangeWords:
    """Return the lexicon of changes."""
    directions: dict[str, str] = {}
    right: dict[str, str] = {}
    for direction in ("increase", "decrease"):
        table = lexicons.table("en/changes", direction)
        directions |= dict.fromkeys(table.get("verbs", ()), direction)
        right |= dict.fromkeys(table.get("after", ()), direction)
    return ChangeWords(directions, right)


@rule(
    "changes.direction",
    examples=(
        ("Sales rose 5% in 2018", "figure direction=increase; unit=%; value=5"),
        ("an increase of nearly 90%", "figure direction=increase; unit=%; value=90"),
        ("down 6.2 percent from a year earlier", "figure direction=decrease; unit=%; value=6.2"),
        ("built 12% fewer than in 2018", "figure direction=decrease; unit=%; value=12"),
        ("closed 3.4 percent higher", "figure direction=increase; unit=%; value=3.4"),
        ("raises yields by 4% to 7%", "figure direction=increase; unit=%; value=4"),
        ("roughly 600 kg less than before", "figure direction=decrease; unit=kg; value=600"),
        ("a year-on-year drop of 2.1 percentage points", "figure direction=decrease; unit=pp"),
        ("a 15 percent rise in sales", "figure direction=increase; unit=%; value=15"),
        ("fell by 12,000 tonnes, or 8%, in May", "figure direction=decrease; unit=%; value=8"),
        ("uses 30 percent less energy", "figure direction=decrease; unit=%; value=30"),
        ("It grew by €5 million", "figure direction=increase; unit=EUR"),
    ),
    counter_examples=(
        "sales rose to 500 vehicles",
        "It raised €5 million.",
        "It turned down 3 offers",
        "a stake of 60 percent",
        "lost £6.3m",
        "cut 500 jobs in 12 plants",
        "a lifting capacity of 1,600 tons",
    ),
)
def direction(draft: Draft) -> None:
    """Read which way a change goes, from the words before or after it."""
    words = draft.lexicons.once(change_words)
    view = draft.article.view
    for one in draft.of_kind("figure", "_target"):
        if "direction" in one.attributes or one.rule.startswith("zh-"):
            continue
        found = _left(draft, one, words) or _right(view, one, words) or _same(draft, one)
        if found is not None:
            draft.change(one.id, direction=Attribute(found[0], spans=(found[1],)))


def _left(draft: Draft, one: Proposal, words: ChangeWords) -> tuple[str, Span] | None:
    start = one.attributes["value"].spans[0][0]
    view = draft.article.view
    if (
        view[start - 1 : start] == "-"
        and one.value("unit") == "%"
        and view[start - 2 : start - 1] in " ("
    ):
        return "decrease", (start - 1, start)
    if view[start - 1 : start] == "+" and one.value("unit") == "%":
        return "increase", (start - 1, start)
    before = clause_before(draft, start)
    if words.directions.keys().isdisjoint(_WORD.findall(before.lower())):
        return None
    last = None
    for match in _WORD.finditer(before):
        upto = match.group().lower() == "up" and before.startswith(" to", match.end())
        if match.group().lower() in words.directions and not upto:
            last = match
    if last is None:
        return None
    gap = before[last.end() :]
    said = last.group().lower()
    if one.rule == "shares.split" or (said in _ARROWS and _PHRASAL.search(before[: last.start()])):
        return None
    if one.value("unit") in RATIOS:
        fits = bool(_NEAR.fullmatch(gap) or _BY.fullmatch(gap))
    else:
        fits = bool(_ONLY_BY.fullmatch(gap)) or (said in _ARROWS and not gap.strip())
    if not fits:
        return None
    first = start - len(before) + last.start()
    return words.directions[said], (first, first + len(said))


def _same(draft: Draft, one: Proposal) -> tuple[str, Span] | None:
    """Take over the direction of "fell by 12,000 tonnes, or 8%"."""
    before = list(draft.within((one.span[0] - 60, one.span[0]), "figure"))
    if not before or not _OR.fullmatch(draft.article.view, before[-1].span[1], one.span[0]):
        return None
    held = before[-1].attributes.get("direction")
    return (str(held.value), held.spans[0]) if held is not None else None


def _right(view: str, one: Proposal, words: ChangeWords) -> tuple[str, Span] | None:
    match = _RIGHT.match(view, one.span[1])
    if match is None or match["word"] not in words.right:
        return None
    if one.value("unit") not in RATIOS and not _THAN.match(view, match.end("word")):
        return None  # "150 more" are others
    return words.right[match["word"]], match.span("word")


@rule(
    "changes.base",
    examples=(
        ("It built 500 buses in 2019, 12% fewer than in 2018.", "figure base_period=2018; unit=%"),
        ("rose 5% compared with 2017", "figure base_period=2017; unit=%"),
    ),
    counter_examples=("rose 5% in 2018", "a stake of 60% from 2018"),
)
def base(draft: Draft) -> None:
    """Read against which period a change is measured, where the text gives it."""
    view = draft.article.view
    for one in draft.of_kind("figure"):
        if not one.value("direction"):
            continue
        for date in draft.within((one.span[1], one.span[1] + 60), "_date"):
            bare = date.attributes["date"].spans[0] if date.attributes["date"].spans else date.span
            value = date.value("date")
            start = min(bare[0], date.span[0])
            gap = view[one.span[1] : bare[0]]
            if not (
                _BASE_GAP.fullmatch(gap) or _BASE_GAP.fullmatch(view[one.span[1] : start] + " ")
            ):
                break
            if value[:4].isdigit() and draft.sentence(start).start <= one.span[0]:
                held = Attribute(value, date.attributes["date"].basis, (date.span,))
                draft.change(one.id, base_period=held)
                draft.change(date.id, role=Attribute("base"))
            break


@rule(
    "changes.of",
    examples=(
        (
            "Sales were €5 million, down 6.2 percent.",
            "figure change_of=5000000; direction=decrease",
        ),
        ("Deliveries rose 5% to 1,200 vehicles.", "figure change_of=1200; direction=increase"),
    ),
    counter_examples=("Sales rose 5%. It has 1,200 vehicles.", "The margin rose 5%"),
)
def of(draft: Draft) -> None:
    """Say of which figure of its sentence a percentage is the change."""
    view = draft.article.view
    figures = draft.of_kind("figure")
    for number, one in enumerate(figures):
        if one.value("unit") not in RATIOS or not one.value("direction"):
            continue
        start, end = around(draft, one.span[0])
        beside = figures[max(0, number - 4) : number + 5]
        others = [
            other
            for other in beside
            if other.value("unit") not in RATIOS and start <= other.span[0] and other.span[1] <= end
        ]
        after = [other for other in others if other.span[0] >= one.span[1]]
        if after and _TO.fullmatch(view, one.span[1], after[0].span[0]):
            draft.change(one.id, change_of=_link(after[0]))
            continue
        before = [other for other in others if _ends_before(view, other, one)]
        if before and one.span[0] - before[-1].span[1] <= 80:
            draft.change(one.id, change_of=_link(before[-1]))


def _ends_before(view: str, other: Proposal, one: Proposal) -> bool:
    """Tell whether a figure stands before another, and not inside a bracket closed since."""
    gap = view[other.span[1] : one.span[0]]
    return other.span[1] <= one.span[0] and gap.count(")") <= gap.count("(")


def _link(other: Proposal) -> Attribute:
    return replace(Attribute(other.id), basis="inferred", how="same-sentence")


RULES = (direction, base, of)
