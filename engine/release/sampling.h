// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/wire.h"

#include <string>
#include <vector>

namespace engine::release {

/// What was inspected of a release and what that says of the rest: for manifest and report. No value of a patient; of
/// the names only those that are released, or would have been when the sample was drawn.
///
/// Units can leave the lot after the draw (a head is left out, a patient withdrawn). The bound stays one on the lot
/// that was drawn from, and holds as a number for what is left of it however that was chosen: a part of a lot holds no
/// more failing units than the whole. The rate is then that number over what leaves, which is wider than a bound
/// reckoned anew from the smaller lot; that one would need a choice that did not depend on what was seen (domain
/// estimation: Cochran, Sampling Techniques, 1977, 2.11). Nothing can come into a lot: another draw is asked for.
struct Sampling {
    struct Stratum {
        std::string name;
        std::int64_t size = 0, inspected = 0, leaks = 0; ///< units
        bool whole = false;                              ///< all were to be inspected from the start
        std::int64_t planned = 0;       ///< the first so many of `names` by HMAC-SHA256(seed, name) are the sample
        std::vector<std::string> names; ///< all that was drawn from, in the order of their names
        std::vector<std::string> left;  ///< of those, what was left out since, and is not in the release
    };
    std::string unit; ///< patient | study | series | instance
    double tolerate = 0, confidence = 0;
    std::string seed, listSha256;
    std::vector<std::string> drawn; ///< UIDs or pseudonyms, in the order of the draw within each stratum
    std::vector<Stratum> strata;
    std::int64_t size = 0, inspected = 0, leaks = 0;
    std::int64_t withdrawn = 0;    ///< of the leaks: a later verdict on the same file says that there is none
    std::int64_t upper = 0;        ///< bound on the units that leaked before repair, of all that were drawn from
    std::int64_t remaining = 0;    ///< and on those that leave and still do
    std::int64_t leaving = 0;      ///< of the units that were drawn from
    std::int64_t bonferroni = 0;   ///< the wider, simple bound, for comparison
    std::int64_t judgedBefore = 0; ///< images that had a verdict when the sample was drawn
    std::int64_t draws = 1;        ///< this one and those it replaced
    std::int64_t extensions = 0;   ///< how often it was extended, by the same seed
};
WIRE_FIELDS_OR_DEFAULTS(Sampling::Stratum, name, size, inspected, leaks, whole, planned, names, left)
WIRE_FIELDS_OR_DEFAULTS(Sampling, unit, tolerate, confidence, seed, listSha256, drawn, strata, size, inspected, leaks,
                        withdrawn, upper, remaining, leaving, bonferroni, judgedBefore, draws, extensions)

/// "Of N=... series, n=... drawn at random (seed ...) were inspected by ...": what a report has to say about it.
/// `isReaderMeasured`: by known cases, which then say what that makes of the bound.
std::string inWords(const Sampling& sampling, const std::string& reviewer, bool isReaderMeasured);

}
