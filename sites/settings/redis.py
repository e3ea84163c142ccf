"""The addresses within REDIS_URL."""

from urllib.parse import urlsplit


def redis_address(url: str, number: int) -> str:
    """REDIS_URL with a database number, in place of one that it may name.

    `rediss://` without further words means a certificate that is verified: Celery would take any.
    """
    if url.startswith("unix://"):
        return f"{url}?db={number}"
    parts = urlsplit(url)
    query = parts.query or ("ssl_cert_reqs=required" if parts.scheme == "rediss" else "")
    return parts._replace(path=f"/{number}", query=query).geturl()


def broker_address(url: str, number: int) -> str:
    """The same as Celery writes it."""
    if url.startswith("unix://"):
        return f"redis+socket://{url.removeprefix('unix://')}?virtual_host={number}"
    return redis_address(url, number)
