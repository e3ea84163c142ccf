"""What has become of a product: facts that changed, addresses it once had."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from commerce.catalogue.models.product import Product
from commerce.kernel.append_only import AppendOnly


class FactChange(models.Model):
    """Who changed which fact, when, from what to what. Words have Wagtail's revisions; this is for facts."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="changes", verbose_name=_("product"))
    sku = models.CharField(_("SKU"), max_length=64, blank=True)
    # Such as "status", "price GBP" or "stock"; shown through `commerce.catalogue.history.FACTS`.
    fact = models.CharField(_("fact"), max_length=60)
    before = models.CharField(_("before"), max_length=255, blank=True)
    after = models.CharField(_("after"), max_length=255, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    # What changed it where no person did: "import", "launch", "order".
    source = models.CharField(_("through"), max_length=20, blank=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes: ClassVar = [models.Index(fields=["product", "-at"], name="changes_of_a_product")]

    def __str__(self) -> str:
        return f"{self.fact}: {self.before} → {self.after}"


class FormerSlug(models.Model):
    """An address that a product once had: it leads to the present one for good."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="former_slugs")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=200, allow_unicode=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["locale", "slug"], name="one_former_slug_per_language")]

    def __str__(self) -> str:
        return self.slug
