"""Writing the words of many products: what Wagtail does to one with `save_revision` and `publish`, in a fixed number of queries.

Texts that need more care are left to whoever asked, to be saved one by one: those with a schedule, a workflow under way or
somebody's draft, those to be taken off the site, and those that are refused, so that one place says why.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import Locale, ModelLogEntry, Revision, WorkflowState
from wagtail.signals import published

from commerce.catalogue.many.slugs import free_slugs, note_slug_changes
from commerce.catalogue.many.writing import write_back
from commerce.catalogue.models import ProductCopy
from commerce.kernel.events import ProductsChanged, publish

COLUMNS = ("name", "slug", "summary", "body", "compatibility", "seo_title", "seo_description")
OF_A_DRAFT = ("latest_revision", "has_unpublished_changes")
PUBLISHED = (*COLUMNS, *OF_A_DRAFT, "live", "live_revision", "expired", "first_published_at", "last_published_at")
# Not asked of the database row by row: they are checked for all at once, or come from it.
KEYS = ("product", "locale", "latest_revision", "live_revision", "locked_by", "id")


@dataclass(frozen=True, slots=True)
class NewWords:
    """The words that a product shall have in a language: values of `COLUMNS`, others stay. `published`: shown to shoppers or
    a draft; None leaves that as it is. An empty slug is made of the name.
    """

    product_id: int
    locale: Locale
    values: Mapping[str, Any] = field(default_factory=dict)
    published: bool | None = None

    @property
    def place(self) -> tuple[int, int]:
        """What is unique in the table."""
        return self.product_id, self.locale.pk


@dataclass(slots=True)
class Draft:
    """A text on its way: the row with its new words, and what it was before."""

    copy: ProductCopy
    publishes: bool
    name: str = ""
    slug: str = ""
    was_live: bool = False
    had_revision: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of many: ids of the texts that were saved, and those that must be saved one by one."""

    copies: frozenset[int] = frozenset()
    left: Sequence[NewWords] = ()


@transaction.atomic
def save_words(*, wanted: Sequence[NewWords]) -> Saved:
    """Write these words as revisions by whoever is at work, published or not; each text once. A fixed number of queries.

    Search and references are not brought up to date here (`index_words`). Wagtail's `published` is sent for each that is
    published, with `together`: whoever listens to make the product anew waits for the one `ProductsChanged` of all.
    """
    present = present_copies(wanted)
    delicate = needing_care(present.values())
    easy: list[tuple[NewWords, Draft]] = []
    left: list[NewWords] = []
    keys = translation_keys(want.product_id for want in wanted if want.place not in present)
    for want in wanted:
        copy = present.get(want.place)
        if copy and (copy.pk in delicate or (copy.live and want.published is False)):
            left.append(want)
        else:
            easy.append((want, written(want, copy, keys)))
    fill_slugs([draft.copy for _want, draft in easy])
    taken = taken_slugs([draft.copy for _want, draft in easy])
    drafts = []
    for want, draft in easy:
        if is_sound(draft.copy, taken):
            drafts.append(draft)
        else:
            left.append(want)
    if drafts:
        store(drafts, at=timezone.now())
        for draft in drafts:
            if draft.publishes:
                published.send(ProductCopy, instance=draft.copy, revision=draft.copy.live_revision, together=True)
        publish(ProductsChanged(frozenset(draft.copy.product_id for draft in drafts)))
    return Saved(frozenset(draft.copy.pk for draft in drafts), left)


def present_copies(wanted: Iterable[NewWords]) -> dict[tuple[int, int], ProductCopy]:
    """The texts that there are, locked in primary-key order. One query."""
    places = {want.place for want in wanted}
    products, locales = {product for product, _locale in places}, {locale for _product, locale in places}
    rows = ProductCopy.objects.select_for_update(of=("self",)).filter(product_id__among=products, locale_id__among=locales)
    found = {(row.product_id, row.locale_id): row for row in rows.select_related("latest_revision").order_by("pk")}
    return {place: row for place, row in found.items() if place in places}


def needing_care(copies: Iterable[ProductCopy]) -> set[int]:
    """Those with a lock, a draft beside what is live, a schedule or a workflow under way. Two queries."""
    held = {copy.pk: copy for copy in copies}
    found = {
        pk
        for pk, copy in held.items()
        if copy.locked or copy.go_live_at or copy.expire_at or (copy.live and copy.has_unpublished_changes)
    }
    kind = ContentType.objects.get_for_model(ProductCopy, for_concrete_model=False)
    names = [str(pk) for pk in held]
    scheduled = Revision.objects.filter(content_type=kind, object_id__among=names, approved_go_live_at__isnull=False)
    found |= {int(pk) for pk in scheduled.values_list("object_id", flat=True)}
    active = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    under_way = WorkflowState.objects.filter(content_type=kind, object_id__among=names, status__in=active).order_by()
    return found | {int(pk) for pk in under_way.values_list("object_id", flat=True)}


def translation_keys(product_ids: Iterable[int]) -> dict[int, Any]:
    """What makes the texts of a product translations of each other, by product, where it has any. One query."""
    rows = ProductCopy.objects.filter(product_id__among=set(product_ids)).order_by("-pk")
    return dict(rows.values_list("product_id", "translation_key"))


def written(want: NewWords, copy: ProductCopy | None, keys: dict[int, Any]) -> Draft:
    """The text with its new words; of a draft the latest revision counts."""
    if copy is None:
        copy = ProductCopy(product_id=want.product_id, locale=want.locale, live=False)
        copy.translation_key = keys.setdefault(want.product_id, copy.translation_key)
        draft = Draft(copy, publishes=bool(want.published))
    else:
        copy.locale = want.locale
        publishes = copy.live if want.published is None else want.published
        draft = Draft(copy, publishes, copy.name, copy.slug, copy.live, had_revision=copy.latest_revision_id is not None)
        with_latest_words(copy)
    for column, value in want.values.items():
        setattr(copy, column, value)
    return draft


def with_latest_words(copy: ProductCopy) -> ProductCopy:
    """The text as its editor sees it: of one that is not shown, the latest revision counts. Changes and returns the row."""
    if not copy.live and copy.latest_revision:
        for column in COLUMNS:
            setattr(copy, column, copy.latest_revision.content[column])
    return copy


def fill_slugs(copies: Iterable[ProductCopy]) -> None:
    """Texts without a slug get one that is made of the name."""
    without: dict[Locale, list[ProductCopy]] = {}
    given: dict[Locale, set[str]] = {}
    for copy in copies:
        if copy.slug:
            given.setdefault(copy.locale, set()).add(copy.slug)
        else:
            without.setdefault(copy.locale, []).append(copy)
    for locale, rows in without.items():
        slugs = free_slugs([row.name for row in rows], locale=locale, besides=given.get(locale, ()))
        for row, slug in zip(rows, slugs, strict=True):
            row.slug = slug


def taken_slugs(copies: Sequence[ProductCopy]) -> set[tuple[int, str, int | None]]:
    """(language, slug, text) that these must not have: another text has that slug, or two of these want it. One query."""
    wanted = Counter((copy.locale_id, copy.slug) for copy in copies)
    rows = ProductCopy.objects.filter(slug__among={slug for _locale, slug in wanted}).order_by()
    owners: dict[tuple[int, str], int] = {
        (locale, slug): pk for locale, slug, pk in rows.values_list("locale_id", "slug", "pk")
    }
    return {
        (copy.locale_id, copy.slug, copy.pk)
        for copy in copies
        if wanted[copy.locale_id, copy.slug] > 1 or owners.get((copy.locale_id, copy.slug), copy.pk) != copy.pk
    }


def is_sound(copy: ProductCopy, taken: set[tuple[int, str, int | None]]) -> bool:
    """Whether nothing is wrong with its words."""
    if (copy.locale_id, copy.slug, copy.pk) in taken:
        return False
    try:
        copy.clean_fields(exclude=KEYS)
        copy.clean()
    except ValidationError:
        return False
    return True


def store(drafts: Sequence[Draft], *, at: datetime) -> None:
    """Rows, revisions, addresses and the log. Seven queries."""
    ProductCopy.objects.bulk_create([draft.copy for draft in drafts if draft.copy.pk is None], batch_size=500)
    revisions = [revision_of(draft.copy, at) for draft in drafts]
    Revision.objects.bulk_create(revisions, batch_size=500)
    for draft, revision in zip(drafts, revisions, strict=True):
        copy = draft.copy
        copy.latest_revision, copy.has_unpublished_changes = revision, not draft.publishes
        if draft.publishes:
            copy.live, copy.expired, copy.live_revision = True, False, revision
            copy.first_published_at, copy.last_published_at = copy.first_published_at or at, at
    live = [draft for draft in drafts if draft.publishes]
    moved = [draft for draft in live if not draft.was_live or draft.slug != draft.copy.slug]
    note_slug_changes([(draft.copy, draft.slug if draft.was_live else "") for draft in moved])
    write_back([draft.copy for draft in live], PUBLISHED)
    write_back([draft.copy for draft in drafts if not draft.publishes], OF_A_DRAFT)
    ModelLogEntry.objects.bulk_create([entry for draft in drafts for entry in log_of(draft, at)], batch_size=1000)


def revision_of(copy: ProductCopy, at: datetime) -> Revision:
    """What it says, as its editor keeps it."""
    return Revision(
        content_type=ContentType.objects.get_for_model(ProductCopy, for_concrete_model=False),
        base_content_type=copy.get_base_content_type(),
        object_id=str(copy.pk),
        user=get_active_log_context().user,
        created_at=at,
        content=copy.serializable_data(),
        object_str=str(copy),
    )


def log_of(draft: Draft, at: datetime) -> list[ModelLogEntry]:
    """That it was published, and renamed where it was; of a draft, that it was edited."""
    renamed = draft.publishes and draft.had_revision and draft.name != draft.copy.name
    data = {"title": {"old": draft.name, "new": draft.copy.name}} if renamed else {}
    saved = ("wagtail.publish" if draft.publishes else "wagtail.edit", True)
    actions = [("wagtail.rename", False), saved] if renamed else [saved]
    context = get_active_log_context()
    return [
        ModelLogEntry(
            content_type=ContentType.objects.get_for_model(ProductCopy, for_concrete_model=False),
            object_id=str(draft.copy.pk),
            label=str(draft.copy),
            action=action,
            timestamp=at,
            data=data,
            user=context.user,
            uuid=context.uuid,
            revision=draft.copy.latest_revision,
            content_changed=changed,
        )
        for action, changed in actions
    ]
