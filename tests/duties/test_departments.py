"""The kinds of department, and which kinds a unit is by its name."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from baigong.duties import Department, Departments, shipped_departments
from baigong.duties.departments import parts, plain_words

ROOT = Path(__file__).parents[2]
DEPARTMENTS = ROOT / "baigong" / "duties" / "departments.yaml"


class TestTheShippedDepartments:
    def test_there_are_a_hundred_kinds_and_each_has_words_enough_to_be_found_by(self) -> None:
        kinds = shipped_departments().kinds
        assert len(kinds) >= 100
        assert [kind for kind, department in kinds.items() if len(department.duties) < 14] == []
        major = ["发展改革", "财政", "工业和信息化", "教育", "公安", "民政", "农业农村", "水利", "商务", "卫生健康"]
        assert all(len(kinds[kind].duties) >= 100 for kind in major)

    def test_no_word_is_given_twice_to_a_kind_and_none_is_a_single_character(self) -> None:
        for kind, department in shipped_departments().kinds.items():
            assert [word for word, times in Counter(department.duties).items() if times > 1] == [], kind
            assert [word for word in department.duties if len(plain_words(word)) < 2] == [], kind

    def test_every_kind_that_is_covered_is_a_kind(self) -> None:
        kinds = shipped_departments().kinds
        for kind, department in kinds.items():
            assert set(department.covers) <= set(kinds) - {kind}

    def test_every_name_of_a_kind_leads_to_that_kind(self) -> None:
        departments = shipped_departments()
        for kind, department in departments.kinds.items():
            for name in department.names:
                assert kind in departments.kinds_of(f"省{name}局"), name

    def test_the_file_reads_as_a_person_would_edit_it(self) -> None:
        text = DEPARTMENTS.read_text(encoding="utf-8")
        assert max(len(line) for line in text.splitlines()) <= 120
        assert set(yaml.safe_load(text)) == {"kinds"}


class TestKindsOfUnits:
    @pytest.mark.parametrize(
        ("names", "kind"),
        [
            ("财政部 省财政厅 市财政局 青海省财政厅", "财政"),
            ("国家发展改革委 省发展和改革委员会 县发改局", "发展改革"),
            ("工业和信息化部 省工信厅 市经济和信息化委", "工业和信息化"),
            ("国务院国资委 省政府国有资产监督管理委员会", "国资"),
            ("自然资源部 省国土资源厅 市规划和自然资源局", "自然资源"),
            ("生态环境部 省环保厅 市环境保护局", "生态环境"),
            ("住房城乡建设部 省住房和城乡建设厅 市住建局", "住房城乡建设"),
            ("人力资源社会保障部 市人力资源和社会保障局 县人社局", "人力资源社会保障"),
            ("文化和旅游部 省文旅厅 省旅游发展委", "文化和旅游"),
            ("市场监管总局 市市场监督管理局 省工商局", "市场监管"),
            ("国家药监局 省药品监管局", "药品监管"),
            ("省地方金融监管局 市金融办", "地方金融监管"),
            ("国家金融监督管理总局 青海银保监局 银保监会", "银保监"),
            ("人民银行 中国人民银行西宁中心支行", "人民银行"),
            ("海关总署 西宁海关", "海关"),
            ("国家税务总局青海省税务局 税务总局", "税务"),
            ("国家林草局 省林业和草原局 市林业局", "林草"),
            ("国家乡村振兴局 省扶贫局 国务院扶贫办", "扶贫"),
            ("省外事办 省政府外事办公室 外交部", "外事"),
            ("省委组织部 中央组织部", "组织"),
            ("团省委 共青团中央", "共青团"),
            ("国务院办公厅 省政府办公厅", "政府办公厅"),
            ("西宁市政府 各市州政府 各省级人民政府 各地区 西宁市 各区、县级市", "市州政府"),
            ("各园区管委会 西宁经济技术开发区管委会", "园区"),
            ("三江源国家公园管理局", "国家公园"),
            ("青海湖景区管理局", "景区"),
        ],
    )
    def test_one_kind_serves_every_level_and_every_way_of_writing_the_name(self, names: str, kind: str) -> None:
        departments = shipped_departments()
        found = {name: departments.kinds_of(name) for name in names.split(" ")}
        assert found == dict.fromkeys(found, (kind,))

    @pytest.mark.parametrize(
        ("name", "kinds"),
        [
            ("省市场监管局（省知识产权局）", ("市场监管", "知识产权")),
            ("县教育和体育局", ("教育", "体育")),
            ("文化体育旅游局", ("文化和旅游", "体育")),
            ("农业农村和水利局", ("农业农村", "水利")),
        ],
    )
    def test_a_merged_department_is_all_that_its_name_tells(self, name: str, kinds: tuple[str, ...]) -> None:
        assert shipped_departments().kinds_of(name) == kinds

    @pytest.mark.parametrize("name", ["", "各有关部门", "环湖赛组委会", "局", "\0"])
    def test_a_name_that_tells_nothing_is_of_no_kind(self, name: str) -> None:
        assert shipped_departments().kinds_of(name) == ()

    def test_every_unit_of_the_shipped_directory_is_of_a_kind(self) -> None:
        directory = yaml.safe_load((ROOT / "data" / "units.yaml").read_text(encoding="utf-8"))
        departments = shipped_departments()
        assert [unit["name"] for unit in directory["units"] if len(departments.kinds_of(unit["name"])) != 1] == []


class TestLocalNames:
    @pytest.mark.parametrize(
        ("name", "kinds"),
        [
            ("区经发局", {"发展改革", "工业和信息化", "商务"}),
            ("区交建局", {"交通运输", "住房城乡建设"}),
            ("交通与建设局", {"交通运输", "住房城乡建设"}),
            ("区通管办", {"通信管理"}),
            ("工信科技局", {"工业和信息化", "科技"}),
            ("区环土局", {"生态环境", "自然资源"}),
            ("区财金局", {"财政", "地方金融监管"}),
            ("社会事业局", {"教育", "卫生健康", "民政"}),
            ("党群工作部", {"组织", "宣传"}),
            ("县城管执法局", {"城市管理"}),
            ("某县供电公司", {"电力企业"}),
            ("中国铁塔某市分公司", {"通信企业"}),
            ("某县农商行", {"金融企业"}),
            ("县人民医院", {"医院"}),
            ("第一中学", {"学校"}),
            ("各乡镇人民政府", {"乡镇街道"}),
            ("县人社局", {"人力资源社会保障"}),
            ("市自规局", {"自然资源"}),
            ("县政数局", {"政务服务", "数据"}),
            ("区社工部", {"社会工作"}),
            ("市园林局", {"园林绿化"}),
            ("区公用事业局", {"城市管理"}),
            ("房屋征收中心", {"住房城乡建设"}),
            ("高新国控集团", {"城投国企"}),
            ("运检部", {"企业设备运维"}),
            ("信通公司", {"企业数字化"}),
            ("安监部", {"企业安监"}),
            ("物资公司", {"企业物资"}),
        ],
    )
    def test_local_merged_and_abbreviated_names_are_of_the_kinds_that_they_tell(
        self, name: str, kinds: set[str]
    ) -> None:
        assert kinds <= set(shipped_departments().kinds_of(name))

    @pytest.mark.parametrize("name", ["环湖赛组委会", "局", "某某指挥部", "三号专班"])
    def test_characters_that_tell_nothing_are_not_guessed_from(self, name: str) -> None:
        assert shipped_departments().kinds_of(name) == ()


def test_words_are_compared_in_half_width_and_upper_case_without_marks() -> None:
    assert plain_words("“ｐｐｐ”《项 目》") == "PPP项目"


def test_the_parts_of_a_text_stand_with_their_place() -> None:
    assert list(parts("甲乙丙", 2, 3)) == [(0, "甲乙"), (0, "甲乙丙"), (1, "乙丙")]


def test_a_word_is_rarer_the_fewer_kinds_claim_it() -> None:
    kinds = [Department(kind=name, names=(name,), duties=("资金", f"{name}站")) for name in ("甲事", "乙事", "丙事")]
    departments = Departments(tuple(kinds))
    assert departments.rarity("甲事站") == departments.rarity("没有这个词") == 1
    assert 0 < departments.rarity("资金") < 0.3
    assert departments.claimants["资金"] == ("甲事", "乙事", "丙事")


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("财务司", ("企业财务",)),
        ("人事处", ("企业人力资源",)),
        ("医务科", ("医务",)),
        ("教务处", ("教务",)),
        ("安全环保部", ("企业安监",)),
        ("离退休干部局", ("老干部",)),
        ("办公室", ("政府办公厅",)),
        ("石桥镇", ("乡镇街道",)),
        ("县派出所", ("公安",)),
        ("团州委", ("共青团",)),
        ("县林业发展中心", ("林草",)),
        ("县交通运输综合行政执法大队", ("交通运输",)),
        ("金融监管分局", ("银保监",)),
        ("省地方金融管理局", ("地方金融监管",)),
        ("国家矿山安全监察局青海局", ("应急",)),
        ("区营商环境局", ("政务服务",)),
        ("区纪检监察工委", ("纪检监察",)),
    ],
)
def test_divisions_townships_and_offices_are_of_the_kinds_that_their_names_tell(
    name: str, kinds: tuple[str, ...]
) -> None:
    assert shipped_departments().kinds_of(name) == kinds


def test_divisions_make_no_word_of_departments_less_rare() -> None:
    outer = Department(kind="财政", names=("财政",), duties=("预算",))
    other = Department(kind="水利", names=("水利",), duties=("水库",))
    division = Department(kind="财务", names=("财务",), inner=True, duties=("预算", "水库"))
    assert Departments((outer, other, division)).rarity("预算") == Departments((outer, other)).rarity("预算") == 1
    shared = Department(kind="审计", names=("审计",), duties=("预算",))
    assert Departments((outer, other, shared)).rarity("预算") < 1
