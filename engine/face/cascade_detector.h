// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/face_detector.h"

#include <memory>
#include <string>
#include <vector>

namespace engine::face {

/// OpenCV's cascades of Haar features (Viola and Jones 2001), a second opinion besides dlib's detector: faces from in
/// front, and in profile, which dlib does not see. They see faces of 40 pixels and more, and now and then one where
/// there is none: what they say is advice, and proposes. For one thread.
class CascadeDetector {
public:
    /// Opens the cascades of Debian's opencv-data in its folder, so that they can be read later without opening
    /// anything. Where one is missing, it sees nothing.
    static CascadeDetector open(const std::string& folder);
    CascadeDetector(CascadeDetector&&) noexcept;
    ~CascadeDetector();

    bool isThere() const; ///< at least one cascade was found
    /// All faces of a grey picture, from in front and in profile to either side, the surest first.
    std::vector<FaceHit> findAll(ByteView grey, int columns, int rows);

private:
    struct Parts;
    explicit CascadeDetector(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

}
