"""Every page of `tools.pages`, with the demo story behind it: axe at A and AA, nothing cut off, a quiet console."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import ConsoleMessage, Page

from apps.accounts.models import User
from apps.workspace import demo
from apps.workspace.demo.sign_ins import make_user
from tools.pages import EMAILS, SCREENS, Screen

pytestmark = pytest.mark.django_db(transaction=True)

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PART = 14
#: The elements that stick out, if the page scrolls sideways.
TOO_WIDE = """document.documentElement.scrollWidth <= 360 ? "" :
    [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > 361)
        .map(e => e.outerHTML.slice(0, 90)).slice(0, 4).join(" | ")"""


def findings(page: Page) -> list[str]:
    """What axe has against the page, with the element it means."""
    result = Axe().run(page, options=RULES)
    return [
        f"{violation['id']}: {node['html'][:160]} -- {node.get('failureSummary', '')[:200]}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]


def _parts() -> Iterator[tuple[str, list[Screen]]]:
    """The pages of each person, a dozen or so at a time: two workers share them."""
    for who in dict.fromkeys(screen.who for screen in SCREENS):
        theirs = [screen for screen in SCREENS if screen.who == who]
        yield from ((who, theirs[start : start + PART]) for start in range(0, len(theirs), PART))


@pytest.mark.parametrize(("who", "screens"), [pytest.param(*part, id=part[1][0].name) for part in _parts()])
def test_every_page_is_accessible_and_fits(
    who: str, screens: list[Screen], live_server, page: Page, signed_in, settings
):
    settings.ACCOUNT_REAUTHENTICATION_REQUIRED = False  # pages that ask who one is are shown as after the answer
    demo.load(timezone.now())
    make_user(timezone.now(), "Lena", "Marchetti", "new@aldermere.example")
    if who:
        signed_in(User.objects.get(email={**EMAILS, "empty": "new@aldermere.example"}[who]))
    problems: list[str] = []
    heard: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error":
            heard.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.emulate_media(reduced_motion="reduce")

    for screen in screens:
        address = live_server.url + screen.path()
        page.set_viewport_size({"width": 1440, "height": 900})
        page.emulate_media(color_scheme="light")
        response = page.goto(address)
        if response is None or response.status != 200 or page.url.split("?")[0] != address.split("?")[0]:
            problems.append(f"{screen.name}: {response and response.status} at {page.url}")
            continue
        problems += [f"{screen.name}, light: {found}" for found in findings(page)]
        page.emulate_media(color_scheme="dark")
        page.goto(address)  # switching the scheme under a page leaves some text unpainted for a while
        problems += [f"{screen.name}, dark: {found}" for found in findings(page)]
        page.set_viewport_size({"width": 390, "height": 844})
        problems += [f"{screen.name}, 390 px: {found}" for found in findings(page)]
        page.set_viewport_size({"width": 360, "height": 740})
        if too_wide := page.evaluate(TOO_WIDE):
            problems.append(f"{screen.name} is wider than a screen of 360 px: {too_wide}")
        problems += [f"{screen.name}, console: {text}" for text in heard]
        heard.clear()

    assert not problems, "\n".join(problems)
