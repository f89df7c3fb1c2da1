"""The command line as a whole: every command put in its place, and every error said in one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

import baigong
from baigong.cli import chinese, options, streams
from baigong.cli.session import Common
from baigong.errors import BaigongError
from baigong.render.inert import inert
from baigong.store.files import why

app = typer.Typer(
    name="baigong",
    cls=chinese.Group,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _say_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"baigong {baigong.__version__}\n")
        raise typer.Exit


@app.callback()
def start(
    ctx: typer.Context,
    file: options.File = None,
    as_of: options.AsOf = None,
    _version: Annotated[
        bool, typer.Option("--version", "-V", help="显示版本", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """把实施方案变成任务台账，并按台账督查：谁负责、何时完成、进展如何、哪些逾期、本周通报什么。"""
    ctx.obj = Common(file, as_of)


def _register() -> None:
    from baigong.cli import (
        assign,
        block,
        check,
        close,
        defer,
        divide,
        done,
        drop,
        init,
        list,
        log,
        overdue,
        parse,
        progress,
        reject,
        remind,
        reopen,
        report,
        schema,
        show,
        undo,
        units,
    )
    from baigong.cli import start as start_command

    modules = {
        "建立台账": {"init": init, "parse": parse, "check": check, "schema": schema},
        "查询": {"list": list, "show": show, "overdue": overdue, "report": report, "units": units, "log": log},
        "记录": {
            "done": done,
            "start": start_command,
            "progress": progress,
            "block": block,
            "reopen": reopen,
            "drop": drop,
            "undo": undo,
        },
        "督查": {
            "close": close,
            "reject": reject,
            "defer": defer,
            "assign": assign,
            "divide": divide,
            "remind": remind,
        },
    }
    for panel, commands in modules.items():
        for name, module in commands.items():
            app.command(name, cls=chinese.Command, rich_help_panel=panel)(module.command)


_register()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command line and exit with its code: 0 done, 1 wrong data or request, 2 usage, 3 out of reach."""
    sys.exit(run(sys.argv[1:] if arguments is None else list(arguments)))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code; whatever happens, no traceback reaches the user."""
    streams.prepare()
    try:
        code = chinese.command(app)(args=list(arguments), prog_name="baigong", standalone_mode=False)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        return _failed(error)
    return code if isinstance(code, int) else 0


def _failed(error: BaseException) -> int:
    if isinstance(error, BaigongError):
        return _fail(error.message, error.hint, error.exit_code)
    if isinstance(error, BrokenPipeError) or chinese.is_help(error):
        # The reader (head, less) has seen enough; the rest goes nowhere, and quietly.
        streams.abandon()
        return 0
    if isinstance(error, KeyboardInterrupt):
        return _fail("已中断", _LOOK, 130)
    if isinstance(error, OSError):
        streams.abandon()
        what = f"读写 {error.filename} 失败" if error.filename else "结果没有全部输出"
        return _fail(f"{what}：{why(error)}", _LOOK, 3)
    said = chinese.explain(error)
    if said:
        return _fail(*said)
    if os.environ.get("BAIGONG_DEBUG"):
        raise error
    return _fail(f"程序出错：{type(error).__name__}: {error}", "请把命令和这行字告诉开发者；已确认的记录不受影响", 1)


_LOOK = "已确认的记录都在；刚才那一条是否记下，请用 baigong log 核对"


def _fail(message: str, hint: str, code: int) -> int:
    ending = "" if not hint else ("" if message.endswith(("？", "！", "。")) else "；") + hint
    streams.complain(f"错误：{inert(message + ending)}")
    return code
