"""What the pages about templates show: words to begin with, and how they would read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from apps.accounts.models import User
from apps.core.plaintext import visible
from apps.outreach import builtin, merge, selectors, wording
from apps.outreach.models import CenterTemplate, Channel, Template

_WORDS = ("name", "channel", "subject", "body", "forward")


def words_of(template: Template | CenterTemplate) -> dict[str, str]:
    """What a form about it begins with."""
    return {name: getattr(template, name) for name in _WORDS}


def beginning(owner: User | None, key: str) -> dict[str, str]:
    """What a new template begins with: the words of a built-in one, of one that a center offers, or nothing."""
    if (base := builtin.BY_KEY.get(key)) is not None:
        words = base.wording(base.channel)
        texts = {"subject": words.subject, "body": words.body, "forward": words.forward}
        return {"channel": base.channel, "name": f"{base.name}, my way", **texts}
    offered = selectors.templates_of_centers(owner) if owner and key.startswith(wording.CENTER) else []
    for template in offered:
        if f"{wording.CENTER}{template.pk}" == key:
            return words_of(template) | {"name": f"{template.name}, my way"[:100]}
    return {"channel": Channel.EMAIL}


def wants_preview(data: Mapping[str, Any]) -> bool:
    """True when a form asks how its words would read, and keeps nothing."""
    return data.get("do") == "preview"


def preview(owner: User | None, form: forms.Form) -> dict[str, Any]:
    """How the words of a form would read for a person of the owner's, and what to look at again."""
    values = values_for(owner) if owner else dict(merge.SAMPLE)
    texts = {n: visible(str(form[n].value() or ""))[: merge.MOST] for n in ("subject", "body", "forward")}
    return {
        "fields": merge.FIELDS,
        "preview_subject": merge.inert(merge.render(texts["subject"], values)),
        "preview_body": merge.render(texts["body"], values),
        "preview_forward": merge.render(texts["forward"], values),
        "remarks": list(dict.fromkeys(remark for text in texts.values() for remark in merge.remarks(text))),
        "sample": values["full_name"],
    }


def values_for(user: User) -> dict[str, str]:
    """Of the person most recently added, or of a made-up one."""
    person = selectors.sample_person(user)
    if person is None:
        return sample_values(user)
    goals = selectors.goals_to_mention(user)
    return wording.merge_values(user, person, goals[0] if goals else None)


def sample_values(user: User) -> dict[str, str]:
    """Of a made-up person; what is unknown about the owner is a sample, too."""
    mine = {"my_name": user.name, "my_first_name": user.given_name, "my_introduction": user.introduction}
    return merge.SAMPLE | {name: value for name, value in mine.items() if value}
