"""What the directory of units may hold."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from baigong.model.units import Unit


def test_a_group_is_known_by_its_members_even_where_there_are_none() -> None:
    assert Unit(name="各市州政府", members=()).is_group
    assert not Unit(name="省甲厅").is_group


@pytest.mark.parametrize("address", ["", "a@b", "a.b+c@d-e.gov.cn"])
def test_a_mail_address_or_none(address: str) -> None:
    assert Unit.model_validate({"name": "省甲厅", "email": address}).email == address


@pytest.mark.parametrize("address", ["a", "a@", "@b", "a b@c", "a@b\n", "a@b,c@d", "张三 <a@b>", '"a"@b'])
def test_what_would_need_quoting_is_no_address(address: str) -> None:
    with pytest.raises(ValidationError):
        Unit.model_validate({"name": "省甲厅", "email": address})


def test_a_unit_has_a_name() -> None:
    with pytest.raises(ValidationError):
        Unit.model_validate({"name": ""})
