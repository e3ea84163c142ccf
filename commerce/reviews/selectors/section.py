"""The reviews of a product page."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Value, When
from django.urls import reverse
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commerce.reviews.models import Review, ReviewPicture, ReviewTally
from commerce.reviews.models.review import STARS
from commerce.reviews.selectors.ratings import average_of
from commerce.reviews.selectors.rules import review_rules
from commerce.reviews.states import Moderation
from commerce.reviews.values import ReviewPictureView, ReviewSection, ReviewView, SortLink, StarsBar
from sites.content.images import StoreImage
from sites.content.pagination import paginate
from sites.content.pictures import images_by_id, picture_of

PAGE_SIZE = 5
SMALL, LARGE = (160,), (1200,)
HELPFUL = "helpful"
SORTS = {
    HELPFUL: gettext_lazy("Most helpful"),
    "newest": gettext_lazy("Newest"),
    "highest": gettext_lazy("Most stars"),
    "lowest": gettext_lazy("Fewest stars"),
}


def review_section(
    product_id: int, language: str, *, sort: str = HELPFUL, stars: int | None = None, number: int = 1
) -> ReviewSection | None:
    """A page of approved reviews with the summary of all; None where the store has switched reviews off.

    Two queries, and one or two more where a review on it has pictures. What does not exist falls back: an unknown sort to the most
    helpful, a page beyond the end to the last. The first page, as the product's own page shows it, is that of `product_talk`.
    """
    if not review_rules().reviews_on:
        return None
    sort, stars = sort if sort in SORTS else HELPFUL, stars if stars in STARS else None
    return read_section(tally_of(product_id), language, sort=sort, stars=stars, number=number)


def tally_of(product_id: int) -> ReviewTally:
    """What was counted of a product; one query."""
    return ReviewTally.objects.filter(product=product_id).first() or ReviewTally(product_id=product_id)


def read_section(
    tally: ReviewTally, language: str, *, sort: str = HELPFUL, stars: int | None = None, number: int = 1
) -> ReviewSection:
    """As `review_section`, of a product whose tally was read; `sort` and `stars` are such as there are."""
    product_id, by_stars = tally.product_id, tally.by_stars
    with translation.override(language):
        base = reverse("reviews", args=[product_id])

        def url(*, sort: str = sort, stars: int | None = stars, page: int = 1) -> str:
            wanted = {"sort": sort if sort != HELPFUL else "", "stars": stars or "", "page": page if page > 1 else ""}
            query = urlencode({name: value for name, value in wanted.items() if value})
            return f"{base}?{query}" if query else base

        pagination = paginate(
            total=by_stars[stars] if stars else tally.count, size=PAGE_SIZE, number=number, url=lambda page: url(page=page)
        )
        average = average_of(by_stars)
        return ReviewSection(
            product_id=product_id,
            count=tally.count,
            average=average,
            average_text=number_format(average.quantize(Decimal("0.1"), ROUND_HALF_UP), decimal_pos=1),
            bars=tuple(
                StarsBar(
                    kind,
                    count,
                    round(100 * count / tally.count) if tally.count else 0,
                    url(stars=None if kind == stars else kind),
                    kind == stars,
                )
                for kind, count in by_stars.items()
            ),
            stars=stars,
            reviews=tuple(read_reviews(product_id, language, sort, stars, pagination.number)) if pagination.total else (),
            sorts=tuple(SortLink(str(label), url(sort=name), name == sort) for name, label in SORTS.items()),
            pagination=pagination,
            url=url(stars=None),
            write_url=reverse("review-new", args=[product_id]),
        )


def read_reviews(product_id: int, language: str, sort: str, stars: int | None, number: int) -> list[ReviewView]:
    """One page of reviews: one query, one or two more where there are pictures."""
    rows = sorted_reviews(approved_reviews(product_id, stars), sort, language)
    pictured = ReviewPicture.objects.filter(review=OuterRef("pk")).order_by("pk").values("image")
    rows = rows.annotate(image_ids=ArraySubquery(pictured)).defer("spam_reasons")
    page = list(rows[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
    images = images_by_id((pk for review in page for pk in review.image_ids), widths=SMALL + LARGE)
    return [view_of(review, language, pictures_of(review.image_ids, images)) for review in page]


def approved_reviews(product_id: int, stars: int | None = None) -> QuerySet[Review]:
    """What everyone may read of a product's reviews."""
    rows = Review.objects.filter(product=product_id, status=Moderation.APPROVED)
    return rows.filter(stars=stars) if stars else rows


def sorted_reviews(rows: QuerySet[Review], sort: str, language: str) -> QuerySet[Review]:
    """In that order; the most helpful first means: in the page's own language first, then by votes, then the newest."""
    if sort == "newest":
        return rows.order_by("-created_at", "-pk")
    if sort in ("highest", "lowest"):
        return rows.order_by("-stars" if sort == "highest" else "stars", "-created_at", "-pk")
    own = Case(When(language=language, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.order_by(own, (F("helpful") - F("unhelpful")).desc(), "-created_at", "-pk")


def pictures_of(image_ids: Sequence[int], images: Mapping[int, StoreImage]) -> tuple[ReviewPictureView, ...]:
    """The pictures of one review. Those whose file is gone are left out."""
    found = []
    for pk in image_ids:
        small, large = (picture_of(images.get(pk), widths=widths) for widths in (SMALL, LARGE))
        if small and large:
            found.append(ReviewPictureView(small, large))
    return tuple(found)


def view_of(review: Review, language: str, pictures: tuple[ReviewPictureView, ...]) -> ReviewView:
    """The review as a template wants it."""
    other = dict(settings.LANGUAGES).get(review.language, review.language) if review.language != language else ""
    return ReviewView(
        id=review.pk,
        stars=review.stars,
        title=review.title,
        text=review.text,
        author=review.author_name or _("A customer"),
        at=review.created_at,
        language=review.language,
        language_name=str(other),
        verified=review.is_verified,
        pictures=pictures,
        reply=review.reply,
        replied_at=review.replied_at,
        helpful=review.helpful,
        unhelpful=review.unhelpful,
        vote_url=reverse("review-vote", args=[review.pk]),
    )
