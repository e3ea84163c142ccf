"""PostgreSQL's text search configurations by language."""

CONFIGURATIONS = {
    "en": "english",
    "de": "german",
    "fr": "french",
    "nl": "dutch",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "sv": "swedish",
    "da": "danish",
    "nb": "norwegian",
    "fi": "finnish",
}


def configuration(language: str) -> str:
    """The stemming of a language; `simple`, which stems nothing, where PostgreSQL has none (Afrikaans, Polish …)."""
    return CONFIGURATIONS.get(language.split("-", maxsplit=1)[0], "simple")
