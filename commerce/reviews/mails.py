"""Mails of the reviews app: to customers in the language of their order, to the store in its own."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commerce.reviews.links import invitation_url, opt_out_url
from commerce.reviews.models import Question, ReviewInvitation
from commerce.reviews.selectors.purchases import left_to_review
from commerce.reviews.selectors.waiting import Waiting
from sites.content.settings import StoreIdentity
from sites.content.suppliers import supply
from sites.tenants.addresses import base_url
from sites.tenants.languages import default_language


def send_invitation(*, invitation: ReviewInvitation) -> None:
    """Ask for reviews of what is left to review of an order."""
    order = invitation.order
    with translation.override(order.language):
        stop = base_url() + opt_out_url(invitation)
        send(
            to=order.email,
            template="review_invitation",
            stop_url=stop,
            subject=_("How do you like your order %(number)s?") % {"number": order.number},
            context={
                "url": base_url() + invitation_url(invitation),
                "opt_out_url": stop,
                "names": [line.name for line in left_to_review(order)],
                "full_name": order.full_name,
                "number": order.number,
            },
        )


def send_answered(*, question: Question, product_name: str, address: str) -> None:
    """Tell who asked that there is an answer."""
    with translation.override(question.language):
        send(
            to=question.author_email,
            template="question_answered",
            subject=_("Your question about %(product)s was answered") % {"product": product_name},
            context={
                "url": address,
                "question": question.text,
                "answers": [answer.text for answer in question.answers.filter(status="approved")],
                "product": product_name,
            },
        )


def send_digest(*, counts: Waiting) -> None:
    """Tell the store what waits."""
    with translation.override(default_language()):
        send(
            to=StoreIdentity.load().email,
            template="reviews_waiting",
            subject=_("%(count)s texts of customers wait to be read") % {"count": counts.total},
            context={"counts": counts, "url": base_url() + reverse("reviews_admin:index") + "?status=pending"},
        )


def send(*, to: str, template: str, subject: str, context: dict[str, Any], stop_url: str = "") -> None:
    """Send a mail of the store, text and HTML, in the active language. `stop_url` is where mail programs say for their reader
    that no more is wanted: with a POST of theirs, of no session (RFC 8058).
    """
    shop, identity = supply("shop view"), StoreIdentity.load()
    context = {**context, "shop": shop, "base_url": base_url()}
    headers = {"List-Unsubscribe": f"<{stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if stop_url else {}
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"shop/mail/{template}.txt", context),
        to=[to],
        reply_to=[identity.email] if identity.email else None,
        headers=headers,
    )
    message.attach_alternative(render_to_string(f"shop/mail/{template}.html", context), "text/html")
    message.send()
