"""Words of Chinese texts, and the names of firms that their borders show."""

from __future__ import annotations

import time

import pytest

from jwviewer.reading.layers.zh.segments import word_list
from jwviewer.reading.lexicons import shipped_lexicons
from jwviewer.reading.reading import read_text


def _cut(text: str) -> list[str]:
    known = shipped_lexicons().once(word_list)
    return [text[start:end] for start, end, _ in known.cut(text)]


def _companies(text: str) -> set[str]:
    return {one.value("name") for one in read_text(text).proposals if one.kind == "company"}


def test_common_words_are_cut_and_new_names_fall_into_signs() -> None:
    assert _cut("货运无人机制造商翎航科技宣布") == [
        "货运", "无人机", "制造商", "翎", "航", "科技", "宣布",
    ]  # fmt: skip
    assert _cut("") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "昨日，货运无人机制造商翎航科技与快递企业速驿达共同宣布成立合资公司。",
            {"翎航科技", "速驿达"},
        ),
        ("首期工程由中铁疆北工程局承建，工期18个月。", {"中铁疆北工程局"}),
        ("总部位于兰州，前身是1956年成立的兰州面粉厂。", {"兰州面粉厂"}),
        ("（记者顾西洲）中国陇粟粮油集团昨日签约。陇粟粮油集团表示满意。", {"陇粟粮油集团"}),
        ("2020年，集团还收购了当地一家面粉厂70%的股权。", set()),
        ("吨公里成本比公路冷链还低一成多。", set()),
        ("种子是农业的芯片，车主停车充电也是生意，日均充电要到400度。", set()),
        # Beside a known firm in a list, behind a word for what it is, spelt by its sound.
        (
            "本轮融资由红石创投、深创高投联合领投，老股东峰际资本跟投。",
            {"红石创投", "深创高投", "峰际资本"},
        ),
        ("出货量排名前三的企业依次为特瑞斯、尼克索和中旭支架。", {"特瑞斯", "尼克索", "中旭支架"}),
        ("已授权给巴西制药商法尔玛维达在拉美独家销售。", {"法尔玛维达"}),
        ("意大利奢侈品集团帕尔梅里表示，渠道将由自营团队负责。", {"帕尔梅里"}),
        ("公司已与航空公司云翎航空续签分销协议。", {"云翎航空"}),
        ("极兔咖啡被茶饮连锁品牌“山岚”收购。", {"极兔咖啡", "山岚"}),
        # A seldom word, a town or a measure may be part of a name; a country may be all of it.
        ("“补得很快。”宏远锂电副总裁谭小勇坦言。", {"宏远锂电"}),
        ("曾在东岸银行任职十二年的李慕白离任。", {"东岸银行"}),
        ("皓元医药与江南染整续签合同。", {"皓元医药", "江南染整"}),
        ("智利国家铜业收到了首批矿卡。", {"智利国家铜业"}),
        ("公司对美客公司的销售额占三成。", {"美客公司"}),
        ("公司主要客户有凌宇底盘和麦格瑞。", {"凌宇底盘", "麦格瑞"}),
        ("工厂卖给了当地民企锋锐刀具，自此退出。", {"锋锐刀具"}),
        ("日前，老挝航空将接收新机，阳光海运旗下船队扩大。", {"老挝航空", "阳光海运"}),
        ("该团队与盒鲜集市的合作一切正常。", {"盒鲜集市"}),
        ("葡萄牙经销商Herbália收到了货物。", {"Herbália"}),
        ("上述协议签署后，爱普斯将获得独家权益。", {"爱普斯"}),
        ("星桥物流自2015年起为地产商锦澜集团供应电梯。", {"星桥物流", "锦澜集团"}),
        ("南京地铁运营公司引入了商业品牌。", {"南京地铁运营公司"}),
        ("扫地机器人公司追云科技官宣和厨电品牌贝托尼合作。", {"追云科技", "贝托尼"}),
        ("第三代掌门人把股份卖给了私募基金KVG。", {"KVG"}),
        ("冀东矿业向巴西矿业公司Minas do Vale采购铁矿石。", {"冀东矿业", "Minas do Vale"}),
        ("特种玻璃企业辽光特玻正寻求引入战略投资者。", {"辽光特玻"}),
        ("鲁西农化与老客户巴西阿格罗苏尔公司签下订单。", {"鲁西农化", "阿格罗苏尔公司"}),
        ("瑞士钟表商勒蒙与飞鹰表业签约。", {"勒蒙", "飞鹰表业"}),
        ("记者从安徽皖鲜生供应链公司获悉，贸易复苏。", {"安徽皖鲜生供应链公司"}),
        (
            "公司将持有的海宁恒晟贸易有限公司股权转让。恒晟贸易成立于2013年。",
            {"海宁恒晟贸易有限公司"},
        ),
        # What only looks so.
        ("若昂·巴雷托到访。巴雷托已获得授权，线控底盘今年增长。", set()),
        ("天眼查显示，股东发生变更。", {"天眼查"}),
        ("双方探讨在鲁韦斯建设聚乙烯装置。", set()),
        ("供应链公司会先赚到钱，首款生物类似药还要等。", set()),
        ("这是国内首个获批的脊柱微创导航产品。", set()),
        ("它是行业第四大快递公司，也是一家上市公司。", set()),
    ],
)
def test_firms_are_found_by_what_is_no_common_word(text: str, names: set[str]) -> None:
    assert _companies(text) == names


def test_a_long_run_without_stops_is_cut_in_linear_time() -> None:
    known = shipped_lexicons().once(word_list)

    def taken(size: int) -> float:
        began = time.process_time()
        known.cut("收购翎航科技" * size)
        return time.process_time() - began

    taken(100)
    assert taken(16_000) < 100 * max(taken(1_000), 0.001)
