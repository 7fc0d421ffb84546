"""Digits that count nothing in Chinese: codes, ordinals, models, ranks, times of day."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.words import choice
from jwviewer.reading.lexicons import Lexicons
from jwviewer.reading.patterns import later
from jwviewer.reading.rule import rule

_CODES = later(
    r"https?://[^\s<>，。]{3,500}|www\.[^\s<>，。]{3,200}|[\w.+-]{1,"
    r"64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"
    r"|(?:证券|股票|股份|债券|基金|转债)?(?:代码|编号|文号|邮编|"
    r"邮政编码|电话|传真|热线|手机|联系方式|证书号|备案号|注册号|专利号|"
    r"信用代码|ICP备?)"
    r"(?:为|是)?[：:]?[ ]?[A-Za-z0-9（）()〔〕\[\]号第 ./、-]{2,40}"
    r"|[一-鿿]{0,8}〔\d{4}〕\d{1,5}号|[（(]\d{4}[）)][一-鿿\d]{1,16}号|第?\d{4}-\d{1,4}号"
    r"|(?<![\w.])\d{6}\.(?:SH|SZ|SS|BJ|HK)|(?<![\w.])\d{4,5}\.HK|"
    r"[（(](?:[A-Za-z]{2,8}|港交所|上交所|深交所|纽交所|"
    r"纳斯达克)[：:.][ ]?[A-Za-z0-9.]{1,10}[）)]"
    r"|(?<![\d.,-])0\d{2,3}-\d{7,8}(?!\d)|(?<![\d.,"
    r"])400-\d{3}-?\d{4}(?!\d)|(?<![\d.,])1[3-9]\d{9}(?!\d)"
    r"|(?:上午|下午|晚上|凌晨|中午|当晚|早上)?(?<!\d)(?:[01]?\d|"
    r"2[0-4])(?:时(?!代|间|速|期|候|尚|装|刻|常|空|任|"
    r"值)(?:[0-5]?\d分)?|[:：][0-5]\d(?![\d:：]))|(?:上午|下午|晚上|"
    r"凌晨)\d{1,2}点半?"
    r"|24小时(?:不间断|营业|服务|运行|值守)?|7[×x*]24(?:小时)?|"
    r"(?<![\w.])\d{1,4}(?:\.\d{1,4}){2,5}(?!\d)"
)
_LISTED = later(
    r"(?:(?<=\n)|\A)[ ]{0,8}(?:[（(]?(?:[一二三四五六七八九十]{1,3}|"
    r"\d{1,2})[）)]|(?:[一二三四五六七八九十]{1,3}|\d{1,"
    r"2})[、.．](?!\d))"
)
_MODEL = later(
    r"(?<![A-Za-z\d.])(?P<n>[A-Za-z]{1,12}[-‑·]?\d{1,6}(?:[A-Za-z]{0,4}|"
    r"[-./]\d{1,5}[A-Za-z]{0,3}){0,2})(?![\d%]|[,.]\d)"
    r"|(?<![A-Za-z\d.,])(?P<m>\d{1,6}-?[A-Za-z]{1,6}\d{0,4}(?:-[A-Za-z0-9]{1,6})?)(?![A-Za-z])"
    r"|(?<=ISO)[ ]?\d{3,6}|(?<=GB/T)[ ]?\d{3,6}(?:-\d{4})?|"
    r"(?<=国)[一二三四五六VI]{1,3}(?=排放|标准|机|及)"
)
_QUOTED = later(r"[“《][一-鿿A-Za-z-]{0,6}\d{2,5}[A-Za-z型号级系列]{0,4}[”》]")
_NAMED = later(
    r"(?<![\d.,])\d{2,4}(?=计划|工程|专项|行动|高地|项目库|规划|体系|"
    r"战略)(?!项目)|[“]?(?:十[一二三四五])五[”]?(?:规划|期间)?"
)
_IDIOM = later(
    r"(?<!分)之一|统一|一(?:家人|起|直|定|般|致|体化|系列|批|部分|方面|"
    r"旦|贯|向|带一路|带|些|样|切|流|线|步|行|举|同|次性|站式|种|个|位|"
    r"名|把手|期|度|季度|道|经|再|路|边|并|手|类|时间|款|项|家|条|座|台|"
    r"场|份|支|等奖|二线)"
    r"|(?<=[每任同唯第某万专单])一|三农|四川|三峡|三亚|三明|三门峡|三星|"
    r"三菱|三一(?:重工|集团)?|三井|三洋|五洲|五矿|五粮液|五星|六安|"
    r"六盘水|七台河|九江|十堰|双十一|万科|万达|万华|万向|万通|百度|百威|"
    r"百色|千方|亿纬|百姓|百货|百分(?!之)|万物|万一|千万别"
    r"|千方百计|千家万户|万家灯火|成千上万|五湖四海|四面八方|三言两语|"
    r"两岸|两地|两国|两侧|两翼|两端|两化|两会|两山|两型|两者|双百|四大|"
    r"三大|五大|十大|六大|七大|八大|九大|两大|一百强|百强|十强|五百强|"
    r"百年|千年|半导体|万能|九龙|八达|十字|三角|四方|四通|七彩|"
    r"第[一二三四五六七八九十百零\d]{1,5}"
    r"|[二三四五六七八九十]等奖|[二三四五六七八九十]期(?:工程|项目|"
    r"建设)?|[二三四]线城市|三维|三电|三包|二手|二次|二者|二氧化|三元|"
    r"四驱|四轮|三轮|两轮|五金|一二三|二是|三是|四是|一是|五是|零部件|"
    r"零售|零排放|零碳|零件|零距离|零公里|归零|零的突破|十余载|三十而立|"
    r"万里"
)


@rule(
    "zh-refusals.codes",
    examples=(
        ("证券代码：600000 公告编号：2021-047", "_refused | _refused"),
        ("电话：0551-6229 9999", "_refused"),
        ("国发〔2018〕15号", "_refused"),
        ("于上午9时30分开始", "_refused"),
        ("一、交易概述", "_refused"),
        ("比亚迪（002594.SZ）", "_refused"),
    ),
    counter_examples=("销售12333辆，收入5.5亿元，为期3天",),
    language="zh",
)
def codes(draft: Draft) -> None:
    """Claim digits of addresses, codes, telephone numbers, times of day and list marks."""
    for pattern in (_CODES, _LISTED):
        for match in pattern.finditer(draft.article.view):
            if draft.is_free(match.span()) and not _only_words(match.group()):
                draft.add("_refused", match.span(), {}, rule="zh-refusals.codes", confidence=0.9)


def _only_words(text: str) -> bool:
    return not any(sign.isdigit() or sign in "一二三四五六七八九十@" for sign in text)


@rule(
    "zh-refusals.names",
    examples=(
        ("新款K7和X100车型", "_refused | _refused"),
        ("国家863计划项目", "_refused"),
        ("世界500强企业", "_refused"),
        ("滨州地铁1号线", "_refused"),
        ("位列全球第九", "_refused"),
        ("十大品牌之一", "_refused | _refused"),
        ("搭载5G技术", "_refused"),
        ("“飞鹭160”号", "_refused"),
    ),
    counter_examples=("销售1750辆", "16000TEU集装箱船", "装机15GWh", "投资3亿元", "US$5"),
    language="zh",
)
def names(draft: Draft) -> None:
    """Claim numbers of models, programmes, ranks and set phrases."""
    view = draft.article.view
    known = draft.lexicons.once(refusal_words)
    for pattern in (_QUOTED, _NAMED, _IDIOM, known.ranks):
        for match in pattern.finditer(view):
            if draft.is_free(match.span()):
                draft.add("_refused", match.span(), {}, rule="zh-refusals.names", confidence=0.85)
    for match in _MODEL.finditer(view):
        span = match.span()
        if draft.is_free(span) and not known.is_unit(match.group()):
            draft.add("_refused", span, {}, rule="zh-refusals.names", confidence=0.85)


class RefusalWords:
    """What stands beside numbers that count nothing, and the units that models resemble."""

    def __init__(self, lexicons: Lexicons) -> None:
        refused = lexicons.table("zh/numbers", "refused_after")
        self._units = {
            word for key in ("units", "currencies") for word in lexicons.words("zh/numbers", key)
        }
        signs = lexicons.words("zh/numbers", "currencies_before")
        self._money = later(rf"{choice(signs)}[\d.,]+")
        self.ranks = later(
            rf"{choice(refused.get('before', ()))}[ ]?(?:\d{{1,5}}|"
            rf"[一二三四五六七八九十百]{{1,4}})(?![\d.,]*[ ]?(?:%|亿|万|元|美元|"
            rf"辆|个百分点|年|月|个月))"
            rf"|(?<![\d.,])(?:\d{{1,4}}|[一二三四五六七八九十百]{{1,"
            rf"3}}){choice(refused.get('words', ()))}(?![A-Za-z])"
        )

    def is_unit(self, text: str) -> bool:
        """Tell whether letters and digits are a measure or an amount, such as 15GWh or US$5."""
        letters = re.sub(r"[\d.,]", "", text)
        return letters in self._units or self._money.fullmatch(text) is not None


def refusal_words(lexicons: Lexicons) -> RefusalWords:
    """Return the lexicon of refusals."""
    return RefusalWords(lexicons)


RULES = (codes, names)
