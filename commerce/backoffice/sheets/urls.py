"""Addresses of sheets and jobs in the admin."""

from django.urls import path

from commerce.backoffice.bulk.views import undo_job
from commerce.backoffice.jobs import views as jobs
from commerce.backoffice.sheets import views

patterns = [
    path("sheets/", views.sheets, name="sheets"),
    path("sheets/upload/", views.upload, name="sheets-upload"),
    path("sheets/export/", views.export, name="sheets-export"),
    path("sheets/empty/<slug:kind>.csv", views.empty_sheet, name="sheets-empty"),
    path("jobs/<int:pk>/", jobs.job_screen, name="job"),
    path("jobs/<int:pk>/progress/", jobs.progress, name="job-progress"),
    path("jobs/<int:pk>/apply/", jobs.apply_job, name="job-apply"),
    path("jobs/<int:pk>/undo/", undo_job, name="job-undo"),
    path("jobs/<int:pk>/cancel/", jobs.cancel_job, name="job-cancel"),
    path("jobs/<int:pk>/result/", jobs.job_result, name="job-result"),
    path("jobs/<int:pk>/errors.csv", jobs.job_errors, name="job-errors"),
]
