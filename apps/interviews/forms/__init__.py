"""What people type about talks."""

from apps.interviews.forms.planning import ChooseForm, ObjectiveForm, PlanForm, QuestionForm, RecordForm
from apps.interviews.forms.record import ActionForm, PersonForm, RhythmForm, TakeawayForm
from apps.interviews.forms.talk import ConfirmForm, FinishForm, LetterForm, LiveNoteForm, SentForm

__all__ = [
    "ActionForm",
    "ChooseForm",
    "ConfirmForm",
    "FinishForm",
    "LetterForm",
    "LiveNoteForm",
    "ObjectiveForm",
    "PersonForm",
    "PlanForm",
    "QuestionForm",
    "RecordForm",
    "RhythmForm",
    "SentForm",
    "TakeawayForm",
]
