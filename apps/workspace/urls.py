from django.urls import path

from apps.workspace.views import manifest, merging, palette, person, rhythm, settings, today

app_name = "workspace"

urlpatterns = [
    path("", today.today, name="today"),
    path("first-people/", today.first_people, name="first_people"),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
    path("palette/", palette.palette, name="palette"),
    path("steps/<uuid:follow_up_id>/", today.open_step, name="open_step"),
    path("search/", palette.search_page, name="search"),
    path("steps/<uuid:follow_up_id>/draft/", today.step_draft, name="step_draft"),
    path("steps/<uuid:follow_up_id>/row/", today.today_step, name="today_step"),
    path("log/", person.log, name="log"),
    path("touches/<uuid:touch_id>/undo/", person.undo_log, name="undo_log"),
    path("people/<uuid:contact_id>/", person.person, name="person"),
    path("people/<uuid:contact_id>/log/", person.log_touch, name="log_touch"),
    path("people/<uuid:contact_id>/note/", person.note, name="note"),
    path("people/<uuid:contact_id>/merge/", merging.merge_with, name="merge_with"),
    path("people/<uuid:contact_id>/merge/<uuid:other_id>/", merging.merge, name="merge"),
    path("people/merges/<uuid:person_merge_id>/undo/", merging.merge_undo, name="merge_undo"),
    path("people/<uuid:contact_id>/rhythm/", rhythm.rhythm, name="set_rhythm"),
    path("people/<uuid:contact_id>/rhythm/skip/", rhythm.skip, name="skip_check_in"),
    path("people/<uuid:contact_id>/rhythm/unskip/", rhythm.unskip, name="unskip_check_in"),
    path("reminders/", settings.reminders, name="reminders"),
    path("reminders/retry/", settings.retry_all, name="retry_failed"),
    path("reminders/<uuid:reminder_id>/retry/", settings.retry, name="retry_reminder"),
    path("reminders/resume/", settings.resume, name="resume_mail"),
    path("reminders/test/", settings.test_mail, name="test_mail"),
]
