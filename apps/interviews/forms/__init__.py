"""What people type about talks."""

from apps.interviews.forms.exchange import AnswersForm, ChosenForm, ExchangeLetterForm
from apps.interviews.forms.live import FinishForm, LiveNoteForm, LiveQuestionForm, MarkForm, StartForm
from apps.interviews.forms.planning import (
    CheckItemForm,
    ChooseForm,
    ObjectiveForm,
    PlanForm,
    QuestionForm,
    RecordForm,
)
from apps.interviews.forms.record import ActionForm, PersonForm, RhythmForm, TakeawayForm
from apps.interviews.forms.talk import ConfirmForm, LetterForm, SentForm

__all__ = [
    "ActionForm",
    "AnswersForm",
    "CheckItemForm",
    "ChooseForm",
    "ChosenForm",
    "ConfirmForm",
    "ExchangeLetterForm",
    "FinishForm",
    "LetterForm",
    "LiveNoteForm",
    "LiveQuestionForm",
    "MarkForm",
    "ObjectiveForm",
    "PersonForm",
    "PlanForm",
    "QuestionForm",
    "RecordForm",
    "RhythmForm",
    "SentForm",
    "StartForm",
    "TakeawayForm",
]
