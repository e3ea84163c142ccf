"""Files in parts: what a browser asks for to go on with a download, or to jump within a film (RFC 9110, section 14)."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse

CHUNK = 64 * 1024
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
# More digits than any file has bytes: not a number worth reading.
LONGEST = 18


def asked_range(request: HttpRequest, size: int) -> tuple[int, int] | None:
    """(first, last) byte that is asked for; None where the whole file is, or what is asked for is not understood. A first
    byte behind the end means that nothing can be given.
    """
    found = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if found is None or not any(found.groups()) or any(len(part) > LONGEST for part in found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return max(0, size - int(last)), size - 1
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if not last or int(first) <= int(last) else None


def file_response(
    request: HttpRequest, file: IO[bytes], *, size: int, name: str, kind: str, as_attachment: bool
) -> HttpResponse | StreamingHttpResponse:
    """The file, or the part of it that was asked for; 416 for a part that it does not have."""
    asked = asked_range(request, size)
    whole = FileResponse(file, content_type=kind, filename=name, as_attachment=as_attachment)
    whole["Accept-Ranges"] = "bytes"
    whole["X-Content-Type-Options"] = "nosniff"
    if asked is None:
        return whole
    first, last = asked
    if first >= size:
        whole.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    part = StreamingHttpResponse(slice_of(file, first, last), status=206, content_type=kind)
    part["Content-Length"] = str(last - first + 1)
    part["Content-Range"] = f"bytes {first}-{last}/{size}"
    for header in ("Content-Disposition", "Accept-Ranges", "X-Content-Type-Options"):
        if header in whole.headers:
            part[header] = whole[header]
    return part


def slice_of(file: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    """The bytes from `first` to `last`, both included, in pieces; the file is closed in the end."""
    try:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
    finally:
        file.close()
