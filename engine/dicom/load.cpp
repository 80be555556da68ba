// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/dcmtk_access.h"
#include "engine/dicom/meta_scan.h"

#include <mutex>
#include <new>
#include <stdexcept>

#include <fcntl.h>
#include <sys/stat.h>

namespace engine::dicom {

namespace {

constexpr std::string_view deflatedUid = "1.2.840.10008.1.2.1.99";
constexpr std::string_view standInUid = "1.2.840.10008.1.2.4.90";
/// Values beyond this stay in the file.
constexpr Uint32 longestInMemory = 4096;

struct Parsed {
    std::unique_ptr<DcmFileFormat> file;
    OFCondition status = EC_Normal;
    std::uint64_t end = 0; ///< where the parser stopped
    bool isTooDeep = false;
};

/// DCMTK's parser listens to global switches; set for one parse, then put back.
class ParserSwitches {
public:
    ParserSwitches(bool isLenient, const DcmTagKey& last) : m_lock{mutex()}
    {
        // A UN of defined length may hide a sequence, and in it a name.
        dcmEnableUnknownVRConversion.set(OFTrue);
        dcmReadImplPrivAttribMaxLengthAsSQ.set(isLenient);
        dcmIgnoreParsingErrors.set(isLenient);
        dcmAcceptUnexpectedImplicitEncoding.set(isLenient);
        dcmReplaceWrongDelimitationItem.set(isLenient);
        dcmConvertUndefinedLengthOBOWtoSQ.set(isLenient);
        dcmUseExplLengthPixDataForEncTS.set(isLenient);
        dcmIgnoreFileMetaInformationGroupLength.set(isLenient);
        dcmAutoDetectDatasetXfer.set(isLenient);
        dcmStopParsingAfterElement.set(last);
    }
    ParserSwitches(const ParserSwitches&) = delete;
    ParserSwitches& operator=(const ParserSwitches&) = delete;
    ~ParserSwitches() { dcmStopParsingAfterElement.set(DCM_UndefinedTagKey); }

private:
    static std::mutex& mutex()
    {
        static std::mutex only;
        return only;
    }

    std::lock_guard<std::mutex> m_lock;
};

/// EXS_Unknown where the meta header tells.
E_TransferSyntax bareSyntax(MetaScan::Bare bare)
{
    switch (bare) {
    case MetaScan::Bare::No:
        return EXS_Unknown;
    case MetaScan::Bare::Implicit:
        return EXS_LittleEndianImplicit;
    case MetaScan::Bare::ExplicitLittle:
        return EXS_LittleEndianExplicit;
    case MetaScan::Bare::ExplicitBig:
        return EXS_BigEndianExplicit;
    }
    return EXS_Unknown;
}

OFCondition readInto(DcmFileFormat& file, FileInput& input, E_TransferSyntax bare)
{
    if (bare == EXS_Unknown)
        return file.read(input, EXS_Unknown, EGL_noChange, longestInMemory);
    return file.getDataset()->read(input, bare, EGL_noChange, longestInMemory);
}

/// `last`: the element of the top level to stop after, if it is there.
Parsed parse(const DataSet::Content& content, bool isLenient, const DcmTagKey& last)
{
    const ParserSwitches switches{isLenient, last};
    Parsed parsed;
    parsed.file = std::make_unique<DcmFileFormat>();
    const StackWatch watch;
    try {
        FileInput input{content.source};
        parsed.file->transferInit();
        parsed.status = readInto(*parsed.file, input, content.bare);
        parsed.file->transferEnd();
        parsed.end = static_cast<std::uint64_t>(input.tell());
    } catch (const std::bad_alloc&) {
        parsed.status = EC_MemoryExhausted;
    } catch (const std::exception&) {
        // DCMTK trips over its own string handling in directory records with broken values.
        parsed.status = EC_CorruptedData;
    }
    parsed.isTooDeep = watch.tripped();
    return parsed;
}

bool isStandardEncapsulated(std::string_view uid)
{
    // Every syntax of PS3.6 Table A-1 beyond those that DCMTK 3.6.7 knows is encapsulated, explicit little endian.
    constexpr std::string_view root = "1.2.840.10008.1.2.";
    return uid.substr(0, root.size()) == root;
}

/// Shows DCMTK a syntax of the same encoding instead of one that it would take for native.
void present(DataSet::Content& content, const MetaScan& meta)
{
    const auto& uid = meta.transferSyntaxUid;
    content.transferSyntaxUid = uid;
    content.presentedAs = DcmXfer(uid.c_str()).getXfer();
    if (content.presentedAs != EXS_Unknown || !isStandardEncapsulated(uid) || meta.uidLength < standInUid.size())
        return;
    content.presentedAs = EXS_JPEG2000LosslessOnly;
    content.source->patchAt = meta.uidAt;
    content.source->patch = standInUid;
    content.source->patch.resize(meta.uidLength, '\0');
}

/// Whether what follows the pixel data can be further elements: their tags must be higher.
bool mayGoOn(const OpenFile& source, std::uint64_t at, bool bigEndian)
{
    std::array<std::uint8_t, 4> next{};
    if (source.read(at, next) < next.size())
        return false;
    const auto word = [&next, bigEndian](std::size_t i) {
        return static_cast<std::uint16_t>(bigEndian ? next[i] << 8U | next[i + 1] : next[i + 1] << 8U | next[i]);
    };
    return Tag{word(0), word(2)} > Tag{0x7FE0, 0x0010};
}

int nestingOf(DcmItem& item)
{
    int deepest = 0;
    for (auto* element = item.nextInContainer(nullptr); element; element = item.nextInContainer(element)) {
        if (element->ident() != EVR_SQ)
            continue;
        auto* sequence = static_cast<DcmSequenceOfItems*>(element);
        for (unsigned long k = 0; k < sequence->card(); ++k)
            deepest = std::max(deepest, 1 + nestingOf(*sequence->getItem(k)));
    }
    return deepest;
}

/// What a file needs beyond parsing without an error.
std::string missingParts(DataSet::Content& content, const MetaScan& meta)
{
    if (!meta.isPart10)
        return "damaged: no file meta header";
    if (meta.transferSyntaxUid.empty())
        return "damaged: no transfer syntax";
    if (content.dataset().card() == 0)
        return "damaged: no data set";
    return {};
}

/// Reads a whole file; false when it is not.
bool loadWhole(DataSet::Content& content, Parsed& parsed)
{
    parsed = parse(content, false, DCM_PixelData);
    if (parsed.status.bad() || parsed.isTooDeep)
        return false;
    const bool isDeflated = content.presentedAs == EXS_DeflatedLittleEndianExplicit;
    if (isDeflated || parsed.end >= content.source->size)
        return true;
    content.trailing = content.source->size - parsed.end;
    if (!mayGoOn(*content.source, parsed.end, content.presentedAs == EXS_BigEndianExplicit))
        return true;
    auto further = parse(content, false, DCM_DataSetTrailingPadding);
    if (further.status.good() && !further.isTooDeep) {
        content.trailing = content.source->size - std::min(further.end, content.source->size);
        parsed = std::move(further);
    }
    return true;
}

std::string damageOf(const OFCondition& status)
{
    // DCMTK's texts name tags and lengths, never values.
    return std::string{"damaged: "} + (status.bad() ? status.text() : "cannot be parsed");
}

Result<bool> measureDeflated(DataSet::Content& content, const MetaScan& meta)
{
    if (content.presentedAs != EXS_DeflatedLittleEndianExplicit)
        return true;
    const auto inflated = measureInflated(*content.source, meta.end, mostInflated);
    if (!inflated)
        return inflated.error();
    // A pad byte makes the length even (PS3.5 A.5).
    const auto rest = content.source->size - inflated->end;
    content.trailing = rest > 1 ? rest : 0;
    return inflated->whole;
}

}

Result<DataSet> load(int fd)
{
    struct stat status {};
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return Error{ErrorCode::NotReadable, "file"};
    auto content = std::make_unique<DataSet::Content>();
    content->source = std::make_shared<OpenFile>();
    content->source->fd = Descriptor{::fcntl(fd, F_DUPFD_CLOEXEC, 0)};
    if (!content->source->fd)
        return Error{ErrorCode::NotReadable, "file"};
    content->source->size = static_cast<std::uint64_t>(status.st_size);
    const auto meta = scanMeta(*content->source);
    content->hasPreamble = meta.hasPreamble;
    content->bare = bareSyntax(meta.bare);
    present(*content, meta);
    const auto isInflatable = measureDeflated(*content, meta);
    if (!isInflatable)
        return isInflatable.error();

    Parsed parsed;
    if (!loadWhole(*content, parsed) || !*isInflatable) {
        content->damage = *isInflatable ? damageOf(parsed.status) : "damaged: deflated data end too early";
        if (!parsed.isTooDeep)
            parsed = parse(*content, true, DCM_UndefinedTagKey);
    }
    if (parsed.isTooDeep || nestingOf(*parsed.file->getDataset()) > deepestNesting)
        return Error{ErrorCode::Damaged, "nested too deeply"};
    content->file = std::move(parsed.file);
    if (content->damage.empty())
        content->damage = missingParts(*content, meta);
    if (content->dataset().card() == 0)
        return Error{ErrorCode::Damaged, "no data set"};
    return DataSet{std::move(content)};
}

}
