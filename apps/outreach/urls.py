"""Pages of outreach."""

from django.urls import path

from apps.outreach import views
from apps.outreach.views import board, slots

app_name = "outreach"

urlpatterns = [
    path("", board.ask_board, name="board"),
    path("rates/", board.ask_rates, name="rates"),
    path("new/<uuid:contact_id>/", views.ask_compose, name="compose"),
    path("templates/", views.template_list, name="templates"),
    path("templates/new/", views.template_create, name="template_create"),
    path("templates/<uuid:template_id>/", views.template_edit, name="template_edit"),
    path("templates/<uuid:template_id>/delete/", views.template_delete, name="template_delete"),
    path("templates/<uuid:template_id>/duplicate/", views.template_duplicate, name="template_duplicate"),
    path("templates/<uuid:template_id>/restore/", views.template_restore, name="template_restore"),
    path("templates/center/<uuid:center_id>/", views.center_templates, name="center_templates"),
    path("templates/center/<uuid:center_id>/new/", views.center_template_create, name="center_template_create"),
    path("templates/of-center/<uuid:center_template_id>/", views.center_template_edit, name="center_template_edit"),
    path(
        "templates/of-center/<uuid:center_template_id>/withdraw/",
        views.center_template_withdraw,
        name="center_template_withdraw",
    ),
    path(
        "templates/of-center/<uuid:center_template_id>/restore/",
        views.center_template_restore,
        name="center_template_restore",
    ),
    path("<uuid:outreach_id>/", views.ask_edit, name="edit"),
    path("<uuid:outreach_id>/versions/", views.draft_versions, name="versions"),
    path("<uuid:outreach_id>/versions/restore/", views.version_restore, name="version_restore"),
    path("<uuid:outreach_id>/letter/", views.letter_print, name="letter"),
    path("<uuid:outreach_id>/sent/", views.ask_mark_sent, name="mark_sent"),
    path("<uuid:outreach_id>/reply/", views.reply_record, name="record_reply"),
    path("<uuid:outreach_id>/named/", views.person_name, name="name_person"),
    path("<uuid:outreach_id>/named/undo/", views.person_unname, name="unname_person"),
    path("<uuid:outreach_id>/times/", slots.slots_offer, name="offer_slots"),
    path("with/<uuid:contact_id>/times/", slots.slots_with, name="slots_with"),
    path("times/<uuid:offer_id>/confirm/", slots.slot_confirm, name="confirm_slot"),
    path("times/<uuid:offer_id>/release/", slots.slots_release, name="release_slots"),
    path("choose/<str:token>/", slots.slot_choose, name="choose_slot"),
    path("<uuid:outreach_id>/undo/", views.ask_undo, name="undo"),
    path("<uuid:outreach_id>/restore/", views.ask_restore_draft, name="restore_draft"),
]
