"""People and their offices in Chinese: 中联轨道总裁黄维翰, 张三任公司总经理."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.movers import name_before
from jwviewer.reading.layers.zh.person_names import NameWords, name_words
from jwviewer.reading.layers.zh.posts import posts
from jwviewer.reading.layers.zh.segments import segments_of
from jwviewer.reading.layers.zh.words import places_of
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_CLAUSE = later(r"(?<=[，。；：、“”！？\n])|\A")
_LABEL = later(r"(?P<who>[一-鿿·]{2,12})[：:]")
_ANSWERS = 2
"""How often a name must open a paragraph before a colon: so an interview shows who speaks."""
_HONOUR = later(r"(?<=[一-鿿])(?:先生|女士)(?![们])")
_FOLK = frozenset("员师人者户农工生民士友手家匠妇商主")
"""Last signs of words for people by what they do: 农技员, 经销商, 店主."""


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
        (
            "记者：为什么？\n\n邓拾：价钱谈不拢。\n\n记者：以后呢？\n\n邓拾：我们不急。",
            "person name=邓拾",
        ),
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
    found |= {
        one for one in (*_speaking(draft, words), *_answering(draft, words)) if one not in known
    }
    if not found:
        return
    held: dict[str, list[Span]] = defaultdict(list)
    tails = {name.rsplit("·", 1)[-1]: name for name in found if "·" in name}
    tails = {tail: name for tail, name in tails.items() if len(tail) > 1}
    for start, end in places_of({*found, *tails}, view):
        if view[start - 1 : start] in ("·", "•"):
            continue
        name = view[start:end]
        held[tails.get(name, name)].append((start, end))
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
    for match in speech.finditer(view):
        # 农技员廖芳指出, 种柠檬的罗大友说.
        name = name_before(segments_of(draft), match.start(), words)
        if (
            name is not None
            and name[1] - name[0] < 5
            and view[name[1] - 2 : name[1]] not in ("女士", "先生")
            and _is_shown(draft, name[0])
        ):
            found.add(view[slice(*name)])
    for match in _HONOUR.finditer(view):
        for size in (3, 2, 4):
            start = match.start() - size
            if start >= 0 and words.at(view, start) == match.start():
                found.add(view[start : match.start()])
                break
    return {one for one in found if 1 < len(one) < 16}


def _answering(draft: Draft, words: NameWords) -> set[str]:
    """Return the names before colons at which several paragraphs open."""
    view = draft.article.view
    labels = [
        match
        for start, end in draft.article.paragraphs
        if (match := _LABEL.match(view, start, min(end, start + 14))) is not None
    ]
    often = Counter(match["who"] for match in labels)
    return {
        match["who"]
        for match in labels
        if often[match["who"]] >= _ANSWERS and words.at(view, match.start()) == match.end("who")
    }


def _is_shown(draft: Draft, start: int) -> bool:
    """Tell whether 的 or a word for people stands before a name."""
    view = draft.article.view
    if view[start - 1 : start] == "的":
        return True
    held = segments_of(draft).within(max(0, start - 6), start)
    return (
        bool(held)
        and held[-1].end == start
        and (held[-1].end - held[-1].start > 1 and view[start - 1] in _FOLK)
    )


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


NAMES = (people,)
