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
from apps.interviews.forms.record import (
    AboutForm,
    ActionForm,
    AnswerForm,
    BetterForm,
    NothingForm,
    PersonForm,
    RatingForm,
    ReferralForm,
    RhythmForm,
    TakeawayForm,
)
from apps.interviews.forms.talk import ConfirmForm, LetterForm, SentForm

__all__ = [
    "AboutForm",
    "ActionForm",
    "AnswerForm",
    "AnswersForm",
    "BetterForm",
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
    "NothingForm",
    "ObjectiveForm",
    "PersonForm",
    "PlanForm",
    "QuestionForm",
    "RatingForm",
    "RecordForm",
    "ReferralForm",
    "RhythmForm",
    "SentForm",
    "StartForm",
    "TakeawayForm",
]
