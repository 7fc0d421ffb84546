"""The word lists that tell companies in Chinese, and the names found so far."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from jwviewer.reading.layers.zh.segments import LONGEST, PLACE, word_list
from jwviewer.reading.layers.zh.words import Choice, choice
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

_LEVELS = "省市区县"
_PLANT = (
    r"(?:第[一二三四五六七八九十]{1,2}[一-鿿]{1,4}?|"
    r"(?:[一-鿿]{0,3}(?:机床|机械|钢铁|水泥|化肥|纺织|印染|乳品|食品|面粉|制药|造船|造纸|玻璃|陶瓷|"
    r"轴承|农机|拖拉机|汽车|电机|变压器|仪表|无线电|啤酒|酿酒|制糖|罐头|橡胶|轮胎|塑料|化工|焦化|炼油)))"
    r"(?:总厂|厂)(?![长房区商家])"
)
_ANY_PLANT = later(_PLANT)
_OF_A_NATION = later(
    r"国家|皇家|国民|中央|联合|第一|航空|铝业|石油|天然气|油气|电力|电信|铁路|邮政|烟草|矿业|钢铁|铜业"
)
"""What stands behind the country in the name of a firm that is called by it."""


class FirmWords:
    """The word lists that tell companies."""

    def __init__(self, lexicons: Lexicons) -> None:
        def words(name: str) -> tuple[str, ...]:
            return lexicons.words("zh/firms", name)

        self.generic, self.not_names = frozenset(words("generic")), frozenset(words("not_names"))
        self.known, self.bodies = words("known"), choice(words("bodies"))
        self.works = frozenset(words("works"))
        self.common = frozenset(words("common"))
        self.houses = frozenset(words("houses"))
        self.inner = frozenset(words("inner"))
        self.suffix_set = frozenset((*words("suffixes"), *words("works")))
        self.ends = Choice(self.suffix_set)
        self.tails = Choice(words("suffixes"))
        self.doing = later(choice(words("doings")))
        deeds = choice(one for one in words("doings") if len(one) > 1)
        self.deeds = later(rf"{deeds}|在(?:港交所|上交所|深交所|北交所|纽交所|纳斯达克|香港上市)")
        self.heads = frozenset(words("heads"))
        self._head_ends = frozenset("为有是括即如：:").union(one[-1] for one in self.heads)
        self.kinds = later(choice((*words("heads"), "集团", "公司")))
        signs = str(lexicons.files.get("zh/people", {}).get("foreign_signs", ""))
        self._foreign_signs = frozenset(signs)
        self.head_before = later(
            rf"{choice(words('heads'))}(?:(?:依次|分别|主要|还)?(?:为|有|是|包括|即|如))?[：:]?\Z"
        )
        self.acts = later(rf"(?:{choice(words('acts'))})")
        self.executive = later(choice(words("executives")))
        self.party = later(rf"(?:{choice(words('party_before'))})\Z")
        self.openers = Choice(words("openers"))
        self.suffixes = words("suffixes")
        self._generic_words = self.openers.words | self.tails.words
        self.quoted = later(
            r"(?:公司|机构|平台|企业|商|品牌|社|所|店|家)[“「](?P<name>[一-鿿A-Za-z0-9]{2,12})[”」]"
            r"(?![号牌奖杯]|系列|计划|工程|行动|项目|活动|理念|模式|战略|精神|称号|之)"
        )
        self.body = later(rf"{self.bodies}\Z")
        places = (
            *lexicons.words("zh/places", "provinces"),
            *lexicons.words("zh/places", "cities"),
            *lexicons.words("zh/places", "countries"),
        )
        abroad = choice(one for one in lexicons.words("zh/places", "countries") if one != "中国")
        self.from_country = later(rf"{abroad}的?\Z")
        self._countries = lexicons.words("zh/places", "countries")
        self._national = later(
            rf"{abroad}(?:(?:国家|皇家|国民|中央|联合|第一){choice(words('suffixes'))}(?:公司|集团)?|"
            r"(?:航空|铁路|电信|邮政)(?=[将已曾近日今昨则与和签交付购订采，的宣、])(?!的?(?:市场|航线|业))|"
            r"(?:航空|铝业|石油|天然气|油气|电力|电信|铁路|邮政|烟草|矿业|钢铁|铜业)(?:公司|集团))"
            r"(?!运营商|企业|行业|市场|巨头|[A-Z“])"
        )
        self.foreign = later(
            rf"(?:{choice(lexicons.words('zh/places', 'countries'))})[ ]?"
            r"(?P<name>[A-Z][A-Za-zÀ-ÿ]{2,20}"
            r"(?: [A-Z&][A-Za-zÀ-ÿ&]{0,20}){0,4})(?=[一-鿿，。、；])"
        )
        self.places = frozenset(places)
        self._kinds = lexicons.once(word_list).known
        self.areas = frozenset(
            word
            for key in ("countries", "regions", "world")
            for word in lexicons.words("zh/places", key)
        )
        self.towns = frozenset(
            (*lexicons.words("zh/places", "provinces"), *lexicons.words("zh/places", "cities"))
        )
        towns = choice(
            (*lexicons.words("zh/places", "provinces"), *lexicons.words("zh/places", "cities"))
        )
        self._plant = later(rf"{towns}(?:省|市|县)?{_PLANT}")
        self._place = Choice(places)
        self._place_names = tuple(self.places)

    def plants(self, view: str) -> Iterator[re.Match[str]]:
        """Yield the works that a town has by number or trade."""
        # One small pattern tells for most articles that the one with all towns is not needed.
        return iter(()) if _ANY_PLANT.search(view) is None else self._plant.finditer(view)

    def nationals(self, view: str) -> Iterator[re.Match[str]]:
        """Yield the firms that are called by their country: 挪威国家石油公司."""
        for match in _OF_A_NATION.finditer(view):
            if view.endswith(self._countries, max(0, match.start() - LONGEST), match.start()):
                return self._national.finditer(view)
        return iter(())

    def is_generic(self, core: str) -> bool:
        """Tell whether up to three common words make a name: 新能源科技."""
        ends = {0}
        for _ in range(3):
            ends = {
                end
                for start in ends
                for end in range(start + 1, len(core) + 1)
                if core[start:end] in self._generic_words
            }
            if len(core) in ends:
                return True
        return False

    def place_end(self, name: str) -> int:
        """Return where the place ends that a name begins with; 0 if it begins with none."""
        end = self._place.end(name)
        return end + (name[end : end + 1] in (*_LEVELS,)) if end else 0

    def ends_with_place(self, text: str) -> bool:
        """Tell whether a text ends with the name of a place."""
        names = self._place_names
        return text.endswith(names) or (text[-1:] in (*_LEVELS,) and text[:-1].endswith(names))

    def is_area(self, name: str) -> bool:
        """Tell whether a name is that of a country, a town or a part of the world."""
        return name in self.places or name in self.areas

    def is_led(self, view: str, start: int) -> bool:
        """Tell whether a word for a kind of firm stands right before a position: 车企, 客户包括."""
        return (
            view[start - 1 : start] in self._head_ends
            and self.head_before.search(view, max(0, start - 12), start) is not None
        )

    def without_area(self, name: str) -> str:
        """Return a long name without the common word for a place before it: 海宁|恒晟贸易."""
        placed = len(name) > 5 and self._kinds.get(name[:2], ("", ""))[1] == PLACE
        return name[2:] if placed else name

    def is_abroad(self, name: str) -> bool:
        """Tell whether a name is that of a country, a region or a part of the world."""
        return name in self.areas

    def is_foreign(self, name: str) -> bool:
        """Tell whether a name is spelt by its sound: 法尔玛维达."""
        return 2 < len(name) < 9 and self._foreign_signs.issuperset(name)

    def is_plain(self, name: str) -> bool:
        """Tell whether a string names nothing of its own."""
        return (
            len(name) < 2
            or name in self.generic
            or name in self.heads
            or name in self.not_names
            or name in self.places
            or name.rstrip("省市县区") in self.places
            or name[0].isdigit()
        )


def firm_words(lexicons: Lexicons) -> FirmWords:
    """Gather the word lists of companies."""
    return FirmWords(lexicons)


@dataclass
class Found:
    """The names by their strings, and for each the fuller names that brackets give it."""

    spans: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    strength: dict[str, float] = field(default_factory=dict)
    bracketed: dict[str, str] = field(default_factory=dict)
    generic: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, strength: float) -> None:
        """Note a name; the strongest ground counts."""
        self.strength[name] = max(self.strength.get(name, 0.0), strength)
