"""A blank form of a small plan, as a unit gets it."""

from __future__ import annotations

from datetime import datetime

from baigong.calendar import week
from baigong.workbook.form import make_form
from baigong.workbook.writer import to_bytes
from tests.support import builders
from tests.support.builders import BEIJING, day, ledger, said, task

MADE = datetime(2019, 2, 1, 9, tzinfo=BEIJING)
FIRST = "xl/worksheets/sheet1.xml"
NAME = "省甲厅-第5周.xlsx"
PLAN = builders.plan(
    task(
        "1.1",
        "完成全部村级台账的核对工作。",
        steps=(builders.step("1.1.1", "建立台账"), builders.step("1.1.2", "核对台账")),
    ),
    task("1.2", "新建10个站点。", targets=({"text": "10个站点", "value": 10, "unit": "个"},)),
    task("1.10", "长期坚持巡查。", ongoing=True),
    task("1.3", "=1+1是一项任务的名称。"),
)
BOOK = ledger(PLAN, said("1.1", "doing", 40, on="01-20", unit="省甲厅", note="已核对三个乡镇"))


def blank() -> bytes:
    return to_bytes(make_form(BOOK, "省甲厅", week(PLAN.head.start, 5), day("02-01"), MADE))
