"""Where the words of a product are, language by language, as staff see it at a glance."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Revision, WorkflowState

from commerce.catalogue.models import Product, ProductCopy
from sites.tenants.languages import default_language, spoken_languages


def copies_with_state() -> QuerySet[ProductCopy]:
    """Texts with what their state is told by: language, schedule, approval under way. Three queries, however many."""
    running = Prefetch("_workflow_states", WorkflowState.objects.active(), to_attr="approvals")
    planned = Revision.objects.filter(approved_go_live_at__isnull=False).defer("content").order_by("approved_go_live_at")
    scheduled = Prefetch("_revisions", planned, to_attr="planned")
    return ProductCopy.objects.select_related("locale").prefetch_related(running, scheduled).defer("body")


def words_state(product: Product) -> list[tuple[str, str, str]]:
    """(language, state, in words) for each language of the store; `copies` are prefetched from `copies_with_state`."""
    by_language = {copy.locale.language_code: copy for copy in product.copies.all()}
    original = by_language.get(default_language())
    return [(code, *state_of(by_language.get(code), original)) for code in spoken_languages()]


def state_of(copy: Any, original: Any = None) -> tuple[str, str]:
    """Where the words of one language are; `original` are those of the store's own language."""
    if copy is None:
        return "missing", _("missing")
    judged = (
        (any(state.status == WorkflowState.STATUS_IN_PROGRESS for state in copy.approvals), "waiting", _("waits for approval")),
        (copy.planned, "scheduled", _("scheduled")),
        (not copy.live, "draft", _("draft")),
        (copy.has_unpublished_changes, "changed", _("live, with a newer draft")),
        (is_behind(copy, original), "behind", _("live, older than the text it is translated from")),
        (True, "live", _("live")),
    )
    return next((state, words) for is_so, state, words in judged if is_so)


def is_behind(copy: ProductCopy, original: ProductCopy | None) -> bool:
    """Whether the store's own language was published again after these words were."""
    if original is None or original.pk == copy.pk or not original.live:
        return False
    theirs, ours = original.last_published_at, copy.last_published_at
    return theirs is not None and ours is not None and theirs > ours
