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
