"""Who holds which office in Chinese texts, where no title stands between firm and name."""

from __future__ import annotations

import pytest

from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records


def _roles(text: str) -> set[tuple[str, str, str]]:
    facts = [one for one in reading_records(read_text(text)) if one["kind"] == "role"]
    return {(one["person"], one["role"], one["organisation"]) for one in facts}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "翎航科技成立于2017年，由北航博士钟离川创办。",
            {("钟离川", "创始人", "翎航科技")},
        ),
        (
            "双方合资成立的安徽翎驿智运有限公司已完成注册。翎航科技首席运营官戚敏之出任总经理。",
            {
                ("戚敏之", "首席运营官", "翎航科技"),
                ("戚敏之", "总经理", "安徽翎驿智运有限公司"),
            },
        ),
        (
            "珠麓电机首席技术官冉博文日前加盟智岭科技，任联席总裁。",
            {("冉博文", "首席技术官", "珠麓电机"), ("冉博文", "联席总裁", "智岭科技")},
        ),
        ("蒙哈拉煤业董事会主席巴特额尔登表示满意。", {("巴特额尔登", "董事会主席", "蒙哈拉煤业")}),
        ("法国驻华使馆农业参赞让·杜瓦尔出席。", {("让·杜瓦尔", "农业参赞", "法国驻华使馆")}),
        (
            "泽众软件创始人陆一帆今年37岁，曾任微创软件高级研发总监。",
            {("陆一帆", "创始人", "泽众软件"), ("陆一帆", "高级研发总监", "微创软件")},
        ),
        (
            "曾在东岸银行任职的李慕白接替退休的郭守义，出任汇衡证券首席执行官。",
            {("李慕白", "首席执行官", "汇衡证券")},
        ),
        (
            "两家企业合资组建的明远码头公司完成注册。新公司董事长由明州港航副总经理裴建国兼任。",
            {("裴建国", "副总经理", "明州港航"), ("裴建国", "董事长", "明远码头公司")},
        ),
        (
            "美国农业巨头Corvane任命刘思远（Simon Liu）为大中华区总裁。",
            {("刘思远", "大中华区总裁", "Corvane")},
        ),
        (
            "伊滕园食品株式会社创立于1971年，社长为山口隆之。",
            {("山口隆之", "社长", "伊滕园食品株式会社")},
        ),
        ("追云科技的创始人岳恒你可能不熟。", {("岳恒", "创始人", "追云科技")}),
        ("零售分析师谭启然算了一笔账。", set()),
        ("中国食品产业分析师江旭认为，出海是必然选择。", set()),
        ("恒岳集团实际控制人系陶家父子。", set()),
        ("据镇长孟晓燕介绍，翎航科技已经落户。", set()),
    ],
)
def test_offices_have_their_holder_and_firm(text: str, roles: set[tuple[str, str, str]]) -> None:
    assert _roles(text) == roles


def test_a_paragraph_with_names_from_abroad_is_no_bar_of_links() -> None:
    text = "昨日签约。\n\n副书记韩立峰、参赞让·杜瓦尔出席。首席执行官克莱尔·马丹专程赶来。"
    names = {one.value("name") for one in read_text(text).proposals if one.kind == "person"}
    assert names == {"韩立峰", "让·杜瓦尔", "克莱尔·马丹"}
