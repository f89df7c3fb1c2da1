"""Offices in running text: what is the name of one, told from functions and bare nouns, and lists of them."""

from __future__ import annotations

import re

from baigong.parse.responsibility.names import is_name, is_person, join_places, shared_ending, split_names
from baigong.parse.wording import any_of, split_outside

_OFFICE = re.compile(
    r"(?:[局委厅办部院署处室站所会社联队场馆校园行司]|(?<![学本理文工农医全专百])科|(?<![控入持参])股|[一-鿿](?<![改重分编])组|政府|公署|管委会|公司|集团|支队|中心|街道|办事处|学院|医院|银行|专班|小组|分厂|车间|工区|电厂|水厂)"
    r"(?:[（(][^（）()]{1,20}[）)])?$|^(?:各|试点)[^和、，]{0,14}(?:[市县区镇乡州盟旗村]|社区|年级|班级|科室|处室|学院|政府|街道|公司|单位|部门|指挥部|局)"
    r"(?:[（(][^（）()]{1,20}[）)])?$"
)
# 城关镇 is a town, 新型城镇 is not.
_TOWN = re.compile("(?![全各该本]|小城|县城)(?:[一-鿿]{2}|[一-鿿]{2,3}(?![城乡集])[一-鿿])[镇乡]")
# Names of a function, as laws have them: whoever holds it in each place.
_FUNCTION = re.compile(
    r"(?:行政|主管|管理|监督|职能|执法|[一-鿿]{2})部门$|^(?:县级|市级|省级|设区)(?:以上|的)|^(?:地方|上级|下级|同级|本级)|机关$"
    r"|(?:以上|以下)(?:地方)?(?:各级)?(?:人民)?政府|^(?:用人|建设|施工|生产|经营|事业|申请|使用)单位$"
    r"|^(?:本|该|其|此|双|分|会|校|院)[局委厅办部院校]?$|全部$"
)
_BARE = re.compile(
    any_of(
        "人民政府 政府 单位 部门 机构 公司 企业 集团 学校 银行 委员会 办公室 领导小组 会议 社会 全社会 全局 全省 全市"
    )
)


def is_office(name: str) -> bool:
    """Whether a name is that of an office or a group of them, not of a function (教育行政部门) nor a bare noun."""
    return bool(
        is_name(name)
        and (_OFFICE.search(name) or _TOWN.fullmatch(name))
        and not _FUNCTION.search(name)
        and not _BARE.fullmatch(name)
        and not is_person(name)
    )


def office_list(text: str) -> tuple[str, ...]:
    """The names in a list, with a last word that they share given to each: 丙、丁公司."""
    names: list[str] = []
    for part in split_outside(text.strip(), "、"):
        for name in split_names(part.rstrip("、"))[0]:
            if not names or not join_places(names, name):
                names.append(name)
    ending = shared_ending(names[-1]) if names else ""
    if ending:
        names = [
            name if is_name(name) or not is_name(name + ending) or len(name) > 8 else name + ending for name in names
        ]
    return tuple(dict.fromkeys(name for name in names if name))


def read_names(text: str) -> tuple[str, ...]:
    """The names of a list of offices and nothing else; empty where any of them is none."""
    names = office_list(text)
    return names if names and all(map(is_office, names)) else ()
