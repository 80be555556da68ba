// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/pixel_fragments.h"

#include "engine/dicom/dcmtk_access.h"

#include <dcmtk/dcmdata/dcfcache.h>
#include <dcmtk/dcmdata/dcvrov.h>

#include <algorithm>
#include <new>

namespace engine::dicom {

namespace {

Result<Bytes> valueOfElement(DcmElement& element, std::uint64_t offset, std::size_t length)
{
    if (offset > element.getLengthField() || length > element.getLengthField() - offset)
        return Error{ErrorCode::Damaged, "pixel data"};
    try {
        Bytes bytes(length);
        DcmFileCache cache;
        const auto got = element.getPartialValue(bytes.data(), static_cast<Uint32>(offset), static_cast<Uint32>(length),
                                                 &cache, EBO_LittleEndian);
        if (length > 0 && got.bad())
            return Error{ErrorCode::Damaged, "pixel data"};
        return bytes;
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "pixel data"};
    }
}

DcmPixelItem* itemAt(const DataSet& dataSet, std::size_t index)
{
    auto* sequence = fragmentsOf(dataSet.content());
    DcmPixelItem* item = nullptr;
    if (!sequence || index >= sequence->card() || sequence->getItem(item, static_cast<unsigned long>(index)).bad())
        return nullptr;
    return item;
}

OFCondition append(DcmPixelSequence& sequence, ByteView bytes)
{
    Bytes even{bytes.begin(), bytes.end()};
    if (even.size() % 2 != 0)
        even.push_back(0);
    auto item = std::make_unique<DcmPixelItem>(DcmTag(DCM_Item, EVR_OB));
    auto condition = item->putUint8Array(even.data(), static_cast<unsigned long>(even.size()));
    if (condition.good())
        condition = sequence.insert(item.get());
    if (condition.good())
        static_cast<void>(item.release());
    return condition;
}

std::uint64_t bytesOf(const std::vector<std::vector<Bytes>>& frames)
{
    std::uint64_t sum = 0;
    for (const auto& frame : frames) {
        for (const auto& bytes : frame)
            sum += bytes.size() + bytes.size() % 2 + 8;
    }
    return sum;
}

OFCondition fill(DcmPixelSequence& sequence, const std::vector<std::vector<Bytes>>& frames, bool hasBasicTable)
{
    auto table = std::make_unique<DcmPixelItem>(DcmTag(DCM_Item, EVR_OB));
    DcmOffsetList lengths;
    for (const auto& frame : frames)
        lengths.push_back(static_cast<Uint32>(bytesOf({frame})));
    auto condition = hasBasicTable ? table->createOffsetTable(lengths) : EC_Normal;
    if (condition.good())
        condition = sequence.insert(table.get());
    if (condition.good())
        static_cast<void>(table.release());
    for (const auto& frame : frames) {
        for (const auto& bytes : frame)
            condition = condition.good() ? append(sequence, bytes) : condition;
    }
    return condition;
}

/// Offsets and lengths of 64 bits, one fragment a frame (PS3.3 C.7.6.3.1.8); the basic table is then empty.
OFCondition putExtendedTable(DcmItem& item, const std::vector<std::vector<Bytes>>& frames)
{
    std::vector<Uint64> offsets, lengths;
    Uint64 place = 0;
    for (const auto& frame : frames) {
        offsets.push_back(place);
        lengths.push_back(frame.front().size() + frame.front().size() % 2);
        place += 8 + lengths.back();
    }
    const auto put = [&](const DcmTagKey& key, const std::vector<Uint64>& values) {
        auto element = std::make_unique<DcmOther64bitVeryLong>(DcmTag{key, EVR_OV});
        auto condition = element->putUint64Array(values.data(), static_cast<unsigned long>(values.size()));
        if (condition.good())
            condition = item.insert(element.get(), OFTrue);
        if (condition.good())
            static_cast<void>(element.release());
        return condition;
    };
    const auto condition = put(DCM_ExtendedOffsetTable, offsets);
    return condition.good() ? put(DCM_ExtendedOffsetTableLengths, lengths) : condition;
}

/// Whether the data set has an extended table, and the frames may have one again.
bool wantsExtendedTable(DcmItem& item, const std::vector<std::vector<Bytes>>& frames)
{
    return item.tagExists(DCM_ExtendedOffsetTable) &&
           std::all_of(frames.begin(), frames.end(), [](const auto& frame) { return frame.size() == 1; });
}

/// A data set's own syntax may be one that DCMTK does not know and was shown another for.
E_TransferSyntax presentedFor(const DataSet::Content& content, std::string_view uid)
{
    return uid == content.transferSyntaxUid ? content.presentedAs : DcmXfer(std::string{uid}.c_str()).getXfer();
}

Done put(DataSet::Content& content, std::unique_ptr<DcmPixelData> pixels, std::string_view uid)
{
    auto& dataset = content.dataset();
    if (dataset.insert(pixels.get(), OFTrue).bad())
        return Error{ErrorCode::Internal, "pixel data"};
    static_cast<void>(pixels.release());
    dataset.findAndDeleteElement(DCM_ExtendedOffsetTable);
    dataset.findAndDeleteElement(DCM_ExtendedOffsetTableLengths);
    dataset.updateOriginalXfer();
    content.presentedAs = presentedFor(content, uid);
    content.transferSyntaxUid = uid;
    return done();
}

}

PixelDataForm pixelDataForm(const DataSet& dataSet)
{
    PixelDataForm form;
    auto* pixels = pixelDataOf(dataSet.content());
    form.isPresent = pixels != nullptr;
    auto* sequence = fragmentsOf(dataSet.content());
    form.isEncapsulated = sequence != nullptr;
    if (form.isPresent && !sequence)
        form.bytes = pixels->getLengthField();
    for (const auto length : fragmentLengths(dataSet)) {
        ++form.fragments;
        form.bytes += length;
    }
    return form;
}

std::vector<std::uint32_t> offsetTable(const DataSet& dataSet)
{
    auto* item = itemAt(dataSet, 0);
    const auto bytes = item ? valueOfElement(*item, 0, item->getLengthField() / 4 * 4) : Result<Bytes>{Bytes{}};
    std::vector<std::uint32_t> offsets;
    for (std::size_t i = 0; bytes && i + 4 <= bytes->size(); i += 4) {
        const auto* at = bytes->data() + i;
        offsets.push_back(at[0] | at[1] << 8U | at[2] << 16U | std::uint32_t{at[3]} << 24U);
    }
    return offsets;
}

std::vector<std::uint32_t> fragmentLengths(const DataSet& dataSet)
{
    std::vector<std::uint32_t> lengths;
    auto* sequence = fragmentsOf(dataSet.content());
    const auto count = sequence ? sequence->card() : 0;
    lengths.reserve(count);
    // getItem seeks from its last place, so going on in order is linear.
    for (unsigned long i = 1; i < count; ++i)
        lengths.push_back(itemAt(dataSet, i)->getLengthField());
    return lengths;
}

Result<Bytes> fragment(const DataSet& dataSet, std::size_t index)
{
    auto* item = itemAt(dataSet, index + 1);
    if (!item)
        return Error{ErrorCode::NotFound, "fragment " + std::to_string(index)};
    return valueOfElement(*item, 0, item->getLengthField());
}

Result<Bytes> nativeBytes(const DataSet& dataSet, std::uint64_t offset, std::size_t length)
{
    auto* pixels = pixelDataOf(dataSet.content());
    if (!pixels || fragmentsOf(dataSet.content()))
        return Error{ErrorCode::NotFound, "native pixel data"};
    return valueOfElement(*pixels, offset, length);
}

Done replaceFragments(DataSet& dataSet, const std::vector<std::vector<Bytes>>& frames,
                      std::string_view transferSyntaxUid)
{
    const DcmXfer syntax{presentedFor(dataSet.content(), transferSyntaxUid)};
    if (syntax.getXfer() == EXS_Unknown || !syntax.isEncapsulated())
        return Error{ErrorCode::Unsupported, "transfer syntax"};
    if (bytesOf(frames) > 0xFFFFFFFEU)
        return Error{ErrorCode::TooLarge, "pixel data"};
    const bool isExtended = wantsExtendedTable(dataSet.content().dataset(), frames);
    auto sequence = std::make_unique<DcmPixelSequence>(DcmTag(DCM_PixelData, EVR_OB));
    if (fill(*sequence, frames, !isExtended).bad())
        return Error{ErrorCode::OutOfMemory, "pixel data"};
    auto pixels = std::make_unique<DcmPixelData>(DcmTag(DCM_PixelData, EVR_OB));
    pixels->putOriginalRepresentation(syntax.getXfer(), nullptr, sequence.release());
    if (auto replaced = put(dataSet.content(), std::move(pixels), transferSyntaxUid); !replaced)
        return replaced;
    if (isExtended && putExtendedTable(dataSet.content().dataset(), frames).bad())
        return Error{ErrorCode::OutOfMemory, "offset table"};
    return done();
}

Done replaceNative(DataSet& dataSet, ByteView samples, int bytesPerSample)
{
    if ((bytesPerSample != 1 && bytesPerSample != 2) || samples.size() % static_cast<std::size_t>(bytesPerSample) != 0)
        return Error{ErrorCode::BadArgument, "samples"};
    if (samples.size() > 0xFFFFFFFEU)
        return Error{ErrorCode::TooLarge, "pixel data"};
    const bool isWords = bytesPerSample == 2;
    auto pixels = std::make_unique<DcmPixelData>(DcmTag(DCM_PixelData, isWords ? EVR_OW : EVR_OB));
    const auto length = static_cast<unsigned long>(samples.size());
    // Words are kept in the machine's order, which is little endian on everything we build for.
    const auto condition = isWords ? pixels->putUint16Array(reinterpret_cast<const Uint16*>(samples.data()), length / 2)
                                   : pixels->putUint8Array(samples.data(), length);
    if (condition.bad())
        return Error{ErrorCode::OutOfMemory, "pixel data"};
    return put(dataSet.content(), std::move(pixels), "1.2.840.10008.1.2.1");
}

}
