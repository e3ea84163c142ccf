"""“Was this helpful?”"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from commerce.kernel.lifecycle import NotAllowed
from commerce.reviews.models import Review
from commerce.reviews.selectors import review_rules
from commerce.reviews.services import vote
from commerce.reviews.voter import VOTES, is_from_own_page, remember_voter, too_many, voter_of

ANSWERS = {"yes": True, "no": False}


@csrf_exempt
@never_cache
@require_POST
def vote_on(request: HttpRequest, review_id: int) -> HttpResponse:
    """Count the answer; htmx gets the counts and what was answered, others go back to the reviews.

    The button stands on pages that are the same for all, without a token: where the form came from is checked instead.
    """
    if not is_from_own_page(request):
        return HttpResponseForbidden(_("Please vote on the page of the product."))
    helpful = ANSWERS.get(request.POST.get("helpful", ""))
    review = Review.objects.filter(pk=review_id).only("product_id").first()
    if helpful is None or review is None or not review_rules().reviews_on:
        raise Http404(_("There is no such review."))
    if too_many(request, what="votes", limit=VOTES):
        return HttpResponse(_("Many votes came from your address. Please wait an hour."), status=429)
    voter = voter_of(request)
    try:
        votes = vote(review_id=review_id, voter=voter, is_helpful=helpful)
    except NotAllowed as refused:
        raise Http404(str(refused.message)) from refused
    if request.htmx:  # type: ignore[attr-defined]
        context = {"id": review_id, "votes": votes, "mine": request.POST["helpful"], "url": request.path}
        response = render(request, "shop/components/vote/vote.html", context)
    else:
        response = redirect(f"{reverse('reviews', args=[review.product_id])}#review-{review_id}")
    remember_voter(response, voter, secure=request.is_secure())
    return response
