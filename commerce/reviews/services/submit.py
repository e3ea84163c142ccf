"""A shopper's review comes in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commerce.catalogue.models import Product
from commerce.orders.models import OrderLine
from commerce.orders.states import OrderStatus
from commerce.reviews.models import Answer, Moderated, Question, Review, ReviewPicture
from commerce.reviews.pictures import keep_picture
from commerce.reviews.selectors.rules import review_rules
from commerce.reviews.services.moderate import approve
from commerce.reviews.spam import Score, mark_of, score


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: a name for the page, an e-mail address for staff alone, and the language that was written in."""

    name: str
    email: str
    language: str


@transaction.atomic
def submit_review(
    *,
    product: Product,
    author: Author,
    stars: int,
    title: str,
    text: str,
    at: datetime,
    pictures: Sequence[bytes] = (),
    line: OrderLine | None = None,
) -> Review:
    """Keep a review, waiting; approved at once where the store wants that of verified ones that do not look like spam.

    `line` is the order line of an invitation. Without one, the e-mail address may tell (`free_line`). `pictures` are clean
    JPEGs (`clean_picture`).
    """
    bought = free_line(product, line=line) if line else free_line(product, email=author.email)
    looks = look_at(text, title=title)
    review = Review.objects.create(
        product=product,
        language=author.language,
        author_name=author.name,
        author_email=author.email,
        stars=stars,
        title=title,
        text=text,
        text_mark=mark_of(text),
        spam_score=looks.points,
        spam_reasons=list(looks.reasons),
        is_verified=bought is not None,
        order_line=bought,
        created_at=at,
    )
    for number, content in enumerate(pictures, start=1):
        ReviewPicture.objects.create(review=review, image=keep_picture(content, title=f"{product.name}, {number}"))
    rules = review_rules()
    if review.is_verified and rules.approve_verified and review.spam_score < rules.spam_limit:
        approve(entry=review, at=at)
        review.refresh_from_db()
    return review


def free_line(product: Product, *, line: OrderLine | None = None, email: str = "") -> OrderLine | None:
    """The line with which this product was bought and that no review has used: that one, or the oldest of this e-mail address.
    Locked, so that two reviews at once cannot both have it. Lines of cancelled orders do not count.
    """
    if line is None and not email:
        return None
    lines = OrderLine.objects.select_for_update(of=("self",)).filter(variant__product=product).order_by("pk")
    lines = lines.exclude(order__status=OrderStatus.CANCELLED)
    lines = lines.filter(pk=line.pk) if line else lines.filter(order__email__iexact=email)
    used = set(Review.objects.filter(product=product, order_line__isnull=False).values_list("order_line", flat=True))
    return next((found for found in lines if found.pk not in used), None)


def look_at(text: str, *, title: str = "") -> Score:
    """The spam score of a text that comes in now. Fewer than 20 letters may well have come before."""
    mark = mark_of(text)
    kinds: tuple[type[Moderated], ...] = (Review, Question, Answer)
    came_before = len(text) >= 20 and any(kind._default_manager.filter(text_mark=mark).exists() for kind in kinds)
    return score(f"{title}\n{text}".strip(), sent_before=bool(mark) and came_before)
