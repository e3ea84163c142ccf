"""Mail that is kept instead of sent, on machines without a mail server: one file a message below var/mail."""

import email
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage as ParsedMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

KEPT = 500


class FolderBackend(BaseEmailBackend):
    """Writes each message to settings.MAIL_FOLDER; the console shows them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages; how many."""
        folder = Path(settings.MAIL_FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.now():%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}.eml"
            (folder / name).write_bytes(message.message().as_bytes())
        return len(email_messages)


@dataclass(frozen=True, slots=True)
class KeptMail:
    """One kept message."""

    name: str
    at: datetime
    sender: str
    to: str
    subject: str
    text: str
    html: str


def kept_mails() -> list[KeptMail]:
    """The newest kept messages, newest first."""
    return [read_mail(path) for path in sorted(Path(settings.MAIL_FOLDER).glob("*.eml"), reverse=True)[:KEPT]]


def kept_mail(name: str) -> KeptMail | None:
    """One kept message by its file name; None for anything that is not one."""
    path = Path(settings.MAIL_FOLDER) / Path(name).name
    return read_mail(path) if path.suffix == ".eml" and path.exists() else None


def read_mail(path: Path) -> KeptMail:
    """Parse a kept message."""
    message: Any = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    return KeptMail(
        name=path.name,
        at=datetime.fromtimestamp(path.stat().st_mtime, tz=UTC),
        sender=str(message["from"] or ""),
        to=str(message["to"] or ""),
        subject=str(message["subject"] or ""),
        text=part(message, "plain"),
        html=part(message, "html"),
    )


def part(message: ParsedMessage, kind: str) -> str:
    """The text or HTML of a message; nothing where it has none."""
    body = message.get_body(preferencelist=(kind,))
    return str(body.get_content()) if body else ""
