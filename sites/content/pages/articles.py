"""Articles and their index."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.images import get_image_model_string
from wagtail.search import index

from sites.content.blocks import body_field
from sites.content.pages.base import HOME, SHARE_WIDTHS, BasePage
from sites.content.pagination import page_number, paginate
from sites.content.pictures import Picture, picture_of, pictures_by_id

PER_PAGE = 12
MORE = 3


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article in a list."""

    title: str
    url: str
    date: dt.date
    summary: str
    picture: Picture | None


class ArticleIndexPage(BasePage):
    """The list of articles, newest first, in pages of twelve."""

    intro = models.TextField(_("introduction"), blank=True)

    parent_page_types: ClassVar = [HOME]
    subpage_types: ClassVar = ["content.ArticlePage"]
    content_panels: ClassVar = [*BasePage.content_panels, FieldPanel("intro")]
    template = "shop/article_index.html"

    class Meta:
        verbose_name = _("article index")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the articles of this page of the list."""
        context = super().get_context(request, *args, **kwargs)
        articles = ArticlePage.objects.child_of(self).live().order_by("-date", "-pk")
        shown = paginate(
            total=articles.count(), size=PER_PAGE, number=page_number(request.GET.get("page")), url=lambda page: f"?page={page}"
        )
        context["pagination"] = shown
        context["articles"] = cards_of(articles[max(0, shown.first - 1) : shown.last])
        return context


class ArticlePage(BasePage):
    """One article."""

    date = models.DateField(_("date"), default=timezone.localdate)
    author = models.CharField(_("author"), max_length=100, blank=True)
    intro = models.TextField(_("introduction"), blank=True, help_text=_("Two sentences; also shown in the list."))
    image = models.ForeignKey(
        get_image_model_string(), verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    body = body_field()

    search_fields: ClassVar = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types: ClassVar = ["content.ArticleIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("author")]),
        FieldPanel("intro"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]
    template = "shop/article.html"

    class Meta:
        verbose_name = _("article")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the picture and three more articles."""
        context = super().get_context(request, *args, **kwargs)
        context["picture"] = picture_of(self.image)
        siblings = ArticlePage.objects.sibling_of(self, inclusive=False).live().order_by("-date", "-pk")
        context["more"] = cards_of(siblings[:MORE])
        return context

    def seo_type(self) -> str:
        """An article."""
        return "article"

    def share_picture(self) -> Picture | None:
        """The share picture, else the article's own."""
        return picture_of(self.share_image or self.image, widths=SHARE_WIDTHS)


def cards_of(articles: Any) -> list[ArticleCard]:
    """Cards of these articles, their pictures read together. A store has one site, so that an address needs no request."""
    rows = list(articles)
    pictures = pictures_by_id(article.image_id for article in rows)
    return [
        ArticleCard(article.title, article.url or "", article.date, article.intro, pictures.get(article.image_id or 0))
        for article in rows
    ]
