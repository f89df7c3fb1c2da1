"""Where a task's own words name a unit: as the one that does the work, beside another, or in passing."""

from __future__ import annotations

import re
from typing import Literal

Mention = Literal["leads", "acts", "passing", "helps"]

_LEADS = re.compile(r"(?:[^，。；,;]{0,30}?(?:单独|共同))?(?:负责)?牵头")
_ACTS = re.compile(
    r"(?:（[^）]*）)?(?:会同|具体|要|应|应当|须|负责|承担|组织|指导|督促|统筹|统一|定期|依法|研究|制定|编制|做好|加强|严格|可|将|按|对)"
)
_HELPED = re.compile(r"(?:配合|协助|会同|联合|商|协调|对接|报送?|经|征求|争取|衔接|支持|按照?|根据|向|与|和)$")
_HELPS = re.compile(r"[^，。；,;]{0,40}?(?:配合|协助|参与|参加|支持)")
_BY = re.compile(r"由$")


def mention(text: str, at: int, name: str) -> Mention:
    """How the text names a unit at a place: 由交通局牵头 leads, 交通局负责 acts, 会同交通局 helps."""
    before, after = text[max(0, at - 6) : at], text[at + len(name) : at + len(name) + 60]
    if _LEADS.match(after):
        return "leads"
    if _HELPED.search(before) or _HELPS.match(after):
        return "helps"
    opens = not before or before[-1] in "，。；：:,;、）)0123456789." or _BY.search(before) is not None
    return "acts" if opens and _ACTS.match(after) else "passing"
