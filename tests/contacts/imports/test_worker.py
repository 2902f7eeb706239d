"""The import with a real worker, beat and broker."""

import time

import pytest
from django.utils import timezone

from apps.contacts.models import Contact, ImportJob
from apps.contacts.services import imports
from apps.contacts.services.imports import uploading
from tests.contacts.imports.files import many
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def uploaded(owner, count):
    return imports.upload_people(actor=owner, filename="Connections.csv", chunks=[many(count)], now=timezone.now())


def started(owner, count):
    job = uploaded(owner, count)
    wait_until(job, ImportJob.Status.CHECK)
    assert imports.start_import(actor=owner, job=job, now=timezone.now())
    job.refresh_from_db()
    return job


def wait_until(job, status, seconds=30):
    end = time.monotonic() + seconds
    while job.status != status:
        assert time.monotonic() < end, f"still {job.status}, {job.processed} of {job.total}"
        time.sleep(0.05)
        job.refresh_from_db()


def test_a_worker_carries_the_import_out(celery_processes):
    job = started(UserFactory(), 1200)

    wait_until(job, ImportJob.Status.DONE)

    assert Contact.objects.count() == 1200


def test_the_wake_up_needs_no_sweep(celery_processes):
    celery_processes.kill("beat")
    time.sleep(1.5)  # what the beat had published is worked off

    job = started(UserFactory(), 10)  # planned by the upload itself

    wait_until(job, ImportJob.Status.DONE, seconds=10)


def kill_in_the_middle(celery_processes, job):
    """kill -9 once something is done, then another worker."""
    while job.processed <= uploading.FIRST_ROWS:
        time.sleep(0.01)
        job.refresh_from_db()
    status = job.status

    celery_processes.kill("worker")
    job.refresh_from_db()
    assert (job.status, job.claimed_until is None) == (status, False)
    ImportJob.objects.filter(pk=job.pk).update(claimed_until=timezone.now())  # instead of waiting for the lease
    celery_processes.start("worker", "worker", "--pool", "threads", "-c", "2", "-l", "info")
    return job.attempts


def test_killing_the_worker_in_the_middle_of_the_plan_neither_loses_nor_doubles_a_row(celery_processes):
    job = uploaded(UserFactory(), 20_000)

    attempts = kill_in_the_middle(celery_processes, job)

    wait_until(job, ImportJob.Status.CHECK, seconds=60)
    assert (job.total, job.attempts) == (20_000, attempts + 1)
    assert job.rows.filter(finding="new", action="add").count() == 20_000


def test_killing_the_worker_in_the_middle_neither_loses_nor_doubles_anybody(celery_processes):
    job = started(UserFactory(), 20_000)

    attempts = kill_in_the_middle(celery_processes, job)

    wait_until(job, ImportJob.Status.DONE, seconds=90)
    assert Contact.objects.count() == 20_000
    assert job.attempts == attempts + 1
