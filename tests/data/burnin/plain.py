# SPDX-License-Identifier: Apache-2.0
"""The plain pass that everything is measured against: the prototype, as the corpus was calibrated with it. No tuning here.

The text detector on 640 x 640 tiles, of the default window at 1x and, if wished, the local contrast (radius 8) at 2x where the
long side is at most 1280. Binarised at 0.1, unclipped by 1.8, 0.8 of the height more at both ends; thicker than 140 pixels
(70 in the derived view) or larger than 12 % of the picture: dropped.
"""

import cv2
import numpy

TILE, OVERLAP, LONGEST_ENLARGED = 640, 64, 1280
MEAN, DEVIATION = numpy.float32([0.485, 0.456, 0.406]), numpy.float32([0.229, 0.224, 0.225])


class Finder:
    def __init__(self, models):
        cv2.setNumThreads(1)
        self.net = cv2.dnn.readNetFromONNX(str(models / "ppocrv4_det_cv46.onnx"))
        self.net.enableFusion(False)

    def find(self, stored, shown, withLocalContrast):
        """x, y, w, h of every box."""
        boxes = self.pass_(shown, 1, 140)
        if withLocalContrast:
            boxes += self.pass_(localContrast(stored), 2 if max(shown.shape[:2]) <= LONGEST_ENLARGED else 1, 70)
        return boxes

    def pass_(self, view, scale, thickest):
        view = cv2.cvtColor(view, cv2.COLOR_GRAY2BGR if view.ndim == 2 else cv2.COLOR_RGB2BGR)
        if scale > 1:
            view = cv2.resize(view, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
        return boxesIn(self.probability(view), scale, thickest)

    def probability(self, view):
        rows, columns = view.shape[:2]
        whole = numpy.zeros((rows, columns), numpy.float32)
        for y in starts(rows):
            for x in starts(columns):
                part = view[y:y + TILE, x:x + TILE]
                if part.min() == part.max():
                    continue
                full = cv2.copyMakeBorder(part, 0, TILE - part.shape[0], 0, TILE - part.shape[1], cv2.BORDER_REPLICATE)
                values = (full.astype(numpy.float32) / 255 - MEAN) / DEVIATION
                self.net.setInput(cv2.dnn.blobFromImage(values))
                answer = self.net.forward()[0, 0, :part.shape[0], :part.shape[1]]
                if not numpy.isfinite(answer).all():
                    raise RuntimeError("the network gave something that is not a number")
                target = whole[y:y + TILE, x:x + TILE]
                numpy.maximum(target, answer, out=target)
        return whole


def starts(length):
    return [0] if length <= TILE else [*range(0, length - TILE, TILE - OVERLAP), length - TILE]


def localContrast(stored):
    values = stored.astype(numpy.float64)
    if values.ndim == 3:
        values = values @ numpy.array([0.299, 0.587, 0.114])
    mean, squares = cv2.boxFilter(values, -1, (17, 17)), cv2.boxFilter(values * values, -1, (17, 17))
    deviation = numpy.sqrt(numpy.maximum(squares - mean * mean, 0)) + 0.25
    return numpy.clip(128 + 42 * (values - mean) / deviation, 0, 255).astype(numpy.uint8)


def boxesIn(probability, scale, thickest):
    contours, _ = cv2.findContours((probability > 0.1).astype(numpy.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    rows, columns = probability.shape
    found = []
    for contour in contours:
        (x, y), (width, height), angle = cv2.minAreaRect(contour)
        if min(width, height) < 2:
            continue
        more = width * height * 1.8 / (2 * (width + height)) * 2
        width, height = width + more, height + more
        if min(width, height) > thickest * scale or width * height > 0.12 * rows * columns:
            continue
        ends = 1.6 * min(width, height)
        size = (width + ends, height) if width >= height else (width, height + ends)
        corners = cv2.boxPoints(((x, y), size, angle)) / scale
        left, top = numpy.floor(corners.min(0)).clip(0)
        right, bottom = numpy.minimum(numpy.ceil(corners.max(0)), (columns / scale, rows / scale))
        found.append((left, top, right - left, bottom - top))
    return found
