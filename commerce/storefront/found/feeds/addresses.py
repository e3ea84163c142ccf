"""Where the feeds are. No secret is in an address: what they hold, every shopper sees."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.storefront.found.feeds.items import feed_currencies
from commerce.storefront.found.openness import is_hidden, open_mounts
from sites.content.generation import cached
from sites.content.pages import ArticleIndexPage
from sites.tenants.addresses import base_url


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: what it is, for which language (and currency), where."""

    title: str
    language: str
    currency: str
    address: str


def product_feeds() -> list[Feed]:
    """The product feeds of every language whose catalogue is open, in every currency with base prices. One query."""
    found = []
    for language in open_mounts():
        for currency in feed_currencies():
            words = {"language": language, "currency": currency.lower()}
            for title, name in ((_("Google Merchant Center"), "feed-google"), (_("Meta: Facebook and Instagram"), "feed-meta")):
                found.append(Feed(title, language, currency, base_url() + reverse(name, kwargs=words)))
    return found


def article_feeds() -> list[Feed]:
    """The feeds of articles, of every language that has an index of them."""
    return [
        Feed(_("Articles (RSS)"), language, "", base_url() + articles_address(language)) for language in article_languages()
    ]


def article_languages() -> list[str]:
    """The languages with a live index of articles that everybody may read. Cached."""

    def read() -> list[str]:
        pages = ArticleIndexPage.objects.live().public().order_by("locale__language_code")
        return list(dict.fromkeys(pages.values_list("locale__language_code", flat=True)))

    found: list[str] = cached("found.article-languages", read, frame=True)
    return [] if is_hidden() else found


def articles_address(language: str) -> str:
    """The path of the feed of articles in a language; empty where there is none."""
    return reverse("feed-articles", kwargs={"language": language}) if language in article_languages() else ""
