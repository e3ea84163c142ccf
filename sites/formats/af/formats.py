"""Dates and times in Afrikaans are written as in English: the names of the months come from the language itself."""

from sites.formats.en.formats import *  # noqa: F403 - Django reads whatever stands in here
