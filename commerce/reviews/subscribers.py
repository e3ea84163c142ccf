"""What the reviews app does when something has happened."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from commerce.kernel.events import AnswerPublished, OrderShipped, ReviewPublished, records, subscribes
from commerce.reviews.models import Question, Review, ReviewPicture, ReviewSettings
from commerce.reviews.services.invite import invite
from commerce.reviews.services.tally import recount
from commerce.reviews.tasks import prepare_pictures, tell_at_once
from sites.content.generation import bump_generation
from sites.content.images import StoreImage
from sites.tenants.context import active_store


@records(OrderShipped)
def plan_invitation(event: OrderShipped) -> None:
    """The customer is asked some days after the parcel."""
    invite(order_id=event.order_id, at=timezone.now())


@subscribes(ReviewPublished)
def draw_pictures(event: ReviewPublished) -> None:
    """No shopper waits for a picture to be made smaller."""
    prepare_pictures.delay(event.review_id)


@subscribes(AnswerPublished)
def tell_who_asked(event: AnswerPublished) -> None:
    """Who asked waits for nothing but a worker; what a worker that is away has missed is told by the recurring job."""
    tell_at_once.delay(event.question_id)


@receiver(post_save, sender=ReviewSettings)
def settings_changed(**_signal: Any) -> None:
    """Reviews were switched on or off."""
    if active_store():
        bump_generation()


@receiver(post_delete, sender=Review)
@receiver(post_delete, sender=Question)
def entry_deleted(instance: Any, origin: Any = None, **_signal: Any) -> None:
    """Somebody asked for their words to be deleted: stars that are gone do not count. Not when the product goes as well."""
    if active_store() and deleted_by(origin) is type(instance):
        recount(product_ids=[instance.product_id])


@receiver(post_delete, sender=ReviewPicture)
def picture_deleted(instance: ReviewPicture, origin: Any = None, **_signal: Any) -> None:
    """The picture goes with the review that it was sent for."""
    if active_store() and deleted_by(origin) is not StoreImage:
        instance.image.delete()


def deleted_by(origin: Any) -> Any:
    """The model of what was deleted first: a row, or a whole query."""
    return getattr(origin, "model", type(origin))
