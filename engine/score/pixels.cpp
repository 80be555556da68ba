// SPDX-License-Identifier: Apache-2.0
#include "engine/score/pixels.h"

#include "engine/journey/steps.h"
#include "engine/score/words.h"
#include "engine/text/requests.h"

#include <algorithm>
#include <charconv>

namespace engine::score {

namespace {

Judgement failed(std::string reason, std::string found = {})
{
    return {Outcome::Failed, std::move(found), std::move(reason)};
}

Judgement untold(std::string reason)
{
    return {Outcome::NotJudged, {}, std::move(reason)};
}

/// A part of a frame, in memory of its own.
Result<journey::DecodedFrame> cut(const journey::DecodedFrame& whole, const pixels::Box& box)
{
    auto part = whole.frame;
    part.layout.columns = box.width;
    part.layout.rows = box.height;
    auto memory = SharedMemory::create(part.layout.bytes());
    if (!memory)
        return memory.error();
    const auto pixel = static_cast<std::size_t>(part.layout.samplesPerPixel * part.layout.bytesPerSample);
    const auto line = pixel * static_cast<std::size_t>(whole.frame.layout.columns);
    const auto width = pixel * static_cast<std::size_t>(box.width);
    const auto samples = whole.samples.bytes();
    for (int row = 0; row < box.height; ++row) {
        const auto from = samples.subspan(
            static_cast<std::size_t>(box.y + row) * line + static_cast<std::size_t>(box.x) * pixel, width);
        std::copy(from.begin(), from.end(),
                  memory->bytes().begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(row) * width));
    }
    return journey::DecodedFrame{std::move(part), std::move(*memory)};
}

bool isInside(const pixels::Box& box, const pixels::FrameLayout& layout)
{
    return box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 && box.x <= layout.columns - box.width &&
           box.y <= layout.rows - box.height;
}

bool overlap(const pixels::Box& a, const pixels::Box& b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool isUniform(const journey::DecodedFrame& part)
{
    const auto pixel = static_cast<std::size_t>(part.frame.layout.samplesPerPixel * part.frame.layout.bytesPerSample);
    const auto samples = part.samples.bytes().first(part.frame.layout.bytes());
    return std::equal(samples.begin() + static_cast<std::ptrdiff_t>(pixel), samples.end(), samples.begin());
}

std::int64_t areaOf(const pixels::Box& box)
{
    return std::int64_t{box.width} * box.height;
}

/// Something about as large as what was to be hidden, in its place, that the reader gave up on.
bool isUnreadAt(const text::FoundText& found, const pixels::Box& box)
{
    const pixels::Box shared{std::max(found.box.x, box.x), std::max(found.box.y, box.y),
                             std::min(found.box.x + found.box.width, box.x + box.width) - std::max(found.box.x, box.x),
                             std::min(found.box.y + found.box.height, box.y + box.height) -
                                 std::max(found.box.y, box.y)};
    return found.text.empty() && overlap(found.box, box) && 2 * areaOf(shared) > areaOf(box) &&
           areaOf(found.box) < 4 * areaOf(box);
}

}

class PixelJudge::Looking {
public:
    Looking(const FinishedFile& file, const Descriptor& written, const Descriptor& original, pool::Pool& pool,
            const Progress& progress)
        : m_file{file}, m_written{written}, m_original{original}, m_pool{pool}, m_progress{progress}
    {
    }

    Result<Judgement> judge(const Check& check)
    {
        m_check = &check;
        return check.demand == Demand::PixelsHidden ? hidden() : retained();
    }

private:
    Result<Judgement> hidden()
    {
        if (m_check->place == "icon")
            return m_file.find("(0088,0200)") ? untold("an icon that a person has to look at") : Judgement{};
        if (m_check->place.starts_with("overlay:"))
            return overlayHidden();
        for (const int frame : frames(m_file)) {
            auto judged = hiddenIn(frame);
            if (!judged || judged->outcome != Outcome::Passed)
                return judged;
        }
        return Judgement{};
    }

    Result<Judgement> retained()
    {
        const auto& written = m_file.content();
        if (!m_check->md5.empty())
            return inSmallLetters(m_check->md5) == written.pixelMd5 ? Judgement{} : failed("other pixel bytes");
        if (!m_original)
            return untold("needs the originals (--inputs)");
        if (digestOfOriginal().empty())
            return untold("the original cannot be read");
        if (digestOfOriginal() == written.pixelSha256)
            return Judgement{};
        if (!m_check->box)
            return failed("other pixel bytes");
        for (const int frame : frames(m_file)) {
            auto judged = sameIn(frame);
            if (!judged || judged->outcome != Outcome::Passed)
                return judged;
        }
        return Judgement{};
    }

    std::vector<int> frames(const FinishedFile& file) const
    {
        int last = m_check->box ? m_check->box->lastFrame : 0;
        if (last == 0) {
            const auto text = file.valueOf("(0028,0008)");
            std::from_chars(text.data(), text.data() + text.size(), last);
        }
        std::vector<int> numbers;
        constexpr int mostFrames = 100'000;
        for (int frame = m_check->box ? m_check->box->firstFrame : 1; frame <= std::clamp(last, 1, mostFrames); ++frame)
            numbers.push_back(frame);
        return numbers;
    }

    /// Empty when the original cannot be read.
    const std::string& digestOfOriginal()
    {
        if (m_originalSha256)
            return *m_originalSha256;
        ReadResult request;
        request.digestsWanted = true;
        const auto read = m_pool.call(pool::Kind::Files, request, {{m_original.get()}, nullptr}, m_progress);
        m_originalSha256 = read ? read->pixelSha256 : std::string{};
        return *m_originalSha256;
    }

    Judgement overlayHidden() const
    {
        const auto group = m_check->place.substr(std::string_view{"overlay:"}.size());
        const auto* plane = m_file.find('(' + group + ",3000)");
        const bool isBlank = !plane || (!plane->value.empty() && std::all_of(plane->value.begin(), plane->value.end(),
                                                                             [](char c) { return c == 0; }));
        return isBlank || plane->isEmpty ? Judgement{} : untold("an overlay that a person has to look at");
    }

    Result<Judgement> cannotDecode(const Error& error) const
    {
        if (error.code == ErrorCode::Cancelled)
            return error;
        return untold("pixels cannot be decoded");
    }

    Result<Judgement> hiddenIn(int frame)
    {
        const auto whole = journey::decodeFrame(m_written, frame, m_pool, m_progress);
        if (!whole)
            return cannotDecode(whole.error());
        const auto& layout = whole->frame.layout;
        const auto box = m_check->box.value_or(pixels::Box{0, 0, layout.columns, layout.rows, frame, frame});
        if (!isInside(box, layout))
            return failed("the box reaches outside the image");
        const auto blank = cut(*whole, box);
        if (!blank)
            return blank.error();
        if (isUniform(*blank))
            return Judgement{};
        return readIn(*whole, box, frame);
    }

    /// The whole frame is read, once: the detector was made for frames.
    Result<Judgement> readIn(const journey::DecodedFrame& whole, const pixels::Box& box, int frame)
    {
        if (const auto known = m_texts.find(frame); known != m_texts.end())
            return judgeRead(known->second, box);
        text::FindText request;
        request.frame = whole.frame;
        request.frameNumber = frame;
        const auto read = m_pool.call(pool::Kind::Text, request, {{whole.samples.fd()}, nullptr}, m_progress);
        if (!read && read.error().code == ErrorCode::Cancelled)
            return read.error();
        if (!read)
            return untold("the reader failed");
        return judgeRead(m_texts[frame] = read->found, box);
    }

    Judgement judgeRead(const std::vector<text::FoundText>& found, const pixels::Box& box) const
    {
        for (const auto& one : found) {
            if (!overlap(one.box, box))
                continue;
            const bool isHidden = std::all_of(m_check->texts.begin(), m_check->texts.end(),
                                              [&](const std::string& text) { return isRemoved(one.text, text); });
            if (!isHidden)
                return failed("text can still be read in the box", one.text);
        }
        const bool isUnread =
            std::any_of(found.begin(), found.end(), [&](const auto& one) { return isUnreadAt(one, box); });
        return isUnread ? untold("something in the box that cannot be read") : Judgement{};
    }

    Result<Judgement> sameIn(int frame)
    {
        const auto before = journey::decodeFrame(m_original, frame, m_pool, m_progress);
        const auto after = journey::decodeFrame(m_written, frame, m_pool, m_progress);
        if (!before || !after)
            return cannotDecode(before ? after.error() : before.error());
        if (!isInside(*m_check->box, before->frame.layout) || !isInside(*m_check->box, after->frame.layout))
            return failed("the box reaches outside the image");
        const auto was = cut(*before, *m_check->box);
        const auto is = cut(*after, *m_check->box);
        if (!was || !is)
            return Error{ErrorCode::OutOfMemory, "frame"};
        const auto old = was->samples.bytes();
        const auto now = is->samples.bytes();
        return std::equal(old.begin(), old.end(), now.begin(), now.end()) ? Judgement{}
                                                                          : failed("other samples in the box");
    }

    const FinishedFile& m_file;
    const Descriptor& m_written;
    const Descriptor& m_original;
    pool::Pool& m_pool;
    const Progress& m_progress;
    const Check* m_check = nullptr;
    std::map<int, std::vector<text::FoundText>> m_texts;
    std::optional<std::string> m_originalSha256;
};

PixelJudge::PixelJudge(const FinishedFile& file, const Descriptor& written, const Descriptor& original,
                       pool::Pool& pool, const Progress& progress)
    : m_looking{std::make_unique<Looking>(file, written, original, pool, progress)}
{
}

PixelJudge::~PixelJudge() = default;

Result<Judgement> PixelJudge::judge(const Check& check)
{
    return m_looking->judge(check);
}

}
