// SPDX-License-Identifier: Apache-2.0
#include "engine/face/find_faces.h"

#include "engine/face/cascade_detector.h"
#include "engine/face/face_detector.h"
#include "engine/pixels/turn.h"
#include "engine/pixels/window.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace engine::face {

namespace {

/// Longest side that is looked at: the detector sees faces of 80 pixels and more, here a twentieth of the picture. In
/// larger pictures the one of faces from in front looks a second time, down to a fortieth: the other sees faces in
/// leaves and walls then.
constexpr int longestSide = 1600, longestFine = 3200;
/// Small pictures are made larger, so that faces of 40 pixels are seen too.
constexpr int shortestSide = 800;

struct Grey {
    int columns = 0, rows = 0;
    double scale = 1; ///< pixels of the picture for one of these
    Bytes bytes;
};

/// The mean of a pixel's colours.
int greyAt(ByteView samples, const pixels::FrameLayout& layout, int x, int y)
{
    const auto colours = static_cast<std::size_t>(layout.samplesPerPixel);
    const auto at =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(layout.columns) + static_cast<std::size_t>(x)) *
        colours;
    int sum = 0;
    for (std::size_t i = 0; i < colours; ++i)
        sum += samples[at + i];
    return sum / static_cast<int>(colours);
}

/// The mean of what lies under each pixel, or the nearest one where the picture grows; no side is longer than `most`.
Grey greyOf(ByteView samples, const pixels::FrameLayout& layout, int most)
{
    Grey grey;
    const int longest = std::max(layout.columns, layout.rows);
    grey.scale = longest > most ? double(longest) / most : longest < shortestSide ? .5 : 1;
    grey.columns = std::max(1, static_cast<int>(layout.columns / grey.scale));
    grey.rows = std::max(1, static_cast<int>(layout.rows / grey.scale));
    const auto place = [&](int i, int end) { return std::min(end - 1, static_cast<int>(i * grey.scale)); };
    for (int y = 0; y < grey.rows; ++y) {
        const int top = place(y, layout.rows), bottom = std::max(top + 1, place(y + 1, layout.rows));
        for (int x = 0; x < grey.columns; ++x) {
            const int left = place(x, layout.columns), right = std::max(left + 1, place(x + 1, layout.columns));
            int sum = 0;
            for (int row = top; row < bottom; ++row) {
                for (int column = left; column < right; ++column)
                    sum += greyAt(samples, layout, column, row);
            }
            grey.bytes.push_back(static_cast<std::uint8_t>(sum / ((bottom - top) * (right - left))));
        }
    }
    return grey;
}

/// The detector frames brow to chin: hair and ears are as telling.
pixels::Box wholeHead(const FaceHit& hit, double scale, const pixels::FrameLayout& layout)
{
    const int aside = hit.width / 5, above = hit.height * 2 / 5, below = hit.height / 5;
    const auto inPicture = [&](int place, int end) { return std::clamp(static_cast<int>(place * scale), 0, end); };
    const int left = inPicture(hit.left - aside, layout.columns), top = inPicture(hit.top - above, layout.rows);
    const int right = inPicture(hit.left + hit.width + aside, layout.columns);
    const int bottom = inPicture(hit.top + hit.height + below, layout.rows);
    return {left, top, right - left, bottom - top, 1, 1};
}

/// Of what lies turned by so much, upright first: of two boxes over one face the first stays.
constexpr std::array<int, 4> orientations{1, 6, 8, 3};

bool isSame(const pixels::Box& a, const pixels::Box& b)
{
    const int width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
    const int height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
    return width > 0 && height > 0 && 2 * width * height > std::min(a.width * a.height, b.width * b.height);
}

}

namespace {

/// All that the detectors see in one picture.
class Search {
public:
    Search(const pixels::Frame& frame, const Detectors& detectors) : m_frame{frame}, m_detectors{detectors} {}

    /// Pixels of 8 bits, grey or RGB.
    void look(ByteView pixels)
    {
        const auto grey = greyOf(pixels, m_frame.layout, longestSide);
        lookFromInFront(grey);
        // Upright alone: turned, a cascade sees more that is none than faces.
        for (const auto& hit : m_detectors.profiles.findAll(grey.bytes, grey.columns, grey.rows))
            take(hit, grey.scale, 1);
        if (std::max(m_frame.layout.columns, m_frame.layout.rows) > longestSide)
            lookFromInFront(greyOf(pixels, m_frame.layout, longestFine));
    }

    FindFaces::Answer answer;

private:
    void lookFromInFront(const Grey& grey)
    {
        for (const int orientation : orientations) {
            pixels::Frame lying;
            lying.layout.columns = grey.columns;
            lying.layout.rows = grey.rows;
            lying.orientation = orientation;
            const auto turned = pixels::uprightOf(lying).layout;
            Bytes picture(grey.bytes.size());
            pixels::turnUpright(grey.bytes, lying, picture);
            for (const auto& hit : m_detectors.front.findAll(picture, turned.columns, turned.rows))
                take(hit, grey.scale, orientation);
        }
    }

    void take(const FaceHit& hit, double scale, int orientation)
    {
        pixels::Frame whole = m_frame;
        whole.orientation = orientation;
        const auto box = pixels::toStored(wholeHead(hit, scale, pixels::uprightOf(whole).layout), whole);
        const bool isKnown = std::any_of(answer.faces.begin(), answer.faces.end(),
                                         [&](const auto& one) { return isSame(one.box, box); });
        if (!isKnown && box.width > 0 && box.height > 0)
            answer.faces.push_back({box, std::min(1.0, hit.confidence)});
    }

    const pixels::Frame& m_frame;
    const Detectors& m_detectors;
};

/// The file's own window, and where that is another one all that is stored: whoever moves the window sees it.
std::vector<pixels::Window> windowsFor(const pixels::Frame& frame, ByteView samples)
{
    std::vector<pixels::Window> windows{pixels::defaultWindow(frame, samples)};
    auto plain = frame;
    plain.presentation.windows.clear();
    const auto whole = pixels::defaultWindow(plain, samples);
    constexpr double apart = 1.5; // below, both show nearly the same
    if (whole.width > apart * windows.front().width || windows.front().width > apart * whole.width ||
        std::abs(whole.centre - windows.front().centre) > whole.width / 4)
        windows.push_back(whole);
    return windows;
}

}

Result<FindFaces::Answer> findFaces(const FindFaces& request, ByteView samples, const Detectors& detectors)
{
    const auto& frame = request.frame;
    if (auto sound = pixels::check(frame, samples.size()); !sound)
        return Error{ErrorCode::BadArgument, "samples"};
    Search search{frame, detectors};
    for (const auto& window : windowsFor(frame, samples)) {
        const auto pixels = pixels::render(frame, samples, window);
        if (!pixels)
            return pixels.error();
        search.look(*pixels);
    }
    return std::move(search.answer);
}

}
