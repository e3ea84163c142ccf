"""The life of a product."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.kernel.lifecycle import Lifecycle


class ProductStatus(models.TextChoices):
    """Where a product is in its life."""

    DRAFT = "draft", _("draft")
    LIVE = "live", _("live")
    HIDDEN = "hidden", _("hidden: by link only")
    DISCONTINUED = "discontinued", _("discontinued")
    ARCHIVED = "archived", _("archived")


class ProductKind(models.TextChoices):
    """What is handed over: decides whether stock is kept and a parcel is sent."""

    GOODS = "goods", _("goods: kept in stock and shipped")
    BUNDLE = "bundle", _("bundle: its stock is that of its parts")
    DIGITAL = "digital", _("digital: files to download after payment")
    SERVICE = "service", _("service: neither stock nor shipping")


class ProductLife(Lifecycle):
    """Draft: not on the site. Live: listed and sold. Hidden: sold by link, in no list. Discontinued: page stays, not sold.
    Archived: gone from the site, kept for the orders that name it.
    """

    DRAFT, LIVE, HIDDEN = ProductStatus.DRAFT, ProductStatus.LIVE, ProductStatus.HIDDEN
    DISCONTINUED, ARCHIVED = ProductStatus.DISCONTINUED, ProductStatus.ARCHIVED
    moves: ClassVar = {
        DRAFT: frozenset({LIVE, HIDDEN, ARCHIVED}),
        LIVE: frozenset({HIDDEN, DISCONTINUED, ARCHIVED, DRAFT}),
        HIDDEN: frozenset({LIVE, DISCONTINUED, ARCHIVED, DRAFT}),
        DISCONTINUED: frozenset({LIVE, HIDDEN, ARCHIVED}),
        ARCHIVED: frozenset({DRAFT}),
    }


VISIBLE = (ProductStatus.LIVE, ProductStatus.HIDDEN, ProductStatus.DISCONTINUED)
LISTED = (ProductStatus.LIVE,)
SOLD = (ProductStatus.LIVE, ProductStatus.HIDDEN)
# Kinds that are never counted and never sent.
WITHOUT_STOCK = (ProductKind.DIGITAL, ProductKind.SERVICE)
