"""All models of the content app, gathered for Django."""

from sites.content.found.models import MissedAddress, SearchEngines
from sites.content.images import StoreDocument, StoreImage, StoreRendition
from sites.content.menus import Menu, Notice
from sites.content.pages import (
    ArticleIndexPage,
    ArticlePage,
    ContactField,
    ContactPage,
    FaqPage,
    HomePage,
    LandingPage,
    StandardPage,
)
from sites.content.settings import BrandTokens, StoreIdentity

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "BrandTokens",
    "ContactField",
    "ContactPage",
    "FaqPage",
    "HomePage",
    "LandingPage",
    "Menu",
    "MissedAddress",
    "Notice",
    "SearchEngines",
    "StandardPage",
    "StoreDocument",
    "StoreIdentity",
    "StoreImage",
    "StoreRendition",
]
