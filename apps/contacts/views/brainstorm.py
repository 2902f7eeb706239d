"""The wizard that starts a list: one circle at a time, one name per line, and what comes after."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from apps.contacts.brainstorm import LONGEST_TEXT, MINUTES, STEPS, Step, beside, read_lines, step_of
from apps.contacts.forms.brainstorm import ClockForm, LinesForm, WorkForm
from apps.contacts.models import Brainstorm, Contact
from apps.contacts.selectors import employer_names
from apps.contacts.selectors.brainstorm import (
    found_in,
    left_over,
    named_twice,
    newest_brainstorm,
    open_brainstorm,
    work_rows,
)
from apps.contacts.services import brainstorm as services
from apps.core.htmx import redirect_to, render_page, toast, wants_fragment
from apps.core.http import AuthenticatedHttpRequest, signed_in

CIRCLE = "contacts/brainstorm_circle.html"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Says what will happen and asks how long; a sitting that is open goes on where it was left."""
    sitting = open_brainstorm(request.user)
    form = ClockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begun = services.begin_brainstorm(actor=request.user, minutes=form.cleaned_data["minutes"], now=timezone.now())
        return redirect_to(request, "contacts:brainstorm_circle", begun.reached)
    found = found_in(request.user, sitting) if sitting else None
    context = {
        "form": form,
        "sitting": sitting,
        "found": found,
        "reached": step_of(sitting.reached) if sitting else None,
        "steps": STEPS,
    }
    return render_page(request, "contacts/brainstorm.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def circle(request: AuthenticatedHttpRequest, circle: str) -> HttpResponse:
    """One circle. A POST keeps what is typed (`do=keep`), or adds the people and goes where the button says."""
    step = step_of(circle)
    if step is None:
        raise Http404
    sitting = open_brainstorm(request.user)
    if request.method != "POST":
        if sitting is None:
            return redirect_to(request, "contacts:brainstorm")
        return _circle_page(request, step, sitting, sitting.drafts.get(step.circle, ""))
    text, now = request.POST.get("names", "").replace("\x00", ""), timezone.now()
    if (do := request.POST.get("do", "next")) in ("keep", "more"):
        services.keep_draft(actor=request.user, circle=step.circle, text=text, now=now)
        if do == "keep":
            return _kept(request, step, sitting, text[:LONGEST_TEXT])
        services.begin_brainstorm(actor=request.user, minutes=MINUTES[0], now=now)
        return redirect_to(request, "contacts:brainstorm_circle", step.circle)
    form = LinesForm({"names": text}, owner=request.user, circle=step.circle)
    if not form.is_valid():
        services.keep_draft(actor=request.user, circle=step.circle, text=text, now=now)
        return _circle_page(
            request, step, open_brainstorm(request.user), text, [str(error) for error in form.errors["names"]]
        )
    target = _where_to(do, step)
    added = services.add_lines(
        actor=request.user, circle=step.circle, lines=form.lines, introducers=form.introducers,
        reached=target.circle if target else step.circle, now=now,
    )  # fmt: skip
    if added.known:
        toast(request, _already(added.known))
    return redirect_to(request, "contacts:brainstorm_circle", target.circle) if target else _finish(request)


def _where_to(do: str, step: Step) -> Step | None:
    """The step that a button names: a neighbor, or any by its circle. None is the end."""
    if do == "finish":
        return None
    if do in ("next", "back"):
        return beside(step.circle, 1 if do == "next" else -1)
    return step_of(do) or step


def _finish(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The summary; but names that stand in another box are shown first."""
    sitting = open_brainstorm(request.user)
    waiting = left_over(request.user, sitting) if sitting else None
    if waiting is not None:
        toast(request, "You typed these before, and they aren’t on your list yet.")
        return redirect_to(request, "contacts:brainstorm_circle", waiting)
    services.finish_brainstorm(actor=request.user, now=timezone.now())
    return redirect_to(request, "contacts:brainstorm_done")


def _circle_page(
    request: AuthenticatedHttpRequest,
    step: Step,
    sitting: Brainstorm | None,
    text: str,
    errors: Collection[str] = (),
) -> HttpResponse:
    found = found_in(request.user, sitting) if sitting else None
    people = found.people if found else []
    here = [p for p in people if p.circle == step.circle]
    counts = {s.circle: sum(p.circle == s.circle for p in people) for s in STEPS}
    context: dict[str, Any] = {
        "step": step,
        "steps": [(s, counts[s.circle]) for s in STEPS],
        "number": STEPS.index(step) + 1,
        "before": beside(step.circle, -1),
        "after": beside(step.circle, 1),
        "sitting": sitting,
        "here": here,
        "total": len(people),
        "text": text,
        "errors": errors,
        "now": timezone.now(),
        "clock": _clock(sitting),
    }
    return render_page(request, CIRCLE, context, status=422 if errors else 200)


def _clock(sitting: Brainstorm | None) -> dict[str, Any] | None:
    """What the clock shows; None for a sitting without one."""
    if sitting is None or sitting.clock_ends_at is None:
        return None
    left = max(0, round((sitting.clock_ends_at - timezone.now()).total_seconds()))
    return {"left": left, "minutes": max(1, -(-left // 60)), "share": min(100, round(left / 1.8)), "is_over": left == 0}


def _kept(request: AuthenticatedHttpRequest, step: Step, sitting: Brainstorm | None, text: str) -> HttpResponse:
    """What the box seems to hold, for the line below it; without htmx, the page."""
    if not wants_fragment(request):
        toast(request, "Kept. It will be here when you come back.")
        return redirect_to(request, "contacts:brainstorm_circle", step.circle)
    lines = list(read_lines(text, step.circle))
    known = named_twice(request.user, sitting, lines)
    return render_page(request, CIRCLE, {"read": lines, "known": known}, partial="said")


def _already(known: list[Contact]) -> str:
    names = ", ".join(person.name for person in known[:3])
    if len(known) > 3:
        return f"{names} and {len(known) - 3} more were on your list already, so nobody is there twice."
    return f"{names} {'was' if len(known) == 1 else 'were'} on your list already, so nobody is there twice."


@signed_in
@require_safe
def done(request: AuthenticatedHttpRequest) -> HttpResponse:
    """How many people in how many circles, and what comes next."""
    sitting = newest_brainstorm(request.user)
    if sitting is None:
        return redirect_to(request, "contacts:brainstorm")
    found = found_in(request.user, sitting)
    context = {"sitting": sitting, "found": found, "first": found.people[:6]}
    return render_page(request, "contacts/brainstorm_done.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def work(request: AuthenticatedHttpRequest) -> HttpResponse:
    """A grid for role and employer of everybody who came to mind and lacks one."""
    sitting = newest_brainstorm(request.user)
    people = work_rows(request.user, sitting) if sitting else []
    if not people:
        return redirect_to(request, "contacts:brainstorm_done" if sitting else "contacts:brainstorm")
    form = WorkForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        count = services.say_where_they_work(actor=request.user, changes=form.changes(), now=timezone.now())
        toast(request, f"Saved for {count} {'person' if count == 1 else 'people'}." if count else "Nothing changed.")
        return redirect_to(request, reverse("contacts:brainstorm_done"))
    context = {"form": form, "employers": employer_names(request.user)}
    return render_page(request, "contacts/brainstorm_work.html", context, status=422 if form.errors else 200)
