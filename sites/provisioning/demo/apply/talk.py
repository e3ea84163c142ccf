"""Reviews, questions and mentions of a demo store: written in bulk, counted once. Safe to repeat."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from commerce.catalogue.models import Product, Variant
from commerce.reviews.models import Answer, Question, Review, ReviewPicture
from commerce.reviews.pictures import clean_picture, keep_picture
from commerce.reviews.services import recount
from commerce.reviews.spam import mark_of
from commerce.reviews.states import Moderation
from sites.content.pages import ArticlePage
from sites.provisioning.demo.data_talk import DemoQuestion, DemoReview, DemoTalk
from sites.tenants.languages import default_language

# Who gave stars and no words.
NAMES = ("A. Brandt", "Joy", "T. N.", "Wim", "Marit", "K. Osei-Lane", "Busi", "Lena F.", "Noor", "P. J.", "Sanna", "Tariq")
FIRST = 15
STEP = 23


@transaction.atomic
def write_talk(talk: DemoTalk) -> None:
    """Everything that is said, once: a store that has reviews of the demo keeps them as they are."""
    if Review.objects.filter(source_key__startswith="demo:").exists():
        return
    skus = {review.sku for review in talk.reviews} | {rated.sku for rated in talk.ratings}
    skus |= {question.sku for question in talk.questions}
    products = products_by_sku(skus)
    now = timezone.now()
    written = [review_of(entry, products[entry.sku], now) for entry in talk.reviews]
    reviews = Review.objects.bulk_create([*written, *rated(talk, products, now)])
    for review, entry in zip(reviews, talk.reviews, strict=False):
        if entry.picture:
            send_picture(review, entry.picture)
    questions = Question.objects.bulk_create([question_of(entry, products[entry.sku], now) for entry in talk.questions])
    Answer.objects.bulk_create(
        Answer(
            question=question,
            is_from_store=not answer.author,
            author_name=answer.author,
            **said(answer.text, question.language, question.created_at + timedelta(hours=5)),
        )
        for question, entry in zip(questions, talk.questions, strict=True)
        for answer in entry.answers
    )
    recount(product_ids=[product.pk for product in products.values()])


def products_by_sku(skus: Iterable[str]) -> dict[str, Product]:
    """The product of each SKU: of a variant that is called so, or whose SKU begins so (AM-T10 for AM-T10-868-W)."""
    variants = list(Variant.objects.order_by("pk").select_related("product"))
    exact = {variant.sku: variant.product for variant in variants}
    found: dict[str, Product] = {}
    for sku in skus:
        begun = (variant.product for variant in variants if variant.sku.startswith(f"{sku}-"))
        found[sku] = exact.get(sku) or next(begun)
    return found


def said(text: str, language: str, at: datetime) -> dict[str, Any]:
    """The columns of approved words."""
    return {
        "text": text,
        "text_mark": mark_of(text),
        "language": language or default_language(),
        "status": Moderation.APPROVED,
        "created_at": at,
        "published_at": at,
    }


def review_of(entry: DemoReview, product: Product, now: datetime) -> Review:
    """A review, not saved."""
    at = now - timedelta(days=entry.days)
    words = f"{entry.sku} {entry.author} {entry.text}"
    return Review(
        product=product,
        source=Review.Source.IMPORT,
        source_key=f"demo:{blake2b(words.encode(), digest_size=8).hexdigest()}",
        author_name=entry.author,
        stars=entry.stars,
        title=entry.title,
        is_verified=entry.verified,
        reply=entry.reply,
        replied_at=at + timedelta(days=1) if entry.reply else None,
        helpful=entry.helpful,
        **said(entry.text, entry.language, at),
    )


def rated(talk: DemoTalk, products: dict[str, Product], now: datetime) -> Iterator[Review]:
    """Reviews of stars alone, not saved: spread over names and days."""
    number = 0
    for ratings in talk.ratings:
        for stars in ratings.stars:
            number += 1
            yield Review(
                product=products[ratings.sku],
                source=Review.Source.IMPORT,
                source_key=f"demo:{number}",
                author_name=NAMES[number % len(NAMES)],
                stars=stars,
                is_verified=bool(number % 4),
                **said("", "", now - timedelta(days=FIRST + number * STEP % 300)),
            )


def send_picture(review: Review, place: int) -> None:
    """The customer's picture: another view of the product, drawn anew as every upload is."""
    images = [row.image for row in review.product.images.select_related("image")]
    if images:
        with default_storage.open(images[min(place, len(images) - 1)].file.name) as file:
            image = keep_picture(clean_picture(file), title=f"{review.product.name}, 1")
        ReviewPicture.objects.create(review=review, image=image)


def question_of(entry: DemoQuestion, product: Product, now: datetime) -> Question:
    """A question, not saved; whoever asked has been told."""
    at = now - timedelta(days=entry.days)
    return Question(product=product, author_name=entry.author, told_at=at, **said(entry.text, entry.language, at))


def mention_products(talk: DemoTalk) -> None:
    """Show products at the end of articles, in every language; articles that show products already stay as they are."""
    for entry in talk.articles:
        first = ArticlePage.objects.filter(locale=Locale.get_default(), slug=entry.slug).first()
        products = products_by_sku(entry.skus)
        if first is None or not products:
            continue
        cards = [("product_card", {"product": products[sku]}) for sku in entry.skus if sku in products]
        for page in (first, *first.get_translations()):
            if any(block.block_type == "product_card" for block in page.body):
                continue
            page.body = [*((block.block_type, block.value) for block in page.body), *cards]
            page.save_revision().publish()
