// SPDX-License-Identifier: Apache-2.0
#include "engine/release/statement.h"

#include "engine/release/decoded.h"

#include <map>
#include <sstream>

namespace engine::release {

std::string counted(int number, const std::string& one, const std::string& many)
{
    return std::to_string(number) + ' ' + (number == 1 ? one : many);
}

Proof allProofs(const Manifest& manifest)
{
    Proof sum;
    for (const auto& file : manifest.files) {
        sum.boxes += file.proof.boxes;
        sum.outsideChanged += file.proof.outsideChanged;
        sum.framesRead += file.proof.framesRead;
    }
    return sum;
}

bool isDraft(const ReportContent& content)
{
    return content.manifest.status == "draft";
}

namespace {

std::string whoLooked(const ReportContent& content)
{
    const auto looks = content.manifest.looks.value_or(Looks{});
    const auto judges = whoJudged(looks, content.signer.name);
    if (content.manifest.sampling)
        return ' ' + inWords(*content.manifest.sampling, judges, content.manifest.knownCases.has_value());
    if (isDraft(content))
        return {};
    return (looks.notMeasured > 0 ? " Every released image was judged by "
                                  : " Every released image was shown to and judged by ") +
           judges + '.';
}

std::string proofSentence(const Manifest& manifest)
{
    const auto proof = allProofs(manifest);
    if (proof.boxes == 0)
        return {};
    return " The files with blanked boxes were decoded again by workers that did not write them: " +
           counted(static_cast<int>(proof.outsideChanged), "sample differs", "samples differ") + " outside " +
           counted(proof.boxes, "box", "boxes") + ", and " + counted(proof.framesRead, "frame was", "frames were") +
           " searched round them without finding a word of what was removed.";
}

std::string unreadSentence(const ReportContent& content)
{
    if (content.unreadKept == 0)
        return {};
    return ' ' + counted(content.unreadKept, "place", "places") +
           " that looked written and could not be read stayed after somebody had looked.";
}

std::string photographsSentence(const ReportContent& content)
{
    if (content.photographs == 0)
        return {};
    return ' ' + counted(content.photographs, "of the files is a photograph", "of the files are photographs") + ", " +
           std::to_string(content.unlinked) + " of them linked to no patient." + decodedSentence(content.manifest);
}

std::string draftSentence(const ReportContent& content)
{
    std::string text = "Draft: nobody has signed this, and nothing of it is released.";
    for (std::size_t i = 0; i < content.open.size(); ++i)
        text += (i == 0 ? " Open: " : "; ") + content.open[i];
    return text + (content.open.empty() ? " Nothing is open: it can be signed. " : ". As things stand: ");
}

}

std::string statement(const ReportContent& content)
{
    const auto& counts = content.manifest.counts;
    const bool draft = isDraft(content);
    const std::string files = draft ? "files that would leave" : "released files";
    std::ostringstream text;
    text << (draft ? draftSentence(content) : "") << "Of " << counted(counts.in, "input file", "input files") << ", "
         << counted(counts.written, draft ? "would leave, " : "was released, ",
                    draft ? "would leave, " : "were released, ")
         << counts.setAside << " set aside and " << counts.duplicate << " found to be duplicates. "
         << "The " << files << " belong to " << counted(content.patients, "patient", "patients") << ", "
         << counted(content.studies, "study", "studies") << " and " << content.series << " series."
         << photographsSentence(content) << whoLooked(content) << " In the " << files << ", "
         << counted(content.boxesBlanked, "box over text in the pixels was", "boxes over text in the pixels were")
         << " blanked, " << content.boxesKept << " kept." << unreadSentence(content) << proofSentence(content.manifest);
    return text.str();
}

std::string takenOnSentence(const ReportContent& content)
{
    static const std::map<std::string, std::string> words{{"hits", "a detector still sees a face"},
                                                          {"landmarks", "landmarks of the face are left"},
                                                          {"relief", "the fine shape of the face is left"},
                                                          {"share", "more than a quarter of the head is gone"},
                                                          {"regions", "regions of interest lost a part, or all"}};
    std::map<std::string, int> counts;
    for (const auto& head : content.heads) {
        for (const auto& failure : head.takenOn)
            ++counts[failure];
    }
    std::string text;
    for (const auto& [failure, count] : counts) {
        const auto known = words.find(failure);
        text += " In " + counted(count, "cut head ", "cut heads ") + (known == words.end() ? failure : known->second) +
                ", which the person who decided took on.";
    }
    if (content.followersCut > 0)
        text += ' ' +
                counted(content.followersCut, "series of contours, segments or doses",
                        "series of contours, segments or doses") +
                " lost what the head lost.";
    return text;
}

}
