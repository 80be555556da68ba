// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/steps.h"

#include "engine/base/hash.h"
#include "engine/journey/decoding.h"
#include "engine/journey/file_stamp.h"
#include "engine/journey/photographs.h"
#include "engine/study/requests.h"
#include "engine/study/scan.h"

#include <atomic>
#include <map>

namespace engine::journey {

namespace {

using study::FileKind;

std::string kindInWords(const study::Instance& instance)
{
    const auto named = instance.format.empty() ? std::string{} : " (" + instance.format + ")";
    const auto told = instance.damage.empty() ? std::string{} : " of " + instance.damage;
    switch (instance.kind) {
    case FileKind::Dicom:
        return "";
    case FileKind::DicomDirectory:
        return "a DICOMDIR: a list of other files, never copied";
    case FileKind::Archive:
        return "an archive inside an archive is not opened";
    case FileKind::Image:
        return isReleasable(instance) ? "" : "a picture" + named + " that cannot be released: " + instance.damage;
    case FileKind::Document:
        return isDecodedElsewhere(instance.format)
                   ? "a document" + named + " whose pages cannot be shown: " + instance.damage
                   : "a document" + named +
                         ": documents are never copied. What of it belongs here can be imported as pictures of its "
                         "pages (PNG)";
    case FileKind::Video:
        return "a video" + named + told +
               ": videos are never copied. What of its frames belongs here can be saved as PNG, without sound, and "
               "imported";
    case FileKind::Unknown:
        return "not a format that Safelight knows";
    }
    return "";
}

std::string whySetAside(const study::Instance& instance)
{
    if (instance.kind == FileKind::Dicom && instance.sopInstanceUid.empty())
        return instance.damage.empty() ? "DICOM without a SOP Instance UID" : instance.damage;
    const auto words = kindInWords(instance);
    const bool isTold = instance.kind == FileKind::Image || instance.kind == FileKind::Video ||
                        instance.kind == FileKind::Document || instance.damage.empty() || words.empty();
    return isTold ? words : words + " (" + instance.damage + ")";
}

/// Reads what the files are, with all workers.
class Discovery {
public:
    Discovery(pool::Pool& pool, const Progress& progress, Digests digests)
        : m_pool{pool}, m_progress{progress}, m_digests{digests}
    {
    }

    Result<std::vector<Discovered>> run(const std::vector<study::FoundFile>& files)
    {
        m_total = files.size();
        auto whole = withMembers(describeAll(sourcesOf(files)));
        if (m_digests == Digests::WhereNeeded)
            digestTwins(whole);
        if (m_progress.stopped())
            return Error{ErrorCode::Cancelled, "reading"};
        return whole;
    }

private:
    static std::vector<Discovered> sourcesOf(const std::vector<study::FoundFile>& files)
    {
        std::vector<Discovered> rows;
        for (const auto& file : files)
            rows.push_back({{file.path, -1, file.shownPath, {}, file.root}, {}, file.reason});
        return rows;
    }

    std::vector<Discovered> describeAll(std::vector<Discovered> rows)
    {
        m_pool.each(
            rows.size(),
            [&](std::size_t i) {
                if (rows[i].setAside.empty())
                    describe(rows[i]);
                m_progress.report(++m_reached, m_total);
            },
            m_progress);
        return rows;
    }

    void describe(Discovered& row)
    {
        const Progress quiet{m_progress.stop, {}};
        const auto file = openSource(row.source, m_pool, quiet);
        if (!file) {
            row.setAside = inWords(file.error());
            return;
        }
        const auto before = stampOf(*file);
        if (m_digests == Digests::All && !takeDigest(row, *file))
            return;
        auto instance = m_pool.call(pool::Kind::Files, study::Describe{}, {{file->get()}, nullptr}, quiet);
        if (!instance) {
            row.setAside = inWords(instance.error());
            return;
        }
        row.instance = std::move(*instance);
        if (isDecodedElsewhere(row.instance.format))
            describePicture(row, *file, quiet);
        row.setAside = whySetAside(row.instance);
        if (row.source.decoder.empty() && stampOf(*file) != before)
            row.setAside = "it changed while it was read: import it again when nobody writes it any more";
        if (isReleasable(row.instance))
            placePhotograph(row);
        const bool isWhole = row.setAside.empty() && row.instance.damage.empty();
        if (m_digests == Digests::WhereNeeded && !isWhole)
            takeDigest(row, *file);
    }

    /// Where a program makes a picture of the file, the instance is that picture; else `damage` says why not.
    void describePicture(Discovered& row, const Descriptor& file, const Progress& quiet)
    {
        const auto format = row.instance.format;
        row.source.decoder = format;
        const auto picture = pictureOf(row.source, file, m_pool, quiet);
        const auto digest = picture ? sha256OfFile(picture->get()) : Result<Digest>{picture.error()};
        auto instance = digest ? m_pool.call(pool::Kind::Files, study::Describe{}, {{picture->get()}, nullptr}, quiet)
                               : Result<study::Instance>{digest.error()};
        if (instance && instance->sopInstanceUid.empty())
            instance = Error{ErrorCode::Unsupported, instance->damage};
        if (!instance) {
            row.source.decoder.clear();
            row.instance.damage = whyNotDecoded(format, instance.error());
            return;
        }
        row.source.picture = toHex(*digest);
        row.instance = std::move(*instance);
        row.instance.format = format;
    }

    static bool takeDigest(Discovered& row, const Descriptor& file)
    {
        const auto digest = sha256OfFile(file.get());
        if (!digest)
            row.setAside = inWords(digest.error());
        else
            row.source.sha256 = toHex(*digest);
        return static_cast<bool>(digest);
    }

    /// Those that share a SOP Instance UID.
    void digestTwins(std::vector<Discovered>& rows)
    {
        std::map<std::string, int> uses;
        for (const auto& row : rows)
            ++uses[row.instance.sopInstanceUid];
        m_pool.each(
            rows.size(),
            [&](std::size_t i) {
                auto& row = rows[i];
                if (!row.setAside.empty() || !row.source.sha256.empty() || uses.at(row.instance.sopInstanceUid) == 1)
                    return;
                auto original = row.source;
                original.decoder.clear(); // the file as it is, not the picture that a program makes of it
                if (const auto file = openSource(original, m_pool, {m_progress.stop, {}}))
                    takeDigest(row, *file);
                else
                    row.setAside = inWords(file.error());
            },
            m_progress);
    }

    /// Archives give way to their members, each a row of its own.
    std::vector<Discovered> withMembers(std::vector<Discovered> rows)
    {
        std::vector<Discovered> whole;
        for (auto& row : rows) {
            if (row.instance.kind != FileKind::Archive || m_progress.stopped()) {
                whole.push_back(std::move(row));
                continue;
            }
            auto members = membersOf(row);
            m_total += members.size();
            members = describeAll(std::move(members));
            std::move(members.begin(), members.end(), std::back_inserter(whole));
        }
        return whole;
    }

    std::vector<Discovered> membersOf(const Discovered& archive)
    {
        const Progress quiet{m_progress.stop, {}};
        auto row = archive;
        const auto file = openSource(archive.source, m_pool, quiet);
        const auto list = file ? m_pool.call(pool::Kind::Files, study::ListArchive{}, {{file->get()}, nullptr}, quiet)
                               : Result<study::ListArchive::Answer>{file.error()};
        if (!list) {
            row.setAside = "an archive that cannot be listed: " + inWords(list.error());
            return {row};
        }
        std::vector<Discovered> members;
        for (std::size_t i = 0; i < list->members.size(); ++i) {
            const auto& name = list->members[i].name;
            members.push_back({{archive.source.path,
                                static_cast<int>(i),
                                archive.source.shownPath + "!/" + name,
                                {},
                                archive.source.root},
                               {},
                               {}});
        }
        const auto unread = list->others + list->encrypted;
        if (unread > 0 || members.empty()) {
            row.setAside = members.empty() && unread == 0
                               ? "an empty archive"
                               : "an archive with " + std::to_string(unread) +
                                     " encrypted members, links or devices, left where they are";
            members.push_back(row);
        }
        return members;
    }

    pool::Pool& m_pool;
    const Progress& m_progress;
    Digests m_digests;
    std::atomic<std::size_t> m_reached = 0;
    std::size_t m_total = 0;
};

}

Result<std::vector<Discovered>> discover(const std::vector<std::string>& inputs, pool::Pool& pool,
                                         const Progress& progress, Digests digests)
{
    const auto files = study::scan(inputs, {progress.stop, {}});
    if (!files)
        return files.error();
    return Discovery{pool, progress, digests}.run(*files);
}

}
