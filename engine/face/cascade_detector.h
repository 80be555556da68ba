// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/face_detector.h"

#include <memory>
#include <string>
#include <vector>

namespace engine::face {

/// OpenCV's cascades of Haar features (Viola and Jones 2001): for faces in profile, which dlib does not see, of 60
/// pixels and more, and for faces from in front. Now and then they see one where there is none. For one thread.
class CascadeDetector {
public:
    /// Opens the cascades of Debian's opencv-data in their folder, so that they can be read later without opening
    /// anything. Where one is missing, nothing is seen by it.
    static CascadeDetector open(const std::string& folder);
    CascadeDetector(CascadeDetector&&) noexcept;
    ~CascadeDetector();

    bool isThere() const;      ///< the one for profiles
    bool isFrontThere() const; ///< the one for faces from in front
    /// A face from in front in a square grey picture that is mostly head: a sixth of the side and more.
    bool seesFace(ByteView grey, int side);
    /// All faces of a grey picture in profile to either side, the surest first.
    std::vector<FaceHit> findAll(ByteView grey, int columns, int rows);

private:
    struct Parts;
    explicit CascadeDetector(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

}
