"""Names of units: what looks like one, and where 和, 及, 与 and 等 separate names rather than belong to one."""

from __future__ import annotations

import re

from baigong.parse.wording import any_of

_ENDINGS = (
    "部委局厅办署院行会社府司团心所站队处科室馆台校组库区市县州乡镇道省旗盟师联协关位门方军庭港构岸户园村居街保险"
)
_PLANTS = "电厂 水厂 煤矿 林场 农场 车间 工区"
"""Parts of a company, which may be named by their kind alone."""
_WORDS = any_of(
    "公司 集团 银行 大学 学校 中学 小学 企业 地区 基地 电网 移动 联通 电信 铁塔 邮政 央行 保监 证监 人行 税务 气象 "
    "烟草 海事 海关 供销 残联 妇联 中央 主体 城投 交投 供电 部队 专班 工商联 文联 科协 侨联 红会 总会 分行 国企 央企 "
    f"服务商 供应商 运营商 党组织 总支 支部 学生会 {_PLANTS} 分厂 工厂 班组 牧场 机场 中支 "
    "(?<![控入持参])股 财险 农担 交警 消防"
)
_NAME = re.compile(
    rf"[一-鿿A-Za-z0-9“”‘’《》〈〉·、（）()〔〕\-—－]{{1,40}}?(?:[{_ENDINGS}]|{_WORDS})(?:[（(〔［\[][^（）()〔〕［］\[\]]{{0,40}}[）)〕］\]])*"
)
_ACTS = any_of(
    "推进 开展 加强 完善 建立 健全 落实 支持 鼓励 加快 推动 做好 实施 制定 组织(?!部|人事|处|科|室|委) 提高 包括 "
    "其中 例如 如 含 即 主要 对 把 将 按照 根据 为了 要 可 不 召开 举办 举行 成立 组建 设立 开设 搭建 新建 扩建 "
    "筹建 建成 打造 培育 引进 创建(?!办|中心|指挥) 改造 认定 印发 出台 编制 修订 完成 争取 选派 梳理 排查 整治 "
    "清理 摸排"
)
_PROSE = any_of(
    "应当 必须 不得 可以 涉及 参照 遵守 是指 情况 进展 要于 要在 要按 要将 要把 要认真 要切实 要加强 "
    "要强化 要高度 要严格 要结合 要对 要制定 要明确 要建立 要根据 要充分 要全面 要积极 要主动 要进一步 "
    "统一领导"
)
_NOT_NAME = re.compile(rf"^{_ACTS}|[。！？：:；]|{_PROSE}")
_PARTIES = frozenset({"服务商", "供应商", "运营商", "承包商", "集成商", "厂商"})
"""Parties to a contract that a company's plan names as if they were units."""
_WHOLE_NAMES = _PARTIES.union(_PLANTS.split())
"""Words that are a name with nothing before them."""
_GENERIC_HEAD = rf"(?:(?:\d+|[一二三四五六七八九十两]+|多|几|若干)个?)?{any_of('其他 其它')}?"
_GENERIC_PLACE = any_of(
    "国务院 中央和国家机关 中央 党中央 全省 全市 省级 省直 省 自治区 区直 市级 市直 市 区级 县级 县直 区 "
    "县 州级 州直 州 本级 同级 各级 地方 省属 市属 区属 县属 州属 省内 市内 区内 驻地"
)
_GENERIC_KIND = any_of(
    "有关 相关 职能 主管 行业 成员 责任 配合 业务 行政 监管 执法 涉及 涉农 驻外 金融 参与 协作 直属 具体 "
    "国有 骨干 龙头 重点 中央"
)
_GENERIC_NOUN = any_of("部门 单位 机构 委办局 方面 地方 地区 企业 人民团体 群团组织 部委 厅局 局委办 委局")
_GENERIC_MORE = rf"(?:(?:和|及|与|、|以及){_GENERIC_KIND}*的?{_GENERIC_NOUN})*"
_GENERIC = re.compile(rf"{_GENERIC_HEAD}{_GENERIC_PLACE}?各?{_GENERIC_KIND}*的?{_GENERIC_NOUN}{_GENERIC_MORE}")
# 等市级河长制责任单位 says of what kind the units before 等 are.
_DESCRIBED = re.compile(r"[^和及与、各（(]{2,20}(?:部门|单位|机构|企业|组织)")
# 等市脱贫攻坚领导小组成员单位 names a group: those who sit in the body.
_MEMBERS = re.compile(r"[^和及与、各（(]{2,20}(?:领导小组|指挥部|委员会|联席会议|专班)成员单位")
_BARE = re.compile(r"(?:政府|人民政府|单位|部门|机构|地区|地方|企业|组织|党委|街道|社区|园区|管委会)|[区县市州镇乡]")
_PERSON = re.compile(
    any_of("省长 市长 县长 区长 州长 秘书长 局长 厅长 主任 书记 领导 同志 负责人 专员 常委 组长") + "$"
)
_CONNECTIVE = re.compile(r"以及|[和及与暨]")
_ROLE_MARK = re.compile(
    rf"[（(]\s*(?:(?P<lead>{any_of('牵头 主办 主责 牵头单位 牵头部门 牵头负责 总牵头')})"
    rf"|(?P<support>{any_of('配合 协办 协助 参与 配合单位')})|(?P<units>{any_of('责任 责任单位 承办 负责')}))\s*[）)]"
)
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]|〔[^〔〕]*〕|[\[［][^\[\]［］]*[\]］]")
_PLACE_WORD = any_of(
    "省 自治区 直辖市 计划单列市 设区市 自治州 地区 盟 市 州 县级市 自治县 县 区 旗 乡 镇 民族乡 街道 "
    "乡镇 县区 县市 市县 区县 市区"
)
_PLACE = re.compile(rf"{_PLACE_WORD}+")
_PLACES = re.compile(rf"{_PLACE_WORD}+(?:、{_PLACE_WORD}+)*")
_GOVERNMENT = any_of("人民政府 政府 管委会 党委 党委和政府 党委政府 行政公署")
_PLACES_WITH_HEAD = re.compile(rf"{_PLACE_WORD}+(?:和{_PLACE_WORD}+)*级?{_GOVERNMENT}(?:[和及与].{{0,20}})?")
# 各盟行政公署、市人民政府 and 各区委、区政府 are one group each: the second stands for as many as the first.
_SECOND = re.compile(rf"各(?P<place>{_PLACE_WORD}+)(?:(?P<committee>党?委)|行政公署|行署)")
_SHORT_GROUP = re.compile("单位|部门|机构|企业|地区")
_ENDS_GROUP = re.compile("(?:各|有关|相关|直属?).*(?:单位|部门|机构|企业|地区|街道|[镇乡区县市州]|[）)])$")
_SHARED_HEAD = re.compile(rf"[一-鿿]{{1,8}}等(?:\d+个|[一二三四五六七八九十]+个)?{_PLACE_WORD}+级?{_GOVERNMENT}")
_COMMITTEES = re.compile(r"(?:各|有关|相关).{0,12}党委")
_SHORT_PLACE = re.compile("[省市区县州旗盟乡镇]|市区|街道|(?:开发|高新|新|园)区")


# name = letters , ending-of-an-office , { "（" , letters , "）" } ;      省市场监管局（省知识产权局）
def is_name(text: str) -> bool:
    """Whether the words look like the name of a unit or of a group (各市州政府, 有关部门)."""
    return text in _WHOLE_NAMES or (len(text) <= 45 and bool(_NAME.fullmatch(text)) and not _NOT_NAME.search(text))


def is_person(text: str) -> bool:
    """Whether it is an office that a person holds: 分管副市长. Units are chased, not persons."""
    return bool(_PERSON.search(text))


# The hundred surnames that nearly all people have.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾"
    "夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)
_PERSONAL = re.compile(rf"[{_SURNAMES}](?:[某×XxＸ]{{1,2}}|[一-鿿]{{1,2}})")


def is_personal_name(text: str) -> bool:
    """Whether the words are a person's own name by their first letter, and no unit's: 王某, 李建国."""
    return bool(_PERSONAL.fullmatch(text)) and not is_name(text)


# generic = [ count ] , [ place ] , "各" , kind , ( "部门" | "单位" | … ) ;      10个省直有关部门
def is_generic(text: str) -> bool:
    """Whether the words after 等 only say what kind of list it was: 等有关部门, 等10个单位."""
    return bool(_GENERIC.fullmatch(text)) and len(text) <= 40


_TRADES = any_of("供水 供电 供热 供气 燃气 排水 公交 电力 水务 热力 运营 管理 发电 检修 送变电 建设 信通 物资")
_OF_TRADE = re.compile(f"{_TRADES}?(?:分公司|子公司|公司)$")
_SHARED_ENDING = re.compile("(?:分公司|子公司|公司|集团|支队|大队|中心|银行|医院|学校|社区|街道|[局委厅办])$")


# shared-ending = short-name , { "、" , short-name } , "、" , name ;      检修、建设公司; 城东、城西供水分公司
def shared_ending(name: str) -> str:
    """The last word that short names before this one leave off: 公司 of 建设公司, 供水分公司 of 城西供水分公司."""
    trade = _OF_TRADE.search(name)
    if trade and trade.start() >= 2:
        return trade.group()
    match = _SHARED_ENDING.search(name)
    return match.group() if match else ""


# marked = name , "（" , ( "牵头" | "配合" | "责任" ) , "）" ;
def role_mark(name: str) -> tuple[str, str | None]:
    """Take a role that stands in brackets after a name off it: 市甲局（牵头）."""
    match = _ROLE_MARK.search(name)
    if match and match.end() == len(name):
        return name[: match.start()], match.lastgroup
    return name, None


# list = names , [ "等" , ( generic | names ) ] ;
def split_names(text: str) -> tuple[list[str], bool]:
    """Cut a chunk between 、 into names, and say whether its list is open (等)."""
    open_ended = False
    names: list[str] = []
    at = _etc(text)
    if at is not None:
        open_ended = True
        head, rest = text[:at], text[at + 1 :]
        names += _divide(head)
        names += _after_etc(rest)
    else:
        names += _divide(text)
    return [name for name in names if name], open_ended


_WINDOW = 60


def _etc(text: str) -> int | None:
    """Find the 等 that closes a list: it follows a name, or stands alone."""
    depth = 0
    for index, char in enumerate(text):
        depth += (char in "（(〔[［") - (char in "）)〕]］")
        if char == "等" and depth <= 0:
            # A name is never longer, nor are the words that say what kind of list it was.
            before, after = text[max(0, index - _WINDOW) : index], text[index + 1 : index + 1 + _WINDOW]
            if not before or is_name(before) or is_name(_last(before)):
                return index
            if not after or is_generic(after):
                return index
    return None


def _last(text: str) -> str:
    return _CONNECTIVE.split(text)[-1]


def _after_etc(rest: str) -> list[str]:
    """Give the real names after 等: 等国务院相关部门及各地区 holds 各地区."""
    if _MEMBERS.fullmatch(rest):
        return [rest]
    if not rest or is_generic(rest) or _DESCRIBED.fullmatch(rest):
        return []
    for match in _CONNECTIVE.finditer(rest):
        left, right = rest[: match.start()], rest[match.end() :]
        if (not left or is_generic(left)) and right:
            return [] if is_generic(right) and not right.startswith("各") else _divide(right)
    return _divide(rest)


# names = name , { ( "和" | "及" | "与" | "暨" ) , name } ;
def _divide(text: str) -> list[str]:
    """Cut at 和, 及, 与 that stand between two names, outside brackets."""
    names, start, depth = [], 0, 0
    index = 0
    while index < len(text):
        depth += (text[index] in "（(〔[［《“") - (text[index] in "）)〕]］》”")
        match = _CONNECTIVE.match(text, index) if depth <= 0 else None
        if match:
            left, right = text[start:index], text[match.end() :]
            if (
                is_name(left)
                and not left.endswith("农业农村")
                and right
                and is_name(right)
                and not _BARE.fullmatch(_BRACKETED.sub("", right))
                and not _leads_bare(right)
            ):
                names.append(left)
                start = index = match.end()
                continue
            if not left and start:
                start = match.end()
            index = match.end()
            continue
        index += 1
    if start < len(text):
        names.append(text[start:])
    return names


def _leads_bare(right: str) -> bool:
    """Whether what follows only goes on with the same name: 各级党委和政府, 有关部门和单位及…."""
    first = _CONNECTIVE.split(right)[0]
    return bool(_BARE.fullmatch(_BRACKETED.sub("", first))) and first != right


# group = "各" , place , { "、" , place } , [ head ] ;      各市（州）、县（市、区）人民政府
def join_places(names: list[str], name: str) -> bool:
    """Join a name to the group that 、 only seems to end: 各市（州）、县（市、区）人民政府; say whether it was.

    Its places share their last word (政府), or are too short to stand alone (各区、县; 各有关部门、单位).
    """
    bare = _BRACKETED.sub("", name)
    if names and _SHORT_GROUP.fullmatch(bare) and _ENDS_GROUP.search(names[-1]):
        names[-1] = f"{names[-1]}、{name}"
        return True
    if names and bare in ("政府", "人民政府") and _COMMITTEES.fullmatch(_BRACKETED.sub("", names[-1])):
        names[-1] = f"{names[-1]}、{name}"
        return True
    first = _SECOND.fullmatch(_BRACKETED.sub("", names[-1])) if names else None
    if first and bare in (
        [f"{first['place']}政府", f"{first['place']}人民政府"]
        if first["committee"]
        else ["市人民政府", "市政府", "州人民政府"]
    ):
        names[-1] = f"{names[-1]}、{name}"
        return True
    shared = _PLACES_WITH_HEAD.fullmatch(bare)
    if not (shared or (names and _SHORT_PLACE.fullmatch(bare) and _opens_group(names[-1]))):
        return False
    start = len(names) - 1
    while start >= 0 and _PLACE.fullmatch(_BRACKETED.sub("", names[start])) and not _opens_group(names[start]):
        start -= 1
    if start < 0 or not _opens_group(names[start]):
        return False
    names[start:] = ["、".join([*names[start:], name])]
    return True


# shared-head = place , { "、" , place } , "等" , place-word , "人民政府" ;      济南、青岛等市人民政府
def join_listed(names: list[str], name: str) -> list[str] | None:
    """Join 济南、青岛等市人民政府: places without a word of their own that share the last; give those joined."""
    if not _SHARED_HEAD.fullmatch(name):
        return None
    start = len(names)
    while start and len(names[start - 1]) <= 5 and not is_name(names[start - 1]):
        start -= 1
    joined = names[start:]
    names[start:] = ["、".join([*joined, name])]
    return joined


def _opens_group(name: str) -> bool:
    """Whether it begins a group of places and has not yet the last word they share: 各市（州）."""
    plain = _BRACKETED.sub("", name)
    places = plain.split("、")[0].lstrip("各有相关")
    return bool(re.match("各|有关|相关", plain)) and bool(_PLACES.fullmatch(places) if places else False)
