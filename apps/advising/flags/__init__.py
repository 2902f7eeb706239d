"""What stands out about a student who shares progress: pure rules over counts and dates, and their words."""

from apps.advising.flags.rules import Finding, findings_of
from apps.advising.flags.wording import comes_back, evidence_of

__all__ = ["Finding", "comes_back", "evidence_of", "findings_of"]
