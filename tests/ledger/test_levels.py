"""Names that leave off their level."""

from __future__ import annotations

import pytest

from baigong.ledger.levels import same_units


@pytest.mark.parametrize(
    ("lists", "same"),
    [
        ([("区交建局", "资源生态局")], {"资源生态局": "区资源生态局"}),
        ([("资源生态局", "区交建局")], {}),
        ([("县水利局",), ("水利局", "教育局")], {"水利局": "县水利局"}),
        ([("县水利局",), ("市水利局",), ("水利局",)], {}),
        ([("县水利局", "各乡镇办", "环湖赛组委会")], {}),
        ([("水利局", "教育局")], {}),
    ],
)
def test_a_name_behind_one_with_a_level_or_named_with_it_elsewhere_has_that_level(
    lists: list[tuple[str, ...]], same: dict[str, str]
) -> None:
    assert same_units(lists) == same
