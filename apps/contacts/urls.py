from django.urls import path

from apps.contacts.views import people

app_name = "contacts"

urlpatterns = [
    path("", people.people_list, name="list"),
    path("add/", people.contact_add, name="add"),
    path("quick/", people.quick_add, name="quick_add"),
    path("names/", people.person_options, name="names"),
    path("<uuid:contact_id>/edit/", people.contact_edit, name="edit"),
    path("<uuid:contact_id>/archive/", people.contact_archive, name="archive"),
    path("<uuid:contact_id>/restore/", people.contact_restore, name="restore"),
]
