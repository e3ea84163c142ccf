"""Texts: one row a product and language. Published through Wagtail, so each has its revision."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import get_active_log_context
from wagtail.models import Locale
from wagtail.rich_text import RichText

from commerce.backoffice.sheets.cells import UNTOUCHED, OneOfCell, TextCell, YesNoCell
from commerce.backoffice.sheets.kinds.naming import chunks_of_ids, names_of, products_named
from commerce.backoffice.sheets.rich import RichCell
from commerce.backoffice.sheets.sheet import Applied, Change, Column, Key, Sheet, Standing
from commerce.catalogue.many.words import NewWords, save_words, with_latest_words
from commerce.catalogue.models import ProductCopy
from commerce.catalogue.services import free_slug
from commerce.catalogue.wording import FEATURES as SIMPLE
from sites.content.blocks.text import FEATURES

WORDS = ("name", "slug", "summary", "compatibility", "seo_title", "seo_description")
ONLY_BLOCK = "rich_text"
TAKEN = gettext_lazy("Another product has this slug in this language.")


class SlugCell(TextCell):
    """Letters, numbers and hyphens; made of the name where it is empty and the text is new."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """Raises ValueError for what could not stand in an address."""
        text = super().clean(value, row, **kwargs)
        if text and slugify(text, allow_unicode=True) != text.lower():
            raise ValueError(_("Only letters, numbers and hyphens."))
        return text


class TextSheet(Sheet):
    """What shoppers read."""

    code = "texts"
    label = gettext_lazy("Texts and translations")
    hint = gettext_lazy("One row for each product and language: name, summary, description, for search engines.")
    permissions = ("catalogue.change_productcopy", "catalogue.publish_productcopy")

    def __init__(self) -> None:
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        # (language, slug) -> (product, language) of who has it, or of the earlier line that wants it.
        self.takers: dict[tuple[str, str], Any] = {}
        super().__init__()

    def columns(self) -> Iterable[Column]:
        """Name and words."""
        yield Column("product", TextCell(most=64, empty=False), key=True, hint=_("Any SKU of the product, or #id."))
        yield Column("language", OneOfCell({code: code for code in self.locales}), key=True, hint=", ".join(self.locales))
        yield Column("name", TextCell(most=200, empty=False), needed=True, hint=_("As shoppers read it."))
        yield Column("slug", SlugCell(most=200), hint=_("In the address; made of the name where it is empty."))
        yield Column("summary", TextCell(most=600), hint=_("One or two sentences, shown in listings."))
        rich = _("HTML. A description of several blocks is exported as %(mark)s and is edited in the admin.")
        yield Column("description", RichCell(FEATURES), hint=rich % {"mark": UNTOUCHED})
        yield Column(
            "compatibility",
            RichCell(SIMPLE),
            hint=_("HTML: what it works with."),
        )
        yield Column("seo_title", TextCell(most=120), hint=_("Title for search engines."))
        yield Column("seo_description", TextCell(most=320), hint=_("Description for search engines."))
        yield Column("published", YesNoCell(), hint=_("yes: shown to shoppers. no: a draft."))

    def standing(self, keys: Collection[Key]) -> dict[Key, Standing]:
        """Texts as they stand, drafts by their latest revision."""
        named = products_named({key[0] for key in keys})
        rows = ProductCopy.objects.filter(product__in=named.values()).select_related("locale", "latest_revision")
        copies = {(copy.product_id, copy.locale.language_code): copy for copy in rows}
        found: dict[Key, Standing] = {}
        for key in keys:
            pk = named.get(key[0])
            if pk is not None and key[1] in self.locales:
                copy = copies.get((pk, key[1]))
                found[key] = Standing((pk, key[1]), words_of(copy) if copy else None)
        return found

    def look_up(self, rows: Sequence[Mapping[str, str]]) -> None:
        """Whose the slugs are that the cells name."""
        slugs = {slug.strip() for row in rows if (slug := row.get("slug", ""))}
        taken = ProductCopy.objects.filter(slug__in=slugs).values_list("locale__language_code", "slug", "product_id")
        for language, slug, product_id in taken if slugs else ():
            self.takers.setdefault((language, slug), (product_id, language))

    def unknown(self, key: Key) -> str:
        """No such product."""
        return _("There is no product “%(name)s”.") % {"name": key[0]}

    def refuse(self, values: Mapping[str, Any], standing: Standing) -> dict[str, str]:
        """Nobody's draft is published or lost by an import."""
        before = standing.values
        if before and before["_held"]:
            return {"name": before["_held"]}
        if before and before["description"] == UNTOUCHED and values.get("description") != UNTOUCHED:
            return {"description": _("This description is made of blocks. Edit it in the admin.")}
        language, slug = standing.identity[1], values.get("slug")  # type: ignore[index]
        if slug and self.takers.setdefault((language, slug), standing.identity) != standing.identity:
            return {"slug": str(TAKEN)}
        return {}

    def apply(self, changes: Sequence[Change]) -> Applied:
        """Save and publish them all at once, then one by one those that need care; one that cannot be leaves the others alone."""
        named = products_named({change.key[0] for change in changes})
        applied, lines, wanted = Applied(), {}, []
        for change in changes:
            pk, locale = named.get(change.key[0]), self.locales.get(change.key[1])
            if pk is None or locale is None:
                applied.refused[change.line] = self.unknown(change.key)
                continue
            values = self.values_of(change)
            want = NewWords(pk, locale, columns_of(values), values.get("published"))
            lines[want.place] = change.line
            wanted.append(want)
        saved = save_words(wanted=wanted)
        applied.worded |= saved.copies
        left = {want.place for want in saved.left}
        applied.products |= {want.product_id for want in wanted if want.place not in left}
        applied.changed = len(wanted) - len(left)
        for want in saved.left:
            try:
                with transaction.atomic():
                    save_with_care(want)
            except (ValidationError, IntegrityError) as error:
                applied.refused[lines[want.place]] = why_refused(error)
            else:
                applied.changed += 1
                applied.products.add(want.product_id)
        return applied

    def keys(self, product_ids: Sequence[int] | None) -> Iterator[list[Key]]:
        """All texts."""
        for ids in chunks_of_ids(ProductCopy.objects.all(), product_ids, product="product"):
            rows = list(
                ProductCopy.objects.filter(pk__in=ids).order_by("pk").values_list("product_id", "locale__language_code")
            )
            names = names_of({product_id for product_id, _language in rows})
            yield [(names[product_id], language) for product_id, language in rows]


def why_refused(error: ValidationError | IntegrityError) -> str:
    """The sentence for the report. All that must be unique in a text is its slug, whoever noticed."""
    if isinstance(error, ValidationError):
        every = [single for found in error.error_dict.values() for single in found] if hasattr(error, "error_dict") else []
        if all(single.code not in ("unique", "unique_together") for single in every):
            return " ".join(error.messages)
    return str(TAKEN)


def words_of(copy: ProductCopy) -> dict[str, Any]:
    """A text by header."""
    latest = with_latest_words(copy)
    words = {header: getattr(latest, header) for header in WORDS}
    words |= {"description": description_of(latest), "published": copy.live}
    return words | {"_held": held_by_somebody(copy)}


def description_of(copy: ProductCopy) -> str:
    """The description where it is one formatted text; a mark where it is made of blocks."""
    blocks = list(copy.body)
    if not blocks:
        return ""
    if len(blocks) == 1 and blocks[0].block_type == ONLY_BLOCK:
        return str(getattr(blocks[0].value, "source", ""))
    return UNTOUCHED


def columns_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the cells say, by column of the table."""
    columns = {header: values[header] for header in WORDS if header in values}
    if "description" in values:
        columns["body"] = [(ONLY_BLOCK, RichText(values["description"]))] if values["description"] else []
    return columns


def save_with_care(want: NewWords) -> None:
    """One text through Wagtail's own verbs: words as a revision, published, left as a draft or taken off the site.

    Raises ValidationError for words that cannot be and for texts that somebody works on, IntegrityError for a slug that is
    taken.
    """
    user = get_active_log_context().user
    rows = ProductCopy.objects.filter(product=want.product_id, locale=want.locale)
    present = rows.select_related("latest_revision").first()
    if present and (why := held_by_somebody(present)):
        raise ValidationError(why)
    copy = present or new_copy(want.product_id, want.locale)
    if not copy.live and copy.latest_revision:
        copy = copy.latest_revision.as_object()
    for column, value in want.values.items():
        setattr(copy, column, value)
    copy.slug = copy.slug or free_slug(copy.name, locale=want.locale)
    published = copy.live if want.published is None else want.published
    copy.full_clean(exclude=["body"])
    if present is None:
        copy.save()
    revision = copy.save_revision(user=user, log_action=not published)
    if published:
        revision.publish(user=user)
    elif present is not None and present.live:
        present.refresh_from_db()
        present.unpublish(user=user)


def held_by_somebody(copy: ProductCopy) -> str:
    """Why a sheet leaves this text alone; empty where it need not."""
    if copy.live and copy.has_unpublished_changes:
        return _("Somebody has a draft of this text. Publish or discard it first.")
    return _("This text is locked.") if copy.locked else ""


def new_copy(product_id: int, locale: Locale) -> ProductCopy:
    """A draft that is known as a translation of the product's other texts."""
    copy = ProductCopy(product_id=product_id, locale=locale, live=False)
    other = ProductCopy.objects.filter(product=product_id).first()
    if other:
        copy.translation_key = other.translation_key
    return copy
