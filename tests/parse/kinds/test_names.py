"""Names that leave off their level or their last word, and generic ones."""

from __future__ import annotations

import pytest

from baigong.parse.spelling import find_doubles, find_generic
from tests.support.readings import read, who

KIND = "a level or a last word left off"

EXAMPLES = [
    ("1.办好一件事。（区交建局、资源生态局、经发局）", "/区交建局 资源生态局 经发局/"),
    ("1.办好一件事。责任单位：省送变电公司、检修、信通公司", "/省送变电公司 检修公司 信通公司/"),
    ("1.办好一件事。（牵头单位：市水务局；配合单位：财政局、住建局）", "市水务局//财政局 住建局"),
    ("1.办好一件事。责任单位：移动、电信、联通公司，铁塔公司", "/移动公司 电信公司 联通公司 铁塔公司/"),
]
OPPOSITES = [
    # 建设 and 发展 are no names without their last word here, and 人员 leaves none off.
    ("1.抓好供水、供电建设。责任单位：县水利局、县住建局", "/县水利局 县住建局/"),
    ("1.办好一件事。责任单位：电厂、热力公司、水务公司", "/电厂 热力公司 水务公司/"),
]


@pytest.mark.parametrize(("sentence", "roles"), EXAMPLES + OPPOSITES)
def test_words_stay_and_the_names_are_whole(sentence: str, roles: str) -> None:
    assert who(read(f"一、任务\n{sentence}\n2.办好另一件事。责任单位：县甲局\n").plan)[0] == roles


def named(*names: str) -> str:
    return "一、任务\n" + "".join(f"{at}.办好第{at}件事。责任单位：{name}\n" for at, name in enumerate(names, 1))


@pytest.mark.parametrize(
    "pair", [("县住建局", "县住房城乡建设局"), ("县人社局", "县人力资源社会保障局"), ("县卫健委", "县卫生健康委")]
)
def test_two_forms_of_one_name_in_one_plan_are_doubted(pair: tuple[str, str]) -> None:
    assert {(name, other) for _, name, other in find_doubles(read(named(*pair)).plan)} & {pair, pair[::-1]}


@pytest.mark.parametrize("pair", [("县民政局", "县财政局"), ("县教育局", "县体育局"), ("城东街道", "城西街道")])
def test_names_of_like_letters_are_two(pair: tuple[str, str]) -> None:
    assert not list(find_doubles(read(named(*pair)).plan))


@pytest.mark.parametrize("name", ["区直相关部门", "有关区县政府", "各有关单位", "各行业主管部门"])
def test_generic_names_are_doubted_together_once(name: str) -> None:
    parsed = read(named(name, "县水利局", "各成员单位"))
    assert name in find_generic(parsed.plan)
    assert len([doubt for doubt in parsed.doubts if "泛指" in doubt.why]) == 1


@pytest.mark.parametrize("name", ["县水利局", "各乡镇政府", "县产业园管委会"])
def test_a_name_that_says_which_is_not_generic(name: str) -> None:
    assert name not in find_generic(read(named(name, "县水利局")).plan)
