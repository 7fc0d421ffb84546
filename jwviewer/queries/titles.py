"""Titles that say something: what a picture of each pane shows, in one true sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from jwviewer.dossier.fact_columns import MODE_NAMES, WHEN_BASES
from jwviewer.language import tr
from jwviewer.queries import wording
from jwviewer.queries.bases import basis_words
from jwviewer.queries.metric_view import MetricsOptions
from jwviewer.queries.phrases import joined, listed, number_words, sentence
from jwviewer.queries.profiles import ProfileOptions
from jwviewer.queries.title_facts import (
    MOST_NAMED,
    Shown,
    called,
    facts_words,
    headed,
    plain,
    sources_words,
)
from jwviewer.queries.title_figures import (
    comparison,
    metrics_heading,
    metrics_period,
    profiles_heading,
)

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.selection import Selection


class Heading(Struct, frozen=True):
    """A picture's title and the sentence or two below it."""

    title: str
    subtitle: str


@lru_cache(maxsize=32)
def heading(
    dossier: Dossier, selection: Selection, pane: str,
    options: ProfileOptions | MetricsOptions | None = None,
) -> Heading:  # fmt: skip
    """Return the heading of a pane's picture; ``pane`` may also be "dashboard".

    ``options`` are what the person chose in the pane that the picture is of.
    """
    shown = Shown(dossier, selection)
    if pane == "profiles":
        chosen = options if isinstance(options, ProfileOptions) else ProfileOptions()
        title, subtitle = profiles_heading(shown, chosen)
    elif pane == "metrics":
        only_period = isinstance(options, MetricsOptions) and options.scope == "period"
        title, subtitle = metrics_heading(shown, only_period=only_period)
        if not only_period:
            return Heading(title, joined((subtitle, *_context(shown, metrics_period(shown)))))
    else:
        of_pane = {"timeline": _timeline, "evidence": _evidence, "dashboard": _dashboard}
        title, subtitle = of_pane[pane](shown)
    chosen_period = tr("Period chosen: {period}.", period=shown.period) if shown.period else ""
    return Heading(title, joined((subtitle, *_context(shown, chosen_period))))


def _context(shown: Shown, period: str) -> tuple[str, ...]:
    """Return what a reader must know before trusting the counts: fiction, period, filters."""
    dossier, selection = shown.dossier, shown.selection
    said = []
    if dossier.fictional:
        said.append(tr("Everything here is fictional."))
    said.append(period)
    only = []
    if selection.companies:
        only.append(
            listed([called(dossier, c) for c in dossier.companies if c in selection.companies])
        )
    only += [wording.kind_name(kind, plural=True) for kind in sorted(selection.kinds)]
    only += [wording.mode_name(mode) for mode in sorted(selection.modes)]
    only += [basis_words(basis) for basis in sorted(selection.bases)]
    if only:
        said.append(tr("Filters: {filters}.", filters="; ".join(one for one in only if one)))
    return tuple(said)


def _timeline(shown: Shown) -> tuple[str, str]:
    dated, undated = len(shown.inside), len(shown.undated)
    subtitle = sentence(_with_inferred(shown, _counted(shown)))
    if not dated and not undated and not len(shown.deals):
        if shown.period and len(shown.visible):
            title = tr("None of these facts lies {in_period}", in_period=shown.in_period)
            return title, subtitle if shown.elsewhere else ""
        return _nothing(shown, tr("Nothing here is tied to a time")), ""
    without = number_words(undated) if undated else tr("none")
    if len(shown.deals):
        return headed(shown, shown.who(shown.named(shown.deals)), _deals(shown)), subtitle
    who = shown.who(shown.named(np.concatenate([shown.inside, shown.undated])))
    title = tr("{dated} with a date, {undated} without", dated=facts_words(dated), undated=without)
    return headed(shown, who, title), subtitle


def _counted(shown: Shown) -> str:
    """Count what the timeline shows: what has a date, what has none, what cannot lie there."""
    dated, undated = len(shown.inside), len(shown.undated)
    count = number_words(dated)
    if shown.period:
        said = [
            tr("one fact on the timeline lies in the period")
            if dated == 1
            else tr("{count} facts on the timeline lie in the period", count=count)
        ]
        if undated:
            said.append(
                tr("one has no date")
                if undated == 1
                else tr("{count} have no date", count=number_words(undated))
            )
        if shown.elsewhere:
            said.append(_elsewhere(list(shown.elsewhere.values())))
        return ", ".join(said)
    if not dated:
        return (
            tr("one fact on the timeline has no date")
            if undated == 1
            else tr("{count} facts on the timeline have no date", count=number_words(undated))
        )
    years = shown.span(shown.inside)
    span = tr(" ({years})", years=years) if years else ""
    have = (
        tr("one fact on the timeline has a date{span}", span=span)
        if dated == 1
        else tr("{count} facts on the timeline have a date{span}", count=count, span=span)
        if undated
        else tr("all {count} facts on the timeline have a date{span}", count=count, span=span)
    )
    if not undated:
        return have
    none = (
        tr("one has none") if undated == 1 else tr("{count} have none", count=number_words(undated))
    )
    return tr("{have}, {none}", have=have, none=none)


def _with_inferred(shown: Shown, counted: str) -> str:
    """Add how many dates are inferred, or that nothing is guessed where none is."""
    bases = shown.columns.when_basis[shown.inside]
    count, supplied = (
        int(np.count_nonzero(bases == WHEN_BASES.index(basis)))
        for basis in ("inferred", "supplied")
    )
    if supplied:
        own = (
            tr("{counted}; one date is supplied by me", counted=counted)
            if supplied == 1
            else tr("{counted}; {count} dates are supplied by me", counted=counted,
                    count=number_words(supplied))
        )  # fmt: skip
        return tr("{own}, {count} inferred.", own=own, count=number_words(count)) if count else own
    if not count:
        return tr("{counted}: nothing is placed by guess.", counted=counted)
    if count == 1:
        return tr("{counted}; one date is inferred.", counted=counted)
    return tr(
        "{counted}; {count} dates are inferred.",
        counted=counted,
        count=number_words(count),
    )


def _elsewhere(later: Sequence[bool]) -> str:
    """Count undated events that are known not to lie in the chosen period."""
    count = number_words(len(later))
    if all(later):
        return tr("{count} undated but known to be later", count=count)
    if not any(later):
        return tr("{count} undated but known to be earlier", count=count)
    return tr("{count} undated but known to lie outside", count=count)


def _deals(shown: Shown) -> str:
    """Count the deals and say how many have no date; "" where there are none."""
    if not len(shown.deals):
        return ""
    dated, undated = (len(facts) for facts in shown.split(shown.deals))
    total = dated if shown.period else len(shown.deals)
    one, many = _deal_nouns(shown.deal_types)
    noun = one if total < 2 else many
    if shown.period and not total:
        said = tr("no dated {noun}", noun=noun)
    else:
        said = tr("{count} {noun}", count=number_words(total), noun=noun)
    if len(set(map(frozenset, shown.company_sets(shown.deals)))) > 1:
        said = tr("{deals} among them", deals=said)
    deals = set(shown.deals.tolist())
    elsewhere = [later for place, later in shown.elsewhere.items() if place in deals]
    tails = (
        _undated_tail(shown, total, undated),
        _elsewhere(elsewhere) if elsewhere else "",
    )
    return ", ".join((said, *(tail for tail in tails if tail)))


def _undated_tail(shown: Shown, total: int, undated: int) -> str:
    count = number_words(undated)
    if not undated:
        return ""
    if shown.period:
        # With a period chosen the undated ones come on top of those inside it.
        return (
            tr("{count} more undated", count=count) if total else tr("{count} undated", count=count)
        )
    if undated == total:
        return (
            tr("undated") if total == 1 else tr("both undated") if total == 2 else tr("all undated")
        )
    return tr("{count} of them undated", count=count)


def _deal_nouns(types: set[str]) -> tuple[str, str]:
    nouns = {
        "agreement": (tr("agreement"), tr("agreements")),
        "letter_of_intent": (tr("letter of intent"), tr("letters of intent")),
        "joint_venture": (tr("joint venture"), tr("joint ventures")),
        "acquisition": (tr("acquisition"), tr("acquisitions")),
        "investment": (tr("investment"), tr("investments")),
        "supply": (tr("supply contract"), tr("supply contracts")),
        "licence": (tr("licence"), tr("licences")),
    }
    return nouns[types.pop()] if len(types) == 1 else (tr("deal"), tr("deals"))


def _evidence(shown: Shown) -> tuple[str, str]:
    dossier, focus = shown.dossier, shown.selection.focus
    if focus in dossier.positions:
        assert focus is not None
        fact = dossier.fact(focus)
        value = wording.value_words(dossier, fact)
        title = (
            tr("{label}: {value}", label=plain(fact.label), value=value)
            if value
            else plain(fact.label)
        )
        who = listed([called(dossier, company) for company in fact.company_ids[:MOST_NAMED]])
        said = [who, wording.when_words(dossier, fact), wording.voice(dossier, fact)]
        return sentence(title), sentence("; ".join(plain(one, 160) for one in said if one)) + "."
    total, count = shown.columns.count, len(shown.visible)
    if count == total:
        title = tr(
            "{facts} and where they stand in {source}",
            facts=facts_words(total),
            source=sources_words(shown, shown.visible)[0],
        )
    else:
        title = tr(
            "{count} of {facts} pass the filters",
            count=number_words(count),
            facts=facts_words(total),
        )
    if not count:
        return _nothing(shown, tr("This dossier holds no facts")), ""
    own = [MODE_NAMES.index(mode) for mode in ("", "narration")]
    facts, here = shown.columns, shown.visible
    inferred, supplied, told = (
        int(np.count_nonzero(flags[here]))
        for flags in (facts.inferred, facts.supplied, ~np.isin(facts.mode, own))
    )
    said = [
        tr("{count} with something inferred.", count=sentence(number_words(inferred)))
        if inferred
        else "",
        tr("{count} with something supplied by me.", count=sentence(number_words(supplied)))
        if supplied
        else "",
        tr("{count} in another voice than the source's own.", count=sentence(number_words(told)))
        if told
        else "",
    ]
    return sentence(title), joined(said)


def _dashboard(shown: Shown) -> tuple[str, str]:
    count = len(shown.visible)
    if not count:
        return _nothing(shown, tr("This dossier holds no facts")), ""
    parties = [
        party
        for party in shown.dossier.parties
        if not shown.selection.companies or party in shown.selection.companies
    ]
    companies = parties or shown.named(shown.visible)
    source = sources_words(shown, shown.visible, counted=True)[0]
    title = headed(
        shown,
        shown.who(companies),
        tr("{facts} from {source}", facts=facts_words(count), source=source)
        if source
        else facts_words(count),
        period=False,
    )
    deals = _deals(shown)
    if deals and shown.period:
        deals = tr("{period}: {deals}", period=shown.period, deals=deals)
    omitted = len(shown.dossier.omissions)
    return title, joined(
        (
            sentence(deals) + "." if deals else "",
            comparison(shown) if len(shown.figures) else "",
            _omitted(omitted, len(shown.dossier.store["sources"])) if omitted > 1 else "",
        )
    )


def _omitted(count: int, sources: int) -> str:
    number = sentence(number_words(count))
    if sources > 1:
        return tr("{count} things the sources do not say.", count=number)
    return tr("{count} things the source does not say.", count=number)


def _nothing(shown: Shown, otherwise: str) -> str:
    hidden = shown.columns.count and not len(shown.visible)
    return tr("No fact passes the filters") if hidden else otherwise
