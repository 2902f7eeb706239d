"""The whole loop in a browser, with the real worker, broker, database and SMTP catcher: the eight steps of the product.

Nothing is patched. Days that would pass are taken off the waiting reminders' rows, which is all that time does to them.
"""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from apps.accounts.models import User
from apps.contacts.models import Contact, Referral
from apps.followups.models import FollowUp, Reminder
from apps.interviews.models import Interview
from tests.fixtures.mail import Inbox

pytestmark = pytest.mark.django_db(transaction=True)

EMAIL = "robin@aldermere.example"
CONNECTIONS = (
    "Notes:\r\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. '
    'You will only see email addresses for connections who have allowed it, ""always""."\r\n'
    "\r\n"
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\r\n"
    "Priya,Raman,https://www.linkedin.com/in/priya-raman,priya@corvane.example,Corvane Health,"
    "Senior UX researcher,14 Mar 2025\r\n"
    "Marcus,Oyelaran,https://www.linkedin.com/in/oyelaran,,Fernbank Devices,Design research lead,01 Jan 2024\r\n"
    'Zoë 🚀,,https://www.linkedin.com/in/zoe,,"Lumen, Mutual",UX researcher,02 Feb 2023\r\n'
)


@pytest.fixture
def site(live_server, page: Page, celery_processes) -> Page:
    """A browser at the product, with a worker and a beat behind it."""
    page.set_default_timeout(15_000)
    page.goto(live_server.url)
    return page


def let_time_pass(follow_up: FollowUp) -> None:
    """Makes the waiting reminder of `follow_up` due now."""
    now = timezone.now()
    waiting = Reminder.objects.filter(follow_up=follow_up, status=Reminder.Status.PENDING)
    nearest = waiting.earliest("send_at")
    assert nearest.send_at > now, "it waits for its moment"
    waiting.filter(pk=nearest.pk).update(send_at=now, due_at=now)


def test_the_whole_loop(site: Page, live_server, mailbox: Inbox, tmp_path):
    page = site
    sign_up(page, mailbox)
    User.objects.filter(email=EMAIL).update(quiet_from="00:00", quiet_until="00:00")  # the test may run at night
    import_connections(page, tmp_path)
    add_a_person(page)
    ask_and_get_a_nudge(page, mailbox)
    plan_the_talk(page)
    hold_and_debrief(page)
    thank_in_time(page, mailbox)
    everything_on_today(page)


def sign_up(page: Page, mailbox: Inbox) -> None:
    """Step 1: account, verified address, time zone."""
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("First name").fill("Robin")
    page.get_by_label("Last name").fill("Ek")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill("four odd words here")
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    mail = mailbox.wait_for(to=EMAIL)[0]
    link = re.search(r"https?://\S+/confirm-email/\S+", mail.text)
    assert link, mail.text
    page.goto(link.group())
    page.get_by_role("button", name=re.compile("confirm|verify|yes", re.I)).click()

    if "login" in page.url:
        page.get_by_label("E-mail").fill(EMAIL)
        page.get_by_label("Password").fill("four odd words here")
        page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="That’s right").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Robin")
    assert User.objects.get(email=EMAIL).timezone == "America/Chicago"  # what the browser said
    mailbox.clear()


def import_connections(page: Page, folder) -> None:
    """Step 2: LinkedIn's file with its preamble, imported by the worker."""
    file = folder / "Connections.csv"
    file.write_bytes(b"\xef\xbb\xbf" + CONNECTIONS.encode())
    page.goto(page.url.rstrip("/") + "/people/import/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Check the file").click()
    page.get_by_role("button", name="Import 3 people").click()
    expect(
        page.get_by_role("progressbar").or_(page.get_by_text(re.compile("3 (people|added|new)", re.I))).first
    ).to_be_visible()
    expect(page.get_by_text(re.compile(r"\b3\b.*(added|new)", re.I)).first).to_be_visible(timeout=30_000)
    assert sorted(Contact.objects.values_list("given_name", flat=True)) == ["Marcus", "Priya", "Zoë 🚀"]


def add_a_person(page: Page) -> None:
    """Step 2, by hand: somebody whom Priya introduced. Step 3: found on the list, chain on the page."""
    page.goto(origin(page) + "/people/add/")
    page.get_by_label("First name").fill("Ines")
    page.get_by_label("Last name").fill("Carvalho")
    page.get_by_label("E-mail").fill("ines@lumen.example")
    page.get_by_label(re.compile("Introduced by|introduced", re.I)).first.fill("Priya Raman, Corvane Health")
    page.get_by_role("button", name="Add to your people").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ines Carvalho")
    expect(page.locator(".aq-chain")).to_contain_text("Priya Raman")

    page.goto(origin(page) + "/people/")
    page.get_by_role("searchbox").fill("carval")
    expect(page.get_by_role("link", name="Marcus Oyelaran")).to_have_count(0)
    page.get_by_role("link", name="Ines Carvalho").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ines Carvalho")


def ask_and_get_a_nudge(page: Page, mailbox: Inbox) -> None:
    """Step 4: from a template, opened in the own mail program, marked as sent; a nudge comes back."""
    page.get_by_role("link", name="Write", exact=True).first.click()
    expect(page.get_by_role("textbox", name="Message")).to_have_value(re.compile("Hi Ines"))
    href = page.get_by_role("link", name="Open in e-mail").get_attribute("href") or ""
    assert urlsplit(href).scheme == "mailto"
    assert "ines@lumen.example" in href
    page.get_by_role("button", name="Mark as sent").first.click()
    expect(page.get_by_role("button", name=re.compile("Undo"))).to_be_visible()

    nudge = FollowUp.objects.get(kind=FollowUp.Kind.NUDGE)
    user = nudge.owner
    assert user.calendar.business_days_after(timezone.now(), 3, user.zone) == nudge.due_at.astimezone(user.zone).date()
    let_time_pass(nudge)
    mail = mailbox.wait_for(to=EMAIL, subject="Ines")[0]
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def plan_the_talk(page: Page) -> None:
    """Step 5: they said yes; when, where, both clocks, the calendar file, a question plan."""
    page.goto(origin(page) + "/people/")
    page.get_by_role("link", name="Ines Carvalho").click()
    page.get_by_role("link", name=re.compile("Write|Asked|Waiting|message", re.I)).first.click()
    page.get_by_role("button", name=re.compile("said yes|^Yes", re.I)).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Plan a talk with Ines")
    tomorrow = timezone.localdate() + timedelta(days=2)
    page.get_by_label("Day").or_(page.get_by_label("Date")).first.fill(tomorrow.isoformat())
    page.get_by_label(re.compile("^(Time|At|Start)", re.I)).first.fill("10:00")
    page.locator("[name=contact_timezone]").select_option("Europe/Lisbon")
    expect(page.locator("#times")).to_contain_text("Lisbon")
    page.get_by_label(re.compile("place|link|number", re.I)).first.fill("https://meet.example/ines")
    page.get_by_role("button", name="Plan this talk").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Prepare for Ines")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("calendar", re.I)).first.click()
    assert "BEGIN:VEVENT" in download.value.path().read_text()
    expect(page.get_by_text("Who else should I talk to?").first).to_be_visible()
    assert not FollowUp.objects.open().filter(kind=FollowUp.Kind.NUDGE).exists()


def hold_and_debrief(page: Page) -> None:
    """Step 6: live with timer and notes; take-aways, a person named, an action."""
    page.get_by_role("link", name="Start the talk").or_(page.get_by_role("button", name="Start the talk")).first.click()
    start = page.get_by_role("button", name="Start the clock")
    expect(page.get_by_role("timer")).to_be_visible()
    if start.count():
        start.click()
    expect(page.get_by_role("timer")).to_be_visible()
    page.get_by_label("A note, one line at a time").fill("Claims data is where the stories are.")
    page.get_by_role("button", name="Advice").click()
    expect(page.locator("#caught")).to_contain_text("Claims data")
    page.once("dialog", lambda dialog: dialog.accept())  # minutes are left
    page.get_by_role("button", name="Finish").click()
    page.wait_for_url(re.compile("debrief"))
    expect(page.locator("#takes")).to_contain_text("Claims data")

    page.locator("#named summary").click()
    page.locator("#p-name").fill("Amina Diallo")
    page.locator("#p-emp").fill("Lumen Mutual")
    page.locator("#p-add").click()
    expect(page.locator("#named")).to_contain_text("Amina Diallo")
    assert Contact.objects.get(given_name="Amina").introducer == Contact.objects.get(given_name="Ines")
    assert Referral.objects.get().state == Referral.State.OFFERED

    actions = page.locator("#actions")
    if actions.locator("summary").count():
        actions.locator("summary").first.click()
    actions.locator("[name=text]").fill("Send her the diary study")
    actions.get_by_role("button", name=re.compile("^Add")).last.click()
    expect(actions).to_contain_text("Send her the diary study")
    assert FollowUp.objects.open().filter(kind=FollowUp.Kind.ACTION).count() == 1


def thank_in_time(page: Page, mailbox: Inbox) -> None:
    """Step 7: the clock runs from the end of the talk; the worker writes; sending it stops the clock."""
    interview = Interview.objects.get()
    clock = FollowUp.objects.get(kind=FollowUp.Kind.THANK_YOU)
    assert clock.late_at == interview.ended_at + timedelta(hours=24)
    mailbox.clear()
    let_time_pass(clock)
    mail = mailbox.wait_for(to=EMAIL, subject="Thank Ines")[0]
    assert mail.html
    assert "List-Unsubscribe" in mail.headers
    assert mail.headers["Message-ID"].startswith("<")

    page.reload()
    expect(page.locator("#letter")).to_contain_text("Ines")
    page.locator("#letter").get_by_role("button", name="Mark as sent").click()
    expect(page.get_by_role("button", name=re.compile("Undo"))).to_be_visible()
    clock.refresh_from_db()
    assert clock.state == FollowUp.State.DONE
    check_in = FollowUp.objects.open().get(kind=FollowUp.Kind.CHECK_IN)
    let_time_pass(check_in)
    mailbox.wait_for(to=EMAIL, subject="Check in with Ines")


def everything_on_today(page: Page) -> None:
    """Step 8: one queue; done in place, undone in place."""
    now = timezone.now()
    FollowUp.objects.open().update(due_at=now - timedelta(hours=1))
    page.goto(origin(page) + "/")
    queue = page.locator("#today-queue")
    expect(queue).to_contain_text("Write to Amina Diallo")
    before = queue.locator("li.aq-action").count()
    queue.get_by_role("button", name=re.compile("Amina")).last.click()
    expect(queue.locator("li.aq-action")).to_have_count(before - 1)
    page.get_by_role("button", name=re.compile("Undo")).click()
    expect(queue.locator("li.aq-action")).to_have_count(before)


def origin(page: Page) -> str:
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}"
