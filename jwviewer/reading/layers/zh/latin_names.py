"""Names of firms in letters within a Chinese text: 收购了Spinovia AG, 基金KVG."""

from __future__ import annotations

import re

from jwviewer.reading.draft import Draft
from jwviewer.reading.layers.zh.firm_words import FirmWords, Found
from jwviewer.reading.patterns import later

_LATIN_NAME = later(
    r"(?<![A-Za-z0-9-])(?P<name>[A-Z][A-Za-zÀ-ÿ]{0,20}[a-zß-ÿ][A-Za-zÀ-ÿ]{0,"
    r"20}(?:[ &-]{1,3}(?:(?:d[aeio]|del|of|van|von|der|la|le|al|y) )?[A-Z][A-Za-zÀ-ÿ&]{1,20}){0,4}"
    r"|[A-Z]{2,10}(?: [A-Z][a-z]{2,20}){1,3})"
    r"(?P<form> (?:A/S|AG|SE|S\.A\.|SA|GmbH|Ltd\.?|Inc\.?|AB|N\.V\.|NV|B\.V\.|BV|Oyj?|ASA?|PLC|"
    r"plc|S\.p\.A\.|LLC))?(?![A-Za-z0-9-]|\.[a-z])"
)
_SHORT_LATIN = later(r"(?<![A-Za-z0-9-])[A-Z]{3,5}(?=[，。、；一-鿿])")
_DEALT = later(
    r"(?:收购了?|并购了?|入股了?|携手|牵手|引入了?|联合|投资了|竞购|同(?:行业?|业)的|[被由从向]|(?<![参给授赋])与)"
    r"[一-鿿]{0,2}\Z"
)
_SHOP = later(r"(?:超市|百货|药店|药房|眼镜店|家居店|商场|餐厅|车企|药企|船企|酒企|房企)\Z")
_FREED = later(r"[ ]?(?:分拆|拆分|剥离|独立出来|手中|引进|采购|购买|处)")
_LICENSED = later(r"(?:授权|许可)(?:给)?[一-鿿]{0,4}?的?\Z")
_MAKES = later(r"[ ]?(?:独家)?(?:使用|生产|制造|销售|在)")
_SPEAKS = later(r"[ ]?(?:表示|称|说|认为|指出|透露|介绍|强调|解释|担任|出任|回忆|坦言|告诉)")
_PRODUCT = later(
    r"[ ]?(?:系列|平台|系统|技术|芯片|车型|模型|软件|协议|标准|型|版|架构|算法|引擎|处理器|产品|"
    r"指数|认证|展会?|大会|论坛|杂志|期刊|手机|[号款牌]|接口|格式|语言|\d)"
)
ACRONYMS = frozenset(
    [
        "CEO",
        "CFO",
        "CTO",
        "COO",
        "AI",
        "LNG",
        "LPG",
        "TEU",
        "GDP",
        "IPO",
        "ESG",
        "OEM",
        "ODM",
        "EPC",
        "MOU",
        "SUV",
        "MPV",
        "EV",
        "BEV",
        "PHEV",
        "REITs",
        "App",
        "APP",
        "Wh",
        "kWh",
        "GWh",
        "MWh",
        "TWh",
        "RMB",
        "USD",
        "EUR",
    ]
)
"""Words of capitals that name no firm."""


def latin_names(draft: Draft, known: FirmWords, found: Found, people: set[str]) -> None:
    """Add names in letters where a firm stands: behind 收购 and 企业, before what firms do."""
    view = draft.article.view
    for match in _SHORT_LATIN.finditer(view):
        if known.is_led(view, match.start()) and match.group() not in ACRONYMS:
            found.add(match.group(), 0.7)
    for match in _LATIN_NAME.finditer(view):
        name = match["name"] + (match["form"] or "")
        if name in ACRONYMS or name in people or len(name) < 4 or name in found.strength:
            continue
        before, after = view[max(0, match.start() - 7) : match.start()], match.end()
        shown = known.acts.match(view, after) or known.executive.match(view, after)
        owned = view[after : after + 2] in ("公司", "集团") or match["form"] is not None
        dealt = _DEALT.search(before) and not _PRODUCT.match(view, after) and name[1:].islower()
        dealt = dealt or (
            (before.endswith("从") and _FREED.match(view, after))
            or (_LICENSED.search(before) and _MAKES.match(view, after))
            or _SHOP.search(before)
        )
        if (
            owned
            or dealt
            or (known.party.search(before) and shown)
            or re.search(r"(?:商|集团)[：:]?\Z", before)
            or known.head_before.search(before)
            or (shown and (not before or not "一" <= before[-1] <= "鿿"))
            or (shown and known.from_country.search(before) and not _SPEAKS.match(view, after))
        ):
            formal = owned and match["form"] is None
            full = name + view[after : after + 2] if formal else name
            found.add(full if owned else name, 0.8)
