// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"
#include "engine/face/cut.h"

#include <array>
#include <string>
#include <vector>

namespace engine::face {

/// A regular grid of 16-bit samples (rescaled, clamped; CT in HU), column fastest, then row, then slice.
struct Volume {
    std::array<int, 3> size{}; ///< columns, rows, slices
    /// Patient coordinates (LPS, mm) of index (0,0,0), and of one step along column, row and slice index.
    std::array<double, 3> origin{};
    std::array<std::array<double, 3>, 3> step{};
    bool isHounsfield = false; ///< CT: the skin lies at -300 HU; else a histogram rule finds it

    std::size_t bytes() const
    {
        return 2 * static_cast<std::size_t>(size[0]) * static_cast<std::size_t>(size[1]) *
               static_cast<std::size_t>(size[2]);
    }
};
WIRE_FIELDS(Volume, size, origin, step, isHounsfield)

/// Makes the skin surface and keeps it in this worker until the next LoadVolume (use a Lease). Attachment: sealed
/// memory with the samples.
struct LoadVolume {
    static constexpr std::string_view kind = "load-volume";
    struct Answer {
        double threshold = 0; ///< of the skin, in sample values
        std::uint64_t triangles = 0;
        std::array<double, 6> bounds{}; ///< LPS mm: low and high of x, y, z
    };
    Volume volume;
    bool thresholdGiven = false;
    double threshold = 0;
};
WIRE_FIELDS(LoadVolume, volume, thresholdGiven, threshold)
WIRE_FIELDS(LoadVolume::Answer, threshold, triangles, bounds)

/// The surface that a cut would leave, beside the one that was loaded. Attachment: the samples. NotFound before
/// LoadVolume.
struct LoadCut {
    static constexpr std::string_view kind = "load-cut";
    struct Answer {
        std::uint64_t triangles = 0;
    };
    Volume volume;
    double threshold = 0; ///< of the skin, as LoadVolume found it
    Cut cut;
};
WIRE_FIELDS(LoadCut, volume, threshold, cut)
WIRE_FIELDS(LoadCut::Answer, triangles)

/// A picture of what was loaded. Output memory: RGBA, 8 bit, rows from the top, width x height x 4 bytes.
/// NotFound when nothing was loaded in this worker; Unsupported, "no-bone", for bone where samples are no HU.
struct RenderFace {
    static constexpr std::string_view kind = "render-face";
    struct Answer {
        int width = 0, height = 0;
    };
    enum class Preset { Skin, Bone, Brightest, Contour }; ///< Brightest: the brightest sample along each line of sight
    enum class Light { Headlight, Top30, Top50 };         ///< from the eye, or degrees above it
    double azimuth = 0;   ///< degrees; 0 looks at the face from in front (from -Y, LPS), +90 at the person's left side
    double elevation = 0; ///< degrees; +90 looks from above (+Z), -90 from below
    double zoom = 1;
    int width = 512, height = 512;
    bool draft = false;   ///< coarse and fast, while the mouse drags
    bool isAfter = false; ///< of what LoadCut left, in the same place
    Preset preset = Preset::Skin;
    Light light = Light::Headlight;
};
NLOHMANN_JSON_SERIALIZE_ENUM(RenderFace::Preset, {{RenderFace::Preset::Skin, "skin"},
                                                  {RenderFace::Preset::Bone, "bone"},
                                                  {RenderFace::Preset::Brightest, "brightest"},
                                                  {RenderFace::Preset::Contour, "contour"}})
NLOHMANN_JSON_SERIALIZE_ENUM(RenderFace::Light, {{RenderFace::Light::Headlight, "headlight"},
                                                 {RenderFace::Light::Top30, "top30"},
                                                 {RenderFace::Light::Top50, "top50"}})
WIRE_FIELDS(RenderFace, azimuth, elevation, zoom, width, height, draft, isAfter, preset, light)
WIRE_FIELDS(RenderFace::Answer, width, height)

/// A plane through the volume with what a cut takes. Attachment: the samples; output memory as RenderFace.
struct DrawPlane {
    static constexpr std::string_view kind = "draw-plane";
    struct Answer {
        int width = 0, height = 0;
    };
    enum class Plane { Axial, Coronal, Sagittal };
    Volume volume;
    Plane plane = Plane::Axial;
    Vector centre{};       ///< LPS mm, in the middle of the picture
    double mmPerPixel = 1; ///< above 0
    int width = 256, height = 256;
    bool isCut = false;
    Cut cut;
};
NLOHMANN_JSON_SERIALIZE_ENUM(DrawPlane::Plane, {{DrawPlane::Plane::Axial, "axial"},
                                                {DrawPlane::Plane::Coronal, "coronal"},
                                                {DrawPlane::Plane::Sagittal, "sagittal"}})
WIRE_FIELDS(DrawPlane, volume, plane, centre, mmPerPixel, width, height, isCut, cut)
WIRE_FIELDS(DrawPlane::Answer, width, height)

/// How sure it is where the head lies.
struct Anchor {
    std::string method = "none"; ///< registration | landmarks | given | none
    double cost = 0;             ///< of the registration; above -1.07 it found nothing
    double apart = -1;           ///< mm between the two anchors at the face; below 0 where there is one at most
    bool ok = false;             ///< a cut may rest on it
    Affine toTemplate;           ///< LPS mm to the template's (x right, y in front, z up)
};
WIRE_FIELDS(Anchor, method, cost, apart, ok, toTemplate)

/// Is there a face? Never one number: what of it is where a face has it, what a detector sees, how fine it is, and
/// how sure all that is. Keeps the head in this worker for CheckCut and LookAt (use a Lease). Attachment: samples.
struct AssessFace {
    static constexpr std::string_view kind = "assess-face";
    struct Answer {
        std::string faceClass;                   ///< A face | B part of one | C none | U undecided: a person must look
        double threshold = 0;                    ///< of the skin, in sample values
        double background = 0;                   ///< of the air, in sample values
        std::vector<std::string> inField, found; ///< landmarks that the volume reaches; those with skin near them
        int hits = 0, views = 0;                 ///< pictures in which the detector sees a face
        double bestConfidence = 0, bestYaw = 0, bestPitch = 0;
        /// By a second detector, which sees faces in skulls too: advice, never part of the class. No views without it.
        int adviceHits = 0, adviceViews = 0;
        Anchor anchor;
        std::vector<int> brainFloor; ///< heights for Cut::floor
        double sliceMm = 0, voxelMm = 0;
        std::vector<std::string> reasons; ///< codes, see `assess.h`
        double tilt = 0;                  ///< of the usual cut, degrees: `Cut::tilt`
    };
    Volume volume;
    bool thresholdGiven = false;
    double threshold = 0;
    bool anchorGiven = false; ///< of another series of the same frame of reference
    Affine toTemplate;
};
WIRE_FIELDS(AssessFace, volume, thresholdGiven, threshold, anchorGiven, toTemplate)
WIRE_FIELDS_OR_DEFAULTS(AssessFace::Answer, faceClass, threshold, background, inField, found, hits, views,
                        bestConfidence, bestYaw, bestPitch, adviceHits, adviceViews, anchor, brainFloor, sliceMm,
                        voxelMm, reasons, tilt)

/// Is the face gone, and nothing else? Compares the head of the last AssessFace with the same volume as it was written.
/// Attachments: the samples before, the samples after. NotFound without a head. "elsewhere" is for whoever checks
/// several phases: the head of one lies elsewhere.
struct CheckCut {
    static constexpr std::string_view kind = "check-cut";
    struct Answer {
        bool passed = false;
        std::string faceClass;
        std::vector<std::string> found;
        int hits = 0, views = 0;
        int adviceHits = 0, adviceViews = 0; ///< as of AssessFace; no failure comes of it
        double relief = 0;                   ///< correlation of the face's fine shape before and after, -1 to 1
        std::uint64_t changed = 0, protectedChanged = 0, outsideChanged = 0; ///< samples
        double shareOfHead = 0;
        /// hits | landmarks | relief | brain | share | outside | elsewhere | regions
        std::vector<std::string> failures;
        std::vector<RegionTaken> regions; ///< of other files: added by journey/regions.h, with "regions"
    };
    Volume volume;
    Cut cut;
    /// Where the slices lie that the volume was put together of, in its own slices, upwards; empty where each is one of
    /// its own. A sample between two of them holds something of both.
    std::vector<double> places;
};
WIRE_FIELDS(CheckCut, volume, cut, places)
WIRE_FIELDS_OR_DEFAULTS(CheckCut::Answer, passed, faceClass, found, hits, views, adviceHits, adviceViews, relief,
                        changed, protectedChanged, outsideChanged, shareOfHead, failures, regions)

/// The same of a cut that nothing was written of yet, made in memory: what it would leave. Attachment: the samples.
struct TryCut {
    static constexpr std::string_view kind = "try-cut";
    using Answer = CheckCut::Answer;
    Volume volume;
    Cut cut;
};
WIRE_FIELDS(TryCut, volume, cut)

/// A picture of the head of the last AssessFace, or of what CheckCut or TryCut left of it: own first hits, no OpenGL.
/// Output memory: side x side bytes of grey. NotFound without a head, or before a check.
struct LookAt {
    static constexpr std::string_view kind = "look-at";
    struct Answer {
        int side = 0;
    };
    double yaw = 0;   ///< degrees; 0 from in front, above 0 from the person's left
    double pitch = 0; ///< degrees; above 0 from above
    int side = 512;
    bool isAfter = false;
};
WIRE_FIELDS(LookAt, yaw, pitch, side, isAfter)
WIRE_FIELDS(LookAt::Answer, side)

}
