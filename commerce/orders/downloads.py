"""The files of digital products: who may have them, and how often."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from commerce.catalogue.models import DigitalFile
from commerce.catalogue.states import ProductKind
from commerce.kernel.lifecycle import NotAllowed
from commerce.kernel.translated import in_language
from commerce.orders.models import Download, Order, OrderLine
from commerce.orders.services import is_paid
from commerce.orders.states import OrderStatus

MOST_DOWNLOADS = 10
PARTS = "parts__variant"
# A download that broke off may be taken up again within this time without counting twice.
RESUMED_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Downloadable:
    """A file that belongs to an order line, and how often it may still be downloaded."""

    line: OrderLine
    file: DigitalFile
    left: int

    @property
    def title(self) -> str:
        """Its title in the active language, else its name."""
        return in_language(self.file.titles) or str(self.file)


def is_open(order: Order) -> bool:
    """Whether the files of an order may be had now: it stands, and all of it is paid."""
    return is_paid(order) and order.status != OrderStatus.CANCELLED


def downloads_of(order: Order) -> list[Downloadable]:
    """The files that come with an order, whether or not it is paid: those its digital products have now, bought alone or as
    part of a bundle, so that a buyer gets a corrected edition. Five queries at most.
    """
    brought = {line: digital_products(line) for line in order.lines.select_related("variant").prefetch_related(PARTS)}
    products = set().union(*brought.values())
    if not products:
        return []
    counts = dict(Download.objects.filter(line__in=brought).values_list("file", "count"))
    files = list(DigitalFile.objects.filter(product__in=products).order_by("sort_order", "pk"))
    found = []
    seen: set[int] = set()
    for line, own in brought.items():
        for file in files:
            # Two variants of one product bring its files once, and so does a bundle beside its part.
            if file.product_id in own and file.pk not in seen:
                seen.add(file.pk)
                found.append(Downloadable(line, file, max(0, MOST_DOWNLOADS - counts.get(file.pk, 0))))
    return found


def digital_products(line: OrderLine) -> set[int]:
    """The products whose files come with a line: its own, or those of the parts that were in the bundle when it was bought."""
    if line.kind == ProductKind.BUNDLE:
        return {part.variant.product_id for part in line.parts.all() if part.kind == ProductKind.DIGITAL}
    return {line.variant.product_id} if line.kind == ProductKind.DIGITAL else set()


@transaction.atomic
def take_download(*, order_id: int, line_id: int, file_id: int, at: datetime, resumes: bool = False) -> DigitalFile:
    """Count one download and hand over the file. Raises NotAllowed, and counts nothing, where the order is not paid or
    was cancelled, the file does not belong to it, or it has been downloaded MOST_DOWNLOADS times. `resumes`: the rest of a
    download that began within the last hour, which is not counted again.
    """
    lines = OrderLine.objects.select_related("order", "variant").prefetch_related(PARTS)
    line = lines.filter(pk=line_id, order=order_id).first()
    file = DigitalFile.objects.filter(pk=file_id, product__in=digital_products(line)).first() if line else None
    if line is None or file is None:
        raise NotAllowed(_("This file does not belong to the order."))
    if not is_open(line.order):
        raise NotAllowed(_("This file can be downloaded once the order is paid."))
    Download.objects.bulk_create([Download(line=line, file=file)], ignore_conflicts=True)
    counted = Download.objects.filter(line=line, file=file)
    if resumes and counted.filter(count__gt=0, last_at__gte=at - RESUMED_WITHIN).exists():
        return file
    if not counted.filter(count__lt=MOST_DOWNLOADS).update(count=F("count") + 1, last_at=at):
        raise NotAllowed(
            _("This file has been downloaded %(most)s times. Please write to us if you need it again.")
            % {"most": MOST_DOWNLOADS}
        )
    return file
