"""The desk of a career center."""

from django.urls import URLPattern, path

from apps.advising import views

app_name = "advising"

urlpatterns: list[URLPattern] = [
    path("", views.cohort_list, name="cohorts"),
    path("cohorts/<uuid:cohort_id>/", views.cohort_page, name="cohort"),
    path("students/", views.student_list, name="students"),
    path("students/<uuid:membership_id>/", views.student_page, name="student"),
    path("preview/<uuid:center_id>/<str:level>/", views.sharing_preview, name="sharing_preview"),
]
