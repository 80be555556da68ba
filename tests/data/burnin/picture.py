# SPDX-License-Identifier: Apache-2.0
"""A ground that is being written on, and the answer key of what was written."""

import dataclasses

import numpy

GAP = 6  # pixels kept free around every string
FAINT = 12  # grey levels
MOST_FADED = 0.25  # of the ink


@dataclasses.dataclass
class Written:
    text: str
    kindOfText: str  # identity, safe, marker
    first: int  # frames, from 1
    last: int
    ink: numpy.ndarray  # bool, cut to the string
    x: int
    y: int
    height: int  # of the letters, whatever way they run
    contrast: float  # mean over the ink of what the default window shows with and without it, in grey levels
    isHidden: bool


class Picture:
    """`random` decides everything; `who` is the patient in the header."""

    def __init__(self, ground, random, isUnseen, who):
        self.ground, self.random, self.isUnseen, self.who = ground, random, isUnseen, who
        self.frames = [ground.stored.copy()] + [frame.copy() for frame in ground.moving]
        self.written = []
        self.taken = [numpy.zeros(ground.stored.shape[:2], bool) for _ in self.frames]

    @property
    def shape(self):
        return self.frames[0].shape[:2]

    def put(self, text, ink, style, band=(0, 256), at=None, frames=None, where=None, isHidden=False, height=None):
        """Writes `text` = (string, class) where it is free and its contrast is within `band`; False when there is no such place.

        `style(ground, patch, ink)` gives the patch with the ink on it. `where(patch)` refuses places. Where `band` begins at
        40 or more, at most a quarter of the ink may be on ground of nearly its own grey.
        """
        first, last = frames or (1, len(self.frames))
        rows, columns = self.shape
        if ink.shape[0] + 2 * GAP >= rows or ink.shape[1] + 2 * GAP >= columns:
            return False
        for _ in range(1 if at else 80):
            x, y = at or (self.random.randint(GAP, columns - ink.shape[1] - GAP - 1), self.random.randint(GAP, rows - ink.shape[0] - GAP - 1))
            cut = (slice(y, y + ink.shape[0]), slice(x, x + ink.shape[1]))
            if not self._isFree(x, y, ink.shape, first, last) or (where and not where(self.frames[first - 1][cut])):
                continue
            marked, contrast, faded = self._tried(cut, ink, style, first, last)
            if not at and (not band[0] <= contrast < band[1] or (band[0] >= 40 and faded > MOST_FADED)):
                continue
            self._keep(cut, first, last, style, ink)
            self.written.append(Written(*text, first, last, marked, x, y, height or ink.shape[0], contrast, isHidden))
            return True
        return False

    def _isFree(self, x, y, shape, first, last):
        if x < 0 or y < 0 or x + shape[1] > self.shape[1] or y + shape[0] > self.shape[0]:
            return False
        around = (slice(max(0, y - GAP), y + shape[0] + GAP), slice(max(0, x - GAP), x + shape[1] + GAP))
        return not any(self.taken[frame][around].any() for frame in range(first - 1, last))

    def _tried(self, cut, ink, style, first, last):
        """Which pixels are ink, how much they stand out, and the share that hardly does, in the mean of the frames."""
        marked = ink >= min(0.5, ink.max() / 2)
        total, faded = 0.0, 0.0
        for frame in self.frames[first - 1:last]:
            before = frame[cut]
            after = style(self.ground, before, ink)
            difference = numpy.abs(self.ground.shown(after) - self.ground.shown(before))
            difference = (difference.max(2) if difference.ndim == 3 else difference)[marked]
            total, faded = total + difference.mean(), faded + (difference < FAINT).mean()
        return marked, total / (last - first + 1), faded / (last - first + 1)

    def _keep(self, cut, first, last, style, ink):
        for number in range(first - 1, last):
            self.frames[number][cut] = style(self.ground, self.frames[number][cut], ink)
            self.taken[number][cut] = True

    def panel(self, x, y, width, height, stored):
        """A filled rectangle; no text of its own."""
        for frame in self.frames:
            frame[y:y + height, x:x + width] = stored

    def isFree(self, x, y, width, height):
        return self._isFree(x, y, (height, width), 1, len(self.frames))


def over(patch, ink, value):
    weight = ink[..., None] if patch.ndim == 3 else ink
    return patch * (1 - weight) + numpy.asarray(value, numpy.float64) * weight


def solid(grey):
    """One grey level, or one colour."""
    return lambda ground, patch, ink: over(patch, ink, grey if isinstance(grey, tuple) else ground.toStored(grey))


def rimmed(grey, rim):
    """Letters with a rim of another colour; `ink` must have room for it. The rim is no ink."""
    def style(ground, patch, ink):
        from lettering import thickened
        grown = thickened(ink, 1)[1:-1, 1:-1]
        return solid(grey)(ground, solid(rim)(ground, patch, grown), ink)
    return style


def beside(greys):
    """One grey level, so many above what is beneath in the middle (below, where there is no room)."""
    def style(ground, patch, ink):
        middle = float(numpy.median(ground.shown(patch)))
        level = middle + greys if 0 <= middle + greys <= 255 else middle - greys
        return over(patch, ink, ground.toStored(level))
    return style


def added(stored):
    """The pixels beneath shine through: each is raised by `stored` values."""
    return lambda ground, patch, ink: patch + (ink[..., None] if patch.ndim == 3 else ink).round() * stored


def veil(opacity, grey=255):
    return lambda ground, patch, ink: over(patch, ink * opacity, ground.toStored(grey) if not isinstance(grey, tuple) else grey)


def relief(greys):
    """Lit from above on the left: bright edges on one side of each stroke, dark ones on the other."""
    def style(ground, patch, ink):
        lit = ink - numpy.roll(numpy.pad(ink, 1), (1, 1), (0, 1))[1:-1, 1:-1]
        raised = patch + ground.perGrey * greys * (lit if patch.ndim == 2 else lit[..., None])
        return raised
    return style
