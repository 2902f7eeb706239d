"""Who may need somebody, for staff; and for students what stands out about them, and their answers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.advising import services
from apps.advising.access import flaggable_student, own_student, resolvable_flag, triage_reach, visible_cohort
from apps.advising.flags.kinds import RaisedFor, Rule
from apps.advising.flags.limits import LIMITS
from apps.advising.forms import AnswerForm, RaiseForm, TriageForm, page_number
from apps.advising.selectors.flags import lines_of, mark_lines
from apps.advising.selectors.triage import TriageFilters, share_nothing, triage_cohorts
from apps.centers.access import Student, joined_center
from apps.centers.http import staff_only
from apps.centers.selectors import agreed_to_older_words
from apps.core.dates import Reader
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in


@require_safe
@staff_only
def triage_list(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The students who may need somebody, most urgent first."""
    reach = triage_reach(request.user)
    cohorts = triage_cohorts(reach)
    form = TriageForm(request.GET, cohorts=cohorts)
    filters = form.filters()
    page = services.read_triage(
        actor=request.user,
        reach=reach,
        filters=filters,
        number=page_number(request.GET.get("page", "")),
        now=timezone.now(),
    )
    context = {
        "form": form,
        "filters": filters,
        "cohorts": cohorts,
        "rules": form.RULES,
        "cohort": str(filters.cohort or ""),
        "page": page,
        "limits": tuple(LIMITS.items()),
    }
    return render_page(request, "advising/triage.html", context, partial="triage-list")


@require_safe
@staff_only
def not_sharing(request: AuthenticatedHttpRequest) -> HttpResponse:
    """How many share nothing, set apart from the list; the page asks for it once it stands."""
    triage_reach(request.user)
    if not wants_fragment(request):
        return redirect_to(request, f"{reverse('advising:students')}?level=nothing")
    return render_page(request, "advising/triage.html", {"apart": share_nothing(request.user)}, partial="apart")


@require_safe
@staff_only
def cohort_needs(request: AuthenticatedHttpRequest, cohort_id: UUID) -> HttpResponse:
    """Who of a cohort may need the reader, and the rings of its plot; the page asks for it once it stands."""
    cohort, reach = visible_cohort(request.user, cohort_id), triage_reach(request.user)
    if not wants_fragment(request):
        return redirect_to(request, f"{reverse('advising:triage')}?cohort={cohort.pk}")
    filters = TriageFilters(cohort=cohort.pk)
    page = services.read_triage(actor=request.user, reach=reach, filters=filters, number=1, now=timezone.now())
    return render_page(request, "advising/cohort.html", {"cohort": cohort, "page": page}, partial="needs")


@require_POST
@staff_only
def flag_raise(request: AuthenticatedHttpRequest, membership_id: UUID) -> HttpResponse:
    """A flag by hand, which the student reads."""
    student = flaggable_student(request.user, membership_id)
    form = RaiseForm(request.POST)
    if form.is_valid():
        reason = RaisedFor(form.cleaned_data["reason"])
        flag = services.raise_flag(
            actor=request.user, student=student, reason=reason, due_on=form.cleaned_data["due_on"], now=timezone.now()
        )
        toast(request, f"Noted. {student.first_name} can read it." if flag else "That is noted already.")
    else:
        toast(request, "Choose a reason from the list, and a day that exists.", level=messages.ERROR)
    return redirect_to(request, "advising:student", membership_id)


@require_POST
@staff_only
def flag_resolve(request: AuthenticatedHttpRequest, manual_flag_id: UUID) -> HttpResponse:
    """What a flag was raised for is seen to."""
    flag = resolvable_flag(request.user, manual_flag_id)
    services.resolve_flag(actor=request.user, flag=flag, now=timezone.now())
    toast(request, "Seen to. It is off the list.")
    return redirect_to(request, "advising:student", flag.membership_id)


@require_safe
@signed_in
def own_page(request: AuthenticatedHttpRequest, center_id: UUID) -> HttpResponse:
    """What stands out about the reader, in the words that staff read, and what they said to it."""
    return _own_page(request, own_student(request.user, center_id))


@require_POST
@signed_in
def rule_answer(request: AuthenticatedHttpRequest, center_id: UUID, rule: str) -> HttpResponse:
    """The student says that something is all right."""
    student, which = own_student(request.user, center_id), _rule(rule)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _own_page(request, student, form, which)
    done = services.answer_flag(
        actor=request.user, student=student, rule=which, text=form.cleaned_data["text"], now=timezone.now()
    )
    undo = reverse("advising:rule_undo", args=[center_id, which.value])
    toast(request, "It no longer stands out." if done else "That is settled already.", undo if done else None)
    return redirect_to(request, "advising:what_stands_out", center_id)


@require_POST
@signed_in
def rule_undo(request: AuthenticatedHttpRequest, center_id: UUID, rule: str) -> HttpResponse:
    """The student takes an answer back."""
    student = own_student(request.user, center_id)
    services.take_back_answer(actor=request.user, student=student, rule=_rule(rule), now=timezone.now())
    return redirect_to(request, "advising:what_stands_out", center_id)


def _own_page(
    request: AuthenticatedHttpRequest, student: Student, form: AnswerForm | None = None, refused: Rule | None = None
) -> HttpResponse:
    now, reader = timezone.now(), Reader.of(request.user)
    flags = services.own_flags(actor=request.user, student=student, now=now)
    context = {
        "student": student,
        "is_older": agreed_to_older_words(joined_center(request.user, student.center_id)),
        "lines": lines_of(flags, reader, now),
        "answered": mark_lines(flags.answered, reader, now),
        "limits": tuple(LIMITS.items()),
        "form": form or AnswerForm(),
        "refused": refused,
    }
    return render_page(request, "advising/what_stands_out.html", context, status=422 if refused else 200)


def _rule(value: str) -> Rule:
    if value not in Rule.values:
        raise Http404
    return Rule(value)
