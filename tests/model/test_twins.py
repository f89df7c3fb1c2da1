"""Data is validated by models made of the same declarations as ours, and what comes out is ours."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from baigong.model.plan import LightRule, Plan
from baigong.model.twins import as_json, union_validator, validator
from baigong.model.units import Unit, UnitsFile


def test_nested_data_becomes_values_of_ours() -> None:
    units = validator(UnitsFile).validate_python({"units": [{"name": "省甲厅", "aliases": ["甲厅"]}]})
    assert units == UnitsFile(units=(Unit(name="省甲厅", aliases=("甲厅",)),))
    assert type(units.units[0]) is Unit


def test_a_value_of_ours_within_the_data_is_left_as_it_is() -> None:
    unit = Unit(name="省甲厅")
    assert validator(UnitsFile).validate_python({"units": [unit]}).units[0] is unit


def test_an_unknown_key_a_number_that_is_none_and_a_broken_rule_are_refused_with_their_place() -> None:
    for data, place in (
        ({"units": [{"name": "甲", "alias": []}]}, ("units", 0, "alias")),
        ({"units": [{"name": ""}]}, ("units", 0, "name")),
        ({"units": [{"name": "甲", "email": "x"}]}, ("units", 0, "email")),
    ):
        with pytest.raises(ValidationError) as raised:
            validator(UnitsFile).validate_python(data)
        assert raised.value.errors()[0]["loc"] == place
    with pytest.raises(ValidationError):
        validator(LightRule).validate_python({"yellow": float("nan")})


def test_what_only_the_whole_can_tell_is_checked_too() -> None:
    data = {"plan": {"title": "甲", "start": "2019-04-01", "due": "2019-03-31"}, "sections": []}
    with pytest.raises(ValueError, match="早于起始日期"):
        validator(Plan).validate_python(data)


def test_models_of_a_union_are_told_apart_by_a_field() -> None:
    from baigong.model.events import Close, Retract

    events = union_validator((Close, Retract), "kind")
    head = {"id": "a", "at": "2019-01-01T00:00:00Z", "on": "2019-01-01"}
    assert type(events.validate_python({**head, "kind": "retract", "event": "b"})) is Retract
    assert type(events.validate_python({**head, "kind": "close", "task": "1"})) is Close


def test_json_has_the_defaults_too() -> None:
    assert as_json(LightRule()) == '{"yellow":10.0,"red":30.0,"soon":7}'
