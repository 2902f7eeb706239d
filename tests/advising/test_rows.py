"""What a row of a list of students says, read from the page itself."""

from django.urls import reverse

from apps.centers.models import Level
from tests.advising.story import tell
from tests.factories.centers import CohortFactory, enrol
from tests.responses import text_of


def test_a_row_says_the_level_and_the_counts_that_are_shared(client, center, advisor):
    cohort = CohortFactory(center=center, name="Spring")
    tell(enrol(center, level=Level.PROGRESS, advisor=advisor, cohort=cohort, program="Design"))
    enrol(center, advisor=advisor, cohort=cohort)
    client.force_login(advisor.user)

    page = text_of(client.get(reverse("advising:cohort", args=[cohort.pk])))
    table = page[page.index("<tbody") :].split("</tbody>")[0]
    listed = text_of(client.get("/desk/students/"))

    assert (
        '<td class="aq-ink-2"> progress </td> <td class="n">1</td> <td class="n">1</td> <td class="n">1</td>' in table
    )
    assert '<td class="aq-ink-2"> nothing </td> <td colspan="3"' in table
    assert '<span class="aq-person__sub">Design</span>' in table
    assert "Spring" not in table
    assert '<td class="aq-ink-2 c-extra">Spring</td>' in listed
    assert "2 students, 1 shares something" in text_of(client.get(reverse("advising:cohorts")))


def test_many_cohorts_come_page_by_page(client, center, director, monkeypatch):
    monkeypatch.setattr("apps.advising.selectors.desk.COHORTS_A_PAGE", 2)
    for name in ("Autumn", "Spring", "Winter"):
        enrol(center, cohort=CohortFactory(center=center, name=name))
    client.force_login(director.user)

    first = client.get(reverse("advising:cohorts"))
    second = client.get(reverse("advising:cohorts"), {"page": 2})
    beyond = client.get(reverse("advising:cohorts"), {"page": 9})

    assert [card.name for card in first.context["page"].cards] == ["Autumn", "Spring"]
    assert [(card.name, card.students) for card in second.context["page"].cards] == [("Winter", 1)]
    assert ("?page=2" in text_of(first), "?page=1" in text_of(second)) == (True, True)
    assert "No more cohorts here." in text_of(beyond)
