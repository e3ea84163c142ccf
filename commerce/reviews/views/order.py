"""What an invitation leads to: all products of an order on one form, and the end of invitations."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from commerce.catalogue.selectors import copies_in_language
from commerce.orders.models import OrderLine
from commerce.reviews.forms import NamedForm, OpinionForm
from commerce.reviews.links import invitation_of
from commerce.reviews.models import ReviewInvitation
from commerce.reviews.selectors import review_rules
from commerce.reviews.selectors.purchases import left_to_review
from commerce.reviews.services import Author, opt_out, submit_review
from sites.content.pages.base import private_head


@dataclass(frozen=True, slots=True)
class Opinion:
    """One product of the order with its form."""

    name: str
    line: OrderLine
    form: OpinionForm


@never_cache
@require_http_methods(["GET", "POST"])
def order(request: HttpRequest, token: str) -> HttpResponse:
    """One form for what was bought; what is left empty is not sent. All that is sent counts as a verified purchase."""
    invitation = invited(token)
    opinions = opinions_of(request, invitation)
    form = NamedForm(request.POST or None, initial={"author_name": invitation.order.full_name.partition(" ")[0]})
    missing = False
    if request.method == "POST":
        begun = [opinion for opinion in opinions if opinion.form.is_begun]
        missing = not begun
        # Every form is looked at, so that everything to put right shows at once.
        checked = [opinion.form.is_valid() for opinion in begun]
        if form.is_valid() and begun and all(checked):
            keep(begun, form, invitation)
            return redirect(f"{reverse('reviews-of-order', args=[token])}?sent=1")
    wrong = missing or bool(form.errors) or any(opinion.form.errors for opinion in opinions if opinion.form.is_bound)
    context = {
        "form": form,
        "opinions": opinions,
        "missing": missing,
        "number": invitation.order.number,
        "sent": "sent" in request.GET,
        "again": bool(request.FILES),
        "seo": private_head(_("Your reviews of order %(number)s") % {"number": invitation.order.number}),
    }
    return closed(render(request, "shop/review_order.html", context, status=422 if wrong and request.method == "POST" else 200))


def invited(token: str) -> ReviewInvitation:
    """The invitation of this address. Raises Http404 for what is none of this store."""
    invitation = invitation_of(token, at=timezone.now())
    if invitation is None or not review_rules().reviews_on:
        raise Http404(_("This link is not valid any more."))
    return invitation


def opinions_of(request: HttpRequest, invitation: ReviewInvitation) -> list[Opinion]:
    """A form for each product of the order that has no review yet; bound where something was written into it."""
    lines = left_to_review(invitation.order)
    copies = copies_in_language([line.variant.product_id for line in lines], translation.get_language() or "")
    found = []
    for line in lines:
        product_id = line.variant.product_id
        form = OpinionForm(request.POST or None, request.FILES or None, prefix=f"p{product_id}")
        form = form if form.is_begun else OpinionForm(prefix=f"p{product_id}")
        found.append(Opinion(copies[product_id].name if product_id in copies else line.name, line, form))
    return found


def keep(begun: list[Opinion], form: NamedForm, invitation: ReviewInvitation) -> None:
    """Submit what was written, in the language of the page."""
    author = Author(form.cleaned_data["author_name"], invitation.order.email, translation.get_language() or "")
    for opinion in begun:
        data = opinion.form.cleaned_data
        submit_review(
            product=opinion.line.variant.product,
            author=author,
            stars=int(data["stars"]),
            title=data["title"],
            text=data["text"],
            pictures=data["pictures"],
            line=opinion.line,
            at=timezone.now(),
        )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, then never again: some mail programs open every link of a mail. Others send the form themselves (RFC 8058),
    from no page of ours: the signed address is what proves the right to. Also where the store has given up reviews meanwhile.
    """
    invitation = invitation_of(token, at=timezone.now())
    if invitation is None:
        raise Http404(_("This link is not valid any more."))
    done = request.method == "POST"
    if done:
        opt_out(email=invitation.order.email)
    context = {"done": done, "seo": private_head(_("No more invitations"))}
    return closed(render(request, "shop/review_stop.html", context))


def closed(response: HttpResponse) -> HttpResponse:
    """Not found by search engines."""
    response["X-Robots-Tag"] = "noindex"
    return response
