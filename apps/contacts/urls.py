from django.urls import path

from apps.contacts.views import brainstorm, bulk, capture, exports, imports, own, people, saved

app_name = "contacts"

urlpatterns = [
    path("", people.people_list, name="list"),
    path("add/", people.contact_add, name="add"),
    path("quick/", people.quick_add, name="quick_add"),
    path("names/", people.person_options, name="names"),
    path("change/", bulk.people_change, name="bulk"),
    path("change/<uuid:change_id>/undo/", bulk.bulk_undo, name="bulk_undo"),
    path("brainstorm/", brainstorm.start, name="brainstorm"),
    path("brainstorm/done/", brainstorm.done, name="brainstorm_done"),
    path("brainstorm/work/", brainstorm.work, name="brainstorm_work"),
    path("brainstorm/<slug:circle>/", brainstorm.circle, name="brainstorm_circle"),
    path("fields/", own.own_fields_page, name="own_fields"),
    path("fields/<uuid:field_id>/change/", own.own_field_change, name="own_field_change"),
    path("fields/<uuid:field_id>/move/", own.own_field_move, name="own_field_move"),
    path("fields/<uuid:field_id>/delete/", own.own_field_delete, name="own_field_delete"),
    path("fields/<uuid:field_id>/restore/", own.own_field_restore, name="own_field_restore"),
    path("capture/", capture.capture, name="capture"),
    path("capture/read/", capture.capture_read, name="capture_read"),
    path("capture/tools/", capture.capture_tools, name="capture_tools"),
    path("capture/<uuid:contact_id>/done/", capture.capture_done, name="capture_done"),
    path("views/", saved.view_list, name="views"),
    path("views/keep/", saved.view_save, name="view_save"),
    path("views/<uuid:view_id>/rename/", saved.view_rename, name="view_rename"),
    path("views/<uuid:view_id>/delete/", saved.view_delete, name="view_delete"),
    path("export/", exports.export_page, name="export"),
    path("export/file/", exports.export_file, name="export_file"),
    path("<uuid:contact_id>/edit/", people.contact_edit, name="edit"),
    path("<uuid:contact_id>/archive/", people.contact_archive, name="archive"),
    path("<uuid:contact_id>/restore/", people.contact_restore, name="restore"),
    path("import/", imports.import_upload, name="import_upload"),
    path("import/<uuid:job_id>/", imports.import_check, name="import_check"),
    path("import/<uuid:job_id>/rows/<uuid:row_id>/", imports.import_row, name="import_row"),
    path("import/<uuid:job_id>/start/", imports.import_start, name="import_start"),
    path("import/<uuid:job_id>/stop/", imports.import_stop, name="import_stop"),
    path("import/<uuid:job_id>/status/", imports.import_status, name="import_status"),
    path("import/<uuid:job_id>/undo/", imports.import_undo, name="import_undo"),
]
