// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/affine.h"
#include "engine/pixels/row_part.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine::face {

/// Something a person put there by hand, in patient coordinates (LPS mm).
struct Solid {
    enum class Form { Box, Cylinder, Ball };
    Form form = Form::Box;
    Vector centre{}, half{}; ///< half its extent; of a cylinder (which stands along z) and a ball half[0] is the radius
    bool isKept = false;     ///< protects what it holds instead of cutting it
};
NLOHMANN_JSON_SERIALIZE_ENUM(Solid::Form, {{Solid::Form::Box, "box"},
                                           {Solid::Form::Cylinder, "cylinder"},
                                           {Solid::Form::Ball, "ball"}})
WIRE_FIELDS(Solid, form, centre, half, isKept)
constexpr std::size_t mostSolids = 256; ///< in one cut

/// How far back the wedge goes, template y: the second keeps pharynx and jaw, and more of the face's shape.
constexpr double deepLimit = 5, shallowLimit = 30;

/// What is taken away, as a function of patient coordinates: so one cut serves every series of a frame of reference,
/// and no mask is ever resampled. It does not follow the person's own skin: a shell of even thickness leaves the face
/// behind, a little further in.
///
/// The wedge lies below an oblique plane, 10 mm under the template's brain, and in front of a limit that curves back
/// with the jaw. Nothing above `floor` (BrainFloor) is ever cut, and nothing that a person protects.
struct Cut {
    Affine toTemplate; ///< LPS mm to the template's mm (x right, y in front, z up)
    bool hasWedge = true;
    double margin = 0;            ///< mm further below the brain; below 0 nearer to it
    double tilt = 0;              ///< degrees: above 0 more of the forehead goes
    double backLimit = deepLimit; ///< template y in the middle
    bool takesEars = false;
    std::vector<int> floor; ///< heights of BrainFloor
    std::vector<Solid> solids;
};
WIRE_FIELDS(Cut, toTemplate, hasWedge, margin, tilt, backLimit, takesEars, floor, solids)

/// A method in words, as `face --method` takes it and the journal keeps it: "wedge", "shallow" (keeps pharynx and jaw)
/// or "manual" (no wedge), each with "-ears" if wanted; then any of `margin=MM` (-40 to 40), `tilt=DEGREES` (-20 to
/// 20), `box=X/Y/Z/HX/HY/HZ`, `cylinder=X/Y/Z/R/HZ`, `ball=X/Y/Z/R` (Solid; with "keep-" before it, it protects), all
/// parted by commas: "wedge-ears,margin=-2,keep-ball=0/-40/10/15". Where the head lies is not in it. Nothing for other
/// words, and for a cut that takes nothing (`takesAnything`).
std::optional<Cut> cutOf(std::string_view text);
std::string inWords(const Cut& cut);
/// False where all there is in it protects.
bool takesAnything(const Cut& cut);

/// Where a picture lies: LPS mm of its first pixel, and of a step along a row and down a column.
struct FramePlace {
    Vector origin{}, alongRow{}, downColumn{};
};
WIRE_FIELDS(FramePlace, origin, alongRow, downColumn)

/// What a file writer needs to know of one frame.
struct FrameCut {
    FramePlace place;
    int fill = 0; ///< stored value
};
WIRE_FIELDS(FrameCut, place, fill)

/// A region of interest of another file (contours, segments), of which a cut takes so much.
struct RegionTaken {
    std::string name; ///< a value of the file; empty where the file could not be measured
    double share = 0; ///< 0 to 1; below 0 where nobody knows
};
WIRE_FIELDS(RegionTaken, name, share)

/// Answers for many places.
class Cutter {
public:
    explicit Cutter(const Cut& cut);

    bool takes(const Vector& position) const;
    /// A person protects it.
    bool isKept(const Vector& position) const;
    /// All that is cut out of one picture, row after row.
    std::vector<pixels::RowPart> partsOf(const FramePlace& frame, int columns, int rows) const;

private:
    using Solids = std::vector<const Solid*>;

    bool takes(const Vector& position, const Vector& place, const Solids& solids) const;
    bool isInWedge(const Vector& place) const;
    /// Those that a row of pixels may touch.
    Solids solidsAt(const Vector& first, const Vector& step, int columns) const;

    const Cut& m_cut;
    Solids m_solids;
    double m_slope, m_scale;
};

}
