// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/dcmtk_access.h"

#include <dcmtk/dcmdata/dcwcache.h>

#include <cerrno>
#include <new>
#include <stdexcept>

#include <sys/stat.h>

namespace engine::dicom {

namespace {

constexpr std::size_t preambleLength = 128;

void putNumber(Bytes& bytes, std::uint32_t value, int count)
{
    for (int i = 0; i < count; ++i)
        bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// One short element of group 0002, explicit little endian.
void putElement(Bytes& bytes, std::uint16_t element, std::string_view vr, std::string value, char padding)
{
    if (value.size() % 2 != 0)
        value += padding;
    putNumber(bytes, 0x0002, 2);
    putNumber(bytes, element, 2);
    bytes.insert(bytes.end(), vr.begin(), vr.end());
    putNumber(bytes, static_cast<std::uint32_t>(value.size()), 2);
    bytes.insert(bytes.end(), value.begin(), value.end());
}

std::string uidOf(DataSet::Content& content, const DcmTagKey& key)
{
    OFString value;
    content.dataset().findAndGetOFString(key, value);
    return {value.c_str(), value.size()};
}

/// Preamble, "DICM" and PS3.10 Table 7.1-1: what is required and who wrote it, nothing that was there before.
Bytes metaHeader(DataSet::Content& content)
{
    Bytes elements;
    putNumber(elements, 0x00010002, 4);
    elements.insert(elements.end(), {'O', 'B', 0, 0});
    putNumber(elements, 2, 4);
    elements.insert(elements.end(), {0, 1});
    putElement(elements, 0x0002, "UI", uidOf(content, DCM_SOPClassUID), '\0');
    putElement(elements, 0x0003, "UI", uidOf(content, DCM_SOPInstanceUID), '\0');
    putElement(elements, 0x0010, "UI", content.transferSyntaxUid, '\0');
    putElement(elements, 0x0012, "UI", std::string{implementationClassUid}, '\0');
    putElement(elements, 0x0013, "SH", std::string{implementationVersionName}, ' ');

    Bytes header(preambleLength);
    header.insert(header.end(), {'D', 'I', 'C', 'M'});
    std::string length;
    for (int i = 0; i < 4; ++i)
        length += static_cast<char>(elements.size() >> (8 * i));
    putElement(header, 0x0000, "UL", length, '\0');
    header.insert(header.end(), elements.begin(), elements.end());
    return header;
}

Done checkWritable(DataSet::Content& content)
{
    if (!content.damage.empty())
        return Error{ErrorCode::Unsupported, content.damage};
    if (uidOf(content, DCM_SOPClassUID).empty())
        return Error{ErrorCode::Unsupported, "no SOP Class UID (0008,0016)"};
    if (uidOf(content, DCM_SOPInstanceUID).empty())
        return Error{ErrorCode::Unsupported, "no SOP Instance UID (0008,0018)"};
    // Private syntaxes are read on a guess.
    const bool isStandard = content.transferSyntaxUid.rfind("1.2.840.10008.1.2", 0) == 0;
    if (!isStandard || content.presentedAs == EXS_Unknown || !content.dataset().canWriteXfer(content.presentedAs))
        return Error{ErrorCode::Unsupported, "transfer syntax"};
    return done();
}

Error writeError(int number)
{
    const bool isFull = number == ENOSPC || number == EDQUOT || number == EFBIG;
    return {isFull ? ErrorCode::NoSpace : ErrorCode::NotWritable, "new file"};
}

Done writeDataset(DataSet::Content& content, FileOutput& output)
{
    DcmWriteCache cache;
    auto& dataset = content.dataset();
    dataset.transferInit();
    const auto written = dataset.write(output, content.presentedAs, EET_UndefinedLength, &cache, EGL_withoutGL,
                                       EPD_withoutPadding, 0, 0, 0);
    dataset.transferEnd();
    output.finish();
    if (output.error() != 0)
        return writeError(output.error());
    if (written.bad() || !output.isFlushed() || output.status().bad())
        return Error{ErrorCode::Unsupported, "data set that DCMTK cannot write"};
    return done();
}

}

std::string whyNotSaved(const DataSet& dataSet)
{
    auto& content = dataSet.content();
    const auto writable = checkWritable(content);
    if (writable || !content.damage.empty())
        return content.damage;
    return std::string{nameOf(writable.error().code)} + ": " + writable.error().where;
}

Done save(DataSet& dataSet, int fd)
{
    auto& content = dataSet.content();
    struct stat status {};
    if (::fstat(fd, &status) != 0 || status.st_size != 0)
        return Error{ErrorCode::BadArgument, "new file"};
    if (auto writable = checkWritable(content); !writable)
        return writable;
    // Meta elements that strayed into the data set.
    content.dataset().removeInvalidGroups();
    try {
        const auto header = metaHeader(content);
        FileOutput output{fd};
        const auto length = static_cast<offile_off_t>(header.size());
        if (output.write(header.data(), length) != length)
            return writeError(output.error());
        return writeDataset(content, output);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "new file"};
    } catch (const std::exception&) {
        return Error{ErrorCode::Unsupported, "data set that DCMTK cannot write"};
    }
}

}
