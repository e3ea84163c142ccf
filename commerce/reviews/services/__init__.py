"""The verbs: submit, import, approve, reject, reply, vote, ask, answer, invite. Each one word or sentence, keyword-only."""

from commerce.reviews.services.ask import answer, ask
from commerce.reviews.services.importing import ImportedReview, import_review
from commerce.reviews.services.invite import invite, opt_out, send_due_invitations
from commerce.reviews.services.moderate import approve, reject, reply
from commerce.reviews.services.submit import Author, submit_review
from commerce.reviews.services.tally import recount
from commerce.reviews.services.vote import vote

__all__ = [
    "Author",
    "ImportedReview",
    "answer",
    "approve",
    "ask",
    "import_review",
    "invite",
    "opt_out",
    "recount",
    "reject",
    "reply",
    "send_due_invitations",
    "submit_review",
    "vote",
]
