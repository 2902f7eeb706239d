"""The import as a person clicks through it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from apps.contacts.imports import reading
from apps.contacts.models import Contact, ImportJob
from apps.contacts.services import imports
from tests.contacts.imports.files import NOEMI, SOF, YUKI, lines, linkedin, many
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory
from tests.responses import text_of

pytestmark = pytest.mark.django_db
HX = {"HTTP_HX_REQUEST": "true"}
NO_NAME = ["", "", "", "", "St. Brannoc Hospital", "Clinical Analyst", ""]


@pytest.fixture
def lena():
    return UserFactory()


@pytest.fixture
def web(client, lena):
    client.force_login(lena)
    return client


def send(web, data, name="Connections.csv", **headers):
    return web.post(reverse("contacts:import_upload"), {"file": SimpleUploadedFile(name, data)}, **headers)


def job_of(lena, *rows):
    return imports.upload_people(actor=lena, filename="Connections.csv", chunks=[linkedin(*rows)], now=timezone.now())


def url(name, job, *more):
    return reverse(f"contacts:{name}", args=[job.pk, *more])


def run():
    imports.run_pending(clock=timezone.now, budget=timedelta(seconds=60))


def finished(web, lena, *rows):
    job = job_of(lena, *rows)
    web.post(url("import_start", job))
    run()
    return job


def test_upload_leads_to_the_check_page(web):
    response = send(web, linkedin(NOEMI, SOF, NO_NAME))
    job = ImportJob.objects.get()

    assert (response.status_code, response["Location"]) == (303, url("import_check", job))
    page = text_of(web.get(response["Location"]))
    assert "It looks like a LinkedIn export" in page
    assert "2 people will be added or updated" in page
    assert "2 new, 0 updated, 1 left out" in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty"),
        (b"<!doctype html><p>no", "This is a web page"),
        (b"PK\x03\x04xl/", "Excel workbook"),
        (b"\x80\x01\x02\x03" * 40, "not a text file"),
        (linkedin(), "no people under them"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HX])
def test_what_cannot_be_read_is_said_beside_the_field(web, data, words, headers):
    response = send(web, data, **headers)

    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert 'aria-invalid="true"' in page
    assert 'id="id_file_error"' in page
    assert not ImportJob.objects.exists()


def test_a_file_that_is_too_large_is_refused(web, monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 2000)

    response = send(web, b"First Name,Last Name\n" + b"Ana,Lopez\n" * 600)

    assert response.status_code == 422
    assert "larger than 250 MB" in response.content.decode()
    assert not ImportJob.objects.exists()


def test_a_large_file_shows_its_first_rows_at_once_and_is_read_on_by_the_worker(web, lena):
    response = send(web, many(600))
    job = ImportJob.objects.get()
    page = web.get(response["Location"]).content.decode()

    assert (job.status, job.processed) == ("planning", 250)
    assert "Reading the file: 250 rows so far" in page
    assert "First0 Last0" in page
    assert 'hx-get="' + url("import_check", job) + '?poll=1"' in page
    assert 'name="action"' not in page  # nothing to decide yet

    progress = web.get(url("import_check", job) + "?poll=1", **HX)
    assert "<html" not in progress.content.decode()
    run()
    end = web.get(url("import_check", job) + "?poll=1", **HX)
    assert (end.status_code, end["HX-Redirect"]) == (204, url("import_check", job))
    assert "Import 600 people" in web.get(url("import_check", job)).content.decode()


def test_columns_can_be_changed_while_the_file_is_being_read(web, lena):
    send(web, many(600))
    job = ImportJob.objects.get()

    columns = {f"column-{n}": job.mapping[c["name"]] for n, c in enumerate(job.columns)}
    web.post(
        url("import_check", job), columns | {"column-5": "", "circle": "friend", "tag": "", "date_order": ""}, **HX
    )
    run()

    job.refresh_from_db()
    assert (job.status, job.total) == ("check", 600)
    assert not job.rows.filter(values__has_key="title").exists()


def test_a_file_that_turns_out_to_hold_nobody_says_so(web, lena):
    send(web, b"First Name,Last Name\n" + b",\n" * 200_000)
    run()
    job = ImportJob.objects.get()

    page = web.get(url("import_status", job)).content.decode()

    assert "This file has column names but no people under them." in page


def test_many_empty_columns_are_folded_away(web, lena):
    send(web, lines(["Ana", "Lopez", *[""] * 30], header=["First Name", "Last Name", *map(str, range(30))]).encode())

    page = text_of(web.get(url("import_check", ImportJob.objects.get())))

    assert "30 more columns without anything in the first rows" in page


def test_the_report_tells_what_did_not_fit(web, lena):
    job = finished(web, lena, ["N" * 10_000, *NOEMI[1:6], "01 Jan 0001"])

    page = web.get(url("import_status", job)).content.decode()

    assert "Added, but not with everything" in page
    assert "was cut to 200 characters." in page
    assert "isn’t a date that we can keep" in page


def test_no_file_is_refused(web):
    response = web.post(reverse("contacts:import_upload"))

    assert response.status_code == 422
    assert "Choose a file first." in response.content.decode()


def test_a_name_with_markup_is_shown_as_text(web):
    response = send(web, linkedin(["<script>alert(1)</script>", *NOEMI[1:]]), name="<b>x.csv")

    page = web.get(response["Location"]).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_other_columns_make_another_plan(web, lena):
    data = lines(["Ana", "Lopez", "Bo"], header=["Wer", "Was", "Wo"]).encode()
    send(web, data, name="x.csv")
    job = ImportJob.objects.get()
    page = web.get(url("import_check", job)).content.decode()
    assert "Say which column holds the name" in page

    response = web.post(
        url("import_check", job),
        {
            "column-0": "given_name",
            "column-1": "family_name",
            "column-2": "",
            "circle": "friend",
            "tag": "",
            "date_order": "",
        },
        **HX,
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert "Import 1 person" in page
    assert "<html" not in page
    assert job.rows.get().values == {"given_name": "Ana", "family_name": "Lopez"}


def test_a_circle_that_does_not_exist_is_refused(web, lena):
    job = job_of(lena, NOEMI)

    assert web.post(url("import_check", job), {"circle": "enemy"}).status_code == 422


def test_a_row_is_decided_in_place(web, lena):
    ContactFactory(owner=lena, given_name="Yuki", email=YUKI[3], title="Service designer")
    job = job_of(lena, YUKI)
    row = job.rows.get()

    response = web.post(url("import_row", job, row.pk), {"action": "skip"}, **HX)

    page = text_of(response)
    assert f'id="row-{row.pk}"' in page
    assert 'value="skip" id="do-' in page
    assert 'hx-swap-oob="true"' in page
    assert "Nothing to import" in page
    row.refresh_from_db()
    assert row.action == "skip"


def test_a_row_is_decided_without_javascript_too(web, lena):
    job = job_of(lena, NOEMI)
    row = job.rows.get()

    response = web.post(url("import_row", job, row.pk), {"action": "skip"})

    assert response.status_code == 303
    assert response["Location"] == f"{url('import_check', job)}?show=all#row-{row.pk}"


def test_a_fix_that_helps_not_keeps_what_was_typed(web, lena):
    job = job_of(lena, ["Imre", "Szabo", "", "imre(at)halden", "", "", ""])
    row = job.rows.get()

    response = web.post(url("import_row", job, row.pk), {"fix": "imre at"}, **HX)

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="imre at"' in page
    assert "Type a whole address" in page
    assert f'aria-describedby="fix-{row.pk}-error"' in page


def test_a_fix_makes_a_person_of_the_row(web, lena):
    job = job_of(lena, NO_NAME)
    row = job.rows.get()

    response = web.post(url("import_row", job, row.pk), {"fix": "Ruth Adler"}, **HX)

    assert "Ruth Adler" in response.content.decode()
    assert "Import 1 person" in response.content.decode()


def test_an_ambiguous_date_is_asked_for_the_whole_file(web, lena):
    job = job_of(lena, [*NOEMI[:6], "03/04/25"], [*SOF[:6], "05/06/25"])

    page = text_of(web.get(url("import_check", job)))

    assert "“03/04/25”" in page
    assert "Applies to 2 rows" in page
    assert 'form="plan-form" name="date_order" value="dmy"' in page


def test_start_queues_and_shows_the_progress(web, lena):
    job = job_of(lena, NOEMI)

    response = web.post(url("import_start", job))

    assert response["Location"] == url("import_status", job)
    page = web.get(response["Location"]).content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert '<meta http-equiv="refresh"' in page
    job.refresh_from_db()
    assert job.status == "queued"


def test_polling_gives_a_fragment_and_at_the_end_the_report(web, lena):
    job = job_of(lena, NOEMI)
    web.post(url("import_start", job))

    fragment = web.get(url("import_status", job), **HX)
    run()
    end = web.get(url("import_status", job), **HX)

    assert "<html" not in fragment.content.decode()
    assert (end.status_code, end["HX-Redirect"]) == (204, url("import_status", job))


def test_the_report_tells_numbers_and_lines(web, lena):
    job = finished(web, lena, NOEMI, SOF, NO_NAME)

    page = web.get(url("import_status", job)).content.decode()

    assert "2 people were added" in page
    assert "1 was left out" in page
    assert "Line 7" in page
    assert "A person needs at least a first name." in page
    assert url("import_undo", job) in page


def test_the_report_tells_new_jobs(web, lena):
    finished(web, lena, YUKI)
    job = finished(web, lena, [*YUKI[:4], "Fernbank", "Head of Design", YUKI[6]])

    page = web.get(url("import_status", job)).content.decode()

    assert "Now Head of Design at Fernbank, was Lead Service Designer at Openclinic Studio" in page


def test_stop_before_the_start_throws_the_file_away(web, lena):
    job = job_of(lena, NOEMI)

    response = web.post(url("import_stop", job))

    assert response["Location"] == reverse("contacts:list")
    job.refresh_from_db()
    assert job.status == "cancelled"


def test_undo_asks_first_and_then_acts(web, lena):
    job = finished(web, lena, NOEMI, SOF)

    question = text_of(web.get(url("import_undo", job)))
    assert "2 people who were added go again" in question
    assert Contact.objects.count() == 2
    web.post(url("import_undo", job))
    run()

    assert not Contact.objects.exists()
    assert "2 changes were taken back" in text_of(web.get(url("import_status", job)))


def test_undo_names_who_stayed(web, lena):
    job = finished(web, lena, NOEMI, SOF)
    Contact.objects.filter(given_name="Sof").update(title="My words")

    web.post(url("import_undo", job))
    run()

    page = web.get(url("import_status", job)).content.decode()
    assert "Stayed, because you changed them since" in page
    assert "Sof Brandt" in page


def test_a_started_import_leads_from_check_to_status(web, lena):
    job = finished(web, lena, NOEMI)

    assert web.get(url("import_check", job))["Location"] == url("import_status", job)


@pytest.mark.parametrize("count", [1, 3])
def test_the_check_page_takes_the_same_queries_whatever_the_rows(web, lena, count, django_assert_num_queries):
    job = imports.upload_people(actor=lena, filename="x.csv", chunks=[many(count)], now=timezone.now())

    web.get(url("import_check", job))  # the first visit of a session writes its row

    with django_assert_num_queries(6):
        web.get(url("import_check", job), **HX)


@pytest.mark.parametrize("count", [1, 3])
def test_the_upload_page_takes_the_same_queries_whatever_the_imports(web, lena, count, django_assert_num_queries):
    for _ in range(count):
        finished(web, lena, NOEMI, SOF)

    web.get(reverse("contacts:import_upload"))

    with django_assert_num_queries(5):
        web.get(reverse("contacts:import_upload"))


def test_many_rows_are_shown_in_parts(web, lena):
    job = imports.upload_people(actor=lena, filename="x.csv", chunks=[many(60)], now=timezone.now())
    first = text_of(web.get(url("import_check", job)))
    assert "25 of 60 shown" in first

    more = text_of(web.get(f"{url('import_check', job)}?show=ready&after=29", **HX))

    assert 'hx-swap-oob="beforeend:#import-rows"' in more
    assert more.count('class="aq-preview__row"') == 25
    assert "First25 Last25" in more


@pytest.mark.parametrize("query", ["?show=bogus", "?after=-1", "?after=x", "?after=99999999999999999999", "?after=²"])
def test_odd_addresses_are_harmless(web, lena, query):
    job = job_of(lena, NOEMI)

    assert web.get(url("import_check", job) + query).status_code == 200


@pytest.mark.parametrize("name", ["import_check", "import_status", "import_undo"])
def test_an_import_of_somebody_else_does_not_exist(web, name):
    job = job_of(UserFactory(), NOEMI)

    assert web.get(url(name, job)).status_code == 404


def test_a_row_of_another_file_does_not_exist(web, lena):
    job, other = job_of(lena, NOEMI), job_of(lena, SOF)

    assert web.post(url("import_row", job, other.rows.get().pk), {"action": "skip"}).status_code == 404
