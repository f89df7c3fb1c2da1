"""What a task is cited by."""

from __future__ import annotations

import pytest

from baigong.parse.ids import NumberPath, shorten


@pytest.mark.parametrize(
    ("places", "ids"),
    [
        ([NumberPath(("1", "1")), NumberPath(("1", "2")), NumberPath(("2", "3"))], ["1", "2", "3"]),
        ([NumberPath(("2", "1")), NumberPath(("2", "2")), NumberPath(("3", "1"))], ["2.1", "2.2", "3.1"]),
        ([NumberPath(("2", "1"), 1), NumberPath(("2", "1"), 2), NumberPath(("2", "2"), 1)], ["1.1", "1.2", "2.1"]),
        ([NumberPath(("1",), 0, 2), NumberPath(("2", "1"))], ["1", "2.1"]),
        ([NumberPath(("1",)), NumberPath(("1",)), NumberPath(("1",))], ["1", "1b", "1c"]),
    ],
)
def test_ids(places: list[NumberPath], ids: list[str]) -> None:
    assert shorten(places)[0] == ids
