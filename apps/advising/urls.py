"""The desk of a career center."""

from django.urls import URLPattern, path

from apps.advising.views import brief, desk, notes, reports, triage

app_name = "advising"

urlpatterns: list[URLPattern] = [
    path("", desk.cohort_list, name="cohorts"),
    path("cohorts/<uuid:cohort_id>/", desk.cohort_page, name="cohort"),
    path("cohorts/<uuid:cohort_id>/needs/", triage.cohort_needs, name="cohort_needs"),
    path("students/", desk.student_list, name="students"),
    path("students/<uuid:membership_id>/", desk.student_page, name="student"),
    path("triage/", triage.triage_list, name="triage"),
    path("triage/not-sharing/", triage.not_sharing, name="not_sharing"),
    path("students/<uuid:membership_id>/flags/", triage.flag_raise, name="flag_raise"),
    path("flags/<uuid:manual_flag_id>/resolve/", triage.flag_resolve, name="flag_resolve"),
    path("what-stands-out/<uuid:center_id>/", triage.own_page, name="what_stands_out"),
    path("what-stands-out/<uuid:center_id>/<str:rule>/answer/", triage.rule_answer, name="rule_answer"),
    path("what-stands-out/<uuid:center_id>/<str:rule>/undo/", triage.rule_undo, name="rule_undo"),
    path("students/<uuid:membership_id>/notes/", notes.note_list, name="notes"),
    path("students/<uuid:membership_id>/notes/write/", notes.note_create, name="note_create"),
    path("students/<uuid:membership_id>/since/", brief.brief, name="since"),
    path("notes/<uuid:staff_note_id>/", notes.note_edit, name="note_edit"),
    path("notes/about-you/<uuid:center_id>/", notes.own_notes, name="own_notes"),
    path("reports/", reports.report_list, name="reports"),
    path("reports/<uuid:center_id>/", reports.report_page, name="report"),
    path("reports/<uuid:center_id>/print/", reports.report_print, name="report_print"),
    path("reports/<uuid:center_id>/figures.csv", reports.report_file, name="report_file"),
    path("reports/<uuid:center_id>/students/", reports.report_rows, name="report_rows"),
    path("preview/<uuid:center_id>/<str:level>/", desk.sharing_preview, name="sharing_preview"),
]
