"""Mails as files: headers that every mail program reads, and nothing in a name or a text that becomes a header."""

from __future__ import annotations

import email
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage

from baigong.render.mail import Attachment, Mailbox, to_eml

NOW = datetime(2019, 2, 20, 9, 30, tzinfo=UTC)


def mail(name: str = "省甲厅", subject: str = "督查督办单：省甲厅", line: str = "请于2月25日前报。") -> bytes:
    return to_eml(
        Mailbox("某省政府办公厅督查室", "ducha@example.gov.cn"),
        Mailbox(name, "jia@example.gov.cn"),
        subject,
        [line, "某省政府办公厅督查室"],
        [Attachment("省甲厅-督办单.docx", b"PK word"), Attachment("省甲厅-第8周.xlsx", b"PK sheet")],
        NOW,
    )


def read(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=policy.default)


def test_the_headers_that_a_mail_must_have() -> None:
    message = read(mail())
    assert not message.defects
    assert (message["From"].addresses[0].display_name, message["From"].addresses[0].addr_spec) == (
        "某省政府办公厅督查室",
        "ducha@example.gov.cn",
    )
    assert message["To"].addresses[0].addr_spec == "jia@example.gov.cn"
    assert message["Subject"] == "督查督办单：省甲厅"
    assert message["Date"].datetime == NOW
    assert message["Message-ID"].endswith("@example.gov.cn>")
    assert message["X-Unsent"] == "1", "it opens as a draft"


def test_lines_end_and_are_as_long_as_mail_asks() -> None:
    content = mail(subject="督" * 200, line="长" * 2000)
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert read(content)["Subject"] == "督" * 200


def test_the_body_and_the_files_come_back_as_they_were() -> None:
    message = read(mail())
    body = message.get_body()
    assert body is not None
    assert body.get_content().splitlines() == ["请于2月25日前报。", "某省政府办公厅督查室"]
    files = [(each.get_filename(), each.get_content(), each.get_content_type()) for each in message.iter_attachments()]
    assert [(name, content) for name, content, _ in files] == [
        ("省甲厅-督办单.docx", b"PK word"),
        ("省甲厅-第8周.xlsx", b"PK sheet"),
    ]
    assert [kind.rpartition(".")[2] for _, _, kind in files] == ["document", "sheet"]


def test_a_name_with_a_line_break_adds_no_header() -> None:
    message = read(
        mail(name="省甲厅\r\nBcc: x@evil.example", subject="督办\nBcc: y@evil.example", line="a\r\n.\r\nBcc: z")
    )
    assert message["Bcc"] is None and len(message["To"].addresses) == 1
    assert message["To"].addresses[0].display_name == "省甲厅 Bcc: x@evil.example"
    assert message["Subject"] == "督办 Bcc: y@evil.example"


def test_a_name_that_looks_like_an_address_stays_a_name() -> None:
    message = read(mail(name='"甲" <x@evil.example>, 乙'))
    (only,) = message["To"].addresses
    assert (only.display_name, only.addr_spec) == ('"甲" <x@evil.example>, 乙', "jia@example.gov.cn")
