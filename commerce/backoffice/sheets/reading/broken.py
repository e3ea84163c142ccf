"""What cannot be read."""

from commerce.backoffice.jobs.carry import Refused


class Broken(Refused):
    """A file that cannot be read; `message` is for the person who sent it."""
