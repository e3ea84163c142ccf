"""Search and references for staff, after many rows were written without a signal."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from commerce.catalogue.models import Product, ProductCopy


def index_products(product_ids: Collection[int]) -> None:
    """Staff find these products by their present names and SKUs."""
    if product_ids:
        index = get_search_backend().get_index_for_model(Product)
        index.add_items(Product, list(Product.objects.filter(pk__in=product_ids).prefetch_related("variants")))


def index_words(copy_ids: Collection[int]) -> None:
    """Staff find these texts by their present words, and see under "usage" what they point at. Their rows are looked at once for
    all, not once for each.
    """
    copies = list(ProductCopy.objects.filter(pk__in=copy_ids))
    if copies:
        get_search_backend().get_index_for_model(ProductCopy).add_items(ProductCopy, copies)
        refer(copies)


@transaction.atomic
def refer(copies: Iterable[ProductCopy]) -> None:
    """Wagtail's references of these texts are those that they make now; as `create_or_update_for_object`, for many."""
    kind = ContentType.objects.get_for_model(ProductCopy, for_concrete_model=False)
    wanted = {
        (str(copy.pk), *reference) for copy in copies for reference in ReferenceIndex._extract_references_from_object(copy)
    }
    columns = ("object_id", "to_content_type_id", "to_object_id", "model_path", "content_path")
    rows = ReferenceIndex.objects.filter(base_content_type=kind, object_id__in=[str(copy.pk) for copy in copies])
    held: dict[tuple[Any, ...], int] = {tuple(rest): pk for pk, *rest in rows.values_list("pk", *columns)}
    ReferenceIndex.objects.filter(pk__in=[pk for reference, pk in held.items() if reference not in wanted]).delete()
    new = [dict(zip(columns, reference, strict=True)) for reference in wanted if reference not in held]
    ReferenceIndex.objects.bulk_create(
        [
            ReferenceIndex(
                content_type=kind,
                base_content_type=kind,
                content_path_hash=ReferenceIndex._get_content_path_hash(values["content_path"]),
                **values,
            )
            for values in new
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )
