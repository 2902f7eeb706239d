"""L, D and P."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render  # noqa: TID251 -- the floor has no access.py
from django.urls import path

from benchmarks.pages_floor.models import Row


class RowForm(forms.ModelForm):
    """A form of three fields."""

    class Meta:
        model = Row
        fields = ["name", "employer", "title"]


@login_required
def rows(request: HttpRequest) -> HttpResponse:
    """L: one indexed query of 50 rows, a template of five columns."""
    found = Row.objects.filter(owner=request.user).order_by("name")[:50]
    return render(request, "pages_floor/rows.html", {"rows": found})


@login_required
def row(request: HttpRequest, pk: int) -> HttpResponse:
    """D: one row shown."""
    return render(request, "pages_floor/row.html", {"row": get_object_or_404(Row, pk=pk, owner=request.user)})


@login_required
def add(request: HttpRequest) -> HttpResponse:
    """P: a form, one INSERT, a redirect."""
    form = RowForm(request.POST or None, instance=Row(owner=request.user, stage="listed"))
    if form.is_valid():
        return redirect("row", form.save().pk)
    return render(request, "pages_floor/add.html", {"form": form})


urlpatterns = [path("", rows), path("add/", add), path("<int:pk>/", row, name="row")]
