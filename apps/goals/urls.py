"""Pages about goals."""

from django.urls import path

from apps.goals import views

app_name = "goals"

urlpatterns = [
    path("", views.goal_list, name="list"),
    path("new/", views.goal_create, name="create"),
    path("week/", views.weekly_target, name="target"),
    path("criteria/", views.criterion_add, name="criterion_add"),
    path("criteria/<uuid:criterion_id>/", views.criterion_edit, name="criterion_edit"),
    path("criteria/<uuid:criterion_id>/retire/", views.criterion_retire, name="criterion_retire"),
    path("<uuid:goal_id>/", views.goal_edit, name="edit"),
    path("<uuid:goal_id>/state/", views.goal_state, name="state"),
]
