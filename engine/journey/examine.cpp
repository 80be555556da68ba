// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/steps.h"

#include "engine/base/hash.h"
#include "engine/text/requests.h"

#include <algorithm>
#include <map>

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

std::string placeOf(const pixels::Box& box)
{
    return "pixel " + std::to_string(box.x) + ',' + std::to_string(box.y) + ',' + std::to_string(box.width) + ',' +
           std::to_string(box.height) + " frames " + std::to_string(box.firstFrame);
}

review::Finding findingOf(const std::string& item, const text::FoundText& found)
{
    review::Finding finding;
    finding.id = findingId(item, "text", placeOf(found.box));
    finding.item = item;
    finding.place = "pixel";
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

int gravityOf(const std::string& machine)
{
    return machine == "phi" ? 2 : machine == "unknown" ? 1 : 0;
}

bool isSamePlace(const pixels::Box& a, const pixels::Box& b)
{
    return std::abs(a.x - b.x) <= 4 && std::abs(a.y - b.y) <= 4 && std::abs(a.x + a.width - b.x - b.width) <= 8 &&
           std::abs(a.y + a.height - b.y - b.height) <= 4;
}

/// Text at the same place in the next frame is one box over both; of two opinions the graver holds.
bool joins(review::Finding& standing, const review::Finding& later)
{
    auto& a = standing.box;
    const auto& b = later.box;
    if (a.lastFrame + 1 != b.firstFrame || !isSamePlace(a, b))
        return false;
    const int right = std::max(a.x + a.width, b.x + b.width);
    const int bottom = std::max(a.y + a.height, b.y + b.height);
    const int left = std::min(a.x, b.x);
    const int top = std::min(a.y, b.y);
    a = {left, top, right - left, bottom - top, a.firstFrame, b.lastFrame};
    if (gravityOf(later.machine) > gravityOf(standing.machine) ||
        (later.machine == standing.machine && later.confidence > standing.confidence)) {
        standing.text = later.text;
        standing.confidence = later.confidence;
        standing.machine = later.machine;
        standing.category = later.category;
        standing.reasons = later.reasons;
        standing.proposed = later.proposed;
    }
    return true;
}

review::Finding notExamined(const std::string& item, const std::string& reason)
{
    review::Finding finding;
    finding.id = findingId(item, "not-examined", "pixel");
    finding.item = item;
    finding.kind = review::FindingKind::NotExamined;
    finding.place = "pixel";
    finding.machine = "unknown";
    finding.reasons = {reason};
    return finding;
}

/// Looks through the frames of one instance, in order.
class TextSearch {
public:
    TextSearch(const study::Entry& entry, const std::string& mode, pool::Pool& pool, const Progress& progress)
        : m_entry{entry}, m_mode{mode}, m_pool{pool}, m_progress{progress}
    {
        m_answer.item = entry.id;
        m_answer.what = "text";
        m_answer.framesTotal = entry.instance.frames;
    }

    Result<Examined> run()
    {
        const auto file = openSource(m_entry.source, m_pool, m_progress);
        if (!file)
            return file.error();
        for (int frame = 1; frame <= m_answer.framesTotal; ++frame) {
            if (m_progress.stopped())
                return Error{ErrorCode::Cancelled, m_entry.id};
            auto found = lookAt(*file, frame);
            if (!found && found.error().code == ErrorCode::Cancelled)
                return found.error();
            if (!found) {
                giveUp(frame, found.error());
                break;
            }
            take(frame, *found);
            ++m_answer.framesExamined;
            m_progress.report(static_cast<std::size_t>(frame), static_cast<std::size_t>(m_answer.framesTotal));
        }
        return std::move(m_answer);
    }

private:
    Result<std::vector<text::FoundText>> lookAt(const Descriptor& file, int frame)
    {
        const auto decoded = decodeFrame(file, frame, m_pool, m_progress);
        if (!decoded)
            return decoded.error();
        const auto digest = sha256(std::as_const(decoded->samples).bytes().first(decoded->frame.layout.bytes()));
        if (frame > 1 && digest == m_lastDigest)
            return m_lastFound; // a still clip: the same samples hold the same text
        text::FindText request{decoded->frame, frame, m_mode, m_entry.instance.identity};
        auto answer = m_pool.call(pool::Kind::Text, request, {{decoded->samples.fd()}, nullptr}, m_progress);
        if (!answer)
            return answer.error();
        for (const auto& one : answer->found) {
            const auto& box = one.box;
            const bool isInside = box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 &&
                                  box.width <= decoded->frame.layout.columns - box.x &&
                                  box.height <= decoded->frame.layout.rows - box.y;
            if (!isInside)
                return Error{ErrorCode::WorkerRefused, "frame " + std::to_string(frame)};
        }
        m_lastDigest = digest;
        m_lastFound = std::move(answer->found);
        return m_lastFound;
    }

    void take(int frame, const std::vector<text::FoundText>& found)
    {
        auto& findings = m_answer.findings;
        for (auto one : found) {
            one.box.firstFrame = one.box.lastFrame = frame;
            const auto later = findingOf(m_entry.id, one);
            const bool joined =
                std::any_of(findings.begin(), findings.end(), [&](auto& standing) { return joins(standing, later); });
            if (!joined)
                findings.push_back(later);
        }
    }

    void giveUp(int frame, const Error& error)
    {
        m_answer.reason = "frame " + std::to_string(frame) + ": " + std::string{nameOf(error.code)};
        m_answer.findings.push_back(notExamined(m_entry.id, std::string{nameOf(error.code)}));
    }

    const study::Entry& m_entry;
    const std::string& m_mode;
    pool::Pool& m_pool;
    const Progress& m_progress;
    Examined m_answer;
    Digest m_lastDigest{};
    std::vector<text::FoundText> m_lastFound;
};

}

Result<Examined> examineText(const study::Entry& entry, const std::string& mode, pool::Pool& pool,
                             const Progress& progress)
{
    if (!entry.instance.cannotShow.empty()) {
        Examined answer{entry.id, "text", std::max(1, entry.instance.frames), 0, entry.instance.cannotShow, {}};
        answer.findings.push_back(notExamined(entry.id, "cannot-show"));
        return answer;
    }
    return TextSearch{entry, mode, pool, progress}.run();
}

}
