"""Writing a review, a question or an answer: pages of their own, because product pages are the same for all."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from commerce.reviews.forms import AnswerForm, NamedForm, QuestionForm, ReviewForm
from commerce.reviews.heads import Subject, subject_of
from commerce.reviews.models import Question
from commerce.reviews.selectors import review_rules
from commerce.reviews.services import Author, answer, ask, submit_review
from commerce.reviews.states import Moderation
from commerce.reviews.views.reading import page_of
from commerce.reviews.voter import TEXTS, too_many

Save = Callable[[NamedForm, Author], object]


@never_cache
@require_http_methods(["GET", "POST"])
def new_review(request: HttpRequest, product_id: int) -> HttpResponse:
    """The form for a review."""
    subject = subject_of(request, product_id)
    if not review_rules().reviews_on:
        raise Http404(_("There are no reviews here."))

    def save(form: NamedForm, author: Author) -> object:
        data = form.cleaned_data
        return submit_review(
            product=subject.product,
            author=author,
            stars=int(data["stars"]),
            title=data["title"],
            text=data["text"],
            pictures=data["pictures"],
            at=timezone.now(),
        )

    title = _("Write a review of %(name)s") % {"name": subject.head.name}
    return fill_in(request, subject, ReviewForm, save, title=title, button=_("Send review"), kind="review")


@never_cache
@require_http_methods(["GET", "POST"])
def new_question(request: HttpRequest, product_id: int) -> HttpResponse:
    """The form for a question."""
    subject = subject_of(request, product_id)
    if not review_rules().questions_on:
        raise Http404(_("There are no questions here."))

    def save(form: NamedForm, author: Author) -> object:
        return ask(product=subject.product, author=author, text=form.cleaned_data["text"], at=timezone.now())

    title = _("Ask about %(name)s") % {"name": subject.head.name}
    return fill_in(request, subject, QuestionForm, save, title=title, button=_("Send question"), kind="question")


@never_cache
@require_http_methods(["GET", "POST"])
def new_answer(request: HttpRequest, question_id: int) -> HttpResponse:
    """The form for an answer to a question that everyone can read."""
    question = get_object_or_404(Question, pk=question_id, status=Moderation.APPROVED)
    subject = subject_of(request, question.product_id)
    if not review_rules().questions_on:
        raise Http404(_("There are no questions here."))

    def save(form: NamedForm, author: Author) -> object:
        return answer(question=question, text=form.cleaned_data["text"], author=author, at=timezone.now())

    title = _("Answer a question about %(name)s") % {"name": subject.head.name}
    return fill_in(
        request, subject, AnswerForm, save, title=title, button=_("Send answer"), kind="answer", quoted=question.text
    )


def fill_in(
    request: HttpRequest, subject: Subject, form_class: type[NamedForm], save: Save, *, title: str, button: str, **more: Any
) -> HttpResponse:
    """Show the form; a POST keeps what was written and says thank you, or shows what is wrong with the words still there."""
    form = form_class(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        if too_many(request, what="texts", limit=TEXTS):
            form.add_error(None, _("Many texts came from your address. Please wait an hour and send it again."))
        else:
            save(form, form.author(translation.get_language() or ""))
            return redirect("review-thanks", subject.product.pk)
    context = {**page_of(subject.head, title), "form": form, "button": button, "again": bool(request.FILES), **more}
    return render(request, "shop/review_form.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
def thanks(request: HttpRequest, product_id: int) -> HttpResponse:
    """What happens now; the same whatever was sent, so that it tells nothing about orders."""
    subject = subject_of(request, product_id)
    return render(request, "shop/review_thanks.html", page_of(subject.head, _("Thank you")))
