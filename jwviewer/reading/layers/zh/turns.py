"""Turns of phrase in Chinese that tell of a deal: done together, raised, taken over."""

from __future__ import annotations

from jwviewer.reading.patterns import later

TOGETHER = later(
    r"(?:和|与|跟|同)[^，。；]{2,16}?(?:一起|共同|联合|携手|联手)(?P<what>做|建|办|开发|研发|打造|推出|运营|"
    r"建设|开展|发起|投建)[了出]?(?!会)"
)
TAKEN = frozenset({"收入囊中", "收归旗下", "纳入麾下"})
RAISED = later(
    r"完成(?:了)?(?:近|超|超过|约|逾)?[^，。；]{0,12}?(?:轮|战略|股权|首轮)[^，。；]{0,4}?融资|"
    r"获得?(?:了)?[^，。；]{0,16}?(?:轮|战略)(?:融资|投资)"
)
"""What one takes over stands before these, after 将, which is no plan there."""
