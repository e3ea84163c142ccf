"""Addresses that machines ask for; the same in every language. llms.txt has one in each (`sites.urls.store`)."""

from django.urls import path, re_path

from commerce.storefront.found import views

CODE = r"(?P<language>[a-z]{2})"

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    re_path(r"^sitemaps/(?P<kind>pages|products)-(?P<place>[1-9]\d{0,4})\.xml$", views.sitemap_chunk, name="sitemap-chunk"),
    re_path(rf"^feeds/google-{CODE}-(?P<currency>[a-z]{{3}})\.xml$", views.google_feed, name="feed-google"),
    re_path(rf"^feeds/meta-{CODE}-(?P<currency>[a-z]{{3}})\.csv$", views.meta_feed, name="feed-meta"),
    re_path(rf"^feeds/articles-{CODE}\.xml$", views.articles_feed, name="feed-articles"),
]
