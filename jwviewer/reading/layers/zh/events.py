"""Events in Chinese: what was signed, founded, bought, held; date and place as licensed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.event_guess import guessed
from jwviewer.reading.layers.zh.event_parts import date_of, following, parties_of, venue_of
from jwviewer.reading.layers.zh.frames import framed, merged
from jwviewer.reading.layers.zh.frames import parties as framed_parties
from jwviewer.reading.layers.zh.mentions import ZhMentions, mentions_of
from jwviewer.reading.layers.zh.trigger import Trigger, trigger_words
from jwviewer.reading.layers.zh.triggers import readers, triggers
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Basis, Span
from jwviewer.reading.rule import rule

_DEALS = frozenset(
    {
        "agreement",
        "acquisition",
        "joint_venture",
        "supply",
        "licence",
        "letter_of_intent",
        "investment",
    }
)
_AFTER_DATE = later(r"(?:于|在)\Z")
_LASTING = later(
    r"(?:协议|合同|合作|许可|授权|租赁)[^，。；]{0,8}(?:有效期|期限|"
    r"合作期|为期|期)[^，。；\d]{0,6}\Z|为期\Z"
)


_REGISTERED = later(r"注册|登记|执照|揭牌\Z")
_SPOKE = later(
    r"(?:现场)?(?:上|中|期间|后)?(?:对[^，。；]{1,10})?(?:致辞时|发言时|讲话时)?"
    r"(?:表示|说|称|介绍|指出|强调|透露|坦言|直言|评价|宣布)"
)
RECENT = 40
"""Events, the first and the last ones, that a new one is compared with."""


@dataclass
class Event:
    """One event with the mentions that were merged into it."""

    type: str
    trigger: Trigger
    sentence: Sentence
    parties: dict[str, tuple[Span, ...]]
    basis: str
    date: Attribute | None
    place: Attribute | None
    spans: list[Span] = field(default_factory=list)
    duration: Attribute | None = None


@rule(
    "zh-events.read",
    examples=(
        (
            "5月18日，海陵交通投资集团与中联轨道有限公司在滨州签署战略合作协议。",
            "event date=XXXX-05-18; event_type=agreement; participants=海陵交通"
            "投资集团, 中联轨道有限公司; place=滨州",
        ),
        (
            "恒岳科技股份有限公司与东麓汽车集团于2021年8月16日签署了《合资经营协议》。",
            "event date=2021-08-16; event_type=joint_venture",
        ),
        ("远帆航运集团已与舟海重工集团签订8艘集装箱船建造合同。", "event event_type=supply"),
        ("远帆航运集团与舟海重工集团签署谅解备忘录。", "event event_type=letter_of_intent"),
        (
            "远帆航运集团成立于1988年，总部位于上海。",
            "event date=1988; event_type=other; participants=远帆航运集团",
        ),
        (
            "远帆航运集团与舟海重工集团自2010年以来开展合作。",
            "event date=2010/..; event_type=cooperation",
        ),
        (
            "2019年3月，远帆航运集团收购舟海重工集团60%股权。",
            "event date=2019-03; event_type=acquisition",
        ),
        (
            "恒岳科技股份有限公司与东麓汽车集团共同出资成立合资公司。",
            "event event_type=joint_venture",
        ),
        (
            "远帆航运集团与舟海重工集团已合作十二年。",
            "event event_type=cooperation; participants=远帆航运集团, 舟海重工集团",
        ),
    ),
    counter_examples=(
        "远帆航运集团计划与舟海重工集团签署协议。",
        "远帆航运集团拟收购舟海重工集团。",
        "远帆航运集团与舟海重工集团可能合作十二年。",
        "2020年，远帆航运集团收入5亿元。",
        "远帆航运集团的工厂占地6公顷，计划2026年年初动工，2028年投产。",
    ),
    language="zh",
)
def events(draft: Draft) -> None:
    """Add the events of the article, each once."""
    known = draft.lexicons.once(trigger_words)
    mentions = mentions_of(draft)
    view = draft.article.view
    found: list[Event] = []
    titles: list[Event] = []
    guesses: list[Event] = []
    by_frame, by_words = framed(mentions, known), readers(draft, known)
    for sentence in draft.article.sentences:
        title = view[sentence.end - 1] not in "。！？”；："
        asked = by_words.get(sentence.number, [])
        listed = triggers(view, sentence, known, asked) if asked else []
        listed = merged(listed, by_frame.get(sentence.number, []))
        told: list[Span] = []
        for trigger in listed:
            made = _event(draft, mentions, sentence, trigger, listed)
            if made is None:
                continue
            told.append(trigger.span)
            if title and sentence.number < 3:
                titles.append(made)
            else:
                _place(found, made)
        for trigger in () if title else guessed(draft, mentions, sentence, told, known.undone):
            made = _event(draft, mentions, sentence, trigger, [*listed, trigger])
            guesses += [made] if made is not None else []
    for made in guesses:
        _place(found, made)
    for made in titles:
        if not any(one.type == made.type or {one.type, made.type} <= _DEALS for one in found):
            found.append(made)
    _founded(view, found)
    _ceremonial(found)
    _lasting(draft, found)
    for one in found:
        _add(draft, one)


def _event(
    draft: Draft, mentions: ZhMentions, sentence: Sentence, trigger: Trigger, listed: list[Trigger]
) -> Event | None:
    is_framed = trigger.framed
    if is_framed:
        parties, basis = framed_parties(mentions, sentence, trigger)
    else:
        parties, basis = parties_of(mentions, sentence, trigger)
    if (
        trigger.type == "acquisition"
        and len(parties) < 2
        and not is_framed
        and not _object(draft.article.view, trigger)
        and not draft.article.view.startswith("了", trigger.head[1])
    ):
        return None
    if trigger.type in ("licence", "cooperation") and len(parties) < 2:
        return None
    if trigger.type == "ceremony" and _is_said(draft, trigger):
        return None
    if not parties and trigger.type in ("launch", "ceremony") and not _is_said(draft, trigger):
        parties, basis = following(mentions, sentence), "inferred"
    if not parties and trigger.type != "ceremony":
        return None
    date = date_of(draft, sentence, trigger, listed)
    if trigger.dated and date is None:
        return None
    joint = trigger.framed or trigger.anew
    if trigger.type == "cooperation" and date is None and basis != "stated" and not joint:
        return None
    if (
        trigger.type == "supply"
        and not is_framed
        and not trigger.name.startswith("中标")
        and len(parties) < 2
        and trigger.head == trigger.span
        and date is None
    ):
        return None
    place = venue_of(mentions, sentence, trigger)
    kind = _by_share(draft, sentence, trigger)
    spans = [trigger.span, *(span for held in parties.values() for span in held)]
    spans += [span for one in (date, place) if one is not None for span in one.spans]
    inside = [one for one in spans if sentence.start <= one[0] and one[1] <= sentence.end]
    whole = (min(a for a, _ in inside), max(b for _, b in inside))
    return Event(kind, trigger, sentence, parties, basis, date, place, [whole])


def _is_said(draft: Draft, trigger: Trigger) -> bool:
    """Tell whether a ceremony is only where somebody spoke: 在签约仪式上说."""
    view = draft.article.view
    return _SPOKE.match(view, trigger.span[1]) is not None


def _object(view: str, trigger: Trigger) -> bool:
    return bool(
        re.match(
            r"[^，。；]{0,24}(?:股权|股份|资产|业务|公司|工厂|集团)",
            view[trigger.span[1] : trigger.span[1] + 34],
        )
    )


def _by_share(draft: Draft, sentence: Sentence, trigger: Trigger) -> str:
    """Return investment for a share of less than half, else the trigger's own type."""
    if trigger.type != "acquisition" or trigger.head != trigger.span:
        return trigger.type
    if "股" not in draft.article.view[trigger.span[1] : min(sentence.end, trigger.span[1] + 44)]:
        return trigger.type
    shares = [
        one
        for one in draft.within(
            (trigger.span[1], min(sentence.end, trigger.span[1] + 40)), "figure", "_target"
        )
        if one.value("unit") == "%"
    ]
    return "investment" if shares and float(shares[0].value("value")) < 50 else "acquisition"


def _place(found: list[Event], made: Event) -> None:
    """Add an event, or merge it with one of the same type and parties told before."""
    for one in (*found[:RECENT], *found[RECENT:][-RECENT:]):
        if one.type != made.type or not set(one.parties) & set(made.parties):
            continue
        if one.trigger.framed != made.trigger.framed and one.sentence != made.sentence:
            continue  # Who builds is told in one turn, who buys in another.
        if one.type == "other" and one.sentence == made.sentence and not made.date:
            return  # 成立于2017年，由……创办.
        dates = [str(event.date.value) for event in (one, made) if event.date is not None]
        whole = one.sentence == made.sentence and one.trigger.framed != made.trigger.framed
        if len(set(dates)) > 1 or (made.trigger.anew and dates and not whole):
            continue
        again = made.trigger.anew != one.trigger.anew and not whole
        if again and len(dates) < 2 and made.type in _DEALS:
            continue
        if one.type in ("other", "launch") or (
            one.type == "ceremony" and one.trigger.name != made.trigger.name
        ):
            continue
        one.date = one.date or made.date
        one.place = one.place or made.place
        for entity, spans in made.parties.items():
            one.parties.setdefault(entity, spans)
        return
    found.append(made)


def _founded(view: str, found: list[Event]) -> None:
    """Let the registration or unveiling of a joint venture be part of its founding."""
    ventures = [one for one in found if one.type in ("joint_venture", "cooperation")]
    for one in tuple(found):
        words = view[slice(*one.trigger.head)]
        if one.type not in ("other", "ceremony") or not _REGISTERED.search(words):
            continue
        for venture in ventures:
            if venture.sentence == one.sentence and set(venture.parties) & set(one.parties):
                venture.date = venture.date or one.date
                for entity, spans in one.parties.items():
                    venture.parties.setdefault(entity, spans)
                found.remove(one)
                break


def _ceremonial(found: list[Event]) -> None:
    """Let a signing ceremony have the parties of the deal before it, and make all of it one."""
    first: Event | None = None
    deal: Event | None = None
    kept = []
    for one in found:
        if one.type in _DEALS and (deal is None or not one.trigger.framed):
            deal = deal if deal is not None and len(deal.parties) > 1 else one
        if one.type != "ceremony" or "签" not in one.trigger.name:
            kept.append(one)
            continue
        if deal is not None and deal.sentence.number <= one.sentence.number:
            for entity, spans in deal.parties.items():
                one.parties.setdefault(entity, spans)
        if first is None:
            first = one
            kept.append(one)
            continue
        for entity, spans in one.parties.items():
            first.parties.setdefault(entity, spans)
    found[:] = [one for one in kept if one.parties]


def _lasting(draft: Draft, found: list[Event]) -> None:
    """Give an agreement the term that a later sentence states."""
    view = draft.article.view
    all_deals = [one for one in found if one.type in _DEALS]
    for lasting in draft.of_kind("_duration"):
        start = lasting.span[0]
        sentence = draft.sentence(start)
        if not _LASTING.search(view[max(sentence.start, start - 20) : start]):
            continue
        deals = [one for one in (*all_deals[:1], *all_deals[-RECENT:]) if one.spans[0][0] <= start]
        if deals and deals[0].duration is None:
            target = next(
                (one for one in reversed(deals) if one.sentence.number == sentence.number), deals[0]
            )
            target.duration = Attribute(lasting.value("duration"), "stated", (lasting.span,))


def _add(draft: Draft, one: Event) -> None:
    spans = tuple(span for held in one.parties.values() for span in held)
    firms = tuple(entity for entity in one.parties if draft.proposals[entity].kind == "company")
    basis: Basis = "stated" if one.basis == "stated" else "inferred"
    how = "" if basis == "stated" else "context"
    parties = Attribute(tuple(one.parties), basis, spans, how)
    attributes = {
        "name": Attribute(one.trigger.name, spans=(one.trigger.head,)),
        "event_type": Attribute(one.type, spans=(one.trigger.head,)),
        "participants": parties,
        "companies": Attribute(firms, parties.basis, spans, how),
        "date": one.date or Attribute("", "not_stated"),
        "place": one.place or Attribute("", "not_stated"),
    }
    if one.duration is not None:
        attributes["duration"] = one.duration
    sure = one.basis == "stated" and one.type in _DEALS
    draft.add(
        "event",
        one.spans[0],
        attributes,
        rule="zh-events.read",
        confidence=round(min(one.trigger.chance, 0.85 if sure else 0.7), 2),
        claim=False,
    )


RULES = (events,)
