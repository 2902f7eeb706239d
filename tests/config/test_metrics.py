"""What Prometheus reads, and that nobody else does."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from apps.core import mail_probe, vitals
from apps.core.vitals import Part
from apps.followups.models import Reminder, SweepBeat
from apps.followups.queue_state import SWEEP
from tests.factories.contacts import ContactFactory
from tests.factories.followups import ReminderFactory

pytestmark = pytest.mark.django_db
TOKEN = {"Authorization": "Bearer a-long-token"}


@pytest.fixture(autouse=True)
def _token(settings):
    settings.METRICS_TOKEN = "a-long-token"
    mail_probe.forget()


def scrape(client: Client) -> dict[str, float]:
    families = text_string_to_metric_families(client.get("/metrics", headers=TOKEN).content.decode())
    return {sample.name: sample.value for family in families for sample in family.samples}


def test_without_the_setting_there_is_no_such_page(client: Client, settings):
    settings.METRICS_TOKEN = ""

    assert client.get("/metrics", headers=TOKEN).status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("given", [None, "", "a-long-token", "Bearer a-long-tokem", "Bearer", "Basic YTpi", "Bearer ü"])
def test_without_the_token_there_are_no_figures(client: Client, given: str | None):
    answer = client.get("/metrics", headers={} if given is None else {"Authorization": given})

    assert (answer.status_code, answer.content) == (401, b"")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_signed_in_operator_needs_the_token_too(admin_client: Client):
    assert admin_client.get("/metrics").status_code == 401


def test_figures_are_read_when_asked_for(client: Client):
    now = datetime.now(UTC)
    contact = ContactFactory()
    ReminderFactory(contact=contact, send_at=now - timedelta(minutes=10))
    failed = ReminderFactory(contact=contact, send_at=now - timedelta(minutes=5))
    Reminder.objects.filter(pk=failed.pk).update(status="failed")
    SweepBeat.objects.create(name=SWEEP, swept_at=now - timedelta(seconds=20))
    for part in (Part.WORKER, Part.BEAT):
        cache.set(vitals.key(part), time.time() - 7)

    found = scrape(client)

    oldest, sweep = found.pop("acquaint_reminders_oldest_due_age_seconds"), found.pop("acquaint_sweep_age_seconds")
    assert (600 <= oldest < 660, 20 <= sweep < 80) == (True, True)
    worker, beat = found.pop("acquaint_worker_heartbeat_age_seconds"), found.pop("acquaint_beat_publish_age_seconds")
    assert (7 <= worker < 60, 7 <= beat < 60) == (True, True)
    assert found == {
        "acquaint_reminders_due": 1,
        "acquaint_reminders_stuck": 0,
        "acquaint_reminders_retrying": 0,
        "acquaint_reminders_failed": 1,
        "acquaint_reminders_failed_last_day": 1,
        "acquaint_reminders_sent_last_day": 0,
        "acquaint_mail_up": 1,
    }
    Reminder.objects.all().delete()
    assert scrape(client)["acquaint_reminders_due"] == 0


def test_what_nobody_has_seen_is_absent_rather_than_young(client: Client):
    assert {name for name in scrape(client) if "_age_" in name} == {"acquaint_reminders_oldest_due_age_seconds"}


def test_names_follow_the_conventions(client: Client):
    """Base units, one prefix, and `_total` only for what never falls: nothing here."""
    text = client.get("/metrics", headers=TOKEN).content.decode()

    for family in text_string_to_metric_families(text):
        assert re.fullmatch(r"acquaint_[a-z_]+", family.name)
        assert (family.type, family.name.endswith("_total")) == ("gauge", False)
        assert family.documentation.endswith(".")
        assert ("age" in family.name.split("_")) == family.name.endswith("_seconds")
