"""Typed attributes: what kinds of products there are, and which facts each kind has."""

from typing import ClassVar

from django.db import models
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from commerce.catalogue.wording import clean_rich, number_in_words, text_of_rich
from commerce.kernel.translated import TranslatedField, in_language


class Attribute(ClusterableModel):
    """A fact that products of some type have, such as band, battery or IP rating."""

    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        RICH_TEXT = "rich_text", _("formatted text")
        NUMBER = "number", _("number with unit")
        CHOICE = "choice", _("one choice")
        CHOICES = "choices", _("several choices")
        COLOUR = "colour", _("colour")
        BOOLEAN = "boolean", _("yes or no")
        DATE = "date", _("date")
        FILE = "file", _("file, such as a datasheet")

    # Kinds whose values are choices of the attribute.
    CHOSEN: ClassVar = (Kind.CHOICE, Kind.CHOICES, Kind.COLOUR)
    # Kinds that a listing can be filtered by; the others have as many values as products.
    FILTERED: ClassVar = (*CHOSEN, Kind.NUMBER, Kind.BOOLEAN)

    code = models.SlugField(_("code"), max_length=60, unique=True)
    labels = TranslatedField(_("label"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.CHOICE)
    unit = models.CharField(_("unit"), max_length=20, blank=True, help_text=_("For numbers: mAh, °C, kg …"))
    shown_unit = models.CharField(
        _("shown in"), max_length=20, blank=True, help_text=_("Another unit of the same kind, such as cm for values in mm.")
    )
    least = models.DecimalField(_("least value"), max_digits=16, decimal_places=4, null=True, blank=True)
    most = models.DecimalField(_("greatest value"), max_digits=16, decimal_places=4, null=True, blank=True)
    group = TranslatedField(_("group"), blank=True, help_text=_("Heading in the specification table, such as Radio or Power."))
    position = models.PositiveIntegerField(_("position"), default=0)
    facetable = models.BooleanField(_("can be filtered by"), default=False)
    comparable = models.BooleanField(_("shown when comparing"), default=True)
    listed = models.BooleanField(_("shown in listings"), default=False)

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("attribute")
        verbose_name_plural = _("attributes")

    def __str__(self) -> str:
        return in_language(self.labels) or self.code


class AttributeChoice(Orderable):
    """One of the values that a choice attribute can have."""

    attribute = ParentalKey(Attribute, on_delete=models.CASCADE, related_name="choices", verbose_name=_("attribute"))
    code = models.SlugField(_("code"), max_length=80)
    labels = TranslatedField(_("label"))
    swatch = models.CharField(_("colour"), max_length=7, blank=True, help_text=_("#rrggbb, shown as a swatch"))

    class Meta(Orderable.Meta):
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        constraints: ClassVar = [models.UniqueConstraint(fields=["attribute", "code"], name="one_choice_per_code")]

    def __str__(self) -> str:
        return in_language(self.labels) or self.code


class FormerChoice(models.Model):
    """A choice that was merged into another: its code in an address still leads there, its words still find the products."""

    attribute = models.ForeignKey(Attribute, on_delete=models.CASCADE, related_name="former_choices")
    code = models.SlugField(max_length=80)
    labels = TranslatedField(blank=True)
    choice = models.ForeignKey(AttributeChoice, on_delete=models.CASCADE, related_name="formers")
    merged_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["attribute", "code"], name="one_former_choice_per_code")]

    def __str__(self) -> str:
        return f"{self.code} → {self.choice.code}"


class ProductType(ClusterableModel):
    """A kind of product: says which attributes its products and its variants carry."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        ordering = ["name"]
        verbose_name = _("product type")
        verbose_name_plural = _("product types")

    def __str__(self) -> str:
        return self.name


class TypeAttribute(Orderable):
    """An attribute that products (or variants) of a type carry."""

    product_type = ParentalKey(ProductType, on_delete=models.CASCADE, related_name="type_attributes")
    attribute = models.ForeignKey(Attribute, on_delete=models.PROTECT, related_name="+", verbose_name=_("attribute"))
    for_variants = models.BooleanField(_("tells variants apart"), default=False)
    is_required = models.BooleanField(_("must be filled in"), default=False)

    class Meta(Orderable.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["product_type", "attribute"], name="one_attribute_per_type")]

    def __str__(self) -> str:
        return str(self.attribute)


class AttributeValueBase(models.Model):
    """What an attribute is for one product or variant; the column that counts is the one of the attribute's kind."""

    attribute = models.ForeignKey(Attribute, on_delete=models.PROTECT, related_name="+", verbose_name=_("attribute"))
    choice = models.ForeignKey(
        AttributeChoice, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("choice")
    )
    text = TranslatedField(_("text"), blank=True)
    number = models.DecimalField(_("number"), max_digits=16, decimal_places=4, null=True, blank=True)
    boolean = models.BooleanField(_("yes or no"), null=True, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    document = models.ForeignKey(
        get_document_model_string(), on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.attribute}: {self.shown()}"

    def shown(self) -> str:  # noqa: PLR0911 - a line a kind
        """The value as a shopper reads it: plain text in the active language, numbers in the unit they are shown in."""
        kind = self.attribute.kind
        if kind in Attribute.CHOSEN:
            # Without a choice it is a one-off text, as imported shops have them.
            return in_language(self.choice.labels if self.choice else self.text)
        if kind == Attribute.Kind.NUMBER and self.number is not None:
            return number_in_words(self.number, self.attribute.unit, self.attribute.shown_unit)
        if kind == Attribute.Kind.BOOLEAN and self.boolean is not None:
            return str(_("yes") if self.boolean else _("no"))
        if kind == Attribute.Kind.DATE and self.date is not None:
            return date_format(self.date, "DATE_FORMAT")
        if kind == Attribute.Kind.FILE and self.document is not None:
            return str(self.document.title)
        if kind == Attribute.Kind.RICH_TEXT:
            return text_of_rich(in_language(self.text))
        return in_language(self.text)

    def as_html(self) -> SafeString:
        """The value as safe HTML: formatted text keeps its form, a file is a link, everything else is escaped text."""
        kind = self.attribute.kind
        if kind == Attribute.Kind.RICH_TEXT:
            return clean_rich(in_language(self.text))
        if kind == Attribute.Kind.FILE and self.document is not None:
            return format_html('<a href="{}">{}</a>', self.document.url, self.document.title)
        return SafeString(escape(self.shown()))
