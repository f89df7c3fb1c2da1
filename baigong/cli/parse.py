"""`baigong parse`: a plan document becomes tasks.yaml; says what it found and what it doubts."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

from baigong.calendar import read_day
from baigong.cli import options, streams
from baigong.cli.output import show
from baigong.cli.parameters import argument, flag, option
from baigong.cli.session import Where
from baigong.cli.user import warn
from baigong.errors import (
    DataError,
    DocumentError,
    DoubtsError,
    FaultyPlanError,
    LedgerMovedError,
    OrphansError,
    UnknownEndingError,
)
from baigong.model.plan import Plan
from baigong.render.console import make_console, print_page
from baigong.render.formats import TABLE, choose
from baigong.render.interface import Result
from baigong.render.progress import progress
from baigong.store.files import present, read_bytes
from baigong.store.journal import FileJournal
from baigong.store.locate import LedgerPaths
from baigong.store.plan_file import dump_plan, load_plan, save_plan
from baigong.store.replacement import keep_copy
from baigong.words import as_typed

if TYPE_CHECKING:
    from baigong.parse import ParsedPlan

Split = Literal["auto", "sentence", "item"]
SPLITS: dict[Split, str] = {"auto": "自动", "sentence": "按句", "item": "按条"}


Document = Annotated[str, argument(metavar="文件", help="方案文档；- 为标准输入")]
NewPlan = Annotated[Path | None, option("--output", "-o", metavar="文件", help="写入这个 tasks.yaml", read=Path)]


def _day(raw: str) -> date:
    return read_day(raw, Where().today())


def _coming_day(raw: str) -> date:
    return read_day(raw, Where().today(), ahead=True)


Start = Annotated[
    date | None,
    option("--start", metavar="日期", help="方案起始日（不写则从文中读取）", read=_day),
]
Due = Annotated[date | None, option("--due", metavar="日期", help="方案截止日（不写则从文中读取）", read=_coming_day)]
Granularity = Annotated[
    Split,
    option(
        "--split",
        metavar="粒度",
        help="auto 自动、sentence 按句、item 按条",
        read=lambda raw: options.choice(raw, SPLITS, "粒度"),
    ),
]
AllDoubts = Annotated[bool, flag("--doubts", help="逐条列出全部存疑，不输出方案")]
Strict = Annotated[bool, flag("--strict", help="有任何存疑即以 1 退出，不写文件")]
Force = Annotated[bool, flag("--force", help="即使有记录会失去所指的任务，或原文件已损坏，也写入")]


_ENDINGS = (".yaml", ".yml")
# A plan is YAML: under a name like these nothing could open it.
_OTHER_ENDINGS = frozenset(
    [".docx", ".doc", ".xlsx", ".xls", ".pdf", ".html", ".htm", ".md", ".csv", ".tsv", ".json", ".txt", ".wps", ".et"]
)


def command(
    document: Document,
    output: NewPlan = None,
    start: Start = None,
    due: Due = None,
    split: Granularity = "auto",
    doubts: AllDoubts = False,
    strict: Strict = False,
    force: Force = False,
    format: options.PageFormat = None,
) -> None:
    """读取方案文档，生成 tasks.yaml。

    得出板块、任务、举措、单位、时限、目标、应出文件，并按轻重归类列出拿不准的地方，供人核对；--doubts 逐条列出。
    写到已有的台账上时，先列出差别；文字没有变的任务沿用原编号，原文件另存为 .old。
    """
    if output is not None and output.suffix.lower() in _OTHER_ENDINGS:
        raise UnknownEndingError(output, _ENDINGS)
    parsed = read_document(None if document == "-" else Path(document), start, due, split)
    if doubts and output is None:
        show(doubts_result(parsed), format)
        return
    refused = strict and bool(parsed.doubts)
    # The plan goes to standard output unless it goes to a file; then the summary goes there.
    chosen = None if format is None else choose(format, None, parse_result(parsed))
    if chosen is not None and chosen is not TABLE:
        show(parse_result(parsed), format)
    elif output is None and not refused:
        sys.stdout.write(dump_plan(parsed.plan))
        say_parsed(parsed, errors=True)
    else:
        say_parsed(parsed)
    if refused:
        raise DoubtsError(len(parsed.doubts))
    if output is not None:
        aloud = sys.stderr if chosen is not None and chosen is not TABLE else sys.stdout
        _write(parsed.plan, output, force, aloud)


def _write(plan: Plan, output: Path, force: bool, aloud: TextIO) -> None:
    """Write the plan. Over a ledger, show the difference, and refuse to orphan records without --force."""
    journal = FileJournal(LedgerPaths(output).journal, warn)
    lines: list[str] = []
    if not present(output):
        save_plan(output, plan)
    else:
        lines = _replace(plan, output, journal, force, aloud)
    with streams.recorded("任务文件已写好", "check"):
        streams.say(*lines, f"已写入 {output}", stream=aloud)


def _replace(plan: Plan, output: Path, journal: FileJournal, force: bool, aloud: TextIO) -> list[str]:
    """Show the difference without the lock; write under it, if nothing has changed since. Give what to say of it."""
    from baigong.changes.revision import replace_plan
    from baigong.pages.revision import replacing_page

    content = read_bytes(output)
    try:
        old = load_plan(output)
    except DataError as error:
        if not force:
            raise FaultyPlanError(output, error.message) from None
        keep_copy(output, content)
        save_plan(output, plan)
        return []
    recorded = journal.path.exists()
    events = tuple(journal.read().events) if recorded else ()
    replacement = replace_plan(old, plan, events, Where().today())
    if replacement.plan == old:
        if dump_plan(old).encode() != content:
            save_plan(output, old)
        return []
    print_page(replacing_page(replacement), make_console(aloud))
    if replacement.orphans and not force:
        raise OrphansError(len(replacement.orphans))
    with journal.locked() if recorded else nullcontext() as now:
        if (now is not None and tuple(now.events) != events) or read_bytes(output) != content:
            raise LedgerMovedError
        kept = keep_copy(output, content)
        save_plan(output, replacement.plan)
    lines = [f"原文件另存为 {kept}"]
    if replacement.orphans:
        move, again = as_typed("relink 原编号 新编号"), as_typed("check")
        lines.append(f"上列记录不再计入：换了编号的任务用 {move} 转过去，不必转的可以不管；以后用 {again} 再看")
    return lines


def read_document(path: Path | None, start: date | None, due: date | None, split: Split) -> ParsedPlan:
    """Read a document by path, or from standard input where there is none.

    Raises:
        BaigongError: it cannot be read as a plan.
    """
    from baigong.parse import parse_document
    from baigong.parse.sources.interface import MAX_DOCUMENT_SIZE

    # One byte more than a document may have, so that an endless input is refused and not waited for.
    data = sys.stdin.buffer.read(MAX_DOCUMENT_SIZE + 1) if path is None else None
    try:
        with progress("读取方案") as advance:
            return parse_document(path, data=data, start=start, due=due, split=split, on_progress=advance)
    except DocumentError as error:
        raise error.of(str(path) if path is not None else "标准输入") from None


def say_parsed(parsed: ParsedPlan, errors: bool = False) -> None:
    """Print what was found, and what is doubted; on stderr when the plan itself goes to standard output."""
    from baigong.pages.parse_result import parse_result_page

    print_page(parse_result_page(parsed), make_console(sys.stderr if errors else sys.stdout))


def doubts_result(parsed: ParsedPlan) -> Result:
    """Give every doubt, one by one, as data and as a page."""
    from baigong.pages.parse_result import doubts_page
    from baigong.reports.parse_result import doubt_rows

    return Result(doubt_rows(parsed.doubts), page=doubts_page(parsed))


def parse_result(parsed: ParsedPlan) -> Result:
    """Give what was found, as data and as a page."""
    from baigong.pages.parse_result import parse_result_page
    from baigong.reports.parse_result import parse_result_data

    return Result(parse_result_data(parsed.plan, parsed.doubts), page=parse_result_page(parsed))
