// SPDX-License-Identifier: Apache-2.0
#include "engine/release/corrections.h"

#include <map>

namespace engine::release {

namespace {

std::string images(std::int64_t count)
{
    return std::to_string(count) + (count == 1 ? " image" : " images");
}

std::string verdictWords(const std::string& reading)
{
    return reading == "leak" ? "identity or for a second reader" : reading == "skip" ? "left out" : reading;
}

std::string howWords(const std::string& how)
{
    static const std::map<std::string, std::string> words{
        {"judged-anew", "the file had changed meanwhile"},
        {"repaired", "the file had been repaired"},
        {"corrected", "of the same file, with a reason that is in the journal"},
        {"taken-back", "by undo"},
        {"third-person", "decided by a third person, where two readers differed"}};
    const auto found = words.find(how);
    return found == words.end() ? how : found->second;
}

std::string placeOf(const Corrections::Draw& draw, std::size_t number, std::size_t draws)
{
    if (draw.time.empty())
        return draws == 1 ? "In all that was judged" : "Before anything was drawn";
    return "While draw " + std::to_string(number) + " was in force (" + draw.time + ", " + std::to_string(draw.drawn) +
           " of " + std::to_string(draw.size) + ", unit: " + draw.unit + ")";
}

std::string drawSentence(const Corrections::Draw& draw, std::size_t number, std::size_t draws)
{
    auto text = placeOf(draw, number, draws);
    if (draw.leakedImages == 0)
        return text + " no image was judged to hold identity.";
    text += ", " + images(draw.leakedImages) + (draw.leakedImages == 1 ? " was" : " were") + " judged to hold identity";
    if (draw.leaked > 0)
        text += ", in " + std::to_string(draw.leaked) + (draw.leaked == 1 ? " unit that was" : " units that were") +
                " drawn from";
    if (draw.takenBack > 0)
        text += "; of " + images(draw.takenBack) + " that was taken back by undo, as said by mistake";
    return text + '.';
}

}

std::vector<std::string> inWords(const Corrections& corrections)
{
    std::vector<std::string> sentences;
    std::size_t number = 0;
    for (const auto& draw : corrections.draws)
        sentences.push_back(drawSentence(draw, draw.time.empty() ? number : ++number, corrections.draws.size()));
    sentences.push_back(corrections.judgedAnew == 0
                            ? "No image was changed after it was judged."
                            : images(corrections.judgedAnew) + (corrections.judgedAnew == 1 ? " was" : " were") +
                                  " judged anew, because rules, texts, boxes or faces changed the file after it was "
                                  "judged.");
    return sentences;
}

std::vector<std::pair<std::string, std::string>> rowsOf(const Corrections& corrections)
{
    std::vector<std::pair<std::string, std::string>> rows;
    for (const auto& change : corrections.changes)
        rows.emplace_back(verdictWords(change.from) + ", then " +
                              (change.to == "none" ? "no verdict" : verdictWords(change.to)),
                          images(change.images) + ": " + howWords(change.how));
    return rows;
}

}
