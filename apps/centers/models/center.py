"""A center, its members, what students share with it, and what its staff read."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from apps.centers.models import cohort_rules, levels
from apps.core.models import BaseModel, OwnedModel, choices_constraint


class Role(models.TextChoices):
    """What a member is to a center."""

    STUDENT = "student", "Student"
    ADVISOR = "advisor", "Advisor"
    DIRECTOR = "director", "Director"
    PEER_MENTOR = "peer_mentor", "Peer mentor"
    ANALYST = "analyst", "Analyst"
    ADMIN = "admin", "Center admin"

    @property
    def phrase(self) -> str:
        """As it stands in a sentence: "an advisor"."""
        word = self.label.lower()
        return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


STAFF_ROLES = frozenset(Role) - {Role.STUDENT}


class Level(models.TextChoices):
    """How much a student lets one center see. The order is the order of the choices."""

    NOTHING = "nothing", "Nothing"
    PROGRESS = "progress", "Progress"
    FULL = "full", "Full"

    def covers(self, other: Level) -> bool:
        """True when sharing at this level shares all that `other` shares."""
        levels = list(Level)
        return levels.index(self) >= levels.index(other)


class Center(BaseModel):
    """A career center. `open_caseload` lets every advisor see every consenting student (small offices)."""

    name = models.CharField(max_length=200)
    open_caseload = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Cohort(BaseModel):
    """A named group of a center's students: fixed, put together by hand and by file, or by rule.

    A rule is what its columns ask; an empty one asks nothing. `cohort_rules` says how its students follow.
    """

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=200)
    by_rule = models.BooleanField(default=False)
    programs = ArrayField(models.CharField(max_length=200), default=list, blank=True)  # one of these
    years = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    grad_from = models.CharField(max_length=7, blank=True)  # YYYY-MM, itself included
    grad_to = models.CharField(max_length=7, blank=True)
    statuses = ArrayField(models.CharField(max_length=10), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("center", Lower("name"), name="cohort_name_unique_in_center"),
            models.CheckConstraint(
                condition=models.Q(by_rule=False, programs=[], years=[], grad_from="", grad_to="", statuses=[])
                | (models.Q(by_rule=True) & ~models.Q(programs=[], years=[], grad_from="", grad_to="", statuses=[])),
                name="cohort_rule_asks_something",
            ),
        ]
        triggers = cohort_rules.OF_COHORTS

    def __str__(self) -> str:
        return self.name


class ClosedDay(BaseModel):
    """Days on which a center is closed, first and last included: no business days for its students."""

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="closed_days")
    first_day = models.DateField("first day")
    last_day = models.DateField("last day")
    label = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="closed_day_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["center", "first_day", "last_day"], name="closed_day_once_in_center"),
        ]

    def __str__(self) -> str:
        return f"{self.label or 'Closed'}, {self.first_day} to {self.last_day}"


class Membership(BaseModel):
    """One person's one role in one center; for students also the roster card."""

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role)
    program = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # What a student shares, and the id of the grant that says so: `levels` writes both, from the grants.
    shares = models.CharField(max_length=8, choices=Level, default=Level.NOTHING, editable=False)
    in_force = models.UUIDField(null=True, editable=False)

    class Meta:
        constraints = [
            choices_constraint("role", Role, "membership_role_valid"),
            models.UniqueConstraint(
                fields=["center", "user", "role"],
                condition=models.Q(ended_at=None),
                name="membership_active_unique",
            ),
        ]
        indexes = [
            models.Index(  # counts, without a look at the rows
                fields=["center", "shares"],
                include=["id", "user"],
                condition=models.Q(role="student", ended_at=None),
                name="membership_students",
            )
        ]
        triggers = [*cohort_rules.OF_MEMBERSHIPS, *levels.OF_MEMBERSHIPS]

    def __str__(self) -> str:
        return f"{self.get_role_display()} at {self.center_id}"


class CohortStudent(models.Model):
    """A student in a cohort. Of a fixed one these rows are the truth; of one by rule the database keeps them.

    They stay when a membership ends, so that an undo finds them: whoever lists students asks for active memberships.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="places", db_index=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="places")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "membership"], name="cohort_student_once")]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.cohort_id}"


class SharingGrant(OwnedModel):
    """One decision of a student (`owner`) about one center. The newest row is in force (CON-3)."""

    # Nobody any more once their account is deleted (DAT-3); every other owned row goes with its owner.
    owner = models.ForeignKey(  # type: ignore[assignment]
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="grants")
    level = models.CharField(max_length=8, choices=Level)
    text_version = models.CharField(max_length=16)  # which wording the student agreed to

    class Meta:
        constraints = [choices_constraint("level", Level, "sharing_grant_level_valid")]
        indexes = [models.Index(fields=["owner", "center", "-created_at"], name="sharing_grant_newest")]
        triggers = [
            pgtrigger.Protect(name="keep_grants", operation=pgtrigger.Update | pgtrigger.Delete),
            *levels.OF_GRANTS,
        ]


class Disclosure(OwnedModel):
    """One staff read of a student's (`owner`) data: who, as what, which fields, how many (LOG-1).

    Holds ids and groups, never content. Append-only at the database (LOG-2).
    """

    class Action(models.TextChoices):
        LIST = "list", "Saw you in a list"
        OPEN = "open", "Opened your page"
        COVER = "cover", "Arranged to stand in for your advisor"
        EXPORT = "export", "Took figures about you along in a file"

    class FieldGroup(models.TextChoices):
        ROSTER = "roster", "Name, program and cohort"
        PROGRESS = "progress", "Counts and dates"
        FULL = "full", "Names, employers and takeaways"
        NOTES = "notes", "The center’s notes about you"

    # Nobody any more once their account is deleted (DAT-3); every other owned row goes with its owner.
    owner = models.ForeignKey(  # type: ignore[assignment]
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="disclosures")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    actor_name = models.CharField(max_length=201)  # as it was at the time
    actor_role = models.CharField(max_length=16, choices=Role)
    action = models.CharField(max_length=8, choices=Action)
    field_group = models.CharField(max_length=10, choices=FieldGroup)
    object_count = models.PositiveIntegerField()
    purpose = models.CharField(max_length=200, blank=True)  # asked where the matrix says `*`
    grant = models.ForeignKey(SharingGrant, on_delete=models.PROTECT, null=True, related_name="+")
    day = models.DateField()  # UTC; a list view is logged once a day (permissions.md, disclosure log)

    class Meta:
        constraints = [
            choices_constraint("action", ["list", "open", "cover", "export"], "disclosure_action_valid"),
            choices_constraint("field_group", ["roster", "progress", "full", "notes"], "disclosure_field_group_valid"),
            choices_constraint("actor_role", Role, "disclosure_actor_role_valid"),
            models.UniqueConstraint(
                fields=["owner", "center", "actor", "field_group", "day"],
                condition=models.Q(action="list"),
                name="disclosure_list_once_a_day",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-created_at"], name="disclosure_of_student")]
        triggers = [pgtrigger.Protect(name="keep_disclosures", operation=pgtrigger.Update | pgtrigger.Delete)]


class Invitation(BaseModel):
    """An offer of one role in one center to one address. Only the token's hash is stored (INV-1)."""

    center = models.ForeignKey(Center, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail")
    role = models.CharField(max_length=16, choices=Role)
    cohort = models.ForeignKey(Cohort, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    advisor = models.ForeignKey(  # the caseload that a student joins
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    invited_by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [choices_constraint("role", Role, "invitation_role_valid")]
        indexes = [models.Index(fields=["center", "-created_at"], name="invitation_of_center")]
