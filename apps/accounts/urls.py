from django.urls import path

from apps.accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.settings, name="settings"),
    path("theme/", views.theme, name="theme"),
    path("time-zone/", views.confirm_timezone, name="confirm_timezone"),
    path("time-zone/regions/", views.regions, name="regions"),
    path("session/", views.session, name="session"),
    path("devices/end/", views.end_session, name="end_session"),
    path("reminders/", views.reminders, name="reminders"),
]
