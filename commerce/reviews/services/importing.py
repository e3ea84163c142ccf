"""Reviews of another shop, with their dates."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commerce.catalogue.models import Product
from commerce.reviews.models import Review
from commerce.reviews.services.tally import recount
from commerce.reviews.spam import mark_of
from commerce.reviews.states import Moderation


@dataclass(frozen=True, slots=True)
class ImportedReview:
    """One record of another system. `key` names it there, such as `prestashop:42`: the same key is the same review."""

    key: str
    author_name: str
    stars: int
    title: str
    text: str
    written_at: datetime
    language: str
    author_email: str = ""
    is_verified: bool = False
    reply: str = ""


@transaction.atomic
def import_review(*, product: Product, record: ImportedReview, approved: bool = True) -> tuple[Review, bool]:
    """The review of this record, and whether it was made now. One that is here already is left alone: staff may have decided."""
    existing = Review.objects.filter(source_key=record.key).first()
    if existing:
        return existing, False
    review = Review.objects.create(
        product=product,
        source=Review.Source.IMPORT,
        source_key=record.key,
        language=record.language,
        author_name=record.author_name,
        author_email=record.author_email,
        stars=record.stars,
        title=record.title,
        text=record.text,
        text_mark=mark_of(record.text),
        is_verified=record.is_verified,
        created_at=record.written_at,
        status=Moderation.APPROVED if approved else Moderation.PENDING,
        published_at=record.written_at if approved else None,
        reply=record.reply,
        replied_at=record.written_at if record.reply else None,
    )
    if approved:
        recount(product_ids=[product.pk])
    return review, True
