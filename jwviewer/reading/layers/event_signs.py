"""What the weights of events know a word by: its verb, its clause, and the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from jwviewer.reading.article import Sentence
from jwviewer.reading.chunks import Words, chunker_of
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.clause_parts import Clause, Phrase, clause_around, index
from jwviewer.reading.layers.event_heads import Head, HeadWords, head_words, stem
from jwviewer.reading.layers.event_parts import EventReader
from jwviewer.reading.layers.frame_words import BARE, GERUND, THIRD
from jwviewer.reading.layers.verb_groups import UNSURE, Group, is_open, verb_group
from jwviewer.reading.proposal import Span

_NAMED = frozenset("CHLDYMQ#")
"""Names, dates and figures are only told as such, so that nothing is learned of single firms."""
_TOLD = frozenset("xNASJFRjzrufwbtv!")
_NOUNS = frozenset("xNJAR")
_BACK, _AHEAD = 10, 13
"""So many words around a head are looked at, within its clause."""


@dataclass(frozen=True)
class Signs:
    """What is known of a head: ``own`` also tells of which type its event is, if it is one."""

    own: set[str]
    around: set[str]


class SignReader:
    """Tells the signs of heads in one article."""

    def __init__(self, draft: Draft, reader: EventReader) -> None:
        self._draft, self._view = draft, draft.article.view
        self._reader = reader
        self._known: HeadWords = draft.lexicons.once(head_words)
        self._chunker = chunker_of(draft, reader.mentions)

    def words(self, sentence: Sentence) -> Words:
        """Return the words of a sentence."""
        return self._chunker.words(sentence)

    def of(
        self, sentence: Sentence, head: Head, clause: Span, *, sure: bool = False
    ) -> Signs | None:
        """Return what is known of a head in its clause.

        If only ``sure`` ones are asked for, None where it is denied or left open that it was done.
        """
        words, view = self._chunker.words(sentence), self._view
        start = words.starts[head.number]
        group = verb_group(view, sentence.start, start, head.forms) if head.forms else None
        left_open = not head.forms and is_open(view, sentence.start, start)
        if sure and (left_open or (head.forms and (group is None or group.status == UNSURE))):
            return None
        first = index(words, group.begin) if group is not None else head.number
        parts = clause_around(words, first, head.number, head.number + 1)
        how = _status(head, group, left_open=left_open)
        own = self._own(words, head, parts, how) | self._words_near(words, head, clause)
        around = self._around(words, head, parts, how, clause)
        around.update((f"sentence {min(2, sentence.number)}", f"voice {self._voice(start)}"))
        return Signs(own, around)

    def _own(self, words: Words, head: Head, clause: Clause, how: str) -> set[str]:
        verb, kind = head.stem, _kind(head)
        subject, thing = _phrase(clause.subject), _phrase(clause.object)
        made = {
            kind, f"verb {verb}", f"verb {verb} {self._word(words, head.number + 1)}", f"is {how}",
            f"subject {subject}", f"object {thing}", f"{subject} does {thing}",
            f"is {how} of {subject}", f"verb {verb} object {thing}", f"verb {verb} is {how}",
            f"verb {verb} of {subject}", f"dated {clause.dated}", f"lasting {clause.lasting}",
            f"joint {clause.joint}", f"dated {clause.dated} of {subject}",
            f"dated {clause.dated} of {subject} is {how}",
        }  # fmt: skip
        for told in self._lexicon(words, head):
            made.update((told, f"{told} {kind}"))
        for preposition, phrase in clause.phrases.items():
            what = f"{preposition} {_phrase(phrase)}"
            made.update((what, f"{what} is {how}", f"{what} of {subject}", f"verb {verb} {what}"))
        return made

    def _lexicon(self, words: Words, head: Head) -> frozenset[str]:
        if not head.forms:
            return self._known.nouns.get(head.stem, frozenset())
        both = f"{head.stem} {self._word(words, head.number + 1)}"
        return self._known.verbs.get(both) or self._known.verbs.get(head.stem, frozenset())

    def _around(self, words: Words, head: Head, parts: Clause, how: str, clause: Span) -> set[str]:
        number, kind = head.number, _kind(head)
        within = self._reader.mentions.within
        count = min(3, len({one.entity for one in within(*clause, "company")}))
        before = min(2, len(within(clause[0], words.starts[number], "company")))
        after = min(2, len(within(words.ends[number], clause[1], "company")))
        last, next_ = self._word(words, number - 1), self._word(words, number + 1)
        return {
            f"then {next_}", f"after {last}", f"after {self._word(words, number - 2)} {last}",
            f"ends {parts.after}", f"firms {count}", f"firms {count} is {how}",
            f"firms {count} dated {parts.dated}", f"firms {count} {kind}",
            f"firms {before} {after}", f"firms {before} {after} is {how}",
        }  # fmt: skip

    def _words_near(self, words: Words, head: Head, clause: Span) -> set[str]:
        made = set()
        number = head.number
        first = max(index(words, clause[0]), number - _BACK)
        for one in range(first, min(index(words, clause[1]), number + _AHEAD + 1)):
            if one == number:
                continue
            side, sign = ">" if one > number else "<", words.signs[one]
            if sign in _NAMED:
                made.add(f"{side}{sign}")
            elif sign in _TOLD:
                word = stem(self._word(words, one))
                made.add(f"{side}{word}")
                if sign in _NOUNS:
                    made.update([f"{side}{told}" for told in self._known.nouns.get(word, ())])
        return made

    def _word(self, words: Words, number: int) -> str:
        """Return a word in small letters, or the sign of a name or a figure."""
        if not 0 <= number < len(words.signs):
            return "^" if number < 0 else "$"
        sign = words.signs[number]
        if sign == "X" or sign in _NAMED:
            return sign
        return self._view[words.starts[number] : words.ends[number]].casefold()

    def _voice(self, position: int) -> str:
        around = self._draft.at(position, "_voice")
        return around[0].value("mode") if around else ""


def _kind(head: Head) -> str:
    if not head.forms:
        return "noun"
    return (
        "present" if head.forms <= {BARE, THIRD} else "gerund" if head.forms <= {GERUND} else "past"
    )


def _phrase(phrase: Phrase) -> str:
    return phrase.head + ("+" if phrase.firm else "")


def _status(head: Head, group: Group | None, *, left_open: bool) -> str:
    """Return in a word whether what a verb or noun tells of was done, and in which voice."""
    if not head.forms:
        return "open" if left_open else "named"
    if group is None:
        return "none"
    marks = "passive" * group.passive + "bare" * group.bare + "perfect" * group.perfect
    return group.status + marks
