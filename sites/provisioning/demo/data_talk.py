"""What people say in a demo store, and the stories of its brands: reviews, questions, mentions. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass

from sites.provisioning.demo.data_reading import Texts


@dataclass(frozen=True)
class BrandStory:
    """A brand's page. `story` is HTML."""

    name: str
    intro: Texts
    story: Texts


@dataclass(frozen=True)
class Mentions:
    """The products that an article shows at its end; `slug` is the article's in the default language."""

    slug: str
    skus: tuple[str, ...]


@dataclass(frozen=True)
class DemoReview:
    """One review, so many `days` old. `picture`: which of the product's own views the customer sent; 0: none."""

    sku: str
    author: str
    stars: int
    days: int
    text: str
    title: str = ""
    language: str = ""
    verified: bool = True
    reply: str = ""
    helpful: int = 0
    picture: int = 0


@dataclass(frozen=True)
class DemoRatings:
    """Reviews of a product that are stars without words."""

    sku: str
    stars: tuple[int, ...]


@dataclass(frozen=True)
class DemoAnswer:
    """An answer: the store's where nobody is named."""

    text: str
    author: str = ""


@dataclass(frozen=True)
class DemoQuestion:
    """A question about a product, so many `days` old."""

    sku: str
    author: str
    days: int
    text: str
    answers: tuple[DemoAnswer, ...]
    language: str = ""


@dataclass(frozen=True)
class DemoTalk:
    """All that is said."""

    brands: tuple[BrandStory, ...]
    articles: tuple[Mentions, ...]
    reviews: tuple[DemoReview, ...]
    ratings: tuple[DemoRatings, ...]
    questions: tuple[DemoQuestion, ...]
