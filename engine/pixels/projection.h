// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/pixels/box.h"
#include "engine/pixels/frame.h"
#include "engine/pixels/odd_frame.h"

#include <array>
#include <optional>

namespace engine::pixels {

/// Pictures of a whole stack, in each of which other text shows: see `workflows.md` §2 for what each was measured to
/// show. None shows mid-grey text over anatomy in a single slice well.
enum class Panel {
    Brightest, ///< light text on dark
    Change,    ///< the greatest difference between a frame and the one before: text that comes or goes
    Strokes,   ///< thin lines, bright or dark, at most eight pixels wide (top-hat and black-hat)
    Average,   ///< what stays
    Darkest    ///< dark text on light
};
inline constexpr std::array panels{Panel::Brightest, Panel::Change, Panel::Strokes, Panel::Average, Panel::Darkest};

/// Gathers the frames of a stack one after the other, from their full stored values: a window comes after it, never
/// before. Bright is what is bright on the screen, also of inverted images. Colours are gathered each by itself.
class Projector {
public:
    /// `wanted`: those that cost nothing to leave out are Change and Strokes.
    explicit Projector(const Frame& first, bool isBrightestOnly = false);

    /// Samples as `first` said. What lies in one of `hidden` is not looked at. BadArgument for too few samples.
    Done add(ByteView samples, const std::vector<Box>& hidden = {});
    int frames() const { return m_frames; }

    /// In rescaled values of the image, as a window has them.
    struct Range {
        double low = 0, high = 0;
    };
    /// 8 bits a sample, grey or RGB: from `range`, else from the lowest to the highest value of the panel. Where
    /// nothing was looked at it is black.
    Bytes picture(Panel panel, std::optional<Range> range = {}) const;

    struct Odd {
        int index = 0; ///< 0-based, of those added
        Bytes picture;
    };
    /// The frame most unlike its neighbours, as `picture` shows the panels. Nothing of a Projector for Brightest only.
    Odd odd() const;

private:
    using Plane = std::vector<float>;

    void read(ByteView samples);
    void gather(std::size_t from, std::size_t to);
    void findStrokes();
    Plane of(Panel panel) const;
    Bytes shown(const Plane& plane, std::optional<Range> range) const;

    Frame m_kind;
    bool m_isBrightestOnly;
    int m_frames = 0;
    Plane m_now, m_before, m_high, m_low, m_sum, m_change, m_strokes;
    OddFrame m_odd;
};

}
