"""An import from upload to report, and back."""

from datetime import timedelta

import pytest
from celery import current_app

from apps.contacts.imports.errors import ImportUnderWay, InvalidFix
from apps.contacts.models import Contact, Employer, ImportJob, ImportPart, ImportRow, PeopleApart, Tag, Touch
from apps.contacts.selectors.imports import with_outcome
from apps.contacts.services import archive_contact, imports, record_touch, save_private_note, update_contact
from apps.contacts.services.imports import adding, claims
from tests.contacts.imports.files import NOEMI, SOF, YUKI, lines, linkedin, many
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
Status = ImportJob.Status
NO_NAME = ["", "", "", "", "St. Brannoc Hospital", "Clinical Analyst", ""]
BUDGET = timedelta(seconds=100)


@pytest.fixture
def lena():
    return UserFactory()


def upload(owner, data, now=NOW):
    return imports.upload_people(actor=owner, filename="Connections.csv", chunks=[data], now=now)


def run(now=NOW, **options):
    return imports.run_pending(clock=lambda: now, budget=BUDGET, **options)


def import_all(owner, data, now=NOW):
    job = upload(owner, data, now)
    imports.start_import(actor=owner, job=job, now=now)
    run(now)
    job.refresh_from_db()
    return job


def outcomes(job):
    return list(with_outcome(job).order_by("line").values_list("done", flat=True))


def test_upload_plans_every_row_and_writes_nobody(lena):
    job = upload(lena, linkedin(NOEMI, SOF, NO_NAME))

    assert (job.status, job.total, job.format, job.tag) == (Status.CHECK, 3, "linkedin", "LinkedIn, Oct 2026")
    assert list(job.rows.order_by("line").values_list("line", "action", "asked")) == [
        (5, "add", False),
        (6, "add", False),
        (7, "skip", True),
    ]
    assert job.columns[0] == {"name": "First Name", "sample": "Noemi", "filled": 2}
    assert not Contact.objects.exists()


def test_import_adds_people_with_employer_tag_and_timeline(lena):
    job = import_all(lena, linkedin(NOEMI, SOF, NO_NAME))

    noemi = Contact.objects.get(given_name="Noemi")
    assert (job.status, job.processed, job.finished_at) == (Status.DONE, 3, NOW)
    assert outcomes(job) == ["added", "added", "left_out"]
    assert (noemi.owner, noemi.employer.name, noemi.title) == (lena, "Halden Imaging", "UX Researcher")
    assert (noemi.profile_key, noemi.sort_key) == ("linkedin.com/in/noemi-farkas", "farkas noemi")
    assert "halden imaging" in noemi.search_text
    assert list(noemi.tags.values_list("name", flat=True)) == ["LinkedIn, Oct 2026"]
    assert list(noemi.touches.order_by("occurred_at").values_list("kind", "summary")) == [
        ("note", "Connected on LinkedIn"),
        ("added", "Imported from Connections.csv"),
    ]
    assert noemi.last_touch_at is None
    assert not ImportPart.objects.exists()


def test_the_same_file_again_finds_nothing_to_do(lena):
    data = linkedin(NOEMI, SOF, YUKI, NO_NAME)
    import_all(lena, data)

    job = upload(lena, data, NOW + timedelta(days=1))

    assert set(job.rows.values_list("action", flat=True)) == {"skip"}
    assert job.rows.filter(finding="unchanged").count() == 3
    assert not imports.start_import(actor=lena, job=job, now=NOW)


def test_the_same_plain_list_of_names_again_finds_nothing_to_do(lena):
    data = lines(["Ana Lopez"], ["Bo Diaz"], header=["Name"]).encode()
    import_all(lena, data)

    assert set(upload(lena, data).rows.values_list("action", flat=True)) == {"skip"}


def test_a_later_export_updates_the_job_and_says_so(lena):
    import_all(lena, linkedin(YUKI))
    later = NOW + timedelta(days=60)

    job = import_all(lena, linkedin([*YUKI[:4], "Fernbank Devices", "Head of Design", YUKI[6]]), later)

    yuki = Contact.objects.get()
    assert (yuki.employer.name, yuki.title, yuki.source) == ("Fernbank Devices", "Head of Design", "LinkedIn, Oct 2026")
    assert "fernbank devices" in yuki.search_text
    assert job.rows.get().changes["title"] == ["Lead Service Designer", "Head of Design"]
    assert yuki.touches.filter(summary__startswith="Now Head of Design at Fernbank Devices, was Lead").count() == 1


def test_what_you_wrote_yourself_is_never_overwritten(lena):
    import_all(lena, linkedin(YUKI))
    yuki = Contact.objects.get()
    changes = {
        "title": "Runs the studio",
        "given_name": "Yuki-chan",
        "email": "private@yuki.example",
        "relation": "met at a fair",
    }
    update_contact(actor=lena, contact=yuki, now=NOW, **changes)

    import_all(lena, linkedin(YUKI))

    yuki.refresh_from_db()
    assert {name: getattr(yuki, name) for name in changes} == changes


def test_someone_you_added_by_hand_is_updated_only_as_you_chose(lena):
    mine = ContactFactory(owner=lena, given_name="Yuki", email=YUKI[3], title="Service designer", employer=YUKI[4])
    job = upload(lena, linkedin(YUKI))
    row = job.rows.get()
    assert (row.action, row.asked, row.match) == ("update", True, mine)

    imports.choose_action(actor=lena, row=row, action="skip", now=NOW)
    imports.start_import(actor=lena, job=job, now=NOW)
    run()

    mine.refresh_from_db()
    assert mine.title == "Service designer"
    assert Contact.objects.count() == 1


def test_add_anyway_makes_a_second_person(lena):
    ContactFactory(owner=lena, given_name="Yuki", email=YUKI[3], title="Service designer", employer=YUKI[4])
    job = upload(lena, linkedin(YUKI))

    imports.choose_action(actor=lena, row=job.rows.get(), action="add", now=NOW)
    imports.start_import(actor=lena, job=job, now=NOW)
    run()

    assert Contact.objects.count() == 2


def test_a_choice_that_the_row_does_not_have_is_refused(lena):
    row = upload(lena, linkedin(NOEMI)).rows.get()

    with pytest.raises(InvalidFix):
        imports.choose_action(actor=lena, row=row, action="update", now=NOW)


def test_a_name_typed_for_a_row_makes_it_a_person(lena):
    job = upload(lena, linkedin(NO_NAME, NOEMI))
    row = job.rows.get(finding="no_name")

    imports.fix_row(actor=lena, row=row, text="Ruth Adler", now=NOW)
    imports.change_plan(actor=lena, job=job, mapping={"Position": ""}, date_order="", circle="cold", tag="", now=NOW)
    imports.start_import(actor=lena, job=job, now=NOW)
    run()

    ruth = Contact.objects.get(given_name="Ruth")
    assert (ruth.family_name, ruth.employer.name, ruth.title) == ("Adler", "St. Brannoc Hospital", "")


@pytest.mark.parametrize("text", ["", "nobody", "a@b"])
def test_a_fix_that_is_no_address_is_refused(lena, text):
    row = upload(lena, linkedin(["Imre", "Szabo", "", "imre(at)halden", "", "", ""])).rows.get()

    with pytest.raises(InvalidFix):
        imports.fix_row(actor=lena, row=row, text=text, now=NOW)


def test_circle_and_tag_are_those_of_everyone_added(lena):
    job = upload(lena, linkedin(NOEMI))
    imports.change_plan(
        actor=lena, job=job, mapping={}, date_order="", circle="colleague", tag=" Halden days ", now=NOW
    )

    imports.start_import(actor=lena, job=job, now=NOW)
    run()

    noemi = Contact.objects.get()
    assert (noemi.circle, list(noemi.tags.values_list("name", flat=True))) == ("colleague", ["Halden days"])


def test_the_order_of_dates_is_asked_and_then_used(lena):
    job = upload(lena, linkedin([*NOEMI[:6], "03/04/25"]))
    assert (job.odd_date, job.odd_dates) == ("03/04/25", 1)

    job = imports.change_plan(actor=lena, job=job, mapping={}, date_order="dmy", circle="cold", tag="", now=NOW)

    assert job.odd_dates == 0
    assert job.rows.get().values["met_on"] == "2025-04-03"


def test_a_started_import_cannot_be_changed(lena):
    job = upload(lena, linkedin(NOEMI))
    imports.start_import(actor=lena, job=job, now=NOW)

    with pytest.raises(ImportUnderWay):
        imports.change_plan(actor=lena, job=job, mapping={}, date_order="", circle="cold", tag="", now=NOW)
    with pytest.raises(ImportUnderWay):
        imports.choose_action(actor=lena, row=job.rows.get(), action="skip", now=NOW)


def test_starting_twice_starts_once(lena):
    job = upload(lena, linkedin(NOEMI))

    assert imports.start_import(actor=lena, job=job, now=NOW)
    assert not imports.start_import(actor=lena, job=job, now=NOW)


def test_nobody_else_starts_stops_or_undoes_it(lena):
    job, other = upload(lena, linkedin(NOEMI)), UserFactory()

    assert not imports.start_import(actor=other, job=job, now=NOW)
    assert not imports.stop_import(actor=other, job=job, now=NOW)
    assert not imports.undo_import(actor=other, job=job, now=NOW)


def test_starting_works_while_the_broker_is_down(lena, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    job = upload(lena, linkedin(NOEMI))

    with django_capture_on_commit_callbacks(execute=True):
        assert imports.start_import(actor=lena, job=job, now=NOW)

    assert run() == 1


# The queue --------------------------------------------------------------------------------------------------------


def test_a_worker_that_died_leaves_its_job_to_the_next_one_and_nobody_is_doubled(lena):
    job = upload(lena, many(25))
    imports.start_import(actor=lena, job=job, now=NOW)
    dead = claims.claim_job(now=NOW)
    claims.run_batch(dead, now=NOW, size=10)

    assert claims.claim_job(now=NOW + timedelta(seconds=59)) is None
    run(NOW + timedelta(seconds=61), batch=10)

    job.refresh_from_db()
    assert (job.status, job.processed, job.attempts) == (Status.DONE, 25, dead.fence + 1)
    assert Contact.objects.count() == 25


def test_a_slow_worker_that_lost_its_claim_writes_nothing(lena):
    job = upload(lena, many(25))
    imports.start_import(actor=lena, job=job, now=NOW)
    slow = claims.claim_job(now=NOW)
    claims.claim_job(now=NOW + timedelta(seconds=61))

    with pytest.raises(claims.ClaimLost):
        claims.run_batch(slow, now=NOW, size=10)

    assert not Contact.objects.exists()


def test_a_batch_that_fails_is_rolled_back_and_tried_again_five_times(lena, monkeypatch):
    job = upload(lena, many(5))
    imports.start_import(actor=lena, job=job, now=NOW)
    monkeypatch.setattr(adding, "_write_beside", lambda *_: 1 / 0)

    for minute in range(6):
        run(NOW + timedelta(minutes=2 * minute))

    job.refresh_from_db()
    assert (job.status, job.failures) == (Status.FAILED, 5)
    assert not Contact.objects.exists()


def test_stopping_keeps_what_was_done_and_does_no_more(lena):
    job = upload(lena, many(25))
    imports.start_import(actor=lena, job=job, now=NOW)
    claim = claims.claim_job(now=NOW)
    claims.run_batch(claim, now=NOW, size=10)

    assert imports.stop_import(actor=lena, job=job, now=NOW)

    with pytest.raises(claims.ClaimLost):
        claims.run_batch(claim, now=NOW, size=10)
    assert Contact.objects.count() == 10


def test_what_does_not_fit_the_budget_is_left_to_the_next_sweep(lena):
    job = upload(lena, many(30))
    imports.start_import(actor=lena, job=job, now=NOW)
    ticks = iter(NOW + timedelta(seconds=s) for s in range(1000))

    imports.run_pending(clock=lambda: next(ticks), budget=timedelta(seconds=4), batch=10)
    job.refresh_from_db()
    assert 0 < job.processed < 30
    run(NOW + timedelta(seconds=30), batch=10)

    job.refresh_from_db()
    assert (job.status, Contact.objects.count()) == (Status.DONE, 30)


@pytest.mark.parametrize("count", [5, 50])
def test_a_batch_takes_the_same_queries_whatever_its_size(lena, count, django_assert_num_queries):
    job = upload(lena, many(count))
    imports.start_import(actor=lena, job=job, now=NOW)
    claim = claims.claim_job(now=NOW)

    with django_assert_num_queries(14):
        claims.run_batch(claim, now=NOW)

    assert Contact.objects.count() == count


@pytest.mark.parametrize("count", [5, 50])
def test_a_batch_of_updates_takes_the_same_queries_whatever_its_size(lena, count, django_assert_num_queries):
    import_all(lena, many(count))
    job = upload(lena, many(count).replace(b"Role", b"Head of role"))
    imports.start_import(actor=lena, job=job, now=NOW)
    claim = claims.claim_job(now=NOW)

    with django_assert_num_queries(14):
        claims.run_batch(claim, now=NOW)

    assert Contact.objects.filter(title__startswith="Head of role").count() == count


@pytest.mark.parametrize("count", [5, 50])
def test_a_batch_of_undo_takes_the_same_queries_whatever_its_size(lena, count, django_assert_num_queries):
    import_all(lena, many(count))
    job = import_all(lena, many(count).replace(b"Role", b"Head of role").replace(b"Employer", b"Office"))
    imports.undo_import(actor=lena, job=job, now=NOW)
    claim = claims.claim_job(now=NOW)

    with django_assert_num_queries(20):
        claims.run_batch(claim, now=NOW)

    assert Contact.objects.filter(title__startswith="Role", employer__name__startswith="Employer").count() == count
    assert not Employer.objects.filter(name__startswith="Office").exists()


@pytest.mark.parametrize("count", [5, 50])
def test_a_batch_of_people_who_go_takes_the_same_queries_whatever_its_size(lena, count, django_assert_num_queries):
    job = import_all(lena, many(count))
    imports.undo_import(actor=lena, job=job, now=NOW)
    claim = claims.claim_job(now=NOW)

    with django_assert_num_queries(29):
        claims.run_batch(claim, now=NOW)

    assert not Contact.objects.exists()


def test_an_upload_takes_the_same_queries_whatever_the_size(lena, django_assert_num_queries):
    with django_assert_num_queries(22):
        upload(lena, many(100))
    with django_assert_num_queries(22):
        upload(lena, many(240))


def test_each_batch_of_the_plan_takes_the_same_queries_whatever_its_size(lena, django_assert_num_queries):
    upload(lena, many(5000))
    claim = claims.claim_job(now=NOW + timedelta(minutes=1))
    claims.run_batch(claim, now=NOW, size=10)

    for size in (10, 300):
        with django_assert_num_queries(8):
            claims.run_batch(claim, now=NOW, size=size)


def test_a_worker_that_dies_over_the_plan_leaves_it_to_the_next_one(lena):
    job = upload(lena, many(600))
    dead = claims.claim_job(now=NOW + timedelta(minutes=1))
    claims.run_batch(dead, now=NOW + timedelta(minutes=1), size=100)

    run(NOW + timedelta(minutes=3), batch=100)

    job.refresh_from_db()
    assert (job.status, job.total) == (Status.CHECK, 600)
    assert list(job.rows.order_by("line").values_list("line", flat=True)) == list(range(5, 605))


def test_a_plan_can_be_thrown_away_while_it_is_made(lena):
    job = upload(lena, many(600))
    claim = claims.claim_job(now=NOW + timedelta(minutes=1))

    assert imports.stop_import(actor=lena, job=job, now=NOW)

    with pytest.raises(claims.ClaimLost):
        claims.run_batch(claim, now=NOW)


def test_a_second_row_of_a_person_is_found_across_batches(lena):
    job = upload(
        lena, linkedin(NOEMI, *[["A", f"B{n}", "", "", "", "", ""] for n in range(400)], [*NOEMI[:5], "x", ""])
    )
    run(NOW + timedelta(minutes=1), batch=50)

    row = job.rows.get(finding="twice")

    assert (row.line, row.action, row.asked, row.reason) == (406, "skip", True, "Also on line 5.")


def test_dates_that_could_be_two_are_settled_by_one_that_cannot(lena):
    rows = [["A", f"B{n}", "", "", "", "", "03/04/25"] for n in range(300)]
    job = upload(lena, linkedin(*rows, ["C", "D", "", "", "", "", "25/12/24"]))
    run(NOW + timedelta(minutes=1))

    job.refresh_from_db()
    assert (job.odd_date, job.odd_dates) == ("", 0)
    assert set(job.rows.values_list("values__met_on", flat=True)) == {"2025-04-03", "2024-12-25"}


def test_tags_of_the_file_are_kept_and_gone_after_undo(lena):
    data = lines(["Ana", "work; Halden"], ["Bo", "Work"], header=["Name", "Tags"]).encode()
    job = import_all(lena, data)

    ana, bo = Contact.objects.order_by("given_name")
    assert set(ana.tags.values_list("name", flat=True)) == {"CSV, Oct 2026", "work", "Halden"}
    assert set(bo.tags.values_list("name", flat=True)) == {"CSV, Oct 2026", "work"}
    assert "halden" in ana.search_text

    undo(lena, job)

    assert not Contact.objects.exists()
    assert not Tag.objects.exists()


def test_the_short_way_writes_what_the_long_way_writes(lena):
    """The same row, once added as planned (in SQL) and once chosen by the owner (in Python)."""
    row = [
        "Zoë",
        "O’Neil",
        "https://www.linkedin.com/in/Zoe%C3%AB",
        "Zoe@x.example",
        "Halden",
        "Lead",
        "1 May 2024",
    ]
    import_all(lena, linkedin(row))
    theo = UserFactory()
    job = upload(theo, linkedin(row))
    imports.choose_action(actor=theo, row=job.rows.get(), action="add", now=NOW)
    imports.start_import(actor=theo, job=job, now=NOW)
    run()

    def said(owner):
        person = Contact.objects.get(owner=owner)
        others = {"id", "owner_id", "employer_id", "_state", "updated_at"}
        fields = {name: value for name, value in vars(person).items() if name not in others}
        touches = list(person.touches.order_by("kind").values_list("kind", "summary", "occurred_at", "created_at"))
        return fields, person.employer.name, touches, list(person.tags.values_list("name", flat=True))

    assert said(lena) == said(theo)


def test_without_link_and_address_only_the_same_work_makes_it_twice(lena):
    bare = ["Marlon", "Pike", "", "", "Northbeam", "Researcher", ""]
    job = upload(lena, linkedin(bare, [*bare[:5], "Engineer", ""], bare))

    assert list(job.rows.order_by("line").values_list("finding", flat=True)) == ["new", "new", "twice"]


def test_a_row_left_out_for_itself_does_not_make_a_good_one_twice(lena):
    job = upload(lena, linkedin([*NOEMI, "too much"], NOEMI))

    assert list(job.rows.order_by("line").values_list("finding", flat=True)) == ["ragged", "new"]


# What changed between plan and import -----------------------------------------------------------------------------


def test_someone_who_joined_in_between_is_kept_and_not_doubled(lena):
    job = upload(lena, linkedin(NOEMI))
    mine = ContactFactory(owner=lena, given_name="Noemi", profile_url=NOEMI[2])

    imports.start_import(actor=lena, job=job, now=NOW)
    run()

    assert Contact.objects.get() == mine
    assert outcomes(job) == ["kept"]


def test_someone_who_left_in_between_is_added(lena):
    mine = ContactFactory(owner=lena, given_name="Yuki", email=YUKI[3], title="Other")
    job = upload(lena, linkedin(YUKI))
    mine.delete()

    imports.start_import(actor=lena, job=job, now=NOW)
    run()

    assert Contact.objects.get().title == YUKI[5]


# Undo -------------------------------------------------------------------------------------------------------------


def undo(owner, job, now=NOW + timedelta(days=1)):
    assert imports.undo_import(actor=owner, job=job, now=now)
    run(now)
    job.refresh_from_db()


def test_undo_removes_who_was_added_and_what_was_made_for_them(lena):
    ContactFactory(owner=lena)
    job = import_all(lena, linkedin(NOEMI, SOF))

    undo(lena, job)

    assert job.status == Status.UNDONE
    assert outcomes(job) == ["undone", "undone"]
    assert [c.given_name for c in Contact.objects.all()] == [Contact.objects.get().given_name]
    assert list(Employer.objects.values_list("name", flat=True)) == ["Corvane Health"]
    assert not Tag.objects.exists()
    assert not Touch.objects.exists()


def _renamed(owner, person):
    update_contact(actor=owner, contact=person, now=NOW, title="My own words")


def _talked(owner, person):
    record_touch(actor=owner, contact=person, kind=Touch.Kind.MET, occurred_at=NOW, now=NOW + timedelta(hours=1))


def _archived(owner, person):
    archive_contact(actor=owner, contact=person, now=NOW)


def _introduced(owner, person):
    ContactFactory(owner=owner, introducer=person)


def _tagged(owner, person):
    update_contact(actor=owner, contact=person, now=NOW, tags=["LinkedIn, Oct 2026", "favorite"])


def _noted(owner, person):
    update_contact(actor=owner, contact=person, now=NOW)
    save_private_note(actor=owner, contact=person, body="likes tea")


@pytest.mark.parametrize("change", [_renamed, _talked, _archived, _introduced, _tagged, _noted])
def test_undo_leaves_people_that_you_touched_since(lena, change):
    job = import_all(lena, linkedin(NOEMI, SOF))
    noemi = Contact.objects.get(given_name="Noemi")
    change(lena, noemi)

    undo(lena, job)

    assert outcomes(job) == ["stayed", "undone"]
    assert Contact.objects.filter(pk=noemi.pk).exists()
    assert not Contact.objects.filter(given_name="Sof").exists()


def test_undo_forgets_that_two_people_it_removes_were_kept_apart(lena):
    job = import_all(lena, linkedin(NOEMI, SOF, YUKI))
    one, other, _ = Contact.objects.order_by("id")
    PeopleApart.objects.create(owner=lena, one=one, other=other)

    undo(lena, job)

    assert outcomes(job) == ["undone", "undone", "undone"]
    assert not Contact.objects.exists()
    assert not PeopleApart.objects.exists()


def test_undo_puts_back_what_an_update_changed(lena):
    mine = ContactFactory(
        owner=lena, given_name="Yuki", family_name="Tanabe", email=YUKI[3], title="Designer", employer="Old Clinic"
    )
    job = import_all(lena, linkedin(YUKI))
    mine.refresh_from_db()
    assert (mine.title, mine.employer.name, mine.profile_key) == (YUKI[5], YUKI[4], "linkedin.com/in/yukitanabe")

    undo(lena, job)

    mine.refresh_from_db()
    assert (mine.title, mine.employer.name, mine.profile_key) == ("Designer", "Old Clinic", "")
    assert "old clinic" in mine.search_text
    assert not mine.touches.exists()


def test_undo_of_an_update_keeps_the_field_that_you_changed_since(lena):
    mine = ContactFactory(owner=lena, given_name="Yuki", email=YUKI[3], title="Designer", employer="Old Clinic")
    job = import_all(lena, linkedin(YUKI))
    mine.refresh_from_db()
    update_contact(actor=lena, contact=mine, now=NOW, title="Chief")

    undo(lena, job)

    mine.refresh_from_db()
    assert (mine.title, mine.employer.name) == ("Chief", "Old Clinic")
    assert outcomes(job) == ["stayed"]


def test_an_undone_file_can_be_imported_again(lena):
    data = linkedin(NOEMI)
    undo(lena, import_all(lena, data))

    again = import_all(lena, data)

    assert outcomes(again) == ["added"]


def test_undo_ends_after_thirty_days(lena):
    job = import_all(lena, linkedin(NOEMI))

    assert not imports.undo_import(actor=lena, job=job, now=NOW + timedelta(days=30, seconds=1))
    assert imports.undo_import(actor=lena, job=job, now=NOW + timedelta(days=30))


def test_an_import_that_never_started_cannot_be_undone(lena):
    job = upload(lena, linkedin(NOEMI))
    imports.stop_import(actor=lena, job=job, now=NOW)

    assert not imports.undo_import(actor=lena, job=job, now=NOW)


def test_uploads_are_forgotten_after_a_week(lena):
    upload(lena, linkedin(NOEMI))

    assert imports.forget_uploads(now=NOW + timedelta(days=6)) == 0
    imports.forget_uploads(now=NOW + timedelta(days=8))

    assert not ImportJob.objects.exists()
    assert not ImportPart.objects.exists()


def test_only_the_last_two_files_wait_to_be_checked(lena):
    other = upload(UserFactory(), linkedin(NOEMI))
    jobs = [upload(lena, linkedin(NOEMI), NOW + timedelta(minutes=n)) for n in range(4)]

    assert set(ImportJob.objects.all()) == {other, *jobs[-2:]}


def test_two_owners_do_not_meet(lena):
    theo = UserFactory()
    import_all(lena, linkedin(NOEMI, YUKI))

    job = import_all(theo, linkedin(NOEMI, YUKI))

    assert outcomes(job) == ["added", "added"]
    assert Contact.objects.filter(owner=theo).count() == 2


def test_deleting_the_owner_deletes_it_all(lena):
    import_all(lena, linkedin(NOEMI))

    lena.delete()

    assert not ImportRow.objects.exists()
