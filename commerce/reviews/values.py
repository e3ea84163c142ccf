"""What templates of reviews get: texts, numbers and addresses, never rows."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sites.content.pagination import Pagination
from sites.content.pictures import Picture


@dataclass(frozen=True, slots=True)
class ReviewPictureView:
    """A small picture that leads to the large one."""

    small: Picture
    large: Picture


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review. `language` is its code, `language_name` only says something where it is not the page's language."""

    id: int
    stars: int
    title: str
    text: str
    author: str
    at: datetime
    language: str
    language_name: str
    verified: bool
    pictures: tuple[ReviewPictureView, ...]
    reply: str
    replied_at: datetime | None
    helpful: int
    unhelpful: int
    vote_url: str


@dataclass(frozen=True, slots=True)
class StarsBar:
    """How many reviews gave so many stars: `percent` of all; the link shows only those."""

    stars: int
    count: int
    percent: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class SortLink:
    """One way to sort."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class ReviewSection:
    """The reviews of a product: summary and one page of them. `average` has two places, `average_text` one, for people."""

    product_id: int
    count: int
    average: Decimal
    average_text: str
    bars: tuple[StarsBar, ...]
    stars: int | None
    reviews: tuple[ReviewView, ...]
    sorts: tuple[SortLink, ...]
    pagination: Pagination
    url: str
    write_url: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer, of the store or of another shopper."""

    text: str
    author: str
    at: datetime
    language: str
    from_store: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with what was answered."""

    id: int
    text: str
    author: str
    at: datetime
    language: str
    answers: tuple[AnswerView, ...]
    answer_url: str


@dataclass(frozen=True, slots=True)
class QuestionSection:
    """The questions of a product: one page of them."""

    product_id: int
    count: int
    questions: tuple[QuestionView, ...]
    pagination: Pagination
    ask_url: str


@dataclass(frozen=True, slots=True)
class ProductHead:
    """What a page of reviews says of its product."""

    id: int
    name: str
    url: str
