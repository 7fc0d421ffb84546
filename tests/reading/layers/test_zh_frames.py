"""Events that turns of phrase tell in Chinese, and phrases that only look like them."""

from __future__ import annotations

import pytest

from jwviewer.reading.reading import read_text
from jwviewer.reading.records import reading_records

Told = tuple[str, str, frozenset[str]]


def _events(text: str) -> set[Told]:
    facts = [one for one in reading_records(read_text(text)) if one["kind"] in ("event", "award")]
    return {
        (one["event_type"], one.get("date") or "", frozenset(one["participants"])) for one in facts
    }


def _told(kind: str, date: str, *names: str) -> Told:
    return kind, date, frozenset(names)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "翎航科技昨日公布财报。老牌机床企业华矩股份又将所持股份的一半转让给蓝杉资本。",
            {_told("acquisition", "", "华矩股份", "蓝杉资本")},
        ),
        (
            "总部位于兰州，前身是1956年成立的兰州面粉厂。",
            {_told("other", "1956", "兰州面粉厂")},
        ),
        (
            "合资公司万飞能源已于2023年10月27日完成注册。",
            {_told("other", "2023-10-27", "万飞能源")},
        ),
        (
            "空分设备由岭峰压缩机集团提供，相关采购合同已于2025年6月签订。",
            {_told("supply", "2025-06", "岭峰压缩机集团")},
        ),
        (
            "万禾超市与菜鸽配送的合作已于2024年12月31日到期。",
            {_told("other", "2024-12-31", "万禾超市", "菜鸽配送")},
        ),
        (
            "2024年4月，矿途智能与瀚波网络联合研发了远程驾驶舱。",
            {_told("cooperation", "2024-04", "矿途智能", "瀚波网络")},
        ),
        (
            "翎航科技与华矩股份解除了2022年签订的采购合同。",
            {
                _told("other", "", "翎航科技", "华矩股份"),
                _told("supply", "2022", "翎航科技", "华矩股份"),
            },
        ),
        (
            "这也是继2020年牵手翎航科技之后，华矩股份落地的第二个项目。",
            {_told("cooperation", "2020", "翎航科技", "华矩股份")},
        ),
        (
            "翎航科技与华矩股份在机床上的合作可以追溯到2015年。",
            {_told("cooperation", "2015", "翎航科技", "华矩股份")},
        ),
        (
            "萨勒曼港务公司选定振海重工为其供应24台起重机。",
            {_told("supply", "", "萨勒曼港务公司", "振海重工")},
        ),
        (
            "翎航科技今天向客户华矩股份交付了首批10台矿卡。",
            {_told("supply", "", "翎航科技", "华矩股份")},
        ),
        (
            "翎航科技发生工商变更，新增股东红石创投、蓝杉资本。",
            {_told("investment", "", "翎航科技", "红石创投", "蓝杉资本")},
        ),
        (
            "翎航科技官宣和厨电品牌贝托尼合作。",
            {_told("cooperation", "", "翎航科技", "贝托尼")},
        ),
        (
            "翎航科技创立于2015年，目前有210家门店，去年获得红石创投5000万元战略投资。",
            {
                _told("other", "2015", "翎航科技"),
                _told("investment", "", "翎航科技", "红石创投"),
            },
        ),
        (
            "翎航科技同时以8000万元参与华矩股份的C轮融资。",
            {_told("investment", "", "翎航科技", "华矩股份")},
        ),
        (
            "2023年5月，翎航科技从德国企业Lichtwerk Optik获得压印技术授权。",
            {_told("licence", "2023-05", "翎航科技", "Lichtwerk Optik")},
        ),
        ("翎航科技刚刚与华矩股份签约。", {_told("agreement", "", "翎航科技", "华矩股份")}),
        ("翎航科技将于下月与华矩股份签约。", set()),
        (
            "2019年，翎航科技曾与华矩股份合作，为智利提供车辆。",
            {_told("cooperation", "2019", "翎航科技", "华矩股份")},
        ),
        ("翎航科技17日对外发布消息，华矩股份的联名款将在明年上市。", set()),
        ("翎航科技曾两次尝试收购华矩股份，均未成功。", set()),
        ("翎航科技向华矩股份提供了担保。", set()),
        ("翎航科技目前没有收购华矩股份的计划。", set()),
        ("翎航科技拟将旗下物流业务转让给华矩股份。", set()),
        ("戚敏之在签约仪式上表示，翎航科技前景广阔。", set()),
        ("双方将在城际铁路等领域深化合作，共同打造翎航科技示范区。", set()),
    ],
)
def test_turns_of_phrase_tell_who_did_what_and_when(text: str, events: set[Told]) -> None:
    assert _events(text) == events
