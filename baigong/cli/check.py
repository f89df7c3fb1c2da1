"""`baigong check`: validates every file of a ledger; each fault as `file:line: where: what`."""

from __future__ import annotations

from typing import Annotated

from baigong.cli import streams
from baigong.cli.parameters import flag
from baigong.cli.session import Where, clock
from baigong.errors import FaultsError, NotAFileStoreError, TracesError
from baigong.render.progress import progress
from baigong.reports.findings import audit_limits, audit_verdict, check
from baigong.store.evidence import evidence_faults
from baigong.store.file_store import FileStore
from baigong.store.interface import Store
from baigong.words import as_typed

Repair = Annotated[bool, flag("--repair", help="把记录文件里的坏行移到 progress.jsonl.aside，不删除任何内容")]
Audit = Annotated[bool, flag("--audit", help="另查记录文件里人为改动、删除、插入的痕迹，并说明哪些看不出来")]


def command(where: Where, repair: Repair = False, audit: Audit = False) -> None:
    """检查台账的每个文件。

    任务、单位名录、记录、佐证，逐条说明哪个文件第几行错在哪里、怎样改。
    """
    outcomes = [_check(each.store, where, repair, audit) for each in where.stores()]
    traces, faults = (sum(counts) for counts in zip(*outcomes, strict=True))
    if traces:
        raise TracesError(traces)
    if faults:
        raise FaultsError(faults)


def _check(store: Store, where: Where, repair: bool, audit: bool) -> tuple[int, int]:
    """Check one ledger and print what is wrong with it; give how many traces of hands and how many faults it has."""
    if repair:
        _repair(store)
    inventory = store.inspect()
    with progress("核对佐证") as advance:
        evidence = tuple(evidence_faults(inventory.contents.events, store.evidence_base, advance))
    result = check(inventory, evidence, where.today(), clock())
    findings = _files(store).audit() if audit else ()
    journal = str(_files(store).paths.journal) if audit else ""
    traces = sum(finding.sure for finding in findings)
    streams.say(*(audit_verdict(findings, journal) if audit else ()), *result.faults, *result.warnings)
    if not traces and not result.faults:
        tail = f"，另有 {len(result.warnings)} 处提醒" if result.warnings else ""
        streams.say(f"{store.name}：{result.summary}，没有错误{tail}")
    streams.say(*(audit_limits(findings, journal) if audit else ()))
    return traces, len(result.faults)


def _files(store: Store) -> FileStore:
    """Give the store if it is one of files: only files have lines to audit and repair.

    Raises:
        RequestError: the ledger is kept elsewhere.
    """
    if not isinstance(store, FileStore):
        raise NotAFileStoreError(store.name)
    return store


def _repair(store: Store) -> None:
    journal = _files(store).journal
    repair = journal.repair()
    line = f"已把 {repair.moved} 行坏记录移到 {journal.aside.name}" if repair.moved else "记录文件没有坏行"
    streams.say(line)
    for id in repair.renamed:
        streams.say(f"两条记录共用一个编号，后一条已改用 {id}；若它是误改，请 {as_typed(f'undo {id}')}")
    if repair.newer:
        streams.say(f"有 {repair.newer} 行像是新版 baigong 写的，没有移动；请升级后再读")
    if repair.missing:
        streams.say(f"少了 {repair.missing} 处曾经写入的记录，已记入 {journal.aside.name}，不再提示")
