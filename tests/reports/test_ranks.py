"""Equal scores share a rank, and the next has the place at which it stands."""

from __future__ import annotations

from baigong.reports.ranks import ranks_of


def test_equal_ones_share_the_first_place_and_the_next_keeps_its_own() -> None:
    assert ranks_of([90, 80, 80, 70, 70, 60]) == [1, 2, 2, 4, 4, 6]
    assert ranks_of([("甲", 1)]) == [1]
    assert ranks_of([]) == []
