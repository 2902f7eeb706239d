"""`/metrics`, for Prometheus: how the queue of reminders stands, and how old the signs of life are.

Read from the database and the cache at scrape time, so it does not matter which web process is asked. Needs the
bearer token METRICS_TOKEN; without that setting there is no such page.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from apps.core import vitals
from apps.core.mail_probe import mail_ok
from apps.core.vitals import Part
from apps.followups.queue_state import read_queue

COUNTED = 100_000  # beyond it a figure stands still, and a scrape stays quick

AGES = {
    Part.WORKER: ("acquaint_worker_heartbeat_age_seconds", "Since a worker last sent a heartbeat; absent if never."),
    Part.BEAT: ("acquaint_beat_publish_age_seconds", "Since the beat last published something; absent if never."),
}


class QueueCollector(Collector):
    """Asks the database anew at each scrape."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One gauge for each figure."""
        state = read_queue(datetime.now(UTC), limit=COUNTED)
        waits = "Reminders that wait beyond their moment."
        yield GaugeMetricFamily("acquaint_reminders_due", waits, state.due.number)
        yield GaugeMetricFamily(
            "acquaint_reminders_oldest_due_age_seconds",
            "How long the first of those has been waiting; 0 when none waits.",
            state.oldest_due_age,
        )
        stuck = "Reminders claimed by a worker that is gone; the next sweep takes them."
        yield GaugeMetricFamily("acquaint_reminders_stuck", stuck, state.stuck.number)
        retrying = "Reminders refused for now, to be tried again."
        yield GaugeMetricFamily("acquaint_reminders_retrying", retrying, state.retrying.number)
        yield GaugeMetricFamily("acquaint_reminders_failed", "Reminders given up, of any age.", state.failed.number)
        lately = "Reminders given up within 24 hours."
        yield GaugeMetricFamily("acquaint_reminders_failed_last_day", lately, state.failed_last_day.number)
        sent = "Reminders sent within 24 hours."
        yield GaugeMetricFamily("acquaint_reminders_sent_last_day", sent, state.sent_last_day.number)
        if state.sweep_age is not None:
            swept = "Since a sweep for due reminders last ended; absent if never."
            yield GaugeMetricFamily("acquaint_sweep_age_seconds", swept, state.sweep_age)


class SignsCollector(Collector):
    """Worker, beat and mail server."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """What nobody has seen is absent."""
        for part, (name, text) in AGES.items():
            if (age := vitals.read(part).age) is not None:
                yield GaugeMetricFamily(name, text, age)
        answers = "Whether the mail server answers, or a provider is configured."
        yield GaugeMetricFamily("acquaint_mail_up", answers, int(mail_ok()))


registry = CollectorRegistry()
registry.register(QueueCollector())
registry.register(SignsCollector())


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """200 with the right token, 401 with another one or none; 404 where no token is set."""
    if not settings.METRICS_TOKEN:
        raise Http404
    given = request.headers.get("Authorization", "")
    if not secrets.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4)
