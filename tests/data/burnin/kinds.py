# SPDX-License-Identifier: Apache-2.0
"""The kinds of burned-in text. Each fills a Picture; `KINDS` says how many pictures there are of each.

The numbers in here (sizes, contrasts, opacities) are the difficulty of the corpus; README.md says how they were chosen.
"""

import dataclasses

import numpy

import grounds
import lettering
import wording
from picture import Picture, added, beside, relief, rimmed, solid, veil

PLAIN = sorted(set(grounds.GREY) - {"nm-body", "mr-brain"}) + ["head-axial", "head-sagittal", "head-coronal"]
CAST = ["cr-pelvis", "cr-leg", "cr-chest", "mg-breast", "xa-head"]
DARK_EDGES = ["ct-abdomen", "ct-head", "mr-finger", "mr-knee", "mr-shoulder", "nm-body", "head-axial", "head-sagittal", "us-echo"]
TEXTURED = ["us-node", "us-thyroid", "us-echo", "us-breast", "mr-liver", "noise", "ct-perfusion"]
COLOURED = sorted(grounds.COLOUR) + ["pt-legs", "vl-mucosa", "vl-oesophagus"]
CALM = 0.5


class Studio:
    """Hands out pictures: the ground cut to a workable size, with a patient."""

    def __init__(self, shared):
        self.grounds = grounds.Grounds(shared)

    def picture(self, random, isUnseen, names, largest=560):
        ground = dataclasses.replace(self.grounds.get(random.choice(names)), moving=[])
        return Picture(cropped(ground, random, largest), random, isUnseen, wording.person(random, isUnseen))

    def screen(self, random, isUnseen, names=None):
        """An ultrasound screen."""
        ground = self.grounds.get(random.choice(names or ["us-node", "us-muscle", "us-breast", "us-echo", "us-thyroid"]))
        ground = dataclasses.replace(ground, moving=[])
        columns, rows = random.choice(((640, 480), (800, 600)))
        height, width = ground.stored.shape[:2]
        canvas = grounds.onCanvas(ground, columns, rows, max(0, (columns - width) // 2 + 30), max(60, (rows - height) // 2))
        return Picture(canvas, random, isUnseen, wording.person(random, isUnseen))


def cropped(ground, random, largest):
    height, width = ground.stored.shape[:2]
    columns, rows = min(width, largest), min(height, largest)
    return ground.part(random.randint(0, width - columns), random.randint(0, height - rows), columns, rows)


def sansOf(picture, smallest, largest, text, fonts=lettering.SANS):
    name = picture.random.choice(fonts[0] + (fonts[1] * 2 if picture.isUnseen else []))
    return lettering.outline(name, picture.random.randint(smallest, largest), text)


def fixedOf(picture, fonts, text):
    return lettering.bitmap(picture.random.choice(fonts[0] + (fonts[1] * 2 if picture.isUnseen else [])), text)


def hersheyOf(picture, smallest, largest, text):
    face = picture.random.choice(lettering.HERSHEY[0] + (lettering.HERSHEY[1] * 2 if picture.isUnseen else []))
    return lettering.hershey(face, picture.random.randint(smallest, largest), picture.random.choice((1, 1, 2)), text)


def anything(picture, shareOfIdentity=0.65):
    return wording.anything(picture.random, picture.who, picture.isUnseen, shareOfIdentity)


def sprinkle(picture, count, inkOf, styleOf, band=(40, 256), where=None, textOf=None):
    """`count` strings: half of them on calm ground, as scanners do, half anywhere; or where `where` says."""
    for _ in range(count):
        place = where or (calm(picture) if picture.random.random() < CALM else anywhere)
        for _ in range(6):
            text = textOf() if textOf else anything(picture)
            if picture.put(text, inkOf(text[0]), styleOf(), band, where=place):
                break


def anywhere(_):
    return True


def calm(picture, most=14):
    return lambda patch: float(picture.ground.shown(patch).std()) < most


def overlay(studio, random, isUnseen):
    picture = studio.screen(random, isUnseen)
    rows, columns = picture.shape
    size = random.choice((12, 13, 14, 16))
    font = random.choice(lettering.SANS[0] + (lettering.SANS[1] if isUnseen else []))
    level = random.choice((255, 230, 200))
    write = lambda text, x, y: picture.put(text, lettering.outline(font, size, text[0]), solid(tinted(picture, level)), at=(x, y))
    who = lambda: (wording.aboutPerson(random, picture.who, isUnseen), "identity")
    what = lambda: (wording.aboutPicture(random, isUnseen), "safe")
    write(who(), 8, 6)
    write(who(), columns // 2 - 60, 6)
    write((wording.writtenDate(random, picture.who.study, isUnseen), "identity"), columns - 110, 6)
    write((picture.who.place, "identity"), 8, 12 + size)
    for line in range(4):
        write(what(), 8, 70 + line * (size + 8))
    write(what(), columns // 2 - 40, rows - 30)
    return picture


def tinted(picture, level):
    if not picture.ground.isColour:
        return level
    return picture.random.choice(((level, level, level), (level, level, 60), (60, level, 60), (90, level, level)))


def bright(picture, lowest=170):
    return lambda: solid(tinted(picture, picture.random.randint(lowest, 255)))


def tiny(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, DARK_EDGES + PLAIN)
    sprinkle(picture, 5, lambda text: fixedOf(picture, lettering.TINY, text), bright(picture), (60, 256))
    return picture


def large(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, CAST, 900)
    short = lambda: random.choice(((picture.who.family, "identity"), (picture.who.number, "identity"), anything(picture)))
    style = lambda: random.choice((bright(picture)(), beside(random.randint(10, 26))))
    sprinkle(picture, 4, lambda text: sansOf(picture, 40, 90, text), style, (9, 256), textOf=short)
    return picture


def marker(studio, random, isUnseen):
    """Lead letters: thick, nearly white, a little turned."""
    picture = studio.picture(random, isUnseen, CAST + ["head-axial"], 800)
    text = lambda: (random.choice(wording.MARKERS[isUnseen]), "marker")
    ink = lambda text: lettering.turned(sansOf(picture, 34, 70, text, lettering.WIDE), random.choice((0, 0, -6, 4, 9)))
    style = lambda: random.choice((solid(random.randint(200, 255)), solid(random.randint(200, 255)), beside(random.randint(12, 26))))
    sprinkle(picture, 4, ink, style, (10, 256), textOf=text)
    return picture


def script(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, PLAIN)
    sprinkle(picture, 5, lambda text: sansOf(picture, 22, 44, text.title(), lettering.SCRIPT), bright(picture), (50, 256))
    return picture


def monochrome1(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, ["cr-leg", "cr-chest"], 700)
    sprinkle(picture, 5, lambda text: sansOf(picture, 14, 36, text), lambda: solid(random.choice((255, 240, 0, 20))), (45, 256))
    return picture


def inversePanel(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, PLAIN + ["us-breast", "us-echo"])
    for _ in range(5):
        text = anything(picture)
        ink = sansOf(picture, 12, 26, text[0])
        width, height = ink.shape[1] + 12, ink.shape[0] + 10
        if width >= picture.shape[1] or height >= picture.shape[0]:
            continue
        x, y = random.randint(0, picture.shape[1] - width - 1), random.randint(0, picture.shape[0] - height - 1)
        if picture.isFree(x, y, width, height):
            picture.panel(x, y, width, height, picture.ground.toStored(random.randint(150, 250)))
            picture.put(text, ink, solid(random.randint(0, 60)), at=(x + 6, y + 5))
    return picture


def page(studio, random, isUnseen):
    """A scanned sheet: dark lines on white."""
    sheet = grounds.Ground("page", "OT", numpy.full((620, 480), 245.0))
    picture = Picture(sheet, random, isUnseen, wording.person(random, isUnseen))
    font, size = random.choice(lettering.SANS[0] + (lettering.SANS[1] if isUnseen else [])), random.randint(13, 18)
    darkest, lightest = random.choice(((0, 70), (212, 236), (222, 236)))  # two of three: a faded copy
    for line in range(8):
        text = anything(picture)
        picture.put(text, lettering.outline(font, size, text[0]), solid(random.randint(darkest, lightest)), at=(24 + 60 * (line % 3 == 2), 24 + line * (size + 22)))
    return picture


def foreign(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, PLAIN)

    def ink(text):
        isEastern = any(ord(letter) > 0x2E80 for letter in text)
        return lettering.outline(lettering.EASTERN if isEastern else random.choice(lettering.WIDE[0]), random.randint(16, 34), text)

    sprinkle(picture, 5, ink, bright(picture), (50, 256), textOf=lambda: (random.choice(wording.FOREIGN[isUnseen]), "identity"))
    return picture


def emboss(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, PLAIN)
    isGrey = lambda patch: 25 < float(picture.ground.shown(patch).mean()) < 230
    sprinkle(picture, 5, lambda text: sansOf(picture, 18, 36, text), lambda: relief(random.randint(75, 150)), (14, 256), where=isGrey)
    return picture


def saturated(studio, random, isUnseen):
    """The highest stored value, far beyond the window."""
    picture = studio.picture(random, isUnseen, ["ct-head", "ct-neck", "ct-abdomen", "mr-knee", "mr-liver", "mr-shoulder", "head-axial"])
    top = picture.ground.legal[1] * (0.9 if picture.ground.bits < 16 else 0.1)
    sprinkle(picture, 5, lambda text: sansOf(picture, 12, 28, text), lambda: lambda ground, patch, ink: numpy.where(ink >= 0.5, top, patch), (50, 256))
    return picture


def hershey(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, PLAIN + ["us-thyroid"])
    sprinkle(picture, 5, lambda text: hersheyOf(picture, 9, 22, text), bright(picture), (50, 256))
    return picture


def darkCorner(studio, random, isUnseen):
    """Dim letters where the picture is black."""
    picture = studio.picture(random, isUnseen, DARK_EDGES)
    isDark = lambda patch: float(picture.ground.shown(patch).mean()) < 12
    for _ in range(9):
        sprinkle(picture, 1, lambda text: sansOf(picture, 12, 24, text), lambda: solid(tinted(picture, random.randint(10, 40))), (7, 60), where=isDark)
    return picture


def textured(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, TEXTURED)
    isRough = lambda patch: float(picture.ground.shown(patch).std()) > 14
    sprinkle(picture, 5, lambda text: sansOf(picture, 15, 30, text), lambda: beside(random.randint(85, 160)), (55, 256), where=isRough)
    return picture


def photo(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, COLOURED, 640)
    colour = lambda: random.choice(((255, 255, 0), (255, 255, 255), (0, 255, 0), (255, 60, 60), (0, 0, 0), (60, 60, 255), (200, 0, 160), (0, 200, 200)))
    style = lambda: random.choice((solid(colour()), solid(colour()), rimmed((255, 255, 255), (0, 0, 0))))
    for place in (anywhere, anywhere, anywhere, calm(picture, 40), calm(picture, 40), calm(picture, 40)):
        sprinkle(picture, 1, lambda text: numpy.pad(sansOf(picture, 15, 32, text), 1), style, (60, 256), where=place)
    return picture


def bitmap(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, PLAIN)
    style = lambda: random.choice((bright(picture)(), bright(picture)(), beside(random.randint(18, 40))))
    sprinkle(picture, 5, lambda text: fixedOf(picture, lettering.FIXED, text), style, (12, 256))
    return picture


def darkOnBright(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, ["cr-pelvis", "cr-chest", "mg-breast", "mr-brain", "vl-oesophagus", "vl-tissue", "ct-perfusion"], 640)
    isBright = lambda patch: float(picture.ground.shown(patch).mean()) > 110
    isEven = lambda patch: isBright(patch) and calm(picture)(patch)
    dark = lambda: solid((20, 20, 20) if picture.ground.isColour else random.randint(0, 60))
    for place in (isBright, isBright, isEven, isEven, isEven):
        sprinkle(picture, 1, lambda text: sansOf(picture, 13, 32, text), dark, (45, 256), where=place)
    return picture


def turned90(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, PLAIN)
    for _ in range(5):
        place = calm(picture) if random.random() < CALM else None
        for _ in range(6):
            text = anything(picture)
            ink = sansOf(picture, 13, 28, text[0])
            if picture.put(text, lettering.turned(ink, random.choice((90, 270))), bright(picture)(), (50, 256), where=place, height=ink.shape[0]):
                break
    return picture


def skew(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, PLAIN)
    for _ in range(4):
        place = calm(picture) if random.random() < CALM else None
        for _ in range(6):
            text = anything(picture)
            ink = sansOf(picture, 14, 30, text[0])
            angle = random.choice((-1, 1)) * random.randint(8, 45)
            if picture.put(text, lettering.turned(ink, angle), bright(picture)(), (50, 256), where=place, height=ink.shape[0]):
                break
    return picture


def small(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, PLAIN + ["us-breast", "us-muscle"])
    sprinkle(picture, 5, lambda text: sansOf(picture, 8, 10, text), bright(picture, 140), (40, 256))
    return picture


def jpeg(studio, random, isUnseen):
    """Eight bits, quality 15 to 60: the letters swim in blocks."""
    picture = studio.picture(random, isUnseen, PLAIN + [name for name in COLOURED if name != "vl-tissue"], 512)
    ground = picture.ground
    if not ground.isColour:
        picture.frames = [numpy.round(ground.shown(ground.stored))]
        picture.ground = dataclasses.replace(ground, stored=picture.frames[0].copy(), bits=8, isSigned=False, photometric="MONOCHROME2", window=None, slope=1, intercept=0)
    picture.syntax, picture.quality = "jpeg", random.randint(15, 60)
    sprinkle(picture, 5, lambda text: sansOf(picture, 11, 26, text), bright(picture, 150), (40, 256))
    return picture


def semiTransparent(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, PLAIN + ["us-thyroid", "us-echo"])
    sprinkle(picture, 7, lambda text: sansOf(picture, 16, 36, text), lambda: veil(random.uniform(0.08, 0.32), (255, 255, 255) if picture.ground.isColour else 255), (10, 80), where=calm(picture, 30))
    return picture


def hiddenWindow(studio, random, isUnseen):
    """Black on black or white on white: the values lie outside the window that the file states."""
    picture = studio.picture(random, isUnseen, ["ct-head", "ct-neck", "ct-abdomen", "mr-knee", "mr-liver", "mr-shoulder", "cr-chest", "head-coronal"])
    ground = picture.ground
    isCt = ground.modality == "CT"
    size = lambda text: sansOf(picture, 13, 28, text)
    isBlack = lambda patch: float(ground.shown(patch).max()) == 0
    for number in range(4):
        text = anything(picture)
        if isCt and number < 2 and picture.put(text, size(text[0]), added(random.randint(60, 500)), (0, 1), where=isBlack, isHidden=True):
            continue
        writeBeyondTheTop(picture, text, size(text[0]))
    return picture


def writeBeyondTheTop(picture, text, ink):
    """On a panel that the window shows white, with a little noise."""
    ground, random = picture.ground, picture.random
    height, width = ink.shape[0] + 12, ink.shape[1] + 14
    rows, columns = picture.shape
    if width >= columns or height >= rows:
        return
    x, y = random.randint(0, columns - width - 1), random.randint(0, rows - height - 1)
    if not picture.isFree(x, y, width, height):
        return
    white, sign = ground.toStored(255), 1 if ground.perGrey > 0 else -1
    room = (ground.legal[1] - white) if sign > 0 else white
    room = min(room, 4000)
    if room < 60:
        return
    grain = numpy.array([[random.randint(0, 3) for _ in range(width)] for _ in range(height)])
    picture.panel(x, y, width, height, white + sign * (room * 0.15 + 4 + grain))
    picture.put(text, ink, added(sign * room * random.uniform(0.1, 0.7)), at=(x + 7, y + 6), isHidden=True)


def hiddenBits(studio, random, isUnseen):
    """One to three stored values above an even ground."""
    picture = studio.picture(random, isUnseen, ["ct-head", "ct-neck", "cr-leg", "nm-body", "mr-shoulder", "us-breast", "us-node", "mr-knee"])
    ground = picture.ground
    isEven = lambda patch: float(patch.std()) == 0
    size = lambda text: sansOf(picture, 13, 28, text)
    for number in range(4):
        text, step = anything(picture), random.randint(1, 3)
        if number % 2 or not picture.put(text, size(text[0]), added(step), where=isEven, isHidden=True):
            ink = size(text[0])
            height, width = ink.shape[0] + 12, ink.shape[1] + 14
            if width >= picture.shape[1] or height >= picture.shape[0]:
                continue
            x, y = random.randint(0, picture.shape[1] - width - 1), random.randint(0, picture.shape[0] - height - 1)
            if picture.isFree(x, y, width, height):
                picture.panel(x, y, width, height, round(ground.toStored(random.randint(20, 200))))
                picture.put(text, ink, added(step), at=(x + 7, y + 6), isHidden=True)
    return picture


def lowContrast(studio, random, isUnseen):
    picture = studio.picture(random, isUnseen, [name for name in PLAIN if name not in ("mr-knee", "ct-perfusion")])
    sprinkle(picture, 16, lambda text: sansOf(picture, 15, 30, text), lambda: beside(random.randint(9, 26)), (6, 25), where=calm(picture, 12))
    return picture


def cine(studio, random, isUnseen):
    """Twelve frames: a real clip, or a still that moves and flickers."""
    name = random.choice(("us-breast", "us-doppler", "us-heart", "us-echo", "us-thyroid", "us-muscle"))
    ground = studio.grounds.get(name)
    columns, rows = random.choice(((400, 300), (360, 280)))
    if not ground.moving:
        ground = dataclasses.replace(ground, moving=drifting(ground, random, 11))
    ground = dataclasses.replace(ground, moving=(ground.moving * 2)[:11])
    height, width = min(rows - 40, ground.stored.shape[0]), min(columns, ground.stored.shape[1])
    ground = ground.part(0, 0, width, height)
    canvas = grounds.onCanvas(ground, columns, rows, (columns - width) // 2, 30)
    return Picture(canvas, random, isUnseen, wording.person(random, isUnseen))


def drifting(ground, random, count):
    frames = []
    for number in range(1, count + 1):
        shift = (random.randint(-2, 2) + number % 6 * 2, random.randint(-2, 2) + number % 4 * 2)
        grain = numpy.random.RandomState(random.randint(0, 1 << 30)).randint(-6, 7, ground.stored.shape)
        frames.append(numpy.clip(numpy.roll(ground.stored, shift, (0, 1)) + grain, *ground.legal))
    return frames


def cineStatic(studio, random, isUnseen):
    """Letters that stand still, in the mean 22 to 60 grey levels beside what moves beneath."""
    picture = cine(studio, random, isUnseen)
    first = picture.ground

    isTissue = lambda patch: 8 < float(first.shown(patch).mean()) < 110
    sprinkle(picture, 4, lambda text: sansOf(picture, 13, 24, text), lambda: solid(tinted(picture, random.randint(60, 150))), (22, 60), where=isTissue)
    return picture


def cineChanging(studio, random, isUnseen):
    """A clock, a counter, and a name that is there in three frames only."""
    picture = cine(studio, random, isUnseen)
    font, size = random.choice(lettering.SANS[0][:4] + (lettering.SANS[1] if isUnseen else [])), random.randint(12, 17)
    level = solid(tinted(picture, random.randint(170, 255)))
    draw = lambda text: lettering.outline(font, size, text)
    clock = int(picture.who.clock[:2]), int(picture.who.clock[2:4]), random.randint(0, 40)
    for step in range(4):
        text = f"{clock[0]:02}:{clock[1]:02}:{clock[2] + step:02}"
        picture.put((text, "identity"), draw(text), level, at=(8, 8), frames=(step * 3 + 1, step * 3 + 3))
    for frame in range(0, 12, 3):
        picture.put((f"Frame {frame + 1}/12", "safe"), draw(f"Frame {frame + 1}/12"), level, at=(picture.shape[1] - 120, 8), frames=(frame + 1, frame + 3))
    for first in (random.randint(2, 4), random.randint(7, 9)):
        for _ in range(8):
            text = wording.aboutPerson(random, picture.who, isUnseen)
            if picture.put((text, "identity"), draw(text), level, (60, 256), frames=(first, first + 2)):
                break
    return picture


def textFree(studio, random, isUnseen, name):
    """Nothing written: what is marked here is marked for nothing."""
    return studio.picture(random, isUnseen, [name], 560)


def lines(random, isUnseen, textOf):
    """Twenty readable lines on an even ground: for what is made of a reading, not for what is found."""
    y, x = numpy.mgrid[0:660, 0:560]
    dark = random.random() < 0.7
    level = random.randint(0, 50) if dark else random.randint(205, 250)
    ground = grounds.Ground("even", "US", numpy.clip(level + x // 80 + (x * 7 + y * 13) % 3, 0, 255).astype(numpy.float64))
    picture = Picture(ground, random, isUnseen, wording.person(random, isUnseen))
    while len(picture.written) < 20:
        ink = sansOf(picture, 14, 22, text := textOf(picture))
        if ink.shape[1] < 500:
            grey = random.randint(150, 255) if dark else random.randint(0, 100)
            kindOfText = "safe" if textOf is safeLine else "identity"
            picture.put((text, kindOfText), ink, solid(grey), at=(random.randint(10, 40), 12 + 32 * len(picture.written)))
    return picture


def identityLine(picture):
    if picture.random.random() < 0.4:
        return wording.aboutStranger(picture.random, picture.isUnseen)
    return wording.aboutPerson(picture.random, picture.who, picture.isUnseen)


def safeLine(picture):
    return wording.aboutPicture(picture.random, picture.isUnseen)


def identityLines(studio, random, isUnseen):
    return lines(random, isUnseen, identityLine)


def safeLines(studio, random, isUnseen):
    return lines(random, isUnseen, safeLine)


TRIAGE = {"identity-lines": (identityLines, 54), "safe-lines": (safeLines, 26)}
KINDS = {"us-overlay": overlay, "tiny": tiny, "large": large, "marker": marker, "script": script, "monochrome1": monochrome1,
         "inverse-panel": inversePanel, "page": page, "non-latin": foreign, "emboss": emboss, "saturated": saturated, "hershey": hershey,
         "dark-corner": darkCorner, "textured": textured, "photo": photo, "bitmap": bitmap, "dark-on-bright": darkOnBright, "rot90": turned90,
         "skew": skew, "small": small, "jpeg": jpeg, "semi-transparent": semiTransparent, "hidden-window": hiddenWindow, "hidden-bits": hiddenBits,
         "low-contrast": lowContrast, "cine-static": cineStatic, "cine-changing": cineChanging}
PICTURES_OF_A_KIND = 8
TEXT_FREE = sorted({**grounds.GREY, **grounds.ULTRASOUND, **grounds.COLOUR}) + list(grounds.COMPUTED)
