"""Links that carry a message out, and the message file."""

from email import message_from_bytes, policy
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core import sendlinks

ADDRESS = "ines+uxr@lumen.example"


def test_mailto_encodes_as_rfc_6068_says():
    link = sendlinks.mailto(ADDRESS, "20 minutes? Yes & no", "Hi Ines,\n\n50% of it")

    assert link == (
        "mailto:ines%2Buxr@lumen.example?subject=20%20minutes%3F%20Yes%20%26%20no"
        "&body=Hi%20Ines%2C%0D%0A%0D%0A50%25%20of%20it"
    )


def test_every_line_end_becomes_crlf():
    assert sendlinks.mailto("", "", "a\nb\r\nc\rd").endswith("body=a%0D%0Ab%0D%0Ac%0D%0Ad")


def test_a_line_break_in_the_subject_adds_no_header():
    link = sendlinks.mailto(ADDRESS, "Hello\r\nBcc: x@y.example", "")

    assert "%0D" not in link.split("&body")[0]


def test_an_address_adds_no_recipient_and_no_field():
    link = sendlinks.mailto("a@b.example?bcc=x@y.example,z@y.example", "", "")

    assert urlsplit(link).query == "subject=&body="
    assert "," not in link


@given(st.text(max_size=60), st.text(max_size=200))
def test_what_goes_in_comes_out(subject, body):
    subject, body = (t.encode("utf-8", "replace").decode() for t in (subject, body))

    query = urlsplit(sendlinks.mailto(ADDRESS, subject, body)).query

    about, text = (unquote(part.partition("=")[2]) for part in query.split("&"))
    assert about == sendlinks.one_line(subject)
    assert text.replace("\r\n", "\n") == sendlinks.plain(body)


def test_gmail_and_outlook_get_the_same_words():
    send = sendlinks.send_links(ADDRESS, "A & B", "one\ntwo")

    gmail, outlook = (parse_qs(urlsplit(link).query) for link in (send.gmail, send.outlook))
    assert (gmail["to"], gmail["su"], gmail["body"]) == ([ADDRESS], ["A & B"], ["one\r\ntwo"])
    assert (outlook["to"], outlook["subject"], outlook["body"]) == ([ADDRESS], ["A & B"], ["one\r\ntwo"])


def read(**fields):
    given = {
        "sender_name": "Lena Marchetti",
        "sender": "lena@x.example",
        "address": ADDRESS,
        "subject": "Hi",
        "body": "x",
    }
    return message_from_bytes(sendlinks.message_file(**(given | fields)), policy=policy.default)


def test_the_message_file_opens_as_an_unsent_draft():
    message = read(subject="20 minutes?", body="Hi Inés,\nhello")

    assert (message["X-Unsent"], message["Subject"]) == ("1", "20 minutes?")
    assert (message["To"], message["From"]) == (ADDRESS, "Lena Marchetti <lena@x.example>")
    assert message.get_content().replace("\r\n", "\n") == "Hi Inés,\nhello\n"


def test_headers_cannot_be_smuggled_into_the_message_file():
    message = read(subject="Hi\r\nBcc: x@y.example", sender_name="Lena\r\nX-Evil: 1")

    assert message["Bcc"] is None
    assert message["X-Evil"] is None


def test_a_bad_address_is_left_out_of_the_message_file():
    assert read(address="ines at lumen")["To"] is None


def test_a_text_too_long_for_a_link_gets_none():
    send = sendlinks.send_links(ADDRESS, "Hello", "x" * sendlinks.MOST_MAILTO)

    assert (send.mailto, send.gmail == "", send.outlook == "") == ("", False, False)


def test_each_link_has_its_own_length():
    fits = sendlinks.MOST_MAILTO - len(sendlinks.mailto(ADDRESS, "Hello", ""))

    assert sendlinks.send_links(ADDRESS, "Hello", "x" * fits).mailto != ""
    assert sendlinks.send_links(ADDRESS, "Hello", "x" * (fits + 1)).mailto == ""
    assert sendlinks.send_links(ADDRESS, "Hello", "x" * sendlinks.MOST_WEB).gmail == ""


def test_names_of_any_letters_are_written_as_mail_programs_read_them():
    raw = sendlinks.message_file(
        sender_name="Łena Märchetti", sender="lena@x.example", recipient_name="Inês “Nina” Carvalho, PhD",
        address=ADDRESS, subject="Grüße 🙂", body="Olá",
    )  # fmt: skip

    message = message_from_bytes(raw, policy=policy.default)
    head = raw.split(b"\r\n\r\n")[0]
    assert head.isascii()
    assert message["From"].addresses[0].display_name == "Łena Märchetti"
    assert message["To"].addresses[0].display_name == "Inês “Nina” Carvalho, PhD"
    assert message["Subject"] == "Grüße 🙂"


def test_the_message_file_ends_every_line_as_mail_does():
    raw = sendlinks.message_file(
        sender_name="Lena", sender="lena@x.example", address=ADDRESS, subject="Hi", body="a\nb\r\nc\rd" + "e" * 3000
    )

    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


@pytest.mark.parametrize("address", ["ines at lumen", "a@b\r\nBcc: x@y.example", "ünes@lumen.example", "@", "<>", "a@"])
def test_an_odd_address_is_left_out_and_smuggles_nothing(address):
    message = read(address=address)

    assert (message["To"], message["Bcc"]) == (None, None)


def test_odd_characters_in_the_text_are_left_out():
    message = read(subject="Hi\x00\u202ethere", body="a\x00b\x1b\u202ec")

    assert (message["Subject"], message.get_content().strip()) == ("Hi there", "abc")
