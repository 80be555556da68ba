// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/score/key.h"
#include "engine/score/maps.h"
#include "engine/score/requests.h"

namespace engine::score {

enum class Outcome { Passed, Failed, NotJudged };

/// What came of one check. `found` is a value of the file.
struct Judgement {
    Outcome outcome = Outcome::Passed;
    std::string found;
    std::string reason; ///< words of ours; empty when passed
};

/// A finished file as its elements, by place.h.
class FinishedFile {
public:
    /// `output` relative to the result. BadArgument when the worker named a place that is none.
    static Result<FinishedFile> create(std::string output, ReadResult::Answer content);

    /// Where the element of that place may be now: items of a Content Sequence (0040,A730) have no fixed number, since
    /// others before them may have been removed. The place itself when there is no other.
    std::vector<std::string> placesLike(const std::string& place) const;
    const FoundElement* find(const std::string& place) const;
    /// The value, of a sequence all values below; empty when it is not there.
    std::string textAt(const std::string& place) const;
    std::string valueOf(const std::string& place) const; ///< of one element, without surrounding blanks
    const std::string& output() const { return m_output; }
    const ReadResult::Answer& content() const { return m_content; }

private:
    std::string m_output;
    ReadResult::Answer m_content;
    std::map<std::string, std::size_t> m_places;
    std::map<std::string, std::vector<std::string>> m_contentPlaces; ///< by place without numbers of content items
};

/// Judges what needs no pixels: all demands on elements, and text in preamble, file name and bitstreams.
Judgement judge(const Check& check, const FinishedFile& file, const Maps& maps);
/// Of a file that is not in the result: what had to go is gone, what had to stay is not there.
Judgement judgeMissing(const Check& check);
/// Texts that have to be looked for in the bytes of the whole file for this check.
std::vector<std::string> textsInBytes(const Check& check);

}
