"""The words of a product, in one language."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    Locale,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from commerce.catalogue.models.product import Product
from sites.content.blocks import body_field
from sites.content.suppliers import supply

# What happened to the words of one language, and is to happen, by the names of the columns that remember it.
OWN_LIFE = ("go_live_at", "expire_at", "expired", "first_published_at", "last_published_at", "locked", "locked_at", "locked_by")


class ProductCopy(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """What a shopper reads of a product in one language: drafted, revised, previewed, approved and translated."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="copies", verbose_name=_("product"))
    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("slug"), max_length=200, allow_unicode=True)
    summary = models.TextField(
        _("summary"), blank=True, max_length=600, help_text=_("One or two sentences, shown in listings.")
    )
    body = body_field(verbose_name=_("description"))
    compatibility = RichTextField(
        _("compatibility"), blank=True, features=["bold", "italic", "link", "ul", "ol"], help_text=_("What it works with.")
    )
    seo_title = models.CharField(_("title for search engines"), max_length=120, blank=True)
    seo_description = models.CharField(_("description for search engines"), max_length=320, blank=True)

    # Whose words they are is no matter of translation.
    override_translatable_fields: ClassVar = [SynchronizedField("product", overridable=False)]
    search_fields: ClassVar = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.SearchField("summary"),
        index.FilterField("locale_id"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("product text")
        verbose_name_plural = _("product texts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["product", "locale"], name="one_copy_per_product_and_language"),
            models.UniqueConstraint(fields=["locale", "slug"], name="one_slug_per_language"),
        ]

    def __str__(self) -> str:
        return self.name

    def copy_for_translation(self, locale: Locale, exclude_fields: Sequence[str] | None = None) -> Self:
        """The words, to be put into another language. They were never live, are not locked, and neither go live nor come down
        with these: a date that has passed would take them down within a minute.
        """
        copied: Self = super().copy_for_translation(locale, exclude_fields=[*(exclude_fields or ()), *OWN_LIFE])
        return copied

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The preview in the language of these words throughout: menus, notices and labels too, not those of the editor."""
        language = self.locale.language_code
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response: TemplateResponse = super().serve_preview(request, mode_name)
            return response.render()

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:  # noqa: ARG002 - Wagtail's signature
        """The product page of the store's own theme."""
        return "shop/product.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:  # noqa: ARG002
        """What the product page would get, with these words."""
        context: dict[str, Any] = supply("product preview", self, request)
        return context

    def get_url(self, request: HttpRequest | None = None) -> str | None:  # noqa: ARG002 - Wagtail's signature
        """The address of the product page in this language; None while the shop has no catalogue page in it."""
        address: str | None = supply("product address", self)
        return address
