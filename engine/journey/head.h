// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/face/requests.h"
#include "engine/journey/head_record.h"
#include "engine/journey/steps.h"

#include <map>
#include <optional>

namespace engine::journey {

/// One picture of a series: a file, or a frame of one.
struct HeadFrame {
    std::size_t entry = 0;
    int number = 1;
    study::Instance instance; ///< as of a file that holds this frame alone
};

/// Where it lies; only of one whose geometry is known.
face::FramePlace placeOf(const study::Instance& instance);
/// All pictures of a series; a worker reads the places of files of many frames.
Result<std::vector<HeadFrame>> framesOf(const std::vector<study::Entry>& series, pool::Pool& pool,
                                        const Progress& progress);

/// A series to be assessed.
struct HeadQuestion {
    std::string series, files; ///< as in HeadRecord
    std::vector<study::Entry> entries;
    std::optional<face::Affine> anchor{}; ///< of another series of the same frame of reference; else it is looked for
};

/// A series as a volume that a worker holds: to look at, and to cut.
struct Head {
    std::vector<HeadFrame> frames; ///< of all entries, in their order
    AssembledVolume volume;
    pool::Lease lease; ///< of the worker that answers LookAt, TryCut and CheckCut about this head
    face::AssessFace::Answer seen;
};

/// A series put together, and what lay in which of its files.
struct SeriesVolume {
    std::vector<HeadFrame> frames; ///< of all entries, in their order
    AssembledVolume volume;
};
/// Unsupported with a code where the series is no volume (`ruleOf`, `planVolume`).
Result<SeriesVolume> volumeOf(const std::vector<study::Entry>& series, pool::Pool& pool, const Progress& progress);

/// Decodes the pictures as they came in; all arguments must outlive it.
DecodeInstance originals(const std::vector<HeadFrame>& frames, const std::vector<study::Entry>& series,
                         pool::Pool& pool, const Progress& progress);
/// In the worker of the lease, which holds the head from then on. `anchor`: where it lies; null finds it.
Result<face::AssessFace::Answer> assess(const AssembledVolume& volume, const face::Affine* anchor, pool::Lease& lease,
                                        const Progress& progress);

/// Puts the series together and assesses it. `anchor`: where the head lies; null finds it. Unsupported as `volumeOf`.
Result<Head> openHead(const std::vector<study::Entry>& series, const face::Affine* anchor, pool::Pool& pool,
                      const Progress& progress);

/// What else there is to say of the head before anybody decides. Adds to `seen`: "other-images" where pictures of the
/// series are no part of the volume (then nothing is C: nobody looked at them), and the class of further phases at the
/// same places, where it is worse. `isGuess`: the anchor came from another series; where the landmarks are not there,
/// it is none ("anchor-rejected").
Done lookFurther(Head& head, const std::vector<study::Entry>& series, bool isGuess, pool::Pool& pool,
                 const Progress& progress);

/// A picture of it, or of what TryCut or CheckCut left: square, grey, rows from the top.
Result<Bytes> lookAt(Head& head, const face::LookAt& look, const Progress& progress);

/// Which files can be cut, and with what they are filled.
struct HeadFiles {
    std::map<std::size_t, std::vector<face::FrameCut>> cuts; ///< number of the entry -> one for each of its frames
    std::map<std::size_t, std::string> leftOut; ///< number of the entry -> why: one frame that cannot be cut is enough
};
HeadFiles filesOf(const Head& head, const std::vector<study::Entry>& series, pool::Pool& pool,
                  const Progress& progress);

/// Why one series could not be looked at or cut: a code of ours, or words, but never a path.
std::string whyNot(const Error& error);

/// Assesses a series for a project. Only Cancelled is an Error. What keeps the series
/// from being looked at stands in the record; one whose worker was lost has no digest, so that it is tried again.
Result<HeadRecord> examineHead(const HeadQuestion& question, pool::Pool& pool, const Progress& progress);

/// Two places of a head that are further apart than two ways of finding one may be (12 mm), at the face or at the cut's
/// plane.
bool lieApart(const face::Anchor& one, const face::Anchor& other);
/// The surest of what several series of one frame of reference say of where the head lies. Null where none is sure, and
/// where two that are sure lie apart: the person moved, and nobody knows with which of them.
const face::AssessFace::Answer* surestOf(const std::vector<const face::AssessFace::Answer*>& all);

/// The wedge that is proposed for a head, not placed yet.
face::Cut usualCut(const face::AssessFace::Answer& seen);
/// Where the head lies goes into a cut that says how much.
face::Cut placed(face::Cut cut, const face::AssessFace::Answer& seen);

/// Looks at the files as they were written, at every phase of them: `decode` gives frame `number` of the file of an
/// entry. The answer has the worst of each; "elsewhere" where the head of a phase does not lie where the first one
/// does.
using DecodeWritten = std::function<Result<DecodedFrame>(std::size_t entry, int number)>;
struct WrittenHead {
    const std::vector<study::Entry>& series;
    face::Cut cut;
    DecodeWritten decode;
};
Result<face::CheckCut::Answer> checkCut(Head& head, const WrittenHead& written, pool::Pool& pool,
                                        const Progress& progress);

}
