"""Names of people as Chinese texts write them: 宋立新, 欧阳明, 马丁·霍尔姆."""

from __future__ import annotations

from functools import lru_cache

from jwviewer.reading.layers.zh.segments import PARTICLE, TITLE, VERB, Segments, word_list
from jwviewer.reading.layers.zh.words import choice
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later

HAN = "\u4e00-\u9fff"
_BAD = later(
    r"和|于(?:近|本|今|昨|当|日|上|下)|向(?:记|本|媒|公|全|他|投|股|参|"
    r"大|各|与|在|客|员|社|双|来)|任(?:期|职|命|上|内)|方(?:面|案|便|才|"
    r"式|向)"
    r"|时(?:间|任|代|表|说|期)|从(?:业|事|而)|成(?:功|立|员|为|本|都)|"
    r"同(?:时|意|日|比|样|志)|全(?:体|面|球|程|国|力|部)|都(?:表|说|是|"
    r"会)|应(?:邀|对|当|该|用)"
    r"|会(?:议|见|上|谈|同)|明(?:确|年|日|显)|高(?:度|管|级|兴|速|端|"
    r"效)|万(?:元|人|辆|里)|安(?:全|排|装)|项目|解(?:释|读|决)|常(?:务|"
    r"年|规)|支(?:持|付)|连(?:续|同|线)"
    r"|相(?:关|信|当)|水平|车(?:间|型|辆)|金(?:融|额)|单(?:位)|计划|"
    r"易于|关(?:于|注|键)|通(?:过|用)|保(?:持|证|障|险)|经|安徽|江苏|"
    r"江西|海外|海南|云南|山东|广|石油|石化|石家|"
    r"黄河|黄金|温州|曾(?:经|在|任)|马上|雷同|钱款|方正|强(?:调|大|烈)|"
    r"杜绝|沙特|万科|支部|干部|白皮|辛苦|幸福|景区|牛奶|农业|平台|平均|"
    r"平方|明天|明星|查看|查询|路线|路演|段落|甘肃|顾客|顾问|时速|时尚|"
    r"苏州|郑州|郑重|宁波|宁德|宁夏|常州|徐州|扬州|梅州|柳州|沈阳|安排|"
    r"安阳|安庆|温州|温度|单独|安排|应当|应对|华东|华南|华北|华中|华西|"
    r"祝贺|权|能源|党委|党组|常委|管理|习惯|申请|申报|强"
)


HARD_ENDS = frozenset("的与和及在对说称是将已也还则等并又从于由为向给被让同跟把以")
_KIN = ("父子", "父女", "兄弟", "姐妹", "夫妇", "夫妻", "母子", "母女", "家族")
"""After a family name and 家 these tell of several people: 陶家父子."""
_MANY = later(r"[，。；、]|出席|参加|参与|陪同|共同|见证|领导|嘉宾|人|[一二三四五六七八九十\d]")
_DOT = later(r"[·•・‧]")
COUNTED = 20_000
"""Signs from the beginning of a text in which a name is counted."""


class NameWords:
    """What names are made of, and what ends them."""

    def __init__(self, lexicons: Lexicons) -> None:
        people = lexicons.files.get("zh/people", {})
        self.surnames = frozenset(str(people.get("surnames", "")))
        self.compound = later(choice(lexicons.words("zh/people", "compound_surnames")))
        signs = str(people.get("foreign_signs", ""))
        self.follows = frozenset("".join(lexicons.words("zh/people", "follows")))
        verbs = choice(lexicons.words("zh/people", "verbs"))
        self.verb = later(verbs)
        self.words = lexicons.once(word_list)
        says = choice(one for one in lexicons.words("zh/voices", "says") if len(one) > 1)
        self.teller = later(rf"[{HAN}]{{3,8}}?(?={says})")
        self.dotted = later(
            rf"[{HAN}]{{1,6}}(?:[·•・‧][{HAN}A-Z]{{1,6}}\.?){{0,"
            rf"2}}[·•・‧](?:[{signs}]{{1,9}}?(?=[^{HAN}]|\Z|{verbs})|[{signs}]{{2,9}}|[{HAN}]{{1,"
            rf"6}}?(?=[^{HAN}]|\Z|{verbs})|[{signs}]{{1,9}})"
        )
        self.foreign = later(rf"[{signs}]{{2,7}}?(?=[^{signs}]|\Z|{verbs})")
        self.latin = later(
            r"[A-Z][a-zß-ÿ]{1,15}(?: [A-Z]\.)?(?: (?:van|von|de|der|da|bin|"
            r"al))?(?: [A-Z][A-Za-zÀ-ÿ'-]{1,20}){1,2}(?![a-z])"
        )

    def at(self, view: str, start: int) -> int:
        """Return where the name of a person ends that begins here; 0 if none does."""
        sign = view[start : start + 1]
        if not _is_han(sign):
            latin = self.latin.match(view, start, start + 50) if sign.isupper() else None
            return latin.end() if latin is not None else 0
        if _DOT.search(view, start, start + 9) is not None:
            dotted = self.dotted.match(view, start, start + 30)
            if dotted is not None:
                return dotted.end()
        if _BAD.match(view, start):
            return 0
        compound = self.compound.match(view, start)
        if compound is None and view[start : start + 1] not in self.surnames:
            return self._foreign(view, start)
        first = compound.end() if compound else start + 1
        made = self._given(view, start, first)
        if view.startswith(_KIN, made) and view[made - 1] in "氏家":
            return 0
        foreign = self._foreign(view, start)
        return foreign if foreign > made + 1 and foreign - start >= 4 else made

    def unknown(self, segments: Segments, start: int) -> int:
        """Return where a foreign name ends behind a title: 主席巴特额尔登; 0 if there is none."""
        told = self.teller.match(segments.view, start, start + 12)
        if told is not None and not set(told.group()) & HARD_ENDS:
            words = segments.within(start, told.end())
            whole = len(words) == 1 and told.end() - start > 3
            cut = bool(words) and (words[0].start, words[-1].end) == (start, told.end())
            plain = any(one.kind in (TITLE, VERB, PARTICLE) for one in words)
            if cut and not plain and (whole or any(one.end - one.start == 1 for one in words)):
                return told.end()
        end = start
        for one in segments.around(start):
            if one.start < start:
                continue
            if one.end - one.start > 1 or segments.view[one.start] in HARD_ENDS:
                break
            end = one.end
        return end if 3 < end - start < 9 and self._ends(segments.view, end) else 0

    def _foreign(self, view: str, start: int) -> int:
        match = self.foreign.match(view, start, start + 8)
        if match is None or not self._ends(view, match.end()):
            return 0
        return match.end()

    def _given(self, view: str, start: int, first: int) -> int:
        one, two = view[first : first + 1], view[first + 1 : first + 2]
        if not _is_han(one) or one in "的与和及在对说称是、任":
            return 0
        if two == "等" and _MANY.match(view, first + 2):
            return first + 1
        if two in "你我他她您只也都还就才又再仅均亦已曾将正刚便即却则仍皆":
            return first + 1
        if not _is_han(two) or self.verb.match(view, first + 1):
            longer = view[start : first + 2]
            if _is_han(two):
                both = [_counted(view, one) for one in (longer, longer[:-1])]
                if both[0] > 1 and both[0] == both[1]:
                    return first + 2
            return first + 1
        if self._ends(view, first + 2):
            return first + 2
        held = self.words.known.get(view[first + 1 : first + 3])
        # 韩彻重逢: the second sign begins a word of its own.
        return first + 1 if self._ends(view, first + 1) or (held and held[1]) else first + 2

    def _ends(self, view: str, position: int) -> bool:
        """Tell whether a name may end here."""
        sign = view[position : position + 1]
        return (
            not _is_han(sign) or sign in self.follows or self.verb.match(view, position) is not None
        )


@lru_cache(maxsize=256)
def _counted(view: str, text: str) -> int:
    """Return how often a text stands in the view; the same few are asked for again and again."""
    return view.count(text, 0, COUNTED)


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def name_words(lexicons: Lexicons) -> NameWords:
    """Return the words that names of people are found by."""
    return NameWords(lexicons)
