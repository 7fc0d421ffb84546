"""What a company did on a date, by any verb of the past: events of no type of their own."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.milestone_words import Governor, MilestoneWords
from jwviewer.reading.layers.trigger_forms import DENIED
from jwviewer.reading.layers.verb_series import is_another
from jwviewer.reading.lexicons import Lexicons, alternatives
from jwviewer.reading.mentions import Mentions
from jwviewer.reading.patterns import later

_FARTHEST = 110
"""A date stands within so many characters of its verb."""
_STOPS = later(
    r"[;:“”\"]|\b(?:that|which|who|whose|after|before|until|will|would|since|compared|than|from|by|"
    r"while|when|where|because|although|as|but|against|to|up|down|per|due|ended|ending|not|never|no)\b"
)
"""Between a verb and a date that is not of it."""


def plain_verb(lexicons: Lexicons) -> re.Pattern[str]:
    """Return the pattern of a verb of the past right behind its subject."""
    told = alternatives(lexicons.table("en/milestones", "irregular")["verbs"])
    return later(
        r"(?:, (?:which|who)|,? and| which| that| who)?"
        r"(?: (?:had|has|also|then|later|first|was|were|"
        rf"[a-z]+ly)){{0,3}} (?P<verb>[a-z]{{3,}}ed|{told})\b"
    )


def told_plainly(
    draft: Draft, mentions: Mentions, known: MilestoneWords, clause: tuple[int, int], date: int
) -> Governor | None:
    """Return the verb of the company that a clause is about, if a date in it is of that.

    ``date`` is where the date begins, or ends if it opens the clause.
    """
    view = draft.article.view
    pattern = draft.lexicons.once(plain_verb)
    words = draft.lexicons.table("en/milestones", "words_only")["verbs"]
    for one in mentions.within(*clause, "company"):
        match = pattern.match(view, one.end, min(clause[1], one.end + 60))
        if match is None:
            continue
        verb = match["verb"]
        if verb in words or known.never.fullmatch(verb):
            return None
        last = match.end()
        before = view[max(clause[0], one.start - 40) : one.start]
        if DENIED.search(view, max(clause[0], last - 120), last) or " not " in match.group():
            return None
        if re.search(r"\b(?:of|with|by|from|to|in|for|at) (?:the )?(?:[\w-]+ ){0,3}\Z", before):
            return None  # "shares in Volta rose"
        if date >= last and (
            date - last > _FARTHEST
            or _STOPS.search(view, last, date)
            or is_another(view, last, date)
        ):
            return None
        return Governor(
            "other", match.span("verb"), passive=bool(re.search(r"w(?:as|ere) ", match[0]))
        )
    return None
