"""The health pages tell a balancer and an alarm what they need, and nothing else."""

from __future__ import annotations

import time

import pytest
from django.core.cache import cache
from django.test import Client

from config.schedules import SWEEP_KEY


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
@pytest.mark.parametrize(("age", "status", "word"), [(5, 200, "ok"), (3600, 503, "down")])
def test_alarm_when_no_sweep_ended_lately(client: Client, age: int, status: int, word: str):
    cache.set(SWEEP_KEY, time.time() - age, timeout=None)

    answer = client.get("/health/")

    assert answer.status_code == status
    assert answer.json()["sweep"] == word
    assert answer.json()["sweep_age_seconds"] >= age


@pytest.mark.django_db
def test_alarm_when_no_sweep_ever_ended(client: Client):
    assert client.get("/health/").status_code == 503


def test_health_is_never_cached(client: Client):
    assert "no-store" in client.get("/health/live/").headers["Cache-Control"]
