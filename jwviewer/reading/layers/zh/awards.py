"""Awards in Chinese: 荣获2021年度国家科技进步奖一等奖; and national programmes by name."""

from __future__ import annotations

import re
from collections import defaultdict

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.mentions import ZhMentions, mentions_of
from jwviewer.reading.mentions import Subject
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_WON = later(
    r"(?P<verb>荣获|获得|获评|斩获|摘得|夺得|赢得|捧得|喜获|摘取|获颁|捧回|捧走|拿下|拿到|收获|"
    r"获授|被评为|被授予|入选|荣膺|蝉联|领取|揽获|拿了|问鼎|获)(?:了|过)?[“《]?"
    r"(?P<name>[^，。；、：（）“”《》]{2,36}?(?:奖|称号|奖章|奖项|大奖|"
    r"荣誉))[”》]?(?P<res>(?:特等|一等|二等|三等|金|银|铜|优秀|"
    r"最高)奖)?(?!金|励|牌|学|惩)"
)
_TITLED = later(
    r"(?P<verb>获评|被评为|入选|荣膺|被授予|当选|跻身|获颁)(?:了|为)?[“《]?"
    r"(?P<name>[^，。；：（）“”《》]{2,30}?(?:企业|品牌|单位|雇主|榜单|名录|名单|榜|工厂|产品|项目|案例|之星|冠军|小巨人))[”》]?"
    r"(?=[，。；（]|\Z|称号)"
)
_AT_PRIZE = later(
    r"在[^，。；“]{0,12}“(?P<name>[^”\n]{2,16}奖)”[^，。；]{0,6}(?:颁奖|评选|典礼|上|中)[^，。；]{0,12}?"
    r"(?P<verb>击败|胜出|夺魁|折桂|获胜|登顶|夺冠|拔得头筹)"
)
_RANK = later(r"(?P<res>(?:特等|一等|二等|三等|金|银|铜)奖)\Z")
_PROGRAMME = later(
    r"(?P<name>国家(?:[“\"]?[一-鿿\d]{1,12}?[”\"]?)(?:计划|科技重大专项|"
    r"重大专项|专项)|[“\"]?863[”\"]?计划|[“\"]?973[”\"]?计划|火炬计划|"
    r"星火计划)(?!于|在|将|与)"
)


@rule(
    "zh-awards.won",
    examples=(
        (
            "中联轨道集团列车荣获2021年度国家铁道科技进步一等奖。",
            "award date=2021; event_type=award; name=国家铁道科技进步奖; partic"
            "ipants=中联轨道集团; result=一等奖",
        ),
        (
            "2018年，潍峰动力集团获得国家科技进步奖一等奖。",
            "award date=2018; name=国家科技进步奖; result=一等奖",
        ),
        ("东麓集团有限公司荣获“年度最佳雇主”称号。", "award name=年度最佳雇主称号"),
    ),
    counter_examples=(
        "东麓集团有限公司获得订单。",
        "东麓集团获得奖金5万元。",
        "公司将争取获得大奖。",
    ),
    language="zh",
)
def won(draft: Draft) -> None:
    """Add the prizes that somebody won."""
    mentions = mentions_of(draft)
    view = draft.article.view
    for match in _prizes(view):
        sentence = draft.article.sentence(match.start())
        if re.search(
            r"(?:将|争取|希望|有望|力争)[^，。；]{0,4}\Z",
            view[max(sentence.start, match.start() - 8) : match.start()],
        ):
            continue
        start, end = match.span("name")
        dates = [
            one
            for one in draft.within((max(sentence.start, start - 60), end), "_date")
            if one.value("date")
        ]
        if dates and start <= dates[-1].span[0] < end:
            start = dates[-1].span[1]
        name, result = view[start:end].lstrip("度的“《"), match.groupdict().get("res") or ""
        rank = _RANK.search(name)
        if not result and rank is not None:
            result, name = (
                rank["res"],
                name[: rank.start()] + ("" if name[: rank.start()].endswith("奖") else "奖"),
            )
        if match.re == _CALLED:
            name = match["name"] + match["kind"]
        if len(name) < 3:
            continue
        subject = _winner(mentions, sentence.start, match.start())
        if not subject.entities:
            subject = mentions.subject_of(sentence)
        near = [
            one
            for one in dates
            if one.span[0] >= match.start()
            or not re.search(r"[；;]", view[one.span[1] : match.start()])
        ]
        attributes = {
            "name": Attribute(name, spans=((start, end),)),
            "event_type": Attribute("award", spans=(match.span("verb"),)),
            "participants": subject.attribute(),
            "companies": subject.attribute(),
            "result": Attribute(result, spans=((start, match.end()),))
            if result
            else Attribute("", "not_stated"),
            "date": near[-1].attributes["date"] if near else Attribute("", "not_stated"),
            "place": Attribute("", "not_stated"),
        }
        draft.add(
            "award", match.span(), attributes, rule="zh-awards.won", confidence=0.8, claim=False
        )


_CALLED = later(
    r"(?P<verb>荣获|获得|获评|被评为|被授予|入选|荣膺|"
    r"获)(?:了)?[“《](?P<name>[^“”《》，。]{2,24})[”》](?P<kind>奖|称号|"
    r"荣誉|奖项)"
)


def _prizes(view: str) -> list[re.Match[str]]:
    """Return what tells of a prize, of several that overlap the first."""
    patterns = (_WON, _CALLED, _TITLED, _AT_PRIZE)
    found = [match for pattern in patterns for match in pattern.finditer(view)]
    found.sort(key=lambda match: match.start())
    kept: list[re.Match[str]] = []
    for match in found:
        if not kept or match.start() >= kept[-1].end():
            kept.append(match)
    return kept


def _winner(mentions: ZhMentions, start: int, end: int) -> Subject:
    return mentions.subject_within(start, end)


@rule(
    "zh-awards.programmes",
    examples=(("该项目属于国家863计划。", "programme name=国家863计划"),),
    counter_examples=("公司制定了计划。", "国家计划于年底开工。"),
    language="zh",
)
def programmes(draft: Draft) -> None:
    """Add national programmes of research by name."""
    held: dict[str, list[Span]] = defaultdict(list)
    for match in _PROGRAMME.finditer(draft.article.view):
        if match["name"] not in ("国家计划", "国家专项", "国家发展计划"):
            held[match["name"]].append(match.span("name"))
    for name, spans in held.items():
        draft.add(
            "programme",
            spans[0],
            {
                "name": Attribute(name, spans=tuple(spans)),
                "entity_kind": Attribute("programme", "inferred", how="form"),
            },
            rule="zh-awards.programmes",
            confidence=0.7,
            claim=False,
        )


RULES = (won, programmes)
