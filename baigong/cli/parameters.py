"""How a command declares its parameters, and how typed words become their values.

A command is a plain function. Each of its parameters carries a declaration in its annotation:

    def command(session: Session, week: options.Week = None, unit: options.Units = ()) -> None: ...

`Session`, `Plans` and `Where` stand for `--file`, `--as-of` and `--plan`: the command receives one ledger opened, all
plans of a folder, or only their place. A parameter whose type is a dataclass stands for the options that its fields
declare.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin

import typer

if TYPE_CHECKING:
    from baigong.cli.open_plans import Plans
    from baigong.cli.session import Session, Where
    from baigong.store.interface import Selection

Offer = Callable[[typer.Context, str], list[tuple[str, str]]]
"""Completes a word: the candidates, each with a description."""


@dataclasses.dataclass(frozen=True)
class Parameter:
    """An option, or an argument where it has no `names`.

    `read` makes the value of what was typed: a text, or a list of them where `many`. `find` makes it of what was typed
    and the open ledger. Neither is called where nothing was typed: `absent` then gives the value, else it is the
    function's own default.
    """

    names: tuple[str, ...]
    metavar: str
    help: str
    many: bool = False
    flag: bool = False
    offer: Offer | None = None
    read: Callable[[Any], Any] | None = None
    find: Callable[[Any, Any], Any] | None = None
    absent: Callable[[], Any] | None = None
    cites: Literal["", "tasks", "tasks_percent", "record"] = ""
    """Whether its words are numbers of tasks (the last word a percent) or of a record, which tell their plan."""

    @property
    def info(self) -> Any:
        """The declaration that Typer reads."""
        if self.flag:
            return typer.Option(*self.names, help=self.help)
        settings: dict[str, Any] = {"metavar": self.metavar, "help": self.help}
        return typer.Option(*self.names, **settings) if self.names else typer.Argument(show_default=False, **settings)

    def annotation(self, required: bool) -> Any:
        """Give the annotation that Typer reads: the words as typed, not yet the value."""
        typed: Any = bool if self.flag else (list[str] if self.many else str)
        return Annotated[typed if required or self.flag else typed | None, self.info]


@dataclasses.dataclass(frozen=True)
class Selector:
    """Stands in the annotation of a session of which a command needs a part only.

    `select` makes the selection of the words as typed, by the names of the parameters, and of the place and day of the
    ledger; None where the whole is needed.
    """

    select: Callable[[Mapping[str, Any], Where], Selection | None]


def option(*names: str, metavar: str, help: str, **how: Any) -> Parameter:
    """Declare an option that takes a value."""
    return Parameter(names, metavar, help, **how)


def argument(*, metavar: str, help: str, **how: Any) -> Parameter:
    """Declare an argument; it is required where the function gives it no default."""
    return Parameter((), metavar, help, **how)


def flag(*names: str, help: str) -> Parameter:
    """Declare an option that is on or off."""
    return Parameter(names, "", help, flag=True)


FILE = option("--file", "-f", metavar="文件", help="台账：tasks.yaml、其所在文件夹，或 postgresql:// 地址")
AS_OF = option("--as-of", metavar="日期", help="以这一天为今天")


def _offer_plans(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    from baigong.cli import completion

    return completion.plans(ctx, incomplete)


PLAN = option(
    "--plan",
    metavar="方案",
    help="几个方案放在一起时，只看这一个：方案文件夹的名称或其中一段",
    offer=_offer_plans,
)
_WHERE: dict[str, tuple[Parameter, Any]] = {"file": (FILE, None), "as_of": (AS_OF, None), "plan": (PLAN, None)}


def typed_callback(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give the function that Typer calls: it takes words, reads them, opens the ledger and calls `function`."""
    plan = tuple(_slots(function))
    flat = {name: pair for slot in plan for name, pair in slot.parameters.items()}
    kinds = {slot.kind for slot in plan}
    selector = next((slot.selector for slot in plan if slot.selector), None)
    takes_ledger = bool(kinds & {"session", "plans", "where"})

    def call(ctx: typer.Context, **typed: Any) -> Any:
        from baigong.cli.session import where

        # Refuse what needs no ledger before reading it.
        values = {name: _read_value(pair, typed[name]) for name, pair in flat.items()}
        opener = _LedgerOpener(
            where(ctx, *(typed.get(name) if takes_ledger else None for name in _WHERE)),
            lambda place: selector.select(typed, place) if selector else None,
        )
        if "session" in kinds:
            bare = _without_plan(flat, typed, opener)
            typed |= bare
            values |= {name: _read_value(flat[name], word) for name, word in bare.items()}
        for name, (parameter, _) in flat.items():
            if parameter.find and _is_typed(typed[name]):
                values[name] = parameter.find(typed[name], opener.plans if "plans" in kinds else opener.session)
        return function(*(slot.value(values, opener) for slot in plan))

    words = {**flat, **(_WHERE if takes_ledger else {})}
    signature = [inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)]
    for name, (parameter, default) in words.items():
        required = default is inspect.Parameter.empty
        unset = default if required else (False if parameter.flag else None)
        signature.append(
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=unset, annotation=parameter.annotation(required)
            )
        )
    call.__signature__ = inspect.Signature(signature)  # type: ignore[attr-defined]  # read by inspect.signature
    call.offers = {name: one.offer for name, (one, _) in words.items() if one.offer}  # type: ignore[attr-defined]  # for Tab
    call.__doc__ = function.__doc__
    # Typer reads both; the annotations of `call` itself say nothing about the command.
    call.__annotations__ = {}
    return call


def _without_plan(
    flat: Mapping[str, tuple[Parameter, Any]], typed: Mapping[str, Any], opener: _LedgerOpener
) -> dict[str, Any]:
    """Choose the plan that the numbers of a command line belong to; give the numbers without its name."""
    bare: dict[str, Any] = {}
    for name, (parameter, _) in flat.items():
        if parameter.cites == "record":
            opener.session = opener.plans.of_record(_read_value((parameter, ""), typed[name]))
        elif parameter.cites and _is_typed(typed[name]):
            words = list(typed[name]) if parameter.many else [typed[name]]
            percent = words[1:][-1:] if parameter.cites == "tasks_percent" else []
            opener.session, ids = opener.plans.of_ids(words[: len(words) - len(percent)])
            bare[name] = [*ids, *percent] if parameter.many else "、".join(ids)
    return bare


class _LedgerOpener:
    """The ledgers of one command line, opened on first use."""

    def __init__(self, where: Where, select: Callable[[Where], Selection | None]) -> None:
        self.where = where
        self.select = select

    @cached_property
    def plans(self) -> Plans:
        from baigong.cli.open_plans import open_plans

        return open_plans(self.where, self.select)

    @cached_property
    def session(self) -> Session:
        """The one plan of the command; the numbers of its line may have chosen it."""
        return self.plans.only


@dataclasses.dataclass(frozen=True)
class _Slot:
    """One parameter of a command's function, and the options it stands for, each with its default."""

    kind: Literal["session", "plans", "where", "one", "group"]
    parameters: dict[str, tuple[Parameter, Any]]
    group: Callable[..., Any] | None = None
    selector: Selector | None = None

    def value(self, values: dict[str, Any], opener: _LedgerOpener) -> Any:
        if self.kind == "session":
            return opener.session
        if self.kind == "plans":
            return opener.plans
        if self.kind == "where":
            return opener.where
        own = {name: values[name] for name in self.parameters}
        return self.group(**own) if self.group else next(iter(own.values()))


def _slots(function: Callable[..., Any]) -> Iterator[_Slot]:
    for parameter in inspect.signature(function, eval_str=True).parameters.values():
        annotation = parameter.annotation
        declared = _declaration(annotation)
        selector = next((part for part in get_args(annotation) if isinstance(part, Selector)), None)
        if selector:
            opened = get_args(annotation)[0].__forward_arg__
            yield _Slot("plans" if opened == "Plans" else "session", {}, selector=selector)
        elif declared:
            yield _Slot("one", {parameter.name: (declared, parameter.default)})
        elif annotation.__name__ == "Session":
            yield _Slot("session", {})
        elif annotation.__name__ == "Plans":
            yield _Slot("plans", {})
        elif annotation.__name__ == "Where":
            yield _Slot("where", {})
        else:
            # A class's own options stand before those that it shares with others.
            inherited = [name for base in annotation.__mro__[1:] for name in vars(base).get("__annotations__", ())]
            declared_fields = inspect.signature(annotation, eval_str=True).parameters.values()
            fields = sorted(declared_fields, key=lambda field: field.name in inherited)
            own = {field.name: (_required_declaration(field), field.default) for field in fields}
            yield _Slot("group", own, annotation)


def _declaration(annotation: Any) -> Parameter | None:
    if get_origin(annotation) is not Annotated:
        return None
    return next((part for part in get_args(annotation) if isinstance(part, Parameter)), None)


def _required_declaration(field: inspect.Parameter) -> Parameter:
    declared = _declaration(field.annotation)
    assert declared, f"{field.name} declares no option"
    return declared


def _is_typed(typed: Any) -> bool:
    return typed is not None and typed != []


def _read_value(pair: tuple[Parameter, Any], typed: Any) -> Any:
    parameter, default = pair
    if parameter.flag:
        return bool(typed)
    if not _is_typed(typed):
        return parameter.absent() if parameter.absent else default
    return parameter.read(typed) if parameter.read else typed
