"""Talks, from the plan to the thank-you."""

from django.urls import path

from apps.interviews.urls_preparing import preparing
from apps.interviews.views import calendar, confirm, debrief, exchange, live, planning, thank_you

app_name = "interviews"

urlpatterns = [
    *preparing,
    path("", planning.talk_list, name="list"),
    path("new/", planning.talk_create, name="create"),
    path("new/<uuid:contact_id>/", planning.talk_plan, name="plan"),
    path("new/<uuid:contact_id>/exchange/", exchange.exchange_begin, name="exchange_begin"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<str:token>.ics", calendar.feed, name="feed"),
    path("<uuid:interview_id>/edit/", planning.talk_edit, name="edit"),
    path("<uuid:interview_id>/cancel/", planning.talk_cancel, name="cancel"),
    path("<uuid:interview_id>/missed/", planning.talk_missed, name="missed"),
    path("<uuid:interview_id>/restore/", planning.talk_restore, name="restore"),
    path("<uuid:interview_id>/record/", planning.talk_record, name="record"),
    path("<uuid:interview_id>/talk.ics", calendar.talk_ics, name="ics"),
    path("<uuid:interview_id>/invitation.eml", calendar.talk_invite, name="invite"),
    path("<uuid:interview_id>/checklist/", calendar.checklist, name="checklist"),
    path("<uuid:interview_id>/exchange/", exchange.exchange, name="exchange"),
    path("<uuid:interview_id>/exchange/turn/", exchange.exchange_turn, name="exchange_turn"),
    path("<uuid:interview_id>/exchange/undo/", exchange.exchange_undo, name="exchange_undo"),
    path("<uuid:interview_id>/exchange/answers/", exchange.exchange_answers, name="exchange_answers"),
    path("<uuid:interview_id>/confirm/", confirm.talk_confirm, name="confirm"),
    path("<uuid:interview_id>/confirmed/", confirm.talk_confirmed, name="confirmed"),
    path("questions/<uuid:question_id>/outcome/", live.question_outcome, name="question_outcome"),
    path("<uuid:interview_id>/live/", live.talk_live, name="live"),
    path("<uuid:interview_id>/live/state/", live.talk_state, name="live_state"),
    path("<uuid:interview_id>/live/questions/", live.live_question, name="live_question"),
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
