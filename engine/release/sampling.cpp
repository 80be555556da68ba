// SPDX-License-Identifier: Apache-2.0
#include "engine/release/sampling.h"

#include <iomanip>
#include <sstream>

namespace engine::release {

namespace {

std::string percent(double share)
{
    std::ostringstream text;
    text << std::setprecision(3) << share * 100 << " %";
    return text.str();
}

/// "3 series", "1 patient".
std::string counted(std::int64_t number, const std::string& unit)
{
    const bool isSame = number == 1 || unit == "series";
    const auto many = unit == "study" ? "studies" : unit + "s";
    return std::to_string(number) + ' ' + (isSame ? unit : many);
}

std::string leakWords(const Sampling& sampling)
{
    if (sampling.leaks == 0)
        return "no leak was found";
    const auto repaired = sampling.leaks - sampling.withdrawn;
    std::string text;
    if (repaired > 0)
        text = std::to_string(repaired) + (repaired == 1 ? " leaked and was" : " leaked and were") +
               " repaired or left out";
    if (sampling.withdrawn > 0)
        text += (text.empty() ? "" : ", ") + std::to_string(sampling.withdrawn) +
                (sampling.withdrawn == 1 ? " was" : " were") +
                " judged to leak and, unchanged, by a later verdict not to";
    return text + ", and all of each stratum concerned was then inspected";
}

/// Two numbers: of what was drawn from, and of what leaves.
std::string leftWords(const Sampling& sampling)
{
    const auto left = sampling.size - sampling.leaving;
    if (left == 0 || sampling.leaving == 0)
        return {};
    return std::to_string(left) + " of them " + (left == 1 ? "was" : "were") +
           " left out after the draw: that bound is on all that were drawn from, and of the " +
           counted(sampling.leaving, sampling.unit) + " that " + (sampling.leaving == 1 ? "leaves" : "leave") +
           " at most " + std::to_string(sampling.remaining) + " (" +
           percent(static_cast<double>(sampling.remaining) / static_cast<double>(sampling.leaving)) +
           ") still leak, since a part holds no more than the whole. ";
}

}

std::string inWords(const Sampling& sampling, const std::string& reviewer, bool isReaderMeasured)
{
    const bool isWhole = sampling.inspected == sampling.size;
    std::ostringstream text;
    if (isWhole)
        text << (sampling.size == 1 ? "The one " + sampling.unit + " was"
                                    : "All " + counted(sampling.size, sampling.unit) + " were");
    else
        text << "Of " << counted(sampling.size, sampling.unit) << ' ' << sampling.inspected
             << ", drawn at random by strata (seed " << sampling.seed << "), were";
    text << " inspected by " << reviewer << "; " << leakWords(sampling) << ". With " << percent(sampling.confidence)
         << " confidence at most " << sampling.upper << " ("
         << percent(static_cast<double>(sampling.upper) / static_cast<double>(sampling.size))
         << ") of them leaked before repair, and at most " << sampling.remaining << " still do. " << leftWords(sampling)
         << (isReaderMeasured ? "This counts only what a reviewer sees: see the known cases. "
                              : "The reviewer's sensitivity was not measured by known cases, so this counts only what "
                                "a reviewer sees. ")
         << (isWhole ? "Not covered: what a reviewer overlooks; there is nothing that no person saw."
                     : "Not covered: the images that were not drawn were seen by no person.");
    if (sampling.judgedBefore > 0)
        text << " Changed after data were seen: " << sampling.judgedBefore
             << (sampling.judgedBefore == 1 ? " image had" : " images had") << " a verdict when this sample was drawn.";
    if (sampling.extensions > 0)
        text << " The sample was extended " << (sampling.extensions == 1 ? "once" : "more than once")
             << ", by the same seed, before any leak was found.";
    if (sampling.draws > 1)
        text << " It replaced " << (sampling.draws == 2 ? "an earlier draw." : "earlier draws.");
    return text.str();
}

}
