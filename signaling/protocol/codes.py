"""Stable codes of refusals and of socket closures. A code is the translation key of its message."""

from enum import IntEnum, StrEnum


class Code(StrEnum):
    """Why a legal request was refused; the text that a person reads is the page's, by this key."""

    BAD_REQUEST = "bad-request"
    ID_NUMBER_INVALID = "id-number-invalid"
    PHONE_INVALID = "phone-invalid"
    EMAIL_INVALID = "email-invalid"
    ITEM_UNKNOWN = "item-unknown"
    ITEM_NOT_THERE = "item-not-there"
    ITEM_INCOMPLETE = "item-incomplete"
    TICKET_EXISTS = "ticket-exists"
    TICKET_UNKNOWN = "ticket-unknown"
    TICKET_CALLED = "ticket-called"
    QUEUE_EMPTY = "queue-empty"
    NOT_ON_DUTY = "not-on-duty"
    SESSION_RUNNING = "session-running"
    SESSION_UNKNOWN = "session-unknown"
    SESSION_ENDED = "session-ended"
    INVITATION_OPEN = "invitation-open"  # One is being rung, or in the session, already.
    INVITATION_OVER = "invitation-over"
    COLLEAGUE_BUSY = "colleague-busy"  # Off duty, in a session, or being rung.
    COLLEAGUE_UNFIT = "colleague-unfit"  # May not do in this case what is wanted.
    STILL_PENDING = "still-pending"
    STILL_UNKNOWN = "still-unknown"
    TEXT_INVALID = "text-invalid"
    NOT_ALLOWED = "not-allowed"
    NOT_SIGNED_IN = "not-signed-in"
    CREDENTIALS_WRONG = "credentials-wrong"
    TOO_MANY_ATTEMPTS = "too-many-attempts"
    ENROLMENT_INVALID = "enrolment-invalid"
    ORIGIN_WRONG = "origin-wrong"
    NOT_FOUND = "not-found"
    VERSION_STALE = "version-stale"
    KEY_REUSED = "key-reused"
    FORM_INVALID = "form-invalid"
    MATERIAL_UNKNOWN = "material-unknown"
    MATERIALS_MISSING = "materials-missing"
    PAGE_UNKNOWN = "page-unknown"
    PAGE_UNREADABLE = "page-unreadable"
    NOT_RECORDED = "not-recorded"
    SIGNATURE_INVALID = "signature-invalid"
    HASH_MISMATCH = "hash-mismatch"
    IMAGE_TOO_LARGE = "image-too-large"
    IMAGE_INVALID = "image-invalid"
    GRANT_INVALID = "grant-invalid"
    GRANT_EXPIRED = "grant-expired"
    GRANT_USED = "grant-used"
    OFFER_INVALID = "offer-invalid"
    NOTE_UNKNOWN = "note-unknown"
    ORIGINAL_UNSEEN = "original-unseen"
    SUPPLY_OUTSTANDING = "supply-outstanding"
    NOT_WAIVABLE = "not-waivable"
    JOINT_NOT_WAIVABLE = "joint-not-waivable"
    NOT_PROMISABLE = "not-promisable"
    NOT_REUSABLE = "not-reusable"
    PROMISE_UNKNOWN = "promise-unknown"
    DUTY_CONFLICT = "duty-conflict"  # The same person may not do both; `duty` and `other` name them.
    TARGET_UNKNOWN = "target-unknown"
    GROUND_MISSING = "ground-missing"
    CLOCK_RUNNING = "clock-running"
    CLOCK_PAUSED = "clock-paused"
    EXTENDED_ALREADY = "extended-already"
    URGE_NONE = "urge-none"
    SLIP_UNKNOWN = "slip-unknown"
    CHILDREN_OPEN = "children-open"
    OFFICE_UNKNOWN = "office-unknown"
    CASE_UNKNOWN = "case-unknown"
    CARD_UNREADABLE = "card-unreadable"
    CARD_EXPIRED = "card-expired"
    CARD_DIFFERS = "card-differs"  # Not the number that the ticket was taken with.
    WINDOW_UNATTENDED = "window-unattended"  # The item needs a clerk's hands or eyes.
    WINDOW_UNKNOWN = "window-unknown"
    ORIGINALS_OPEN = "originals-open"  # An original is not accounted for.
    SLIP_INVALID = "slip-invalid"
    BAG_DIFFERS = "bag-differs"  # Not the one that the result was sent in.
    BUSY = "busy"  # More waits than can be served in time; try again shortly.
    RATING_INVALID = "rating-invalid"
    ALREADY_RATED = "already-rated"
    COMPLAINT_OPEN = "complaint-open"
    ALREADY_URGED = "already-urged"
    PERIOD_INVALID = "period-invalid"
    CALENDAR_INVALID = "calendar-invalid"
    OWNER_UNFIT = "owner-unfit"  # Department, region or what it is about forbids that this person takes it over.
    REUSE_NOT_AGREED = "reuse-not-agreed"  # The resident's word on reuse is not on record, or was no.
    REUSE_UNKNOWN = "reuse-unknown"
    MATERIAL_EXPIRED = "material-expired"
    NOT_FETCHED = "not-fetched"  # No department system gives this material.
    SYSTEM_FAILING = "system-failing"
    LICENCE_ABSENT = "licence-absent"
    PROMISE_BARRED = "promise-barred"  # A promise of this holder was false, not long ago.
    DELIVERY_FIXED = "delivery-fixed"  # The result is on its way, or cannot come that way.
    DELIVERY_UNCHOSEN = "delivery-unchosen"
    ADDRESS_INVALID = "address-invalid"
    INTERNAL = "internal"


class Close(IntEnum):
    """WebSocket close codes of ours (RFC 6455 §7.4.2, private range)."""

    BAD_FRAME = 4400
    NOT_SIGNED_IN = 4401
    ORIGIN_WRONG = 4403
    HEARTBEAT_LOST = 4408
    TAKEN_OVER = 4409
    SLOW_READER = 4410
    FRAME_TOO_LARGE = 4413
    VERSION_UNSUPPORTED = 4426
    TOO_FAST = 4429
    GOING_AWAY = 1001
    INTERNAL = 1011
