"""Files of a store, and whether it answers."""

import mimetypes
import posixpath

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sites.tenants.context import current_store
from sites.tenants.storage import store_prefix

# What a browser would run on the shop's own origin is only ever downloaded.
PASSIVE = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/avif")
YEAR = 365 * 24 * 3600


@require_safe
def media(request: HttpRequest, name: str) -> FileResponse:  # noqa: ARG001 - Django's signature
    """A file of this store; 404 for any other store's name, for documents, which have their own view, and for what
    is private.
    """
    clean = posixpath.normpath(name)
    prefix = store_prefix(current_store().code)
    if clean != name or not clean.startswith(prefix) or clean.startswith((f"{prefix}documents/", f"{prefix}private/")):
        raise Http404
    try:
        file = default_storage.open(clean)
    except (FileNotFoundError, IsADirectoryError) as missing:
        raise Http404 from missing
    kind = mimetypes.guess_type(clean)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=kind, as_attachment=kind not in PASSIVE)
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Whether this store answers, for monitors."""
    return HttpResponse(f"ok {current_store().code} {settings.TIME_ZONE}\n", content_type="text/plain")
