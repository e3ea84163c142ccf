"""Addresses of lists, comparisons and products seen lately."""

from django.urls import path

from commerce.storefront.links import needs_catalogue
from commerce.storefront.lists import compare, hearts, pages, recent, shared

urlpatterns = [
    path("lists/", needs_catalogue(pages.wish_list), name="lists"),
    path("lists/<int:list_id>/", needs_catalogue(pages.wish_list), name="list"),
    path("lists/new/", needs_catalogue(pages.new_list), name="list-new"),
    path("lists/state/", needs_catalogue(hearts.state), name="lists-state"),
    path("lists/heart/", needs_catalogue(hearts.heart), name="lists-heart"),
    path("lists/choose/", needs_catalogue(hearts.choose), name="lists-choose"),
    path("lists/shared/<str:share_token>/", needs_catalogue(shared.shared), name="list-shared"),
    path("lists/shared/<str:share_token>/copy/", needs_catalogue(shared.copy), name="list-copy"),
    path("compare/", needs_catalogue(compare.compare), name="compare"),
    path("compare/tray/", needs_catalogue(compare.tray), name="compare-tray"),
    path("compare/change/", needs_catalogue(compare.change), name="compare-change"),
    path("recent/", needs_catalogue(recent.recent), name="recent"),
]
