// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/text_search.h"

#include "engine/journey/upright.h"
#include "engine/pixels/overlap.h"
#include "engine/pixels/requests.h"
#include "engine/pixels/turn.h"

#include <algorithm>

namespace engine::journey {

namespace {

constexpr std::size_t largestLayer = 1U << 29U;

bool areInside(const std::vector<text::FoundText>& found, const pixels::FrameLayout& layout)
{
    return std::all_of(found.begin(), found.end(), [&](const auto& one) { return pixels::isInside(one.box, layout); });
}

bool areInside(const std::vector<pixels::Box>& boxes, const pixels::FrameLayout& layout)
{
    return std::all_of(boxes.begin(), boxes.end(), [&](const auto& one) { return pixels::isInside(one, layout); });
}

/// A minute a megapixel bears a slow machine and the most thorough look; it only ends what hangs.
std::chrono::milliseconds timeFor(const pixels::FrameLayout& layout)
{
    const auto megapixels = 1 + static_cast<std::int64_t>(layout.columns) * layout.rows / 1'000'000;
    return std::chrono::minutes{1 + megapixels};
}

Error refused(int frame)
{
    return {ErrorCode::WorkerRefused, "frame " + std::to_string(frame)};
}

}

TextWorkers::TextWorkers(const study::Entry& entry, std::string mode, pool::Pool& pool, const Progress& progress)
    : m_entry{entry}, m_mode{std::move(mode)}, m_pool{pool}, m_progress{progress}
{
}

void TextWorkers::report(int frame) const
{
    m_progress.report(static_cast<std::size_t>(frame), static_cast<std::size_t>(m_entry.instance.frames));
}

Result<DecodedFrame> TextWorkers::decode(const Descriptor& file, int frame) const
{
    return decodeFrame(file, frame, m_pool, m_progress);
}

Result<DecodedFrame> TextWorkers::decodeLayer(const Descriptor& file, const std::string& name, int frame) const
{
    auto memory = SharedMemory::create(largestLayer);
    if (!memory)
        return memory.error();
    auto decoded =
        m_pool.call(pool::Kind::Files, pixels::DecodeLayer{name, frame}, {{file.get()}, &*memory}, m_progress);
    if (!decoded)
        return decoded.error();
    if (!pixels::check(*decoded, memory->size()))
        return refused(frame);
    return DecodedFrame{*std::move(decoded), *std::move(memory)};
}

Result<std::vector<pixels::Layer>> TextWorkers::layers(const Descriptor& file) const
{
    auto answer = m_pool.call(pool::Kind::Files, pixels::ListLayers{}, {{file.get()}, nullptr}, m_progress);
    if (!answer)
        return answer.error();
    return std::move(answer->layers);
}

Result<text::FindText::Answer> TextWorkers::find(const DecodedFrame& decoded, int frame, const std::string& mode) const
{
    if (decoded.frame.orientation != 1)
        return findTurned(decoded, frame, mode);
    const text::FindText request{decoded.frame, frame, mode, m_entry.instance.identity};
    auto answer = m_pool.call(pool::Kind::Text, request,
                              {{decoded.samples.fd()}, nullptr, timeFor(decoded.frame.layout)}, m_progress);
    const auto& layout = decoded.frame.layout;
    if (answer && (!areInside(answer->found, layout) || !areInside(answer->largeRegions, layout) ||
                   !areInside(answer->edges, layout)))
        return refused(frame);
    return answer;
}

Result<text::FindText::Answer> TextWorkers::findTurned(const DecodedFrame& decoded, int frame,
                                                       const std::string& mode) const
{
    const auto turned = upright(decoded);
    if (!turned)
        return turned.error();
    auto answer = find(*turned, frame, mode);
    if (!answer)
        return answer;
    for (auto& found : answer->found)
        found.box = pixels::toStored(found.box, decoded.frame);
    for (auto* boxes : {&answer->largeRegions, &answer->edges}) {
        for (auto& box : *boxes)
            box = pixels::toStored(box, decoded.frame);
    }
    return answer;
}

Result<text::FindInClip::Answer> TextWorkers::find(const std::vector<const DecodedFrame*>& frames,
                                                   text::FindInClip request) const
{
    pool::Attachments with;
    for (const auto* one : frames)
        with.files.push_back(one->samples.fd());
    request.frame = frames.front()->frame;
    request.mode = m_mode;
    request.identity = m_entry.instance.identity;
    with.time = timeFor(request.frame.layout);
    auto answer = m_pool.call(pool::Kind::Text, request, with, m_progress);
    if (!answer)
        return answer;
    const int count = static_cast<int>(frames.size());
    const auto isOfScene = [&](int place) { return place >= 1 && place < answer->scene; };
    const bool isSound = answer->scene >= 1 && answer->scene <= count &&
                         areInside(answer->found, request.frame.layout) &&
                         areInside(answer->largeRegions, request.frame.layout) &&
                         std::all_of(answer->suspicious.begin(), answer->suspicious.end(), isOfScene);
    return isSound ? std::move(answer) : refused(request.frameNumbers.front());
}

}
