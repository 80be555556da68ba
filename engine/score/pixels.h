// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/progress.h"
#include "engine/pool/pool.h"
#include "engine/score/judge.h"

namespace engine::score {

/// Judges the pixels of one finished file; keeps what it has read of them. Not for two threads.
class PixelJudge {
public:
    /// `original` is empty when it is not at hand. All outlive the judge.
    PixelJudge(const FinishedFile& file, const Descriptor& written, const Descriptor& original, pool::Pool& pool,
               const Progress& progress);
    ~PixelJudge();

    /// pixels_hidden: the reader finds no word of the text inside the box (or, without a box, anywhere) in any of its
    /// frames; an overlay or icon has to be gone. What the program cannot tell is NotJudged, with its reason.
    /// pixels_retained: the bytes of Pixel Data are those of the key's MD5 or of the original; where they are not and
    /// the key names a box, the decoded samples inside it. Cancelled.
    Result<Judgement> judge(const Check& check);

private:
    class Looking;
    std::unique_ptr<Looking> m_looking;
};

}
