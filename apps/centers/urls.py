"""Career centers: running one, joining one, and what it sees."""

from django.urls import URLPattern, path

from apps.centers.views import caseload, closed_days, cohorts, invitations, manage, members, roster, roster_files, sharing

app_name = "centers"

urlpatterns: list[URLPattern] = [
    path("", manage.center_list, name="manage"),
    path("open/", manage.center_open, name="open"),
    path("sharing/", sharing.sharing, name="sharing"),
    path("who-looked/", sharing.disclosures, name="disclosures"),
    path("join/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
    path("invitations/<uuid:invitation_id>/resend/", invitations.invitation_resend, name="invitation_resend"),
    path("invitations/<uuid:invitation_id>/revoke/", invitations.invitation_revoke, name="invitation_revoke"),
    path("cohorts/<uuid:cohort_id>/", cohorts.cohort_manage, name="cohort_manage"),
    path("cohorts/<uuid:cohort_id>/delete/", cohorts.cohort_delete, name="cohort_delete"),
    path("closed/<uuid:closed_day_id>/remove/", closed_days.closed_days_remove, name="closed_days_remove"),
    path("members/<uuid:membership_id>/", members.member_page, name="member"),
    path("members/<uuid:membership_id>/card/", members.member_card, name="member_card"),
    path("members/<uuid:membership_id>/caseload/", members.member_caseload, name="member_caseload"),
    path("members/<uuid:membership_id>/days/", caseload.member_days, name="member_days"),
    path("members/<uuid:membership_id>/cover/", caseload.cover_student, name="cover_student"),
    path("members/<uuid:membership_id>/role/", members.member_role, name="member_role"),
    path("members/<uuid:membership_id>/end/", members.member_end, name="member_end"),
    path("roster/people/<uuid:entry_id>/", roster.roster_entry, name="roster_entry"),
    path("roster/<uuid:roster_import_id>/", roster_files.roster_import, name="roster_import"),
    path("roster/<uuid:roster_import_id>/answers/", roster_files.roster_plan, name="roster_plan"),
    path("roster/<uuid:roster_import_id>/apply/", roster_files.roster_apply, name="roster_apply"),
    path("roster/<uuid:roster_import_id>/discard/", roster_files.roster_discard, name="roster_discard"),
    path("roster/<uuid:roster_import_id>/undo/", roster_files.roster_undo, name="roster_undo"),
    path("roster/<uuid:roster_import_id>/report/", roster_files.roster_report, name="roster_report"),
    path("<uuid:center_id>/roster/", roster.roster_page, name="roster"),
    path("<uuid:center_id>/roster/upload/", roster_files.roster_upload, name="roster_upload"),
    path("<uuid:center_id>/roster/invite/", roster.roster_invite, name="roster_invite"),
    path("<uuid:center_id>/roster/invite/stop/", roster.roster_invite_stop, name="roster_invite_stop"),
    path("<uuid:center_id>/address/", roster.roster_address, name="roster_address"),
    path("caseloads/", caseload.my_caseloads, name="my_caseloads"),
    path("caseloads/<uuid:caseload_id>/end/", caseload.caseload_end, name="caseload_end"),
    path("covers/<uuid:cover_id>/end/", caseload.cover_end, name="cover_end"),
    path("<uuid:center_id>/caseloads/", caseload.caseloads, name="caseloads"),
    path("<uuid:center_id>/caseloads/hand-over/", caseload.hand_over, name="hand_over"),
    path("<uuid:center_id>/caseloads/cover/", caseload.cover, name="cover"),
    path("<uuid:center_id>/", manage.center_page, name="center"),
    path("<uuid:center_id>/settings/", manage.center_update, name="center_update"),
    path("<uuid:center_id>/cohorts/", cohorts.cohort_create, name="cohort_create"),
    path("<uuid:center_id>/cohorts/reach/", cohorts.cohort_reach, name="cohort_reach"),
    path("<uuid:center_id>/cohorts/students/", cohorts.cohort_places, name="cohort_places"),
    path("<uuid:center_id>/closed/", closed_days.closed_days, name="closed_days"),
    path("<uuid:center_id>/invite/", invitations.invite, name="invite"),
    path("<uuid:center_id>/sharing/", sharing.center_sharing, name="center_sharing"),
    path("<uuid:center_id>/leave/", sharing.center_leave, name="leave"),
]
