"""Clauses in brackets: a pair of brackets is a clause, looks like one, or is prose.

bracketed = "（" , clause , "）" ;
"""

from __future__ import annotations

import re

from baigong.parse.responsibility.clause import Clause
from baigong.parse.responsibility.grammar import read_clause
from baigong.parse.responsibility.labels import label_kind, read_label, read_predicate
from baigong.parse.responsibility.names import is_name
from baigong.parse.responsibility.offices import is_office
from baigong.parse.responsibility.segments import FoundClause, SuspectClause
from baigong.parse.wording import Pair, clean

_LONGEST = 6000
"""A bracket of more letters is no clause; the longest real ones have some hundreds."""
_SHORT = 8
"""教育、财政等部门 leaves the last word off its names; longer words that are no name are prose."""
STANDING_LABEL = re.compile(r"^[【〔\[［]([^【】〔〕\[\]［］]{2,16})[】〕\]］]")
OFFICE = re.compile(r"(?:[局委厅办部院署]|政府|管委会|公司|集团|支队|中心)(?:[（(].*)?$|^各")
SENTENCE_END = "。！？；;!?"
UNREAD = "像是责任条款，但没能拆开"


# bracketed = "（" , clause , "）" ;
def bracketed_clause(text: str, pair: Pair, line: int) -> FoundClause | SuspectClause | None:
    """Read a pair of brackets: a clause, a suspect, or None for the brackets of prose."""
    content = text[pair.start + 1 : pair.end]
    # 【责任单位】市甲局、市乙局 is a label, not a clause.
    standing = STANDING_LABEL.match(text[pair.start : pair.end + 1])
    if (standing and label_kind(clean(standing.group(1)))) or not _may_be_clause(content):
        too_long = len(content) > _LONGEST and read_label(content, 0, within=True)
        return SuspectClause(clean(text[pair.start : pair.end + 1]), line, UNREAD) if too_long else None
    clause = read_clause(content)
    if clause is None:
        label = read_label(content.lstrip(), 0, within=True)
        people = label is not None and label.kind in ("person", "aside")
        return FoundClause(Clause(), clean(content), line, own_line=False) if people else None
    before, after = text[: pair.start].rstrip(), text[pair.end + 1 :].strip()
    named = FoundClause(clause, clean(text[pair.start : pair.end + 1]), line, not before and not after.strip("。；"))
    opens = not before or before[-1] in SENTENCE_END
    closes = opens or not after or after[0] in "。；;"
    # Names alone, with neither label nor connective, are a clause only after a full stop or at the very end.
    alone = (opens and len(content) >= 3) or (not after.strip("。；;") and _ends_item(clause, before))
    certain = clause.sure and (clause.predicated or alone)
    # Behind a full stop a list that is mostly offices is a clause, whatever else it names: that is doubted.
    offices = sum(bool(OFFICE.search(name)) for name in clause.lead + clause.units + clause.support)
    listed = clause.predicated or (closes and offices > len(clause.odd))
    short = listed and opens and all(len(name) <= _SHORT for name in clause.odd)
    # （技工院校内由教育行政部门负责） in mid-sentence is about something else.
    if not clause.labelled and not opens and not closes and not all(is_office(name) for name in named_units(clause)):
        return None
    if (clause.labelled and (clause.names_units or clause.time)) or (clause.names_units and (certain or short)):
        return named
    plausible = len(clause.lead + clause.units + clause.support) > len(clause.odd)
    if ((clause.predicated and plausible) or clause.labelled) and closes:
        return SuspectClause(named.text, line, UNREAD)
    return None


def named_units(clause: Clause) -> tuple[str, ...]:
    """Every name of the clause, in whatever role."""
    return clause.lead + clause.units + clause.support


def _ends_item(clause: Clause, before: str) -> bool:
    """Whether names in brackets at the end of an item without a full stop are its units: 提高效率（市甲局、市乙局）.

    市市场监管局（市食安办） is one name, and （高新区） a place.
    """
    if is_name(before[-12:]) or is_name(before[-4:]):
        return False
    return all(OFFICE.search(name) for name in clause.units)


def _may_be_clause(content: str) -> bool:
    """Cheap test that spares the grammar the brackets of prose: a label, a connective, or an ending like a unit's."""
    words = clean(content)
    if not 2 <= len(words) <= _LONGEST:
        return False
    if read_label(words, 0, within=True) or "单位" in words or "时限" in words:
        return True
    last = re.split(r"[，。；,;]", words.rstrip("。；;"))
    return any(read_predicate(part) for part in last) or "下同" in words or not re.search(r"[。！？《]", words)
