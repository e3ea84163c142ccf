"""Addresses of lists, comparisons and products seen lately."""

from django.urls import path

from commerce.storefront.lists import compare, hearts, pages, recent, shared

urlpatterns = [
    path("lists/", pages.wish_list, name="lists"),
    path("lists/<int:list_id>/", pages.wish_list, name="list"),
    path("lists/new/", pages.new_list, name="list-new"),
    path("lists/state/", hearts.state, name="lists-state"),
    path("lists/heart/", hearts.heart, name="lists-heart"),
    path("lists/choose/", hearts.choose, name="lists-choose"),
    path("lists/shared/<str:share_token>/", shared.shared, name="list-shared"),
    path("lists/shared/<str:share_token>/copy/", shared.copy, name="list-copy"),
    path("compare/", compare.compare, name="compare"),
    path("compare/tray/", compare.tray, name="compare-tray"),
    path("compare/change/", compare.change, name="compare-change"),
    path("recent/", recent.recent, name="recent"),
]
