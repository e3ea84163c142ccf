"""What can go wrong, each in one sentence that says what to do."""


class EmbeddedUnavailable(Exception):
    """An embedded server cannot be had here; the message is one sentence and names the way out."""


class AlreadyRunning(Exception):
    """Another ``make run`` lives in this checkout; the message is one sentence and names its pid."""
