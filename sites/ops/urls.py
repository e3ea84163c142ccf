"""Addresses of the platform host besides the console's own."""

from django.urls import path

from sites.ops import views

urlpatterns = [
    path("", views.front, name="front"),
    path("healthz", views.health, name="platform-health"),
    path("mail/", views.mails, name="mails"),
    path("mail/<str:name>/", views.mail, name="mail"),
    path("mail/<str:name>/html/", views.mail_html, name="mail-html"),
]
