"""Bounds of numbers in Chinese (超过, 近, 约, 以上), directions of change, and mere wishes."""

from __future__ import annotations

import re

from msgspec.structs import replace

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.words import choice
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

_CLAUSE = later(r"[，,；;。！？!?：:（）()\n“”]")
_STRONG = later(r"[；;。！？!?\n]")
_NOT_NEAR = later(r"[最附邻新临远贴亲靠]\Z")
_NOT_SUPER = later(r"[赶]\Z")
_TERMS = later(
    r"将(?:以|分别|共同|各)?[^，。；]{0,8}(?:出资|支付|持有|持股|认购|"
    r"转让|供应|提供|采购|收购|占股|占)"
)


class BoundWords:
    """The lexicon of bounds, targets and changes."""

    def __init__(self, lexicons: Lexicons) -> None:
        before = lexicons.table("zh/numbers", "bounds_before")
        after = lexicons.table("zh/numbers", "bounds_after")
        targets = lexicons.table("zh/numbers", "targets")
        changes = lexicons.table("zh/numbers", "changes")
        self.kinds = {word: kind for kind, words in before.items() for word in words}
        self.kinds_after = {word: kind for kind, words in after.items() for word in words}
        self.before = later(
            rf"(?:(?:折合|约合|合)?人民币)?(?P<said>{choice(self.kinds)})(?:人民"
            rf"币)?(?:了|至|到|达|有|合|为|过)?(?:每[一-鿿]{{1,3}})?(?:人民币)?[ ]?\Z"
        )
        wide = [word for word in self.kinds if len(word) > 1 and word[0] not in "最估差"]
        self.of = later(
            rf"(?P<said>{choice(wide)})(?:[^，,。；：:\d二两三四五六七八九占达是]|"
            rf"(?:19|20)\d\d(?=年)){{1,24}}的[ ]?\Z"
        )
        self.after = later(
            rf"[ ]?(?P<said>{choice(self.kinds_after)})(?!年|的?历史|次|(?<=多)[出于年])"
        )
        self.far = later(
            rf"(?!目标(?:公司|企业|市场|客户|人群|用户|资产|股权|方)|[计规]划(?:[，。、；”》的]|项目|已|正式|"
            rf"启动))(?:{choice(targets['far'])}|(?<=[年后内月底前])就?要(?![求员素点])|"
            r"(?<![主需重只不])要(?=翻|达到|增长|提[高升]|突破|超过|降到|做到|增至)|(?<![到至了])[明后]年)"
        )
        self.near = later(choice(targets["near"]))
        self.upto = later(
            rf"{choice(targets['upto'])}(?:[可能][一-鿿]{{0,3}}?)?(?:每[一-鿿]{{1,2}})?(?:为|达|到|约|近)?"
            r"[ ]?\Z"
        )
        self.past = later(choice(targets["past"]))
        self.changes = {word: kind for kind in ("increase", "decrease") for word in changes[kind]}
        self.change = later(choice(self.changes))
        self.change_after = later(
            r"[ ]?(?:左右|以上)?的?(?:同比|环比|年均|复合)?(?P<said>增长|增幅|"
            r"涨幅|增速|增长率|降幅|跌幅|下降|下滑)(?!到|至|点)"
        )


def bound_words(lexicons: Lexicons) -> BoundWords:
    """Return the lexicon of bounds."""
    return BoundWords(lexicons)


_CONVERTED = later(r"[\d.,]{1,12}[万亿]{0,2}[一-鿿]{0,5}[（(](?:折|约|大约)?合?(?:人民币)?\Z")
"""An amount and the bracket behind it: what is in it is wished as little as the amount."""
_LEAST = later(
    r"(?:采购|订购|认购|购买|收购|供应|供货|供给|支付|缴纳|分红|包销|承销)[^，。；]{0,14}"
    r"(?:不得?[少低]于|至少|最少|最低)"
)
_MEANT = later(r"拟|计划|预计|预期|力争|目标|争取|希望|有望|考虑|打算")
_PROGRAMME = later(r"(?:培[养训]|人才|扶持|资助|激励|持股|行动|”[一-鿿]{0,6})[计规]划")
_SIGNED = later(
    r"(?:签署|签订|签下)了?[^，。；]{0,24}(?<!意向)(?<!框架)(?:协议|合同)[^，。；]{0,4}[，,][^，。；]{0,10}拟"
)
_LEAST_OF = later(
    r"(?:最低|最少)(?:年|月)?(?:采购|购买|订购|订货|起订|供应|供货|保底|保证)[^，。；\d]{0,4}[是为：]\Z"
)
_FIXED = later(
    r"总投资|投资(?:总额|额)|总造价|注册资本|合同(?:总)?(?:金额|价|额)|首付款|预付款|"
    r"交易(?:对价|金额)|转让价|成交价"
)
"""Terms that an agreement lays down, whatever else it foresees."""


@rule(
    "zh-bounds.word",
    examples=(
        ("营业收入超过214亿元", "figure bound=gt; unit=CNY; value=21400000000"),
        ("净利润约6.5亿元", "figure bound=about; unit=CNY; value=650000000"),
        ("销售汽车近3.2万辆", "figure bound=nearly; unit=vehicle; value=32000"),
        ("交付逾4.6万套", "figure bound=gt; unit=set; value=46000"),
        ("占全省的七成以上", "figure bound=ge; unit=%; value=70"),
        ("市场份额1.5%左右", "figure bound=about; unit=%; value=1.5"),
        ("许可费用总额不超过8000万元", "figure bound=le; unit=CNY; value=80000000"),
        ("持股不低于30%", "figure bound=ge; unit=%; value=30"),
        ("员工不足200人", "figure bound=lt; unit=employee; value=200"),
        ("违约金不超过合同总价的10%", "figure bound=le; unit=%; value=10"),
        ("最低采购量是6000台", "figure bound=ge; unit=unit; value=6000"),
        ("保底价不低于每公斤28元", "figure bound=ge; unit=CNY; value=28"),
        ("略超5亿元", "figure bound=over-about; unit=CNY; value=500000000"),
        ("约合人民币84.2亿元", "figure bound=about; unit=CNY; value=8420000000"),
        ("资产总额达4130亿元", "figure bound=eq; unit=CNY; value=413000000000"),
        ("投资3亿至5亿元", "figure bound=range; unit=CNY; value=300000000; value_high=500000000"),
    ),
    counter_examples=("近日双方签约", "超过同行"),
    language="zh",
)
def word(draft: Draft) -> None:
    """Read the words of bound at each figure; the passage of the value takes them in."""
    words = draft.lexicons.once(bound_words)
    view = draft.article.view
    for one in draft.of_kind("figure"):
        start, end = one.attributes["value"].spans[0]
        first = draft.sentence(start).start
        before = _before(view, first, start, words)
        if before is None and one.value("unit") in ("%", "time"):
            of = words.of.search(view, max(first, start - 30), start)
            before = (words.kinds[of["said"]], of.span()) if of else None
        elif before is None and (least := _LEAST_OF.search(view, max(first, start - 14), start)):
            before = ("ge", least.span())
        if "value_high" in one.attributes:
            _settle(draft, one, "range", before[1] if before else None)
            continue
        after = _after(view, one, end, words)
        set_already = one.value("bound")
        if before and before[0] == "about" and after and after[0] in ("gt", "ge"):
            _settle(draft, one, "about", before[1])
        elif before is not None:
            _settle(draft, one, before[0], before[1])
        elif after is not None:
            _settle(draft, one, after[0], after[1])
        else:
            _settle(draft, one, set_already or "eq", None)


def _before(view: str, first: int, start: int, words: BoundWords) -> tuple[str, Span] | None:
    match = words.before.search(view, max(first, start - 12), start)
    if match is None:
        return None
    said = match["said"]
    behind = view[max(first, match.start() - 1) : match.start()]
    if (said == "近" and _NOT_NEAR.search(behind)) or (said == "超" and _NOT_SUPER.search(behind)):
        return None
    if said == "过" and not re.match(r"[百千万亿]|.[成万亿千百]", view[start : start + 2]):
        return None
    if said == "过" and behind and behind in "经通透度走做有用见超不":
        return None
    if said == "上" and (behind in "以之" or view[start : start + 1] not in "百千万亿"):
        return None
    return words.kinds[said], (match.start(), start)


def _after(view: str, one: Proposal, end: int, words: BoundWords) -> tuple[str, Span] | None:
    for position in sorted({end, one.span[1]}):
        match = words.after.match(view, position)
        if match is not None:
            return words.kinds_after[match["said"]], match.span("said")
    return None


def _settle(draft: Draft, one: Proposal, bound: str, where: Span | None) -> None:
    held = one.attributes["value"]
    spans = held.spans
    if where is not None:
        near = where[1] <= spans[0][0] or where[0] <= spans[0][1] + 1
        spans = ((min(where[0], spans[0][0]), max(where[1] if near else 0, spans[0][1])),)
        draft.claim(where)
    attributes = {
        **one.attributes,
        "value": replace(held, spans=spans),
        "bound": Attribute(bound, spans=(where or spans[0],)),
    }
    if "value_high" in attributes:
        attributes["value_high"] = replace(attributes["value_high"], spans=spans)
    span = (min(one.span[0], spans[0][0]), max(one.span[1], spans[0][1]))
    draft.put(replace(one, span=span, attributes=attributes))


@rule(
    "zh-bounds.change",
    examples=(
        ("收入同比增长11.7%", "figure direction=increase; unit=%"),
        ("利润总额同比下降2.3%", "figure direction=decrease; unit=%"),
        ("碳酸锂价格上涨逾六成", "figure direction=increase; unit=%; value=60"),
        ("较上年提高2.1个百分点", "figure direction=increase; unit=pp"),
        ("实现15%的增长", "figure direction=increase; unit=%"),
        ("造价比常规燃料船高10%至15%", "figure direction=increase; unit=%"),
    ),
    counter_examples=("产量增至5万辆", "持股51%", "收入增长到15亿元"),
    language="zh",
)
def change(draft: Draft) -> None:
    """Tell whether a figure is by how much something rose or fell."""
    words = draft.lexicons.once(bound_words)
    view = draft.article.view
    last: Proposal | None = None
    for one in draft.of_kind("figure"):
        before, last = last, one
        if one.value("direction") or one.value("unit") in ("a", "mo", "wk", "d"):
            continue
        start = one.attributes["value"].spans[0][0]
        if before is not None and view[before.span[1] : start] in ("和", "、", "及", "与"):
            told = draft.proposals[before.id].attributes.get("direction")
            if told is not None and before.value("unit") == one.value("unit"):
                draft.change(one.id, direction=told)
                continue
        found = _changed(view, draft.sentence(start).start, start, words)
        if found is None and one.value("unit") in ("%", "pp", "time"):
            after = words.change_after.match(view, one.span[1])
            if after is not None:
                kind = "decrease" if after["said"][0] in "降跌下" else "increase"
                found = kind, after.span("said")
        if found is not None and (
            one.value("unit") in ("%", "pp", "time") or _is_amount(view, found[1])
        ):
            draft.change(one.id, direction=Attribute(found[0], spans=(found[1],)))


def _is_amount(view: str, said: Span) -> bool:
    """Tell whether a word before an amount or count is one of change, not an adjective."""
    return view[said[0] : said[1]] in (
        "增长",
        "同比增长",
        "增加",
        "减少",
        "下降",
        "同比下降",
        "上涨",
        "下跌",
        "上升",
        "提高",
        "降低",
        "上调",
        "下调",
        "高出",
        "缩短",
        "延长",
        "多运",
    )


def _changed(view: str, first: int, start: int, words: BoundWords) -> tuple[str, Span] | None:
    begin = max(first, start - 9)
    last = None
    for match in words.change.finditer(view, begin, start):
        last = match
    if last is None:
        return None
    gap = view[last.end() : start]
    if not re.fullmatch(
        r"(?:了|达到?|为|约|近|超过?|逾|幅度?|率|仅|高达|将近|接近|不足|"
        r"不到|比例|[ ]|：|是|分别为?){0,3}",
        gap,
    ):
        return None
    if gap.startswith("为") and last.group()[-1] in "降升增减涨跌高低长加调":
        return None
    if last.group() in ("高", "低") and not re.search(
        r"[比较][^，。；]{1,20}\Z", view[max(first, last.start() - 22) : last.start()]
    ):
        return None
    return words.changes[last.group()], last.span()


@rule(
    "zh-bounds.target",
    examples=(
        ("计划投资约36亿元建设基地", "_target bound=about; unit=CNY; value=3600000000"),
        ("预计年产能可达15GWh", "_target unit=GWh; value=15"),
        ("力争到2025年产能达到50万辆，产值突破100亿元", "_target unit=vehicle | _target unit=CNY"),
        ("每年供应至多20万吨绿色甲醇", "_target unit=t; value=200000"),
        ("产能目标为3万辆", "_target unit=vehicle; value=30000"),
    ),
    counter_examples=(
        "公司已售出500辆，计划开设新厂。",
        "协议约定甲方将支付5亿元。",
        "公司受让目标公司35%的股权。",
        "对方承诺采购不少于60万吨铁矿石。",
        "双方签署股权转让协议，拟以3亿元收购甲厂80%的股权。",
        "合资公司注册资本20亿元。",
    ),
    language="zh",
)
def target(draft: Draft) -> None:
    """Take back figures that are planned, wished for or foreseen, and those after 至多."""
    words = draft.lexicons.once(bound_words)
    view = draft.article.view
    for one in draft.of_kind("figure"):
        start = one.span[0]
        sentence = draft.sentence(start)
        first = max(sentence.start, start - 160)
        if (
            words.upto.search(view, max(first, start - 10), one.attributes["value"].spans[0][1])
            or (words.upto.search(view, max(first, start - 10), start))
            or view[start : start + 2] in ("至多", "最多", "最高")
        ):
            draft.put(replace(one, kind="_target"))
            continue
        if (
            one.value("bound") == "ge"
            and _LEAST.search(view, max(first, start - 40), start + 6)
            and not _MEANT.search(view, max(first, start - 60), start)
        ):
            continue  # what one side owes the other at least is a term, no wish
        before = _CONVERTED.sub("", view[first:start])
        cuts = [match.end() for match in _STRONG.finditer(before)]
        before = before[cuts[-1] :] if cuts else before
        if _is_wished(before, words):
            draft.put(replace(one, kind="_target"))


def _is_wished(before: str, words: BoundWords) -> bool:
    """Tell whether the words before a figure, back to the full stop, make it a wish."""
    parts = _CLAUSE.split(_PROGRAMME.sub("", before))
    own = parts[-1]
    # What is signed is agreed: 签署股权转让协议，拟以3亿元收购.
    agreed = [["拟"]] if _SIGNED.search(before) else []
    far = [bool(said) and said not in agreed for said in map(words.far.findall, parts)]
    if far[-1] and not re.search(r"(?:原|超额?完成|超出|好于)(?:计划|预计|预期|目标)", own):
        return True
    if words.near.search(own) and not _TERMS.search(own):
        return True
    if words.past.search(own):
        return False
    fixed = _FIXED.search(own) is not None
    for part, foreseen in zip(reversed(parts[:-1]), reversed(far[:-1]), strict=True):
        near = words.near.search(part) and not _TERMS.search(part) and not fixed
        if foreseen or near:
            return True
        if words.past.search(part) or re.search(r"(?:表示|介绍|认为|指出|透露|说|称)\Z", part):
            return False
    return False


RULES = (word, change, target)
