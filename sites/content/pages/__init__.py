"""Page types. `base` is what all share, the shop's own page types in `commerce.catalogue` included."""

from sites.content.pages.articles import ArticleIndexPage, ArticlePage
from sites.content.pages.base import BasePage
from sites.content.pages.contact import ContactField, ContactPage
from sites.content.pages.faq import FaqPage
from sites.content.pages.home import HomePage
from sites.content.pages.plain import LandingPage, StandardPage

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "BasePage",
    "ContactField",
    "ContactPage",
    "FaqPage",
    "HomePage",
    "LandingPage",
    "StandardPage",
]
