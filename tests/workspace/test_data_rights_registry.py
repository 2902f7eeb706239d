"""DAT-1: every table and every field is either in the full copy or named here with the reason why not."""

import pytest
from django.apps import apps
from django.db import models

from apps.accounts.models import User
from apps.core.models import OwnedModel
from apps.workspace.holdings import (
    HOLDINGS,
    Held,
    NotHeld,
    Unregistered,
    all_models,
    given_fields,
    held_models,
    holding_of,
    rows_about,
)
from apps.workspace.services.leaving.removing import children_first
from tests.factories.accounts import UserFactory

#: Fields that no copy gives out. A new one is a decision, so it is written down a second time.
WITHHELD = {
    "accounts.User.password",
    "account.EmailConfirmation.key",
    "mfa.Authenticator.data",
    "usersessions.UserSession.session_key",
    "usersessions.UserSession.data",
    "socialaccount.SocialToken.token",
    "socialaccount.SocialToken.token_secret",
    "centers.Invitation.token_hash",
    "advising.ReportPopulation.members",
    "interviews.CalendarFeed.id",
}


def test_dat_1_every_model_is_held_or_says_why_not():
    unknown = []
    for model in all_models():
        try:
            holding_of(model)
        except Unregistered as error:
            unknown.append(str(error))

    assert unknown == []


def test_dat_1_every_field_is_given_out_but_for_these():
    kept_back = {
        f"{model._meta.label}.{field.name}"
        for model, held in held_models()
        for field in model._meta.concrete_fields
        if field not in given_fields(model, held.withheld)
    }

    assert kept_back == WITHHELD


def test_dat_1_every_line_of_the_registry_is_a_table_with_those_fields():
    for label, entry in HOLDINGS.items():
        model = apps.get_model(label) if label.count(".") == 1 and "_" not in label else None
        if model is None:
            model = next(m for m in all_models() if m._meta.label == label)
        names = {field.name for field in model._meta.concrete_fields}
        if isinstance(entry, Held):
            assert {*entry.withheld, *entry.addresses} <= names, label
        else:
            assert isinstance(entry, NotHeld)
            assert entry.reason, label


def test_dat_1_whoever_points_at_an_account_is_held_or_anothers():
    """A new foreign key to the account, in a table that is said to be nobody's, is a mistake until it is named here."""
    others = {
        (model._meta.label, key.name)
        for model in all_models()
        for key in model._meta.concrete_fields
        if isinstance(key, models.ForeignKey) and key.related_model is User and isinstance(holding_of(model), NotHeld)
    }

    assert others <= {("outreach.CenterTemplate", "published_by"), ("centers.RosterImport", "uploaded_by")}


def test_a_new_owned_model_joins_by_itself():
    class Meta:
        app_label = "nowhere"
        abstract = False

    new = type("Postcard", (OwnedModel,), {"__module__": __name__, "Meta": Meta, "text": models.TextField()})
    try:
        held = holding_of(new)

        assert held == Held(("owner",))
        assert {"text", "owner"} <= {field.name for field in given_fields(new, held.withheld)}
    finally:
        del apps.all_models["nowhere"]
        apps.clear_cache()


def test_a_new_model_of_another_kind_has_to_be_named():
    class Meta:
        app_label = "nowhere"

    new = type("Loose", (models.Model,), {"__module__": __name__, "Meta": Meta})
    try:
        with pytest.raises(Unregistered, match="Loose"):
            holding_of(new)
    finally:
        del apps.all_models["nowhere"]
        apps.clear_cache()


@pytest.mark.django_db
def test_every_path_of_the_registry_can_be_asked():
    user = UserFactory()

    for model, held in held_models():
        rows_about(model, held, user, [user.email]).first()


def test_deletion_takes_those_first_that_point_at_others():
    ordered = children_first([model for model, _ in held_models()])
    position = {model: n for n, model in enumerate(ordered)}

    assert ordered[-1] is User or position[User] > position[apps.get_model("contacts.Contact")]
    assert position[apps.get_model("contacts.Touch")] < position[apps.get_model("contacts.Contact")]
    assert position[apps.get_model("interviews.Takeaway")] < position[apps.get_model("interviews.Interview")]
