"""Where a request comes from."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The IP address of whoever sent the request, as the outermost of our own proxies saw it; for limits and logs.

    Each of `TRUSTED_PROXIES` proxies appends the address it was called from to X-Forwarded-For, so as many entries from the
    right are ours, and all before them is what the sender claims. Without proxies the header is not read at all. A header
    with fewer entries did not come through the proxies, and one that is no address was not written by them: then
    the address of the connection counts.
    """
    connected = str(request.META.get("REMOTE_ADDR", ""))
    proxies = settings.TRUSTED_PROXIES
    entries = [entry for entry in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if entry.strip()]
    if proxies < 1 or len(entries) < proxies:
        return connected
    return plain_address(entries[-proxies]) or connected


def plain_address(written: str) -> str:
    """The bare address of `203.0.113.7:5180`, `[2001:DB8::7]:443` or `::ffff:203.0.113.7`; empty for anything else."""
    text = written.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    return str((isinstance(address, IPv6Address) and address.ipv4_mapped) or address)
