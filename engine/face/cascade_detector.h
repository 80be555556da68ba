// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/face_detector.h"

#include <memory>
#include <string>
#include <vector>

namespace engine::face {

/// OpenCV's cascade of Haar features (Viola and Jones 2001) for faces in profile, which dlib does not see: of 60 pixels
/// and more. Now and then it sees one where there is none. For one thread.
class CascadeDetector {
public:
    /// Opens the cascade of Debian's opencv-data in its folder, so that it can be read later without opening anything.
    /// Where it is missing, nothing is seen.
    static CascadeDetector open(const std::string& folder);
    CascadeDetector(CascadeDetector&&) noexcept;
    ~CascadeDetector();

    bool isThere() const;
    /// All faces of a grey picture in profile to either side, the surest first.
    std::vector<FaceHit> findAll(ByteView grey, int columns, int rows);

private:
    struct Parts;
    explicit CascadeDetector(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

}
