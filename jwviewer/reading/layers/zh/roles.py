"""Offices of people in Chinese with their organisations: 中联轨道总裁黄维翰."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.brands import is_new
from jwviewer.reading.layers.zh.mentions import LOOK, ZhMentions, mentions_of
from jwviewer.reading.layers.zh.posts import Office, Post, posts
from jwviewer.reading.layers.zh.segments import BODY, HEAD, PLACE, segments_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_HEADS = later(r"\A副?(?:院长|校长|馆长|所长|会长|理事长|秘书长)\Z")
_ACADEMY = later(
    r"(?:[与和由在、，。；]|\A|日)(?P<who>[^与和由在、，。；\n]{2,10}?(?:学院|大学|研究院|研究所|医院|博物馆|协会|学会|商会))"
)
_FORMER = later(
    r"\A(?:第[一二三四五六七八九十]代|其|原|前(?!台|端)|时任|现任|曾任|历任|该公司|他的|她的|公司)+(?=[一-鿿A-Z]{2})"
)
"""What stands before a title and is no part of it: a former office is one as well."""
_LED = later(r"随着|[由据对向被让请派]|经(?![济营理贸纪销])")
_NEW = later(r"新公司|新?合资(?:公司|企业)|合营公司")
_OFFICES = frozenset("部局委厅署院会馆所处校社台")
"""Last signs of words for public bodies."""
_WE, _THEY = ("我们", "咱们"), ("他们", "她们")
_OWN = later(r"(?:\A|本|该|我|这家|[，；])(?:公司|集团|企业|行|厂)\Z")


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
        (
            "禾翼科技总部在合肥。我们的首席财务官孟小棠更着急。",
            "role organisation=禾翼科技; person=孟小棠; role=首席财务官",
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
    seen: set[tuple[str, str, str]] = set()
    for post in found:
        named = [one for one in mentions.within(*post.name) if one.kind == "person"]
        if not named:
            continue
        for office in post.offices:
            _role(draft, mentions, post, office, named[0].entity, seen)


def _role(
    draft: Draft,
    mentions: ZhMentions,
    post: Post,
    office: Office,
    person: str,
    seen: set[tuple[str, str, str]],
) -> None:
    view = draft.article.view
    title, before = office.title, office.organisation
    organisation, start = _organisation(draft, mentions, post, title, before)
    role = office.called or _FORMER.sub("", view[start : title[1]].strip("的 "))
    key = (person, role, str(organisation.value))
    area = re.search(r"[省市县区镇乡]长\Z", role)
    if not role or key in seen or (not organisation.value and (area or before or _is_free(role))):
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


def _is_free(role: str) -> bool:
    """Tell whether somebody is such on their own: an analyst of nothing has no office."""
    return re.search(r"分析师|专家|教授|研究员|顾问|律师|工程师|负责人\Z", role) is not None


def _organisation(
    draft: Draft, mentions: ZhMentions, post: Post, title: Span, before: Span | None
) -> tuple[Attribute, int]:
    """Return the organisation of an office and where the title begins."""
    view = draft.article.view
    firms = [one for one in mentions.within(*before) if one.kind == "company"] if before else []
    if before is not None:
        # 星喵科技由前产品经理许哲创办, 据镇长孟晓燕: what a particle leads begins behind it.
        since = firms[-1].end if firms else before[0]
        led = list(_LED.finditer(view, since, before[1]))
        firms = [] if led else firms
        since = led[-1].end() if led else before[0]
        before = (since, before[1]) if since < before[1] else None
    if before is None:
        if re.search(r"[省市县区镇乡部厅局长]\Z", view[slice(*title)]) and not re.search(
            r"董事长|行长|厂长|院长|会长|理事长|秘书长|社长|校长|店长", view[slice(*title)]
        ):
            return _area(draft, view[slice(*title)]), title[0]
        return _unsaid(draft, mentions, post, title), title[0]
    # The office of a second title may share the organisation of the first: then they do not touch.
    adjoining = before[1] == title[0]
    places = [one for one in mentions.within(*before) if one.kind == "place"]
    if firms:
        last = firms[-1]
        return Attribute(last.entity, spans=(last.span,)), last.end if adjoining and title[
            0
        ] - last.end < 14 else title[0]
    text = view[before[0] : before[1]].rstrip("的")
    if text in _WE:
        return _unsaid(draft, mentions, post, title), title[0]
    if text in _THEY:
        named = mentions.within(max(0, before[0] - LOOK), before[0], "company")
        if named:
            return Attribute(named[-1].entity, "inferred", (before,), "pronoun"), title[0]
        return Attribute("", "not_stated"), title[0]
    for word, entity in mentions.generic.items():
        if text.endswith(word):
            return Attribute(entity, "inferred", (before,), "short-name"), title[0]
    if _NEW.fullmatch(text) and (told := mentions.founded_before(before[0])):
        return Attribute(told, "inferred", (before,), "pronoun"), title[0]
    if _OWN.search(text):
        told = _group_before(draft, before[1]) if text.endswith("集团") else ""
        told = told or mentions.last_before(before[1])
        return (
            Attribute(told, "inferred", (before,), "pronoun")
            if told
            else Attribute("", "not_stated")
        ), title[0]
    public = text[-1:] in _OFFICES or re.search(r"[使大]馆|代表处", text)
    if places and places[-1].end < before[1] and _is_free(view[slice(*title)]):
        return Attribute("", "not_stated"), title[0]  # 中国|食品产业|分析师
    if places and (not public or places[-1].end > before[1] - 2):
        last = places[0] if "驻" in text else places[-1]
        return Attribute(last.entity, spans=(last.span,)), title[0]
    cut = re.split(r"[在由据对向给让被]|经(?![济营理贸纪])|[^一-鿿A-Za-z]", text)[-1]
    end = before[0] + len(text)
    span = (end - len(cut), end)
    adjoining = adjoining and end == before[1]
    held = segments_of(draft).within(*span)
    bodies = [one.end for one in held if one.kind == BODY]
    if adjoining and bodies and 0 < span[1] - bodies[-1] < 6:
        # 法国驻华使馆|农业参赞: the rest says what the office is about.
        return Attribute(view[span[0] : bodies[-1]], spans=((span[0], bodies[-1]),)), bodies[-1]
    plain = bool(held) and not is_new(held) and held[-1].kind not in (BODY, PLACE)
    if plain and cut[-1] not in _OFFICES:
        # 零售分析师: no organisation, but what the office is about.
        free = _is_free(view[slice(*title)]) or held[-1].kind == HEAD
        owner = Attribute("", "not_stated") if free else _unsaid(draft, mentions, post, title)
        return owner, span[0] if adjoining and len(cut) < 5 else title[0]
    if 1 < len(cut) <= 14:
        return Attribute(cut, spans=(span,)), title[0]
    return _unsaid(draft, mentions, post, title), title[0]


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
    level = next((one for one in "省市县区镇乡" if one in title), "")
    named = [one for one in draft.of_kind("place") if level and one.value("name").endswith(level)]
    if len(named) != 1:
        return Attribute("", "not_stated")
    return Attribute(named[0].id, "inferred", (named[0].span,), "only-one")


def _unsaid(draft: Draft, mentions: ZhMentions, post: Post, title: Span) -> Attribute:
    """Return the firm that an office without one belongs to, by what stands around it."""
    told = ""
    view = draft.article.view
    if _HEADS.search(view[slice(*title)]):
        # 院长 is of the academy that was named last, not of a firm.
        named = list(_ACADEMY.finditer(view, max(0, title[0] - 160), title[0]))
        if named:
            span = named[-1].span("who")
            return Attribute(view[slice(*span)], "inferred", (span,), "previous-sentence")
    if title[0] > post.name[1] and (founded := mentions.founded_before(title[0])):
        own = mentions.within(max(0, post.name[0] - 24), post.name[0], "company")
        # Who has an office at a parent takes one at what was founded: 戚敏之出任总经理.
        told = founded if own and own[-1].entity != founded else ""
    elif view[title[1] : title[1] + 1] == "由":
        told = mentions.founded_before(title[0])  # 总经理由……的葛慧担任
    told = told or mentions.last_before(title[0])
    if not told:
        sentence = draft.sentence(title[0])
        after = mentions.within(title[1], sentence.end, "company")
        told = after[0].entity if after else ""
    return (
        Attribute(told, "inferred", how="previous-sentence")
        if told
        else Attribute("", "not_stated")
    )


ROLES = (roles,)
