"""Models of the back office."""

from commerce.backoffice.bulk.models import Replaced
from commerce.backoffice.jobs.models import Job

__all__ = ["Job", "Replaced"]
