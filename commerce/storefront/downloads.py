"""Links to the files of an order: signed for this store, bound to the order and its line."""

from dataclasses import dataclass

from django.urls import reverse

from commerce.orders.downloads import Downloadable, downloads_of, is_open
from commerce.orders.models import Order
from commerce.orders.states import OrderStatus
from sites.tenants.signing import sign, unsign

PURPOSE = "download"


@dataclass(frozen=True, slots=True)
class DownloadLink:
    """A file of an order; `url` is empty while it may not be had, `left` is how often it still may."""

    title: str
    name: str
    url: str
    left: int


def download_links(order: Order) -> list[DownloadLink]:
    """The files of an order, with addresses once it is paid; none of an order that was cancelled."""
    if order.status == OrderStatus.CANCELLED:
        return []
    ready = is_open(order)
    return [
        DownloadLink(each.title, str(each.file), download_url(order, each) if ready and each.left else "", each.left)
        for each in downloads_of(order)
    ]


def download_url(order: Order, each: Downloadable) -> str:
    """The address of one file for this order."""
    return reverse("download", args=[sign(f"{order.pk}.{each.line.pk}.{each.file.pk}", purpose=PURPOSE)])


def parts_of_token(token: str) -> tuple[int, int, int] | None:
    """(order, line, file) that a signed address names; None where it was not signed by this store."""
    value = unsign(token, purpose=PURPOSE)
    parts = value.split(".") if value else []
    return (int(parts[0]), int(parts[1]), int(parts[2])) if len(parts) == 3 and all(map(str.isdigit, parts)) else None
