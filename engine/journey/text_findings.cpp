// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/text_findings.h"

#include "engine/base/hash.h"
#include "engine/pixels/overlap.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace engine::journey {

namespace {

/// The same thing seen again gets the same name.
std::string findingId(const std::string& item, const std::string& kind, const std::string& place)
{
    return "f" + toHex(sha256(viewOf(item + '\n' + kind + '\n' + place))).substr(0, 16);
}

review::Category categoryOf(const std::string& letter)
{
    static const std::map<std::string, review::Category> categories{{"N", review::Category::Name},
                                                                    {"I", review::Category::Id},
                                                                    {"D", review::Category::Date},
                                                                    {"P", review::Category::Place},
                                                                    {"O", review::Category::Other}};
    const auto found = categories.find(letter);
    return found == categories.end() ? review::Category::None : found->second;
}

std::string placeOf(const std::string& place, const pixels::Box& box)
{
    return place + ' ' + std::to_string(box.x) + ',' + std::to_string(box.y) + ',' + std::to_string(box.width) + ',' +
           std::to_string(box.height) + " frames " + std::to_string(box.firstFrame);
}

int gravityOf(const std::string& machine)
{
    return machine == "phi" ? 2 : machine == "unknown" ? 1 : 0;
}

bool isSamePlace(const pixels::Box& a, const pixels::Box& b)
{
    return std::abs(a.x - b.x) <= 4 && std::abs(a.y - b.y) <= 4 && std::abs(a.x + a.width - b.x - b.width) <= 8 &&
           std::abs(a.y + a.height - b.y - b.height) <= 4;
}

/// A large region has no sharp edges: most of what two of them are over is under both.
bool isSameRegion(const pixels::Box& a, const pixels::Box& b)
{
    const auto shared = sharedArea(a, b);
    return 10 * shared >= 7 * (areaOf(a) + areaOf(b) - shared);
}

bool areNeighboursInTime(const pixels::Box& a, const pixels::Box& b)
{
    return b.firstFrame <= a.lastFrame + 1 && b.lastFrame + 1 >= a.firstFrame;
}

constexpr std::string_view between = " | ", andMore = "…";
/// Of one finding, before `andMore`.
constexpr std::size_t mostTexts = 4;
/// Of a text that is told beside another: less is what noise reads as.
constexpr double sureEnough = 0.6;

std::vector<std::string> partsOf(std::string_view texts)
{
    std::vector<std::string> parts;
    while (!texts.empty()) {
        const auto end = std::min(texts.find(between), texts.size());
        parts.emplace_back(texts.substr(0, end));
        texts.remove_prefix(std::min(end + between.size(), texts.size()));
    }
    return parts;
}

std::set<std::string> pairsOfLetters(std::string_view text)
{
    std::string letters;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80 || std::isalnum(byte) != 0)
            letters += static_cast<char>(std::toupper(byte));
    }
    std::set<std::string> pairs;
    for (std::size_t i = 0; i + 1 < letters.size(); ++i)
        pairs.insert(letters.substr(i, 2));
    return pairs;
}

/// Whether `told` says what `text` says, but for what a reader stumbles over: one letter read otherwise makes two pairs
/// new. A name that stands behind the same words makes more.
bool says(const std::string& told, const std::string& text)
{
    constexpr std::size_t ofOneLetter = 2;
    const auto known = pairsOfLetters(told), pairs = pairsOfLetters(text);
    const auto fresh = static_cast<std::size_t>(
        std::count_if(pairs.begin(), pairs.end(), [&](const auto& pair) { return !known.contains(pair); }));
    return fresh <= ofOneLetter && 4 * fresh <= pairs.size();
}

/// `texts`, and what of `others` is none of them: who decides about a place reads all that stands there. Of what the
/// reader is not sure of (`areSure`), and of many, only that there is more.
std::string withOthers(const std::string& texts, const std::string& others, bool areSure)
{
    std::vector<std::string> all;
    bool isMore = false;
    for (const auto& one : partsOf(texts)) {
        if (one == andMore)
            isMore = true;
        else
            all.push_back(one);
    }
    for (const auto& other : partsOf(others)) {
        if (std::any_of(all.begin(), all.end(), [&](const auto& one) { return says(one, other); }))
            continue;
        if (other != andMore && areSure && all.size() < mostTexts)
            all.push_back(other);
        else
            isMore = true;
    }
    if (isMore)
        all.emplace_back(andMore);
    std::string joined;
    for (const auto& one : all)
        joined.append(joined.empty() ? "" : between).append(one);
    return joined;
}

/// Text at the same place in the same frames or the next is one box over all; of two opinions the graver holds. So is
/// what would have the same name: a box grows by what joins it, and then a later look sees the first place again.
bool joins(review::Finding& standing, const review::Finding& later)
{
    const bool isOneThing = standing.id == later.id ||
                            (areNeighboursInTime(standing.box, later.box) && isSamePlace(standing.box, later.box));
    if (isUnreadRegion(standing) || !isOneThing)
        return false;
    standing.box = around(standing.box, later.box);
    const bool isGraver = gravityOf(later.machine) > gravityOf(standing.machine) ||
                          (later.machine == standing.machine && later.confidence > standing.confidence);
    const auto& first = isGraver ? later : standing;
    const auto& second = isGraver ? standing : later;
    const bool isSure = second.confidence >= sureEnough;
    auto texts =
        first.text.empty() ? (isSure ? second.text : std::string{}) : withOthers(first.text, second.text, isSure);
    standing.text = std::move(texts);
    if (isGraver) {
        standing.confidence = later.confidence;
        standing.machine = later.machine;
        standing.category = later.category;
        standing.reasons = later.reasons;
        standing.proposed = later.proposed;
    }
    return true;
}

}

review::Finding findingOf(const std::string& item, const std::string& place, const text::FoundText& found)
{
    review::Finding finding;
    finding.id = findingId(item, "text", placeOf(place, found.box));
    finding.item = item;
    finding.place = place;
    finding.text = found.text;
    finding.box = found.box;
    finding.confidence = found.confidence;
    finding.machine = Json(found.verdict).get<std::string>();
    finding.category = categoryOf(found.category);
    finding.reasons = found.reasons;
    finding.proposed =
        found.verdict == text::Verdict::Safe ? review::FindingVerdict::Keep : review::FindingVerdict::Remove;
    return finding;
}

review::FindingId notExaminedId(const std::string& item)
{
    return findingId(item, "not-examined", "pixel");
}

review::Finding notExamined(const std::string& item, const std::string& reason)
{
    review::Finding finding;
    finding.id = notExaminedId(item);
    finding.item = item;
    finding.kind = review::FindingKind::NotExamined;
    finding.place = "pixel";
    finding.machine = "unknown";
    finding.reasons = {reason};
    return finding;
}

bool isCovered(const pixels::Box& box, const pixels::Box& by)
{
    const auto shared = sharedArea(box, by);
    return shared > 0 && 20 * shared >= 17 * areaOf(box);
}

std::size_t TextFindings::take(const text::FoundText& found)
{
    const auto later = findingOf(m_item, "pixel", found);
    const auto standing = std::find_if(firstOfSize(), m_all.end(), [&](auto& one) { return joins(one, later); });
    if (standing != m_all.end())
        return static_cast<std::size_t>(standing - m_all.begin());
    m_all.push_back(later);
    return m_all.size() - 1;
}

std::size_t TextFindings::takeUnread(const pixels::Box& box, const std::string& reason)
{
    const auto id = findingId(m_item, reason, placeOf("pixel", box));
    const auto isSame = [&](const review::Finding& one) {
        return one.id == id || (one.reasons == std::vector{reason} && areNeighboursInTime(one.box, box) &&
                                (reason == unreadEdges || isSamePlace(one.box, box) || isSameRegion(one.box, box)));
    };
    if (const auto standing = std::find_if(firstOfSize(), m_all.end(), isSame); standing != m_all.end()) {
        standing->box = around(standing->box, box);
        return static_cast<std::size_t>(standing - m_all.begin());
    }
    review::Finding finding;
    finding.id = id;
    finding.item = m_item;
    finding.place = "pixel";
    finding.box = box;
    finding.machine = "unknown";
    finding.reasons = {reason};
    finding.proposed = review::FindingVerdict::Keep;
    m_all.push_back(std::move(finding));
    return m_all.size() - 1;
}

void TextFindings::stayUntil(std::size_t place, int frame)
{
    auto& box = m_all[place].box;
    box.lastFrame = std::max(box.lastFrame, frame);
}

}
