// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/element.h"
#include "engine/study/instance.h"

namespace engine::study {

/// Reads what a file is. Attachment: the file. Never fails for bad content: that is what `damage` and `kind` say.
struct Describe {
    static constexpr std::string_view kind = "describe";
    using Answer = Instance;
    bool isInDicomFolder = false; ///< a folder whose other files are DICOM: a file without preamble is tried as one too
};
WIRE_FIELDS(Describe, isInDicomFolder)

/// Where each frame of a file lies: per-frame functional groups (PS3.3 C.7.6.16), or the offsets of a dose grid.
/// Attachment: the file.
struct DescribeFrames {
    static constexpr std::string_view kind = "describe-frames";
    struct Answer {
        std::vector<Geometry> frames;
    };
};
inline void to_json(Json& json, const DescribeFrames&)
{
    json = Json::object();
}
inline void from_json(const Json&, DescribeFrames&) {}
WIRE_FIELDS(DescribeFrames::Answer, frames)

struct ArchiveMember {
    std::string name; ///< as the archive says, made UTF-8; never used as a path on disk
    std::uint64_t size = 0;
};
WIRE_FIELDS(ArchiveMember, name, size)

/// Lists a ZIP or TAR. Attachment: the archive. Refused as TooLarge beyond 100,000 members.
struct ListArchive {
    static constexpr std::string_view kind = "list-archive";
    struct Answer {
        std::vector<ArchiveMember> members; ///< regular files only
        int others = 0;                     ///< links, devices: counted, never followed
        int encrypted = 0;
    };
};
inline void to_json(Json& json, const ListArchive&)
{
    json = Json::object();
}
inline void from_json(const Json&, ListArchive&) {}
WIRE_FIELDS(ListArchive::Answer, members, others, encrypted)

/// Unpacks one member. Attachment: the archive. Output memory: the member's bytes.
struct ExtractMember {
    static constexpr std::string_view kind = "extract-member";
    struct Answer {
        std::uint64_t size = 0;
    };
    int index = 0; ///< position in ListArchive::Answer::members
};
WIRE_FIELDS(ExtractMember, index)
WIRE_FIELDS(ExtractMember::Answer, size)

/// The rows of a sheet of an XLSX file, as text. Attachment: the file. NotFound for a sheet that is not there;
/// BadArgument where none is named and several hold data, and for a formula without value or an error in a cell;
/// Unsupported when it is none, or could hold entities; TooLarge; Damaged.
struct ReadSpreadsheet {
    static constexpr std::string_view kind = "read-spreadsheet";
    struct Answer {
        std::vector<std::vector<std::string>> rows; ///< each as wide as the widest; none is empty
    };
    std::string sheet; ///< its name; empty: the only one with data
};
WIRE_FIELDS(ReadSpreadsheet, sheet)
WIRE_FIELDS(ReadSpreadsheet::Answer, rows)

/// One step of a talk that packs files into an archive (Parcel): the first one begins it. Attachments: the archive,
/// readable and writable, and the file, if one is named. BadArgument for a step without a beginning.
struct PackFile {
    static constexpr std::string_view kind = "pack-file";
    struct Answer {
        std::string sha256; ///< of Add: of the bytes that were packed
    };
    enum class Step { Begin, Add, Finish };
    Step step = Step::Begin;
    bool isZip = false;     ///< of Begin
    std::string path;       ///< of Add: in the archive
    std::uint64_t size = 0; ///< of Add
};
NLOHMANN_JSON_SERIALIZE_ENUM(PackFile::Step, {{PackFile::Step::Begin, "begin"},
                                              {PackFile::Step::Add, "add"},
                                              {PackFile::Step::Finish, "finish"}})
WIRE_FIELDS(PackFile, step, isZip, path, size)
WIRE_FIELDS(PackFile::Answer, sha256)

}
