"""Dates in Chinese: days, months, quarters, halves, years, ends of years, and spans of them.

Mentions of kind ``_date`` as in the English layer; 去年 and the like stay without a value, 去年11月
is XXXX-11. Nothing is completed but 同年 and 当年, which stand for the year named before.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace

from msgspec import structs

from jwviewer.dossier.dates import DateError, parse_date
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.numerals import parse_han
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Basis, Span
from jwviewer.reading.rule import rule

_HAN = "零〇○一二三四五六七八九"
YEAR = rf"(?:(?:1[5-9]|20)\d\d|[一二][{_HAN}]{{3}})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_REL = (
    r"(?:今年|去年|前年|明年|后年|同年|当年|次年|翌年|本年度?|上年度?|上一年度?|上一财年|今明两年)"
)
_PART = (
    rf"(?:[ ]?(?P<m>{_MONTH})[ ]?月(?:份)?(?:[ ]?(?P<d>{_DAY})[ ]?[日号](?!线|楼|院|店)"
    r"|(?P<mend>[底末])|(?:上旬|中旬|下旬|[初中](?!国|心|央|共|东|期)))?"
    r"|[的]?(?P<half>[上下])半年(?P<hend>末)?"
    r"|[的]?第?(?P<q>[一二三四1-4])季度?(?P<qend>末)?"
    r"|[的]?(?P<first>前(?P<fn>三季度|两?半年|[一二两三四五六七八九十\d]{1,3}个?月)"
    r"|(?:1|一)月?(?:份)?[-–—~～至到](?P<fm>1[0-2]|[2-9]|十[一二]?|[二三四五六七八九])月(?:份)?)"
    r"|年?(?P<end>[底末])"
    r"|年?(?:初期?|中期?(?!国|心|央|共|东|报)|末期)(?!步)"
    r"|(?P<season>[春夏秋冬])(?:季|天)?"
    r"|度(?!假)|全年)?"
)
_ATOM = later(
    rf"(?<![\d.,A-Za-z〔\[])(?:(?P<fy>(?:1[5-9]|20)\d\d)财年|"
    rf"(?P<y>{YEAR})[ ]?(?:年度(?=[前上下第])|年(?!代))|"
    rf"(?P<sy>\d\d)年(?={_MONTH}月)"
    rf"|(?P<rel>{_REL}))(?!(?:多|余)?的?历史){_PART}"
    rf"|(?<![\d.,A-Za-z个])(?P<m2>{_MONTH})[ ]?月(?:份)?(?:[ ]?(?P<d2>"
    rf"{_DAY})[ ]?[日号](?!线|楼|院|店)"
    r"|(?P<m2end>[底末])|(?:上旬|中旬|下旬|初))?(?![\d饼球薪亮])"
    rf"|(?<![A-Za-z\d.,/-])(?P<y3>(?:19|"
    rf"20)\d\d)(?P<s>[-/.])(?P<m3>1[0-2]|0?[1-9])(?P=s)(?P<d3>3[01]|"
    rf"[12]\d|0?[1-9])(?![\d-]|\.\d)"
    r"|(?:上(?:个)?世纪|(?P<c>20|21|二十|"
    r"二十一)世纪)(?P<dec>[二三四五六七八九]十|[2-9]0)年代(?:初期?|"
    r"中期?|末期?)?"
    r"|(?<![\d.])(?P<dec4>(?:19|20)\d0)年代(?:初期?|中期?|末期?)?"
    r"|(?P<cent>2[01]|二十一?)世纪(?:初|末)?"
)
_JOIN = later(r"[ ]?(?:-|–|—|——|~|～|至|到)[ ]?")
_YEARS = later(
    rf"(?<![\d.,A-Za-z])(?P<a>{YEAR})(?:年)?[ ]?(?:-|–|—|——|~|～|至|"
    rf"到)[ ]?(?P<b>{YEAR})(?:财年|年)(?!\d|[一二三四五六七八九十]{{1,2}}月)(?:度|"
    rf"间|期间)?"
)
_LISTED = later(r"(?<![\d.,A-Za-z])(?P<a>(?:19|20)\d\d)(?=、(?:19|20)\d\d(?:、|年|和))")
_PLAN = later(
    r"[“\"]?(?:十[一二三四五]|[一二三四五六七八九])五[”\"]?(?:规划)?(?:期间|时期|末|初|以来)?"
)
_OPEN_AFTER = later(
    r"(?:以来|开始|起(?!步|草|点|源|重|诉|飞|航|降|动|见|初|码|吊|跑|"
    r"到)|至今|迄今|之?后(?=[，,陆一直]))"
)
_UNTIL_AFTER = later(r"(?:以前|之前|前(?!三|两|一|五|十|\d|夕|后|往|来|期))")
_BEFORE = later(r"(?P<said>截至|截止(?:到|至)?|截止|直到|自从|自|从|到|至|早在|于|在)[ ]?\Z")
_LATE = ("", "", "春", "夏", "秋", "冬")


@dataclass(frozen=True, slots=True)
class Atom:
    """One date as it stands there; ``relative`` is the word of a year that is not given."""

    span: Span
    year: str
    rest: str
    relative: str = ""


@rule(
    "zh-dates.span",
    examples=(
        ("2015至2018年累计生产", "_date date=2015/2018"),
        ("2015年—2018年间", "_date date=2015/2018"),
        ("“十三五”期间", "_refused"),
    ),
    counter_examples=("2018年生产", "十五年的友谊"),
    language="zh",
)
def spans(draft: Draft) -> None:
    """Find spans of years; the numbers of five-year plans are no dates."""
    view = draft.article.view
    for match in _YEARS.finditer(view):
        first, last = _year(match["a"]), _year(match["b"])
        if first < last:
            _add(draft, match.span(), f"{first}/{last}", "in", "zh-dates.span")
    for match in _LISTED.finditer(view):
        if draft.is_free(match.span()):
            _add(draft, match.span(), match["a"], "in", "zh-dates.span")
    for match in _PLAN.finditer(view):
        quoted = match.group()[0] in '“"' or view[match.end() - 1] in "间期末初来划"
        if quoted and draft.is_free(match.span()):
            draft.add("_refused", match.span(), {}, rule="zh-dates.span", confidence=0.9)


@rule(
    "zh-dates.day",
    examples=(
        ("2018年12月31日签约", "_date date=2018-12-31"),
        ("公司于2018年5月成立", "_date date=2018-05"),
        ("11月13日，双方签约", "_date date=XXXX-11-13"),
        ("二〇一八年十一月十三日", "_date date=2018-11-13"),
        ("2023年上半年和2022年第三季度", "_date date=2023-40 | _date date=2022-35"),
        ("2023年前三季度", "_date date=2023-01/2023-09"),
        ("2023年1-9月", "_date date=2023-01/2023-09"),
        ("截至2018年底", "_date date=2018-12-31; sense=as-of"),
        ("自2013年以来", "_date date=2013/..; sense=since"),
        ("2019年起开展合作", "_date date=2019/..; sense=since"),
        ("将在2027年底前交付", "_date date=2027-12-31; sense=until"),
        ("已于去年11月命名", "_date date=XXXX-11"),
        ("去年收入增长", "_date relative=去年"),
        ("2018年3月至5月", "_date date=2018-03/2018-05"),
        ("2018年3月签约，同年5月投产", "_date date=2018-03 | _date date=2018-05"),
        ("上世纪90年代", "_date date=199X"),
        ("2021-08-16与2021.8.18", "_date date=2021-08-16 | _date date=2021-08-18"),
        ("2020年度营业收入", "_date date=2020"),
        ("新华社北京5月18日电（记者张三）", "_date date=XXXX-05-18; sense=dateline"),
    ),
    counter_examples=("历时18个月", "2月32日号", "1.5.2020版", "3月饼", "售价2018元"),
    language="zh",
)
def days(draft: Draft) -> None:
    """Find dates of every precision; two joined by 至 are a span and share their year."""
    view = draft.article.view
    last: Atom | None = None
    known_year = ""
    for match in _ATOM.finditer(view):
        atom = _atom(match, known_year, _year_of(draft))
        if atom is None or not draft.is_free(atom.span):
            continue
        known_year = atom.year or known_year
        if last is not None and _JOIN.fullmatch(view[last.span[1] : atom.span[0]]):
            joined = _joined(draft, last, atom)
            if joined:
                last = None
                continue
        elif last is not None and _shares(view, last, atom):
            atom = replace(atom, year=last.year)
        _settle(draft, atom)
        last = atom


def _year_of(draft: Draft) -> int:
    """Return the year of the article's date if the person has given it, else 0."""
    given = draft.article_date[:4]
    return int(given) if given.isdigit() else 0


_STEPS = {
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "上年度": -1,
    "上一年": -1,
    "上一年度": -1,
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "明年": 1,
    "后年": 2,
}


def _atom(match: re.Match[str], known_year: str, given: int) -> Atom | None:
    span = match.span()
    year = _year(match["y"] or match["y3"] or match["fy"] or "")
    if match["sy"]:
        year = ("19" if int(match["sy"]) >= 50 else "20") + match["sy"]
    if match["dec"] or match["dec4"] or match["cent"]:
        return Atom(span, "", _decade(match))
    month = match["m"] or match["m2"] or match["m3"]
    day = match["d"] or match["d2"] or match["d3"]
    relative = match["rel"] or ""
    if relative in ("同年", "当年") and known_year and match.end() > match.start() + 2:
        year = known_year
    elif given and relative in _STEPS:
        year = str(given + _STEPS[relative])
    rest = _rest(match, year)
    if month:
        rest = f"-{_number(month):02}" + (f"-{_number(day):02}" if day else "")
        if match["mend"] or match["m2end"]:
            last = monthrange(int(year) if year else 2001, _number(month))[1]
            last = 0 if not year and last == 28 else last
            rest += f"-{last:02}" if last else ""
    return Atom(span, year, rest, relative)


def _rest(match: re.Match[str], year: str) -> str:
    if match["half"]:
        return "-40" if match["half"] == "上" else "-41"
    if match["q"]:
        return f"-{32 + _number(match['q'])}"
    if match["first"]:
        return _opening(match, year)
    if match["end"]:
        return "-12-31" if year else "-end"
    if match["season"]:
        return f"-{21 + '春夏秋冬'.index(match['season'])}"
    return ""


def _opening(match: re.Match[str], year: str) -> str:
    """Return what follows the year for 前三季度 and 1-9月: the months from January on."""
    said = match["fn"] or ""
    if said.endswith("半年"):
        return "-40"
    months = 9 if said == "三季度" else _number(re.sub(r"个?月", "", said) or match["fm"])
    if not 1 <= months <= 12 or not year:
        return ""
    return {3: "-33", 6: "-40"}.get(months, f"-01/{year}-{months:02}")


def _decade(match: re.Match[str]) -> str:
    if match["dec4"]:
        return match["dec4"][:3] + "X"
    if match["cent"]:
        return f"{_number(match['cent']) - 1}XX"
    century = "20" if match["c"] in ("21", "二十一") else "19"
    return f"{century}{_number(match['dec']) // 10}X"


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return int(parse_han(text.replace("○", "〇")) or 0)


def _year(text: str) -> str:
    if not text or text.isdigit():
        return text
    return "".join(str("零一二三四五六七八九".index("零" if s in "〇○" else s)) for s in text)


def _value(atom: Atom) -> str:
    if atom.year:
        return atom.year + atom.rest
    if atom.rest[:1] not in ("-", ""):
        return atom.rest
    lone = re.fullmatch(r"-(?:0[1-9]|1[0-2])(?:-\d\d)?", atom.rest)
    return f"XXXX{atom.rest}" if lone else ""


def _shares(view: str, last: Atom, atom: Atom) -> bool:
    """Tell whether a month without a year shares that of the one before: 2018年3月和5月."""
    bare = not atom.year and not atom.relative and len(last.rest) == len(atom.rest) > 0
    return bool(
        bare and last.year and view[last.span[1] : atom.span[0]] in ("和", "、", "及", "与")
    )


def _joined(draft: Draft, one: Atom, other: Atom) -> bool:
    year = other.year or one.year
    if not one.year or not year or (other.relative and not other.year):
        return False
    first, last = one.year + one.rest, year + other.rest
    found = draft.at(one.span[0], "_date")
    if "/" in first or "/" in last or not found or not _is_date(f"{first}/{last}"):
        return False
    span = (found[-1].span[0], other.span[1])
    held = Attribute(f"{first}/{last}", spans=((one.span[0], other.span[1]),))
    draft.claim(span)
    draft.put(
        structs.replace(found[-1], span=span, attributes={**found[-1].attributes, "date": held})
    )
    return True


def _settle(draft: Draft, atom: Atom) -> None:
    view = draft.article.view
    start, end = atom.span
    value, sense = _value(atom), "in"
    before = _BEFORE.search(view, max(0, start - 4), start)
    opens, until = _OPEN_AFTER.match(view, end), _UNTIL_AFTER.match(view, end)
    said = before["said"] if before else ""
    if said.startswith("截"):
        sense, start = "as-of", before.start() if before else start
    elif opens and value and "/" not in value:
        sense, end = "since", opens.end()
        start = before.start() if before and said in ("自", "从", "自从") else start
        value = value if value.startswith("XXXX") else f"{value}/.."
    elif until:
        sense, end = "until", until.end()
        if not value.endswith("-12-31") and "/" not in value and value and "X" not in value:
            value = f"../{value}"
    elif said in ("到", "至"):
        sense = "by"
    if _DATELINE.match(view, end) and start < 1200 and len(atom.rest) == 6:
        sense = "dateline"
    how = (
        ""
        if not (atom.relative and atom.year)
        else "article-date"
        if atom.relative in _STEPS
        else "same-year"
    )
    _add(draft, (start, end), value, sense, "zh-dates.day", atom, how=how)


_DATELINE = later(r"[ ]{0,2}(?:专电|综合电|综合消息|电|讯|消息)(?=[ （(：:，]|\Z)")


def _add(
    draft: Draft,
    span: Span,
    value: str,
    sense: str,
    rule_id: str,
    atom: Atom | None = None,
    how: str = "",
) -> None:
    if value and not _is_date(value):
        return
    if not value and (atom is None or not (atom.relative or atom.rest)):
        return
    basis: Basis = "inferred" if how else "stated" if value else "not_stated"
    held = {
        "date": Attribute(value, basis, (span,), how),
        "sense": Attribute(sense if value else "relative"),
    }
    if atom is not None and atom.relative:
        held["relative"] = Attribute(atom.relative)
    draft.add("_date", span, held, rule=rule_id, confidence=0.95)


def _is_date(value: str) -> bool:
    try:
        parse_date(value)
    except DateError:
        return False
    return True


RULES = (spans, days)
