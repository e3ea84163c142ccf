"""What every page has: SEO fields, breadcrumbs, alternates in other languages, robots."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page

from sites.content.generation import cached
from sites.content.pictures import Picture, picture_of
from sites.tenants.addresses import own_address
from sites.tenants.languages import default_language

HOME = "content.HomePage"
SHARE_WIDTHS = (1200,)


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to a page; the last has no url."""

    title: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Seo:
    """What the head of a page says to search engines and to those who share it."""

    title: str
    description: str
    canonical: str
    robots: str
    image: str
    alternates: tuple[tuple[str, str], ...] = ()
    type: str = "website"

    @property
    def x_default(self) -> str:
        """The address for everyone whose language is none of these: that of the store's default one; empty where there is one."""
        return dict(self.alternates).get(default_language(), "") if len(self.alternates) > 1 else ""


def private_head(title: str) -> Seo:
    """The head of a page that is one person's own, such as a cart: it has a name, and no search engine should know it."""
    return Seo(title=title, description="", canonical="", robots="noindex, nofollow", image="")


class BasePage(Page):
    """Abstract parent of all page types."""

    share_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture when shared"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    canonical_url = models.URLField(
        _("canonical address"), blank=True, help_text=_("Only where another page is the original of this one.")
    )
    noindex = models.BooleanField(_("hide from search engines"), default=False)

    promote_panels: ClassVar = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("show_in_menus")],
            heading=_("For search engines"),
        ),
        MultiFieldPanel(
            [FieldPanel("share_image"), FieldPanel("canonical_url"), FieldPanel("noindex")], heading=_("Sharing and indexing")
        ),
    ]

    # Whether the page shows the same to every shopper, and may be kept whole; not one that holds a form.
    is_same_for_all = True

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds breadcrumbs and what the head says; the language switcher finds the alternates on the request."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = self.breadcrumbs()
        context["seo"] = self.seo(request)
        request.alternates = context["seo"].alternates  # type: ignore[attr-defined]
        return context

    def breadcrumbs(self) -> list[Crumb]:
        """The way from the home page to here, cached until something is published."""

        def read() -> list[Crumb]:
            above = self.get_ancestors().filter(depth__gt=1).live().defer_streamfields()
            return [Crumb(page.title, page.url) for page in above]

        return [*cached(f"crumbs.{self.path}", read, frame=True), Crumb(self.title, None)]

    def seo(self, request: HttpRequest) -> Seo:
        """Title, description, canonical address, robots, share picture and language alternates."""
        return Seo(
            title=self.seo_title or self.title,
            description=self.search_description,
            canonical=self.canonical_url or own_address(cached(f"url.{self.pk}", lambda: self.url, frame=True) or request.path),
            robots="noindex, follow" if self.noindex else "index, follow",
            image=absolute(self.share_picture()),
            alternates=tuple(self.alternates()),
            type=self.seo_type(),
        )

    def seo_type(self) -> str:
        """The Open Graph type."""
        return "website"

    def share_picture(self) -> Picture | None:
        """The picture shown where the page is shared."""
        return picture_of(self.share_image, widths=SHARE_WIDTHS)

    def alternates(self) -> list[tuple[str, str]]:
        """(language, absolute address) of this page in every language it is live in, itself included."""

        def read() -> list[tuple[str, str]]:
            pages = self.get_translations(inclusive=True).live().select_related("locale").defer_streamfields()
            return [(page.locale.language_code, page.url or "/") for page in pages]

        return [(code, own_address(url)) for code, url in cached(f"alternates.{self.pk}", read, frame=True)]


def absolute(picture: Picture | None) -> str:
    """A picture's absolute address, or nothing."""
    return own_address(picture.src) if picture else ""
