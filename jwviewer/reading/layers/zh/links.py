"""How figures hang together in Chinese: periods, companies, metrics, conversions, parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from jwviewer.dossier.units import is_currency
from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.mentions import LOOK, ZhMentions, mentions_of
from jwviewer.reading.layers.zh.words import choice
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.mentions import Subject
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Basis, Proposal, Span
from jwviewer.reading.rule import rule

CLAUSE = later(r"[，；;：:（）()]|,(?!\d)")
_HAPPENED = later(
    r"签署|签订|签约|成立|创立|创建|始建|创办|组建|上市|命名|奠基|"
    r"揭牌|下单|订造|会见|签下|达成|投产|竣工|开工|通线|动工|开业|推出|发布"
)
_COMPARED = later(r"(?:较|比|与|和|同|相比|对比|从|由)[ ]?\Z")
_SECOND = later(
    r"[ ]?[（(，,]?[ ]?(?:按[^，。）]{0,16})?(?:约合|折合|折算|合|相当于|即|约等于|或)?[ ]?"
)
_SAYS_SAME = later(r"(?:约合|折合|相当于|约等于|折算|合)")
_VEHICLES = frozenset({"vehicle", "truck", "bus", "car", "tractor"})
_AMONG = later(r"(?:其中|这其中|在这之中)[，,]?[^，,。；;]{0,24}\Z")


@rule(
    "zh-links.period",
    examples=(
        (
            "2020年，公司占有率为12.4%，较上年提高2.1个百分点。",
            "figure period=2020; value=12.4 | figure period=2020; value=2.1",
        ),
        ("截至2022年底，集团资产总额达4130亿元。", "figure period=2022-12-31"),
        (
            "2022年实现营业收入598.4亿元，同比增长11.7%；利润总额近47亿元。",
            "figure period=2022; value=11.7 | figure period=2022; unit=CNY; value=4700000000",
        ),
        ("2023年前三季度，该公司交付船舶19艘。", "figure period=2023-01/2023-09"),
    ),
    counter_examples=(
        "公司成立于2005年，注册资本120亿元，现有员工500人。",
        "2018年5月3日签署合同，金额5亿元。",
        "去年收入为5亿元。",
    ),
    language="zh",
)
def periods(draft: Draft) -> None:
    """Give figures the time that opens their clause, and carry it on within the sentence."""
    known = draft.lexicons.once(metric_words)
    for sentence in draft.article.sentences:
        held: Attribute | None = None
        if not any(True for _ in draft.within(sentence.span, "figure")):
            continue
        for start, end in _clauses(draft, sentence):
            dated = _period(draft, start, end, sentence)
            text = draft.article.view[start:end]
            if dated is not None:
                held = dated
            elif _breaks(draft, start, end) or known.timeless.search(text):
                held = None
            for figure in draft.within((start, end), "figure"):
                own = _own_date(draft, figure)
                if own is not None:
                    draft.change(figure.id, period=own)
                    continue
                if held is None or figure.value("period"):
                    continue
                if held.spans[0][0] > figure.span[0] or known.timeless.search(text):
                    continue
                if figure.span[0] - held.spans[0][1] > LOOK:
                    continue
                between = draft.article.view[held.spans[0][1] : figure.span[0]]
                if _HAPPENED.search(between):
                    continue
                carried = dated is None and re.search(r"[，,；;]", between.lstrip("，,"))
                basis: Basis = "inferred" if carried else "stated"
                draft.change(
                    figure.id,
                    period=Attribute(
                        held.value, basis, held.spans, "" if basis == "stated" else "same-sentence"
                    ),
                )


def _own_date(draft: Draft, figure: Proposal) -> Attribute | None:
    """Return the date that stands right before a figure: 2018年的12.5亿元."""
    start = figure.span[0]
    for dated in draft.within((max(0, start - 14), start), "_date"):
        gap = draft.article.view[dated.span[1] : start]
        if (
            dated.value("date")
            and re.fullmatch(r"[的为][ ]?(?:每[一-鿿]{1,2})?(?:约|近)?", gap)
            and dated.value("sense") in ("in", "by")
        ):
            return dated.attributes["date"]
    return None


def _clauses(draft: Draft, sentence: Sentence) -> Iterator[Span]:
    start = sentence.start
    for match in CLAUSE.finditer(draft.article.view, sentence.start, sentence.end):
        yield start, match.start()
        start = match.end()
    yield start, sentence.end


def _period(draft: Draft, start: int, end: int, sentence: Sentence) -> Attribute | None:
    """Return the time of a clause that its figures can be of."""
    view = draft.article.view
    for dated in draft.within((start, end), "_date"):
        value, sense = dated.value("date"), dated.value("sense")
        first, last = dated.span
        if not value or sense in ("until", "by", "dateline", "relative"):
            continue
        before = view[start:first]
        if _COMPARED.search(before) or re.search(
            r"(?:成立|创立|创建|始建|建|创办|签署|上市|投产)于?\Z", before
        ):
            continue
        day = (
            len(value) >= 10
            and "/" not in value
            and sense != "as-of"
            and not value.endswith("-12-31")
        )
        if day or _HAPPENED.search(view[last:end]) or _happens_next(view, last, end, sentence):
            continue
        return dated.attributes["date"]
    return None


def _happens_next(view: str, last: int, end: int, sentence: Sentence) -> bool:
    """Tell whether a date alone in its clause is that of an event in the next one."""
    if view[last:end].strip(" 间时期的度，") and end - last > 3:
        return False
    following = CLAUSE.search(view, end + 1, sentence.end)
    stop = following.start() if following else sentence.end
    return _HAPPENED.search(view[end:stop]) is not None


def _breaks(draft: Draft, start: int, end: int) -> bool:
    """Tell whether a clause is of another time, though it does not say which."""
    view = draft.article.view
    for dated in draft.within((start, end), "_date"):
        if not _COMPARED.search(
            view[max(start, dated.span[0] - 3) : dated.span[0]]
        ) and not re.match(r"同期|年?底?水平|的", view[dated.span[1] : dated.span[1] + 3]):
            return True
    return False


@rule(
    "zh-links.conversion",
    examples=(
        (
            "合同总价为11.76亿美元（约合人民币84.2亿元）。",
            "conversion converted_from=1176000000; converted_to=8420000000",
        ),
        (
            "投资5亿欧元，折合人民币约39亿元。",
            "conversion converted_from=500000000; converted_to=3900000000",
        ),
    ),
    counter_examples=(
        "投资5亿欧元和3亿美元。",
        "出资5亿美元，收入3亿元。",
        "注册资本5亿元（其中2亿元到位）。",
    ),
    language="zh",
)
def conversions(draft: Draft) -> None:
    """Pair an amount with the same amount in another currency, as the article gives it."""
    view = draft.article.view
    money = [one for one in draft.of_kind("figure") if is_currency(one.value("unit"))]
    for one, other in pairwise(money):
        if one.value("unit") == other.value("unit"):
            continue
        gap = view[one.span[1] : other.span[0]]
        said = view[other.span[0] : other.span[0] + 4]
        shown = gap[:1] in ("（", "(") or _SAYS_SAME.search(gap + said)
        if (
            not shown
            or not _SECOND.fullmatch(gap)
            or (gap[:1] not in "（(" and not _SAYS_SAME.search(gap + said))
        ):
            continue
        closed = view[other.span[1] : other.span[1] + 1] in ("）", ")")
        held = {
            "converted_from": Attribute(one.id, spans=one.attributes["value"].spans),
            "converted_to": Attribute(other.id, spans=other.attributes["value"].spans),
        }
        if one.value("period") and not other.value("period"):
            draft.change(other.id, period=one.attributes["period"])
        draft.add(
            "conversion",
            (one.span[0], other.span[1] + closed),
            held,
            rule="zh-links.conversion",
            confidence=0.95,
            claim=False,
        )


@rule(
    "zh-links.part",
    examples=(("授权专利12333项，其中发明专利1750项。", "figure part_of=12333; value=1750"),),
    counter_examples=("授权专利500项，其中员工1750人。", "销售500辆，出口20辆。"),
    language="zh",
)
def parts(draft: Draft) -> None:
    """Tell that a figure after 其中 is part of the one before."""
    view = draft.article.view
    for one, other in pairwise(draft.of_kind("figure")):
        sentence = draft.sentence(other.span[0])
        lead = view[max(one.span[1], other.span[0] - 30) : other.span[0]]
        if (
            not _AMONG.search(lead)
            or one.span[0] < draft.article.sentences[max(0, sentence.number - 1)].start
        ):
            continue
        share = other.value("unit") == "%" and one.value("unit") != "%"
        units = {one.value("unit"), other.value("unit")}
        smaller = (len(units) == 1 or units < _VEHICLES) and Decimal(
            other.value("value")
        ) <= Decimal(one.value("value"))
        if share or smaller:
            at = other.span[0] - len(lead) + lead.index("其中")
            draft.change(other.id, part_of=Attribute(one.id, "stated", ((at, at + 2),)))


class MetricWords:
    """What numbers measure."""

    def __init__(self, lexicons: Lexicons) -> None:
        self.noun = later(choice(lexicons.words("zh/metrics", "nouns")))
        self.timeless = later(choice(lexicons.words("zh/metrics", "timeless")))


def metric_words(lexicons: Lexicons) -> MetricWords:
    """Return the words that name metrics."""
    return MetricWords(lexicons)


@rule(
    "zh-links.subject",
    examples=(
        (
            "东麓汽车集团总资产为386.7亿元，净利润6.5亿元。",
            "figure companies=东麓汽车集团; metric=总资产 |"
            " figure companies=东麓汽车集团; metric=净利润",
        ),
        ("2020年营业收入5亿元，同比增长8%。", "figure metric=营业收入变化"),
    ),
    counter_examples=("会议开得很长。",),
    language="zh",
)
def subjects(draft: Draft) -> None:
    """Give each figure its company, stated or inferred, and the word for what it measures."""
    known = draft.lexicons.once(metric_words)
    mentions = mentions_of(draft)
    last: dict[int, str] = {}
    for figure in draft.of_kind("figure"):
        sentence = draft.sentence(figure.span[0])
        made: dict[str, Attribute] = {}
        owner = _owner(draft, mentions, figure, sentence)
        if owner.entities:
            made["companies"] = owner.attribute()
        label, span = _metric(draft, known, figure, sentence)
        if figure.value("direction"):
            base = (
                label
                if label not in ("", "同比", "环比", "增幅", "降幅")
                else last.get(sentence.number, "")
            )
            label = f"{base}变化" if base else "变化"
        elif label:
            last[sentence.number] = label
        if label:
            made["metric"] = Attribute(label, "inferred", (span,) if span else (), "words-nearby")
        if made:
            draft.change(figure.id, **made)


def _owner(draft: Draft, mentions: ZhMentions, figure: Proposal, sentence: Sentence) -> Subject:
    start = figure.span[0]
    first = begin = max(sentence.start, start - LOOK)
    for match in CLAUSE.finditer(draft.article.view, first, start):
        begin = match.end()
    near = mentions.subject_within(begin, start)
    if near.entities:
        return near
    earlier = mentions.subject_within(first, begin)
    if earlier.entities:
        return Subject(earlier.entities, earlier.spans, "inferred", "same-sentence")
    return mentions.subject_of(sentence)


def _metric(
    draft: Draft, known: MetricWords, figure: Proposal, sentence: Sentence
) -> tuple[str, Span | None]:
    view, start = draft.article.view, figure.span[0]
    begin = max(sentence.start, start - 30)
    cut = [match.end() for match in re.finditer(r"[，,；;：:]", view[begin:start])]
    begin += cut[-1] if cut else 0
    found = list(known.noun.finditer(view, begin, start))
    if found:
        return found[-1].group(), found[-1].span()
    unit = figure.attributes["unit"]
    if (
        unit.spans
        and figure.value("unit") not in ("%", "pp", "time")
        and not is_currency(figure.value("unit"))
    ):
        return view[unit.spans[0][0] : unit.spans[0][1]], unit.spans[0]
    after = known.noun.match(
        view, figure.span[1] + (view[figure.span[1] : figure.span[1] + 1] == "的")
    )
    return (after.group(), after.span()) if after else ("", None)


RULES = (periods, conversions, parts, subjects)
