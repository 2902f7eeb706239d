"""What an operator is given works together: alarms, metrics, runbook, command, compose."""

from __future__ import annotations

import re
from argparse import ArgumentParser

import pytest
from django.test import Client

from apps.followups.management.commands.reminders import Command
from config.paths import BASE_DIR

RUNBOOK = (BASE_DIR / "docs" / "runbook.md").read_text()
ALERTS = (BASE_DIR / "docs" / "alerts.yml").read_text()
DEPLOYMENT = (BASE_DIR / "docs" / "deployment.md").read_text()


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.django_db
def test_alarms_ask_for_metrics_that_exist(client: Client, settings):
    settings.METRICS_TOKEN = "x"
    told = set(re.findall(r"^# TYPE (\S+)", client.get("/metrics", headers={"Authorization": "Bearer x"}).text, re.M))
    ages = {"acquaint_sweep_age_seconds", "acquaint_worker_heartbeat_age_seconds", "acquaint_beat_publish_age_seconds"}

    asked = set(re.findall(r"acquaint_[a-z_]+", ALERTS))

    assert asked <= told | ages
    assert "acquaint_reminders_oldest_due_age_seconds" in told


def test_each_alarm_has_its_part_of_the_runbook():
    parts = re.findall(r"runbook: docs/runbook\.md#(\S+)", ALERTS)

    assert len(parts) == ALERTS.count("- alert:")
    assert set(parts) <= anchors(RUNBOOK)


def test_links_between_the_parts_lead_somewhere():
    assert set(re.findall(r"\]\(#([\w-]+)\)", RUNBOOK)) <= anchors(RUNBOOK)
    assert set(re.findall(r"\]\(deployment\.md#([\w-]+)\)", RUNBOOK)) <= anchors(DEPLOYMENT)
    assert set(re.findall(r"\]\(runbook\.md#([\w-]+)\)", DEPLOYMENT)) <= anchors(RUNBOOK)


def commands() -> list[str]:
    found = re.findall(r"manage\.py reminders([^`\n#]*)", RUNBOOK)
    return sorted({re.sub(r"\bID\b", "0199aaaa-0000-7000-8000-000000000000", words).strip() for words in found})


@pytest.mark.parametrize("words", commands())
def test_each_command_of_the_runbook_is_one(words: str):
    parser = ArgumentParser(exit_on_error=False)
    Command().add_arguments(parser)

    parser.parse_args(re.findall(r'"[^"]*"|\S+', words))


def test_every_variable_of_compose_is_told_of():
    compose = (BASE_DIR / "docker-compose.yml").read_text()
    env = (BASE_DIR / ".env.example").read_text()

    required = set(re.findall(r"\$\{(\w+):\?", compose))

    assert required <= set(re.findall(r"^(\w+)=", env, re.MULTILINE))
    assert {n for n in re.findall(r"\$\{(\w+):", compose) if f"`{n}`" not in DEPLOYMENT} <= {"POSTGRES_PASSWORD"}
    assert "${EMAIL_URL:-}" in compose
