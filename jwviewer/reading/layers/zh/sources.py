"""Whose words are told in Chinese by a body that is no company, or only after what was said."""

from __future__ import annotations

from jwviewer.reading.article import Sentence
from jwviewer.reading.layers.zh.mentions import ZhMentions
from jwviewer.reading.patterns import later
from jwviewer.reading.proposal import Span

Voice = tuple[str, str, int, Span]
"""Mode, asserter, where the statement begins, and the words that tell."""

ASIDE = later(r"（[^（）]{1,40}）")
OFFICIAL = later(
    r"(?:（[^（）\n]{1,40}）)?(?:方面|今日|昨日|近日|日前|当日|(?:\d{1,2}月)?\d{1,2}日|周[一二三四五六日]|当天|晚间?|早间|上午|下午|"
    r"盘后|随后|此前|在?(?:公告|声明|回复函|年报|半年报|季报|招股书|财报|业绩会|公开信|邮件|微博|官微|官网)[中里上]?|"
    r"发布?|再度?|对此|就此|书面|[向对](?:记者|本报|本刊|媒体|投资者|外界)|发出?|发文|回应|"
    r"则|也|还|明确|公开|正式|在[^，。；]{2,10}[上中时]){0,6}"
)
"""What may stand between a firm and what it says: 12月2日晚间公告."""

_BODY_SAYS = later(
    r"(?P<who>[^，。；：“”、\n]{1,12}(?:协会|学会|商会|联合会|研究院|研究所|研究会|统计局|管理局|海关|银监局|"
    r"证监局|委员会|发改委|工信部|商务部|交易所))(?:近日|日前|昨日|今日|曾|也)?"
    r"(?:提醒|表示|指出|认为|强调|预计|呼吁|建议|通报|警告)(?:消费者|投资者|公众|市民)?[，：:,]"
)
_SOURCED = later(
    r"(?:——|，)这(?:是|只是)(?P<who>[^，。；]{2,16}?)(?:官网|方面|自己)?的(?:说法|数据|口径)"
)


def of_body(view: str, sentence: Sentence) -> Voice | None:
    """Return what a public body says, which is no company of the article: 省消费者协会提醒."""
    match = _BODY_SAYS.match(view, sentence.start, min(sentence.end, sentence.start + 60))
    return ("reported", match["who"], match.end(), match.span()) if match else None


def afterwards(mentions: ZhMentions, sentence: Sentence) -> Voice | None:
    """Return whose words a statement was when the sentence says so after it."""
    match = _SOURCED.search(mentions.view, sentence.start, sentence.end)
    firms = mentions.within(*match.span("who"), "company") if match else []
    if match is None or not firms:
        return None
    return "reported", firms[0].entity, sentence.start, match.span()
