"""Events that a turn of phrase tells with who takes part: 由……承建, 将……转让给, ……成立的."""

from __future__ import annotations

from collections import defaultdict

from jwviewer.reading.article import Sentence
from jwviewer.reading.layers.zh.frame_list import FRAMES
from jwviewer.reading.layers.zh.mentions import ZhMentions
from jwviewer.reading.layers.zh.trigger import Trigger, TriggerWords, clause_start
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

MOST = 12
"""Events of one sentence that frames tell."""
_AIM = later(r"将|拟|计划|希望|携手(?=[^，。；]{0,8}共)|未来|届时|旨在|致力|力争|愿")
_BOTH = later(r"双方|两家(?:公司|企业|集团)|两公司|二者|两者")
_FRONTED = later(r"[^，。；]{0,3}(?:继|随着|自从?|早在)")
_TWO = ("licence", "investment", "acquisition")
_OPEN = later(
    r"(?:拟|计划|打算|有望|预计|准备|考虑|希望|争取|可能|或将|有意|如果|若|一旦|尚未|未能|没有|并未|"
    r"从未|无意|否认|不会|将(?=[^，。；]{0,6}\Z)|将于)[^，。；]{0,18}\Z"
)
_RUMOUR = later(r"[^，。；]{0,24}的(?:计划|打算|意向|传闻|可能|方案|设想|意图|想法)")


def framed(mentions: ZhMentions, known: TriggerWords) -> dict[int, list[Trigger]]:
    """Return the events that turns of phrase tell together with who takes part, by sentence."""
    view = mentions.view
    found: dict[int, list[Trigger]] = defaultdict(list)
    for frame in FRAMES:
        for match in frame.pattern.finditer(view):
            sentence = mentions.draft.sentence(match.start())
            at = match.span("what")
            if at[1] > sentence.end or len(found[sentence.number]) >= MOST:
                continue
            start = clause_start(view, sentence, at[0])
            before = view[max(start, at[0] - 40) : match.start()]
            if not frame.open and (_OPEN.search(before) or _hypothetical(view, at[1])):
                continue
            if frame.type == "cooperation":
                lead = view[max(sentence.start, at[0] - 80) : at[0]]
                if _AIM.search(lead) and "宣布" not in lead:
                    continue  # 双方将深化合作，共同打造……
            groups = match.groupdict()
            spans = [match.span(key) for key in ("a", "b") if groups.get(key)]
            firm = any(mentions.within(*span, "company") for span in spans)
            if groups.get("a") and not firm and frame.named and frame.type != "licence":
                continue
            anew = known.anew.search(before) is not None
            name = match.group("n") if groups.get("n") else match.group()[:16]
            whole = (min(match.start(), at[0]), at[1])
            found[sentence.number].append(
                Trigger(
                    frame.type, at, whole, name, anew, tuple(spans), frame.whose, True, frame.dated
                )
            )
    return found


def _hypothetical(view: str, end: int) -> bool:
    """Tell whether what follows makes of a deed a plan or a rumour: 收购……的计划."""
    return _RUMOUR.match(view, end) is not None


def merged(found: list[Trigger], framed_ones: list[Trigger]) -> list[Trigger]:
    """Return the triggers of a sentence without those that a frame tells better."""
    signed = [one.span[0] for one in found if one.type not in ("ceremony", "launch", "other")]
    kept: list[Trigger] = []
    for one in framed_ones:
        aim = one.type == "cooperation" and any(at < one.span[0] for at in signed)
        if not aim and not any(_overlap(one, other) for other in kept):
            kept.append(one)
    kept += [one for one in found if not any(_overlap(one, other) for other in kept)]
    return sorted(kept, key=lambda one: one.span)


def _overlap(one: Trigger, other: Trigger) -> bool:
    return one.head[0] < other.head[1] and other.head[0] < one.head[1]


def parties(
    mentions: ZhMentions, sentence: Sentence, trigger: Trigger
) -> tuple[dict[str, tuple[Span, ...]], str]:
    """Return who takes part in a framed event, and whether that is stated or inferred."""
    view = mentions.view
    found: dict[str, tuple[Span, ...]] = {}
    for region in trigger.regions:
        for one in mentions.actors(*region):
            found[one.entity] = (*found.get(one.entity, ()), one.span)
            if not trigger.whose and trigger.type == "other":
                return found, "stated"
    if not trigger.whose:
        return found, "stated"
    first = min((span[0] for span in trigger.regions), default=trigger.head[0])
    start = clause_start(view, sentence, trigger.head[0])
    own = mentions.actors(start, min(first, trigger.head[0]))
    if not trigger.regions and trigger.type == "other" and "合" not in trigger.name:
        own = own[-1:]
    pair = _BOTH.search(view, start, trigger.head[0])
    if pair is not None and not own:
        return dict.fromkeys(mentions.pair_before(start), (pair.span(),)), "inferred"
    for one in own:
        found.setdefault(one.entity, (one.span,))
    if own and (len(found) > 1 or trigger.type in ("other", "programme", "ceremony")):
        return found, "stated"
    told = mentions.subject_within(sentence.start, start)
    told = told if told.entities else mentions.before(sentence)
    for number, entity in enumerate(told.entities):
        found.setdefault(entity, told.spans[number : number + 1] or ((start, start),))
    if len(found) == 1 and not told.entities and _FRONTED.match(view, start):
        # 继2020年牵手广汇能投之后，……: whom it is about comes behind.
        for one in mentions.actors(trigger.head[1], min(sentence.end, trigger.head[1] + 60))[-1:]:
            found.setdefault(one.entity, (one.span,))
    if len(found) == 1 and trigger.type in _TWO:
        # The other side is whom the paragraph named last.
        earlier = mentions.within(max(0, start - 200), start, "company")
        others = [one for one in earlier if one.entity not in found]
        for one in others[-1:]:
            found[one.entity] = (one.span,)
    return found, "inferred"
