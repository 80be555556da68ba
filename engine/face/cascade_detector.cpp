// SPDX-License-Identifier: Apache-2.0
#include "engine/face/cascade_detector.h"

#include <opencv2/core.hpp>
#include <opencv2/objdetect.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace engine::face {

namespace {

constexpr double step = 1.1; // between scales
/// How small a face may be, and how many windows must agree.
struct Demand {
    int smallest = 60;  // pixels
    int neighbours = 6; // with fewer, leaves and walls become faces
};
constexpr int headNeighbours = 2, headShare = 6; // pictures of ours, black round the head
constexpr double sure = 20;                      // windows that count as certain

cv::Mat pictureOf(ByteView grey, int columns, int rows)
{
    // OpenCV only reads it, and has no read-only view.
    return {rows, columns, CV_8UC1, const_cast<std::uint8_t*>(grey.data())};
}

struct Found {
    std::vector<cv::Rect> places;
    std::vector<int> windows;
};

/// A cascade that is not there or breaks sees nothing.
Found look(cv::CascadeClassifier& cascade, const cv::Mat& picture, const Demand& demand)
{
    Found found;
    if (cascade.empty())
        return found;
    try {
        cascade.detectMultiScale(picture, found.places, found.windows, step, demand.neighbours, 0,
                                 {demand.smallest, demand.smallest});
    } catch (const cv::Exception&) {
        return {};
    }
    return found;
}

/// Opened while files may be opened, and read when somebody looks: few ever do.
class Cascade {
public:
    explicit Cascade(const std::string& path) : m_file{path, std::ios::binary} {}

    bool isThere() const { return m_file.is_open(); }
    /// A file that is not what it should be counts as none.
    cv::CascadeClassifier& read()
    {
        if (!m_isRead && m_file.is_open()) {
            m_isRead = true;
            const std::string text{std::istreambuf_iterator<char>{m_file}, {}};
            try {
                const cv::FileStorage content{text, cv::FileStorage::READ | cv::FileStorage::MEMORY};
                m_cascade.read(content.getFirstTopLevelNode());
            } catch (const cv::Exception&) {
                m_cascade = {};
            }
        }
        return m_cascade;
    }

private:
    std::ifstream m_file;
    cv::CascadeClassifier m_cascade;
    bool m_isRead = false;
};

}

struct CascadeDetector::Parts {
    Cascade profile, front;
};

CascadeDetector::CascadeDetector(std::unique_ptr<Parts> parts) : m_parts{std::move(parts)} {}
CascadeDetector::CascadeDetector(CascadeDetector&&) noexcept = default;
CascadeDetector::~CascadeDetector() = default;

CascadeDetector CascadeDetector::open(const std::string& folder)
{
    // One thread: workers are the unit of parallel work.
    cv::setNumThreads(1);
    return CascadeDetector{std::make_unique<Parts>(Parts{Cascade{folder + "/haarcascade_profileface.xml"},
                                                         Cascade{folder + "/haarcascade_frontalface_alt2.xml"}})};
}

bool CascadeDetector::isThere() const
{
    return m_parts->profile.isThere();
}

bool CascadeDetector::isFrontThere() const
{
    return m_parts->front.isThere();
}

bool CascadeDetector::seesFace(ByteView grey, int side)
{
    const Demand demand{side / headShare, headNeighbours};
    return isFrontThere() && !look(m_parts->front.read(), pictureOf(grey, side, side), demand).places.empty();
}

std::vector<FaceHit> CascadeDetector::findAll(ByteView grey, int columns, int rows)
{
    std::vector<FaceHit> hits;
    if (!isThere())
        return hits;
    const auto picture = pictureOf(grey, columns, rows);
    cv::Mat mirrored;
    cv::flip(picture, mirrored, 1);
    const auto take = [&](const Found& found, bool isMirrored) {
        for (std::size_t i = 0; i < found.places.size(); ++i) {
            const auto& place = found.places[i];
            const int left = isMirrored ? columns - place.x - place.width : place.x;
            hits.push_back({left, place.y, place.width, place.height, std::min(1.0, found.windows[i] / sure)});
        }
    };
    take(look(m_parts->profile.read(), picture, {}), false); // looks to one side only
    take(look(m_parts->profile.read(), mirrored, {}), true);
    std::stable_sort(hits.begin(), hits.end(),
                     [](const FaceHit& a, const FaceHit& b) { return a.confidence > b.confidence; });
    return hits;
}

}
