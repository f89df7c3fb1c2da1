"""The sheet of a form that says how it is filled in."""

from __future__ import annotations

import math
from typing import Any

from openpyxl.styles import Alignment, Font

from baigong.workbook.cells import FONT, lay_on_side, put_text
from baigong.workbook.layout import HELP, Layout

_HELP_PROGRESS = (
    "一、怎么填",
    "1. 只填浅黄色的格子；灰色的格子由台账生成，不用动。没有变化的事项，整行空着即可。",
    "2. 请先在表头填写填报人和联系电话，便于核对。",
    "3. 状态从下拉列表中选：未启动、推进中、受阻、已完成。销号、延期、取消由督查室办理，有需要请写在“存在问题”里。",
    "4. 进度填 0 到 100 之间的数，例如 60；写成 60%、六成也认。已完成的填 100，或只选状态。",
    "5. 任务下面缩进的是它的举措。能按举措填的请填举措；整项任务和举措都填了的，整项进度以整项的为准。",
    "6. 标明“持续推进”的事项不填进度，只写进展情况。",
    "7. 有目标的事项，请在“目标实际值”里填数；有几个目标的，按序号写，例如：1=12；2=520。",
    "8. 进展情况写做到什么程度；存在问题写卡在哪里、需要谁协调；下一步措施写何时前做什么。每格不超过 5000 字。",
    "9. 佐证写文号或材料名称，几份之间用分号隔开；材料另附。",
    "二、请不要",
    "1. 不要改编号和任务的文字，不要把几行并成一行；可以排序，可以删去没有变化的行。",
    "2. 不要另建表格；请在这份文件上填，填好原样发回，文件名可以改。",
    "3. 保存时请选 .xlsx 格式，不要设密码。",
    "三、填好以后",
    "发回督查室。督查室汇总时，每一行都记为贵单位自己的报告，记录人为填报人。",
)
_HELP_DIVISION = (
    "一、怎么填",
    "1. 只填浅黄色的格子。在“牵头单位”一栏从下拉列表中选一家；同意建议的，也可以直接写“同意”。",
    "2. 没有定下来的空着，下次再定。",
    "3. “把握”是建议对的可能性，“依据”是为什么；“不明显”的请人工确定。两家一起牵头的，用顿号隔开写。",
    "4. 请在表头填写填报人和联系电话。",
    "二、请不要",
    "不要改编号和任务的文字；请在这份文件上填，保存为 .xlsx，不要设密码。",
    "三、填好以后",
    "发回督查室，汇总时记为分工的调整，原因为“分解”。",
)


def add_help(book: Any, layout: Layout) -> None:
    """Add the sheet to a workbook of that layout."""
    sheet = book.create_sheet(HELP)
    put_text(sheet.cell(1, 1), HELP)
    sheet.cell(1, 1).font = Font(name="黑体", size=16, bold=True)
    for number, line in enumerate(_HELP_PROGRESS if layout.kind == "progress" else _HELP_DIVISION, 2):
        cell = sheet.cell(number, 1)
        put_text(cell, line)
        heading = line[1] == "、"
        cell.font = Font(name="黑体" if heading else FONT, size=12, bold=heading)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[number].height = 18.0 * math.ceil(len(line) / 42) + 6
    sheet.column_dimensions["A"].width = 84
    lay_on_side(sheet)
    sheet.protection.sheet = True
