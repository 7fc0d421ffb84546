"""Chinese articles as a whole: what a reader of one would want listed, and what must not be."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from jwviewer.reading.reading import Reading, brief, read_text
from jwviewer.reading.records import reading_records

NOTICE = """证券代码：300999 证券简称：鸿泽动力 公告编号：2022-031

鸿泽动力股份有限公司关于签订供货合同的公告

2022年6月8日，鸿泽动力股份有限公司（以下简称“鸿泽动力”或“公司”）与长垣重机有限公司在河南省新乡市签订《发动机供货合同》，合同总金额为人民币23,650.00万元（含税），期限三年。

公司董事长孟庆川、长垣重机总经理毕岚出席签约仪式。截至2021年12月31日，公司拥有授权专利1,283项，其中发明专利近200项。2021年度，公司实现营业收入超过41.7亿元，同比增长12.6%，销量突破28万台。

公司预计2022年销量不低于30万台，并计划投资8亿元建设新厂。公司认为，本合同的签订有利于提升公司的盈利能力。
"""
NEWS = """　　蓝屿航运与芬兰船企组建合资公司
　　新华社赫尔辛基9月4日电蓝屿航运集团4日宣布，将与芬兰托尔尼奥造船公司各持股50%成立合资公司。
　　“我们看重对方的破冰技术，”蓝屿航运集团总裁闵舒说，“这是长期合作。”
　　据悉，首艘船造价约1.2亿欧元（约合9.3亿元人民币），最多可搭载400人。去年蓝屿航运集团收入为63亿元，同比下降近一成。
"""


def _facts(reading: Reading, kind: str) -> list[str]:
    by_id = {one.id: one for one in (*reading.proposals, *reading.mentions)}
    return [brief(one, by_id) for one in reading.proposals if one.kind == kind]


def _records(text: str, kind: str) -> list[dict[str, Any]]:
    return [one for one in reading_records(read_text(text)) if one["kind"] == kind]


@pytest.mark.parametrize(
    ("value", "unit", "bound", "period"),
    [
        ("236500000", "CNY", "eq", None),
        ("1283", "patent", "eq", "2021-12-31"),
        ("200", "patent", "nearly", "2021-12-31"),
        ("4170000000", "CNY", "gt", "2021"),
        ("12.6", "%", "eq", "2021"),
        ("280000", "unit", "gt", "2021"),
    ],
)
def test_a_notice_gives_its_figures(value: str, unit: str, bound: str, period: str | None) -> None:
    found = [
        (one["value"], one["unit"], one["bound"], one["period"])
        for one in _records(NOTICE, "figure")
    ]
    assert (value, unit, bound, period) in found


def test_codes_numbers_of_notices_and_plans_are_no_figures() -> None:
    values = {one["value"] for one in _records(NOTICE, "figure")}
    assert not values & {"300999", "2022", "31", "300000", "800000000"}


def test_a_part_refers_to_its_whole() -> None:
    figures = _records(NOTICE, "figure")
    whole = next(one for one in figures if one["value"] == "1283")
    assert [one["part_of"] for one in figures if one["value"] == "200"] == [whole["id"]]


def test_companies_have_the_names_that_brackets_and_cuts_give_them() -> None:
    found = {one["name"] for one in _records(NOTICE, "company")}
    assert found == {"鸿泽动力股份有限公司", "长垣重机有限公司"}
    listed = _facts(read_text(NOTICE), "company")
    assert "company aliases=鸿泽动力; name=鸿泽动力股份有限公司" in listed
    assert "company aliases=长垣重机; name=长垣重机有限公司" in listed


def test_offices_belong_to_the_right_company() -> None:
    found = {(one["person"], one["role"], one["organisation"]) for one in _records(NOTICE, "role")}
    assert found == {
        ("孟庆川", "董事长", "鸿泽动力股份有限公司"),
        ("毕岚", "总经理", "长垣重机有限公司"),
    }


def test_a_contract_has_date_place_parties_and_term() -> None:
    (deal,) = (one for one in _records(NOTICE, "event") if one["event_type"] == "supply")
    assert deal["date"] == "2022-06-08"
    assert deal["place"] == "新乡市"
    assert set(deal["participants"]) == {"鸿泽动力股份有限公司", "长垣重机有限公司"}


def test_what_the_company_believes_has_it_as_asserter() -> None:
    said = [one for one in _records(NOTICE, "claim") if one["asserter"]]
    assert [one["asserter"] for one in said] == ["鸿泽动力股份有限公司"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "华禹水泥12月2日晚间公告称，公司没有收购南峰建材的计划。",
            {("华禹水泥", "公司没有收购南峰建材的计划")},
        ),
        (
            "市场研究机构集邦咨讯的数据显示，晶盛存储位居全球第三。",
            {("集邦咨讯", "晶盛存储位居全球第三")},
        ),
        (
            "恒晟化纤股份有限公司（简称：恒晟化纤）6月28日公告称，公司没有收购计划。",
            {("恒晟化纤股份有限公司", "公司没有收购计划")},
        ),
        (
            "皖鲜生总裁助理唐蓓表示，国内消费者对高品质水果的需求仍在稳步增长，今年还会继续。"
            "“我们和他们认识八年了。”\n绿源果业创始人Hamish Doyle说，中国是第二大市场。",
            {
                ("唐蓓", "国内消费者对高品质水果的需求仍在稳步增长"),
                ("唐蓓", "今年还会继续"),
                ("唐蓓", "我们和他们认识八年了"),
                ("Hamish Doyle", "中国是第二大市场"),
            },
        ),
        ("合资公司的设立尚需取得有关部门的批准。", {("", "合资公司的设立尚需取得有关部门的批准")}),
        ("本协议的签署有助于公司拓展海外市场。", {("", "本协议的签署有助于公司拓展海外市场")}),
        ("幻屿科技是近两年圈里的黑马。", {("", "幻屿科技是近两年圈里的黑马")}),
        ("值得一提的是，双方签约。", set()),
        ("4月20日，长风汽车的首款样车在长春下线。", set()),
    ],
)
def test_a_claim_is_what_says_more_than_an_event(text: str, said: set[tuple[str, str]]) -> None:
    records = reading_records(read_text(text))
    claims = [one for one in records if one["kind"] == "claim"]
    places = [(one, part) for one in claims for part in one["evidence"]]
    told = {
        (one["asserter"] or "", text[part["start"] : part["end"]])
        for one, part in places
        if part["supports"] == "whole"
    }
    assert told == said


def test_a_conversion_is_the_one_that_the_article_gives() -> None:
    assert _facts(read_text(NEWS), "conversion") == [
        "conversion converted_from=120000000; converted_to=930000000"
    ]


def test_nothing_is_made_of_last_year_and_of_at_most() -> None:
    figures = _records(NEWS, "figure")
    assert "400" not in {one["value"] for one in figures}
    assert {one["period"] for one in figures if one["value"] == "6300000000"} == {None}


def test_last_year_is_settled_by_the_date_that_a_person_gives() -> None:
    reading = read_text(NEWS, article_date="2023-09-04")
    dates = {one.value("date"): one for one in reading.mentions if one.kind == "_date"}
    assert dates["2022"].attributes["date"].basis == "inferred"


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    said = {one["asserter"] for one in _records(NEWS, "claim") if one["mode"] == "quote"}
    assert said == {"闵舒"}


def test_a_group_is_not_merged_with_the_plain_name() -> None:
    text = "永川集团与安捷动力有限公司签署协议。永川与安捷动力有限公司签署合同。"
    names = {one["name"] for one in _records(text, "company")}
    assert {"永川集团", "安捷动力有限公司"} <= names
    assert "company aliases=永川; name=永川集团" not in _facts(read_text(text), "company")


def test_no_rule_fails_on_odd_texts() -> None:
    odd = "（）“”《》、，。；：！？·—…％￥＄０１２年月日号亿万千百十〇零两半余多成倍分之第"
    for size in (1, 7, 60):
        assert read_text(odd * size + "公司\n" + odd[::-1], language="zh").failures == ()


@pytest.mark.parametrize("piece", ["公司、", "董事长王", "“中国，", "1月2日", "签署协议", "（简称"])
def test_work_grows_with_the_length_of_the_text_and_no_faster(piece: str) -> None:
    """Calls are counted, not seconds; sixteen times the text may take thirty times the calls."""
    small, large = (_calls(piece * count) for count in (250, 4000))
    assert large < small * 30


def _calls(text: str) -> int:
    count = 0

    def counted(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    read_text("中国" + text, language="zh")
    sys.setprofile(counted)
    try:
        read_text(text, language="zh")
    finally:
        sys.setprofile(None)
    return count


def test_a_name_at_the_very_end_of_a_text_ends_with_it() -> None:
    """A longer name that begins alike would reach beyond the end."""
    text = (
        "东麓汽车集团有限公司（以下简称“东麓”）签约。东麓集团称，合作顺利。截至2020年12月31日，东麓"
    )
    ends = [span[1] for one in read_text(text).proposals for span in one.attributes["name"].spans]
    assert max(ends) == len(text)
