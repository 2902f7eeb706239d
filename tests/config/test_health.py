"""The health pages tell a balancer and an alarm what they need, and nothing else."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from apps.core import mail_probe, vitals
from apps.core.vitals import Part
from apps.followups.models import SweepBeat
from apps.followups.queue_state import SWEEP

ALL = ["worker", "beat", "sweep"]


@pytest.fixture(autouse=True)
def _ask_the_mail_server_anew():
    mail_probe.forget()


def stamp(part: str, seconds_ago: float) -> None:
    if part == "sweep":
        SweepBeat.objects.create(name=SWEEP, swept_at=datetime.now(UTC) - timedelta(seconds=seconds_ago))
    else:
        cache.set(vitals.key(Part(part)), time.time() - seconds_ago, timeout=None)


def test_live_asks_no_database(client: Client):
    assert client.get("/health/live/").content == b"ok\n"


@pytest.mark.django_db
def test_ready_when_database_and_broker_answer(client: Client):
    answer = client.get("/health/ready/")

    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "broker": "ok"}


@pytest.mark.django_db
def test_not_ready_without_broker(client: Client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    answer = client.get("/health/ready/")

    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "broker": "down"}


@pytest.mark.django_db
def test_everything_names_each_part(client: Client):
    for part in ALL:
        stamp(part, 5)

    answer = client.get("/health/")

    assert answer.status_code == 200
    words = {name: word for name, word in answer.json().items() if not name.endswith("_seconds")}
    assert words == dict.fromkeys(["database", "broker", "mail", "worker", "beat", "sweep"], "ok")


@pytest.mark.django_db
@pytest.mark.parametrize("late", ALL)
def test_alarm_when_one_part_is_late(client: Client, late: str):
    for part in ALL:
        stamp(part, 3600 if part is late else 5)

    answer = client.get("/health/")

    assert answer.status_code == 503
    assert [name for name, word in answer.json().items() if word == "down"] == [late]
    assert answer.json()[f"{late}_age_seconds"] >= 3600


@pytest.mark.django_db
def test_alarm_when_no_sweep_ever_ended(client: Client):
    assert client.get("/health/").status_code == 503


@pytest.mark.parametrize("part", [Part.WORKER, Part.BEAT])
def test_worker_and_beat_have_a_page_each(client: Client, part: Part):
    assert client.get(f"/health/{part}/").status_code == 503
    assert client.get(f"/health/{part}/").json() == {part: "down", f"{part}_age_seconds": None}

    stamp(part, 3)

    assert client.get(f"/health/{part}/").status_code == 200
    assert client.get(f"/health/{part}/").json()[part] == "ok"


def test_a_cache_that_is_away_is_told_as_down(client: Client, settings):
    away = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": away}

    vitals.note(Part.WORKER, every=0)

    assert client.get("/health/worker/").json() == {"worker": "down", "worker_age_seconds": None}


def test_stamps_are_seconds_apart():
    vitals.note(Part.BEAT, every=0)
    cache.delete(vitals.key(Part.BEAT))

    vitals.note(Part.BEAT)

    assert vitals.read(Part.BEAT).age is None


def test_health_is_never_cached(client: Client):
    assert "no-store" in client.get("/health/live/").headers["Cache-Control"]
