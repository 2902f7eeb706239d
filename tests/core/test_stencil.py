"""`{% stencil %}`: rendered once for all that look alike, filled in for each."""

from uuid import uuid4

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils.safestring import SafeString

from apps.core.nodes import mark

ROWS = """{% load acquaint %}{% for row in rows %}{% stencil big=row.is_big look=look with name=row.name %}
<li{% if big %} class="big"{% endif %}>{{ name }}{{ look }}{{ secret }}</li>{% endstencil %}{% endfor %}"""


class Counter:
    def __init__(self):
        self.seen = 0

    def __str__(self):
        self.seen += 1
        return ""


def render(*rows, **more):
    return Template(ROWS).render(Context({"rows": rows, **more})).split()


def test_each_row_has_its_own_words_and_the_look_of_its_kind():
    shown = render({"name": "Ana", "is_big": False}, {"name": "Ruth", "is_big": True}, {"name": "Wei", "is_big": False})

    assert shown == ["<li>Ana</li>", "<li", 'class="big">Ruth</li>', "<li>Wei</li>"]


def test_words_are_escaped():
    assert render({"name": "<b>&", "is_big": False}) == ["<li>&lt;b&gt;&amp;</li>"]


def test_what_somebody_typed_is_never_taken_for_a_place_to_fill_in():
    assert render({"name": "\x02name\x03", "is_big": False}) == ["<li>\x02name\x03</li>"]


def test_the_body_is_rendered_once_for_each_look():
    count = Counter()

    render(*[{"name": "Ana", "is_big": n % 2 == 0} for n in range(10)], look=count)

    assert count.seen == 2


def test_the_next_page_finds_what_an_earlier_one_has_rendered():
    template, count = Template(ROWS), Counter()

    for _ in range(3):
        template.render(Context({"rows": [{"name": "Ana", "is_big": True}], "look": count}))

    assert count.seen == 1


def test_the_body_sees_nothing_that_is_not_named():
    assert render({"name": "Ana", "is_big": False}, secret="mine") == ["<li>Ana</li>"]


def test_equal_values_of_different_kinds_are_not_alike():
    template = Template("{% load acquaint %}{% stencil look %}{{ look }}{% endstencil %}")
    looks = ["<b>", SafeString("<b>"), 1, True]

    assert [template.render(Context({"look": look})) for look in looks] == ["&lt;b&gt;", "<b>", "1", "True"]


def test_a_mapping_fills_in_its_keys():
    template = Template("{% load acquaint %}{% stencil look with counts=counts %}{{ look }}{% endstencil %}")
    shown = template.render(Context({"look": mark("counts.people"), "counts": {"people": 64, "today": 5}}))

    assert shown == "64"


@pytest.mark.parametrize("text", ["{% stencil a with b=b %}", "{% stencil with b=b %}"])
def test_one_side_of_with_may_be_empty(text):
    template = Template("{% load acquaint %}" + text + "{{ a }}{{ b }}{% endstencil %}")

    assert template.render(Context({"a": "", "b": "x"})) == "x"


def test_an_address_takes_the_id_that_is_filled_in():
    rows = """{% load acquaint %}{% for row in rows %}{% stencil with id=row.id %}
{% url "workspace:person" id as there %}{% url "contacts:edit" id %} {{ there }}{% endstencil %}{% endfor %}"""
    ids = [uuid4(), uuid4()]

    shown = Template(rows).render(Context({"rows": [{"id": pk} for pk in ids]})).split()

    assert shown == [reverse(route, args=[pk]) for pk in ids for route in ("contacts:edit", "workspace:person")]
