# SPDX-License-Identifier: Apache-2.0
"""Photographs of nobody, each with a drawn face and a label, in folders of patients: make_photographs.py FOLDER [COUNT]"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def drawnFace(side):
    """A face of nobody, plain enough to be drawn and good enough for a detector."""
    unit = 4 * side / 100
    image = Image.new("RGB", (4 * side, 4 * side), (70, 75, 80))
    draw = ImageDraw.Draw(image)

    def oval(left, top, right, bottom, colour):
        draw.ellipse([left * unit, top * unit, right * unit, bottom * unit], fill=colour)

    oval(22, 4, 78, 70, (60, 40, 30))
    oval(25, 12, 75, 92, (205, 165, 140))
    for x in (39, 61):
        oval(x - 8, 37, x + 8, 41, (80, 55, 40))
        oval(x - 7, 43, x + 7, 50, (240, 240, 240))
        oval(x - 3, 43, x + 3, 50, (40, 30, 30))
        oval(x - 9, 41.5, x + 9, 44.5, (150, 110, 90))
    draw.polygon([(50 * unit, 46 * unit), (44 * unit, 63 * unit), (56 * unit, 63 * unit)], fill=(185, 145, 120))
    oval(45, 60, 49.5, 64, (120, 80, 70))
    oval(50.5, 60, 55, 64, (120, 80, 70))
    oval(39, 70, 61, 78, (165, 80, 80))
    draw.rectangle([40 * unit, 73.5 * unit, 60 * unit, 74.5 * unit], fill=(110, 40, 40))
    oval(30, 60, 40, 76, (195, 155, 130))
    oval(60, 60, 70, 76, (195, 155, 130))
    return image.resize((side, side), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(side / 150))


def photograph(number, face):
    """Face and label stand elsewhere in each, on another ground, so that no two have the same boxes."""
    image = Image.new("RGB", (720, 540), (70 + number, 90, 150 - number))
    image.paste(face, (40 + number * 7, 60 + number * 3))
    ImageDraw.Draw(image).text((60 + number * 4, 420 + number), f"EXAMPLE JANE {number:04}", (255, 255, 255), ImageFont.truetype(FONT, 30))
    return image


def main():
    folder, count = Path(sys.argv[1]), int((sys.argv + ["50"])[2])
    face = drawnFace(220)
    for number in range(count):
        patient = folder / f"P{number // 10:04}"
        patient.mkdir(parents=True, exist_ok=True)
        exif = Image.Exif()
        exif[0x010F], exif[0x013B] = "Maker", "Jane Example"
        image = photograph(number, face)
        if number % 5 == 4:
            image.save(patient / f"IMG_{number:04}.png")
        else:
            image.save(patient / f"IMG_{number:04}.jpg", quality=90, exif=exif)


if __name__ == "__main__":
    main()
