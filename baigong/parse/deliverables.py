"""The documents 《…》 that a task must produce, told from those it only carries out."""

from __future__ import annotations

import re

from baigong.parse.wording import Pair, pairs

_PRODUCES = re.compile(
    r"(?:制定|制订|印发|出台|发布|编制|下达|起草|修订|公布|编写|编印|颁布|拟定|拟订|推出|形成|研究制定|报批|完善|修改)"
    r"(?:出台|印发|完善|发布|实施|并|完成|下发|公布|了|好|我省|我市|全省|全市|省级|市级|省|市|县|区|新的|、)*$"
)
_ONLY_CARRIED = re.compile(
    r"^(?:的)?(?:贯彻|要求|精神|落实|规定|各项|任务|明确|确定|有关|执行|宣传|实施(?!方案|意见|办法|细则|计划|规划))"
)
_BETWEEN = re.compile(r"[、，和及与]?(?:以及)?")


def find_documents(text: str) -> tuple[str, ...]:
    """List the titles, with their 《》, that stand right after 制定, 印发, 出台 and the like."""
    outer: list[Pair] = []
    for pair in pairs(text):
        if pair.kind == "t" and (not outer or pair.start > outer[-1].end):
            outer.append(pair)
    names: list[str] = []
    last_end, last_produced = -1, False
    for pair in outer:
        listed = last_produced and _BETWEEN.fullmatch(text[last_end : pair.start])
        produced = bool(listed) or bool(_PRODUCES.search(text[max(0, pair.start - 16) : pair.start]))
        if produced and not _ONLY_CARRIED.match(text[pair.end + 1 : pair.end + 8]):
            names.append(text[pair.start : pair.end + 1])
        last_end, last_produced = pair.end + 1, produced
    return tuple(dict.fromkeys(names))
