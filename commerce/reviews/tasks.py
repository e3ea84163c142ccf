"""Work in the background, and what recurs in every store."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from commerce.reviews.models import ReviewPicture
from commerce.reviews.selectors.section import LARGE, SMALL
from commerce.reviews.services.digest import tell_store
from commerce.reviews.services.freshen import EVERY, show_votes
from commerce.reviews.services.invite import send_due_invitations
from commerce.reviews.services.tell import tell_askers
from sites.content.pictures import filters
from sites.content.renditions import make_renditions
from sites.tenants.queues import SLOW
from sites.tenants.schedule import register_job
from sites.tenants.tasks import StoreTask


@shared_task(base=StoreTask, name="commerce.reviews.prepare_pictures", lane=SLOW)
def prepare_pictures(review_id: int) -> None:
    """Make the sizes in which the pictures of a review are shown, before somebody asks for them."""
    make_renditions(ReviewPicture.objects.filter(review=review_id).values_list("image", flat=True), filters((*SMALL, *LARGE)))


@shared_task(base=StoreTask, name="commerce.reviews.send_invitations")
def send_invitations() -> int:
    """Ask those whose parcel left some days ago."""
    return send_due_invitations(at=timezone.now())


@shared_task(base=StoreTask, name="commerce.reviews.tell_who_asked")
def tell_at_once(question_id: int) -> int:
    """Tell who asked this question of its answer, as soon as there is one."""
    return tell_askers(at=timezone.now(), question_id=question_id)


@shared_task(base=StoreTask, name="commerce.reviews.tell_askers")
def tell() -> int:
    """Tell askers of answers that nobody has told them of at once."""
    return tell_askers(at=timezone.now())


@shared_task(base=StoreTask, name="commerce.reviews.digest")
def digest() -> bool:
    """Tell the store what waits, at most once a day."""
    return tell_store(at=timezone.now())


@shared_task(base=StoreTask, name="commerce.reviews.show_votes")
def freshen() -> bool:
    """Show new votes on all pages."""
    return show_votes(at=timezone.now())


register_job(task="commerce.reviews.send_invitations", every=timedelta(minutes=15))
register_job(task="commerce.reviews.tell_askers", every=timedelta(minutes=10))
register_job(task="commerce.reviews.digest", every=timedelta(days=1))
register_job(task="commerce.reviews.show_votes", every=EVERY)
