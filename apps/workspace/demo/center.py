"""x"""

from datetime import datetime
from apps.accounts.models import User


def open_center(lena: User, now: datetime) -> None:
    """x"""
