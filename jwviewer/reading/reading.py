"""Reading an article: every rule of every layer in turn, none of which can lose the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from jwviewer.dossier.collector import collector_paused
from jwviewer.reading.anchors import anchored
from jwviewer.reading.article import Article, article_of
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers import RULES
from jwviewer.reading.lexicons import Lexicons, shipped_lexicons
from jwviewer.reading.proposal import Attribute, Proposal
from jwviewer.reading.rule import Rule


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that raised, and what it said; what it had found until then is kept."""

    rule: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """What was understood of an article: facts, and the mentions that are no facts themselves."""

    article: Article
    proposals: tuple[Proposal, ...]
    mentions: tuple[Proposal, ...]
    failures: tuple[Failure, ...]


def read_text(
    text: str,
    *,
    lexicons: Lexicons | None = None,
    article_date: str = "",
    language: str = "",
    rules: Iterable[Rule] = RULES,
) -> Reading:
    """Read a normalised text and return what it says, in the order of the text.

    ``article_date`` is an EDTF date that the person has given: without it "last year" stays
    unresolved. The same text gives the same reading.
    """
    known = lexicons or shipped_lexicons()
    with collector_paused():
        draft = Draft(article_of(text, language, known), known, article_date=article_date)
        # A text of blanks and boilerplate has no sentence for a rule to stand on.
        used = rules if draft.article.paragraphs else ()
        with anchored(draft.article.view):
            failures = [failure for rule in used if (failure := run(rule, draft)) is not None]
        made = [_exact(one, draft.article) for one in draft.of_kind()]
    return Reading(
        draft.article,
        tuple(one for one in made if not one.kind.startswith("_")),
        tuple(one for one in made if one.kind.startswith("_")),
        tuple(failures),
    )


def _exact(proposal: Proposal, article: Article) -> Proposal:
    """Return a proposal whose spans refer to the text, where words were moved in the view."""
    if not article.moves:
        return proposal
    held = [proposal.span]
    for one in proposal.attributes.values():
        held += one.spans
    if not article.is_moved(held):
        return proposal
    attributes = {}
    for name, one in proposal.attributes.items():
        spans = tuple(article.exact(span) for span in one.spans)
        attributes[name] = one if spans == one.spans else replace(one, spans=spans)
    return replace(proposal, span=article.exact(proposal.span), attributes=attributes)


def run(rule: Rule, draft: Draft) -> Failure | None:
    """Apply one rule if it speaks the article's language; return what went wrong, if anything."""
    if rule.language not in ("", draft.article.language):
        return None
    try:
        rule.apply(draft)
    except Exception as error:  # noqa: BLE001 - a slip in one rule must not lose the document
        return Failure(rule.id, f"{type(error).__name__}: {error}")
    return None


def trial(rule: Rule, text: str, lexicons: Lexicons | None = None) -> list[str]:
    """Return in brief what one rule adds or changes in a text after the rules before it.

    This is how examples are judged. Raises what the rule raises.
    """
    known = lexicons or shipped_lexicons()
    draft = Draft(article_of(text, rule.language, known), known)
    for one in RULES:
        if one.id == rule.id:
            break
        if one.language in ("", draft.article.language):
            one.apply(draft)
    before = dict(draft.proposals)
    rule.apply(draft)
    touched = [one for one in draft.of_kind() if before.get(one.id) != one]
    return [brief(one, draft.proposals) for one in touched]


def brief(proposal: Proposal, proposals: Mapping[str, Proposal]) -> str:
    """Return a proposal on one line: ``figure value=260000; bound=gt; unit=vehicle``.

    Attributes stand in alphabetical order, references as the names of what they refer to.
    """
    parts = []
    for name, attribute in sorted(proposal.attributes.items()):
        if attribute.value and name != "mentions":
            parts.append(f"{name}={_words(attribute, proposals)}")
    return f"{proposal.kind} {'; '.join(parts)}".rstrip()


def _words(attribute: Attribute, proposals: Mapping[str, Proposal]) -> str:
    values = attribute.value if isinstance(attribute.value, tuple) else (attribute.value,)
    named = []
    for value in values:
        referred = proposals.get(value)
        named.append(referred.value("name") or referred.value("value") if referred else value)
    return ", ".join(named)
