"""Files: those that buyers of digital products download, and films of product pages."""

import mimetypes
import posixpath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commerce.catalogue.models import ProductVideo
from commerce.catalogue.states import VISIBLE
from commerce.kernel.lifecycle import NotAllowed
from commerce.orders.downloads import take_download
from commerce.storefront.downloads import parts_of_token
from commerce.storefront.links import may_see_catalogue
from commerce.storefront.product.media import PLAYED
from commerce.storefront.ranges import file_response


@never_cache
@require_safe
def download(request: HttpRequest, token: str) -> HttpResponse | StreamingHttpResponse:
    """A file of a paid order, as an attachment. Asked anew each time: is it paid, does it stand, how often was it had."""
    named = parts_of_token(token)
    if named is None:
        raise Http404(_("There is no such file."))
    order_id, line_id, file_id = named
    resumes = is_rest(request)
    try:
        found = take_download(order_id=order_id, line_id=line_id, file_id=file_id, at=timezone.now(), resumes=resumes)
        file = found.file.open("rb")
    except NotAllowed as refused:
        context = {"title": _("This download is not available"), "text": str(refused.message)}
        return render(request, "shop/alert.html", context, status=403)
    except FileNotFoundError as missing:
        raise Http404(_("There is no such file.")) from missing
    name = posixpath.basename(str(found.file.name))
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = file_response(request, file, size=found.file.size, name=name, kind=kind, as_attachment=True)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def is_rest(request: HttpRequest) -> bool:
    """Whether only the rest of a file is asked for, as after a download that broke off; or no byte of it at all."""
    asked = request.headers.get("Range", "")
    return request.method == "HEAD" or (asked.startswith("bytes=") and not asked.startswith(("bytes=0-", "bytes=-")))


@require_safe
def video(request: HttpRequest, pk: int, name: str) -> HttpResponse | StreamingHttpResponse:
    """A film of a product that is shown. Documents have their own address, which makes browsers save them."""
    found: Any = ProductVideo.objects.select_related("file", "product").filter(pk=pk, product__status__in=VISIBLE).first()
    if (
        found is None
        or found.file is None
        or posixpath.basename(found.file.file.name) != name
        or not may_see_catalogue(request)
    ):
        raise Http404
    kind = mimetypes.guess_type(name)[0] or ""
    if kind not in PLAYED:
        raise Http404
    try:
        file = found.file.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    response = file_response(request, file, size=found.file.file.size, name=name, kind=kind, as_attachment=False)
    response["Cache-Control"] = "public, max-age=86400"
    return response
