"""What search reads, and what editors tune it with. See docs/search.md."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, Orderable, Page

from commerce.catalogue.models import Product, Variant
from commerce.storefront.search.words import phrases_of

LONGEST_WORD, LONGEST_TERM = 40, 120


class SearchEntry(models.Model):
    """The words of one listed product in one language: a narrow row beside the shelf's wide one, so that many fit a page."""

    item = models.OneToOneField("storefront.ShelfItem", on_delete=models.CASCADE, primary_key=True, related_name="+")
    # ids in other tables are copied, not keyed: the row goes with its item.
    product_id = models.BigIntegerField()
    locale_id = models.BigIntegerField()
    popularity = models.IntegerField(default=0)
    # How far down it stands among the most sold and the newest; 0 is looked through first.
    level = models.SmallIntegerField(default=0)
    # Stems and words, weighted A name, B brand and SKUs, C attributes, D description, and one mark for language and level.
    vector = SearchVectorField()

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["vector"], name="search_words", fastupdate=False)]

    def __str__(self) -> str:
        return f"{self.product_id} ({self.locale_id})"


class SearchCode(models.Model):
    """An SKU, GTIN or part number without dashes and blanks, and the variant that has it."""

    code = models.CharField(max_length=64, db_collation="C")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["code", "variant"], name="one_search_code_per_variant")]

    def __str__(self) -> str:
        return self.code


class KnownWord(models.Model):
    """A word that stands on the shelf, so that a mistyped one can be put right and a begun one finished."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=LONGEST_WORD, db_collation="C")
    products = models.IntegerField(default=1)
    # Checksums of the word with up to two letters left out: see commerce.storefront.search.spelling.
    keys = ArrayField(models.IntegerField(), default=list)
    # Its stem from behind (`rosnes`), so that compounds are found by their last part; only in languages that write them in one.
    ending = models.CharField(max_length=LONGEST_WORD, db_collation="C", default="", blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["locale", "word"], name="one_known_word_per_language")]
        indexes: ClassVar = [
            GinIndex(fields=["keys"], name="search_spelling", fastupdate=False),
            models.Index(fields=["locale", "ending"], name="search_compounds", condition=~models.Q(ending="")),
        ]

    def __str__(self) -> str:
        return self.word


class SynonymGroup(models.Model):
    """Words that mean the same to shoppers."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    words = models.TextField(
        _("words"),
        help_text=_("Separated by commas, such as: thermometer, temperature sensor. Capitals make no difference."),
    )
    means = models.TextField(
        _("finds also"),
        blank=True,
        help_text=_(
            "Leave empty where the words above mean the same, each finding the others. Filled in, it works one way only: "
            "who searches for a word above also finds what is here, but not the other way round."
        ),
    )

    class Meta:
        ordering: ClassVar = ["locale", "words"]
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return f"{self.words} → {self.means}" if self.means else self.words

    def clean(self) -> None:
        """Something on each side, and no word that stands in another group of the language already."""
        super().clean()
        words, means = phrases_of(self.words), phrases_of(self.means)
        if not words:
            raise ValidationError({"words": _("Write at least one word.")})
        if self.means.strip() and not means:
            raise ValidationError({"means": _("Write at least one word, or leave this empty.")})
        if not means and len(words) < 2:
            raise ValidationError({"words": _("Write at least two words that mean the same, separated by commas.")})
        if set(words) & set(means):
            raise ValidationError({"means": _("“%(word)s” stands on both sides.") % {"word": min(set(words) & set(means))}})
        refuse_taken(self, words)


class PromotedSearch(ClusterableModel):
    """What stands first when shoppers search for these words."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    words = models.TextField(
        _("searches"),
        help_text=_(
            "What shoppers type, separated by commas, such as: gift, gifts, present. "
            "It applies to exactly these searches; capitals make no difference."
        ),
    )
    message = models.CharField(
        _("message"), max_length=200, blank=True, help_text=_("Shown above the results, such as: Free engraving until Friday.")
    )
    page = models.ForeignKey(
        Page,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("A page that the message links to. Without a message its title is shown."),
    )

    class Meta:
        ordering: ClassVar = ["locale", "words"]
        verbose_name = _("promoted results")
        verbose_name_plural = _("promoted results")

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """At least one search, none of which another row of the language answers already."""
        super().clean()
        words = phrases_of(self.words)
        if not words:
            raise ValidationError({"words": _("Write at least one word.")})
        refuse_taken(self, words)


class PromotedProduct(Orderable):
    """A product that stands first."""

    promoted = ParentalKey(PromotedSearch, on_delete=models.CASCADE, related_name="products")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+", verbose_name=_("product"))

    class Meta(Orderable.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["promoted", "product"], name="one_promotion_per_product")]

    def __str__(self) -> str:
        return str(self.product)


class SearchCount(models.Model):
    """How often these words were searched for on one day. Words only: nothing says who."""

    day = models.DateField(_("day"))
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", verbose_name=_("language"))
    words = models.CharField(_("words"), max_length=LONGEST_TERM)
    searches = models.IntegerField(_("searches"), default=0)
    clicks = models.IntegerField(_("clicks"), default=0)
    # At the last search of the day.
    found = models.IntegerField(_("results"), default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "locale", "words"], name="one_search_count_per_day")]
        verbose_name = _("search")
        verbose_name_plural = _("searches")

    def __str__(self) -> str:
        return self.words


def refuse_taken(row: SynonymGroup | PromotedSearch, words: list[str]) -> None:
    """Raise ValidationError where another row of the same kind and language has one of the words."""
    if not row.locale_id:
        return
    for other in type(row)._default_manager.filter(locale=row.locale_id).exclude(pk=row.pk):
        if taken := set(words) & set(phrases_of(other.words)):
            raise ValidationError(
                {"words": _("“%(word)s” stands in another row already: %(row)s") % {"word": min(taken), "row": other}}
            )
