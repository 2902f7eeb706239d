"""A real SMTP server that keeps what it is given, with a page and a JSON API to read it.

For development and tests: `manage.py up` starts it when no `EMAIL_URL` is set. Nothing leaves the machine.
"""

from config.mailbox.server import Mailbox
from config.mailbox.store import Mail, Store

__all__ = ["Mail", "Mailbox", "Store"]
