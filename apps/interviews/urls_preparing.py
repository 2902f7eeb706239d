"""The pages before a talk: the plan, the bank, research, the brief, the rehearsal. `urls` takes them in."""

from django.urls import path

from apps.interviews.views import bank, prepare, questions, rehearsal, research

preparing = [
    path("<uuid:interview_id>/", prepare.talk_prepare, name="prepare"),
    path("<uuid:interview_id>/brief/", prepare.talk_brief, name="brief"),
    path("<uuid:interview_id>/objective/", prepare.objective_save, name="objective"),
    path("<uuid:interview_id>/questions/", questions.question_add, name="question_add"),
    path("<uuid:interview_id>/questions/restore/", questions.question_restore, name="question_restore"),
    path("<uuid:interview_id>/questions/ready/", bank.plan_ready, name="plan_ready"),
    path("<uuid:interview_id>/questions/ready/undo/", bank.plan_restore, name="plan_restore"),
    path("<uuid:interview_id>/questions/trim/", questions.plan_trim, name="plan_trim"),
    path("<uuid:interview_id>/questions/reuse/", bank.questions_reuse, name="questions_reuse"),
    path("questions/<uuid:question_id>/", questions.question_edit, name="question_edit"),
    path("questions/<uuid:question_id>/step/", questions.question_step, name="question_step"),
    path("questions/<uuid:question_id>/place/", questions.question_place, name="question_place"),
    path("questions/<uuid:question_id>/keep/", questions.question_keep, name="question_keep"),
    path("questions/<uuid:question_id>/remove/", questions.question_remove, name="question_remove"),
    path("bank/", bank.bank, name="bank"),
    path("bank/own/", bank.own_add, name="own_add"),
    path("bank/own/restore/", bank.own_restore, name="own_restore"),
    path("bank/own/<uuid:own_question_id>/", bank.own_edit, name="own_edit"),
    path("bank/own/<uuid:own_question_id>/remove/", bank.own_remove, name="own_remove"),
    path("<uuid:interview_id>/bank/", bank.talk_bank, name="talk_bank"),
    path("<uuid:interview_id>/bank/take/", bank.bank_take, name="bank_take"),
    path("<uuid:interview_id>/research/", research.talk_research, name="research"),
    path("<uuid:interview_id>/research/add/", research.research_add, name="research_add"),
    path("<uuid:interview_id>/research/restore/", research.research_restore, name="research_restore"),
    path("<uuid:interview_id>/research/sources/", research.source_add, name="source_add"),
    path("research/<uuid:research_id>/", research.research_edit, name="research_edit"),
    path("research/<uuid:research_id>/ask/", research.research_ask, name="research_ask"),
    path("research/<uuid:research_id>/remove/", research.research_remove, name="research_remove"),
    path("research/sources/<uuid:source_id>/", research.source_edit, name="source_edit"),
    path("research/sources/<uuid:source_id>/remove/", research.source_remove, name="source_remove"),
    path("<uuid:interview_id>/rehearse/", rehearsal.talk_rehearse, name="rehearse"),
    path("<uuid:interview_id>/rehearse/introduction/", rehearsal.introduction_save, name="introduction"),
    path("<uuid:interview_id>/rehearse/run/", rehearsal.run_save, name="run_save"),
]
