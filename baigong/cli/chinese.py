"""Typer in Chinese: usage lines, panel titles, help of its own options, and its errors."""

from __future__ import annotations

import difflib
import re
import shutil
import sys
from collections.abc import Callable
from typing import Any

import typer
from rich.cells import cell_len
from typer._completion_shared import install
from typer.core import TyperCommand, TyperGroup

_REQUIRED = 3 + cell_len("（必填）")
_FIXED = {
    "DEPRECATED_STRING": "（已停用）",
    "DEFAULT_STRING": "（默认：{}）",
    "ENVVAR_STRING": "（环境变量：{}）",
    "REQUIRED_LONG_STRING": "（必填）",
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "ERRORS_PANEL_TITLE": "错误",
    "ABORTED_TEXT": "已中止。",
    "RICH_HELP": "用法见 [blue]'{command_path} {help_option}'[/]",
}


class Command(TyperCommand):
    """A command that says of itself in Chinese what Typer says in English."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help page."""
        _put_into_chinese(self)
        super().format_help(ctx, formatter)

    def get_usage(self, ctx: Any) -> str:
        """Give the usage line."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Give the help option with its help."""
        return _helped(super().get_help_option(ctx))


class Group(TyperGroup):
    """The group of all commands, in Chinese too."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help page."""
        _put_into_chinese(self)
        super().format_help(ctx, formatter)

    def get_usage(self, ctx: Any) -> str:
        """Give the usage line."""
        return _usage(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """Give the help option with its help."""
        return _helped(super().get_help_option(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Find a command; an unknown one is refused here, with the nearest names."""
        found = super().get_command(ctx, cmd_name)
        if found is None and not ctx.resilient_parsing and not cmd_name.startswith("-"):
            from baigong.errors import UsageError

            near = difflib.get_close_matches(cmd_name, self.commands, cutoff=0.5)
            ask = f"，是不是 {'、'.join(near)}？" if near else ""
            raise UsageError(f"没有“{cmd_name}”这个命令{ask}", "全部命令见 baigong --help")
        return found


def _usage(line: str) -> str:
    for english, chinese in (("Usage: ", "用法："), ("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]...")):
        line = line.replace(english, chinese)
    return line


def _helped(option: Any) -> Any:
    if option is not None:
        option.help = "显示这份说明"
        option.metavar = ""
    return option


def command(app: typer.Typer) -> Any:
    """Build the command line of `app` with Typer's own words put into Chinese."""
    built = typer.main.get_command(app)
    params: Any = built.params
    for param in params:
        if param.name == "install_completion":
            param.help = "为当前的命令行安装补全（按 Tab 补出编号、单位）"
            param.callback = _install
        elif param.name == "show_completion":
            param.help = "显示补全脚本，供自行安装"
    return built


def _put_into_chinese(command: Any) -> None:
    """Replace the fixed words of a help page, and leave out Python's names of types, which tell our users nothing."""
    from typer import rich_utils

    for name, text in _FIXED.items():
        setattr(rich_utils, name, text)
    width = shutil.get_terminal_size((80, 24)).columns
    if command.help:
        command.help = "\n\n".join(_folded(part, width - 4) for part in command.help.split("\n\n"))
    for param in command.params:
        if getattr(param, "help", None):
            param.help = _folded(param.help, width - _beside(param, command.params))
        is_flag = getattr(param, "is_flag", False)
        if is_flag or param.param_type_name == "argument":
            param.display_type_rich = lambda **_: None


def _beside(param: Any, params: Any) -> int:
    """Count the columns of a help page that stand beside the help of a parameter: frame, names, value and gaps."""
    if param.param_type_name == "argument":
        return 18 + (_REQUIRED if param.required else 0) + max(0, cell_len(param.metavar or "") - 4)
    options = [one for one in params if one.param_type_name == "option"]
    names = [name for one in options for name in (*one.opts, "--help", "-h")]
    long = max(len(name) for name in names if name.startswith("--"))
    value = max((cell_len(one.metavar or "") for one in options), default=0)
    return 2 + long + 2 + 2 + 6 + value + 2 + 3


def _folded(text: str, width: int) -> str:
    """Fold Chinese help by columns: Rich looks for blanks to break at, finds none, and cuts the end off."""
    from baigong.render.fold import WHOLE, fold

    return "\n".join(fold(" ".join(text.split()), max(24, width), WHOLE))


def _install(ctx: Any, _param: Any, value: Any) -> Any:
    if not value or ctx.resilient_parsing:
        return value
    shell, path = install(shell=value if isinstance(value, str) else None)
    sys.stdout.write(f"已为 {shell} 安装补全：{path}；重新打开终端后生效\n")
    raise typer.Exit


def explain(error: BaseException) -> tuple[str, str, int] | None:
    """Put an error of Typer's own into Chinese: what, hint, exit code; None for any other error."""
    # By name: Typer keeps these classes to itself, and has moved them between its releases.
    names = {cls.__name__ for cls in type(error).__mro__}
    if "Abort" in names:
        return "已中止", "未确认的没有写入", 1
    if "ClickException" not in names:
        return None
    said = next((say(error) for name, say in _ERRORS.items() if name in names), None) or _other(error)
    return said, _see_help(error), 2


def is_help(error: BaseException) -> bool:
    """Whether nothing is wrong: the command was given no words and has printed its help."""
    return any(cls.__name__ == "NoArgsIsHelpError" for cls in type(error).__mro__)


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
    return f"用法见 {ctx.command_path} --help" if ctx is not None else "用法见 baigong --help"
