"""People and their offices in Chinese: 中联轨道总裁黄维翰, 张三任公司总经理."""

from __future__ import annotations

import re
from collections import defaultdict

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.mentions import ZhMentions, mentions_of
from jwviewer.reading.layers.zh.person_names import NameWords, name_words
from jwviewer.reading.layers.zh.posts import Post, posts
from jwviewer.reading.layers.zh.words import choice
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_CLAUSE = later(r"(?<=[，。；：、“”！？\n])|\A")
_HONOUR = later(r"(?<=[一-鿿])(?:先生|女士)(?![们])")
_OWN = later(r"(?:本|该|我|这家)?(?:公司|集团|企业|行|厂)\Z")


@rule(
    "zh-people.names",
    examples=(
        ("中联轨道总裁黄维翰代表双方签字。", "person name=黄维翰"),
        ("副省长郑国栋、滨州市市长林淑芳出席。", "person name=郑国栋 | person name=林淑芳"),
        ("董事长安进表示满意。", "person name=安进"),
        ("亚洲区总监马丁·霍尔姆认为，市场向好。", "person name=马丁·霍尔姆"),
        ("张三丰任公司总经理。", "person name=张三丰"),
        ("首席执行官欧阳明说：“好。”", "person name=欧阳明"),
        ("李建国表示，项目进展顺利。", "person name=李建国"),
        ("（记者 周晓岚）", "person name=周晓岚"),
    ),
    counter_examples=(
        "董事长和总经理出席。",
        "总裁于近日访华。",
        "董事会审议通过。",
        "方面表示，市长向记者介绍情况。",
    ),
    language="zh",
)
def people(draft: Draft) -> None:
    """Add the people whom an office, a courtesy or a verb of speech shows."""
    view = draft.article.view
    found = {view[slice(*post.name)] for post in posts(draft)}
    words = draft.lexicons.once(name_words)
    known = {
        one
        for company in draft.of_kind("company")
        for one in (company.value("name"), *company.values("aliases"))
    }
    found |= {one for one in _speaking(draft, words) if one not in known}
    if not found:
        return
    held: dict[str, list[Span]] = defaultdict(list)
    tails = {name.rsplit("·", 1)[-1]: name for name in found if "·" in name}
    tails = {tail: name for tail, name in tails.items() if len(tail) > 1}
    for match in re.finditer(choice({*found, *tails}), view):
        if view[match.start() - 1 : match.start()] in ("·", "•"):
            continue
        held[tails.get(match.group(), match.group())].append(match.span())
    for name, spans in held.items():
        _add(draft, name, tuple(spans))


def _speaking(draft: Draft, words: NameWords) -> set[str]:
    view = draft.article.view
    speech = draft.lexicons.once(_speech)
    found = set()
    for match in _CLAUSE.finditer(view):
        end = words.at(view, match.end())
        if (
            end
            and end - match.end() > 1
            and speech.match(view, end)
            and not view[match.end() : end].isascii()
        ):
            found.add(view[match.end() : end])
    for match in _HONOUR.finditer(view):
        for size in (3, 2, 4):
            start = match.start() - size
            if start >= 0 and words.at(view, start) == match.start():
                found.add(view[start : match.start()])
                break
    return {one for one in found if 1 < len(one) < 16}


def _speech(lexicons: Lexicons) -> re.Pattern[str]:
    return later(
        r"(?:对[^，。]{1,8}|还|也|则|同时|进一步|告诉[^，。]{1,6}|在[^，"
        r"。]{2,16}?(?:时|上|中|后))?(?:表示|介绍|指出|认为|透露|强调|坦言|"
        r"补充|解释|说|称|告诉|直言|写道)"
    )


def _add(draft: Draft, name: str, spans: tuple[Span, ...]) -> None:
    mentions = [
        draft.add(
            "_name",
            span,
            {
                "name": Attribute(name, spans=(span,)),
                "kind": Attribute("person", "inferred", how="office"),
            },
            rule="zh-people.names",
            confidence=0.85,
            claim=False,
        )
        for span in spans
    ]
    made = draft.add(
        "person",
        spans[0],
        {
            "name": Attribute(name, spans=spans),
            "mentions": Attribute(tuple(one.id for one in mentions), spans=spans),
        },
        rule="zh-people.names",
        confidence=0.9,
        claim=False,
    )
    for one in mentions:
        draft.change(one.id, entity=Attribute(made.id, "inferred", how="name"))


@rule(
    "zh-people.roles",
    examples=(
        (
            "中联轨道装备有限公司总裁黄维翰出席。",
            "role companies=中联轨道装备有限公司; organisation=中联轨道装备有限"
            "公司; person=黄维翰; role=总裁",
        ),
        (
            "海陵交通投资集团党委书记、董事长宋立新签字。",
            "role organisation=海陵交通投资集团; person=宋立新; role=党委书记 | "
            "role organisation=海陵交通投资集团; person=宋立新; role=董事长",
        ),
        ("滨州市市长林淑芳出席。", "role organisation=滨州市; person=林淑芳; role=市长"),
        (
            "恒麓电池有限公司成立。张三丰任公司总经理。",
            "role organisation=恒麓电池有限公司; person=张三丰; role=总经理",
        ),
    ),
    counter_examples=("董事长出席了仪式。", "（记者 周晓岚）"),
    language="zh",
)
def roles(draft: Draft) -> None:
    """Add a role for each office of a person, with the organisation that stands before it."""
    found = posts(draft)
    for post in found:
        if not post.offices:
            continue
        spans = tuple(one.organisation for one in post.offices if one.organisation)
        draft.add(
            "_post",
            post.name,
            {"organisations": Attribute((), spans=spans)},
            rule="zh-people.roles",
            confidence=0.9,
            claim=False,
        )
    mentions = mentions_of(draft)
    seen: set[tuple[str, str]] = set()
    for post in found:
        named = [one for one in mentions.within(*post.name) if one.kind == "person"]
        if not named:
            continue
        for office in post.offices:
            _role(draft, mentions, post, office.title, office.organisation, named[0].entity, seen)


def _role(
    draft: Draft,
    mentions: ZhMentions,
    post: Post,
    title: Span,
    before: Span | None,
    person: str,
    seen: set[tuple[str, str]],
) -> None:
    view = draft.article.view
    organisation, start = _organisation(draft, mentions, title, before)
    role = view[start : title[1]].strip("的 ")
    key = (person, role)
    if not role or key in seen:
        return
    seen.add(key)
    attributes = {
        "person": Attribute(person, spans=(post.name,)),
        "role": Attribute(role, spans=((start, title[1]),)),
        "organisation": organisation,
    }
    held = draft.proposals.get(str(organisation.value))
    if held is not None and held.kind == "company":
        attributes["companies"] = organisation
    first = min(start, post.name[0], before[0] if before else start)
    draft.add(
        "role",
        (first, max(post.name[1], title[1])),
        attributes,
        rule="zh-people.roles",
        confidence=0.92 if organisation.basis == "stated" else 0.65,
        claim=False,
    )


def _organisation(
    draft: Draft, mentions: ZhMentions, title: Span, before: Span | None
) -> tuple[Attribute, int]:
    """Return the organisation of an office and where the title begins."""
    view = draft.article.view
    if before is None:
        if re.search(r"[省市县区部厅局长]\Z", view[title[0] : title[1]]) and not re.search(
            r"董事长|行长|厂长|院长", view[title[0] : title[1]]
        ):
            return _area(draft, view[title[0] : title[1]]), title[0]
        return _unsaid(draft, mentions, title), title[0]
    # The office of a second title may share the organisation of the first: then they do not touch.
    adjoining = before[1] == title[0]
    firms = [one for one in mentions.within(*before) if one.kind == "company"]
    places = [one for one in mentions.within(*before) if one.kind == "place"]
    if firms:
        last = firms[-1]
        return Attribute(last.entity, spans=(last.span,)), last.end if adjoining and title[
            0
        ] - last.end < 14 else title[0]
    text = view[before[0] : before[1]].rstrip("的")
    for word, entity in mentions.generic.items():
        if text.endswith(word):
            return Attribute(entity, "inferred", (before,), "short-name"), title[0]
    if _OWN.search(text):
        told = _group_before(draft, before[1]) if text.endswith("集团") else ""
        told = told or mentions.last_before(before[1])
        return (
            Attribute(told, "inferred", (before,), "pronoun")
            if told
            else Attribute("", "not_stated")
        ), title[0]
    if places:
        last = places[0] if "驻" in text else places[-1]
        return Attribute(last.entity, spans=(last.span,)), title[0]
    cut = re.split(r"[在由据对向]|经(?![济营理贸纪])|[^一-鿿A-Za-z]", text)[-1]
    if 1 < len(cut) <= 14:
        span = (before[1] - len(cut), before[1])
        return Attribute(cut, spans=(span,)), title[0]
    return _unsaid(draft, mentions, title), title[0]


def _group_before(draft: Draft, position: int) -> str:
    """Return the company with 集团 in its name that was named last before a position."""
    groups = [
        (name.span[0], name.value("entity"))
        for name in draft.within((max(0, position - 2000), position), "_name")
        if "集团" in name.value("name") and name.value("kind") == "company"
    ]
    return groups[-1][1] if groups else ""


def _area(draft: Draft, title: str) -> Attribute:
    """Return the only province or city of the article for its governor or mayor."""
    level = next((one for one in "省市县区" if one in title), "")
    named = [one for one in draft.of_kind("place") if level and one.value("name").endswith(level)]
    if len(named) != 1:
        return Attribute("", "not_stated")
    return Attribute(named[0].id, "inferred", (named[0].span,), "only-one")


def _unsaid(draft: Draft, mentions: ZhMentions, title: Span) -> Attribute:
    told = mentions.last_before(title[0])
    return (
        Attribute(told, "inferred", how="previous-sentence")
        if told
        else Attribute("", "not_stated")
    )


NAMES = (people,)
ROLES = (roles,)
