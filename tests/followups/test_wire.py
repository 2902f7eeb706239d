"""The bytes of a mail: those of Python's email package, made faster."""

from email.utils import format_datetime
from uuid import UUID

import pytest
from django.core.mail import BadHeaderError
from hypothesis import example, given
from hypothesis import strategies as st

from apps.followups.emails.wire import ReminderMail, to_wire
from tests.factories.accounts import NOW

MAIL_ID = UUID("01a201cf-431a-71fd-b30d-a496e73f8230")
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)
headers = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=200)


def mail(subject="Thank Priya", text="You met.", html="<p>You met.</p>", **extra):
    made = ReminderMail(
        mail_id=MAIL_ID,
        recipient="lena@aldermere.example",
        subject=subject,
        body=text,
        from_email="Acquaint <no-reply@acquaint.example>",
        to=["Lena Marchetti <lena@aldermere.example>"],
        headers={"Date": format_datetime(NOW), "Message-ID": "<a@acquaint.example>", **extra},
    )
    made.attach_alternative(html, "text/html")
    return made


@given(subject=headers, text=texts, html=texts, link=headers)
@example(subject="", text="", html="", link="")
@example(subject="a" * 90, text="x\r\ry\n", html="\n\n", link="https://acquaint.example/" + "t" * 120)
@example(subject="Grüße", text="é" * 600, html="<p>" + "é" * 600, link="")
@example(subject="Thank Priya", text="From here\n.\n..", html=f"--=_{MAIL_ID.hex[-24:]}", link="")
def test_they_are_those_of_the_email_package(subject, text, html, link):
    one = mail(subject, text, html, **{"List-Unsubscribe": f"<{link}>"})

    assert to_wire(one) == one.message().as_bytes(linesep="\r\n")


@pytest.mark.parametrize("subject", ["Thank\nBcc: everybody@example.org", "Thank\rPriya"])
def test_a_header_of_two_lines_is_refused(subject):
    with pytest.raises(BadHeaderError):
        to_wire(mail(subject))
