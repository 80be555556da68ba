// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/cut.h"
#include "engine/pixels/box.h"
#include "engine/profile/requests.h"

#include <map>

namespace engine::release {

/// What a written file may claim to be. One writer for all; see `docs/architecture.md`.
enum class Status {
    Part,     ///< pixels changed, identity still in the header
    Draft,    ///< cleaned, not reviewed
    Candidate ///< cleaned as a person decided: the exact bytes that may be signed
};
NLOHMANN_JSON_SERIALIZE_ENUM(Status,
                             {{Status::Part, "part"}, {Status::Draft, "draft"}, {Status::Candidate, "candidate"}})

/// What a second look at a finished file with blanked boxes found, by workers that had no part in writing it.
struct Proof {
    int boxes = 0;                    ///< 0: nothing was blanked in the pixels, and nothing was looked at
    std::uint64_t outsideChanged = 0; ///< samples outside the boxes that differ from the original's
    int framesRead = 0;               ///< in which removed text was searched for round the boxes, in mode max

    bool operator==(const Proof&) const = default;
};
WIRE_FIELDS(Proof, boxes, outsideChanged, framesRead)

/// Decodes original and finished file. Attachments: both, in that order. Damaged when a box is not flat.
struct ComparePixels {
    static constexpr std::string_view kind = "compare-pixels";
    struct Answer {
        std::uint64_t outsideChanged = 0;
    };
    std::vector<pixels::Box> boxesUsed;
    std::vector<face::FrameCut> frameCuts{}; ///< as in Write: what they cut may differ too
    face::Cut cut{};
};
WIRE_FIELDS(ComparePixels, boxesUsed, frameCuts, cut)
WIRE_FIELDS(ComparePixels::Answer, outsideChanged)

/// Writes one cleaned file. Attachments: the original (read only), the new file (empty, readable and writable).
/// The worker reads the new file back before it answers; what does not hold is an Error and the caller drops the file.
struct Write {
    static constexpr std::string_view kind = "write";
    struct Answer {
        std::string pseudonym, studyUid, seriesUid, sopInstanceUid; ///< new ones; old ones in a part
        std::string sopClassUid, modality, transferSyntaxUid;
        std::string format;                 ///< of a photograph: "jpeg", "png", ...; empty for DICOM
        std::vector<std::string> pixels;    ///< "untouched" | "redacted" | "defaced" | "stripped" | "re-encoded" |
                                            ///< "decoded-from-heic", ... (several may hold)
        std::map<std::string, int> actions; ///< X Z D U K C -> elements
        std::vector<std::array<std::string, 2>> newUids;   ///< old, new: every one met, also those only referenced
        std::vector<std::array<std::string, 2>> newPeople; ///< old Patient ID, pseudonym
        std::vector<std::array<std::string, 2>> daysMoved; ///< old Patient ID, "-123": where dates are moved
        std::vector<pixels::Box> boxesUsed;                ///< as widened to the codec's grid, in the order of `boxes`
        std::string method;                   ///< of redaction: compressed-domain | lossless | uncompressed, or empty
        std::uint64_t outsideChanged = 0;     ///< samples outside the used boxes that differ in the written file
        std::vector<profile::KeptText> texts; ///< free texts that stay, as cleaned
        std::vector<std::array<std::string, 3>> doubts; ///< place, kind, text: what a person should look at
        std::map<std::string, int> searched; ///< kind -> strings taken away that were looked for in the finished file
        std::map<std::string, int> exempt;   ///< reason -> strings that were not
        Proof proof;                         ///< empty from the worker: the caller has it made by others
        std::string sha256;     ///< hexadecimal; as `size` empty from the worker: the caller measures the bytes itself
        std::uint64_t size = 0; ///< bytes
    };
    Status status = Status::Draft;
    profile::Rules rules;
    crosswalk::Secrets secrets;
    profile::Surroundings surroundings;
    std::vector<pixels::Box> boxes;           ///< to blank
    std::vector<pixels::LayerBox> layerBoxes; ///< to blank in overlays, icon or unused bits
    bool fillGiven = false;
    int fill = 0;                ///< stored value, or grey of colour
    bool pixelsReviewed = false; ///< every frame examined, every box decided: (0028,0301) NO and 113101
    profile::Faces faces = profile::Faces::Unknown;
    /// Of a series whose face is taken away: one entry a frame, also where the cut does not reach the frame. The whole
    /// series is called derived, since readers split volumes of mixed kinds. Empty: no cut.
    std::vector<face::FrameCut> frameCuts{};
    face::Cut cut{};
    bool clipsContours = false; ///< of a structure set: `cut` takes the points inside it out of all contours
    /// Of a photograph: the Patient ID that it was linked to. Empty: to none.
    std::string linkedTo{};
    bool asDicom = false; ///< a photograph becomes a DICOM object
    /// Of a picture that a separate program made of a file ("HEIC", "PDF"): what that was. It goes
    /// into Answer::pixels, in small letters with dashes.
    std::string decodedFrom{};
};
WIRE_FIELDS(Write, status, rules, secrets, surroundings, boxes, layerBoxes, fillGiven, fill, pixelsReviewed, faces,
            frameCuts, cut, clipsContours, linkedTo, asDicom, decodedFrom)
WIRE_FIELDS(Write::Answer, pseudonym, studyUid, seriesUid, sopInstanceUid, sopClassUid, modality, transferSyntaxUid,
            format, pixels, actions, newUids, newPeople, daysMoved, boxesUsed, method, outsideChanged, texts, doubts,
            searched, exempt, proof, sha256, size)

/// Reads a structure set that was clipped. Attachment: the file. Unsupported for contours that are no list of places.
struct CountPoints {
    static constexpr std::string_view kind = "count-points";
    struct Answer {
        std::uint64_t inside = 0; ///< points of contours that the cut would take
    };
    face::Cut cut;
};
WIRE_FIELDS(CountPoints, cut)
WIRE_FIELDS(CountPoints::Answer, inside)

/// Reads a candidate again in a fresh worker before it is signed. Attachment: the candidate.
struct ReadBack {
    static constexpr std::string_view kind = "read-back";
    struct Answer {
        std::string sopInstanceUid, sha256;
        int frames = 0;
    };
    bool decodePixels = true;
};
WIRE_FIELDS(ReadBack, decodePixels)
WIRE_FIELDS(ReadBack::Answer, sopInstanceUid, sha256, frames)

}
