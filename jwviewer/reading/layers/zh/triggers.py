"""What tells of an event in a Chinese sentence: its type, its words, and whether it happened."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice

from jwviewer.reading.article import Sentence
from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.trigger import Trigger, TriggerWords, clause_start
from jwviewer.reading.layers.zh.turns import RAISED, TAKEN, TOGETHER
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

MOST = 60
"""Events of one sentence; one that tells of more is a list that nobody wrote."""

_NEAR = 62
"""Signs between a verb of signing and what is signed."""

_JOINT = later(
    r"(?:合资|共同|联合|合作)?(?:(?:出资|投资)[^，。；]{0,14}?)?(?:成立|设立|组建|建立|新设|"
    r"创办|创立)[^，。；]{0,34}?(?:合资公司|合资企业|合营公司|合营企业|"
    r"合资经营企业|合资项目公司)|(?:共同|联合|合资)(?:(?:出资|"
    r"投资)[^，。；]{0,14}?)?(?:成立|设立|组建|创办)了?(?=[^，。；]{2,24}公司)|合资(?:共同)?(?:建设|兴建|新建|共建|建厂|办厂)"
)
_WORK = later(
    r"(?:开展|展开|进行|建立|保持|启动|达成)了?[^，。；]{0,"
    r"18}?(?:合作关系|合作伙伴关系|伙伴关系|合作(?!社|项目|协议|意向|"
    r"备忘|框架|领域|模式))"
)
_WITNESSED = later(
    r"(?:见证|出席)(?:了)?(?:此次|本次|上述|双方)?(?:协议|合同|"
    r"项目)?(?P<what>签约|签署|签字)(?!仪式)"
)
_BEGAN = later(r"合作(?:关系)?(?:始于|开始于|起始于|(?:最早)?可以?追溯(?:至|到))")
_CROPS = later(r"保底|订单|农产品|粮|果|药材|原料|原奶|牛奶|生猪|棉花|茶叶|木材|废旧")
"""What is bought year by year under a 收购协议, which buys no firm then."""
_DETERMINED = later(r"(?:本|该|上述|此|此次|这份|这一|前述)[^，。；《]{0,6}\Z")
_AMOUNT = later(r"总?(?:额|金额|价|量|期限|款|数)")
_RIGHTS = later(r"专利|技术|商标|软件|独家|使用|知识产权")
_FOUNDED = later(r"(?:于|在)")
_PAPER = later(
    r"了?(?:消息|公告|报告|年报|财报|数据|声明|通知|业绩|年度|半年|季度|白皮书|指数|榜单)"
)
_LISTED = later(r"上市(?!公司|规则|许可|申请|辅导|计划|销售)")
_NO_NOUN = later(
    r"(?:公司|公告|会|仪式|书|额|量|价|款|标准|商|人|方|机构|规则|平台|"
    r"中心|部门?|成本|需求|渠道|流程)"
)

AHEAD = later(r"计划|预计|[拟将]|有望|目标|力争|争取|未来")
"""What an earlier clause of the sentence tells of the time to come holds for those behind it."""
_DATE_ONLY = later(r"(?:并|再|至|到|于)?\d{4}年[一-四\d年月初底末中上下半季度旬]*")


Reader = Callable[[str, Sentence, TriggerWords], Iterator[Trigger]]


def readers(draft: Draft, known: TriggerWords) -> dict[int, list[Reader]]:
    """Return by sentence what may find an event in it: whose words stand there."""
    patterns: tuple[tuple[Reader, tuple[re.Pattern[str], ...]], ...] = (
        (_signed, (known.sign,)),
        (_joint, (_JOINT,)),
        (_ceremonies, (known.ceremony, _WITNESSED)),
        (_raised, (RAISED,)),
        (_worked, (_WORK, TOGETHER, _BEGAN)),
        (_verbal, (known.verb,)),
    )
    found: dict[int, list[Reader]] = defaultdict(list)
    for reader, its in patterns:
        numbers = {
            draft.sentence(match.start()).number
            for pattern in its
            for match in pattern.finditer(draft.article.view)
        }
        for number in numbers:
            found[number].append(reader)
    return found


def triggers(
    view: str, sentence: Sentence, known: TriggerWords, asked: list[Reader]
) -> list[Trigger]:
    """Return the events that a sentence says to have happened, in order."""
    found = [trigger for reader in asked for trigger in islice(reader(view, sentence, known), MOST)]
    kept: list[Trigger] = []
    bought = any(one.type == "supply" and one.head != one.span for one in found)
    for one in found:
        if bought and one.type == "supply" and one.head == one.span:
            continue
        if all(
            one.head[0] >= other.span[1] or other.span[0] >= one.head[1] for other in kept[:MOST]
        ):
            kept.append(one)
    return sorted(kept[:MOST], key=lambda one: one.span)


def _is_open(view: str, sentence: Sentence, position: int, known: TriggerWords) -> bool:
    """Tell whether what stands before a verb makes it a plan, a wish or a denial."""
    start = max(clause_start(view, sentence, position), position - 20)
    before = view[start:position]
    if _DATE_ONLY.fullmatch(before) and AHEAD.search(view, sentence.start, start):
        return True  # 计划2026年动工，2028年投产
    return known.not_yet.search(before) is not None and not re.search(r"已|曾|了|将于\Z", before)


def _is_promised(view: str, sentence: Sentence, position: int) -> bool:
    """Tell whether what is not done yet is settled: 将, 拟 and 同意, but not 计划 or 考虑."""
    start = max(clause_start(view, sentence, position), position - 34)
    before = view[start:position]
    return re.search(r"将|拟|同意|决定|约定", before) is not None and not re.search(
        r"计划|考虑|洽谈|可能|有望|或将|希望|拟议|评估|探讨|研究|商讨|打算|不|未|若|如果|争取",
        before,
    )


def _signed(view: str, sentence: Sentence, known: TriggerWords) -> Iterator[Trigger]:
    for match in known.sign.finditer(view, *sentence.span):
        if re.match(r"后|之日|之后|时(?!间)|前", view[match.end() : match.end() + 2]):
            continue
        before = view[max(sentence.start, match.start() - 24) : match.start()]
        if re.search(
            r"(?:拟|计划|即将|尚未|未(?!来)|没有|无意|有望|准备|可能|拟议|希望|同意|洽谈|"
            r"推动)[^，。；]{0,10}\Z|将(?!于)\Z",
            before,
        ):
            continue
        stop = re.search(
            r"[。；;！？]|，(?=[^《》]{0,40}\Z)|，",
            view[match.end() : min(sentence.end, match.end() + _NEAR)],
        )
        last = match.end() + (stop.start() if stop else _NEAR)
        nouns = list(known.noun.finditer(view, match.end(), min(last, sentence.end)))
        if not nouns:
            earlier = list(
                known.noun.finditer(view, max(sentence.start, match.start() - 26), match.start())
            )
            if earlier and not _DETERMINED.search(
                view[max(sentence.start, earlier[-1].start() - 8) : earlier[-1].start()]
            ):
                yield _noun(view, sentence, earlier[-1], match.span(), known)
            continue
        chosen = [nouns[0]]
        for one in nouns[1:]:
            gap = view[chosen[-1].end() : one.start()]
            if re.fullmatch(r"[》”]?(?:和|及|、|与|以及)[^，。]{0,14}", gap):
                chosen.append(one)
            elif not re.search(r"[》”]", gap) and len(gap) < 14:
                chosen[-1] = one
        for one in chosen:
            if _AMOUNT.match(view, one.end()):
                continue
            before_noun = view[match.end() : one.start()]
            if _DETERMINED.search(before_noun):
                continue
            yield _noun(view, sentence, one, match.span(), known)


def _noun(
    view: str, sentence: Sentence, noun: re.Match[str], verb: Span, known: TriggerWords
) -> Trigger:
    kind = known.noun_type[noun["noun"]]
    name = noun["noun"]
    quoted = re.search(
        r"《([^《》\n]{2,40})\Z", view[max(verb[1], noun.start() - 40) : noun.start()]
    )
    if quoted:
        name = quoted[1] + name
        kind = _kind(name, known) or kind
    if kind == "agreement":
        ahead = view[verb[1] : noun.start()] + name
        aim = re.search(
            r"(?P<jv>合资)|(?P<supply>采购|供[货应气电热水油料暖]|保供|订购|建造|购[买销]|包销|代工|"
            r"委托生产|销售合同|运输)|"
            r"(?P<licence>许可|授权)|(?P<buy>收购|股权转让)|(?P<invest>增资|"
            r"入股|认购)",
            ahead,
        )
        if aim is not None and not name.startswith("战略合作"):
            kind = {
                "jv": "joint_venture",
                "supply": "supply",
                "licence": "licence",
                "buy": "acquisition",
                "invest": "investment",
            }[str(aim.lastgroup)]
    if kind == "acquisition" and _CROPS.search(view[verb[1] : noun.start()] + name):
        kind = "supply"
    start = clause_start(view, sentence, min(verb[0], noun.start()))
    lead = view[start : verb[0]]
    anew = known.anew.search(lead) or known.anew.search(view[verb[1] : noun.start()])
    span = (min(verb[0], noun.start()), max(verb[1], noun.end()))
    return Trigger(kind, noun.span(), span, name, anew is not None)


def _kind(name: str, known: TriggerWords) -> str:
    match = known.noun.search(name)
    return known.noun_type[match["noun"]] if match else ""


def _joint(view: str, sentence: Sentence, known: TriggerWords) -> Iterator[Trigger]:
    for match in _JOINT.finditer(view, *sentence.span):
        if not _is_open(view, sentence, match.start(), known) or _is_promised(
            view, sentence, match.start()
        ):
            yield Trigger("joint_venture", match.span(), match.span(), "合资公司", False)


def _ceremonies(view: str, sentence: Sentence, known: TriggerWords) -> Iterator[Trigger]:
    for match in known.ceremony.finditer(view, *sentence.span):
        if re.match(r"前|后(?!，)|现场|之际", view[match.end() : match.end() + 2]):
            continue
        if not known.not_yet_near.search(
            view[max(sentence.start, match.start() - 8) : match.start()]
        ):
            yield Trigger("ceremony", match.span(), match.span(), match.group(), False)
    for match in _WITNESSED.finditer(view, *sentence.span):
        yield Trigger("ceremony", match.span("what"), match.span(), "签约", False)


def _worked(view: str, sentence: Sentence, known: TriggerWords) -> Iterator[Trigger]:
    for match in _WORK.finditer(view, *sentence.span):
        before = view[clause_start(view, sentence, match.start()) : match.start()]
        if re.search(r"将|拟|计划|(?:授权|许可|收购)\Z|(?:\A|[，：“])这(?:也|还)?是", before):
            continue  # 这是公司首次与……开展合作 tells again what was signed.
        if not _is_open(view, sentence, match.start(), known):
            yield Trigger("cooperation", match.span(), match.span(), "合作", True)
    for match in TOGETHER.finditer(view, *sentence.span):
        if not _is_open(view, sentence, match.start(), known):
            yield Trigger("cooperation", match.span("what"), match.span(), "合作", True)
    for match in _BEGAN.finditer(view, *sentence.span):
        yield Trigger("cooperation", match.span(), match.span(), "合作", True)


def _verbal(view: str, sentence: Sentence, known: TriggerWords) -> Iterator[Trigger]:
    for match in known.verb.finditer(view, *sentence.span):
        first, last = match.span()
        verb, kind = match.group(), known.verb_type[match.group()]
        after = view[last : last + 6]
        before = view[max(sentence.start, first - 14) : first]
        if before.endswith(("尝试", "试图", "企图", "意欲")):
            continue
        agreed = (kind == "licence" and before.endswith("同意")) or (
            kind in ("acquisition", "investment")
            and _is_promised(view, sentence, first)
            and re.search(
                r"[\d成](?:%|[^，。；]{0,4}(?:股权|股份)|[百千万亿]*[美欧日港]?元)",
                view[clause_start(view, sentence, first) : last + 40],
            )
            is not None
        )
        # 将……收入囊中: what is taken stands after 将, and nothing is only planned.
        agreed = agreed or (verb in TAKEN and "将" in view[max(sentence.start, first - 40) : first])
        if (_is_open(view, sentence, first, known) and not agreed) or (
            re.search(r"[的各]\Z", before[-1:])
            and not (kind == "acquisition" and _completed(view, sentence, first))
        ):
            continue
        if kind == "licence" and not _RIGHTS.search(view[last : min(sentence.end, last + 40)]):
            continue
        lone = verb in ("创立", "创建", "创办", "始建") and re.match(r"[，。；]", after)
        dated = re.match(r"(?:日期|时间)[：:为]", after)
        if (
            kind == "other"
            and not _FOUNDED.match(after)
            and not lone
            and not dated
            and verb not in ("更名",)
            and not (
                re.search(
                    r"正式|注册|宣布|揭牌|挂牌|[年月日]\Z|公司\Z|集团\Z|(?:板|所|股|证券市场)\Z|在[一-鿿]{2,12}\Z",
                    before,
                )
                and not re.match(r"以来|后|之初|之后|的|\d|多年|[一二三四五六七八九十]", after)
            )
        ):
            continue
        if verb == "上市" and not re.match(r"[，。；（]|\Z", after):
            continue
        if kind in ("launch", "ceremony", "supply") and _NO_NOUN.match(after):
            continue
        if kind == "launch" and _PAPER.match(after):
            continue  # 对外发布消息
        if kind == "ceremony" and after[:1].isdigit():
            continue  # 已开工14部 counts.
        if kind == "launch" and not (
            re.search(
                r"正式|成功|已|率先|顺利|全面|首[款批台辆艘条架]|[年月日]|在[^，。；]{1,10}\Z|开始|宣布",
                before,
            )
            or after.startswith(("了", "过"))
            or re.search(r"[月日]起", view[clause_start(view, sentence, first) : first])
        ):
            continue
        if kind in ("acquisition", "investment") and re.match(
            r"价|量|站|点|季|期|方|商|者|标的|事项|案|协议|意向|方案|对象", after
        ):
            continue
        yield Trigger(
            kind,
            (first, last),
            (first, last),
            _verb_name(view, sentence, match),
            bool(known.anew.search(before)),
        )


def _raised(view: str, sentence: Sentence, known: TriggerWords) -> Iterator[Trigger]:
    for match in RAISED.finditer(view, *sentence.span):
        if not _is_open(view, sentence, match.start(), known):
            yield Trigger("investment", match.span(), match.span(), "融资", False)


def _completed(view: str, sentence: Sentence, position: int) -> bool:
    """Tell whether 完成对……的 stands before a purchase."""
    before = view[max(sentence.start, position - 60) : position]
    return re.search(r"完成了?对?[^，。；]{2,50}的\Z", before) is not None


def _verb_name(view: str, sentence: Sentence, match: re.Match[str]) -> str:
    stop = re.search(r"[，。；,;（(]", view[match.end() : min(sentence.end, match.end() + 16)])
    tail = view[match.end() : match.end() + (stop.start() if stop else 8)]
    return (match.group() + tail).rstrip("的了")[:16]
