"""The addresses of an installation that has a mail provider."""

from django.urls import include, path

urlpatterns = [path("mail-events/", include("anymail.urls"))]
