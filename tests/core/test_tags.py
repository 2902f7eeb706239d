"""The parts of our pages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import engines

from apps.core.dates import Reader
from apps.core.faces import browser, initials, tint

NOW = datetime(2026, 10, 20, 16, 28, tzinfo=UTC)
PRIYA = SimpleNamespace(id=UUID(int=1), name="Priya Raman")


def draw(text, **context):
    context = {"now": NOW, "reader": Reader(ZoneInfo("America/Chicago")), **context}
    return engines["django"].from_string("{% load acquaint %}" + text).render(context)


class TalkForm(forms.Form):
    email = forms.EmailField(label="E-mail", help_text="Only you see it.")
    note = forms.CharField(required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(choices=[("call", "Call"), ("visit", "Visit")], widget=forms.RadioSelect)
    share = forms.BooleanField(required=False)
    digest = forms.BooleanField(required=False, widget=forms.CheckboxInput(attrs={"role": "switch"}))
    zone = forms.ChoiceField(choices=[("a", "Chicago")])
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def test_icon_is_decoration_unless_it_has_a_label():
    assert draw("{% icon 'lock' %}") == (
        '<svg class="icon" aria-hidden="true"><use href="/static/img/icons.svg#i-lock"/></svg>'
    )
    assert 'role="img" aria-label="Private"' in draw("{% icon 'lock' 'icon-sm' label='Private' %}")


def test_stage_glyph_keeps_its_own_name():
    assert "#st-asked" in draw("{% icon 'st-asked' %}")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Priya Raman", "PR"),
        ("Bram de Vries", "BV"),
        ("Cher", "C"),
        ("lena@aldermere.example", "LA"),
        ("", "•"),
        ("“Bo” Li", "L"),
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_a_person_keeps_one_tint_everywhere():
    renamed = SimpleNamespace(id=PRIYA.id, name="Priya Raman-Shah")

    assert tint(PRIYA) == tint(renamed)
    assert {tint(SimpleNamespace(id=UUID(int=n))) for n in range(200)} == set(range(1, 9))


def test_avatar_escapes_and_hides_from_screen_readers():
    html = draw("{% avatar person 'md' %}", person=SimpleNamespace(id=1, name="<b>x y"))

    assert html.startswith('<span class="avatar avatar-md aq-tint-')
    assert 'aria-hidden="true"' in html
    assert "<b>" not in html


def test_your_own_face_is_aubergine():
    assert draw("{% avatar 'Lena Marchetti' 'sm' you=True %}") == (
        '<span class="avatar avatar-sm avatar-you" aria-hidden="true">LM</span>'
    )


def test_stage_pill_says_its_stage_in_words():
    html = draw("{% stage 'listed' %}")

    assert 'data-stage="listed"' in html
    assert html.endswith("To ask</span>")


def test_ring_and_steps_have_a_twin_in_words():
    ring = draw("{% ring person 0.213 '5 of 24 hours left' %}", person=PRIYA)

    assert 'stroke-dasharray="21 100"' in ring
    assert 'aria-label="5 of 24 hours left"' in ring
    assert 'aria-label="7 of 10 done"' in draw("{% steps 7 10 %}")


@pytest.mark.parametrize(
    ("moment", "css", "words"),
    [
        (NOW + timedelta(hours=5, minutes=2), "aq-due--soon", "5 h 02 min left"),
        (NOW - timedelta(minutes=5), "aq-due--late", "time is up"),
        (NOW - timedelta(days=2), "aq-due--late", "2 days late"),
        (NOW + timedelta(days=3), "aq-due", "in 3 days"),
        (date(2026, 10, 20), "aq-due--soon", "due today"),
        (date(2026, 10, 21), "aq-due--soon", "due tomorrow"),
        (date(2026, 10, 19), "aq-due--late", "1 day late"),
    ],
)
def test_due_label(moment, css, words):
    html = draw("{% due moment %}", moment=moment)

    assert css in html
    assert html.endswith(f"{words}</span>")


def test_what_is_done_is_on_time():
    assert "on time" in draw("{% due moment done=True %}", moment=date(2026, 10, 19))
    assert draw("{% due nothing %}", nothing=None) == ""


def test_local_times_are_machine_readable_too():
    assert draw("{% local_time at %}", at=NOW) == (
        '<time datetime="2026-10-20T16:28:00+00:00" title="Tuesday, October 20, 2026, 11:28 AM CDT">11:28 AM</time>'
    )
    assert draw("{% local_moment at plain=True %}", at=NOW) == "today, 11:28 AM"
    assert draw("{% local_date at 'weekday' plain=True %}", at=NOW) == "Tuesday, October 20"
    assert draw("{% local_date nothing %}{% local_time nothing %}{% local_moment nothing %}", nothing=None) == ""


def test_a_field_is_tied_to_its_hint_and_its_error():
    html = draw("{{ form.email.as_field_group }}", form=TalkForm({"email": "nonsense"}))

    assert 'for="id_email"' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_email_helptext"' in html
    assert 'id="id_email_error"' in html
    assert 'value="nonsense"' in html


def test_every_kind_of_field_is_drawn_in_its_way():
    html = " ".join(draw("{{ form }}", form=TalkForm()).split())

    assert '<textarea name="note"' in html
    assert '<select name="zone" class="form-select"' in html
    assert '<legend class="form-label"> Kind </legend>' in html
    assert html.count('type="radio"') == 2
    assert 'class="form-check form-switch"' in html
    assert '<input type="hidden" name="token"' in html
    assert html.count('<span class="aq-optional">optional</span>') == 1  # note; a check box needs no such word


def test_errors_of_the_form_as_a_whole_are_an_alert():
    form = TalkForm({})
    form.add_error(None, "These two do not fit.")

    html = draw("{{ form }}", form=form)

    assert 'role="alert"' in html
    assert "These two do not fit." in html


def test_control_takes_attributes_and_drops_a_placeholder_that_repeats_the_label():
    field = forms.CharField(label="Email", widget=forms.TextInput(attrs={"placeholder": "Email address"}))
    form = type("F", (forms.Form,), {"email": field})()

    html = draw("{% control form.email 'form-control-sm' data_x='1' aria_label='Mail' %}", form=form)

    assert 'class="form-control form-control-sm"' in html
    assert 'data-x="1"' in html
    assert 'aria-label="Mail"' in html
    assert "placeholder" not in html


def test_maybe_url_is_empty_where_nothing_answers():
    assert draw("{% maybe_url 'account_login' %}|{% maybe_url 'nobody:home' %}") == "/accounts/login/|"


def test_capture_keeps_what_a_block_renders():
    assert draw("{% capture key %} people {% endcapture %}[{{ key }}]") == "[people]"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19) Version/19 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/156 Safari/537 Edg/156", "Edge on Windows"),
        ("curl/8", "A browser"),
    ],
)
def test_browser_is_named(line, words):
    assert browser(line) == words
