"""Claims in Chinese: what is valued, promised, ranked or described, clause by clause."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.mentions import LOOK, ZhMentions, mentions_of
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.mentions import Subject
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

KINDS = ("intent", "first", "superlative", "outcome", "activity", "quality")
_SPLIT = later(r"[，；;：:。！？!?\n]|,(?!\d)")
_WHOLE = later(r"[；。！？!?\n]|，(?=但|不过|今后|未来|如今)")
"""What is quoted is one statement to the stop: 跟他们谈了八个月，吃了三十多顿快餐."""
_LEADS = later(
    r"(?:但是?|而且?|并且?|且|同时|此外|另外|因此|所以|不过|然而|其中|"
    r"目前|未来|下一步|今后|随后|届时|对此|如今|近年来|多年来|长期以来|"
    r"当前|当时|今年以来)+\Z"
)
_MARK = later(r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[）)、.]){1,2}[ ]?")
_LEAD = later(r"(?:但是?|而且?|并且|同时|此外|因此|所以|不过|然而)(?=[一-鿿]{4})")
_DEPENDENT = later(
    r"\A(?:随着|由于|如果|若|虽然|尽管|除了|作为|通过|基于|依托|凭借|"
    r"面对|针对|为了|为进一步|在[^是将有]{2,24}(?:下|中|上|后|时|前|"
    r"方面|基础上|过程中|背景下|领域)\Z|截至|到20\d\d年|自\d|从\d|不仅|"
    r"不是|无论|只要|只有|一旦|围绕|按照|根据|据|经|以[^，]{2,20}(?:为|"
    r"来)[^，]{0,8}\Z)|(?:时|之前|之后|以后|之际|期间|以来|方面|全部达产后|"
    r"后)\Z"
)
_WISH = later(r"\A(?:希望|期待|愿|呼吁|祝愿|相信|期望)|我们(?:希望|期待|愿)")
_CONTINUES = later(
    r"\A(?:推动|实现|进一步|助力|提升|促进|加快|为[^，]{2,}|让|使|从而|"
    r"以|并|携手|更好|不断|把|带动|形成|推进|构建|共同|服务|尽快|早日|"
    r"而是|也|又|还是|取得|开创|深化|加强)"
)
_NO_CLAIM = later(
    r"敬请|特此公告|备查|风险提示|注意投资风险|记者|编辑|来源|图为|责任|"
    r"出席|参加|见证签|会见|合影|陪同|主持|一行"
)
_DONE = later(
    r"成立于|(?:签署|签订|签约)(?!有|对|将|符合|不)|总部(?:位于|设在|设于)|位于|任命|出任|担任|辞任|简称"
)


_THEN = later(r"而是|谁?(?:就|便|才能|也就)(?!业|职|医|读|近|任|此|地|算|宜|利|捷|携|签)")
"""What so begins follows from the clause before it and says nothing without it."""


_FIRST_OF = later(r"首[款批台艘条座架列单]|首家[^，。]{0,8}店")
"""What so is called the first is told by its event; that it is the first is no more than a name."""
_BATCH = later(r"首[批台辆艘架期单份][^，。]{0,12}\d|首[批期单]")
_AIMS = later(
    r"将(?!近|军|士|领|帅)|计划|拟(?!合|人)|预计|预期|力争|争取|有望|期待|致力于|旨在|目标|打算|承诺|规划|"
    r"寻求|正[与同就在][^，。]{2,30}(?:洽谈|商谈|谈判|磋商|接洽|商讨)|努力|共同打造|共同推进|共建|力求|未来|可望|届时|携手|推动|希望"
)
"""What tells of an aim where nobody speaks: 愿意 and 必须 do not."""
_ANSWERED = later(r"[是有会要能不没在应可做想愿敢肯怕得了过着最更很太都]|希望|认为|觉得|需要")
"""What an answer must hold to say more than a name."""


class KindWords:
    """A pattern of each kind."""

    def __init__(self, lexicons: Lexicons) -> None:
        kinds = lexicons.table("zh/voices", "kinds")
        self.patterns = {kind: later("|".join(kinds[kind])) for kind in KINDS}
        self.any = later("|".join(pattern for kind in KINDS for pattern in kinds[kind]))

    def kind(self, text: str) -> str:
        """Return the kind of claim that a statement is; empty if no word tells it."""
        return next((kind for kind in KINDS if self.patterns[kind].search(text)), "")


def kind_words(lexicons: Lexicons) -> KindWords:
    """Gather the words that tell the kinds of claims."""
    return KindWords(lexicons)


@rule(
    "zh-claims.read",
    examples=(
        (
            "中联轨道总裁黄维翰介绍，公司是全球领先的轨道交通装备供应商之一。",
            "claim asserter=黄维翰; claim_kind=superlative; mode=reported",
        ),
        (
            "东麓汽车集团签约。公司认为，本次合作有利于巩固领先地位，有助于提升盈利能力。",
            "claim asserter=东麓汽车集团; mode=reported |"
            " claim asserter=东麓汽车集团; claim_kind=quality",
        ),
        ("合资公司将在襄阳建设动力电池生产基地。", "claim claim_kind=intent; mode=narration"),
        (
            "总裁黄维翰说：“我们必须提前布局。”",
            "claim asserter=黄维翰; claim_kind=intent; mode=quote",
        ),
        ("意向书不具法律约束力。", "claim claim_kind=quality"),
        (
            "业内人士认为，此次合作“将改变东南市场的竞争格局”。",
            "claim claim_kind=intent; mode=quote-unnamed",
        ),
    ),
    counter_examples=(
        "2020年，公司收入5亿元。",
        "董事长陆怀远出席了签约仪式。",
        "敬请广大投资者注意投资风险。",
    ),
    language="zh",
)
def claims(draft: Draft) -> None:
    """Add the claims of every sentence."""
    known = draft.lexicons.once(kind_words)
    mentions = mentions_of(draft)
    view = draft.article.view
    voices = draft.of_kind("_voice")
    heads = sorted(one.attributes["event_type"].spans[0] for one in draft.of_kind("event", "award"))
    deals = [
        one
        for one in draft.of_kind("event")
        if one.value("event_type") not in ("other", "ceremony", "cooperation", "launch")
    ]
    number = 0
    for sentence in draft.article.sentences:
        while number < len(voices) and voices[number].span[1] <= sentence.start - 900:
            number += 1
        near = [
            one
            for one in voices[number : number + 40]
            if one.span[0] < sentence.end and one.span[1] > sentence.start
        ]
        if view[sentence.end - 1] not in "。！？；”）.!?" and not near:
            continue
        for span, voice in _stretches(view, sentence, near):
            quoted = voice is not None and voice.value("mode").startswith("quote")
            for piece in _pieces(view, *span, _WHOLE if quoted else _SPLIT):
                _claim(draft, mentions, known, sentence, piece, voice, heads, deals)


def _stretches(
    view: str, sentence: Sentence, voices: list[Proposal]
) -> Iterator[tuple[Span, Proposal | None]]:
    """Yield the parts of a sentence that one voice speaks, without what says who speaks."""
    borders = {sentence.start, sentence.end}
    silent: list[Span] = []
    for one in voices:
        borders.update(at for at in one.span if sentence.start < at < sentence.end)
        for told in one.attributes["mode"].spans:
            borders.update(at for at in told if sentence.start < at < sentence.end)
            silent.append(told)
    ordered = sorted(borders)
    for start, end in pairwise(ordered):
        if any(a <= start and end <= b for a, b in silent):
            quotes = [
                one
                for one in voices
                if one.value("mode").startswith("quote") and one.span[0] <= start < one.span[1]
            ]
            if not quotes:
                continue
        around = [one for one in voices if one.span[0] <= start and end <= one.span[1]]
        around.sort(key=lambda one: (one.value("mode").startswith("quote"), one.span[0]))
        if around or not _is_lead(view, end, voices):
            yield (start, end), around[-1] if around else None


def _is_lead(view: str, end: int, voices: list[Proposal]) -> bool:
    """Tell whether a stretch only leads to a quotation, such as 他说."""
    return any(
        one.value("mode") == "quote"
        and 0 <= one.span[0] - end <= 2
        and view[end - 1 : end] in "：:，“"
        for one in voices
    )


def _pieces(view: str, start: int, end: int, split: re.Pattern[str]) -> Iterator[Span]:
    """Yield the clauses of a stretch; what depends on the next is joined to it."""
    cuts = [start, *(match.end() for match in split.finditer(view, start, end)), end]
    held = -1
    made: list[Span] = []
    for first, last in pairwise(cuts):
        text = view[first:last].rstrip("，,；;：:。！？!?”’ 　\n")
        begin = held if held >= 0 else first
        hard = view[last - 1 : last] in "。；;！？"
        if not text.strip():
            continue
        if _LEADS.fullmatch(text) or (_DEPENDENT.search(text) and not hard):
            held = begin if not _LEADS.fullmatch(text) else held
            continue
        held = -1
        if (
            made
            and _CONTINUES.match(view[begin:last])
            and _WISH.search(view[made[-1][0] : made[-1][1]])
            and made[-1][1] + 1 >= begin
        ) or (made and _THEN.match(text) and made[-1][1] + 1 >= begin):
            made[-1] = (made[-1][0], first + len(text))
        else:
            made.append((begin, first + len(text)))
    for first, last in made:
        while first < last and view[first] in ' 　“”‘’"（(，,、':
            first += 1
        mark = _MARK.match(view, first, last)
        first = mark.end() if mark else first
        lead = _LEAD.match(view, first, last)
        yield lead.end() if lead else first, last


def _claim(
    draft: Draft,
    mentions: ZhMentions,
    known: KindWords,
    sentence: Sentence,
    span: Span,
    voice: Proposal | None,
    heads: list[Span],
    deals: list[Proposal],
) -> None:
    text = draft.article.view[slice(*span)]
    mode = voice.value("mode") if voice is not None else "narration"
    if len(text) < (4 if mode.startswith("quote") else 6) or _NO_CLAIM.search(text):
        return
    if mode == "narration" and known.any.search(text) is None:
        return  # Most of what is told says nothing of the kind; no more is asked of it.
    bare = _undated(draft, span)
    if len(bare) < 4:
        return
    kind = known.kind(bare)
    near = bisect_left(heads, (span[0], 0))
    told = any(end <= span[1] for _, end in heads[near : near + 4])
    figures = draft.within(span, "figure", "_target")
    counted = any(one.rule != "zh-durations.counted" for one in figures)
    if not _is_claim(text, kind, mode, told=told, counted=counted):
        return
    if voice is not None and voice.rule == "voices.interview":
        ranked = kind in ("superlative", "first", "intent")
        if (counted and not ranked) or not _ANSWERED.search(text):
            return
    subject = _subject(mentions, sentence, span)
    asserter = voice.attributes["asserter"] if voice is not None else Attribute("", "not_stated")
    draft.add(
        "claim",
        span,
        {
            "claim_kind": Attribute(kind or "quality", spans=(span,)),
            "mode": Attribute(mode, spans=voice.attributes["mode"].spans if voice else ()),
            "asserter": asserter,
            "companies": subject.attribute() if subject.entities else Attribute((), "not_stated"),
            "label": Attribute(text[:24], "inferred", (span,), "label"),
        },
        rule="zh-claims.read",
        confidence=0.8 if asserter.value else 0.65 if kind else 0.5,
        claim=False,
    )


def _undated(draft: Draft, span: Span) -> str:
    """Return the words of a statement without its dates, in which 前三季度 is no rank."""
    text, start = draft.article.view, span[0]
    parts = []
    for dated in draft.within(span, "_date"):
        parts.append(text[start : dated.span[0]])
        start = max(start, dated.span[1])
    return "".join([*parts, text[start : span[1]]]).strip("，,、 ")


def _is_claim(text: str, kind: str, mode: str, *, told: bool, counted: bool) -> bool:
    """Tell whether a statement is one that values, promises, ranks or describes."""
    if told and (kind not in ("superlative", "first") or _FIRST_OF.search(text)):
        return False
    if mode in ("quote", "quote-unnamed"):
        return not (counted and not kind and len(text) < 10)
    if counted and kind == "first" and _BATCH.search(text):
        return False  # 首批60台已交付 counts, and ranks nothing.
    if mode in ("reported", "hedged", "document"):
        return (bool(kind) or not counted) and not (
            counted and kind in ("quality", "outcome", "activity")
        )
    if counted or _DONE.search(text):
        return kind == "intent" or (kind in ("superlative", "first") and not counted)
    if kind == "intent":
        return not re.search(r"已(?:经)?(?!排)", text) and _AIMS.search(text) is not None
    if kind == "quality":
        return bool(
            re.search(
                r"有利于|有助于|意义|约束力|优势|不构成|不存在|不确定性|里程碑|互补"
                r"|尚需|还需|须经|有待|取决于|面临|值得(?!一提|注意|说明)|考验|以[^，。]{2,20}为(?:主业|主(?!题)|核心|重点)"
                r"|是[^，。]{0,20}(?:黑马|明星|标杆|缩影|支柱|关键|难点|痛点|瓶颈|短板|趋势|方向|总部|枢纽)"
                r"|近年来|从“[^”]{2,12}”[走转迈]|可谓|堪称|算得上|不算|并没有|可为[^，。]{2,}提供|(?:走|卖|做)得"
                r"|存在[^，。]{0,24}风险|是[^，。]{0,16}(?:重要|主要|知名|著名|核心|骨干|代表性)的?[^，。]{2,}",
                text,
            )
        )
    if kind == "superlative":
        return bool(
            re.search(
                r"[是为系居列最]|排[在名]|之[最冠]|第一|唯一|排名|跻身|进入|占据|拥有|保持", text
            )
        )
    if kind == "outcome":
        return bool(re.search(r"打破|标志着|连[丰增涨冠胜]|意味着|填补|奠定|扭转|改写|终结", text))
    return bool(kind)


def _subject(mentions: ZhMentions, sentence: Sentence, span: Span) -> Subject:
    found = mentions.subject_within(*span)
    if found.entities:
        return found
    earlier = mentions.subject_within(max(sentence.start, span[0] - LOOK), span[0])
    if earlier.entities:
        return Subject(earlier.entities, earlier.spans, "inferred", "same-sentence")
    whole = mentions.subject_of(sentence)
    if whole.entities and whole.basis == "stated":
        return Subject(whole.entities, whole.spans, "inferred", "same-sentence")
    return whole


RULES = (claims,)
