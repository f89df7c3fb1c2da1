"""Web pages: a government page made here, menus and all."""

from __future__ import annotations

from baigong.parse import ParsedPlan, parse_document

PAGE = """<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>南山市2022年工作要点_南山市人民政府</title>
<meta name="ArticleTitle" content="南山市2022年工作要点"><style>p {{ color: red }}</style></head>
<body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">一、政务公开</a></li>
<li><a href="/b">二、办事服务（市政务局负责）</a></li></ul></div>
<div class="crumbs"><a href="/">首页</a> &gt; <a href="/x">政府文件</a></div>
<table><tr><td>索引号：</td><td>11370/2022-001</td><td>发文字号：</td><td>南政发〔2022〕7号</td></tr>
<tr><td>发布机构：</td><td>南山市人民政府</td><td>成文日期：</td><td>2022-02-18</td></tr></table>
<div id="zoom">
<p style="text-align:center">南山市2022年工作要点</p>
<p>　　为做好今年工作，制定本要点。</p>
<p>　　一、扩大有效投资</p>
<p>　　1.新开工项目<b>30</b>个，&nbsp;完成投资50亿元。（市发展改革委牵头，
   市财政局配合）</p>
<p>　　2.建成标准厂房10万平方米。<br>　　责任单位：市工业和信息化局、高新区管委会</p>
<p>　　二、改善民生</p>
<table border="1"><tr><th>工作任务</th><th>责任单位</th><th>完成时限</th></tr>
<tr><td>新建公厕20座</td><td rowspan="2">市城管局</td><td>10月底前</td></tr>
<tr><td>改造背街小巷8条</td><td>年底前</td></tr></table>
<p>各责任单位要提高认识，狠抓落实。</p>
</div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a><a href="#">打印</a></div>
<div class="related"><a href="1">1.相关文件（市司法局负责）</a><a href="2">2.图解</a><a href="3">3.解读</a></div>
<div class="footer">主办单位：南山市人民政府办公室　网站标识码：3700000001</div>
<script>var a = "（市教育局负责）";</script>
</body></html>"""


def parse(charset: str = "utf-8") -> ParsedPlan:
    data = PAGE.format(charset=charset).encode("gb18030" if charset == "gb2312" else charset)
    return parse_document(None, data=data, start=None, due=None, split="auto")


def test_head_from_the_metadata_table() -> None:
    head = parse().plan.head
    assert (head.title, head.number, head.issuer) == ("南山市2022年工作要点", "南政发〔2022〕7号", "南山市人民政府")
    assert str(head.issued) == "2022-02-18"


def test_only_the_page_s_own_tasks() -> None:
    plan = parse().plan
    assert [task.text for task in plan.tasks] == [
        "新开工项目30个，完成投资50亿元。",
        "建成标准厂房10万平方米。",
        "新建公厕20座",
        "改造背街小巷8条",
    ]
    names = {name for task in plan.tasks for name in task.lead + task.units + task.support}
    assert names == {"市发展改革委", "市财政局", "市工业和信息化局", "高新区管委会", "市城管局"}
    assert [str(task.due) for task in plan.tasks][2:] == ["2022-10-31", "2022-12-31"]


def test_pages_that_say_gb2312() -> None:
    assert parse("gb2312").plan == parse().plan
