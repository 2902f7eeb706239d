"""Pages of outreach."""

from django.urls import path

from apps.outreach import views

app_name = "outreach"

urlpatterns = [
    path("new/<uuid:contact_id>/", views.ask_compose, name="compose"),
    path("templates/", views.template_list, name="templates"),
    path("templates/new/", views.template_create, name="template_create"),
    path("templates/<uuid:template_id>/", views.template_edit, name="template_edit"),
    path("templates/<uuid:template_id>/delete/", views.template_delete, name="template_delete"),
    path("<uuid:outreach_id>/", views.ask_edit, name="edit"),
    path("<uuid:outreach_id>/sent/", views.ask_mark_sent, name="mark_sent"),
    path("<uuid:outreach_id>/reply/", views.reply_record, name="record_reply"),
    path("<uuid:outreach_id>/named/", views.person_name, name="name_person"),
    path("<uuid:outreach_id>/undo/", views.ask_undo, name="undo"),
    path("<uuid:outreach_id>/restore/", views.ask_restore_draft, name="restore_draft"),
]
