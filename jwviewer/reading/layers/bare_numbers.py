"""Numbers without a noun of their own: they count what the figure beside them counts."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from jwviewer.reading.counted import unit_words
from jwviewer.reading.draft import Draft
from jwviewer.reading.numerals import Numeral, number_words, written
from jwviewer.reading.patterns import spaced
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import rule
from jwviewer.reading.scopes import open_numerals

_BOUND = (
    r"(?: (?:about|around|some|nearly|almost|over|only|just|more than|less than|at least|roughly|"
    r"approximately|another|a further|up to))?"
)
_PART = spaced(
    r"\b(?:of which|of whom|including|among which|among whom|among them|of them|of these)"
    rf"(?:,?{_BOUND})? ?\Z"
)
_PART_AFTER = spaced(r" of (?:them|these|those|which|whom)\b|,? (?:of them|among them)\b")
_ONES = spaced(r" (?:[A-Za-z-]{2,20} ){0,2}ones\b")
_NAME_AFTER = spaced(r" (?!In\b)[A-Z]")
_COMPARED = spaced(
    r"\b(?:after|from|against|versus|than|compared with|compared to|up from|down from|followed by)"
    rf"{_BOUND} ?\Z"
)
_MORE = spaced(r" (?:more|others|further)\b(?! than)")
_LISTED = spaced(r" ?(?:,|,? and) ")
_PLACED = spaced(r" (?P<preposition>in|to|from|for|at) (?:the )?[A-Z]")
_COMMA_OR_AND = spaced(r"(?:,|\band|, and) \Z")
_RESPECTIVELY = spaced(r"[^.;]{0,60}\brespectively\b")
_END = spaced(
    r" ?(?:[,.;)]|$)| (?:in|at|by|for|from|were|was|are|is|a year|last|this|had|and|to|during|"
    r"since)\b|\Z"
)
_REACHED = spaced(
    r"\b(?:to|from|reached|totalled|totaled|hit|numbered|was|were|exceeded|surpassed|topped|at|sold|"
    r"shipped|delivered|produced|carried|served|handled|welcomed|attracted)"
    rf"{_BOUND} ?\Z"
)
_EMPLOYED = spaced(
    r"\b(?:(?P<person>employ(?:s|ed|ing)?|hire[sd]?)|(?:staff|workforce|headcount|payroll) of|"
    rf"(?:[Ss]taff|[Ee]mployees|[Hh]eadcount|[Ww]orkforce):)"
    rf"{_BOUND} ?\Z"
)
_NUMBERS_OF = spaced(r"\b(?P<noun>[A-Za-z]{3,20}) (?:numbers|figures|count|traffic)\b")
_COUNTED_SUBJECT = spaced(
    r"\b(?P<noun>(?i:visit(?:or)?s|admissions|viewers|passengers|subscribers|users|customers|members|guests|patients|"
    r"students|downloads|registrations|bookings|flights|orders|policyholders|households|rooms|stores|"
    r"outlets|employees|staff))(?: (?:at|in|to|of|by|on|for|with|across) [^.;,]{1,40}?)? "
    r"(?:rose|fell|grew|climbed|jumped|dropped|declined|increased|reached|totalled|totaled|numbered|"
    r"hit|topped|exceeded|surpassed|were|doubled|tripled|stood)\b"
)
_EMPLOYED_END = spaced(
    r" (?:across|on|with|worldwide|globally|nationwide|there|between|when|while|"
    r"but|or|under|after|before|among|around)\b"
)
_STAFF = spaced(r"\b(?:[Hh]eadcount|[Ww]orkforce|[Ss]taff|[Pp]ayroll)\b(?:[^.,;:]|,(?=\d)){0,40}\Z")


@rule(
    "bare.part",
    examples=(
        ("It created 220 jobs, of which 35 in Oslo.", "figure unit={job}; value=35"),
        ("sold 260,000 cars, including 3,400 abroad", "figure unit=car; value=3400"),
        ("It has 1,200 stores, 300 of them in India.", "figure unit={store}; value=300"),
        ("It owns 12 ships and leases 8 more.", "figure unit=ship; value=8"),
        ("They sold 10,000 units, after 6,200 in 2021.", "figure unit=unit; value=6200"),
        ("employ 45,000 and 38,000 people respectively", "figure unit=person; value=45000"),
        (
            "sold 51,000 cars in China, 23,000 in India and 8,000 in Brazil",
            "figure unit=car; value=23000 | figure unit=car; value=8000",
        ),
        ("Of its 60 sites the 38 Austrian ones", "figure unit={site}; value=38"),
        ("in Germany (12 sites), France (9)", "figure unit={site}; value=9"),
        ("sold 3.4m cars, Foo 2.1m and Bar 1.3m.", "figure unit=car; value=2100000"),
    ),
    counter_examples=(
        "It has 220 jobs and, including 2018, it",
        "It has 5 plants. Of which 35.",
        "It sold 500 cars at 12 Main Street.",
    ),
)
def part(draft: Draft) -> None:
    """Give a number the unit of the figure before it, or after it in a list."""
    figures = [one for one in draft.of_kind("figure") if one.rule == "quantities.counts"]
    starts = [one.span[0] for one in figures]
    letters = draft.lexicons.once(number_words).letters
    for numeral in open_numerals(draft):
        number = bisect_left(starts, numeral.start)
        sentence = draft.sentence(numeral.start)
        before = figures[number - 1] if number and starts[number - 1] >= sentence.start else None
        after = figures[number] if number < len(figures) else None
        end = numeral.end + len(numeral.letter)
        value = numeral.value * letters.get(numeral.letter, 1)
        if before is not None and _again(draft, numeral, before, end, value):
            _add(draft, (numeral.start, end), value, before)
        elif after is not None and after.span[0] < sentence.end and _is_listed(draft, end, after):
            _add(draft, (numeral.start, end), value, after)


def _again(draft: Draft, numeral: Numeral, before: Proposal, end: int, value: Decimal) -> bool:
    """Tell whether a number counts the same as the figure before it."""
    view = draft.article.view
    start = numeral.start
    if start - before.span[1] > 90:
        return False
    if _ONES.match(view, end):
        return True
    if _NAME_AFTER.match(view, end):
        return False
    first = max(before.span[1], start - 40)
    less = value <= Decimal(before.value("value"))
    if less and (_PART.search(view, first, start) or _PART_AFTER.match(view, end)):
        return True
    if _MORE.match(view, end):
        return True
    if (
        view[start - 1 : start] == "(" and view[end : end + 1] == ")"
    ):  # "Germany (12 sites), Spain (4)"
        return view[before.span[0] - 1 : before.span[0]] == "("
    if numeral.letter:
        return value >= 1000 and _END.match(view, end) is not None
    place, placed = _PLACED.match(view, end), _PLACED.match(view, before.span[1])
    if place and placed and place["preposition"] == placed["preposition"]:
        return _COMMA_OR_AND.search(view, first, start) is not None
    return _COMPARED.search(view, first, start) is not None and _END.match(view, end) is not None


def _is_listed(draft: Draft, end: int, after: Proposal) -> bool:
    """Tell whether "45,000 and 38,000 people respectively" counts one thing twice."""
    view = draft.article.view
    listed = _LISTED.fullmatch(view, end, after.span[0])
    return listed is not None and _RESPECTIVELY.match(view, after.span[1]) is not None


def _add(draft: Draft, span: tuple[int, int], value: Decimal, beside: Proposal) -> None:
    unit = beside.attributes["unit"]
    held = {
        "value": Attribute(written(value), spans=(span,)),
        "unit": Attribute(unit.value, "inferred", unit.spans, "figure-beside"),
    }
    draft.add("figure", span, held, rule="bare.part", confidence=0.8)


@rule(
    "bare.state",
    examples=(
        ("Deliveries rose 5% to 12,333 last year", "figure unit=1; value=12333"),
        ("Truck sales totalled 21,600.", "figure unit=1; value=21600"),
        ("The yard employed 14,000; today", "figure unit=person; value=14000"),
        ("Passenger numbers grew 4.1% to 8.2 million.", "figure unit={passenger}; value=8200000"),
        ("Passenger numbers rose to 8.2m in 2024.", "figure unit={passenger}; value=8200000"),
        ("with a workforce of about 900.", "figure unit=employee; value=900"),
        ("It employs some 1,200 across its sites.", "figure unit=person; value=1200"),
        ("Its workforce shrank from 1,450 to 1,180.", "figure unit=employee; value=1180"),
        ("Skier visits at Foo rose to 212,000.", "figure unit={visit}; value=212000"),
        ("Headcount stands at 620, up from 450.", "figure unit=employee; value=620"),
        ("Staff: 210.", "figure unit=employee; value=210"),
    ),
    counter_examples=("It moved to 12,333 Main Street", "at 12 in the hall", "in 12,333 Berlin"),
)
def bare(draft: Draft) -> None:
    """Take a large number without a noun after a verb of state, of change or of employing."""
    view = draft.article.view
    letters = draft.lexicons.once(number_words).letters
    for numeral in open_numerals(draft):
        end = numeral.end + len(numeral.letter)
        lead = max(draft.sentence(numeral.start).start, numeral.start - 40)
        employed = _EMPLOYED.search(view, lead, numeral.start)
        ended = _END.match(view, end) or (employed and _EMPLOYED_END.match(view, end))
        if not ended:
            continue
        large = "," in view[numeral.start : numeral.end] or numeral.scale >= 1000
        unit = Attribute("1", "not_stated")
        if employed is not None:
            code = "person" if employed["person"] else "employee"
            unit = Attribute(code, "inferred", (employed.span(),), "verb")
        elif not _REACHED.search(view, lead, numeral.start):
            continue
        else:
            noun = _counted_before(draft, numeral)
            if noun is None and (numeral.letter or not large):
                continue
            unit = noun or unit
        span = (numeral.start, end)
        value = numeral.value * letters.get(numeral.letter, 1)
        held = {"value": Attribute(written(value), spans=(span,)), "unit": unit}
        draft.add("figure", span, held, rule="bare.state", confidence=0.6 if employed else 0.5)


def _counted_before(draft: Draft, numeral: Numeral) -> Attribute | None:
    """Return the noun of "passenger numbers … 8.2 million", "visits to it rose to 9,000"."""
    start = max(draft.sentence(numeral.start).start, numeral.start - 90)
    for pattern, ending in ((_NUMBERS_OF, "s"), (_COUNTED_SUBJECT, "")):
        named = None
        for match in pattern.finditer(draft.article.view, start, numeral.start):
            named = match
        if named is not None:
            code = draft.lexicons.once(unit_words).code_of(named["noun"] + ending)
            held = Attribute(code, "inferred", (named.span("noun"),), "noun-before")
            return held if code else None
    staff = _STAFF.search(draft.article.view, start, numeral.start)
    return Attribute("employee", "inferred", (staff.span(),), "noun-before") if staff else None


RULES = (part, bare)
