"""The words of a web page, as positions in gold facts count them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LEFT_OUT = {"script", "style", "nav", "aside", "footer", "header", "form", "head", "template"}
BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "li", "tr", "table", "ul", "ol", "blockquote"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag in LEFT_OUT
        if tag in BLOCKS:
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag in LEFT_OUT
        if tag in BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.depth:
            self.parts.append(re.sub(r"[ \t\r\n]+", " ", data))


def page_text(html: str) -> str:
    """Return the text of the body, navigation left out, a blank line between its blocks."""
    words = _Words()
    words.feed(html)
    words.close()
    blocks = (re.sub(r" +", " ", block).strip() for block in "".join(words.parts).split("\n\n"))
    return "\n\n".join(block for block in blocks if block) + "\n"
