"""What a new store starts with, so that it can sell as soon as it has products."""

from sites.provisioning.seed.seed import seed

__all__ = ["seed"]
