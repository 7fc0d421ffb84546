"""Companies in Chinese: their names, which of these are one company's, and where they stand."""

from __future__ import annotations

import re
from collections import defaultdict

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.company_names import company_names, is_short_for
from jwviewer.reading.layers.zh.firm_words import FirmWords, Found, firm_words
from jwviewer.reading.layers.zh.posts import posts
from jwviewer.reading.layers.zh.words import places_of
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Attribute, Proposal, Span
from jwviewer.reading.rule import rule

MOST = 200
"""Names of one first sign that are compared with each other."""

_FORM = later(r"(?:股份有限公司|有限责任公司|有限公司|股份公司|株式会社|公司)\Z")
_LEVELS = dict.fromkeys(map(ord, "省市县"))
_IN_LETTERS = later("[A-Za-z]{2}")
_GROUP = later(r"(?:集团|控股)+\Z")


@rule(
    "zh-companies.names",
    examples=(
        (
            "5月18日，恒岳新能源科技股份有限公司（以下简称“恒岳科技”）与东麓汽车集团签署协议。",
            "company aliases=恒岳科技; name=恒岳新能源科技股份有限公司 | company name=东麓汽车集团",
        ),
        (
            "中联轨道交通装备有限公司表示满意。中联轨道总裁黄维翰出席。",
            "company aliases=中联轨道; name=中联轨道交通装备有限公司",
        ),
        (
            "远帆航运（Yuanfan Lines）与舟海重工签署合同。",
            "company aliases=Yuanfan Lines; name=远帆航运 | company name=舟海重工",
        ),
        (
            "潍峰集团与安捷动力合作。潍峰动力与安捷动力签约。",
            "company name=潍峰集团 | company name=潍峰动力 | company name=安捷动力",
        ),
        ("公司已与北欧能源企业Fjordmetanol签署意向书", "company name=Fjordmetanol"),
    ),
    counter_examples=("双方签署协议。", "子公司表示，新能源汽车是未来。", "该公司与政府合作。"),
    language="zh",
)
def names(draft: Draft) -> None:
    """Add the companies; Group and Holding are merged with a plain name only in brackets."""
    known = draft.lexicons.once(firm_words)
    found = company_names(draft, posts(draft))
    held = _mentions(draft, found)
    same = {name: str(kept) for name, kept in draft.lexicons.table("en/known", "same").items()}
    grouped = _grouped(held, found, known, same)
    made: dict[str, Proposal] = {}
    for root, forms in grouped.items():
        forms.sort(key=lambda form: form != root)
        made[root] = _add(draft, forms, held, found)
    plain: dict[str, list[Proposal]] = defaultdict(list)
    for root, one in made.items():
        plain[_FORM.sub("", root)].append(one)
    for root, one in made.items():
        formless = _FORM.sub("", root)
        bare = _GROUP.sub("", formless)
        for second in plain.get(bare, ()) if bare != formless else ():
            draft.change(second.id, maybe_same=Attribute(one.id, "inferred", how="group"))
    for word, full in found.generic.items():
        owner = next((one for root, one in made.items() if full in grouped[root]), None)
        if owner is not None:
            draft.add(
                "_generic",
                owner.span,
                {"word": Attribute(word), "entity": Attribute(owner.id)},
                rule="zh-companies.names",
                confidence=0.9,
                claim=False,
            )


def _mentions(draft: Draft, found: Found) -> dict[str, list[Span]]:
    """Return where each name stands; the longer name wins where two overlap."""
    held: dict[str, list[Span]] = defaultdict(list)
    view = draft.article.view
    for start, end in places_of(found.strength, view):
        if not _IN_LETTERS.match(view, end - 1):
            held[view[start:end]].append((start, end))
    return held


def _grouped(
    held: dict[str, list[Span]], found: Found, known: FirmWords, same: dict[str, str]
) -> dict[str, list[str]]:
    """Return the forms of each company by its fullest name; ``same``: what a person merged."""
    forms = sorted(held, key=lambda one: (-len(one), one))
    alike: dict[str, list[str]] = defaultdict(list)
    for one in forms:
        for first in {one[0], _core(one, known)[0], known.without_area(one)[0]}:
            alike[first].append(one)
    owner = {one: one for one in forms}
    cores = {one: _core(one, known) for one in forms}
    formless = {one: _FORM.sub("", one) for one in forms}
    placeless = {one: known.without_area(formless[one]) for one in forms}
    for one in forms:
        told = same.get(one) or found.bracketed.get(one)
        if told in owner:
            owner[one] = told
            continue
        longer = [
            other
            for first in {one[0], cores[one][0]}
            for other in alike[first][:MOST]
            if other != one
            and len(other) > len(one)
            and owner[other] == other
            and (
                formless[one] == formless[other]
                or placeless[other] == one
                or _is_form(cores[one], cores[other])
            )
        ]
        roots = {_root(owner, other): other for other in longer}
        if len(roots) > 1:
            # Of two that it may be short for, the one that the article is more about.
            often = sorted((len(held[root]) for root in roots), reverse=True)
            whole = max(roots, key=len)
            if often[0] > often[1]:
                roots = {root: one for root, one in roots.items() if len(held[root]) == often[0]}
            elif all(whole.startswith(root) for root in roots):
                roots = {whole: roots[whole]}
        if len(roots) == 1:
            owner[one] = next(iter(roots))
    grouped: dict[str, list[str]] = defaultdict(list)
    for one in forms:
        grouped[_root(owner, one)].append(one)
    return grouped


def _root(owner: dict[str, str], one: str) -> str:
    for _ in range(4):
        one = owner[one]
    return one


def _core(name: str, known: FirmWords) -> str:
    plain = re.sub(r"[（(][^（）()]{1,8}[）)]", "", _FORM.sub("", name))
    end = known.place_end(plain)
    return plain[end:] if end <= len(plain) - 2 else plain


def _is_form(mine: str, other: str) -> bool:
    """Tell whether the core of a name is that of another, or a shorter form of it."""
    if mine == other:
        return True
    plain = mine.translate(_LEVELS)
    if len(plain) < 2 or plain[0] != other[:1]:
        return False
    cut = len(plain) > 3 or plain[:2] == other[:2]
    if not other.startswith(plain) and not (cut and is_short_for(plain, other)):
        return False
    if _GROUP.search(mine) and "集团" not in other and "控股" not in other:
        return False
    return not (other.startswith(mine) and _GROUP.fullmatch(other, len(mine)))


def _add(draft: Draft, forms: list[str], held: dict[str, list[Span]], found: Found) -> Proposal:
    han = [one for one in forms if re.search(r"[一-鿿]", one)]
    name = max(han or forms, key=len)
    spans = sorted((span, form) for form in forms for span in held[form])
    mentions = [
        draft.add(
            "_name",
            span,
            {
                "name": Attribute(form, spans=(span,)),
                "kind": Attribute("company", "inferred", how="form"),
            },
            rule="zh-companies.names",
            confidence=0.8,
            claim=False,
        )
        for span, form in spans
    ]
    places = tuple(span for span, _ in spans)
    made = draft.add(
        "company",
        places[0],
        {
            "name": Attribute(name, spans=places),
            "aliases": Attribute(
                tuple(sorted((one for one in forms if one != name), key=lambda one: -len(one)))
            ),
            "mentions": Attribute(tuple(one.id for one in mentions), spans=places),
        },
        rule="zh-companies.names",
        confidence=max(found.strength[one] for one in forms),
        claim=False,
    )
    for one in mentions:
        draft.change(one.id, entity=Attribute(made.id, "inferred", how="name"))
    return made


RULES = (names,)
