"""The parts of our pages: `{% load acquaint %}`. docs/design.md shows each with an example."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core import htmx, nodes
from apps.core.dates import Reader, left
from apps.core.faces import browser, initials, name_of, tint
from apps.core.shell import resolve

register = template.Library()
register.filter("tint", tint)
register.filter("browser", browser)
register.tag("capture", nodes.capture)
register.tag("inline_css", nodes.inline_css)
register.tag("stencil", nodes.stencil)
register.tag("url", nodes.url)

STAGES = {
    "listed": "To ask",
    "asked": "Asked",
    "replied": "Replied",
    "scheduled": "Scheduled",
    "talked": "Talked",
    "thanked": "Thanked",
    "touch": "In touch",
    "resting": "Resting",
}
STAGE_ALIASES = {
    "to_ask": "listed",
    "in_touch": "touch",
    "keeping": "touch",
    "dormant": "resting",
    "planned": "scheduled",
}


# Faces and marks --------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, css: str = "", *, label: str = "") -> SafeString:
    """An icon of the sprite. Decorative unless it has a `label`; a stage glyph is called "st-asked"."""
    return _labelled_icon(name, css, label) if label else _plain_icon(name, css)


@cache
def _plain_icon(name: str, css: str) -> SafeString:
    """A page has a hundred of these, and they never change while a process runs."""
    return _svg(name, css, SafeString('aria-hidden="true"'))


def _labelled_icon(name: str, css: str, label: str) -> SafeString:
    return _svg(name, css, format_html('role="img" aria-label="{}"', label))


def _svg(name: str, css: str, meaning: SafeString) -> SafeString:
    ref = name if name.startswith("st-") else f"i-{name}"
    classes = f"icon {css}".strip()
    return format_html('<svg class="{}" {}><use href="{}#{}"/></svg>', classes, meaning, static("img/icons.svg"), ref)


@register.simple_tag
def avatar(person: Any, size: str = "sm", css: str = "", *, you: bool = False) -> SafeString:
    """A face: initials on the person's own tint. Hidden from screen readers, for the name stands beside it."""
    color = "avatar-you" if you else f"aq-tint-{tint(person)}"
    return face(name_of(person), color, size, css)


def face(name: str, color: str, size: str = "sm", css: str = "") -> SafeString:
    """The same for a name and a tint that are known."""
    classes = " ".join(c for c in ("avatar", f"avatar-{size}" if size else "", color, css) if c)
    return SafeString(f'<span class="{classes}" aria-hidden="true">{escape(initials(name))}</span>')


@register.simple_tag
def stage(value: str, label: str = "") -> SafeString:
    """The stage pill; its glyph fills up as the acquaintance grows."""
    return _stage(str(value), str(label))


@lru_cache(maxsize=256)
def _stage(value: str, label: str) -> SafeString:
    key = STAGE_ALIASES.get(value, value)
    return format_html(
        '<span class="aq-stage" data-stage="{}"><svg aria-hidden="true"><use href="{}#st-{}"/></svg>{}</span>',
        key,
        static("img/icons.svg"),
        key,
        label or STAGES.get(key, key),
    )


@register.simple_tag
def steps(done: int, total: int, css: str = "") -> SafeString:
    """n of m as small bars. Write the words "7 of 10" beside it."""
    bars = SafeString('<i class="on"></i>' * done + "<i></i>" * max(0, total - done))
    classes = f"aq-steps {css}".strip()
    return format_html('<span class="{}" role="img" aria-label="{} of {} done">{}</span>', classes, done, total, bars)


@register.simple_tag
def ring(person: Any, share: float, label: str, *, css: str = "aq-ring--honey", size: str = "") -> SafeString:
    """A face in a ring that shows how much of a window is left (0 to 1). `label` says the same in words."""
    return format_html(
        '<span class="aq-ring {}" role="img" aria-label="{}"><svg viewBox="0 0 36 36" aria-hidden="true">'
        '<circle class="aq-ring__track" cx="18" cy="18" r="16.2"/><circle class="aq-ring__bar" cx="18" cy="18" r="16.2"'
        ' pathLength="100" stroke-dasharray="{} 100"/></svg>{}</span>',
        css,
        label,
        round(max(0.0, min(1.0, share)) * 100),
        avatar(person, size),
    )


# Time -------------------------------------------------------------------------------------------------------------


def _reader(context: Context) -> Reader:
    reader = context.get("reader")
    return reader if isinstance(reader, Reader) else Reader.of(context.get("user"))


def _time_tag(context: Context, moment: date | datetime | None, words: str, *, plain: bool) -> str:
    if moment is None:
        return ""
    if plain:
        return words
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', moment.isoformat(), _reader(context).full(moment), words
    )


@register.simple_tag(takes_context=True)
def local_time(context: Context, moment: datetime | None, *, plain: bool = False) -> str:
    """4:30 PM or 16:30, on the reader's clock."""
    return "" if moment is None else _time_tag(context, moment, _reader(context).time(moment), plain=plain)


@register.simple_tag(takes_context=True)
def local_date(context: Context, moment: date | datetime | None, form: str = "long", *, plain: bool = False) -> str:
    """October 20; "short" is Oct 20, "weekday" is Tuesday, October 20, "day" is tomorrow or Friday, "full" has all."""
    if moment is None:
        return ""
    reader, now = _reader(context), context.get("now")
    words = {
        "long": lambda: reader.date(moment, now),
        "short": lambda: reader.date(moment, now, short=True),
        "weekday": lambda: reader.weekday(moment, now),
        "day": lambda: reader.day(moment, now),
        "full": lambda: reader.full(moment),
    }[form]()
    return _time_tag(context, moment, words, plain=plain)


@register.simple_tag(takes_context=True)
def local_moment(context: Context, moment: datetime | None, *, plain: bool = False) -> str:
    """tomorrow, 10:00 AM; or October 20, 4:30 PM."""
    if moment is None:
        return ""
    return _time_tag(context, moment, _reader(context).moment(moment, context.get("now")), plain=plain)


@register.simple_tag(takes_context=True)
def due(context: Context, moment: date | datetime | None, *, done: bool = False) -> str:
    """The due label: "in 3 days", "due today" (honey), "2 days late" (rust), "on time" (sage) once `done`."""
    if moment is None:
        return ""
    reader, now = _reader(context), context.get("now") or timezone.now()
    days = (reader.day_of(moment) - reader.day_of(now)).days
    if done:
        css, words, glyph = " aq-due--ok", "on time", "check"
    elif days < 0 or (isinstance(moment, datetime) and moment < now):
        css, glyph = " aq-due--late", "clock"
        words = f"{-days} day{'s' if days < -1 else ''} late" if days < 0 else "time is up"
    elif isinstance(moment, datetime) and (moment - now).total_seconds() < 24 * 3600:
        css, words, glyph = " aq-due--soon", f"{left((moment - now).total_seconds())} left", "clock"
    elif days <= 1:
        css, words, glyph = " aq-due--soon", ("due today", "due tomorrow")[days], "clock"
    else:
        css, words, glyph = "", f"in {days} days", "clock"
    title = reader.full(moment)
    return format_html('<span class="aq-due{}" title="{}">{}{}</span>', css, title, icon(glyph), words)


# Forms ------------------------------------------------------------------------------------------------------------


@register.simple_tag
def control(field: BoundField, css: str = "", **attrs: Any) -> SafeString:
    """A form control in our design; `aria-describedby` and `aria-invalid` come from Django. `data_x` is `data-x`."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        kind = ""
    elif isinstance(widget, CheckboxInput):
        kind = "form-check-input"
    elif isinstance(widget, Select) and not isinstance(widget, FileInput):
        kind = "form-select"
    else:
        kind = "form-control"
    given = str(widget.attrs.get("class", ""))
    classes = [kind, given, css, "is-invalid aq-invalid" if field.errors else ""]
    html = {k.replace("_", "-"): v for k, v in attrs.items()}
    hint = str(widget.attrs.get("placeholder", ""))
    if hint and "placeholder" not in html and hint.lower().startswith(str(field.label).lower()):
        html["placeholder"] = False  # it only repeats the label
    html["class"] = " ".join(c for c in classes if c)
    if not html["class"]:
        del html["class"]
    return SafeString(field.as_widget(attrs=html))


@register.filter
def kind_of(field: BoundField) -> str:
    """check, switch, options, hidden or plain: how `components/field.html` lays a field out."""
    widget = field.field.widget
    if field.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "options"
    if isinstance(widget, CheckboxInput):
        return "switch" if widget.attrs.get("role") == "switch" else "check"
    return "plain"


@register.filter
def chosen(field: BoundField) -> tuple[str, ...]:
    """The values that a field with several of them holds."""
    return tuple(str(value) for value in field.value() or ())


@register.simple_tag
def month_names() -> tuple[tuple[str, str], ...]:
    """("1", "Jan") and so on."""
    return tuple((str(number), calendar.month_abbr[number]) for number in range(1, 13))


# Plumbing ---------------------------------------------------------------------------------------------------------


@register.filter
def undo(message: Message) -> Mapping[str, Any] | None:
    """The way back that `htmx.toast` packed into a message."""
    return htmx.undo_of(message.extra_tags or "")


@register.simple_tag
def site_url() -> str:
    """The absolute address of this Acquaint, for links in mails."""
    return str(settings.SITE_URL)


@register.simple_tag
def maybe_url(route: str, *args: Any, **kwargs: Any) -> str:
    """Like `{% url %}`, but empty where nothing answers to the name yet: `{% maybe_url 'x:y' as url %}`."""
    return resolve(route, *args, **kwargs)
