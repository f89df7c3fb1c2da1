"""What all models share: frozen values, defaults of the class, keys, rules."""

from __future__ import annotations

from typing import Annotated, ClassVar

import pytest
from pydantic import ValidationError

from baigong.model.base import Frozen, Rule


class Sample(Frozen):
    """A model with one rule of each kind."""

    KEYS: ClassVar[dict[str, str]] = {"code": "编号"}

    code: Annotated[str, Rule(filled=True)]
    count: Annotated[int, Rule(least=1, most=3)] = 2


def test_a_field_that_was_not_given_is_at_its_default_and_is_not_dumped() -> None:
    value = Sample(code="甲")
    assert (value.count, value.model_dump()) == (2, {"编号": "甲"})
    assert value.model_dump_json() == '{"code":"甲","count":2}'


def test_values_are_equal_by_their_fields_given_or_not_and_hash_alike() -> None:
    assert Sample(code="甲") == Sample(code="甲", count=2) != Sample(code="甲", count=3)
    assert hash(Sample(code="甲")) == hash(Sample(code="甲", count=2))
    assert Sample(code="甲") != "甲"


def test_a_value_never_changes_but_a_copy_may_differ() -> None:
    value = Sample(code="甲")
    with pytest.raises(AttributeError):
        value.count = 3  # type: ignore[misc]  # what is tested
    with pytest.raises(AttributeError):
        del value.code
    assert value.model_copy(update={"count": 3}) == Sample(code="甲", count=3)
    assert value.count == 2


@pytest.mark.parametrize(
    "data", [{"编号": " "}, {"编号": "甲", "count": 0}, {"编号": "甲", "count": 4}, {"count": 1}, {"x": 1}]
)
def test_data_that_breaks_a_rule_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Sample.model_validate(data)


def test_bounds_are_included_and_the_space_around_a_text_goes() -> None:
    assert Sample.model_validate({"编号": " 甲 ", "count": 3}) == Sample(code="甲", count=3)
    assert Sample.model_validate({"编号": "甲", "count": 1}).count == 1


def test_fields_know_their_names_their_keys_and_whether_they_must_be_given() -> None:
    assert (Sample.field_names(), Sample.required()) == (("code", "count"), ("code",))
    assert (Sample.key("code"), Sample.key("count")) == ("编号", "count")
    assert set(Sample.model_json_schema()["properties"]) == {"编号", "count"}
