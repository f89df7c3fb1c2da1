"""The sentences of a document, from a jinja2 template that an office can override block by block.

A template is data from a folder that others may write to: it runs in jinja2's sandbox, reads no file, and its work is
bounded.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NoReturn

from baigong.deferred import dataclass
from baigong.errors import TemplateFaultError

if TYPE_CHECKING:
    from jinja2 import Environment, Template

MOST_LETTERS = 200_000
"""How many letters one block may become."""
_FILTERS = (
    *(
        "abs",
        "default",
        "first",
        "float",
        "groupby",
        "int",
        "join",
        "last",
        "length",
        "list",
        "lower",
        "map",
        "max",
        "min",
    ),
    *("reject", "rejectattr", "reverse", "round", "select", "selectattr", "sort", "string", "sum", "trim", "truncate"),
    *("unique", "upper"),
)
"""The filters of jinja2 that a template may use: none of them makes much text or a long list out of little."""


@dataclass(frozen=True)
class OwnTemplate:
    """An office's own template: the file it stands in, and its text."""

    path: str
    text: str


@dataclass(frozen=True)
class Sentences:
    """The sentences of one kind of document: those of `own` where it has the block, else the shipped ones."""

    name: str
    own: OwnTemplate | None = None

    def paragraphs(self, block: str, context: Mapping[str, Any]) -> list[str]:
        """Give the lines that a block becomes, without the blank ones.

        Raises:
            TemplateFaultError: the office's own template is broken, at its line.
        """
        template = self._own if self._own is not None and block in self._own.blocks else self._shipped
        try:
            text = "".join(_bounded(template, block, context))
        except Exception as error:  # a template can raise what any code can
            if template is not self._own:
                raise
            self._fault(error, template)
        return [line.strip() for line in text.splitlines() if line.strip()]

    @cached_property
    def _shipped(self) -> Template:
        source = resources.files("baigong.pages").joinpath("templates", f"{self.name}.txt")
        return _compiled(source.read_text(encoding="utf-8"))

    @cached_property
    def _own(self) -> Template | None:
        if self.own is None:
            return None
        try:
            return _compiled(self.own.text)
        except Exception as error:  # the compiler of jinja2 raises many kinds for source that is no template
            self._fault(error)

    def _fault(self, error: Exception, template: Template | None = None) -> NoReturn:
        assert self.own is not None
        raise TemplateFaultError(self.own.path, _line(error, template), _why(error)) from None


def _bounded(template: Template, block: str, context: Mapping[str, Any]) -> Iterator[str]:
    letters = 0
    for piece in template.blocks[block](template.new_context(dict(context))):
        letters += len(piece)
        if letters > MOST_LETTERS:
            raise OverflowError(f"写出的文字超过 {MOST_LETTERS} 字")
        yield piece


@lru_cache(maxsize=16)
def _compiled(text: str) -> Template:
    """Compile a template once, and not for each of a thousand letters."""
    return _environment().from_string(text)


def _environment() -> Environment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Bounded(ImmutableSandboxedEnvironment):
        """The sandbox without what makes very long text in one step: text times a number, powers, methods of text."""

        intercepted_binops = frozenset(("*", "**", "%"))

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

        def wrap_str_format(self, value: Any) -> None:
            """Refuse str.format, too, which the sandbox would wrap: it pads text to any width."""

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
            if operator == "**" or not numbers:
                raise ValueError(f"模板里不能用 {operator} 算文字，也不能用 **")
            return super().call_binop(context, operator, left, right)

    environment = Bounded(undefined=StrictUndefined, autoescape=False)
    # `range` and its like: a sentence loops over rows alone.
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _FILTERS} | {"stop": _stop}
    return environment


def _stop(text: object) -> str:
    """End a sentence with a full stop, unless a mark ends it."""
    plain = str(text).strip()
    return plain if plain.endswith(tuple("。！？…；")) else plain.rstrip("，,;.、") + "。"


def _line(error: Exception, template: Template | None) -> int | None:
    """Give the line of the template at which an error arose, in its source or in the code that was made of it."""
    line = getattr(error, "lineno", None)
    if isinstance(line, int) or template is None:
        return line
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == template.filename]
    return template.get_corresponding_lineno(lines[-1]) if lines and lines[-1] else None


def _why(error: Exception) -> str:
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    if isinstance(error, TemplateSyntaxError):
        return f"写法不对（{error.message}）"
    if isinstance(error, UndefinedError):
        return f"用了没有的数据（{error.message}）"
    if isinstance(error, SecurityError):
        return "用了不许用的写法"
    if isinstance(error, (OverflowError, ValueError)):
        return str(error)
    return f"不能写成文字（{type(error).__name__}）"
