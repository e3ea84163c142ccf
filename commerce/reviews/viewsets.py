"""Reviews, questions and answers in the admin."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.admin.ui.sidebar import SubMenuItem as SubMenuComponent
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSetGroup

from commerce.kernel.lifecycle import NotAllowed
from commerce.reviews.models import Answer, Question, Review
from commerce.reviews.moderating import (
    ChooseColumn,
    DecideColumn,
    ModerationIndexView,
    ModerationInspectView,
    ModerationViewSet,
    SpamColumn,
    TextColumn,
    may_decide,
    start_of,
    status_column,
)
from commerce.reviews.selectors.waiting import waiting
from commerce.reviews.services import answer, reply

REPLY_LENGTH = 2000
WRITTEN = Column("created_at", label=gettext_lazy("Written"), accessor="created_at", sort_key="created_at")


class ReviewInspectView(ModerationInspectView):
    """A review with its pictures, its order, and room for a reply."""

    template_name = "backoffice/moderation/review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """More of a review."""
        review: Review = self.object
        order = review.order_line.order if review.order_line else None
        may_see_order = order is not None and self.request.user.has_perm("orders.view_order")
        return super().get_context_data(**kwargs) | {
            "pictures": [row.image for row in review.pictures.select_related("image")],
            "order": order,
            "order_url": reverse("orders:inspect", args=[order.pk]) if order and may_see_order else "",
            "reply_url": reverse("reviews_admin:reply", args=[review.pk]),
        }


class ReviewViewSet(ModerationViewSet):
    """The queue of reviews."""

    model = Review
    name = "reviews_admin"
    url_prefix = "reviews"
    menu_label = gettext_lazy("Reviews")
    inspect_view_class = ReviewInspectView
    list_display = [
        ChooseColumn("choose", label=gettext_lazy("Choose")),
        TextColumn("text", label=gettext_lazy("Review"), accessor=start_of),
        Column("stars", label=gettext_lazy("Stars"), accessor="stars", sort_key="stars"),
        Column("product", label=gettext_lazy("Product"), accessor="product.name", sort_key="product__name"),
        BooleanColumn("is_verified", label=gettext_lazy("Verified"), sort_key="is_verified"),
        SpamColumn("spam_score", label=gettext_lazy("Spam"), sort_key="spam_score"),
        status_column(),
        WRITTEN,
        DecideColumn("decide", label=""),
    ]
    list_filter = ["status", "stars", "is_verified", "source", "language", "created_at"]
    search_fields = ["text", "title", "author_name", "author_email", "product__name"]

    def more_urls(self) -> list[Any]:
        """Replies."""
        return [path("reply/<int:pk>/", reply_to, name="reply")]


class QuestionInspectView(ModerationInspectView):
    """A question with its answers, and room for one of the store."""

    template_name = "backoffice/moderation/question.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """More of a question."""
        question: Question = self.object
        return super().get_context_data(**kwargs) | {
            "answers": question.answers.select_related("by"),
            "answers_url": reverse("answers_admin:decide"),
            "answer_url": reverse("questions_admin:answer", args=[question.pk]),
        }


class QuestionViewSet(ModerationViewSet):
    """The queue of questions."""

    model = Question
    name = "questions_admin"
    url_prefix = "questions"
    menu_label = gettext_lazy("Questions")
    icon = "help"
    inspect_view_class = QuestionInspectView
    list_display = [
        ChooseColumn("choose", label=gettext_lazy("Choose")),
        TextColumn("text", label=gettext_lazy("Question"), accessor=start_of),
        Column("product", label=gettext_lazy("Product"), accessor="product.name", sort_key="product__name"),
        SpamColumn("spam_score", label=gettext_lazy("Spam"), sort_key="spam_score"),
        status_column(),
        WRITTEN,
        DecideColumn("decide", label=""),
    ]
    list_filter = ["status", "language", "created_at"]
    search_fields = ["text", "author_name", "author_email", "product__name"]

    def more_urls(self) -> list[Any]:
        """Answers of the store."""
        return [path("answer/<int:pk>/", answer_to, name="answer")]


class AnswerIndexView(ModerationIndexView):
    """Answers name the product of their question."""

    related = ("question__product",)


class AnswerInspectView(ModerationInspectView):
    """An answer with its question."""

    template_name = "backoffice/moderation/answer.html"


class AnswerViewSet(ModerationViewSet):
    """The queue of answers of shoppers; those of the store stand here as well."""

    model = Answer
    name = "answers_admin"
    url_prefix = "answers"
    menu_label = gettext_lazy("Answers")
    icon = "comment"
    index_view_class = AnswerIndexView
    inspect_view_class = AnswerInspectView
    list_display = [
        ChooseColumn("choose", label=gettext_lazy("Choose")),
        TextColumn("text", label=gettext_lazy("Answer"), accessor=start_of),
        Column("product", label=gettext_lazy("Product"), accessor="question.product.name"),
        BooleanColumn("is_from_store", label=gettext_lazy("From the store"), sort_key="is_from_store"),
        SpamColumn("spam_score", label=gettext_lazy("Spam"), sort_key="spam_score"),
        status_column(),
        WRITTEN,
        DecideColumn("decide", label=""),
    ]
    list_filter = ["status", "is_from_store", "created_at"]
    search_fields = ["text", "author_name", "author_email"]


class CountedMenuItem(SubmenuMenuItem):
    """The menu says how much waits. One instance serves all stores, so the count is never kept on it."""

    def render_component(self, request: HttpRequest) -> Any:
        """The label with the number of what waits."""
        count = waiting().total
        label = f"{self.label} ({count})" if count else self.label
        return SubMenuComponent(
            self.name,
            label,
            self.menu.render_component(request),
            icon_name=self.icon_name,
            classname=self.classname,
            attrs=self.attrs,
        )


class ReviewsViewSetGroup(ModelViewSetGroup):
    """What shoppers say."""

    items = (ReviewViewSet, QuestionViewSet, AnswerViewSet)
    menu_icon = "pick"
    menu_label = gettext_lazy("Reviews")
    menu_name = "reviews"
    menu_order = 210

    def get_menu_item(self, order: int | None = None) -> CountedMenuItem:
        """The menu with its count."""
        return CountedMenuItem(
            self.menu_label,
            Menu(items=self.get_submenu_items()),
            name=self.menu_name,
            icon_name=self.menu_icon,
            order=self.get_menu_item_order(order),
        )


@require_POST
def reply_to(request: HttpRequest, pk: int) -> HttpResponse:
    """The store replies to a review."""
    if not may_decide(request, Review):
        raise PermissionDenied
    review = get_object_or_404(Review, pk=pk)
    text = request.POST.get("reply", "")
    if len(text) > REPLY_LENGTH:
        messages.error(request, _("A reply has 2,000 characters at most."))
    else:
        review = reply(review=review, text=text, at=timezone.now(), by=request.user)
        messages.success(request, _("The reply is shown below the review.") if review.reply else _("The reply is gone."))
    return redirect("reviews_admin:inspect", pk)


@require_POST
def answer_to(request: HttpRequest, pk: int) -> HttpResponse:
    """The store answers a question."""
    if not may_decide(request, Question):
        raise PermissionDenied
    question = get_object_or_404(Question, pk=pk)
    text = request.POST.get("answer", "").strip()
    if not text or len(text) > REPLY_LENGTH:
        messages.error(request, _("Write an answer of 2,000 characters at most."))
        return redirect("questions_admin:inspect", pk)
    try:
        answer(question=question, text=text, at=timezone.now(), by=request.user)
        # They are told once, of the first answer.
        will_be_told = question.author_email and question.told_at is None
        told = _("The answer is shown. Who asked is told by e-mail.") if will_be_told else _("The answer is shown.")
        messages.success(request, told)
    except NotAllowed as refused:
        messages.error(request, str(refused.message))
    return redirect("questions_admin:inspect", pk)
