"""`baigong parse`: a plan document becomes tasks.yaml; says what it found and what it doubts."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from baigong.calendar import read_day
from baigong.cli import options
from baigong.cli.session import today
from baigong.errors import RequestError
from baigong.render.console import make_console, print_page
from baigong.render.inert import inert
from baigong.store.plan_file import dump_plan, save_plan

if TYPE_CHECKING:
    from baigong.parse import Parsed

SPLITS = {"auto": "自动", "sentence": "按句", "item": "按条"}


def command(
    document: Annotated[str, typer.Argument(metavar="文件", help="方案文档；- 为标准输入", show_default=False)],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="文件", help="写入这个 tasks.yaml")] = None,
    start: Annotated[str | None, typer.Option("--start", metavar="日期", help="方案起始日（不写则从文中读取）")] = None,
    due: Annotated[str | None, typer.Option("--due", metavar="日期", help="方案截止日（不写则从文中读取）")] = None,
    split: Annotated[str, typer.Option("--split", metavar="粒度", help="auto 自动、sentence 按句、item 按条")] = "auto",
    strict: Annotated[bool, typer.Option("--strict", help="有任何存疑即以 1 退出，不写文件")] = False,
    format: options.PageFormat = None,
) -> None:
    """读取方案文档，生成 tasks.yaml。

    得出板块、任务、举措、单位、时限、目标、应出文件，并逐条列出拿不准的地方，供人核对。
    """
    chosen = options.read_choice(split, SPLITS, "粒度")
    now = today(None)
    parsed = read_document(
        None if document == "-" else Path(document),
        read_day(start, now) if start else None,
        read_day(due, now) if due else None,
        chosen,
    )
    refused = strict and bool(parsed.doubts)
    wanted = options.read_format(format)
    if wanted is not None and wanted != "table":
        _print_data(parsed, str(wanted))
    elif output is None and not refused:
        sys.stdout.write(dump_plan(parsed.plan))
        say_parsed(parsed, errors=True)
    else:
        say_parsed(parsed)
    if refused:
        raise RequestError(f"有 {len(parsed.doubts)} 处存疑，没有写文件", "核对后去掉 --strict 再办")
    if output is not None:
        save_plan(output, parsed.plan)
        sys.stdout.write(inert(f"已写入 {output}") + "\n")


def read_document(path: Path | None, start: date | None, due: date | None, split: str) -> Parsed:
    """Read a document by path, or from standard input where there is none.

    Raises:
        BaigongError: it cannot be read as a plan.
    """
    from baigong.parse import parse_document
    from baigong.parse.sources.interface import MAX_BYTES

    # One byte more than a document may have, so that an endless input is refused and not waited for.
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if path is None else None
    return parse_document(path, data=data, start=start, due=due, split=split)  # type: ignore[arg-type]


def say_parsed(parsed: Parsed, errors: bool = False) -> None:
    """Print what was found, and what is doubted; on stderr when the plan itself goes to standard output."""
    from baigong.reports.parsed_page import parsed_page

    print_page(parsed_page(parsed), make_console(sys.stderr if errors else sys.stdout))


def _print_data(parsed: Parsed, format: str) -> None:
    from baigong.render.json import to_json
    from baigong.render.markdown import to_markdown
    from baigong.reports.parsed_page import parsed_data, parsed_page

    sys.stdout.write(to_json(parsed_data(parsed)) if format == "json" else to_markdown(parsed_page(parsed)))
