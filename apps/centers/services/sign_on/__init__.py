"""Campus sign-on: setting it up, and whom it lets in."""

from apps.centers.services.sign_on.admitting import Admission, admit, enter
from apps.centers.services.sign_on.domains import add_domain, check_domain, remove_domain
from apps.centers.services.sign_on.settings import Connection, connect_provider, note_test, remove_sign_on, switch

__all__ = [
    "Admission",
    "Connection",
    "add_domain",
    "admit",
    "check_domain",
    "connect_provider",
    "enter",
    "note_test",
    "remove_domain",
    "remove_sign_on",
    "switch",
]
