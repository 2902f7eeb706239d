"""People and what passed with them, made through the services so that derived fields are right."""

import factory

from apps.contacts.employernames import employer_key
from apps.contacts.models import Contact, Employer
from apps.contacts.services import create_contact
from tests.factories.accounts import NOW, UserFactory


class EmployerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Employer

    owner = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Corvane Health {n}")
    name_key = factory.LazyAttribute(lambda o: employer_key(o.name))


class ContactFactory(factory.Factory):
    class Meta:
        model = Contact

    owner = factory.SubFactory(UserFactory)
    given_name = factory.Sequence(lambda n: f"Priya{n}")
    family_name = "Raman"
    employer = "Corvane Health"
    title = "Senior UX researcher"
    now = NOW

    @classmethod
    def _create(cls, model_class, *args, owner, **fields):
        return create_contact(actor=owner, **fields)
