"""What the beat asks for, and how often.

The beat only says "sweep": rows in PostgreSQL are the truth, so a lost, late or doubled message is harmless.
Each message expires after one period; a worker that was away does not find a heap of stale ones.
"""

from __future__ import annotations

from typing import Any


def beat_schedule(period: float) -> dict[str, dict[str, Any]]:
    """The Celery beat schedule with every sweep each `period` seconds."""
    sweeps = {
        "send-due-reminders": "apps.followups.tasks.send_due_reminders",
        "run-pending-imports": "apps.contacts.tasks.run_pending_imports",
        "run-pending-rosters": "apps.centers.tasks.run_pending_rosters",
        "count-reports": "apps.advising.tasks.count_reports",
        "run-data-rights": "apps.workspace.tasks.run_data_rights",
    }
    rarely = {  # nobody waits for it
        "rest-silent-outreach": "apps.outreach.tasks.rest_silent_outreach",
        "send-roster-invitations": "apps.centers.tasks.send_roster_invitations",
        "forget-used-links": "apps.followups.tasks.forget_used_links",
        "work-out-standouts": "apps.advising.tasks.work_out_standouts",
        "keep-retention": "apps.workspace.tasks.keep_retention",
    }
    return _every(period, sweeps) | _every(period * 60, rarely)


def _every(period: float, sweeps: dict[str, str]) -> dict[str, dict[str, Any]]:
    return {name: {"task": task, "schedule": period, "options": {"expires": period}} for name, task in sweeps.items()}
