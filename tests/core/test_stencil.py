"""`{% stencil %}`: rendered once for the rows that look alike, filled in for each."""

from django.template import Context, Template

ROWS = """{% load acquaint %}{% for row in rows %}{% stencil row.is_big with name=row.name %}
<li{% if row.is_big %} class="big"{% endif %}>{{ name }}{{ count }}</li>{% endstencil %}{% endfor %}"""


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

    render(*[{"name": "Ana", "is_big": n % 2 == 0} for n in range(10)], count=count)

    assert count.seen == 2


def test_another_page_starts_anew():
    template = Template("{% load acquaint %}{% stencil 1 with a=a %}{{ a }}{{ b }}{% endstencil %}")

    assert [template.render(Context({"a": 1, "b": b})) for b in "xy"] == ["1x", "1y"]
