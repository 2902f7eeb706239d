"""The service worker and the page that it falls back on: for everybody, with nothing of anybody."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def test_worker_may_serve_the_whole_site_and_is_asked_for_each_time(client):
    response = client.get(reverse("workspace:worker"))

    assert reverse("workspace:worker") == "/sw.js"  # static/js/outbox.js registers it by this name
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Service-Worker-Allowed"] == "/"
    assert response["Cache-Control"] == "no-cache, max-age=0"


def test_worker_brings_in_scripts_that_exist(client):
    scripts = re.findall(r'"/static/([^"]+)"', client.get(reverse("workspace:worker")).content.decode())

    assert len(scripts) == 3
    assert all(finders.find(name) for name in scripts)


def test_fallback_page_is_the_same_for_everybody(client):
    url = reverse("workspace:on_this_device")
    before = re.sub(r'"X-CSRFToken": "\w+"', "", client.get(url).content.decode())

    client.force_login(UserFactory(given_name="Lena"))
    after = client.get(url).content.decode()

    assert "Lena" not in after
    assert "On this device" in before
