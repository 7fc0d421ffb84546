"""A number with what stands around it: currency, unit or what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.numerals import Number, loose, open_numbers
from jwviewer.reading.layers.zh.words import choice
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

CLAUSE = later(r"[，。；;：:！？!?\n]|,(?!\d)")
_GENERIC = frozenset("项家人名位个座处条套台款种类所部件列架份单节只支期次颗枚片块")
_ENDS = later(r"[，。；、）)”！？的]|左右|以上|[增涨提升]|\Z")
_FREE_AFTER = later(r"[ ]?(?:左右|以上|以下|以内|上下|及以上|多|余)?[ ]?")


@dataclass(frozen=True, slots=True)
class Side:
    """A number, its passage from sign to unit word, its unit; ``unit`` is empty without one."""

    number: Number
    start: int
    end: int
    unit: str
    said: Span | None
    money: bool
    more: str

    @property
    def value(self) -> Decimal:
        """The number in base units."""
        return self.number.value


class UnitWords:
    """The lexicon of Chinese units and currencies."""

    def __init__(self, lexicons: Lexicons) -> None:
        def table(name: str) -> dict[str, str]:
            return lexicons.table("zh/numbers", name)

        self.signs, self.money = table("currencies_before"), table("currencies")
        self.units, self.measures, self.nouns = table("units"), table("measures"), table("nouns")
        self.before = later(rf"(?P<said>{choice(self.signs)})[ ]?\Z")
        self.after = later(
            rf"[ ]?(?P<more>[余多+])?[ ]?(?P<said>{choice(self.money)})(?!(?<=[^美"
            rf"欧港日加澳韩]元)(?:素|月|旦|宵|首|件|老|代|朝|气|勋|音|器))"
        )
        self.unit = later(rf"[ ]?(?P<more>[余多+])?[ ]?(?P<said>{choice(self.units)})(?![A-Za-z])")
        self.measure = later(rf"[ ]?(?P<more>[余多+])?[ ]?(?P<said>{choice(self.measures)})")
        self.noun = later(choice(self.nouns))
        self.bare = table("bare")
        self.bare_before = later(
            rf"(?P<said>{choice(self.bare)})(?:总?人?[数量]|规模)?(?:已经?|就|也|均|分别|从|由)?(?:达到?|"
            r"超过?|突破|逾|近|约|为|是|有|增至|涨到|升至|接近|不足|不到|超出){0,2}[ ]?\Z"
        )
        self.power = later(r"(?:电(?!影|视|梯|池)|充|百公里)[^，。；\d]{0,5}\Z")
        self.yuan = later(r"人民币|(?<![美欧港日加澳韩新])元|RMB|CNY")
        self.foreign = later(choice(word for word in self.money if self.money[word] != "CNY"))
        self.dollar = later(r"美元|美金|US\$|USD")
        self.yen = later(r"日元|日圆|JPY")

    def open_sign(self, said: str, view: str) -> str:
        """Return the currency of a sign that several have, where the article settles it."""
        if said == "$":
            return "USD" if self.dollar.search(view) else "?"
        if said == "¥":
            yuan, yen = self.yuan.search(view), self.yen.search(view)
            return "CNY" if yuan and not yen else "JPY" if yen and not yuan else "?"
        return "?"


def unit_words(lexicons: Lexicons) -> UnitWords:
    """Return the lexicon of units."""
    return UnitWords(lexicons)


def sides(draft: Draft) -> Iterator[Side]:
    """Yield every free number of the article with its unit."""
    known = draft.lexicons.once(unit_words)
    held: dict[int, Side] = draft.shared.setdefault("zh-sides", {})
    for one in open_numbers(draft):
        side = held.get(one.start)
        if side is None:
            side = held[one.start] = _side(draft, one, known)
        yield side


def _side(draft: Draft, one: Number, known: UnitWords) -> Side:
    view = draft.article.view
    before = known.before.search(view, max(0, one.start - 5), one.start)
    money = known.after.match(view, one.end)
    if money is not None and (money["said"] != "元" or view[money.end() : money.end() + 1] != "/"):
        code = known.money[money["said"]]
        start = (
            before.start() if before and known.signs[before["said"]] in (code, "?") else one.start
        )
        if money["said"] == "元" and before is not None:
            code = known.signs[before["said"]] if known.signs[before["said"]] != "?" else "CNY"
            start = before.start()
        more = one.more or loose(money["more"])
        return Side(one, start, money.end(), code, money.span("said"), True, more)
    if before is not None:
        code = known.signs[before["said"]]
        if code == "?":
            code = known.open_sign(before["said"], view)
        return Side(one, before.start(), one.end, code, before.span("said"), True, one.more)
    unit = known.unit.match(view, one.end)
    if unit is not None and known.units[unit["said"]]:
        code = known.units[unit["said"]]
        more = one.more or loose(unit["more"])
        if code == "{degree}":
            if not known.power.search(view, max(0, one.start - 10), one.start):
                return Side(one, one.start, one.end, "", None, False, one.more)
            code = "kWh"
        if code == "{Wh}" and view[max(0, one.start - 5) : one.start].rstrip(
            "达为约超近过"
        ).endswith("每公斤"):
            code = "{Wh per kg}"
        if code == "km" and view[max(0, one.start - 5) : one.start].rstrip("达为约超近过").endswith(
            ("时速", "每小时")
        ):
            code = "km/h"
        end = unit.end() if code == "%" else unit.start("more") + 1 if unit["more"] else one.end
        return Side(one, one.start, end, code, unit.span("said"), False, more)
    measure = known.measure.match(view, one.end)
    if measure is not None and known.measures[measure["said"]]:
        return _counted(draft, one, measure, known)
    if one.scaled and _ENDS.match(view, one.end):
        noun = known.bare_before.search(view, max(0, one.start - 14), one.start)
        if noun is not None:
            code = known.bare[noun["said"]]
            return Side(one, one.start, one.end, code, noun.span("said"), False, one.more)
    return Side(one, one.start, one.end, "", None, False, one.more)


def _counted(draft: Draft, one: Number, measure: re.Match[str], known: UnitWords) -> Side:
    """Return a number with a measure word; its noun stands after it or before the number."""
    view = draft.article.view
    said = measure["said"]
    sentence = draft.sentence(one.start)
    stop = CLAUSE.search(view, measure.end(), min(sentence.end, measure.end() + 18))
    last = stop.start() if stop else min(sentence.end, measure.end() + 18)
    after = _noun_after(view, measure.end(), last, known)
    code, span = known.measures[said], measure.span("said")
    fixed = said not in _GENERIC and not (said == "辆" and after is not None)
    if after is not None and not fixed:
        found = known.nouns[after.group()]
        if said == "辆" and found not in ("bus", "truck", "tractor"):
            found = code
        if said in ("人", "名", "位") and found in ("{company}", "customer", "product", "project"):
            found = "person"
        if not (said == "台" and found in ("vehicle", "{item}", "product")):
            code = found
        span = (measure.start("said"), after.end())
    elif not fixed or said in ("辆", "例", "人次"):
        before = _noun_before(view, max(sentence.start, one.start - 22), one.start, known)
        if before:
            code = _fitting(said, known.nouns[before], code)
    more = one.more or loose(measure["more"])
    end = measure.start("more") + 1 if measure["more"] else one.end
    return Side(one, one.start, end, code, span, False, more)


def _fitting(said: str, found: str, code: str) -> str:
    """Return the noun's unit if the measure word can count it, else the measure word's own."""
    if said in ("人", "名", "位"):
        return (
            found
            if found
            in (
                "employee",
                "{worker}",
                "{engineer}",
                "{researcher}",
                "{student}",
                "{technician}",
                "{expert}",
                "{doctor}",
                "{job}",
                "{driver}",
                "{director}",
                "{shareholder}",
                "{member}",
            )
            else code
        )
    if said in ("例", "人次"):
        return found if found in ("{patient}", "{passenger}", "{volunteer}") else code
    if said == "辆":
        return found if found in ("bus", "truck", "tractor") else code
    if said == "家":
        return (
            found
            if found
            in (
                "dealer",
                "{store}",
                "supplier",
                "subsidiary",
                "{bank}",
                "{hospital}",
                "{outlet}",
                "customer",
                "factory",
                "{hotel}",
                "{branch}",
                "university",
                "{institute}",
                "{shareholder}",
                "{member}",
                "{merchant}",
                "{cooperative}",
                "{cinema}",
                "{supermarket}",
                "{restaurant}",
            )
            else code
        )
    if said == "次":
        return code
    if said == "架":
        return found if found in ("{helicopter}", "{drone}") else code
    if said in ("颗", "枚", "只", "片", "块", "支"):
        return (
            found
            if found in ("{chip}", "{satellite}", "{rocket}", "cell", "battery", "{dose}")
            else code
        )
    if said in ("项", "件"):
        return (
            found
            if found
            in (
                "patent",
                "standard",
                "technology",
                "award",
                "project",
                "{copyright}",
                "{intellectual property right}",
                "product",
                "contract",
            )
            else code
        )
    if said in ("座", "处", "所"):
        return (
            found
            if (found.startswith("{") and found != "{company}")
            or found in ("factory", "station", "city", "university", "laboratory", "centre")
            else code
        )
    return (
        found if found not in ("{company}", "employee", "country", "person", "customer") else code
    )


def _noun_after(view: str, start: int, end: int, known: UnitWords) -> re.Match[str] | None:
    """Return the noun that is counted: the last one before a word that ends the phrase."""
    stop = re.search(
        r"[的、与和在及是为分占由共将已的（(“于]|(?:建成|投产|运营|获得|"
        r"来自|组成|提供|参与|遍布|覆盖|设有|设立|拥有|开设|建有|销售|"
        r"合计|签订|签署|签约|落户|入驻|入园|加入|参加|参展|完成|采用|使用|投入|安装|采购(?![商员])|"
        r"供应(?![商链])|购买|出口(?!商)|部署|成立|达成|进行|接受|实现|成为|从事|均|都|\d)",
        view[start:end],
    )
    if view[start : start + 1] in ("、", "和", "与", "及"):
        return None
    ends = start + stop.start() if stop and (stop.start() or stop.group() != "的") else end
    found = None
    country = re.match(r"国家(?:和|及|与|、)地区", view[start:end])
    if country:
        ends = start + country.end()
    position = start
    while position < ends:
        match = known.noun.search(view, position, ends)
        if match is None:
            break
        found, position = match, match.end()
    return found


def _noun_before(view: str, start: int, end: int, known: UnitWords) -> str:
    """Return the noun that is named last before a number in its clause."""
    clause = view[start:end]
    cut = max((match.end() for match in CLAUSE.finditer(clause)), default=0)
    found = list(known.noun.finditer(clause, cut))
    return found[-1].group() if found else ""
