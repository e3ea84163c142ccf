"""Reading a store's sitemap as a robot does: the index, then each chunk."""

import re

from django.test import Client


def body_of(response: object) -> str:
    """The text of an answer, streamed or not."""
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return str(response.content.decode())  # type: ignore[attr-defined]


def sitemap_addresses(client: Client) -> list[str]:
    """The addresses of all chunks of a store's sitemap."""
    index = client.get("/sitemap.xml")
    assert index["Content-Type"] == "application/xml"
    found: list[str] = []
    for chunk in re.findall(r"<loc>(.*?)</loc>", body_of(index)):
        response = client.get(chunk[chunk.index("/sitemaps/") :])
        assert response.status_code == 200, chunk
        found += re.findall(r"<loc>(.*?)</loc>", body_of(response))
    return found
