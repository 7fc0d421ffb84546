"""How names hang together in Chinese: seats, places within places, daughters; and technologies."""

from __future__ import annotations

import re
from itertools import pairwise

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.mentions import LOOK, mentions_of
from jwviewer.reading.mentions import Mention, Subject
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_SEAT = later(r"(?:总部|注册地|总公司)(?:位于|设在|设于|坐落于|在|落户)(?:[一-鿿]{0,8}[省市区])?\Z")
_SITED = later(r"(?:位于|坐落于|坐落在)(?:[一-鿿]{0,8}[省市区])?\Z")
_PART = later(r"(?:[）)])?(?:系|是|为|作为)(?P<who>[^，。；]{0,4})\Z")
_UNDER = later(r"(?:旗下|的?全资子公司|的?控股子公司|的?子公司|下属|所属|控股的|的全资)")
_FIELDS = later(r"在(?P<list>[^，。；在]{4,60}?)等?(?:领域|方面)")
_MODEL = later(r"“(?P<name>[^“”\n]{1,10})”(?P<kind>号|系列|轮|牌|平台|技术)")


@rule(
    "zh-relations.places",
    examples=(
        (
            "东麓汽车集团总部位于襄阳。",
            "relation object=襄阳; relation=seated-in; subject=东麓汽车集团",
        ),
        ("双方在福建省宁德市签约。", "relation object=福建省; relation=located-in; subject=宁德市"),
    ),
    counter_examples=("东麓汽车集团在襄阳签约。",),
    language="zh",
)
def places(draft: Draft) -> None:
    """Find seats of companies and places that stand after the wider area."""
    mentions = mentions_of(draft)
    view = draft.article.view
    named = [one for one in mentions.all if one.kind == "place"]
    seen: set[tuple[str, str]] = set()
    by_start, by_end = {one.start: one for one in named}, {one.end: one for one in named}
    for one in named:
        if one.end in by_start:
            continue
        sentence = draft.sentence(one.start)
        first = one.start
        while first in by_end:
            first = by_end[first].start
        before = view[max(sentence.start, first - 18) : first]
        seat = _SEAT.search(before)
        found = seat or _SITED.search(before)
        if found is None:
            continue
        at = first - len(before) + found.start()
        subject = mentions.subject_within(max(sentence.start, at - LOOK), at)
        if not subject.entities:
            subject = mentions.subject_of(sentence)
        if not subject.entities or (subject.entities[0], one.entity) in seen:
            continue
        seen.add((subject.entities[0], one.entity))
        _add(
            draft,
            "seated-in" if seat else "located-in",
            Subject(subject.entities[:1], subject.spans[:1], subject.basis, subject.how),
            one,
        )
    for left, right in pairwise(named):
        if (
            left.end == right.start
            and left.entity != right.entity
            and (right.entity, left.entity) not in seen
        ):
            seen.add((right.entity, left.entity))
            _add(draft, "located-in", Subject((right.entity,), (right.span,)), left)


@rule(
    "zh-relations.firms",
    examples=(
        (
            "舟海重工有限公司是舟海控股集团旗下核心企业。",
            "relation object=舟海控股集团; relation=part-of; subject=舟海重工有限公司",
        ),
    ),
    counter_examples=("舟海重工有限公司与舟海控股集团签约。",),
    language="zh",
)
def firms(draft: Draft) -> None:
    """Find companies that the text calls another's."""
    mentions = mentions_of(draft)
    for left, right in pairwise(mentions.companies):
        gap = mentions.view[left.end : right.start]
        if (
            left.entity != right.entity
            and _PART.fullmatch(gap)
            and _UNDER.match(mentions.view, right.end)
        ):
            _add(draft, "part-of", Subject((left.entity,), (left.span,)), right)


def _add(draft: Draft, kind: str, subject: Subject, target: Mention) -> None:
    span: Span = (
        min(target.start, *(s[0] for s in subject.spans or (target.span,))),
        max(target.end, *(s[1] for s in subject.spans or (target.span,))),
    )
    stated = subject.basis == "stated"
    held = Attribute(
        subject.entities[0], "stated" if stated else "inferred", subject.spans, subject.how
    )
    attributes = {
        "subject": held,
        "relation": Attribute(kind, spans=(target.span,)),
        "object": Attribute(target.entity, spans=(target.span,)),
    }
    if target.kind == "place":
        attributes["place"] = attributes["object"]
    if draft.proposals[subject.entities[0]].kind == "company":
        attributes["companies"] = held
    draft.add(
        "relation",
        span,
        attributes,
        rule=f"zh-relations.{kind}",
        confidence=0.85 if stated else 0.6,
        claim=False,
    )


@rule(
    "zh-relations.technologies",
    examples=(
        (
            "双方将在城际铁路、智慧交通、绿色建造等领域深化合作。",
            "technology name=城际铁路 | technology name=智慧交通 | technology name=绿色建造",
        ),
        ("“飞鹭”号列车下线。", "technology entity_kind=product; name=“飞鹭”号"),
    ),
    counter_examples=("双方在北京签约。",),
    language="zh",
)
def technologies(draft: Draft) -> None:
    """Suggest fields of work that a list names, and products with a name in quotation marks."""
    view = draft.article.view
    seen: set[str] = set()
    for match in _FIELDS.finditer(view):
        if "、" not in match["list"]:
            continue
        at = match.start("list")
        for part in re.split(r"[、和及与]", match["list"]):
            start = view.find(part, at)
            at = start + len(part)
            if 2 <= len(part) <= 10 and part not in seen:
                seen.add(part)
                _suggest(draft, part, (start, at), "technology")
    for match in _MODEL.finditer(view):
        if match["name"] not in seen:
            seen.add(match["name"])
            _suggest(draft, match.group(), match.span(), "product")


def _suggest(draft: Draft, name: str, span: Span, kind: str) -> None:
    draft.add(
        "technology",
        span,
        {
            "name": Attribute(name, spans=(span,)),
            "entity_kind": Attribute(kind, "inferred", how="form"),
        },
        rule="zh-relations.technologies",
        confidence=0.35,
        claim=False,
    )


RULES = (places, firms, technologies)
