"""For pages of other apps: is there a campus to sign in with?"""

from django import template

from apps.centers.selectors.sign_on import any_campus

register = template.Library()


@register.simple_tag
def has_campuses() -> bool:
    """Whether some center's sign-on is on; one query."""
    return any_campus()
