"""`baigong collect`: the workbooks that units sent back, read, shown, and recorded all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from baigong import words
from baigong.changes.common import moment
from baigong.cli import options, streams
from baigong.cli.open_plans import Plans
from baigong.cli.parameters import argument, flag, option
from baigong.cli.session import Session, clock
from baigong.cli.user import confirm, warn
from baigong.errors import (
    BaigongError,
    ConflictingOptionsError,
    MovedMeanwhileError,
    NotAFormError,
    NoWorkbooksError,
    UncollectableError,
)
from baigong.render.progress import progress

if TYPE_CHECKING:
    from baigong.changes.answers import Collection
    from baigong.changes.common import Author, Recording
    from baigong.changes.outcome import Side
    from baigong.ledger.ledger import Ledger
    from baigong.workbook.answer import Answer, Fault

Files = Annotated[
    tuple[Path, ...],
    argument(
        metavar="文件",
        help="填好的 .xlsx，或放着它们的文件夹",
        many=True,
        read=lambda raw: tuple(Path(one) for one in raw),
    ),
]
DryRun = Annotated[bool, flag("--dry-run", help="只看会记录什么，不记录")]
SkipBad = Annotated[bool, flag("--skip-bad", help="有问题的文件和行略过，其余照记")]
Ours = Annotated[bool, flag("--ours", help="有冲突的以台账为准")]
Theirs = Annotated[bool, flag("--theirs", help="有冲突的以报送表为准")]
ReportFile = Annotated[
    Path | None,
    option("--report", metavar="文件", help="谁报了、谁没报，写成表（.csv、.md 等）", read=Path),
]

_MOST_FILES = 2000


def command(
    plans: Plans,
    files: Files,
    dry_run: DryRun = False,
    skip_bad: SkipBad = False,
    ours: Ours = False,
    theirs: Theirs = False,
    report: ReportFile = None,
    yes: options.Yes = False,
) -> None:
    """收回填好的报送表，一并记录。

    逐份读取，列出变化、冲突、问题和没有报的单位，问一次，一次记完。每一行都记为该单位自己的报告，记录人是填报人。只有单位填了的格子才算；发出以后台账另有记录的，列为冲突，由人定夺。
    同一份收两次，第二次什么也不记。有问题或有没定的冲突时，什么也不记录。
    """
    if ours and theirs:
        raise ConflictingOptionsError(("--ours", "--theirs"))
    side: Side = "ours" if ours else "theirs" if theirs else ""
    paths, unread = _find(files)
    answers, faults = _read_workbooks(paths)
    now = clock()
    parts = [
        _Part(session, own, bad, _decide(session, session.ledger, own, bad, moment(session.ledger, now), side))
        for session, own, bad in _by_plan(plans, answers, faults)
    ]
    for part in parts:
        if part.session.name:
            streams.say(f"方案 {part.session.name}：")
        _show(part.session, part.seen, unread if part is parts[0] else [], dry_run)
    if report is not None:
        _write_report(parts, report)
    if dry_run:
        streams.say("只是查看，什么也没有记录")
        return
    faulty = sum(len(part.seen.faults) for part in parts)
    conflicts = sum(len(part.seen.of("conflict")) for part in parts)
    if (faulty and not skip_bad) or conflicts:
        raise UncollectableError(0 if skip_bad else faulty, conflicts)
    new = sum(len(part.seen.of("new")) for part in parts)
    if not new:
        streams.say("没有新的内容，没有记录")
        return
    skipped = f"（略过 {faulty} 处问题）" if faulty else ""
    confirm(f"将记录 {new} 项{skipped}，", yes)
    for part in parts:
        if part.seen.of("new"):
            _record(part.session, part.answers, part.faults, side, part.seen)


@dataclass(frozen=True)
class _Part:
    """What the workbooks of one plan come to."""

    session: Session
    answers: list[Answer]
    faults: list[Fault]
    seen: Collection


def _by_plan(
    plans: Plans, answers: list[Answer], faults: list[Fault]
) -> list[tuple[Session, list[Answer], list[Fault]]]:
    """Give each plan its own workbooks; the first has those of no plan besides, and what cannot be read."""
    from baigong.changes.answers import is_of_plan

    first, *rest = plans.sessions
    parts = []
    for session in rest:
        own = [answer for answer in answers if is_of_plan(answer.meta, session.plan)]
        answers = [answer for answer in answers if answer not in own]
        none: list[Fault] = []
        parts.append((session, own, none))
    return [part for part in ((first, answers, faults), *parts) if part[0] is first or part[1]]


def _write_report(parts: Sequence[_Part], file: Path) -> None:
    from baigong.cli.output import show
    from baigong.pages.collection import units_listing
    from baigong.render.interface import Result
    from baigong.reports.collection import unit_answers

    rows = [row for part in parts for row in unit_answers(part.session.ledger, part.seen, part.session.today)]
    listing = units_listing(rows)
    show(Result(listing.rows, listing), None, file)


def _record(session: Session, answers: list[Answer], faults: list[Fault], side: Side, seen: Collection) -> None:
    from baigong.changes.common import brief_id
    from baigong.changes.effects import recording_effects
    from baigong.cli.record import write

    def decide(ledger: Ledger, author: Author) -> Recording:
        now = _decide(session, ledger, answers, faults, author.at, side)
        # Under the lock, write only what the user agreed to.
        if _agreed(now) != _agreed(seen):
            raise MovedMeanwhileError
        return now.recording

    done = write(session, "", session.today, decide)
    with streams.recorded():
        units = len({change.unit for change in done.changes if change.unit})
        lines = [f"已记录 {len(done.changes)} 项" + (f"，来自 {units} 个单位" if units else "")]
        if done.events:
            after = session.again(session.journal.read()).ledger
            before = after.without({event.id for event in done.events})
            lines += [
                f"  {line}" for line in recording_effects(before, after, done.events, session.today, session.today)
            ]
            first = brief_id(after, done.events[0].id)
            lines.append(
                f"如有误，撤回：整次用 {words.as_typed(f'undo {first} --together')}，"
                f"一项用 {words.as_typed('undo 记录号')}（见 {words.as_typed('log')}），"
                f"一个人填的用 {words.as_typed(f'undo --by {done.events[0].by}')}"
            )
        streams.say(*lines)


def _agreed(collection: Collection) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.unit, one.id, one.words) for one in collection.outcomes if one.kind != "same"]


def _decide(
    session: Session, ledger: Ledger, answers: list[Answer], faults: list[Fault], at: datetime, side: Side
) -> Collection:
    from dataclasses import replace

    from baigong.changes.answers import collect

    collection = collect(ledger, answers, session.today, at, side)
    return replace(collection, faults=(*faults, *collection.faults))


def _show(session: Session, seen: Collection, unread: list[str], everything: bool) -> None:
    from baigong.cli.output import show
    from baigong.pages.collection import collection_page
    from baigong.render.interface import Result
    from baigong.reports.collection import unit_answers

    units = unit_answers(session.ledger, seen, session.today)
    show(Result(seen.outcomes, page=collection_page(seen, units, unread, everything)))


def _find(paths: Sequence[Path]) -> tuple[list[tuple[str, Path, bool]], list[str]]:
    """Give the files to read (name, path, whether it was named itself), and the names of other files there."""
    from baigong.workbook.sheet_files import is_sheet_file

    wanted: list[tuple[str, Path, bool]] = []
    unread: list[str] = []
    for path in paths:
        if not path.is_dir():
            wanted.append((path.name, path, True))
            continue
        for one in sorted(path.rglob("*")):
            name = str(one.relative_to(path))
            # ~$x.xlsx and .~lock are what Excel, WPS and LibreOffice leave beside an open file.
            if one.is_symlink() or not one.is_file() or one.name.startswith((".", "~$")):
                continue
            if is_sheet_file(one.suffix.lower()):
                wanted.append((name, one, False))
            else:
                unread.append(name)
    distinct = {path.resolve(): (name, path, named) for name, path, named in reversed(wanted)}
    if not distinct or len(distinct) > _MOST_FILES:
        raise NoWorkbooksError(len(distinct))
    return list(reversed(distinct.values())), unread


def _read_workbooks(paths: list[tuple[str, Path, bool]]) -> tuple[list[Answer], list[Fault]]:
    from baigong.store.files import read_bytes
    from baigong.workbook.answer import Fault
    from baigong.workbook.grid import MOST_BYTES
    from baigong.workbook.reader import read_answer

    answers: list[Answer] = []
    faults: list[Fault] = []
    with progress("读报送表") as advance:
        for at, (name, path, named) in enumerate(paths, 1):
            try:
                answers.append(read_answer(name, read_bytes(path, MOST_BYTES), path.suffix.lower()))
            except NotAFormError as error:
                # Other workbooks may lie in the folder; one that was named is meant to be a form.
                if named:
                    faults.append(Fault(name, error))
                else:
                    warn(f"{name} 不是报送表，没有读")
            except BaigongError as error:
                faults.append(Fault(name, error))
            advance(at / len(paths))
    return answers, faults
