"""What is taken as a clip, and why something is not."""

from enum import StrEnum

#: A phone's 8K film is 7680 wide; more is a picture made to exhaust a decoder.
MOST_PIXELS_A_SIDE = 8192
#: Half an hour: one event is seconds, a whole sleep is not what the store is for.
LONGEST_S = 1800.0
#: Larger side of a frame that is shown, in pixels.
WIDEST_FRAME = 1280
#: Larger side of a thumbnail.
WIDEST_THUMBNAIL = 320


class Why(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    KIND = "kind"
    NO_PICTURE = "no_picture"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    DAMAGED = "damaged"
    STUCK = "stuck"


class Refused(Exception):
    """The file is not taken; ``why`` finds the sentence."""

    def __init__(self, why: Why) -> None:
        super().__init__(str(why))
        self.why = why
