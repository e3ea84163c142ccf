"""What a shopper is told instead of what they asked for."""


class WishRefused(Exception):
    """Nothing changed. `message` tells the shopper why, in the active language."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)
