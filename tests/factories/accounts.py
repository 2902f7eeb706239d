"""Users for tests, with a verified address so that they can sign in and be written to."""

from datetime import UTC, datetime

import factory
from allauth.account.models import EmailAddress

from apps.accounts.models import User

PASSWORD = "correct horse battery staple"
#: Tuesday of the design's story, 11:28 AM in Chicago.
NOW = datetime(2026, 10, 20, 16, 28, tzinfo=UTC)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    given_name = "Lena"
    family_name = "Marchetti"
    email = factory.Sequence(lambda n: f"lena{n}@aldermere.example")
    timezone = "America/Chicago"
    timezone_confirmed_at = NOW
    country = "US"
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def verified(obj, create, extracted, **kwargs):
        if create and extracted is not False:
            EmailAddress.objects.create(user=obj, email=obj.email, verified=True, primary=True)
