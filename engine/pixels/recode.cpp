// SPDX-License-Identifier: Apache-2.0
#include "engine/pixels/recode.h"

#include "engine/dicom/pixel_fragments.h"
#include "engine/pixels/attributes.h"
#include "engine/pixels/encode.h"
#include "engine/pixels/frame_fragments.h"
#include "engine/pixels/jpeg2000_write.h"
#include "engine/pixels/lossy_past.h"

#include <algorithm>

namespace engine::pixels {

namespace {

constexpr std::size_t mostBytes = 800'000'000;

Error atFrame(Error error, int frame)
{
    error.where += " of frame " + std::to_string(frame);
    return error;
}

/// One attempt: all frames in the syntax `target`.
class Attempt {
public:
    Attempt(dicom::DataSet& dataSet, const Recoding& recoding, const std::vector<Bytes>& streams,
            const Progress& progress)
        : m_dataSet{dataSet}, m_recoding{recoding}, m_streams{streams}, m_codec{*codecFor(dataSet.transferSyntaxUid())},
          m_progress{progress}
    {
    }

    /// Without `keepsOthers` all frames are coded anew.
    Result<std::vector<std::vector<Bytes>>> coded(std::string_view target, bool keepsOthers)
    {
        std::vector<std::vector<Bytes>> frames;
        std::size_t total = 0;
        for (int frame = 1; frame <= m_recoding.shape.frames; ++frame) {
            const auto& stream = m_streams[static_cast<std::size_t>(frame) - 1];
            const bool isKept = keepsOthers && !m_recoding.isTouched(frame);
            auto bytes = isKept ? Result<Bytes>{stream} : encoded(frame, target, stream);
            if (!bytes)
                return bytes.error();
            if ((total += bytes->size()) > mostBytes)
                return Error{ErrorCode::TooLarge, "pixel data"};
            frames.push_back({*std::move(bytes)});
        }
        return frames;
    }

    Result<Bytes> native()
    {
        Bytes all;
        for (int frame = 1; frame <= m_recoding.shape.frames; ++frame) {
            const auto raw = changed(frame);
            if (!raw)
                return raw.error();
            if (all.size() + raw->samples.size() > mostBytes)
                return Error{ErrorCode::TooLarge, "pixel data"};
            all.insert(all.end(), raw->samples.begin(), raw->samples.end());
        }
        all.resize(all.size() + all.size() % 2);
        return all;
    }

    /// A changed frame without its samples: what the header has to say.
    const RawFrame& described() const { return m_described; }
    /// Whether new and old frames may stand side by side, as far as they were coded.
    bool fitsTogether() const { return m_fitsTogether; }

private:
    Result<RawFrame> changed(int frame)
    {
        if (m_progress.stopped())
            return Error{ErrorCode::Cancelled, "frame " + std::to_string(frame)};
        auto raw = m_codec.decode(m_dataSet, m_recoding.shape, frame);
        if (!raw)
            return raw;
        if (m_recoding.isTouched(frame)) {
            if (auto done = m_recoding.change(*raw, frame); !done)
                return done.error();
        }
        m_described = {{}, raw->bitsAllocated, raw->bitsStored, raw->highBit, raw->isPlanar, raw->photometric};
        m_progress.report(static_cast<std::size_t>(frame), static_cast<std::size_t>(m_recoding.shape.frames));
        return raw;
    }

    Result<Bytes> encoded(int frame, std::string_view target, ByteView stream)
    {
        const auto raw = changed(frame);
        if (!raw)
            return raw.error();
        auto bytes = encodeFrame(*raw, m_recoding.shape, target, stream);
        if (!bytes)
            return atFrame(bytes.error(), frame);
        const bool isRecoloured =
            raw->photometric != m_recoding.shape.photometric && m_recoding.shape.photometric != "YBR_RCT";
        m_fitsTogether = m_fitsTogether && !isRecoloured && isSameKind(stream, *bytes);
        return bytes;
    }

    dicom::DataSet& m_dataSet;
    const Recoding& m_recoding;
    const std::vector<Bytes>& m_streams;
    const Codec& m_codec;
    const Progress& m_progress;
    RawFrame m_described;
    bool m_fitsTogether = true;
};

Result<std::vector<Bytes>> streamsOf(const dicom::DataSet& dataSet, int frames)
{
    const auto ranges = fragmentsByFrame(dataSet, frames);
    if (!ranges)
        return ranges.error();
    std::vector<Bytes> streams;
    for (const auto& range : *ranges) {
        auto stream = codeStream(dataSet, range);
        if (!stream)
            return stream.error();
        streams.push_back(*std::move(stream));
    }
    return streams;
}

/// The syntax that holds the same samples without loss, by PS3.5 A.4.
std::string targetFor(const std::string& uid, bool isLossy)
{
    const std::string jpeg = "1.2.840.10008.1.2.4.";
    if (uid == "1.2.840.10008.1.2.5" || uid == jpeg + "57" || uid == jpeg + "70" || uid == jpeg + "80" ||
        uid == jpeg + "90" || (uid == jpeg + "91" && !isLossy))
        return uid;
    if (uid == jpeg + "81")
        return jpeg + "80";
    return uid == jpeg + "91" || uid.rfind(jpeg + "20", 0) == 0 ? jpeg + "90" : jpeg + "70";
}

void describe(DcmItem& item, const RawFrame& frame, std::string_view photometric, bool isNative)
{
    const auto put = [&](const DcmTagKey& key, int value) {
        item.putAndInsertUint16(DcmTag{key}, static_cast<Uint16>(value));
    };
    if (isNative) {
        put(DCM_BitsAllocated, frame.bitsAllocated);
        put(DCM_BitsStored, frame.bitsStored);
        put(DCM_HighBit, frame.highBit);
    }
    if (numberIn(item, DCM_SamplesPerPixel).value_or(1) > 1)
        put(DCM_PlanarConfiguration, frame.isPlanar ? 1 : 0);
    item.putAndInsertString(DCM_PhotometricInterpretation, std::string{photometric}.c_str());
}

/// RGB that JPEG 2000 turns into luminance and chroma without loss has a name of its own (PS3.5 8.2.4).
std::string photometricIn(std::string_view target, const RawFrame& frame, const std::vector<std::vector<Bytes>>& coded)
{
    const bool isJpeg2000 = target == "1.2.840.10008.1.2.4.90" || target == "1.2.840.10008.1.2.4.91";
    const auto kind = isJpeg2000 ? jpeg2000KindOf(coded.front().front()) : Result<Jpeg2000Kind>{Jpeg2000Kind{}};
    if (kind && kind->isTransformed)
        return "YBR_RCT";
    return frame.photometric == "YBR_FULL_422" ? "YBR_FULL" : frame.photometric;
}

}

Result<Recoded> recode(dicom::DataSet& dataSet, const Recoding& recoding, const Progress& progress)
{
    const auto uid = dataSet.transferSyntaxUid();
    if (!codecFor(uid))
        return Error{ErrorCode::Unsupported, "transfer syntax"};
    const auto streams = streamsOf(dataSet, recoding.shape.frames);
    if (!streams)
        return streams.error();
    const bool isLossy =
        std::any_of(streams->begin(), streams->end(), [&](const auto& stream) { return losesSamples(uid, stream); });
    const auto target = targetFor(uid, isLossy);
    auto& item = dataSet.content().dataset();
    if (isLossy)
        statePast(item, uid, recoding.shape, *streams);
    Attempt attempt{dataSet, recoding, *streams, progress};
    auto coded = attempt.coded(target, target == uid);
    const bool keepsHeader = coded && target == uid && attempt.fitsTogether();
    if (coded && target == uid && !keepsHeader)
        coded = attempt.coded(target, false);
    if (coded) {
        if (!keepsHeader)
            describe(item, attempt.described(), photometricIn(target, attempt.described(), *coded), false);
        if (auto put = dicom::replaceFragments(dataSet, *coded, target); !put)
            return put.error();
        return Recoded{"lossless", isLossy};
    }
    if (coded.error().code != ErrorCode::Unsupported)
        return coded.error();
    const auto samples = attempt.native();
    if (!samples)
        return samples.error();
    const auto& frame = attempt.described();
    if (auto put = dicom::replaceNative(dataSet, *samples, frame.bitsAllocated > 8 ? 2 : 1); !put)
        return put.error();
    describe(item, frame, photometricIn({}, frame, {}), true);
    return Recoded{"uncompressed", isLossy};
}

}
