"""What every looking command prints at 40 to 120 columns, on a plan whose units have names of twenty letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len

from baigong.cli.app import run

LEAD = "中国（甲省）自由贸易试验区建设工作领导小组办公室"
SECOND = "省贯彻新发展理念推动高质量发展工作专班综合组办"
THIRD = "乙能源集团黄河上游水电开发有限责任公司建设分公司"
LEADER = "欧阳阿依古丽·买买提艾力江·阿不都热依木"
PLAN = f"""关于推进清洁能源产业高质量发展暨生态保护协同治理专项行动的实施方案
甲政办〔2019〕18号
甲省人民政府办公厅
2019年7月1日
为贯彻落实有关部署，定于2019年下半年开展专项行动，制定本方案。
一、加快推进清洁能源产业高质量发展和生态保护协同治理重点任务
（一）加快推进源网荷储一体化项目建设，9月30日前完成前期手续，12月底前建成投产5个项目，新增装机不少于120万千瓦。
牵头单位：{LEAD}
责任单位：{SECOND}、{THIRD}
（二）每月25日前报送生态环境监测数据，及时通报各地异常情况和整改进展，汇总形成月度分析材料。
责任单位：{SECOND}、{THIRD}
二、保障
（三）出台《清洁能源并网消纳管理办法》，11月15日前印发。
牵头单位：{LEAD}
"""
NOTE = "现场核查完成（2019-10-18），发现问题12处，已督促整改"
RECORDS = (
    ("assign", "1", "--leader", LEADER, "--reason", "分工调整", "--on", "2019-07-10"),
    ("progress", "1.1", "40", "--on", "2019-10-20", "--note", NOTE, "--problem", "资金缺口约1.2亿元"),
    ("progress", "1", "30", "--unit", THIRD, "--on", "2019-10-21", "--note", "手续已报"),
    ("block", "3", "--on", "2019-11-12", "--note", "需协调"),
    ("defer", "1.2", "--to", "2020-01-31", "--reason", "设备到货延后", "--on", "2019-11-13"),
)
LOOKING = (
    "list",
    f"list --unit {THIRD}",
    "list --columns id,text,leader,due,units",
    "show 1",
    "show 2",
    "overdue",
    "overdue --within 60",
    "report",
    "report --week 18",
    "units",
    "remind",
    f"remind --unit {LEAD}",
    "log",
    f"log --unit {THIRD}",
    "divide",
    "divide --explain 2",
    "forms --help",
    "parse ../方案.txt -o ../新方案.yaml",
)
Printed = Callable[[str, int], list[str]]
IDS_AND_WORDS = {"1": "加快推进源网", "2": "每月25日前", "3": "出台《清洁能"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("长名")
    (place / "方案.txt").write_text(PLAN, encoding="utf-8")
    ledger = place / "台账"
    assert run(["init", "--from", str(place / "方案.txt"), str(ledger)]) == 0
    for record in RECORDS:
        assert run([record[0], "-f", str(ledger), "--as-of", "2019-11-20", "--by", "督查室", *record[1:]]) == 0
    return ledger


@pytest.fixture
def printed(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Printed:
    def type_(line: str, width: int) -> list[str]:
        monkeypatch.chdir(folder)
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("BAIGONG_TODAY", "2019-11-20")
        assert run(line.split()) == 0
        return capsys.readouterr().out.splitlines()

    return type_


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("line", LOOKING)
def test_every_line_fits_and_no_date_is_torn(printed: Printed, line: str, width: int) -> None:
    lines = printed(line, width)
    assert lines
    assert max(map(cell_len, lines)) <= width
    torn = [one for one in lines if re.search(r"\d{4}-(\d?|\d\d-?\d?)(…?)$", one)]
    assert not torn
    assert not [one for one in lines if one.strip().startswith(tuple("，。；：、！？）》”’〕】］"))]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("line", ["list", "overdue", "divide", "list --columns id,text,leader,due,units"])
def test_the_id_and_the_first_words_of_each_row_are_there(printed: Printed, line: str, width: int) -> None:
    text = "\n".join(printed(line, width))
    late = {"2.1": "每月25日前", "3": "出台《清洁能"}
    rows = late if line == "overdue" else IDS_AND_WORDS
    for id, words in rows.items():
        assert re.search(rf"^{re.escape(id)} +{re.escape(words[:5])}", text, re.MULTILINE), id


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("line", ["units", "remind"])
def test_the_names_of_units_are_whole(printed: Printed, line: str, width: int) -> None:
    text = re.sub(r"[ \d]|平|[升降]", "", "".join(printed(line, width)))
    text = re.sub(r"零报告|-|%", "", text)
    for name in (LEAD, SECOND, THIRD):
        assert name in text


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("line", ["overdue", "report"])
def test_a_missed_checkpoint_is_named_however_long_the_words_before_it(printed: Printed, line: str, width: int) -> None:
    assert "月节点未报）" in "".join(one.strip().split("  ")[0] for one in printed(line, width))
