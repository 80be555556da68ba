// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/dicom/element.h"

#include <memory>

namespace engine::dicom {

/// One DICOM file as read, before and after edits. Large values stay in the file, which must not change for as long as
/// the data set lives. Not for two threads at once.
class DataSet {
public:
    struct Content; ///< for this module and engine/pixels, see dcmtk_access.h

    explicit DataSet(std::unique_ptr<Content> content);
    DataSet(DataSet&&) noexcept;
    DataSet& operator=(DataSet&&) noexcept;
    ~DataSet();

    /// Empty when the file is whole; else what is wrong, without any of its values ("damaged: ends inside
    /// (7FE0,0010)"). A damaged data set can be looked at and never saved.
    const std::string& damage() const;
    /// As the file says, also where DCMTK does not know it. Empty when the file has no meta header.
    const std::string& transferSyntaxUid() const;

    Content& content() const { return *m_content; }

private:
    std::unique_ptr<Content> m_content;
};

/// Reads an open file from its start, whatever its position, and keeps a duplicate of the descriptor; nothing is opened
/// by name. A file that can be read in part
/// becomes a damaged data set. Damaged when there is nothing to read or it is nested deeper than anybody needs;
/// TooLarge when a deflated file unpacks to more than `mostInflated`.
Result<DataSet> load(int fd);
constexpr std::uint64_t mostInflated = 512'000'000;
constexpr int deepestNesting = 64;

/// Everything as plain values, text as UTF-8.
Tree read(const DataSet& dataSet);

/// Performs the edits in order. What is to be removed or emptied and is not there is no error. Private creators that
/// own nothing any more are removed too. BadArgument, with the path, for group 0002 (it is written anew by `save`), a
/// value that its VR cannot hold, or text beyond ASCII in a data set that is not UTF-8; edits before it are done then.
Done applyEdits(DataSet& dataSet, const std::vector<Edit>& edits);

/// Why `save` would refuse it: empty when it would not. A name of ErrorCode and the place, without any of its values.
std::string whyNotSaved(const DataSet& dataSet);

/// Writes the data set into the empty file `fd`: blank preamble, a new meta header of ours, the same transfer syntax,
/// nothing after the last element, no group lengths, no trailing padding. Encapsulated fragments stay as they are, bit
/// by bit. Unsupported for a damaged data set or a transfer syntax that we cannot write without loss; NoSpace or
/// NotWritable when the bytes do not all arrive. After an error the caller drops the file.
Done save(DataSet& dataSet, int fd);

/// Reads `fd` again and compares every element and every byte of it with the data set that was saved.
/// Damaged, with the place of the first difference.
Done checkReadBack(int fd, DataSet& saved);
/// The same with what was loaded from the new file.
Done checkReadBack(const DataSet& again, const DataSet& saved);

/// What every file of ours says who wrote it: Implementation Class UID (a UUID of ours, PS3.5 B.2) and version name.
constexpr std::string_view implementationClassUid = "2.25.303055745216188730287061719374861681768";
constexpr std::string_view implementationVersionName = "SAFELIGHT 0.1";

}
