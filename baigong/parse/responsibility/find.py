"""Where responsibility clauses stand in a paragraph: in brackets, on a line of their own, or run on behind a label.

paragraph = { words | bracketed | run | last-sentence } | line ;
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from baigong.parse.responsibility.actors import read_duty
from baigong.parse.responsibility.brackets import OFFICE, SENTENCE_END, STANDING_LABEL, UNREAD, bracketed_clause
from baigong.parse.responsibility.clause import Clause
from baigong.parse.responsibility.grammar import read_clause
from baigong.parse.responsibility.labels import Label, label_kind, read_label
from baigong.parse.responsibility.offices import is_office
from baigong.parse.responsibility.segments import FoundClause, PlainWords, Segment, SuspectClause
from baigong.parse.wording import Pair, clean, outermost, sentences

_LABEL_START = re.compile(r"(?:^|(?<=[。；！？;）)〕\]】（(〔\[【［，,—－\s]))\s*(?=[一-鿿])")
_MARKS = "。；;，、"
_OPENERS = "（(〔[［【《〈“‘「『"
_LONGEST_LINE = 300
_BARE_LABEL = re.compile(r"\s*(?P<label>[一-鿿]{3,8})[ \t\u3000]+(?=\S)")
_BY_WHOM = re.compile(r"\s*(?:此项|该项|本项|以上|上述|此)?(?:工作|任务|措施|事项)?由")
# Without 由 a sentence is a clause only if it says no more than who leads or is responsible:
# 市甲局负责牵头协调，各部门抓好落实 exhorts.
_CURT = re.compile(
    r"(?:[^，；。要应将]{2,60}(?:牵头|牵头负责|按职责分工负责|分别负责|共同负责|(?<!要)负责)(?:[，；][^。要应]*"
    r"(?:配合|协助|参与|参加|负责|负责落实|组织实施|具体落实))?)"
)
_DIVISION = re.compile(r"[司处科室站所队会联校府]$")


ClauseSpan = tuple[int, int, FoundClause | SuspectClause]


def find_clauses(text: str, line: int) -> list[Segment]:
    """Cut a paragraph into words and the clauses between them, in order; nothing is lost."""
    brackets = outermost(text)
    runs = _runs(text, line, brackets)
    spans: list[ClauseSpan] = list(runs)
    at = 0
    for pair in brackets:
        while at < len(runs) and runs[at][1] <= pair.start:
            at += 1
        if not pair.is_bracket or (at < len(runs) and runs[at][0] <= pair.start):
            continue
        named = bracketed_clause(text, pair, line)
        if named:
            spans.append((pair.start, pair.end + 1, named))
    spans.sort(key=lambda entry: entry[0])
    if not spans:
        spans = _unlabelled_line(text, line)
    end = spans[-1][1] if spans else 0
    return _assemble(text, line, spans + _last_sentence(text, end, line))


# run = label , clause , ( "。" | end ) ;      a label right behind the full stop goes on with the clause.
def _runs(text: str, line: int, brackets: list[Pair]) -> list[ClauseSpan]:
    """Clauses that run on behind a label without brackets: 责任单位：市甲局、市乙局。"""
    runs: list[ClauseSpan] = []
    opened = [pair.start for pair in brackets]
    for label in _labels(text, brackets):
        if runs and label.start < runs[-1][1]:
            continue
        end = _run_end(text, label, brackets, opened)
        clause = read_clause(text[label.start : end])
        if label.kind == "aside":
            continue
        if clause is None and label.kind != "person":
            if text[label.end : end].strip(" 。；，"):
                words = clean(text[label.start : end])
                runs.append((label.start, end, SuspectClause(words, line, UNREAD)))
            continue
        start = label.start
        if start and text[start - 1] in "（(〔[【［":
            start -= 1
        while start and text[start - 1] in "，,—－":
            start -= 1
        whole = clean(text[label.start : end])
        runs.append((start, end, FoundClause(clause or Clause(), whole, line, own_line=not text[:start].strip())))
    return runs


# line = role-words , blank , clause | names , "牵头" , … ;
def _unlabelled_line(text: str, line: int) -> list[ClauseSpan]:
    """A line that is all clause though it has no colon: 责任单位　市甲局; or no label: 市甲局牵头，市乙局配合。"""
    if len(text) > _LONGEST_LINE or read_duty(text):
        return []
    bare = _BARE_LABEL.match(text)
    if bare and label_kind(bare["label"]) in ("lead", "units", "support"):
        clause = read_clause(f"{bare['label']}：{text[bare.end() :]}")
    else:
        clause = read_clause(text) if "牵头" in text and len(sentences(text)) == 1 else None
    if clause is None or not clause.sure or clause.odd or not (clause.lead or (bare and clause.names_units)):
        return []
    if clause.goes_on and not clause.labelled:
        return [_within(text, clause, line)]
    return [(0, len(text), FoundClause(clause, clean(text), line, own_line=True))]


# within = names , predicate , "，" , work ;      市甲局牵头，6月底前完成十二个机房改造。
def _within(text: str, clause: Clause, line: int) -> ClauseSpan:
    """Give a clause whose sentence goes on with work: no words are cut out for it, so that none are lost."""
    inner = FoundClause(replace(clause, time="", within=True), "", line, own_line=False)
    return len(text), len(text), inner


# last-sentence = [ "此项工作" , "由" ] , clause , predicate , "。" ;
def _last_sentence(text: str, at: int, line: int) -> list[ClauseSpan]:
    """A last sentence that is all clause: 此项工作由市甲局牵头，市乙局配合。"""
    last = text.rstrip().rstrip("。")
    start = last.rfind("。") + 1
    by_whom = _BY_WHOM.match(text, start)
    if start < at or len(last) - start > _LONGEST_LINE or not (by_whom or _CURT.fullmatch(last, start)):
        return []
    clause = read_clause(text[start:])
    if clause is None or clause.doubts or not (clause.sure and clause.predicated and clause.names_units):
        return []
    named = clause.lead + clause.units + clause.support
    if not by_whom and not (
        all(OFFICE.search(name) or _DIVISION.search(name) for name in named)
        and any(name[0] not in "各有相" for name in named)
    ):
        return []
    if clause.goes_on:
        return [_within(text, clause, line)]
    return [(start, len(text), FoundClause(clause, clean(text[start:]), line, own_line=not start))]


def _assemble(text: str, line: int, spans: list[tuple[int, int, FoundClause | SuspectClause]]) -> list[Segment]:
    segments: list[Segment] = []
    at = 0
    for start, end, named in spans:
        if start < at:
            continue
        stop = end
        while stop < len(text) and text[stop] in _MARKS:
            stop += 1
        words = text[at:start]
        if words.strip():
            # 推进甲事（甲局负责）；办好乙事。 The mark behind the bracket ends the words before it.
            ends = words.rstrip()[-1] in SENTENCE_END
            segments.append(PlainWords(words if ends else words + text[end:stop], line))
        segments.append(named)
        at = stop
    if text[at:].strip():
        segments.append(PlainWords(text[at:], line))
    return segments


def _labels(text: str, brackets: list[Pair]) -> list[Label]:
    labels = []
    at = 0
    for match in _LABEL_START.finditer(text):
        start = match.end()
        while at < len(brackets) and brackets[at].end < start:
            at += 1
        inside = at < len(brackets) and brackets[at].start < start
        if inside:
            standing = STANDING_LABEL.match(text[brackets[at].start : brackets[at].end + 1])
            if not standing or start != brackets[at].start + 1 or not label_kind(clean(standing.group(1))):
                continue
        label = read_label(text, start, within=inside) or _bare_label(text, start)
        if label:
            labels.append(label)
    return labels


def _bare_label(text: str, start: int) -> Label | None:
    """主办：市甲局；协办：市乙局 on a line or behind a sentence, or 责任部门为市甲局; every name looks like a unit."""
    label = read_label(text, start, within=True)
    if label is None or label.kind not in ("lead", "units", "support") or len(text) > _LONGEST_LINE:
        return None
    colon = text[label.end - 1] in "：:"
    before = text[:start].rstrip()
    if colon and before and before[-1] not in SENTENCE_END:
        return None
    clause = read_clause(text[start:])
    if clause is None or not clause.sure or clause.odd or not clause.names_units:
        return None
    named = clause.lead + clause.units + clause.support
    if colon and before:
        # 道路改造。主办：市甲局: within a paragraph the first of the names must plainly be an office.
        return label if is_office(named[0]) else None
    return label if colon or all(OFFICE.search(name) and name[0] not in "各有相" for name in named) else None


def _hidden_at(index: int, brackets: list[Pair], opened: list[int]) -> Pair | None:
    """Give the pair that `index` stands in, its marks included."""
    at = bisect_right(opened, index) - 1
    return brackets[at] if at >= 0 and brackets[at].end >= index else None


def _run_end(text: str, label: Label, brackets: list[Pair], opened: list[int]) -> int:
    """Where a clause without brackets ends: at the full stop that no label follows, or with the paragraph."""
    index = label.end
    while index < len(text):
        pair = _hidden_at(index, brackets, opened) if text[index] in _OPENERS else None
        if pair:
            index = pair.end + 1
            continue
        if text[index] in "。！？":
            after = index + 1
            while after < len(text) and text[after].isspace():
                after += 1
            if not read_label(text, after, within=False):
                return index + 1
        index += 1
    return len(text)
