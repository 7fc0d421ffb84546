"""Who took part in an event of a Chinese text, when and where: what its grammar gives."""

from __future__ import annotations

import re

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.mentions import LOOK, ZhMentions
from jwviewer.reading.layers.zh.trigger import Trigger, clause_start
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span

_CLAUSE = later(r"[，；;]|,(?!\d)")


_ALONE = later(r"[ ]?(?:上午|下午|晚间?|晚上|当天|期间|间|份|度|，|,|至今|以来|起|当日)*")


_OPENS = later(
    r"(?:\A|[，,；;：:])(?:[^，。；]{0,12}(?:讯|电|获悉|消息|报道)[，,"
    r"]?)?(?:[（(][^（）()]{1,30}[）)])?[ ]?(?:早在|就在|于|在|其中|而|"
    r"但|并|随后|此前的?|，|继)*\Z"
)


_RELATIVE = later(r"(?:签署|签订|签下|达成|订立|收购|发布|推出|启动|批准)的[^，。；]{0,8}[《“]?")
"""A date before such a clause is that of what it tells: 2023年8月签署的意向书已到期."""
_IT = later(r"了?(?P<who>它|其|后者|前者|该公司|这家公司|对方)")
_WITH = later(r"(?:与|(?<![共协合不])同|和|向)[一-鿿]{0,6}\Z")


def parties_of(
    mentions: ZhMentions, sentence: Sentence, trigger: Trigger
) -> tuple[dict[str, tuple[Span, ...]], str]:
    """Return the participants with their passages, and whether they are stated or inferred."""
    start = clause_start(mentions.view, sentence, trigger.span[0])
    parties: dict[str, tuple[Span, ...]] = {}
    basis = "stated"
    opening = max(sentence.start, start - LOOK)

    def note(first: int, last: int) -> None:
        for one in mentions.actors(first, last):
            parties[one.entity] = (*parties.get(one.entity, ()), one.span)

    if trigger.type == "ceremony":
        note(start, trigger.span[0])
        near = (
            max(sentence.start, trigger.span[0] - LOOK),
            min(sentence.end, trigger.span[1] + LOOK),
        )
        for one in mentions.within(*near, "person"):
            parties[one.entity] = (one.span,)
        if not parties:
            told = mentions.subject_within(opening, start)
            told = told if told.entities else mentions.subject_of(sentence)
            parties, basis = dict.fromkeys(told.entities, told.spans), "inferred"
        return parties, basis
    if trigger.type == "other":
        note(start, trigger.span[0])
        found = list(parties.items())[-1:] if len(parties) > 1 else list(parties.items())
        parties = dict(found)
    else:
        note(start, trigger.span[0])
        if trigger.head == trigger.span or len(parties) < 2:
            most = min(sentence.end, trigger.span[1] + LOOK)
            stop = re.search(r"[，。；]", mentions.view[trigger.span[0] : most])
            note(trigger.span[0], trigger.span[0] + stop.start() if stop else most)
    if trigger.type in ("acquisition", "investment") and trigger.head == trigger.span:
        named = _IT.match(mentions.view, trigger.span[1])
        before_it = mentions.within(max(0, sentence.start - LOOK), sentence.start, "company")
        meant = [one.entity for one in before_it if one.entity not in parties]
        if named is not None and meant:
            parties[meant[-1]] = (named.span("who"),)
    if trigger.type == "joint_venture" and trigger.head == trigger.span:
        note(trigger.span[0], _clause_end(mentions.view, trigger.span[1], sentence.end))
    first = next(iter(parties.values()), ((start, start),))[0][0]
    if _WITH.search(mentions.view[start:first]) and trigger.type != "other":
        subject = mentions.subject_within(opening, start)
        subject = subject if subject.entities else mentions.before(sentence)
        if subject.entities and set(subject.entities) - set(parties):
            return {**dict.fromkeys(subject.entities[:1], subject.spans[:1]), **parties}, "inferred"
    both = re.search(r"双方|两家|两公司|二者", mentions.view[start : trigger.span[0]])
    if both:
        pair = mentions.pair_before(start)
        if len(pair) > 1:
            joint = dict.fromkeys(pair, ((start + both.start(), start + both.end()),))
            others = {one: held for one, held in parties.items() if one not in joint}
            return {**joint, **others}, "inferred"
    if trigger.type != "other" and len(parties) < 2 and start > sentence.start:
        before = dict(parties)
        note(opening, start)
        basis = "stated" if parties == before else "inferred"
    if trigger.type == "other" and not parties and start > sentence.start:
        earlier = mentions.subject_within(opening, start)
        parties = dict.fromkeys(earlier.entities[:1], earlier.spans)
        basis = "inferred"
    if not parties:
        told = mentions.subject_of(sentence)
        parties = dict.fromkeys(told.entities, told.spans)
        basis = "inferred"
    return parties, basis


def following(mentions: ZhMentions, sentence: Sentence) -> dict[str, tuple[Span, ...]]:
    """Return the companies of the next two sentences of a paragraph that began without one."""
    sentences = mentions.draft.article.sentences[sentence.number + 1 : sentence.number + 3]
    for one in sentences:
        if one.paragraph != sentence.paragraph:
            break
        named = mentions.actors(one.start, min(one.end, one.start + LOOK))
        if named:
            return {each.entity: (each.span,) for each in named[:3]}
    return {}


def date_of(
    draft: Draft, sentence: Sentence, trigger: Trigger, listed: list[Trigger]
) -> Attribute | None:
    """Return the date that a construction of the sentence gives to this event."""
    view = draft.article.view
    start = clause_start(view, sentence, trigger.span[0])
    chosen: Proposal | None = None
    window = max(sentence.start, trigger.span[0] - LOOK), min(sentence.end, trigger.span[1] + 60)
    for dated in draft.within(window, "_date"):
        first, last = dated.span
        back = first == trigger.span[1] and "追溯" in view[slice(*trigger.span)]
        if not dated.value("date") or (
            dated.value("sense") in ("dateline", "by", "until") and not back
        ):
            continue
        if trigger.framed and first >= trigger.head[1] and _RELATIVE.match(view, last):
            continue  # 解除了2022年签订的合同
        follows = (
            re.fullmatch(r"了?(?:日期|时间)?(?:为|：|:)?(?:于|在)?", view[trigger.span[1] : first])
            if first >= trigger.span[1]
            else None
        )
        if follows is not None:
            return dated.attributes["date"]
        # 相关采购合同已于2025年6月签订: the noun comes first, then the date and the verb.
        inside = trigger.head[1] <= first and last <= trigger.span[1]
        if last > (trigger.head[0] if trigger.framed else trigger.span[0]) and not inside:
            continue
        if "；" in view[last : trigger.head[0]] or _RELATIVE.search(view, last, trigger.span[0]):
            continue
        ends = dated.value("date").split("/")
        if trigger.type != "cooperation" and len(ends) > 1 and ".." not in ends:
            continue  # In 2024年1月至2028年12月 something lasts; nothing is signed.
        if re.search(
            r"(?:较|比|与|相比|截至|截止|有效期至|到期)\Z",
            view[max(sentence.start, first - 4) : first],
        ) or (dated.value("sense") == "as-of"):
            continue
        between = [
            one for one in listed if one is not trigger and last <= one.span[0] < trigger.span[0]
        ]
        # 转折发生在2015年：……收购了它的股权.
        same_clause = start <= first or view[last : last + 1] == "："
        rest = view[last : _clause_end(view, last, min(sentence.end, last + 30))]
        opens = _OPENS.search(view[max(sentence.start, first - 60) : first]) is not None
        opening = opens and _ALONE.fullmatch(rest) is not None
        opening = opening or _is_lone(view, sentence, dated.span) is not None
        if trigger.framed and between and not same_clause:
            continue
        if same_clause or (opening and not (between and not _share(between, trigger))):
            chosen = dated
    if chosen is None:
        return None
    return chosen.attributes["date"]


def _share(between: list[Trigger], trigger: Trigger) -> bool:
    return all(one.type == "ceremony" or trigger.type == "ceremony" for one in between)


def _clause_end(view: str, position: int, end: int) -> int:
    match = _CLAUSE.search(view, position, end)
    return match.start() if match else end


def _is_lone(view: str, sentence: Sentence, span: Span) -> Span | None:
    """Return a date's span if it stands alone between two commas or at a sentence's start."""
    before = view[max(sentence.start, span[0] - 6) : span[0]]
    led = not before or re.search(r"[，,；;](?:早在|于|在|而|自)?\Z|\A(?:早在|于|在|而)?\Z", before)
    return span if led and view[span[1] : span[1] + 1] in ("，", ",") else None


def venue_of(mentions: ZhMentions, sentence: Sentence, trigger: Trigger) -> Attribute | None:
    """Return the place of a signing or a ceremony, where 在 stands before it."""
    view = mentions.view
    if trigger.type in ("supply", "licence", "cooperation") and trigger.head == trigger.span:
        return None
    start = clause_start(view, sentence, trigger.span[0])
    found = mentions.within(start, trigger.span[0], "place")
    for one in reversed(found):
        lead = view[start : one.start]
        if (
            re.search(r"在(?:[一-鿿]{2,8}?[省市区])?\Z", lead)
            and len(view[one.end : trigger.span[0]]) < 16
        ):
            return Attribute(one.entity, "stated", (one.span,))
    after = mentions.within(trigger.span[1], min(sentence.end, trigger.span[1] + 10), "place")
    for one in after[-1:]:
        if trigger.type == "ceremony" and re.search(r"在\Z", view[one.start - 1 : one.start]):
            return Attribute(one.entity, "stated", (one.span,))
    return None
