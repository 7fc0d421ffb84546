"""Whose company "we" is, in what somebody says."""

from __future__ import annotations

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.triggers import Trigger
from jwviewer.reading.mentions import Mentions, Subject
from jwviewer.reading.patterns import later

_WE = later(r"\b(?:[Ww]e|[Uu]s|[Oo]ur|(?:his|her) (?:company|firm|group))\b")
_IT = later(r"\b[Ii]t\b")
"""In what somebody is reported to have said, mostly the firm of who said it."""


class OwnFirms:
    """The company of each person who has an office in one."""

    def __init__(self, draft: Draft, mentions: Mentions) -> None:
        self._draft, self._mentions = draft, mentions
        self._firms = {
            one.value("person"): one.values("companies")[0]
            for one in reversed(draft.of_kind("role"))
            if one.values("companies")
        }

    def of(self, sentence: Sentence, trigger: Trigger, left: int) -> Subject | None:
        """Return the company of whoever says "we" before a trigger in what is quoted."""
        view = self._draft.article.view
        said = _WE.search(view, left, trigger.span[0]) or _IT.search(view, left, trigger.span[0])
        if said is None:
            return None
        named = self._mentions.within(left, trigger.span[0], "company")
        if named and named[0].start < said.start():
            return None
        for voice in self._draft.within((sentence.start - 2, sentence.end + 2), "_voice"):
            if voice.span[0] <= trigger.span[0] and trigger.span[1] <= voice.span[1] + 2:
                who = voice.value("asserter")
                if said.re == _IT and (voice.value("mode") != "reported" or who not in self._firms):
                    continue
                firm = who if who in self._firms.values() else self._firms.get(who, "")
                if firm:
                    return Subject((firm,), (said.span(),), "inferred", "speaker")
        return None
