// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/proof.h"

#include "engine/journey/cut_out.h"
#include "engine/journey/steps.h"
#include "engine/journey/upright.h"
#include "engine/pixels/turn.h"
#include "engine/text/requests.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace engine::journey {

namespace {

/// Words of three letters and digits or more, in small letters; other alphabets byte by byte.
std::set<std::string> wordsOf(std::string_view text)
{
    constexpr std::size_t shortest = 3;
    std::set<std::string> words;
    std::string word;
    const auto end = [&] {
        // A single character is what a reader makes of a blank's own edges, however many bytes it takes.
        const auto characters = std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; });
        if (word.size() >= shortest && characters > 1)
            words.insert(word);
        word.clear();
    };
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || std::isalnum(byte) != 0)
            word += static_cast<char>(std::tolower(byte));
        else
            end();
    }
    end();
    return words;
}

/// The same word, or four letters of it in a row: edges of boxes cut names, and readers stumble over what is left.
bool isSame(const std::string& a, const std::string& b)
{
    constexpr std::size_t longEnough = 4;
    for (std::size_t at = 0; at + longEnough <= a.size(); ++at) {
        if (b.find(a.substr(at, longEnough)) != std::string::npos)
            return true;
    }
    return a == b;
}

bool sharesWord(const std::set<std::string>& words, std::string_view text)
{
    const auto found = wordsOf(text);
    return std::any_of(found.begin(), found.end(), [&](const auto& one) {
        return std::any_of(words.begin(), words.end(), [&](const auto& removed) { return isSame(one, removed); });
    });
}

bool overlap(const pixels::Box& a, const pixels::Box& b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool isOn(const pixels::Box& box, int frame)
{
    return frame >= box.firstFrame && frame <= box.lastFrame;
}

/// First and last frame of each box, spread evenly where these are many.
std::vector<int> framesToRead(const std::vector<pixels::Box>& boxes)
{
    constexpr std::size_t most = 8;
    std::set<int> all;
    for (const auto& box : boxes) {
        all.insert(box.firstFrame);
        all.insert(box.lastFrame);
    }
    const std::vector<int> sorted{all.begin(), all.end()};
    if (sorted.size() <= most)
        return sorted;
    std::vector<int> some;
    for (std::size_t i = 0; i < most; ++i)
        some.push_back(sorted[i * (sorted.size() - 1) / (most - 1)]);
    return some;
}

class Reading {
public:
    Reading(const ProofTask& task, const Provers& provers, const Progress& progress)
        : m_task{task}, m_provers{provers}, m_progress{progress}
    {
        for (const auto& text : task.removed)
            m_words.merge(wordsOf(text));
    }

    bool isNeeded() const { return !m_words.empty(); }

    /// OpenFindings when a removed word is beside or inside a box of that frame.
    Done read(int frame) const
    {
        const auto decoded = decodeFrame(m_task.finished, frame, m_provers.fresh, m_progress);
        if (!decoded)
            return decoded.error();
        std::vector<pixels::Box> boxes, turned;
        std::copy_if(m_task.boxesUsed.begin(), m_task.boxesUsed.end(), std::back_inserter(boxes),
                     [&](const auto& box) { return isOn(box, frame); });
        for (const auto& box : boxes)
            turned.push_back(pixels::toUpright(box, decoded->frame));
        const auto shown = upright(*decoded); // text of a lying photograph reads upright only
        const auto cut = shown ? cutOut(*shown, turned) : Result<CutOut>{shown.error()};
        if (!cut)
            return cut.error();
        const text::FindText request{cut->picture.frame, frame, "max", {}};
        const auto found = m_provers.readers.call(
            pool::Kind::Text, request, {{cut->picture.samples.fd()}, nullptr, std::chrono::minutes{5}}, m_progress);
        if (!found)
            return found.error();
        const bool isLeft = std::any_of(found->found.begin(), found->found.end(), [&](const auto& one) {
            auto place = cut->placeInFrame(one.box);
            if (place)
                place = pixels::toStored(*place, decoded->frame);
            return place && isNear(boxes, *place) && !isKept(*place, frame) && sharesWord(m_words, one.text);
        });
        return isLeft
                   ? Done{Error{ErrorCode::OpenFindings, "removed text beside a box of frame " + std::to_string(frame)}}
                   : done();
    }

private:
    static bool isNear(const std::vector<pixels::Box>& boxes, const pixels::Box& place)
    {
        return std::any_of(boxes.begin(), boxes.end(), [&](const auto& box) { return overlap(box, place); });
    }

    bool isKept(const pixels::Box& place, int frame) const
    {
        const pixels::Box middle{place.x + place.width / 2, place.y + place.height / 2, 1, 1, 1, 1};
        return std::any_of(m_task.kept.begin(), m_task.kept.end(),
                           [&](const auto& box) { return isOn(box, frame) && overlap(box, middle); });
    }

    const ProofTask& m_task;
    const Provers& m_provers;
    const Progress& m_progress;
    std::set<std::string> m_words;
};

}

Result<release::Proof> prove(const ProofTask& task, const Provers& provers, const Progress& progress)
{
    if (task.boxesUsed.empty() && task.frameCuts.empty())
        return release::Proof{};
    const auto compared =
        provers.fresh.call(pool::Kind::Files, release::ComparePixels{task.boxesUsed, task.frameCuts, task.cut},
                           {{task.original.get(), task.finished.get()}, nullptr}, progress);
    if (!compared)
        return compared.error();
    if (compared->outsideChanged != 0)
        return Error{ErrorCode::Damaged, "pixels outside what was blanked"};
    release::Proof proof{static_cast<int>(task.boxesUsed.size()), 0, 0};
    const Reading reading{task, provers, progress};
    if (!reading.isNeeded())
        return proof;
    for (const int frame : framesToRead(task.boxesUsed)) {
        if (auto clean = reading.read(frame); !clean)
            return clean.error();
        ++proof.framesRead;
    }
    return proof;
}

}
