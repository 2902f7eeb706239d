"""Goals, made through the service."""

import factory

from apps.goals.models import Goal
from apps.goals.services import create_goal
from tests.factories.accounts import NOW, UserFactory


class GoalFactory(factory.Factory):
    class Meta:
        model = Goal

    owner = factory.SubFactory(UserFactory)
    title = "UX research in healthcare?"
    purpose = Goal.Purpose.CHOOSE
    now = NOW

    @classmethod
    def _create(cls, model_class, *args, owner, **fields):
        return create_goal(actor=owner, **fields)
