"""Where labels find room: just where looking at everything would find it."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLineF, QPointF, QRectF

from jwviewer.drawing.label_room import LabelRoom

AREA = QRectF(0, 0, 100, 60)
places = st.integers(-5, 100).map(float)
sizes = st.integers(0, 30).map(float)
rects = st.builds(QRectF, places, places, sizes, sizes)
lines = st.builds(QLineF, places, places, places, places)


def crosses(line: QLineF, rect: QRectF) -> bool:
    """Tell by Qt's own geometry whether a stroke has a point inside a rectangle."""
    edges = [rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()]
    sides = [QLineF(a, b) for a, b in zip(edges, [*edges[1:], edges[0]], strict=True)]
    kind = QLineF.IntersectionType.BoundedIntersection
    inside = rect.contains(line.p1()) or rect.contains(line.p2())
    return inside or any(line.intersects(side)[0] == kind for side in sides)


@given(st.lists(rects, max_size=12), st.lists(lines, max_size=8), st.lists(rects, max_size=12))
def test_a_label_never_covers_what_is_drawn_or_another_label(
    taken: list[QRectF], strokes: list[QLineF], wanted: list[QRectF]
) -> None:
    room = LabelRoom(taken, strokes)
    placed: list[QRectF] = []
    for number in range(0, len(wanted), 3):
        spots = [rect for rect in wanted[number : number + 3] if rect.isValid()]
        free = [
            rect
            for rect in spots
            if AREA.contains(rect)
            and not any(rect.intersects(other) for other in chain(taken, placed))
            and not any(crosses(line, rect) for line in strokes)
        ]
        found = room.take(spots, AREA)
        if found is not None:
            assert not any(found.intersects(other) for other in chain(taken, placed))
            placed.append(found)
        # Only a stroke that no more than touches an edge may keep a label away.
        assert found is not None or all(
            any(crosses(line, rect.adjusted(-1, -1, 1, 1)) for line in strokes) for rect in free
        )


def test_the_first_free_place_is_taken_and_is_then_no_longer_free() -> None:
    room = LabelRoom([QRectF(0, 0, 20, 20)], [QLineF(QPointF(30, 0), QPointF(30, 60))])
    covered, crossed, free = QRectF(10, 5, 10, 8), QRectF(25, 5, 10, 8), QRectF(40, 5, 10, 8)
    assert room.take([covered, crossed, free], AREA) == free
    assert room.take([covered, crossed, free], AREA) is None
    assert room.take([QRectF(95, 5, 10, 8)], AREA) is None, "it would stick out"
