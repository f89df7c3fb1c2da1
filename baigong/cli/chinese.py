"""Typer in Chinese: commands that load when called, usage lines, help pages, errors.

Whatever depends on the insides of Typer, which may change with its series, is in this module: see `SERIES`.
"""

from __future__ import annotations

import difflib
import itertools
import re
import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from baigong.cli import streams
from baigong.cli.commands import COMMANDS, Command
from baigong.cli.parameters import Offer, typed_callback
from baigong.errors import UnknownCommandError
from baigong.words import as_typed

_SHELL = "baigong.shell"
"""Where the context keeps the name of the shell that was typed."""
SERIES = "0.29"
"""The series of Typer that this module was written for, and that pyproject.toml caps it to."""


class ChineseCommand(TyperCommand):
    """A command with its usage, help and errors in Chinese."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments; attach the command to an error."""
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            if getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined]  # only errors of Typer's have one
            raise

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # Typer's name for it
        """Print the help page."""
        from baigong.cli.help import print_help

        print_help(self.get_usage(ctx), self.help or "", self.get_params(ctx), {})

    def get_usage(self, ctx: Any) -> str:
        """Give the usage line."""
        return _usage(ctx, self)

    def get_help_option(self, ctx: Any) -> Any:
        """Give the help option with its help."""
        return _helped(super().get_help_option(ctx))


class Group(TyperGroup):
    """The group of all commands; each is imported when it is called."""

    called: Command | None = None
    """The command that was called; None before."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words; a shell may be named behind the options that are about one."""
        for word, following in itertools.pairwise(args):
            if word in ("--install-completion", "--show-completion") and not following.startswith("-"):
                ctx.meta[_SHELL] = following
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Give the names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load a command; an unknown one is refused here, with the nearest names."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            if ctx.resilient_parsing or cmd_name.startswith("-"):
                return None
            raise UnknownCommandError(cmd_name, tuple(difflib.get_close_matches(cmd_name, COMMANDS, cutoff=0.5)))
        self.called = entry
        app = typer.Typer(add_completion=False, context_settings=SETTINGS)
        app.command(entry.name, cls=ChineseCommand)(typed_callback(entry.load()))
        built: Any = typer.main.get_command(app)
        return _our_own(built)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Offer the names of commands, none of them loaded, and the options before them."""
        from typer._click.shell_completion import CompletionItem

        named = [
            CompletionItem(one.name, help=one.help) for one in COMMANDS.values() if one.name.startswith(incomplete)
        ]
        return [*named, *super(TyperGroup, self).shell_complete(ctx, incomplete)]

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Print the help page."""
        from baigong.cli.help import print_help

        panels: dict[str, dict[str, str]] = {}
        for entry in COMMANDS.values():
            panels.setdefault(entry.panel, {})[entry.name] = entry.help
        print_help(self.get_usage(ctx), self.help or "", self.get_params(ctx), panels)

    def get_usage(self, ctx: Any) -> str:
        """Give the usage line."""
        return _usage(ctx, self) + " 命令 [参数]..."

    def get_help_option(self, ctx: Any) -> Any:
        """Give the help option with its help."""
        return _helped(super().get_help_option(ctx))


SETTINGS: dict[str, Any] = {"help_option_names": ["--help", "-h"]}


def _usage(ctx: Any, command: Any) -> str:
    pieces = [piece for one in command.get_params(ctx) for piece in one.get_usage_pieces(ctx)]
    return " ".join((f"用法：{as_typed(ctx.command_path.partition(' ')[2]).strip()}", "[选项]", *pieces))


def _helped(option: Any) -> Any:
    if option is not None:
        option.help = "显示这份说明"
        option._runtime_param = _Words()
    return option


class _Words:
    """A type that leaves words as they are. Typer would build a validator for each, which imports Pydantic."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002
        """Give the words as they were typed."""
        if value is None:
            return () if getattr(param, "multiple", False) or param.nargs == -1 else None
        return value


def _our_own(command: Any) -> Any:
    """Leave reading to `parameters`, and let Tab offer what contains the typed word, not only what begins with it."""
    offers = getattr(command.callback, "offers", {})
    for param in command.params:
        param._runtime_param = _Words()
        if param.name in offers:
            param._custom_shell_complete = _completion(offers[param.name])
    return command


def _completion(offer: Offer) -> Callable[[Any, Any, str], Any]:
    def complete(ctx: Any, _param: Any, incomplete: str) -> Any:
        from typer._click.shell_completion import CompletionItem

        return [CompletionItem(value, help=help) for value, help in offer(ctx, incomplete)]

    return complete


def completion_scripts() -> Any:
    """Give the module of Typer's completion scripts, which is private to it."""
    from typer import _completion_shared

    return _completion_shared


def command_line(app: typer.Typer) -> Any:
    """Build the command line of `app` with Typer's own options put into Chinese."""
    built = _our_own(typer.main.get_command(app))
    for param in built.params:
        if param.name == "install_completion":
            param.help = "安装补全（按 Tab 补出编号、单位）；可写明 bash、zsh 或 fish"
            param.callback = _install
        elif param.name == "show_completion":
            param.help = "显示补全脚本，供自行安装"
            param.callback = _show_script
    return built


def _show_script(ctx: Any, _param: Any, value: Any) -> Any:
    if not value or ctx.resilient_parsing:
        return value
    from baigong.cli.shells import script_of, shell_named

    sys.stdout.write(script_of(shell_named(ctx.meta.get(_SHELL, ""))))
    raise typer.Exit


def _install(ctx: Any, _param: Any, value: Any) -> Any:
    if not value or ctx.resilient_parsing:
        return value
    from baigong.cli.shells import install_completion, shell_named

    shell = shell_named(ctx.meta.get(_SHELL, ""))
    streams.say(f"已为 {shell} 安装补全：{install_completion(shell)}；重新打开终端后生效")
    raise typer.Exit


def explain(error: BaseException) -> tuple[str, str, int] | None:
    """Put an error of Typer's own into Chinese: what, hint, exit code; None for any other error."""
    # By name: these classes are private to Typer and have moved between releases.
    names = {cls.__name__ for cls in type(error).__mro__}
    if "Abort" in names:
        return "已中止", "未确认的没有写入", 1
    if "ClickException" not in names:
        return None
    message = next((say(error) for name, say in _ERRORS.items() if name in names), None) or _other(error)
    return message, _see_help(error), 2


def _no_option(error: Any) -> str:
    if re.fullmatch(r"-[\d.]+", error.option_name):
        return f"{error.option_name} 是负数，这里不能用"
    near = f"，是不是 {'、'.join(sorted(error.possibilities))}？" if error.possibilities else ""
    return f"没有 {error.option_name} 这个选项{near}"


def _missing(error: Any) -> str:
    if error.param is None:
        return "缺少参数"
    is_option = error.param.param_type_name == "option"
    return f"缺少{error.param.opts[0] if is_option else (error.param.metavar or error.param.name).rstrip('.')}"


def _bad_usage(error: Any) -> str:
    needs = "requires" in str(error.message)
    return f"选项 {error.option_name} {'后面没有写取值' if needs else '不用写取值'}"


def _bad_value(error: Any) -> str:
    return f"{error.param.opts[0] if error.param is not None and error.param.opts else '参数'} 的取值不对"


def _other(error: Any) -> str:
    extra = re.search(r"unexpected extra argument.*?\((?!s\))(.*)\)", str(error.message))
    return f"多余的参数：{extra[1]}" if extra else "命令写得不完整"


_ERRORS: dict[str, Callable[[Any], str]] = {
    "NoSuchOption": _no_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _bad_usage,
    "BadParameter": _bad_value,
}


def _see_help(error: BaseException) -> str:
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path.partition(" ")[2] if ctx is not None else ""
    return f"用法见 {as_typed(f'{command} --help'.strip())}"
