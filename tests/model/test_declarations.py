"""What a model declares: its fields with their rules, those of its base classes too, and which must be given."""

from __future__ import annotations

from typing import Annotated, ClassVar, get_args

from baigong.model.base import Frozen, Rule
from baigong.model.declarations import hints, per_model, required


class Root(Frozen):
    """A model."""

    KEYS: ClassVar[dict[str, str]] = {}

    name: str


class Branch(Root):
    """A model of another."""

    count: Annotated[int, Rule(least=1)] = 2


def test_hints_are_of_fields_only_with_their_rules_and_those_of_the_base_first() -> None:
    assert list(hints(Branch)) == ["name", "count"]
    assert get_args(hints(Branch)["count"]) == (int, Rule(least=1))


def test_a_field_without_a_default_is_required() -> None:
    assert required(Branch) == ("name",)


def test_what_is_found_out_about_a_model_is_found_out_once_for_each() -> None:
    asked: list[type[Frozen]] = []

    @per_model
    def name(model: type[Frozen]) -> str:
        asked.append(model)
        return model.__name__

    assert [name(Root), name(Branch), name(Root)] == ["Root", "Branch", "Root"]
    assert asked == [Root, Branch]
