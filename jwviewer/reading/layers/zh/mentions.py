"""Where entities are named in a Chinese text, and whom a clause is about: 该公司, 双方, 其."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.mentions import NOBODY, Mention, Subject
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_PAIR = later(
    r"双方|两家(?:公司|企业|集团|车企|上市公司|药企|机构)|两公司|"
    r"两大集团|我们与|二者|两者|各方|三方"
)
_ONE = later(
    r"(?:该|这家)(?:[一-鿿]{0,4}?)(?:公司|集团|企业|厂|银行|车企|机构|"
    r"船厂|药企|品牌|合资公司)|(?<![一-鿿])(?:公司|本公司|我公司|集团|"
    r"其|它)(?!股东|法|治理|章程|债|与其|他|中|余|次|实)|(?<=[，。；"
    r"])公司(?!股东|法)|我公司|本公司"
)
_FOUNDS = later(
    r"(?:成立|设立|组建|新设|创办|创立|注册|合资)了?(?:的|一家)?[^，。；、]{0,12}?"
    r"(?:公司|企业)?[“「]?\Z"
)
_FOUNDED = later(
    r"[”」]?(?:（[^（）]{1,40}）)?(?:已|正式|今日|近日|昨日|在[^，。；]{2,8}|[^，。；]{0,8}日){0,4}"
    r"(?:揭牌|成立|注册|挂牌成立|完成(?:工商)?注册)"
)
_JOINED = later(
    r"(?:”(?:(?:或|、)“[^”]{1,8}”)?[）)])?(?:（[^（）]{1,60}）)?(?:与|"
    r"和|、|及|以及|同|携手|联合|牵手)(?:[一-鿿]{0,8}(?:企业|公司|厂商|"
    r"制造商|供应商|巨头))?\Z"
)
_SOURCE = later(r"(?:最新)?(?:的)?(?:数据|报告|统计|研究|调查|预测)")


LOOK = 400
"""Signs of a long sentence that are looked at from either end."""


class _Said:
    """What a pattern finds in a view, looked up by position."""

    def __init__(self, pattern: re.Pattern[str], view: str) -> None:
        self._all = list(pattern.finditer(view))
        self._starts = [match.start() for match in self._all]

    def within(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield the matches that lie in a stretch."""
        for number in range(bisect_left(self._starts, start), len(self._all)):
            if self._all[number].end() > end:
                break
            yield self._all[number]


class ZhMentions:
    """All mentions in order, looked up by position."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.view = draft.article.view
        self.all = [
            Mention(*name.span, name.value("entity"), draft.proposals[name.value("entity")].kind)
            for name in draft.of_kind("_name")
            if name.value("entity") in draft.proposals
        ]
        self._starts = [one.start for one in self.all]
        self.companies = [one for one in self.all if one.kind == "company"]
        self._company_starts = [one.start for one in self.companies]
        self._named = {one.span for one in self.all}
        self.generic = {one.value("word"): one.value("entity") for one in draft.of_kind("_generic")}
        self.posted = {
            span[1]
            for post in draft.of_kind("_post")
            for span in post.attributes["organisations"].spans
        }
        self._founded = [
            one
            for one in self.companies
            if _FOUNDS.search(self.view, max(0, one.start - 24), one.start)
            or _FOUNDED.match(self.view, one.end)
        ]
        self._subjects: dict[int, Subject] = {}
        self._acting: dict[Span, list[Mention]] = {}
        words = sorted(
            (one for one in self.generic if len(one) > 2 or one[-1] == "方"), key=len, reverse=True
        )
        said = later("|".join(map(re.escape, words)) or r"(?!)")
        self._named_so = _Said(said, self.view)
        self._pronouns = _Said(_ONE, self.view)
        self._acts = [
            one
            for one in self.companies
            if one.end not in self.posted and not _SOURCE.match(self.view, one.end)
        ]
        self._act_starts = [one.start for one in self._acts]
        for sentence in draft.article.sentences:
            self._subjects[sentence.number] = self._subject(sentence)

    def within(self, start: int, end: int, kind: str = "") -> list[Mention]:
        """Return the mentions that begin in a stretch of the text."""
        found = self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [one for one in found if not kind or one.kind == kind]

    def actors(self, start: int, end: int) -> list[Mention]:
        """Return the companies of a stretch in order, pronouns and 合资公司 among them."""
        held = self._acting.get((start, end))
        if held is None:
            held = self._acting[start, end] = self._actors(start, end)
        return held

    def _actors(self, start: int, end: int) -> list[Mention]:
        if end - start > 2 * LOOK:
            # Of a sentence without an end only both of its edges are looked at.
            return [*self.actors(start, start + LOOK), *self.actors(end - LOOK, end)]
        found = self._acts[
            bisect_left(self._act_starts, start) : bisect_left(self._act_starts, end)
        ]
        covered = [one.span for one in found]
        for match in self._named_so.within(start, end):
            if not any(a <= match.start() < b for a, b in covered):
                found.append(Mention(*match.span(), self.generic[match.group()], "company"))
                covered.append(match.span())
        for match in self._pronouns.within(start, end):
            if any(a <= match.start() < b for a, b in covered):
                continue
            who = self.one_at(match)
            if who:
                found.append(Mention(*match.span(), who, "company"))
        return sorted(found, key=lambda one: one.start)

    def one_at(self, match: re.Match[str]) -> str:
        """Return the company that 公司, 该公司 or 其 stands for; empty if nothing tells."""
        said = match.group()
        if "合资" in said or "新公司" in said:
            return self.founded_before(match.start())
        if said in ("公司", "本公司", "我公司"):
            told = (
                self.generic.get("公司") or self.generic.get("本公司") or self.generic.get("我公司")
            )
            if told:
                return told
        return self.last_before(match.start())

    def founded_before(self, position: int) -> str:
        """Return the company that 新公司 or 合资公司 stands for: the last said to be founded."""
        number = bisect_left(self._founded, position, key=lambda one: one.start)
        return self._founded[number - 1].entity if number else ""

    def last_before(self, position: int) -> str:
        """Return the company that the text was about before a position."""
        sentence = self.draft.article.sentence(position)
        first = max(sentence.start, position - LOOK)
        inside = self.within(first, position, "company")
        named = [one for one in inside if one.end not in self.posted]
        if named or inside:
            # Of whom an officer speaks if the sentence names nobody else.
            return (named[0] if named else inside[-1]).entity
        before = self.before(sentence)
        return before.entities[0] if before.entities else ""

    def before(self, sentence: Sentence) -> Subject:
        """Return whom the sentence before is about; the first company of all without one."""
        known = self._subjects.get(sentence.number - 1, NOBODY)
        if known.entities or not self.companies:
            return known
        first = self.companies[0]
        return (
            Subject((first.entity,), (), "inferred", "main-company") if sentence.number else NOBODY
        )

    def pair_before(self, position: int) -> tuple[str, ...]:
        """Return the two companies that 双方 stands for: those joined last, else the first two."""
        number = bisect_right(self._company_starts, position)
        earlier = self.companies[max(0, number - 40) : number]
        for left, right in reversed(list(pairwise(earlier))):
            if left.entity != right.entity and _JOINED.fullmatch(self.view[left.end : right.start]):
                return (left.entity, right.entity)
        return tuple(dict.fromkeys(one.entity for one in self.companies[:40]))[:2]

    def subject_within(self, start: int, end: int) -> Subject:
        """Return who is the subject of a clause: the first company with those joined to it."""
        both = _PAIR.search(self.view, start, end)
        named = self.actors(start, end)
        if both and (not named or both.start() < named[0].start):
            pair = self.pair_before(start)
            if len(pair) > 1:
                return Subject(pair, (both.span(),), "inferred", "pronoun")
        if not named:
            return NOBODY
        group = named[:1]
        for one in named[1:]:
            if not _JOINED.fullmatch(self.view[group[-1].end : one.start]):
                break
            group.append(one)
        by_name = all(one.span in self._named for one in group)
        entities = tuple(dict.fromkeys(one.entity for one in group))
        spans: tuple[Span, ...] = tuple(one.span for one in group)
        return (
            Subject(entities, spans) if by_name else Subject(entities, spans, "inferred", "pronoun")
        )

    def subject_of(self, sentence: Sentence) -> Subject:
        """Return whom a sentence is about; by the one before it if it does not say."""
        return self._subjects.get(sentence.number, NOBODY)

    def _subject(self, sentence: Sentence) -> Subject:
        found = self.subject_within(sentence.start, sentence.end)
        if found.entities:
            return found
        posted = {one.entity for one in self.within(*sentence.span, "company")}
        if len(posted) == 1:
            # 邯泰金属前总经理被查: the firm of an officer where no other is named.
            return Subject((*posted,), (), "inferred", "same-sentence")
        before = self.before(sentence)
        same = sentence.number and (
            self.draft.article.sentences[sentence.number - 1].paragraph == sentence.paragraph
        )
        if before.entities and same:
            return Subject(before.entities, before.spans, "inferred", "previous-sentence")
        return NOBODY


def mentions_of(draft: Draft) -> ZhMentions:
    """Return the mentions found so far; they are looked up once for all rules that add none."""
    held = draft.count("_name"), draft.count("_post")  # asked for every statement
    known: tuple[tuple[int, int], ZhMentions] | None = draft.shared.get("zh-mentions")
    if known is None or known[0] != held:
        known = draft.shared["zh-mentions"] = held, ZhMentions(draft)
    return known[1]
