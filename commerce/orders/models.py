"""Orders. What a customer agreed to is copied into the order: later changes of products, prices or rates do not touch it."""

from decimal import Decimal
from typing import Any, ClassVar

from babel import Locale
from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from moneyed import Money
from wagtail.search import index

from commerce.cart.models import Cart
from commerce.catalogue.models import DigitalFile, Variant
from commerce.catalogue.states import WITHOUT_STOCK, ProductKind
from commerce.kernel.append_only import AppendOnly
from commerce.orders.states import EVENTS, FulfilmentState, OrderStatus, PaymentState
from pricing.models import Price, PriceList

AMOUNT: dict[str, Any] = {"max_digits": 14, "decimal_places": 3}
FIRST_NUMBER = 1000


class Order(index.Indexed, models.Model):
    """A purchase. Amounts are in `currency`; net + tax = gross, shipping included in all three totals."""

    number = models.CharField(_("number"), max_length=20, unique=True, null=True)
    cart = models.OneToOneField(Cart, on_delete=models.SET_NULL, null=True, editable=False, related_name="order")
    status = models.CharField(_("status"), max_length=10, choices=OrderStatus.choices, default=OrderStatus.PLACED)
    payment_state = models.CharField(_("payment"), max_length=12, choices=PaymentState.choices, default=PaymentState.UNPAID)
    fulfilment_state = models.CharField(
        _("fulfilment"), max_length=15, choices=FulfilmentState.choices, default=FulfilmentState.UNFULFILLED
    )
    placed_at = models.DateTimeField(_("placed"), db_index=True)
    language = models.CharField(_("language"), max_length=10)

    email = models.EmailField(_("e-mail"))
    full_name = models.CharField(_("name"), max_length=150)
    company = models.CharField(_("company"), max_length=150, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    line1 = models.CharField(_("address"), max_length=150)
    line2 = models.CharField(_("address, second line"), max_length=150, blank=True)
    city = models.CharField(_("town"), max_length=100)
    region = models.CharField(_("region"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20)
    country = models.CharField(_("country"), max_length=2)
    note = models.TextField(_("note of the customer"), blank=True)

    currency = models.CharField(_("currency"), max_length=3)
    prices_gross = models.BooleanField(_("prices with tax"))
    net = models.DecimalField(_("net"), **AMOUNT)
    tax = models.DecimalField(_("tax"), **AMOUNT)
    gross = models.DecimalField(_("total"), **AMOUNT)
    paid = models.DecimalField(_("paid"), default=Decimal(0), **AMOUNT)
    # Empty where nothing is sent: the order is of files and services only.
    shipping_name = models.CharField(_("shipping"), max_length=150, blank=True)
    shipping_net = models.DecimalField(_("shipping, net"), **AMOUNT)
    shipping_tax = models.DecimalField(_("tax on shipping"), **AMOUNT)
    shipping_gross = models.DecimalField(_("shipping, with tax"), **AMOUNT)
    taxes = models.JSONField(_("taxes"), default=list, help_text=_("rate, net and tax of each rate"))
    payment_provider = models.CharField(_("paid by"), max_length=40)

    search_fields: ClassVar = [
        index.SearchField("number", boost=10),
        index.AutocompleteField("number"),
        index.SearchField("email"),
        index.AutocompleteField("email"),
        index.SearchField("full_name"),
        index.AutocompleteField("full_name"),
        index.SearchField("company"),
        index.FilterField("status"),
        index.FilterField("payment_state"),
        index.FilterField("fulfilment_state"),
        index.FilterField("placed_at"),
    ]

    class Meta:
        ordering: ClassVar = ["-placed_at", "-pk"]
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(gross=models.F("net") + models.F("tax")), name="net_and_tax_are_gross")
        ]

    def __str__(self) -> str:
        return self.number or ""

    @property
    def total(self) -> Money:
        """All that is to be paid: lines, shipping and tax."""
        return Money(self.gross, self.currency)

    @property
    def due(self) -> Money:
        """What is still to be paid; negative when too much came in."""
        return Money(self.gross - self.paid, self.currency)

    @property
    def address_lines(self) -> list[str]:
        """The delivery address as on an envelope, the country by its name in the active language."""
        town = f"{self.postcode} {self.city}".strip()
        country = Locale.parse((get_language() or "en").split("-", maxsplit=1)[0]).territories.get(self.country, self.country)
        return [line for line in (self.full_name, self.company, self.line1, self.line2, town, self.region, country) if line]


class OrderLine(models.Model):
    """What was bought, as it was then. `net`, `tax`, `gross` are for the whole line."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="order_lines")
    # What was sold then: a product that becomes a service later was still sent.
    kind = models.CharField(_("kind"), max_length=10, choices=ProductKind.choices, default=ProductKind.GOODS)
    sku = models.CharField(_("SKU"), max_length=64)
    name = models.CharField(_("name"), max_length=200)
    options = models.CharField(_("options"), max_length=200, blank=True)
    quantity = models.PositiveIntegerField(_("quantity"))
    unit = models.DecimalField(_("unit price"), max_digits=16, decimal_places=6)
    rate = models.DecimalField(_("tax rate"), max_digits=6, decimal_places=3)
    net = models.DecimalField(_("net"), **AMOUNT)
    tax = models.DecimalField(_("tax"), **AMOUNT)
    gross = models.DecimalField(_("gross"), **AMOUNT)
    # Where the price came from; the row may be gone later, the amounts above stay.
    price_list = models.ForeignKey(PriceList, on_delete=models.SET_NULL, null=True, related_name="+")
    price = models.ForeignKey(Price, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku}"

    @property
    def is_shipped(self) -> bool:
        """Whether it leaves in a parcel; files and services do not, nor does a bundle of nothing else."""
        if self.kind == ProductKind.BUNDLE:
            return any(part.kind not in WITHOUT_STOCK for part in self.parts.all())
        return self.kind not in WITHOUT_STOCK


class OrderLinePart(models.Model):
    """So many of a variant in each bundle of an order line, as the bundle was then: this is reserved, sent and set free."""

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="parts")
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="+")
    sku = models.CharField(_("SKU"), max_length=64)
    name = models.CharField(_("name"), max_length=200)
    # Files come with the bundle and are never reserved or sent.
    kind = models.CharField(_("kind"), max_length=10, choices=ProductKind.choices, default=ProductKind.GOODS)
    quantity = models.PositiveIntegerField(_("quantity in one bundle"))

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("part of a bundle")
        verbose_name_plural = _("parts of a bundle")

    def __str__(self) -> str:
        return f"{self.quantity} × {self.sku}"


class Download(models.Model):
    """How often the buyer of an order line has downloaded a file."""

    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, related_name="downloads")
    file = models.ForeignKey(DigitalFile, on_delete=models.CASCADE, related_name="+")
    count = models.PositiveIntegerField(_("times"), default=0)
    last_at = models.DateTimeField(_("last"), null=True)

    class Meta:
        verbose_name = _("download")
        verbose_name_plural = _("downloads")
        constraints: ClassVar = [models.UniqueConstraint(fields=["line", "file"], name="one_count_per_line_and_file")]

    def __str__(self) -> str:
        return f"{self.file}: {self.count}"


class OrderEvent(models.Model):
    """One thing that happened to an order; append-only.

    Staff and customers read it in their own languages, so it keeps what happened (`kind`, see `EVENTS`) and facts that need
    no language, never a sentence.
    """

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=30)
    details = models.CharField(max_length=300, blank=True, db_column="text")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = AppendOnly.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """What happened, in the active language."""
        words = str(EVENTS.get(self.kind, self.kind))
        return f"{words}: {self.details}" if self.details else words
