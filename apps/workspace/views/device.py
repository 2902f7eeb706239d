"""What keeps Acquaint going on a device without a network: the service worker, and the page that it shows then."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
@cache_control(no_cache=True, max_age=0)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: the hashed names of its scripts, so that each release is a new one."""
    response = render(request, "workspace/sw.js", content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    return response


@require_safe
@cache_control(no_cache=True, max_age=0)
def on_this_device(request: HttpRequest) -> HttpResponse:
    """The frame of a page that the browser fills from what it keeps; the same for everybody, and nobody's data."""
    return render(request, "workspace/device.html")
