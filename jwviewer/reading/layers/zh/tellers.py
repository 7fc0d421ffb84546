"""Who speaks in a Chinese sentence: the words of speech, and the person or firm before them."""

from __future__ import annotations

import re

from jwviewer.reading.article import Sentence
from jwviewer.reading.layers.zh.mentions import ZhMentions
from jwviewer.reading.layers.zh.sources import ASIDE
from jwviewer.reading.layers.zh.words import choice
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.mentions import Mention
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

CLAUSE = later(r"[，；;。：:！？“”\n]|,(?!\d)")
_PRONOUN = later(r"[他她](?=[一-鿿]{0,8}\Z)")
_SHE_TOO = later(r"(?:(?:不过|但|当然|同时|此外)，?)?[他她]")
_NEAR = 46
"""Signs behind a quotation in which the next sentence names its subject."""


class VoiceWords:
    """The patterns of speech."""

    def __init__(self, lexicons: Lexicons) -> None:
        def words(name: str) -> tuple[str, ...]:
            return tuple(lexicons.files.get("zh/voices", {}).get(name, ()))

        says = choice(words("says"))
        self.wishes = frozenset(words("wishes"))
        self.says = later(
            rf"(?<![简全名俗职又统堪别])(?P<verb>告诉[^，。；：“”\n]{{1,10}}|{says})(?:道|了)?(?=[，,：:“])|"
            rf"(?P<bare>{choice(words('wishes'))}|认为|称|指出|表示)(?=[一-鿿A-Z])"
        )
        self.after_quote = later(
            rf"(?P<lead>[^，。；：“”\n]{{1,40}}?)(?P<verb>(?:告诉|对)[^，。；：“”\n]{{1,12}}|{says})"
            rf"(?:道)?(?:[^，。；：“”\n]{{1,12}}(?=。))?(?=[，。,：:；])"
        )
        self.nobody = later(choice(words("nobody")))
        self.hedge = later(rf"(?:{choice(words('hedges'))})[，,]?")
        self.document = later(
            rf"(?:根据|按照|依据|依照)[^，。；]{{0,"
            rf"16}}{choice(words('documents'))}[^，。；]{{0,6}}[，,]|(?:协议|"
            rf"合同|备忘录)(?:约定|规定|明确|显示|提出)[，,：:]"
        )
        self.source = later(
            rf"(?:据|根据|按照)(?P<who>[^，。；]{{2,30}}?)(?:{says}|统计|数据|"
            rf"报告|消息|公告|测算|预测|估计|调查|的说法)[^，。；]{{0,6}}[，,]|"
            rf"(?P<data>[^，。；：]{{2,30}}?)(?:数据|报告|统计|研究|调查|白皮书》?|蓝皮书》?)(?:显示|"
            rf"表明|指出|预测|预计|认为|称|提到)[，,]?"
        )


def voice_words(lexicons: Lexicons) -> VoiceWords:
    """Gather the patterns of speech."""
    return VoiceWords(lexicons)


def speaker_in(mentions: ZhMentions, known: VoiceWords, start: int, end: int) -> Mention | None:
    """Return the person or company that is the subject before a verb of speech."""
    view = mentions.view
    cuts = [match.end() for match in CLAUSE.finditer(view, start, end)]
    cuts = [at for at in cuts if view.rfind("（", start, at) <= view.rfind("）", start, at)]
    begin = cuts[-1] if cuts else start
    nobody = known.nobody.search(mentions.view, begin, end)
    after = mentions.within(nobody.end(), end, "person") if nobody else []
    if nobody and not [one for one in after if mentions.view[one.start - 1] not in "对向给"]:
        return None
    persons = [
        one for one in mentions.within(begin, end, "person") if mentions.view[one.end] not in "）) "
    ]
    if persons and end - persons[-1].end < 26:
        return persons[-1]
    if _PRONOUN.search(mentions.view[begin:end]):
        return person_before(mentions, begin)
    firms = [one for one in mentions.actors(begin, end) if view[one.end] not in "）)"]
    firms = [one for one in firms if len(ASIDE.sub("", view[one.end : end])) < 16]
    return firms[0] if firms else None


def person_before(mentions: ZhMentions, position: int) -> Mention | None:
    """Return the person named last in the two sentences before a position, or in its own."""
    sentence = mentions.draft.article.sentence(position)
    first = mentions.draft.article.sentences[max(0, sentence.number - 3)].start
    found = mentions.within(first, position, "person")
    return found[-1] if found else None


def shown(
    mentions: ZhMentions, known: VoiceWords, quote: re.Match[str], sentence: Sentence
) -> tuple[str, Span]:
    """Return who speaks where no verb says so: the person before a colon, or next named."""
    view, (start, end) = mentions.view, quote.span()
    if view[start - 1] == "：" and start > sentence.start:
        who = speaker_in(mentions, known, sentence.start, start - 1)
        if who is not None and who.kind == "person":
            return who.entity, (who.start, start)
    if start > sentence.start or view[end - 2] not in "。！？" or view[end : end + 1] == "\n":
        return "", (0, 0)
    first, last = mentions.draft.article.paragraphs[sentence.paragraph]
    pronoun = _SHE_TOO.match(view, end, last)
    if pronoun is not None:
        person = person_before(mentions, start)
        known_here = person is not None and person.start >= first
        return (person.entity, pronoun.span()) if person and known_here else ("", (0, 0))
    stop = view.find("。", end, last)
    near = mentions.within(end, min(end + _NEAR, stop if stop > 0 else last), "person")
    return (near[0].entity, near[0].span) if near else ("", (0, 0))
