"""Where `next` and `back` may lead."""

import pytest
from django.test import RequestFactory

from apps.core.htmx import own_page


@pytest.mark.parametrize(
    "target", ["", "foo", "//evil.example/", "https://evil.example/", "/a\nb", "javascript:x", "?x"]
)
def test_what_is_no_page_of_ours_leads_home(target):
    assert own_page(RequestFactory().get("/"), target, "/home/") == "/home/"


def test_a_page_of_ours_is_kept_with_its_query():
    assert own_page(RequestFactory().get("/"), "/people/?q=zoë") == "/people/?q=zo%C3%AB"
