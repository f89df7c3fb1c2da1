"""`db` sets up a shared ledger; units record on it with the ordinary commands."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from baigong.cli.app import run
from baigong.model.plan import Plan
from baigong.store.plan_file import save_plan
from baigong.store.units_file import dump_units
from tests.support.builders import UNITS, plan, section, task
from tests.support.postgres import PASSWORD, Database

PLAN = plan(
    section(task("1.1", steps=("1.1.1",)), task("1.2"), units=("省甲厅", "省乙委")),
    section(task("2.1", "推进乡镇污水处理设施建设。", units=("各县区政府",)), id="2"),
    title="关于开展“台账核对”行动的方案",
    number="甲办〔2019〕1号",
)


class Desk:
    """A folder with a plan, and an address, from which commands are typed."""

    def __init__(self, folder: Path, database: Database, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.database, self.capsys = folder, database, capsys

    def write(self, plan: Plan) -> None:
        save_plan(self.folder / "tasks.yaml", plan)
        (self.folder / "units.yaml").write_text(dump_units(UNITS), encoding="utf-8")

    def type(self, line: str, role: str = "owner", code: int = 0) -> str:
        """Type a command as a role; give what it printed."""
        self.capsys.readouterr()
        command, *rest = line.split()
        ended = run([command, "-f", self.database.url(role), *rest])
        printed = self.capsys.readouterr()
        assert ended == code, printed
        return printed.out + printed.err


@pytest.fixture
def desk(
    tmp_path: Path, database: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    monkeypatch.setenv("BAIGONG_TODAY", "2019-02-01")
    monkeypatch.setenv("BAIGONG_BY", "某人")
    desk = Desk(tmp_path, database, capsys)
    desk.write(PLAN)
    return desk


def role(desk: Desk, name: str) -> str:
    name = f"{name}_{desk.database.name}"
    desk.database.sql(f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'")
    return name


@pytest.mark.slow
def test_from_an_empty_database_to_two_units_recording(desk: Desk) -> None:
    desk.database.sql("DROP SCHEMA baigong CASCADE")
    assert "db init" in desk.type("list", code=1)
    assert "第 1 版" in desk.type("db init")
    assert "没有要做的" in desk.type("db init")
    assert "db publish" in desk.type("list", code=1)
    assert "已发布“台账核对”：2 个板块、3 项任务" in desk.type("db publish tasks.yaml")
    one, county = role(desk, "one"), role(desk, "county")
    assert "代表 省甲厅" in desk.type(f"db grant {one} --unit 甲厅")
    desk.type(f"db grant {county} --unit 东县政府")
    out = desk.type("progress 1.1 40 --note 已铺开", one)
    assert "1.1［省甲厅］ 未报 → 推进中 40%" in out, "a unit's report is on its own share"
    assert "以省甲厅的身份，只列它承担的 2 项任务（方案共 3 项）" in out
    assert "2.1［东县政府］" in desk.type("done 2.1", county)
    listing = desk.type("log")
    assert "省甲厅" in listing and "东县政府" in listing and "某人" not in listing
    assert "2.1" not in desk.type("list --format ids", one)
    refused = desk.type("close 1.1 --verifier 张三", one, code=1)
    assert refused.startswith("注意：") and "错误：" in refused
    assert "--coordinator" in desk.type("defer 1.1 --to 2019-04-30 --reason 材料未齐", one, code=1)
    assert "一个单位只填报自己的份额" in desk.type("progress 1.1 90 --unit 乙委", one, code=1)
    assert "没有错误" in desk.type("check")
    assert "已撤回 1 条记录" in desk.type("undo", one)
    table = desk.type("db grants")
    assert re.search(rf"{county}\s+填报\s+东县政府", table) and "统筹 1，填报 2" in table
    assert [one] == [line.split(",")[0] for line in desk.type("db grants --format csv", one).splitlines()[1:2]]
    desk.type(f"db revoke {one}")
    assert f"db grant {one}" in desk.type("list", one, code=3)
    assert "没有要收回的" in desk.type(f"db revoke {one}")


def test_a_revision_shows_its_difference_and_orphans_nothing(desk: Desk) -> None:
    desk.type("db publish tasks.yaml")
    desk.type("progress 1.2 30")
    assert "没有要发布的" in desk.type("db publish tasks.yaml")
    one, two, three = PLAN.tasks
    renumbered = plan(
        section(one, three.model_copy(update={"id": "1.2"}), two.model_copy(update={"id": "1.3"}), units=("省甲厅",)),
        title=PLAN.head.title, number=PLAN.head.number,
    )  # fmt: skip
    desk.write(renumbered)
    out = desk.type("db publish tasks.yaml", code=1)
    assert "推进乡镇污水处理设施建设。" in out and "有 1 条记录所指的任务在新方案中没有了" in out
    assert "1.2" in desk.type("list --search 村级 --format ids"), "nothing was published"
    assert "不是一对编号" in desk.type("db publish tasks.yaml --relink 1.2=9.9", code=1)
    assert "1 条记录随编号改列" in desk.type("db publish tasks.yaml --relink 1.2=1.3")
    assert "30%" in desk.type("show 1.3")
    assert "没有错误" in desk.type("check")
    assert desk.database.sql("SELECT count(*) FROM baigong.revision") == [(2,)]


def test_another_plan_needs_another_name(desk: Desk) -> None:
    desk.type("db publish tasks.yaml")
    desk.write(plan(section(task("1.1")), title="另一件事", number="乙办〔2019〕9号"))
    assert "已是另一个方案" in desk.type("db publish tasks.yaml --plan 台账核对", code=1)
    assert "已发布“另一件事”" in desk.type("db publish tasks.yaml")
    assert "台账核对" in desk.type("list") and "另一件事" in desk.type("list")
    assert "另一件事" not in desk.type("list --plan 核对")
    desk.type("progress 另一件事/1.1 30")


def test_grants_that_say_too_little_or_too_much(desk: Desk) -> None:
    desk.type("db publish tasks.yaml")
    someone = role(desk, "someone")
    assert "没有说明给什么权限" in desk.type(f"db grant {someone}", code=1)
    assert "没有说明给什么权限" in desk.type(f"db grant {someone} --reader --coordinator", code=1)
    assert "没有单位" in desk.type(f"db grant {someone} --unit 天宫", code=1)
    assert "是单位组" in desk.type(f"db grant {someone} --unit 各县区政府", code=1)
    assert "没有角色" in desk.type("db grant nobody_there --reader", code=1)
    assert "没有写角色" in desk.type("db grant", code=2)
    desk.type(f"db grant {someone} --coordinator --title 督查室")
    desk.type("progress 1.1 10", someone)
    assert "督查室" in desk.type("log")
    reader = role(desk, "reader")
    desk.type(f"db grant {reader} --reader", someone)
    assert "库的所有者" in desk.type(f"db grant {reader} --coordinator", someone, code=1)
    assert "只有 --reader 授权" in desk.type("progress 1.1 20", reader, code=1)
    assert "--coordinator" in desk.type(f"db grant {someone} --reader", reader, code=1)
    assert "--coordinator" in desk.type("db publish tasks.yaml --plan 又一个", reader, code=1)


def test_what_only_a_database_has_is_not_asked_of_files(desk: Desk) -> None:
    assert run(["db", "init", "-f", "tasks.yaml"]) == 1
    assert "不是数据库里的台账" in desk.capsys.readouterr().err
    assert run(["check", "--audit", "-f", desk.database.url()]) == 1


@pytest.mark.parametrize("address", ["postgresql://u:S3cret@h/b", "postgresql：//u:S3c ret@h/b", "mysql:/u:S3cret@h/b"])
@pytest.mark.parametrize("line", ["", "list", "parse", "init --from", "sync", "db init -f", "list -f", "db grant x -f"])
def test_a_password_in_the_wrong_place_is_not_repeated(
    capsys: pytest.CaptureFixture[str], line: str, address: str
) -> None:
    assert run([*line.split(), address]) in (1, 2)
    printed = capsys.readouterr()
    assert printed.err.startswith("错误：") and printed.err.count("\n") == 1
    assert "S3c" not in printed.out + printed.err


@pytest.mark.parametrize("address", ["postgresql://owner@127.0.0.1:1/x", "postgresql://owner@:1/x?hostaddr=127.0.0.1"])
def test_an_address_without_a_password_is_shown_whole(capsys: pytest.CaptureFixture[str], address: str) -> None:
    assert run(["list", "-f", address]) == 3
    assert f"连不上 {address.partition('?')[0]}：没有服务器在那里应答" in capsys.readouterr().err


def test_a_password_of_the_environment_is_never_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.type("db publish tasks.yaml")
    unit = role(desk, "unit")
    desk.type(f"db grant {unit} --unit 甲厅")
    monkeypatch.delenv("PGPASSWORD")
    for password, code in ((PASSWORD, 0), (f"no-{PASSWORD}", 3)):
        monkeypatch.setenv("BAIGONG_FILE", desk.database.url(unit).replace("@", f":{password}@"))
        for line in ("list", "check", "db grants", "db --help", "log", f"init {tmp_path}/{code} --from"):
            words = [*line.split(), *([os.environ["BAIGONG_FILE"]] if line.endswith("--from") else [])]
            assert run(words) == (code if "--help" not in line else 0)
            printed = desk.capsys.readouterr()
            assert PASSWORD not in printed.out + printed.err
