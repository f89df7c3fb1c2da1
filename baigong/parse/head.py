"""The head of a document: title, number, issuer, day of issue."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from baigong.numerals import number
from baigong.parse.structure.outline import OutlineItem, Piece
from baigong.parse.wording import any_of, clean

_NUMBER = re.compile(r"[一-鿿A-Za-z]{1,16}(?:[〔\[（(【﹝]\s*\d{4}\s*[〕\]）)】﹞]|\d{4}年?)第?\d{1,4}号")
_DATE = re.compile(
    r"(?:(?P<y>\d{4}|[〇零○一二三四五六七八九]{4})年(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})月(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})日"
    r"|(?P<y2>\d{4})[-./](?P<m2>\d{1,2})[-./](?P<d2>\d{1,2}))"
)
_KINDS = any_of(
    "方案 意见 计划 要点 措施 规划 办法 分工 决定 细则 纲要 清单 任务 行动 规定 通告 安排 台账 责任制 "
    "任务书 责任书 政策 指引 指南 分工表 任务表 分解表 工作表 目标 举措 事项 分解 条例 实事 报告 对策 "
    "要求 项目"
)
_TITLE_END = re.compile(rf"(?:{_KINDS}|通知|函|公告|批复)(?:[》”])?(?:的通知)?(?:[（(][^（）()]{{1,20}}[）)])*$")
# How titles begin, and how their second lines do.
_STARTS = re.compile(
    rf"{any_of('关于 印发 转发 批转 中共 国务院 全国 全省 全市 全县 全区 全州')}|《|\d{{4}}[-—－年]|“?十[三四五六]五"
    r"|[一-鿿]{1,14}?(?:[省市县区州盟旗镇乡局厅部委]|街道|人民政府|办公[厅室]|委员会)"
)
_GOES_ON = re.compile(any_of("的 和 及 与 实施 工作 若干 行动 方案 意见 措施 任务 分工 重点"))
_TITLE_LINES = 5
_NOTICE = re.compile(r"(?:的)?(?:通知|函|公告)(?:[（(][^（）()]{1,20}[）)])*$")
_PASSED_ON = re.compile(r"(?:印发|转发|下发|批转|发布|公布)(?P<title>.+?)(?:的通知|的函|的公告)")


def _labels(words: str) -> str:
    """Pattern of labels, whose letters a page may set apart: 索 引 号."""
    return any_of(" ".join(r"\s*".join(word) for word in words.split()))


_META = {
    "number": _labels("发文字号 文号 公文文号 文件编号 文件号 发文号"),
    "issuer": _labels(
        "发布机构 发文机关 发文机构 发文单位 制发机关 信息来源 公开责任部门 发布单位 公开机构 发布机关 成文机关"
    ),
    "issued": _labels("成文日期 成文时间 发文日期 发文时间 印发日期 印发时间 生成日期 制发日期 制定日期 颁布日期"),
    # The day a page went up; the day under the signature is better.
    "published": _labels("发布日期 发布时间 公开日期 公布日期"),
}
_OTHER_META = _labels(
    "索引号 主题分类 主题词 公文时效 有效性 分类 公文种类 体裁分类 组配分类 信息分类 服务对象 废止日期 "
    "生效日期 失效时间 关键词 标题 名称"
)
_META_LABEL = re.compile("|".join((_OTHER_META, *_META.values())))
_LABEL_MARK = r"\s*[】\]]?\s*[:：]\s*"
_REMARK = re.compile(r"[（(【\[].{0,4}(?:公开|印发|此件|信息).{0,16}[）)】\]]")
_ISSUER = re.compile(
    r"[一-鿿（）()“”、]{2,40}(?:政府|办公厅|办公室|委员会|[部委局厅办署院行会司]|领导小组|指挥部|管委会|中心|公司|办事处)(?:办公室)?"
)


@dataclass
class Head:
    """What the head of a document says; fields it does not say are empty."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    published: date | None = None
    printed: date | None = None
    preamble: list[Piece] = field(default_factory=list)


def read_head(root: OutlineItem, holder: OutlineItem, name: str = "") -> Head:
    """Read the head from what stands before the first number, and the tail for what is missing.

    `holder` is the part that holds the plan: the root, or what follows the date of the notice that passes
    the plan on. `name` is what the file calls itself, for a document without a title in its text.
    """
    head = Head()
    lines = [clean(piece.text) for piece in root.pieces]
    _read_metadata(root.pieces, head)
    if not head.number:
        head.number = next((line for line in lines if _NUMBER.fullmatch(line)), "") or _number_within(lines)
    notice = _read_title(root.pieces, lines, head, name)
    if holder is not root:
        _read_title(holder.pieces, [clean(piece.text) for piece in holder.pieces], head, head.title)
    _read_signature(root, lines, head, notice or head.title)
    return head


def _read_title(pieces: list[Piece], lines: list[str], head: Head, name: str) -> str:
    """Find the plan's own title, else the one that its notice passes on; give the notice's title."""
    candidates = _titles(pieces, lines)
    notice = next((title for _, title in candidates if _NOTICE.search(title)), "")
    own = [(at, title) for at, title in candidates if not _NOTICE.search(title)]
    end = -1
    if own:
        end, head.title = own[-1]
    elif notice:
        end, head.title = candidates[-1][0], _passed_on(notice)
    elif name:
        head.title = _passed_on(name)
    elif lines:
        short = [(at, line) for at, line in enumerate(lines) if _may_be_title(line)]
        end, head.title = short[0] if short else (-1, "")
    head.preamble = pieces[end + 1 :]
    return notice


def _may_be_title(line: str) -> bool:
    return 4 <= len(line) <= 60 and line[-1] not in "。；：:" and not _is_meta(line)


def read_date(text: str) -> date | None:
    """Read the first whole date in the words: 2019年1月19日, 二〇一九年一月十九日, 2019-01-19."""
    match = _DATE.search(text)
    if not match:
        return None
    parts = [match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"]]
    try:
        return date(*(number(part) or 0 for part in parts))
    except ValueError:
        return None


def _read_metadata(pieces: list[Piece], head: Head) -> None:
    """The web page's own table: label and value, sometimes all on one line with no spaces."""
    text = "\n".join(piece.text for piece in pieces[:40])
    fields: dict[str, str] = {}
    for name, labels in _META.items():
        match = re.search(rf"(?:{labels}){_LABEL_MARK}(?P<value>[^\n]{{1,80}})", text)
        if match:
            fields[name] = clean(re.split(rf"(?:{_META_LABEL.pattern}){_LABEL_MARK}", match["value"])[0])
    if "number" in fields:
        number = _NUMBER.search(fields["number"])
        head.number = number.group() if number else ""
    if "issuer" in fields:
        head.issuer = re.split(r"[|｜\t]", fields["issuer"])[0].strip("、，；")
    if "issued" in fields:
        head.issued = read_date(fields["issued"])
    if "published" in fields:
        head.published = read_date(fields["published"])


def _number_within(lines: list[str]) -> str:
    for line in lines[:30]:
        if len(line) <= 60:
            match = _NUMBER.search(line)
            # The day of issue may stand in the same line: 高新管办发〔2024〕6号　2024年2月20日.
            if match and (match.end() == len(line) or _DATE.fullmatch(line[match.end() :])):
                return re.sub(
                    r"^.*(?:府|厅|室|会|局|委|部|通知|方案|意见|要点|计划)(?=[一-鿿]{2,8}[〔\[（(【])",
                    "",
                    match.group(),
                )
    return ""


def _is_meta(line: str) -> bool:
    return bool(re.match(rf"[【\[]?(?:{_META_LABEL.pattern})(?:{_LABEL_MARK}|$)", line))


def _titles(pieces: list[Piece], lines: list[str]) -> list[tuple[int, str]]:
    """List (index of the last line, title) of the runs of short lines that end like a title."""
    titles = []
    run: list[str] = []
    previous = None
    for at, line in enumerate(lines):
        plain = (
            2 <= len(line) <= 80
            and line[-1] not in "。；：:，、？！"
            and not _REMARK.fullmatch(line)
            and not line.startswith("附件")
            and not (_NUMBER.fullmatch(line) or _is_meta(line) or _DATE.fullmatch(line.strip("（）()")))
        )
        if not plain:
            run = []
            previous = None
            continue
        if previous is not None and pieces[at].line - previous > 1 + bool(run and not _TITLE_END.search(run[-1])):
            run = []
        previous = pieces[at].line
        run.append(line)
        if _TITLE_END.search(line) and len("".join(run)) >= 5:
            titles.append((at, _joined(run[-_TITLE_LINES:])))
            run = []
    return titles


def _joined(run: list[str]) -> str:
    """Join the lines of a title, from the last back to the one that begins like a title.

    Before it may stand the issuer's own line, or the menus of a page.
    """
    for start in range(len(run) - 1, -1, -1):
        title = "".join(run[start:])
        if _STARTS.match(title) and not (start and _GOES_ON.match(run[start])):
            return title
    alone = run[-1]
    return alone if len(alone) >= 8 and not _GOES_ON.match(alone) else "".join(run)


def _passed_on(notice: str) -> str:
    match = _PASSED_ON.search(notice)
    if not match:
        return notice
    title = match["title"]
    if title.startswith("《") and title.endswith("》"):
        title = title[1:-1]
    return title


_PREFIX = re.compile(
    rf"(?P<who>[一-鿿]{{1,40}}?(?:{any_of('人民政府 政府 国务院')}{any_of('办公厅 办公室')}?|办公厅|办公室"
    "|[部委局厅署院会]))"
    rf"(?={any_of('关于 印发 转发 批转')})"
)


def _signers(lines: list[str], at: int) -> str:
    """Who signed above the date: one office a line."""
    first = at
    while first and _ISSUER.fullmatch(lines[first - 1]):
        first -= 1
    return "、".join(lines[first:at])


# 市政府办公室 2021年7月6日印发, in the foot of a printed notice.
_PRINTED = re.compile(rf"{_DATE.pattern}\s*印(?:发|制)?[）)]?$")


def _read_signature(root: OutlineItem, lines: list[str], head: Head, title: str) -> None:
    """Who signed and when: the date that stands alone, and the line before it."""
    tail: list[str] = []
    for item in root.walk():
        if item is not root:
            pieces = item.pieces[-6:] if item.is_numbered else item.pieces[:3]
            tail += [clean(piece.text) for piece in pieces]
    for where in (lines, tail):
        for at, line in enumerate(where):
            alone = _DATE.fullmatch(line.strip("（）()"))
            signed = None if alone else re.fullmatch(rf"(?P<who>{_ISSUER.pattern}){_DATE.pattern}", line)
            printed = _PRINTED.search(line) if len(line) <= 80 else None
            if printed:
                head.printed = head.printed or read_date(line)
                continue
            if not (alone or signed):
                continue
            head.issued = head.issued or read_date(line)
            before = signed["who"] if signed else _signers(where, at)
            head.issuer = head.issuer or before
    head.issued = head.issued or head.printed or head.published
    if not head.issued:
        head.issued = next((day for line in lines[:20] if len(line) <= 60 and (day := read_date(line))), None)
    if not head.issuer:
        match = _PREFIX.match(title)
        head.issuer = match["who"] if match else ""
    if not head.issuer:
        head.issuer = next((line for line in lines[:8] if _ISSUER.fullmatch(line) and len(line) <= 30), "")
