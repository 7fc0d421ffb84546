"""How derived values are called, and what is inferred on the way to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jwviewer.dossier.dates import describe_date, parse_date
from jwviewer.dossier.quantity import Quantity, describe
from jwviewer.dossier.units import is_currency, unit_label
from jwviewer.language import tr

if TYPE_CHECKING:
    from jwviewer.dossier.dossier import Dossier
    from jwviewer.dossier.fact import Fact


def name(dossier: Dossier, figure: Fact) -> str:
    """Return what a figure counts: its subject, or else its metric."""
    if figure.subject_id:
        return dossier.name(figure.subject_id)
    return _metric(dossier, figure)


def part_and_whole(dossier: Dossier, part: Fact, whole: Fact) -> tuple[str, str]:
    """Return what two figures count, so that the two can be told apart."""
    names = name(dossier, part), _inside(name(dossier, whole))
    if names[0].casefold() == names[1].casefold():
        return part.label, whole.label
    return names


def share_label(names: tuple[str, str], period: str) -> str:
    """Return how the share of a part in a whole is called."""
    return _with_time(tr("{part}, share of {whole}", part=names[0], whole=names[1]), period)


def share_formula(names: tuple[str, str], part: Quantity, whole: Quantity) -> str:
    """Return how a share is computed, in names and in numbers as printed."""
    unit = is_currency(part.unit)
    one, other = describe(part, unit=unit), describe(whole, unit=unit)
    return tr(
        "{part} ÷ {whole} = {one} ÷ {other}", part=names[0], whole=names[1], one=one, other=other
    )


def base_label(dossier: Dossier, level: Fact, base_period: str) -> str:
    """Return how the value before a change is called."""
    what = _metric(dossier, level)
    if level.subject_id:
        what = tr("{metric}: {subject}", metric=what, subject=dossier.name(level.subject_id))
    if base_period:
        return _with_time(what, base_period)
    return tr("{what}, before the change", what=what)


def base_formula(named: str, level: Quantity, step: Quantity, relative: bool, up: bool) -> str:
    """Return how the value before a change is computed, in names and in numbers as printed."""
    now, by = describe(level, unit=is_currency(level.unit)), describe(step)
    if relative and up:
        pattern = tr("{name} ÷ (1 + increase) = {now} ÷ (1 + {by})")
    elif relative:
        pattern = tr("{name} ÷ (1 − decrease) = {now} ÷ (1 − {by})")
    elif up:
        pattern = tr("{name} − increase = {now} − {by}")
    else:
        pattern = tr("{name} + decrease = {now} + {by}")
    return pattern.format(name=named, now=now, by=by)


def rate_label(unit: str, period: str) -> str:
    """Return how an implied rate is called."""
    what = tr("{unit}, implied by the source's own conversion", unit=unit_label(unit))
    return _with_time(what, period)


def rate_formula(named: str, over: Quantity, under: Quantity) -> str:
    """Return how a rate is computed from two amounts as printed."""
    return tr(
        "{name} in {one} ÷ the same in {other} = {over} ÷ {under}, the numbers as printed",
        name=named, one=over.unit, other=under.unit, over=describe(over), under=describe(under),
    )  # fmt: skip


def inferred(dossier: Dossier, figure: Fact, named: str) -> tuple[str, ...]:
    """Return what of a figure is inferred or supplied rather than stated, in words."""
    bound = "inferred" if figure.inferred_bound else ""
    whole = "supplied" if figure.mode == "supplied" else ""
    found = {
        (whole, "supplied"): tr("{name}: supplied by me", name=named),
        (figure.company_basis, "inferred"): tr(
            "{name}: which company it belongs to is inferred", name=named
        ),
        (figure.company_basis, "supplied"): tr(
            "{name}: which company it belongs to is supplied by me", name=named
        ),
        (figure.period_basis, "inferred"): tr("{name}: the period is inferred", name=named),
        (figure.period_basis, "supplied"): tr("{name}: the period is supplied by me", name=named),
        (bound, "inferred"): tr("{name}: the bound is inferred", name=named),
    }
    weak = [words for (basis, sort), words in found.items() if basis == sort]
    judgement = dossier.judgements.get(figure.id)
    if judgement is not None and judgement.verdict != "verified":
        weak.append(tr("{name}: judged {verdict} by me", name=named, verdict=judgement.verdict))
    return tuple(weak)


def belongs(basis: str, names: tuple[str, str]) -> str:
    """Return that a part's whole is inferred or supplied, "" where the source states it."""
    part, whole = names
    return {
        "inferred": tr("that {part} is a part of {whole} is inferred", part=part, whole=whole),
        "supplied": tr(
            "that {part} is a part of {whole} is supplied by me", part=part, whole=whole
        ),
    }.get(basis, "")


def base_period(basis: str) -> str:
    """Return that a change's base period is inferred or supplied, "" where it is stated."""
    return {
        "inferred": tr("the base period is inferred"),
        "supplied": tr("the base period is supplied by me"),
    }.get(basis, "")


def _metric(dossier: Dossier, figure: Fact) -> str:
    return str(dossier.row("metrics", figure.metric_id)["label"])


def _inside(label: str) -> str:
    """Return a label as it stands inside a sentence, unless it looks like a proper name."""
    plain = re.fullmatch(r"[A-Z][a-z]+(?: [a-z]+)*", label)
    return label[0].lower() + label[1:] if plain and " " in label else label


def _with_time(what: str, period: str) -> str:
    if not period:
        return what
    return tr("{what}, {period}", what=what, period=describe_date(parse_date(period)))
