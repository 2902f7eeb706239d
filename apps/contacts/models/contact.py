"""A contact: a person the job seeker knows or wants to know."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Left, Lower

from apps.accounts.models import User, validate_zone
from apps.contacts.models.employer import Employer
from apps.core.models import OwnedModel, choices_constraint


class Circle(models.TextChoices):
    """How the owner knows the person."""

    FAMILY = "family", "Family"
    FRIEND = "friend", "Friend"
    CLASSMATE = "classmate", "Classmate"
    ALUMNI = "alumni", "Alumni"
    TEACHER = "teacher", "Teacher"
    COLLEAGUE = "colleague", "Colleague"
    NEIGHBOUR = "neighbour", "Neighbor"
    COMMUNITY = "community", "Community"
    COLD = "cold", "Not yet met"


class ContactRole(models.TextChoices):
    """What the person can be to the owner."""

    INTERVIEWEE = "interviewee", "Someone to learn from"
    CONNECTOR = "connector", "Someone who can introduce"
    BOTH = "both", "Both"


class Stage(models.TextChoices):
    """How far it has come with a person. The values are the `data-stage` of the design."""

    LISTED = "listed", "To ask"
    ASKED = "asked", "Asked"
    REPLIED = "replied", "Replied"
    SCHEDULED = "scheduled", "Scheduled"
    TALKED = "talked", "Talked"
    THANKED = "thanked", "Thanked"
    TOUCH = "touch", "In touch"
    RESTING = "resting", "Resting"


class Tag(OwnedModel):
    """A word that the owner files people under."""

    name = models.CharField(max_length=50)

    class Meta:
        constraints = [models.UniqueConstraint("owner", Lower("name"), name="tag_name_unique")]

    def __str__(self) -> str:
        return self.name


#: The order of the stages, as the list can be sorted by it.
STAGE_RANK = models.Case(
    *(models.When(stage=stage, then=rank) for rank, stage in enumerate(Stage)), output_field=models.IntegerField()
)


class ContactQuerySet(models.QuerySet["Contact"]):
    """The one definition of which contacts a user may see."""

    def visible_to(self, user: User) -> Self:
        """The user's own people. Staff never read this table through here; see advising.selectors."""
        return self.filter(owner=user)

    def current(self) -> Self:
        """Not archived."""
        return self.filter(archived_at=None)


class Contact(OwnedModel):
    """A person on the owner's list.

    Private notes live in `PrivateNote`, so that no path that may serve staff touches them.
    """

    owner = models.ForeignKey(  # six indexes begin with it
        User, on_delete=models.CASCADE, related_name="+", editable=False, db_index=False
    )
    given_name = models.CharField("first name", max_length=200)
    family_name = models.CharField("last name", max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, editable=False)  # names.fold("family given")
    search_text = models.TextField(editable=False, default="")  # folded names, employer, title, tags
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=50, blank=True)
    profile_url = models.URLField("profile link", max_length=500, blank=True)
    profile_key = models.CharField(max_length=500, blank=True, editable=False)  # names.profile_key
    employer = models.ForeignKey(Employer, on_delete=models.SET_NULL, null=True, blank=True, related_name="contacts")
    title = models.CharField("role", max_length=200, blank=True)
    location = models.CharField(max_length=200, blank=True)
    timezone = models.CharField("time zone", max_length=64, blank=True, validators=[validate_zone])
    circle = models.CharField(max_length=10, choices=Circle, default=Circle.COLD)
    role = models.CharField(max_length=11, choices=ContactRole, default=ContactRole.BOTH)
    introducer = models.ForeignKey(  # indexed below, for the few who have one
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="introduced", db_index=False
    )
    relation = models.CharField(  # the word on the link of the chain: "aunt", "suggested"
        "how you know them", max_length=100, blank=True
    )
    common_ground = models.CharField("what you share", max_length=300, blank=True)
    tags = models.ManyToManyField(Tag, blank=True, related_name="contacts")
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.LISTED)
    rhythm_days = models.PositiveSmallIntegerField(null=True, blank=True)
    rhythm_off_months = ArrayField(models.SmallIntegerField(), default=list, blank=True)  # 1 to 12: don't disturb then
    last_touch_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_touch_kind = models.CharField(max_length=10, blank=True, editable=False)
    next_step_at = models.DateTimeField(null=True, blank=True, editable=False)  # earliest open follow-up
    next_step = models.CharField(max_length=200, blank=True, editable=False)
    do_not_contact = models.BooleanField("don’t write to this person", default=False)
    is_private = models.BooleanField("keep private from my career center", default=False)
    source = models.CharField(max_length=100, blank=True)
    # id of an OwnField → value as text (ownvalues.py). With the person and not in a table of its own: it is read,
    # exported and imported with them, without a join or a row for each value.
    own_values = models.JSONField(default=dict, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            choices_constraint("circle", Circle, "contact_circle_valid"),
            choices_constraint("role", ContactRole, "contact_role_valid"),
            choices_constraint("stage", Stage, "contact_stage_valid"),
            models.CheckConstraint(condition=~models.Q(introducer=models.F("id")), name="contact_not_own_introducer"),
            models.UniqueConstraint(
                fields=["owner", "profile_key"],
                condition=~models.Q(profile_key=""),
                name="contact_profile_unique",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "sort_key", "id"], name="contact_by_name"),
            models.Index(  # as the list orders: those without a touch stand last
                "owner", models.F("last_touch_at").desc(nulls_last=True), models.F("id").desc(), name="contact_by_touch"
            ),
            models.Index(
                fields=["owner", "next_step_at", "id"], name="contact_by_next_step"
            ),  # most have no step: ties
            models.Index("owner", STAGE_RANK, "id", name="contact_by_rank"),
            models.Index(fields=["owner", "stage", "next_step_at", "id"], name="contact_by_stage"),
            models.Index(
                fields=["owner", "next_step_at", "id"],
                condition=models.Q(archived_at__isnull=False),
                name="contact_archived",
            ),
            models.Index("owner", Lower("email"), condition=~models.Q(email=""), name="contact_by_email"),
            models.Index(
                fields=["introducer"], condition=models.Q(introducer__isnull=False), name="contact_introducer"
            ),
            GinIndex("owner", OpClass("search_text", name="gin_trgm_ops"), name="contact_search"),
            models.Index(  # by the first letters of a name, as the palette asks
                "owner", OpClass(Left("search_text", 40), name="text_pattern_ops"), name="contact_by_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.given_name} {self.family_name}".strip()


class PrivateNote(OwnedModel):
    """What only the owner reads about a person. A table of its own: staff have no path to it."""

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="private_note")
    body = models.TextField(blank=True)

    class Meta:
        indexes = [GinIndex("owner", OpClass("body", name="gin_trgm_ops"), name="private_note_search")]
