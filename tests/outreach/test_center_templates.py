"""What a center offers: its directors and advisors publish, its students find it in their choosers."""

import pytest
from django.urls import reverse

from apps.centers.services import leave_center
from apps.outreach.models import CenterTemplate, Template
from apps.outreach.selectors import chosen_text, draft_of, templates_of_centers
from apps.outreach.services import change_published, publish_template, start_outreach, withdraw_template
from tests.factories.accounts import NOW, UserFactory
from tests.factories.centers import CenterFactory, MembershipFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
LIST = reverse("outreach:templates")
FORM = {"name": "Alumni first", "channel": "email", "subject": "Hello {first_name}", "body": "Dear {first_name}"}


@pytest.fixture
def center():
    return CenterFactory(name="Aldermere Career Center")


@pytest.fixture
def director(center):
    return MembershipFactory(center=center, role="director").user


@pytest.fixture
def lena(center):
    return MembershipFactory(center=center, role="student").user


@pytest.fixture
def template(center, director):
    return publish_template(actor=director, center=center, now=NOW, **FORM)


def names(student, channel=""):
    return [template.name for template in templates_of_centers(student, channel)]


def url(name, pk):
    return reverse(f"outreach:{name}", args=[pk])


@pytest.mark.parametrize("role", ["director", "advisor"])
def test_staff_publish_a_template_for_their_students(client, center, lena, role):
    client.force_login(MembershipFactory(center=center, role=role).user)

    response = client.post(url("center_template_create", center.pk), FORM)

    assert response["Location"] == url("center_templates", center.pk)
    assert names(lena) == ["Alumni first"]


@pytest.mark.parametrize(("role", "status"), [("admin", 403), ("analyst", 403), ("peer_mentor", 403), ("student", 404)])
def test_others_do_not(client, center, role, status):
    client.force_login(MembershipFactory(center=center, role=role).user)

    response = client.post(url("center_template_create", center.pk), FORM)

    assert (response.status_code, CenterTemplate.objects.exists()) == (status, False)


def test_students_see_it_marked_with_the_centers_name(client, lena, template):
    client.force_login(lena)
    contact = ContactFactory(owner=lena, given_name="Ines", email="ines@lumen.example")

    page = client.get(LIST).content.decode()
    composer = client.get(url("compose", contact.pk)).content.decode()

    assert "From your center" in page
    assert "Dear Ines" in page
    group = composer[composer.index('<optgroup label="Aldermere Career Center">') :]
    assert f'value="center:{template.pk}"' in group[: group.index("</optgroup>")]


def test_a_student_writes_from_it(client, lena, template):
    client.force_login(lena)
    contact = ContactFactory(owner=lena, given_name="Ines", email="ines@lumen.example")
    outreach = start_outreach(actor=lena, contact=contact, now=NOW)

    client.post(
        url("edit", outreach.pk),
        {"step": "1", "body": "Mine", "do": "template", "template": f"center:{template.pk}"},
    )

    draft = draft_of(outreach)
    assert (draft.subject, draft.body, draft.template_key) == ("Hello Ines", "Dear Ines", f"center:{template.pk}")


def test_a_student_makes_it_their_own(client, lena, template):
    client.force_login(lena)

    page = client.get(f"{reverse('outreach:template_create')}?from=center:{template.pk}").content.decode()

    assert "Dear {first_name}" in page
    assert 'value="Alumni first, my way"' in page
    assert not Template.objects.exists()


def test_students_of_other_centers_have_no_part_in_it(client, template):
    stranger = MembershipFactory(center=CenterFactory(name="Elsewhere"), role="student").user
    client.force_login(stranger)

    page = client.get(f"{reverse('outreach:template_create')}?from=center:{template.pk}").content.decode()

    assert names(stranger) == []
    assert chosen_text(f"center:{template.pk}", owner=stranger, channel="email", values={}) is None
    assert "Dear {first_name}" not in page


def test_staff_who_are_no_students_do_not_choose_from_it(director, template):
    assert names(director) == []


def test_leaving_the_center_takes_it_out_of_the_chooser_and_leaves_the_drafts(client, center, lena, template):
    client.force_login(lena)
    contact = ContactFactory(owner=lena, given_name="Ines", email="ines@lumen.example")
    outreach = start_outreach(actor=lena, contact=contact, now=NOW)
    fields = {"step": "1", "body": "Mine", "do": "template", "template": f"center:{template.pk}"}
    client.post(url("edit", outreach.pk), fields)

    leave_center(actor=lena, membership=lena.memberships.get(), now=NOW)

    assert (names(lena), draft_of(outreach).body) == ([], "Dear Ines")
    assert client.get(url("edit", outreach.pk)).status_code == 200


def test_a_change_reaches_the_chooser_and_no_draft(director, center, lena, template):
    contact = ContactFactory(owner=lena, given_name="Ines", email="ines@lumen.example")
    outreach = start_outreach(actor=lena, contact=contact, now=NOW)
    before = draft_of(outreach).body

    change_published(actor=director, template=template, now=NOW, **FORM | {"body": "Good day {first_name}"})

    text = chosen_text(f"center:{template.pk}", owner=lena, channel="email", values={"first_name": "Ines"})
    assert (text.body, draft_of(outreach).body) == ("Good day Ines", before)


def test_what_is_withdrawn_can_be_brought_back(client, director, lena, template):
    client.force_login(director)

    client.post(url("center_template_withdraw", template.pk))
    gone = names(lena)
    client.post(url("center_template_restore", template.pk))

    assert (gone, names(lena)) == ([], ["Alumni first"])


def test_it_stays_when_who_published_it_leaves(director, lena, template):
    director.delete()

    assert names(lena) == ["Alumni first"]


def test_two_of_a_center_cannot_have_one_name(client, director, center, template):
    client.force_login(director)

    response = client.post(url("center_template_create", center.pk), FORM)

    assert response.status_code == 422
    assert "There is a template of that name." in response.content.decode()
    assert publish_template(actor=director, center=center, now=NOW, **FORM) is None


def test_another_center_may_use_the_same_name(template):
    other = CenterFactory(name="Elsewhere")

    assert publish_template(actor=UserFactory(), center=other, now=NOW, **FORM) is not None


def test_only_templates_of_the_channel_are_offered(lena, template):
    assert (names(lena, "email"), names(lena, "linkedin")) == (["Alumni first"], [])


def test_staff_find_the_way_from_their_templates(client, director, center):
    client.force_login(director)

    assert url("center_templates", center.pk) in client.get(LIST).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_a_fixed_number_of_queries(client, director, center, rows, django_assert_num_queries):
    client.force_login(director)
    for n in range(rows):
        template = publish_template(actor=director, center=center, now=NOW, **FORM | {"name": f"Words {n}"})
    withdraw_template(actor=director, template=template, now=NOW)
    client.get(url("center_templates", center.pk))

    with django_assert_num_queries(7):
        client.get(url("center_templates", center.pk))
