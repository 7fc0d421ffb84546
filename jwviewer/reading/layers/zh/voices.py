"""Voices in Chinese: who says, reports or is quoted; 据悉 and unnamed quotations have nobody."""

from __future__ import annotations

import re

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.mentions import ZhMentions, mentions_of
from jwviewer.reading.layers.zh.sources import OFFICIAL, Voice, afterwards, of_body
from jwviewer.reading.layers.zh.tellers import (
    CLAUSE,
    VoiceWords,
    person_before,
    shown,
    speaker_in,
    voice_words,
)  # fmt: skip
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Span
from jwviewer.reading.rule import rule

_QUOTE = later(
    r"“(?P<said>[^“”\n]{2,900})(?:”|(?=\n))|「(?P<other>[^「」\n]{2,"
    r"900})」|\"(?P<plain>[^\"\n]{2,900})\""
)
_REPORT = later(r"[白蓝]皮书|报告")
_COUNTS = later(r"统计|数据|报告")
_COURTEOUS = later(r"[一-鿿](?:女士|先生|大姐|大爷|大妈|师傅|老师)\Z")
"""Who is quoted by the family name alone is no person of the article's, but said it."""
_STATED = later(r"[是将有要会能不已在为使让可应正更以把被于从对]|了|着|认|打|造|推|进|改|提|实|共")


@rule(
    "zh-voices.quoted",
    examples=(
        (
            "中联轨道总裁黄维翰说：“我们的合作不是从今天开始的。”",
            "_voice asserter=黄维翰; mode=quote",
        ),
        (
            "“甲醇是最现实的选择，”首席运营官叶知秋对本刊表示，“但必须提前布局。”",
            "_voice asserter=叶知秋; mode=quote | _voice asserter=叶知秋; mode=quote",
        ),
        ("此次合作“将改变东南市场的竞争格局”。", "_voice mode=quote-unnamed"),
        (
            "县长孙国梁说，产值约25亿元。“下一步，我们将建设产业园。”",
            "_voice asserter=孙国梁; mode=quote",
        ),
        ("中联轨道总裁黄维翰笑着摆手：“没有的事。”", "_voice asserter=黄维翰; mode=quote"),
        (
            "“我们不是第一天做伞。”中联轨道总裁黄维翰是滨州人。",
            "_voice asserter=黄维翰; mode=quote",
        ),
    ),
    counter_examples=("恒岳科技股份有限公司（以下简称“恒岳科技”）签约。", "“飞鹭”号列车下线。"),
    language="zh",
)
def quoted(draft: Draft) -> None:
    """Find quotations and who is named for them."""
    known = draft.lexicons.once(voice_words)
    mentions = mentions_of(draft)
    view = draft.article.view
    last: tuple[int, str, Span] = (-1, "", (0, 0))
    for match in _QUOTE.finditer(view):
        group = "said" if match["said"] else "other" if match["other"] else "plain"
        span = match.span(group)
        text = view[slice(*span)]
        sentence = draft.sentence(match.start())
        who, voice = _speaker(draft, mentions, known, match.span(), sentence)
        paragraph = sentence.paragraph
        teller = _teller(mentions, known, sentence, match.start())
        if teller[0] and not who and voice == (0, 0):
            continue
        if not who and match.start() == sentence.start and ("我" in text or text[-1] in "。！？"):
            who, voice = _went_on(draft, mentions, known, sentence)
        if (
            not who
            and voice == (0, 0)
            and last[0] == paragraph
            and last[1]
            and match.start() - last[2][1] < 60
        ):
            who, voice = last[1], last[2]
        if not who and voice == (0, 0):
            who, voice = shown(mentions, known, match, sentence)
        if len(text) < (4 if who else 8) or _is_title(view, match):
            continue
        if not _STATED.search(text) and (not who or voice == (0, 0)):
            continue
        if who:
            last = (paragraph, who, (voice[0], max(voice[1], match.end())))
        _voice(draft, span, "quote" if who else "quote-unnamed", who, voice, "zh-voices.quoted")


def _teller(
    mentions: ZhMentions, known: VoiceWords, sentence: Sentence, start: int
) -> tuple[str, Span]:
    """Return who is named as telling what stands before a position, and the words that say so."""
    first = max(sentence.start, start - 120)
    for match in known.says.finditer(mentions.view, first, start):
        if "“" in mentions.view[match.end() : start]:
            continue
        who = speaker_in(mentions, known, first, match.start())
        if who is not None:
            return who.entity, (who.start, match.end())
    return "", (0, 0)


def _went_on(
    draft: Draft, mentions: ZhMentions, known: VoiceWords, sentence: Sentence
) -> tuple[str, Span]:
    """Return whose report the sentence before is, when a quotation of 我们 follows it."""
    before = draft.article.sentences[sentence.number - 1] if sentence.number else None
    if before is None or before.paragraph != sentence.paragraph:
        return "", (0, 0)
    return _teller(mentions, known, before, min(before.end, before.start + 60))


def _is_title(view: str, match: re.Match[str]) -> bool:
    """Tell whether quoted words are a name or a motto within brackets or a list."""
    before, after = view[match.start() - 3 : match.start()], view[match.end() : match.end() + 2]
    return (
        before.endswith(("简称", "称", "为", "名为", "“"))
        and after[:1] in ("）", ")", "、", "的", "或", "和")
    ) or after[:1] in (
        "号",
        "牌",
        "奖",
        "项",
        "品",
    )


def _speaker(
    draft: Draft, mentions: ZhMentions, known: VoiceWords, quote: Span, sentence: Sentence
) -> tuple[str, Span]:
    view, (start, end) = mentions.view, quote
    lead = view[max(sentence.start, start - 46) : start]
    told = re.search(r"[：:，,]?\Z", lead)
    cut = list(known.says.finditer(lead + "“"))
    if (
        told
        and cut
        and cut[-1]["verb"]
        and re.fullmatch(
            r"(?:道|了)?[：:，,]?(?:(?:这|那|它)?(?:就|才)?(?:叫|是))?", lead[cut[-1].end("verb") :]
        )
    ):
        at = start - len(lead) + cut[-1].start("verb")
        who = speaker_in(mentions, known, sentence.start, at)
        return (who.entity, (who.start, at + len(cut[-1]["verb"]))) if who else ("", (at, at + 1))
    after = known.after_quote.match(view, end)
    if after is not None:
        who = speaker_in(mentions, known, end, after.end("lead"))
        if who is not None:
            return who.entity, (who.start, after.end())
        courteous = _COURTEOUS.search(after["lead"])
        if courteous is not None:
            return courteous.group(), after.span()
        if re.search(r"[他她]\Z|[他她]对", after["lead"]):
            person = person_before(mentions, start)
            return (person.entity, (after.start(), after.end())) if person else ("", after.span())
        return "", after.span()
    return "", (0, 0)


@rule(
    "zh-voices.reported",
    examples=(
        (
            "中联轨道总裁黄维翰介绍，公司是全球领先的供应商之一。",
            "_voice asserter=黄维翰; mode=reported",
        ),
        ("东麓汽车集团认为，合作有利于发展。", "_voice asserter=东麓汽车集团; mode=reported"),
        ("据了解，双方合作多年。", "_voice mode=hedged"),
        ("业内人士认为，前景广阔。", "_voice mode=hedged"),
        ("据海关统计，需求大约只有一半。", "_voice mode=document"),
        ("根据协议，双方将深化合作。", "_voice mode=document"),
    ),
    counter_examples=("双方深化合作。", "产品介绍会举行。"),
    language="zh",
)
def reported(draft: Draft) -> None:
    """Find what is reported of somebody, of nobody, or from the agreement."""
    known = draft.lexicons.once(voice_words)
    mentions = mentions_of(draft)
    view = draft.article.view
    for sentence in draft.article.sentences:
        made = (
            _document(view, sentence, known)
            or _sourced(mentions, sentence, known)
            or _hedged(view, sentence, known)
            or of_body(view, sentence)
            or afterwards(mentions, sentence)
        )
        if made is not None:
            end = made[3][0] if made[3][0] > made[2] else sentence.end
            _voice(draft, (made[2], end), made[0], made[1], made[3], "zh-voices.reported")
        spoken = _spoken(mentions, sentence, known, made[2] if made else sentence.start)
        if spoken is not None:
            _voice(
                draft,
                (spoken[2], sentence.end),
                spoken[0],
                spoken[1],
                spoken[3],
                "zh-voices.reported",
            )


def _document(view: str, sentence: Sentence, known: VoiceWords) -> Voice | None:
    match = known.document.search(view, sentence.start, min(sentence.end, sentence.start + 60))
    return ("document", "", match.end(), match.span()) if match else None


def _sourced(mentions: ZhMentions, sentence: Sentence, known: VoiceWords) -> Voice | None:
    match = known.source.search(
        mentions.view, sentence.start, min(sentence.end, sentence.start + 70)
    )
    if match is None:
        return None
    group = "who" if match["who"] else "data"
    first, last = match.span(group)
    named = [one for one in mentions.within(first, last) if one.kind in ("person", "company")]
    nobody = list(known.nobody.finditer(mentions.view, first, last))
    if nobody and named and nobody[-1].end() > named[-1].start:
        named = []  # 研究机构集邦咨讯 is named, but 集邦咨讯分析师 is not.
    persons = [one for one in named if one.kind == "person"]
    who = (persons or named)[-1] if named else None
    written = _REPORT if group == "data" else _COUNTS
    if (
        who is None
        and (group == "data" or not nobody)
        and written.search(mentions.view, last, match.end())
    ):
        return "document", "", match.end(), match.span()
    if who is None and group == "data":
        return None
    return ("reported" if who else "hedged", who.entity if who else "", match.end(), match.span())


def _hedged(view: str, sentence: Sentence, known: VoiceWords) -> Voice | None:
    match = known.hedge.search(view, sentence.start, min(sentence.end, sentence.start + 40))
    return ("hedged", "", match.end(), match.span()) if match else None


def _spoken(
    mentions: ZhMentions, sentence: Sentence, known: VoiceWords, start: int
) -> Voice | None:
    view = mentions.view
    for match in known.says.finditer(view, start, min(sentence.end, start + 120)):
        verb = match["verb"] or match["bare"]
        first = match.start()
        if (
            view[match.end() : match.end() + 2] in ("：“", "，“")
            or view[match.end() : match.end() + 1] == "“"
        ):
            continue
        who = speaker_in(mentions, known, start, first)
        cuts = [one.end() for one in CLAUSE.finditer(view, start, first)]
        begin = cuts[-1] if cuts else start
        if who is None:
            if known.nobody.search(view, begin, first):
                return (
                    "hedged",
                    "",
                    match.end() + (view[match.end() : match.end() + 1] in "，,：:"),
                    (begin, match.end()),
                )
            continue
        if verb in ("显示", "表明", "披露", "宣布") and who.kind == "company" and not match["verb"]:
            continue
        if who.kind == "company" and (match["bare"] and verb not in ("认为", "称", "表示", "指出")):
            continue
        between = view[who.end : first]
        if who.kind == "company" and len(between) > 6 and not OFFICIAL.fullmatch(between):
            continue
        follows = view[match.end() : match.end() + 1]
        at = first if verb in known.wishes else match.end() + (follows in "，,：:")
        return "reported", who.entity, at, (who.start, match.end())
    return None


def _voice(draft: Draft, span: Span, mode: str, who: str, told: Span, made_by: str) -> None:
    asserter = Attribute(who, "stated", (told,)) if who else Attribute("", "not_stated")
    draft.add(
        "_voice",
        span,
        {"mode": Attribute(mode, spans=(told,) if told != (0, 0) else ()), "asserter": asserter},
        rule=made_by,
        confidence=0.85,
        claim=False,
    )


RULES = (quoted, reported)
