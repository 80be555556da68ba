// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/face/caster.h"
#include "engine/face/affine.h"

#include <memory>
#include <optional>
#include <vector>

namespace engine::face {

/// A face that a machine sees in a picture: pixels from the left top.
struct FaceHit {
    int left = 0, top = 0, width = 0, height = 0;
    double confidence = 0; ///< above 0
};

/// Where the template lies, by landmarks of a face that was seen.
struct LandmarkFit {
    Affine toPatient; ///< the template's LPS mm to the patient's: a similarity
    double worst = 0; ///< mm between a landmark and where the fit puts it
    double scale = 1;
};

/// dlib's detector of faces from in front (HOG), and its 68 landmarks where their file is there. For one thread.
class FaceDetector {
public:
    /// Opens the landmark file, so that it can be read later without opening anything. An empty or missing path: no
    /// landmarks.
    static FaceDetector open(const std::string& landmarkFile);
    FaceDetector(FaceDetector&&) noexcept;
    ~FaceDetector();

    /// The surest face of a square grey picture.
    std::optional<FaceHit> find(ByteView grey, int side);
    /// All faces of a grey picture of any size, the surest first.
    std::vector<FaceHit> findAll(ByteView grey, int columns, int rows);
    /// The landmarks of `hit` brought back to the surface they lie on; nothing without the file, or with fewer than six
    /// of nine on the surface. Reads the file each time: its 100 MB do not stay.
    std::optional<LandmarkFit> fit(const Sight& sight, ByteView grey, const FaceHit& hit);

private:
    struct Parts;
    explicit FaceDetector(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> m_parts;
};

}
