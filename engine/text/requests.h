// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/pixels/box.h"
#include "engine/pixels/frame.h"

#include <array>
#include <optional>
#include <string_view>

namespace engine::text {

/// How thoroughly is looked: each sees what those before it see, and more.
enum class Mode { Quick, Standard, Max };
/// Nothing for a word that is none of quick, standard and max.
inline std::optional<Mode> modeOf(std::string_view name)
{
    if (name == "quick")
        return Mode::Quick;
    if (name == "standard")
        return Mode::Standard;
    return name == "max" ? std::optional{Mode::Max} : std::nullopt;
}

enum class Verdict { Phi, Unknown, Safe };
NLOHMANN_JSON_SERIALIZE_ENUM(Verdict, {{Verdict::Unknown, "unknown"}, {Verdict::Phi, "phi"}, {Verdict::Safe, "safe"}})

/// Text found in the pixels of one frame. `text` is a value of the patient.
struct FoundText {
    pixels::Box box;
    std::string text;      ///< as read; empty when it could not be read
    double confidence = 0; ///< of the reader, 0 to 1
    Verdict verdict = Verdict::Unknown;
    std::string category; ///< of Phi: N name, I id, D date, P place, O other; else empty
    /// Why, as `code` or `code:keyword`: "matches-header:PatientName", "date", "time", "phone", "age", "many-digits",
    /// "label", "vocabulary", "unread", "large-region" (too large for a line, and yet read), "passing" (read over
    /// several frames that differ), "barcode:qr-code" and its like.
    std::vector<std::string> reasons;
};
WIRE_FIELDS(FoundText, box, text, confidence, verdict, category, reasons)

/// Looks for text in one frame. Attachment: sealed memory with the samples as `frame.layout` says.
struct FindText {
    static constexpr std::string_view kind = "find-text";
    struct Answer {
        std::vector<FoundText> found;
        /// Areas that look written and are too large, or too thick and short, for a line, and in which nothing could be
        /// read. Not proposed to be blanked: for a person to look at.
        std::vector<pixels::Box> largeRegions;
        /// Around what a simpler look at edges takes for writing, one box at most, where nothing else was found: for a
        /// person, soon.
        std::vector<pixels::Box> edges;
    };
    pixels::Frame frame;
    int frameNumber = 1;                              ///< goes into the boxes
    std::string mode = "standard";                    ///< quick, standard, max
    std::vector<std::array<std::string, 2>> identity; ///< value and keyword: Instance::identity of this study
};
/// Looks for text in several frames of a clip at once. Attachments: sealed memory with the samples of each, all laid
/// out as `frame.layout` says, in their order in time; the first is one that was looked at alone.
struct FindInClip {
    static constexpr std::string_view kind = "find-in-clip";
    /// Passing: the brightest and the darkest that each pixel shows over these frames, so that text of any of them is
    /// seen. Still: their median, and where they are most alike, so that text which stays stands out from what moves.
    enum class Look { Passing, Still };
    struct Answer {
        /// Boxes from the second to the last frame of `scene` (Passing), from the first (Still). Green only where
        /// nothing moves under the box. Of Passing also, with the box of `known`, what comes to be read under one of
        /// these in a later frame: its frame is the first that shows it.
        std::vector<FoundText> found;
        /// As FindText::Answer tells them, over the same frames as `found`.
        std::vector<pixels::Box> largeRegions;
        /// How many frames from the first one on show the same scene; those after it were not looked at. At least 1.
        int scene = 1;
        /// Of Passing: places in the list of frames that want a look of their own, since edges look written there and
        /// nowhere else.
        std::vector<int> suspicious;
    };
    pixels::Frame frame;
    std::vector<int> frameNumbers; ///< one for each attachment, ascending
    Look look = Look::Passing;
    std::string mode = "standard";
    std::vector<std::array<std::string, 2>> identity;
    std::vector<pixels::Box> known; ///< blanked in all these frames anyway: what stays in them is not told again
};
NLOHMANN_JSON_SERIALIZE_ENUM(FindInClip::Look,
                             {{FindInClip::Look::Passing, "passing"}, {FindInClip::Look::Still, "still"}})
WIRE_FIELDS(FindInClip, frame, frameNumbers, look, mode, identity, known)
WIRE_FIELDS(FindInClip::Answer, found, largeRegions, scene, suspicious)

/// Words as a device would write them, as strokes: for known cases. Words of nobody, letters of ASCII.
struct DrawWords {
    static constexpr std::string_view kind = "draw-words";
    struct Answer {
        int width = 0, height = 0;
        std::vector<pixels::Patch> strokes; ///< inside 0, 0, width, height
    };
    std::string words;
    int height = 12; ///< of a capital letter, in pixels
    int font = 0;    ///< any number: one of a few
};
WIRE_FIELDS(DrawWords, words, height, font)
WIRE_FIELDS(DrawWords::Answer, width, height, strokes)

WIRE_FIELDS(FindText, frame, frameNumber, mode, identity)
WIRE_FIELDS(FindText::Answer, found, largeRegions, edges)

}
