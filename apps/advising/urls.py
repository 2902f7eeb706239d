"""The desk of a career center."""

from django.urls import URLPattern, path

from apps.advising.views import desk

app_name = "advising"

urlpatterns: list[URLPattern] = [
    path("", desk.cohort_list, name="cohorts"),
    path("cohorts/<uuid:cohort_id>/", desk.cohort_page, name="cohort"),
    path("students/", desk.student_list, name="students"),
    path("students/<uuid:membership_id>/", desk.student_page, name="student"),
    path("preview/<uuid:center_id>/<str:level>/", desk.sharing_preview, name="sharing_preview"),
]
