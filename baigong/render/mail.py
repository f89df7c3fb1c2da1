"""A letter as a mail (RFC 5322): mail programs open it as a draft, ready to send."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from baigong.deferred import dataclass
from baigong.pages.letter import PROGRAM
from baigong.render.inert import inert

_TYPES = {
    ".docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@dataclass(frozen=True)
class Mailbox:
    """A name and its address."""

    name: str
    address: str


@dataclass(frozen=True)
class Attachment:
    """A file that a mail carries."""

    name: str
    content: bytes


def to_eml(
    sender: Mailbox,
    receiver: Mailbox,
    subject: str,
    lines: Sequence[str],
    attachments: Sequence[Attachment],
    written: datetime,
) -> bytes:
    """Write a mail as an .eml file; mail programs open it as a draft."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(sender)
    mail["To"] = _address(receiver)
    mail["Subject"] = inert(subject)
    mail["Date"] = format_datetime(written)
    mail["Message-ID"] = make_msgid(domain=sender.address.rpartition("@")[2])
    mail["X-Unsent"] = "1"
    mail["X-Mailer"] = PROGRAM
    mail.set_content("".join(f"{inert(line)}\n" for line in lines), cte="base64")
    for attachment in attachments:
        main, sub = _TYPES[attachment.name[attachment.name.rindex(".") :]]
        mail.add_attachment(attachment.content, maintype=main, subtype=sub, filename=attachment.name)
    return mail.as_bytes()


def _address(mailbox: Mailbox) -> Address:
    return Address(inert(mailbox.name), addr_spec=mailbox.address)
