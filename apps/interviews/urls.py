"""Talks, from the plan to the thank-you."""

from django.urls import path

from apps.interviews.views import confirm, debrief, live, planning, prepare, thank_you

app_name = "interviews"

urlpatterns = [
    path("", planning.talk_list, name="list"),
    path("new/", planning.talk_create, name="create"),
    path("new/<uuid:contact_id>/", planning.talk_plan, name="plan"),
    path("<uuid:interview_id>/edit/", planning.talk_edit, name="edit"),
    path("<uuid:interview_id>/cancel/", planning.talk_cancel, name="cancel"),
    path("<uuid:interview_id>/missed/", planning.talk_missed, name="missed"),
    path("<uuid:interview_id>/restore/", planning.talk_restore, name="restore"),
    path("<uuid:interview_id>/record/", planning.talk_record, name="record"),
    path("<uuid:interview_id>/talk.ics", planning.talk_ics, name="ics"),
    path("<uuid:interview_id>/", prepare.talk_prepare, name="prepare"),
    path("<uuid:interview_id>/confirm/", confirm.talk_confirm, name="confirm"),
    path("<uuid:interview_id>/confirmed/", confirm.talk_confirmed, name="confirmed"),
    path("<uuid:interview_id>/objective/", prepare.objective_save, name="objective"),
    path("<uuid:interview_id>/questions/", prepare.question_add, name="question_add"),
    path("<uuid:interview_id>/questions/restore/", prepare.question_restore, name="question_restore"),
    path("questions/<uuid:question_id>/", prepare.question_edit, name="question_edit"),
    path("questions/<uuid:question_id>/step/", prepare.question_step, name="question_step"),
    path("questions/<uuid:question_id>/remove/", prepare.question_remove, name="question_remove"),
    path("questions/<uuid:question_id>/outcome/", live.question_outcome, name="question_outcome"),
    path("<uuid:interview_id>/live/", live.talk_live, name="live"),
    path("<uuid:interview_id>/start/", live.talk_start, name="start"),
    path("<uuid:interview_id>/notes/", live.note_add, name="note_add"),
    path("<uuid:interview_id>/finish/", live.talk_finish, name="finish"),
    path("<uuid:interview_id>/debrief/", debrief.talk_debrief, name="debrief"),
    path("<uuid:interview_id>/debrief/close/", debrief.debrief_close, name="debrief_close"),
    path("<uuid:interview_id>/takeaways/", debrief.takeaway_add, name="takeaway_add"),
    path("<uuid:interview_id>/takeaways/restore/", debrief.takeaway_restore, name="takeaway_restore"),
    path("<uuid:interview_id>/people/", debrief.person_add, name="person_add"),
    path("<uuid:interview_id>/actions/", debrief.action_add, name="action_add"),
    path("<uuid:interview_id>/rhythm/", debrief.rhythm_choose, name="rhythm"),
    path("takeaways/<uuid:takeaway_id>/", debrief.takeaway_edit, name="takeaway_edit"),
    path("takeaways/<uuid:takeaway_id>/share/", debrief.takeaway_share, name="takeaway_share"),
    path("takeaways/<uuid:takeaway_id>/use/", thank_you.takeaway_use, name="takeaway_use"),
    path("takeaways/<uuid:takeaway_id>/remove/", debrief.takeaway_remove, name="takeaway_remove"),
    path("takeaways/<uuid:takeaway_id>/tick/", debrief.action_tick, name="takeaway_tick"),
    path("notes/<uuid:note_id>/aside/", debrief.note_aside, name="note_aside"),
    path("<uuid:interview_id>/thank-you/", thank_you.thank_you_edit, name="thank_you"),
    path("<uuid:interview_id>/thank-you/offer/", thank_you.thank_you_offer, name="thank_you_offer"),
    path("<uuid:interview_id>/thank-you/sent/", thank_you.thank_you_sent, name="thank_you_sent"),
    path("<uuid:interview_id>/thank-you/undo/", thank_you.thank_you_undo, name="thank_you_undo"),
]
