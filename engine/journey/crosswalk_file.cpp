// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/crosswalk_file.h"

#include "engine/base/atomic_file.h"
#include "engine/base/csv.h"
#include "engine/base/hash.h"
#include "engine/journey/journal_note.h"
#include "engine/journey/overlap.h"
#include "engine/journey/release_place.h"
#include "engine/journey/sign.h"
#include "engine/release/manifest.h"
#include "engine/store/store.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace engine::journey {

namespace {

constexpr std::string_view mark = "safelight-crosswalk 1\n", place = "crosswalk";
constexpr std::size_t longestLock = 1024, largestFile = 1U << 30U;

/// What is sealed.
struct Sealed {
    GivenCrosswalk given;
    std::string rules; ///< the event that chooses them, as the journal has it
    std::vector<CrosswalkRow> rows;
};
WIRE_FIELDS(Sealed, given, rules, rows)

struct Read {
    Sealed content;
    std::string sha256;
};

std::size_t patientsOf(const std::vector<CrosswalkRow>& rows)
{
    return static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [](const CrosswalkRow& row) { return row.level == "patient"; }));
}

void addRows(const study::Entry& entry, const release::Write::Answer& written, std::set<CrosswalkRow>& rows)
{
    const auto& instance = entry.instance;
    for (const auto& [before, after] : written.newPeople) {
        const auto moved = std::find_if(written.daysMoved.begin(), written.daysMoved.end(),
                                        [&before = before](const auto& pair) { return pair[0] == before; });
        rows.insert({"patient", before, after, moved == written.daysMoved.end() ? std::string{} : (*moved)[1]});
    }
    if (instance.kind == study::FileKind::Image) {
        const auto name = written.sopInstanceUid + '.' + std::string{release::extensionOf(written.format)};
        rows.insert({"photograph", entry.source.path, name, {}});
        return;
    }
    rows.insert({"study", instance.studyUid, written.studyUid, {}});
    rows.insert({"series", instance.seriesUid, written.seriesUid, {}});
    rows.insert({"instance", instance.sopInstanceUid, written.sopInstanceUid, {}});
}

std::vector<CrosswalkRow> rowsOf(const Project& project)
{
    std::set<CrosswalkRow> rows;
    for (const auto& entry : project.collection().entries()) {
        const auto* candidate = project.candidate(entry.id);
        if (candidate && candidate->setAside.empty())
            addRows(entry, candidate->written, rows);
    }
    return {rows.begin(), rows.end()};
}

Done checkPlace(const std::string& path)
{
    std::error_code failure;
    if (isInRelease(path) || std::filesystem::exists(std::filesystem::symlink_status(path, failure)))
        return Error{ErrorCode::Exists, path};
    return done();
}

Done writePrivate(const std::string& path, ByteView bytes)
{
    auto file = AtomicFile::create(path, false, 0600);
    if (!file)
        return file.error();
    auto written = file->write(bytes);
    return written ? file->commit(Durability::Now) : written;
}

Result<Bytes> sealedBytes(const Sealed& content, const std::string& passphrase)
{
    const auto key = Key::generate(systemRandom());
    const auto lock = wrapKey(key, passphrase, systemRandom());
    if (!lock)
        return lock.error();
    const auto text = std::string{mark} + *lock + '\n';
    Bytes bytes{text.begin(), text.end()};
    const auto body = seal(key, viewOf(toText(content)), place, systemRandom());
    bytes.insert(bytes.end(), body.begin(), body.end());
    return bytes;
}

Result<Read> read(const std::string& path, const std::string& passphrase)
{
    const auto bytes = readFile(path, largestFile);
    if (!bytes)
        return bytes.error();
    const auto text = textOf(*bytes);
    const auto end = text.substr(0, mark.size() + longestLock).find('\n', mark.size());
    if (!text.starts_with(mark) || end == std::string_view::npos)
        return Error{ErrorCode::Damaged, path + " is no crosswalk that was exported"};
    const auto key = unwrapKey(text.substr(mark.size(), end - mark.size()), passphrase);
    if (!key)
        return Error{key.error().code, path};
    const auto plain = unseal(*key, viewOf(text.substr(end + 1)), place);
    if (!plain)
        return Error{ErrorCode::Damaged, path + " was changed or cut off after it was exported"};
    auto content = fromText<Sealed>(textOf(*plain));
    if (!content || !crosswalk::Crosswalk::create(content->given.secrets))
        return Error{ErrorCode::Damaged, path};
    return Read{std::move(*content), toHex(sha256(*bytes))};
}

CrosswalkWritten told(const Sealed& content, const std::string& digest)
{
    return {digest, content.given.keyId, patientsOf(content.rows), content.rows.size()};
}

Json noteOf(const CrosswalkWritten& written)
{
    return {
        {"sha256", written.sha256}, {"key_id", written.keyId}, {"patients", written.patients}, {"rows", written.rows}};
}

/// Why this project cannot take new names from elsewhere.
Done checkEmpty(const Project& project)
{
    const auto given = project.storage().all(givenCrosswalkRow);
    if (!given)
        return given.error();
    if (!given->empty())
        return Error{ErrorCode::BadArgument, "this project was given a crosswalk already"};
    if (!project.imports().empty())
        return Error{ErrorCode::BadArgument, "files were imported already: a crosswalk goes into an empty project"};
    return done();
}

/// The same rules, since they say how far dates move: chosen here where nobody chose others.
Done takeRules(Project& project, const std::string& text)
{
    const auto event = review::eventFromText(text);
    const auto* wanted = event ? std::get_if<review::RulesChosen>(&*event) : nullptr;
    if (!wanted)
        return Error{ErrorCode::Damaged, "rules of the crosswalk"};
    if (review::toText(project.state().rules) == review::toText(*wanted))
        return done();
    if (project.journalLength() > 0)
        return Error{ErrorCode::BadArgument,
                     "something was decided here already, and under other rules dates may move otherwise: import the "
                     "crosswalk first"};
    return project.perform(*wanted);
}

}

Result<CrosswalkWritten> exportCrosswalk(Project& project, const std::string& path, const std::string& passphrase)
{
    if (auto fits = checkPassphrase(passphrase); !fits)
        return fits.error();
    if (auto apart = checkApart(path, inputsOf(project)); !apart)
        return apart.error();
    if (auto free = checkPlace(path); !free)
        return free.error();
    const Sealed content{{project.secrets(), project.keyId()}, review::toText(project.state().rules), rowsOf(project)};
    const auto bytes = sealedBytes(content, passphrase);
    if (!bytes)
        return bytes.error();
    const auto written = told(content, toHex(sha256(*bytes)));
    auto file = AtomicFile::create(path, false, 0600);
    if (!file)
        return file.error();
    auto put = file->write(*bytes);
    if (put) // before the file has its name: no crosswalk leaves that the journal does not tell of
        put = note(project, crosswalkExported, noteOf(written));
    if (put)
        put = file->commit(Durability::Now);
    return put ? Result<CrosswalkWritten>{written} : put.error();
}

Result<CrosswalkWritten> importCrosswalk(Project& project, const std::string& path, const std::string& passphrase)
{
    if (auto empty = checkEmpty(project); !empty)
        return empty.error();
    const auto sealed = read(path, passphrase);
    if (!sealed)
        return sealed.error();
    const auto written = told(sealed->content, sealed->sha256);
    store::Store::Batch batch{project.storage()};
    if (auto taken = takeRules(project, sealed->content.rules); !taken)
        return taken.error();
    if (auto put = project.storage().put(givenCrosswalkRow, "all", toText(sealed->content.given)); !put)
        return put.error();
    if (auto noted = note(project, crosswalkImported, noteOf(written)); !noted)
        return noted.error();
    if (auto committed = batch.commit(); !committed)
        return committed.error();
    return written;
}

Result<CrosswalkWritten> writeCrosswalkTable(const std::string& path, const std::string& passphrase,
                                             const std::string& out)
{
    if (auto apart = checkApart(out, {path}); !apart)
        return apart.error();
    if (auto free = checkPlace(out); !free)
        return free.error();
    const auto sealed = read(path, passphrase);
    if (!sealed)
        return sealed.error();
    std::string text = "level,id_old,id_new,days\r\n";
    for (const auto& row : sealed->content.rows)
        text += row.level + ',' + csvField(row.before) + ',' + csvField(row.after) + ',' + row.days + "\r\n";
    if (auto put = writePrivate(out, viewOf(text)); !put)
        return put.error();
    return told(sealed->content, sealed->sha256);
}

}
