"""The web app manifest: what installs Acquaint and lets pages be shared with it."""

import struct

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def manifest(client):
    return client.get(reverse("workspace:manifest"))


def test_anybody_gets_it_as_a_manifest(manifest):
    assert manifest["Content-Type"] == "application/manifest+json"
    assert manifest["Cache-Control"] == "public, max-age=3600"


def test_it_can_be_installed(manifest):
    said = manifest.json()

    assert (said["name"], said["display"], said["start_url"], said["scope"]) == ("Acquaint", "standalone", "/", "/")
    assert {(icon["sizes"], icon["purpose"]) for icon in said["icons"]} == {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip


def test_every_icon_is_there_in_the_size_it_says(manifest):
    for icon in manifest.json()["icons"]:
        with open(finders.find(icon["src"].removeprefix("/static/")), "rb") as file:
            width, height = struct.unpack(">II", file.read(24)[16:])
        assert icon["sizes"] == f"{width}x{height}"


def test_sharing_opens_the_short_form_which_keeps_nothing(manifest):
    target = manifest.json()["share_target"]

    assert (target["action"], target["method"]) == (reverse("contacts:capture"), "GET")
    assert target["params"] == {"title": "title", "text": "text", "url": "url"}


def test_every_page_links_to_it(client):
    page = client.get(reverse("account_login")).content.decode()

    assert f'<link rel="manifest" href="{reverse("workspace:manifest")}">' in page
