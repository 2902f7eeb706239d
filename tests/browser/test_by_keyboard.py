"""Asking with the keyboard alone: Tab reaches every control there is, and each shows that it has the focus."""

import pytest
from django.urls import reverse

from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.factories.outreach import SentOutreachFactory

pytestmark = pytest.mark.django_db(transaction=True)

# A control is counted once with its group: of radio buttons Tab reaches the chosen one, arrows the others.
NUMBER_THE_CONTROLS = """() => {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const isShown = (el) => el.checkVisibility({ visibilityProperty: true }) && !el.disabled && el.tabIndex >= 0;
  return all.filter(isShown).map((el, index) => {
    el.dataset.number = el.type === "radio" ? `${el.form?.action} ${el.name}` : index;
    return [el.dataset.number, el.outerHTML.slice(0, 120)];
  });
}"""
START_AT_THE_TOP = "document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')"
FOCUSED = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return null;
  // These show it for the field inside them.
  const around = el.closest(".aq-field, .aq-editor, .aq-live__notes, .aq-quickadd, .aq-search, .aq-subjline") ?? el;
  const isSeen = [el, around].some((e) => getComputedStyle(e).outlineStyle !== "none")
    || getComputedStyle(around).boxShadow !== "none";
  return [el.dataset.number ?? "", isSeen];
}"""


@pytest.fixture
def lena():
    return UserFactory(introduction="a former physical therapist now studying design")


def not_reached(page):
    """The controls that Tab passes by, or that never show it. A date has a stop for each of its parts."""
    controls = dict(page.evaluate(NUMBER_THE_CONTROLS))
    page.evaluate(START_AT_THE_TOP)
    for _ in range(4 * len(controls) + 10):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        number, is_seen = focused
        if is_seen:
            controls.pop(number, None)
    return list(controls.values())


@pytest.mark.parametrize("state", ["draft", "sent"])
def test_every_control_of_an_ask_is_reached_by_tab(signed_in, lena, state):
    ask = SentOutreachFactory(contact__owner=lena, contact__email="ines@lumen.example")
    path = reverse("outreach:edit", args=[ask.pk])
    if state == "draft":
        path = reverse("outreach:compose", args=[ContactFactory(owner=lena, email="ida@lumen.example").pk])
    page = signed_in(lena, path)

    assert not_reached(page) == []


@pytest.mark.parametrize("route", ["outreach:board", "outreach:rates", "outreach:templates"])
def test_every_control_of_the_pages_about_asks_is_reached_by_tab(signed_in, lena, route):
    SentOutreachFactory(contact__owner=lena)

    assert not_reached(signed_in(lena, reverse(route))) == []


def test_every_control_of_the_times_is_reached_by_tab(signed_in, lena):
    ask = SentOutreachFactory(contact__owner=lena)

    assert not_reached(signed_in(lena, reverse("outreach:offer_slots", args=[ask.pk]))) == []
