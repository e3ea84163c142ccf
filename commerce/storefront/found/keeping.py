"""Documents that robots fetch: made piece by piece, kept compressed until something changes.

The first who asks gets the document while it is made, and what was sent is kept for the next, under the store's generation. So a
large one is never whole in memory but compressed, and is made once for any number of robots.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from sites.content.generation import generation
from sites.content.page_cache import accepts_gzip

# A compressed document larger than this is made anew each time: some 200,000 addresses.
MOST_KEPT = 8 * 1024 * 1024
HOUR = 3600
PIECE = 64 * 1024


def kept_document(
    request: HttpRequest,
    name: str,
    make: Callable[[], Iterable[str]],
    *,
    content_type: str,
    seconds: int = HOUR,
    by_generation: bool = True,
) -> HttpResponseBase:
    """The document of that name, from the cache or while it is made. `make` gives its pieces; it must not rely on the active
    language, which is another one once the pieces are sent. Browsers and proxies may keep it for `seconds`, 15 minutes at most.
    Without `by_generation` it stays for `seconds`, whatever changes.
    """
    key = f"uplink.document.{generation() if by_generation else 'kept'}.{name}"
    body: bytes | None = cache.get(key)
    zipped = accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    response: HttpResponseBase
    if body is None:
        response = StreamingHttpResponse(keeping(make(), key, seconds), content_type=content_type)
    elif zipped:
        response = HttpResponse(body, content_type=content_type)
        response["Content-Encoding"] = "gzip"
    else:
        response = StreamingHttpResponse(unpacked(body), content_type=content_type)
    response["Cache-Control"] = f"public, max-age={min(seconds, HOUR // 4)}"
    patch_vary_headers(response, ["Accept-Encoding"])  # type: ignore[arg-type]
    return response


def keeping(pieces: Iterable[str], key: str, seconds: int) -> Iterator[bytes]:
    """The pieces as bytes; once all are sent, the whole is kept. What breaks off is not."""
    packer = zlib.compressobj(6, wbits=31)
    packed: list[bytes] = []
    size = 0
    for piece in pieces:
        raw = piece.encode()
        part = packer.compress(raw)
        size += len(part)
        if size <= MOST_KEPT:
            packed.append(part)
        yield raw
    packed.append(packer.flush())
    if size <= MOST_KEPT:
        cache.set(key, b"".join(packed), seconds)


def unpacked(body: bytes) -> Iterator[bytes]:
    """The document, piece by piece."""
    reader = zlib.decompressobj(wbits=31)
    for start in range(0, len(body), PIECE):
        yield reader.decompress(body[start : start + PIECE])
    yield reader.flush()
