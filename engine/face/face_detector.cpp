// SPDX-License-Identifier: Apache-2.0
#include "engine/face/face_detector.h"

#include <dlib/image_processing/frontal_face_detector.h>
#include <dlib/image_processing/shape_predictor.h>

#include <malloc.h>

#include <algorithm>
#include <fstream>

namespace engine::face {

namespace {

struct NumberedPlace {
    unsigned long number; ///< of the 68 landmarks
    Vector place;         ///< in the template, x right, y in front, z up; average of two registered heads
};
constexpr std::array<NumberedPlace, 9> places{{{27, {1.5, 88, -41.5}},
                                               {36, {54, 62, -40}},
                                               {39, {23.5, 73.5, -43.5}},
                                               {42, {-19.5, 73, -42.5}},
                                               {45, {-49.5, 65.5, -38}},
                                               {33, {0.5, 86, -95}},
                                               {48, {32, 52, -117}},
                                               {54, {-31, 56, -117}},
                                               {51, {0.5, 76.5, -115.5}}}};
constexpr std::size_t fewestPlaces = 6;

using Picture = dlib::array2d<unsigned char>;

Picture pictureOf(ByteView grey, int columns, int rows)
{
    Picture picture(rows, columns);
    for (int y = 0; y < rows; ++y)
        std::copy_n(grey.begin() + static_cast<std::ptrdiff_t>(y) * columns, columns, &picture[y][0]);
    return picture;
}

Picture pictureOf(ByteView grey, int side)
{
    return pictureOf(grey, side, side);
}

FaceHit hitOf(const dlib::rect_detection& found)
{
    return {static_cast<int>(found.rect.left()), static_cast<int>(found.rect.top()),
            static_cast<int>(found.rect.width()), static_cast<int>(found.rect.height()), found.detection_confidence};
}

struct Pair {
    Vector from, to;
};

Vector middleOf(const std::vector<Pair>& pairs, Vector Pair::*end)
{
    Vector sum{};
    for (const auto& pair : pairs)
        sum = sum + pair.*end;
    return sum * (1.0 / static_cast<double>(pairs.size()));
}

Affine transposed(const Affine& m)
{
    Affine other;
    for (std::size_t row = 0; row < 3; ++row)
        other.rows[row] = {m.rows[0][row], m.rows[1][row], m.rows[2][row]};
    return other;
}

/// The rotation nearest to a matrix (Higham 1986).
Affine nearestRotation(Affine m)
{
    constexpr int rounds = 40;
    for (int round = 0; round < rounds; ++round) {
        const auto other = transposed(inverseOf(m));
        for (std::size_t row = 0; row < 3; ++row)
            m.rows[row] = (m.rows[row] + other.rows[row]) * 0.5;
    }
    return m;
}

/// The similarity with the least squared distances (Umeyama 1991); none where a mirror image would fit better.
std::optional<LandmarkFit> similarityOf(const std::vector<Pair>& pairs)
{
    const auto from = middleOf(pairs, &Pair::from), to = middleOf(pairs, &Pair::to);
    Affine products{{Vector{}, Vector{}, Vector{}}, {}};
    double spread = 0;
    for (const auto& pair : pairs) {
        for (std::size_t row = 0; row < 3; ++row)
            products.rows[row] = products.rows[row] + (pair.from - from) * (pair.to - to)[row];
        spread += dot(pair.from - from, pair.from - from);
    }
    if (products.determinant() <= 1e-6)
        return {};
    const auto turn = nearestRotation(products);
    LandmarkFit fit;
    fit.scale = 0;
    for (std::size_t row = 0; row < 3; ++row)
        fit.scale += dot(turn.rows[row], products.rows[row]) / spread;
    for (std::size_t row = 0; row < 3; ++row)
        fit.toPatient.rows[row] = turn.rows[row] * fit.scale;
    fit.toPatient.shift = to - fit.toPatient.turned(from);
    for (const auto& pair : pairs)
        fit.worst = std::max(fit.worst, length(fit.toPatient(pair.from) - pair.to));
    return fit;
}

}

struct FaceDetector::Parts {
    dlib::frontal_face_detector detector = dlib::get_frontal_face_detector();
    std::ifstream file;

    /// A file that is not what it should be counts as none, once and for all.
    std::optional<dlib::shape_predictor> landmarks()
    {
        if (!file.is_open())
            return {};
        try {
            dlib::shape_predictor read;
            file.clear();
            file.seekg(0);
            deserialize(read, file);
            if (read.num_parts() == 68)
                return read;
        } catch (const dlib::error&) {
        }
        file.close();
        return {};
    }

    /// Without parts where there is no file.
    dlib::full_object_detection landmarksOf(const Picture& picture, const dlib::rectangle& frame)
    {
        dlib::full_object_detection shape;
        if (const auto read = landmarks())
            shape = (*read)(picture, frame);
        malloc_trim(0); // its trees are many small pieces, which the heap would keep
        return shape;
    }
};

FaceDetector::FaceDetector(std::unique_ptr<Parts> parts) : m_parts{std::move(parts)} {}
FaceDetector::FaceDetector(FaceDetector&&) noexcept = default;
FaceDetector::~FaceDetector() = default;

FaceDetector FaceDetector::open(const std::string& landmarkFile)
{
    auto parts = std::make_unique<Parts>();
    if (!landmarkFile.empty())
        parts->file.open(landmarkFile, std::ios::binary);
    return FaceDetector{std::move(parts)};
}

std::optional<FaceHit> FaceDetector::find(ByteView grey, int side)
{
    const auto picture = pictureOf(grey, side);
    std::vector<dlib::rect_detection> found;
    m_parts->detector(picture, found, 0);
    const auto best = std::max_element(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return a.detection_confidence < b.detection_confidence;
    });
    if (best == found.end() || best->detection_confidence <= 0)
        return {};
    return hitOf(*best);
}

std::vector<FaceHit> FaceDetector::findAll(ByteView grey, int columns, int rows)
{
    const auto picture = pictureOf(grey, columns, rows);
    std::vector<dlib::rect_detection> found;
    m_parts->detector(picture, found, 0);
    std::vector<FaceHit> hits;
    for (const auto& one : found) { // dlib gives the surest first
        if (one.detection_confidence > 0)
            hits.push_back(hitOf(one));
    }
    return hits;
}

std::optional<LandmarkFit> FaceDetector::fit(const Sight& sight, ByteView grey, const FaceHit& hit)
{
    const int side = sight.camera.side;
    const dlib::rectangle frame(hit.left, hit.top, hit.left + hit.width - 1, hit.top + hit.height - 1);
    const auto shape = m_parts->landmarksOf(pictureOf(grey, side), frame);
    if (shape.num_parts() == 0)
        return {};
    std::vector<Pair> pairs;
    for (const auto& [number, place] : places) {
        const auto x = shape.part(number).x(), y = shape.part(number).y();
        if (x < 0 || y < 0 || x >= side || y >= side ||
            sight.depth[static_cast<std::size_t>(y * side + x)] == Sight::nothing)
            continue;
        pairs.push_back({{-place[0], -place[1], place[2]}, sight.positionAt(static_cast<int>(x), static_cast<int>(y))});
    }
    if (pairs.size() < fewestPlaces)
        return {};
    return similarityOf(pairs);
}

}
