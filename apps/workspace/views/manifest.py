"""What a phone or a browser needs to know to install Acquaint, and to offer it where pages are shared."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """The web app manifest. Sharing opens the short form by GET, which keeps nothing by itself."""
    capture = reverse("contacts:capture")
    icon = {"type": "image/png", "purpose": "any"}
    content = {
        "id": "/",
        "name": "Acquaint",
        "short_name": "Acquaint",
        "description": "Decide whom to ask, ask well, listen, thank, and keep in touch.",
        "lang": "en",
        "start_url": reverse("workspace:today"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f8f6f3",
        "theme_color": "#f8f6f3",
        "icons": [
            {**icon, "src": static("img/icon-192.png"), "sizes": "192x192"},
            {**icon, "src": static("img/icon-512.png"), "sizes": "512x512"},
            {**icon, "src": static("img/icon-maskable-512.png"), "sizes": "512x512", "purpose": "maskable"},
        ],
        "shortcuts": [
            {"name": "Add somebody", "url": capture},
            {"name": "Log a touch", "url": reverse("workspace:log")},
        ],
        "share_target": {
            "action": capture,
            "method": "GET",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    return JsonResponse(content, content_type="application/manifest+json")
