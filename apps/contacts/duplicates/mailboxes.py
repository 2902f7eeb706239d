"""Whose mailbox an address is. One that several people share says nothing about who somebody is."""

from __future__ import annotations

import re

#: Local parts that name an office, a job or a household and no person.
_SHARED_WORDS = """
abuse accounting accounts admin administration admissions all alumni anfrage application applications apply
assistant billing board booking bookings bureau career careers central chancery clinic club committee contact
contacts crew customerservice department desk dispatch editor editorial einkauf empfang enquiries enquiry events
familie familia famille family feedback finance frontdesk general hallo hello help helpdesk hey hi home
hospital house household hr human.resources humanresources info infos information inbox inquiries inquiry invoice
invoices it job jobs kanzlei kontakt lab legal library mail mailbox main management manager marketing me media
members membership news newsletter no-reply noreply nobody office offices official operations orders people post
postmaster practice praxis press presse privacy recruiting recruitment recruiter recepcion reception rezeption root
sales school secretariat secretary sekretariat service services shop social staff studio subscribe support talent
team teams treasurer user users verwaltung volunteer volunteers web webmaster welcome work
"""
_SHARED = frozenset(_SHARED_WORDS.split())
_GOOGLE = ("gmail.com", "googlemail.com")
_WORD = re.compile(r"[^\W\d_]+")


def mailbox(email: str) -> str:
    """The mailbox behind an address: case, `+tag` and Google's dots do not make another one; "" for no address."""
    local, at, host = email.strip().lower().rpartition("@")
    if not at or not local or not host:
        return ""
    local = local.partition("+")[0] or local
    if host in _GOOGLE:
        local, host = local.replace(".", "") or local, "gmail.com"
    return f"{local}@{host}"


def is_shared(email: str) -> bool:
    """Whether an address is an office's or a household's by its words: info@, hr-team@, the.family@."""
    local = email.strip().lower().partition("@")[0].partition("+")[0]
    if local in _SHARED:
        return True
    words = _WORD.findall(local)
    if not words:
        return True  # a number: a switchboard, a ticket
    return all(word in _SHARED for word in words) or bool({"family", "familie", "famille", "familia"} & set(words))


def words_of(email: str) -> tuple[str, ...]:
    """The words before the @, for people who are called by their address: ("ana", "ruiz")."""
    return tuple(_WORD.findall(email.lower().partition("@")[0].partition("+")[0]))
