// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/one_shot.h"

#include "engine/base/hash.h"
#include "engine/journey/checkpoint.h"
#include "engine/journey/maps.h"
#include "engine/journey/neighbours.h"
#include "engine/journey/overlap.h"
#include "engine/journey/patients.h"
#include "engine/journey/people.h"
#include "engine/journey/proof.h"
#include "engine/journey/sort_out.h"
#include "engine/journey/steps.h"
#include "engine/release/folder.h"
#include "engine/release/manifest.h"
#include "engine/release/report.h"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <optional>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine::journey {

namespace {

bool stopsEverything(ErrorCode code)
{
    return code == ErrorCode::Cancelled || code == ErrorCode::NoSpace || code == ErrorCode::NotWritable;
}

class Cleaner {
public:
    /// `out` and `checkpoint` may be missing: nothing is kept, or nothing to go on with.
    Cleaner(const OneShotWish& wish, pool::Pool& pool, const Progress& progress, const release::OutputFolder* out,
            const Checkpoint* checkpoint)
        : m_wish{wish}, m_pool{pool}, m_progress{progress}, m_out{out},
          m_checkpoint{checkpoint}, m_secrets{crosswalk::secretsOf(wish.key)}
    {
    }

    Result<OneShotResult> run(const std::vector<Discovered>& discovered)
    {
        auto boxes = boxesFor(discovered, m_wish.boxes);
        if (!boxes)
            return boxes.error();
        m_boxes = std::move(*boxes);
        for (std::size_t i = 0; i < discovered.size() && profile::retainsUids(m_wish.rules); ++i) {
            if (m_boxes[i] && !(m_boxes[i]->boxes.empty() && m_boxes[i]->layerBoxes.empty()))
                m_edited.push_back(discovered[i].instance.sopInstanceUid);
        }
        m_result.files.resize(discovered.size());
        m_waiting.resize(discovered.size());
        std::vector<std::size_t> open;
        SortOut sortOut;
        for (const auto& found : discovered) {
            m_neighbours.add(found.instance);
            m_people.add(found.instance);
        }
        for (std::size_t i = 0; i < discovered.size(); ++i) {
            if (begin(discovered[i], sortOut, m_result.files[i]))
                open.push_back(i);
        }
        std::vector<std::optional<Error>> failures(open.size());
        std::atomic<std::size_t> reached = 0;
        m_pool.each(
            open.size(),
            [&](std::size_t k) {
                failures[k] = clean(discovered[open[k]], open[k]);
                m_progress.report(++reached, open.size());
            },
            m_progress);
        if (m_progress.stopped())
            return Error{ErrorCode::Cancelled, m_wish.out};
        for (const auto& failure : failures) {
            if (failure)
                return *failure;
        }
        if (auto settled = settle(); !settled)
            return settled.error();
        m_result.takenUp = m_takenUp;
        return std::move(m_result);
    }

private:
    /// Fills in the row; true when there is something to write.
    static bool begin(const Discovered& found, SortOut& sortOut, OneShotFile& file)
    {
        const auto judged = sortOut.judge(found);
        file.path = judged.path;
        file.reason = judged.reason;
        file.digest = found.source.sha256;
        file.isTwin = judged.isTwin;
        file.outcome = judged.outcome == Outcome::Duplicate ? "duplicate" : "set_aside";
        if (judged.outcome == Outcome::Listed && !found.instance.damage.empty())
            file.reason = found.instance.damage;
        return judged.outcome == Outcome::Listed && found.instance.damage.empty();
    }

    release::Write requestFor(const Discovered& found, std::size_t number) const
    {
        release::Write request;
        request.status = m_wish.status;
        request.rules = m_wish.rules;
        request.secrets = m_secrets;
        request.surroundings = {m_neighbours.identityOf(found.instance),
                                Neighbours::peopleOf(found.instance, m_wish.patients), m_edited,
                                Neighbours::pathOf(found.source)};
        if (m_result.files[number].isTwin)
            request.surroundings.twin = found.source.sha256;
        if (found.instance.kind == study::FileKind::Image)
            request.linkedTo = found.instance.patientId;
        request.asDicom = m_wish.asDicom;
        request.decodedFrom = found.source.decoder;
        request.fillGiven = m_wish.fillGiven;
        request.fill = m_wish.fill;
        if (m_boxes[number]) {
            request.boxes = m_boxes[number]->boxes;
            request.layerBoxes = m_boxes[number]->layerBoxes;
        }
        for (auto& box : request.boxes)
            box.lastFrame = box.lastFrame == 0 ? std::max(1, found.instance.frames) : box.lastFrame;
        return request;
    }

    std::optional<Error> clean(const Discovered& found, std::size_t number)
    {
        auto& file = m_result.files[number];
        const auto request = requestFor(found, number);
        file.boxes = request.boxes;
        file.layerBoxes = request.layerBoxes;
        const Progress quiet{m_progress.stop, {}};
        auto written = m_out ? writeInto(found, request, number) : rehearse(found, request, quiet);
        if (!written && stopsEverything(written.error().code))
            return Error{written.error().code, m_wish.out}; // the worker knows no paths
        if (!written) {
            file.reason = inWords(written.error());
            const auto original = openSource(found.source, m_pool, quiet);
            const auto digest = original ? sha256OfFile(original->get()) : Result<Digest>{original.error()};
            file.digest = digest ? toHex(*digest) : std::string{};
            return std::nullopt;
        }
        file.outcome = "written";
        file.reason.clear();
        file.written = std::move(*written);
        if (!m_wish.patients.empty() && !m_wish.patients.contains(found.instance.patientId))
            file.written.doubts.push_back({"(0010,0020)", "pseudonym-not-given", ""});
        if (m_sharedPseudonyms.contains(found.instance.patientId))
            file.written.doubts.push_back({"(0010,0020)", "pseudonym-shared", found.instance.patientId});
        for (const auto& kind : m_people.doubtsOf(found.instance))
            file.written.doubts.push_back({"(0010,0020)", kind, found.instance.patientId});
        if (found.instance.rows > 0)
            doubtPixels(file, m_boxes[number].has_value());
        return std::nullopt;
    }

    /// A pixel option cleans only what somebody decided; where nobody did, a person has to look.
    void doubtPixels(OneShotFile& file, bool isDecided) const
    {
        const auto& options = m_wish.rules.options;
        const auto isAsked = [&](const char* name) {
            return std::find(options.begin(), options.end(), name) != options.end();
        };
        if (isAsked("clean-pixel-data") && !isDecided)
            file.written.doubts.push_back({"pixel", "pixel-text-not-decided", ""});
        if (isAsked("clean-recognizable-visual-features"))
            file.written.doubts.push_back({"pixel", "face-not-decided", ""});
    }

    /// The worker fills a file under a passing name; its place follows from the answer.
    Result<release::Write::Answer> writeInto(const Discovered& found, const release::Write& request, std::size_t number)
    {
        const auto name = m_checkpoint ? m_checkpoint->nameFor(found.source, request) : std::string{};
        m_waiting[number] = m_checkpoint ? Checkpoint::placeOf(name) : "waiting/" + std::to_string(number);
        if (auto earlier = m_checkpoint ? m_checkpoint->find(name) : std::nullopt) {
            ++m_takenUp;
            return *std::move(earlier);
        }
        m_out->drop(m_waiting[number]);
        auto target = m_out->newFile(m_waiting[number]);
        if (!target)
            return target.error();
        auto written = writeCleaned(found.source, request, target->descriptor(), m_pool, {m_progress.stop, {}});
        if (!written)
            return written.error();
        if (auto proven = request.asDicom ? proveBeforeWrapping(found, request, number, *written)
                                          : proveBoxes(found, number, target->descriptor(), *written);
            !proven)
            return proven.error();
        if (auto committed = target->commit(Durability::WithBatch); !committed)
            return committed.error();
        const auto noted = m_checkpoint ? m_checkpoint->add(name, *written) : done();
        return noted ? std::move(written) : noted.error();
    }

    /// DICOM stands upright and counts from another corner: what is judged is the photograph that went into it.
    Done proveBeforeWrapping(const Discovered& found, const release::Write& request, std::size_t number,
                             release::Write::Answer& written)
    {
        if (request.boxes.empty())
            return done();
        const Descriptor memory{::memfd_create("photograph", MFD_CLOEXEC)};
        auto plain = request;
        plain.asDicom = false;
        if (!memory)
            return Error{ErrorCode::OutOfMemory, "photograph"};
        if (auto again = writeCleaned(found.source, plain, memory, m_pool, {m_progress.stop, {}}); !again)
            return again.error();
        return proveBoxes(found, number, memory, written);
    }

    /// The written file judged by workers that did not write it.
    Done proveBoxes(const Discovered& found, std::size_t number, const Descriptor& finished,
                    release::Write::Answer& written)
    {
        if (written.boxesUsed.empty())
            return done();
        const Progress quiet{m_progress.stop, {}};
        const auto original = openSource(found.source, m_pool, quiet);
        if (!original)
            return original.error();
        const auto& asked = *m_boxes[number];
        auto kept = asked.kept;
        for (auto& box : kept)
            box.lastFrame = box.lastFrame == 0 ? std::max(1, found.instance.frames) : box.lastFrame;
        const auto proof =
            prove({*original, finished, written.boxesUsed, std::move(kept), asked.texts}, {m_fresh, m_pool}, quiet);
        if (!proof)
            return proof.error();
        written.proof = *proof;
        return done();
    }

    /// All that was written to its place, when nothing can stop the run any more.
    Done settle()
    {
        for (std::size_t number = 0; number < m_result.files.size() && m_out; ++number) {
            auto& file = m_result.files[number];
            if (file.outcome != "written")
                continue;
            const auto place = placeFor(file.written, number);
            const auto moved = place ? m_out->move(m_waiting[number], *place) : Done{place.error()};
            if (!moved && stopsEverything(moved.error().code))
                return Error{moved.error().code, m_wish.out};
            file.output = moved ? *place : std::string{};
            file.outcome = moved ? "written" : "set_aside";
            file.reason = moved ? std::string{} : inWords(moved.error());
        }
        if (m_out)
            m_out->drop("waiting");
        if (m_checkpoint)
            m_checkpoint->clear();
        return done();
    }

    Result<std::string> placeFor(const release::Write::Answer& written, std::size_t number) const
    {
        if (m_wish.status != release::Status::Part)
            return release::placeOf(written);
        auto digits = std::to_string(number + 1); // a part's own UIDs and Patient ID are still the patient's
        return "part-" + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits +
               std::string{release::extensionOf(written.format)};
    }

    Result<release::Write::Answer> rehearse(const Discovered& found, const release::Write& request,
                                            const Progress& quiet)
    {
        const Descriptor memory{::memfd_create("rehearsal", MFD_CLOEXEC)};
        if (!memory)
            return Error{ErrorCode::OutOfMemory, "rehearsal"};
        return writeCleaned(found.source, request, memory, m_pool, quiet);
    }

    const OneShotWish& m_wish;
    pool::Pool& m_pool;
    pool::Pool m_fresh{m_pool.settings()}; ///< starts its workers when boxes were blanked
    const Progress& m_progress;
    const release::OutputFolder* m_out;
    const Checkpoint* m_checkpoint;
    std::atomic<std::size_t> m_takenUp = 0;
    std::vector<std::string> m_waiting; ///< of each input: where its cleaned file lies until all are done
    crosswalk::Secrets m_secrets;
    Neighbours m_neighbours;
    People m_people;
    std::set<std::string> m_sharedPseudonyms = idsOfOnePseudonym(m_wish.patients);
    std::vector<std::string> m_edited;             ///< UIDs that must be new although UIDs are retained
    std::vector<std::optional<FileBoxes>> m_boxes; ///< of each input; none: nobody looked
    OneShotResult m_result;
};

Result<release::Manifest> manifestOf(const OneShotWish& wish, const OneShotResult& result)
{
    const auto names = crosswalk::Crosswalk::create(crosswalk::secretsOf(wish.key));
    if (!names)
        return names.error();
    release::Manifest manifest;
    const bool isPart = wish.status == release::Status::Part;
    manifest.status = isPart ? "part" : "draft";
    manifest.version = SAFELIGHT_VERSION;
    manifest.standardEdition = std::string{profile::edition};
    manifest.profile = isPart ? "none" : wish.rules.profile;
    manifest.options = wish.rules.options;
    manifest.method = release::methodOf(wish.rules);
    manifest.siteRules = isPart ? std::string{} : wish.rules.siteRules.name;
    manifest.rulesSha256 = release::digestOf(wish.rules);
    manifest.keyId = crosswalk::keyIdOf(wish.key);
    manifest.pixelTextExamined = wish.boxesGiven;
    manifest.stamp = wish.stamp;
    for (std::size_t i = 0; i < result.files.size(); ++i) {
        const auto& file = result.files[i];
        if (file.outcome == "written")
            manifest.files.push_back(release::entryFor(file.written, file.output));
        else if (file.outcome == "set_aside")
            manifest.setAside.push_back(
                {names->fileName(viewOf(file.digest.empty() ? file.path : file.digest)), file.reason});
        else
            ++manifest.counts.duplicate;
    }
    manifest.counts.in = static_cast<int>(result.files.size());
    manifest.counts.written = static_cast<int>(manifest.files.size());
    manifest.counts.setAside = static_cast<int>(manifest.setAside.size());
    return manifest;
}

}

Done checkPlaces(const std::vector<std::string>& inputs, const std::string& out, const std::string& keyFile,
                 const std::string& mapsFolder)
{
    std::error_code none;
    if (std::filesystem::exists(mapsFolder) && !std::filesystem::is_empty(mapsFolder, none))
        return Error{ErrorCode::Exists, mapsFolder}; // an earlier crosswalk, or a folder whose mode is not ours
    auto others = inputs;
    for (const auto& place : {out, keyFile, mapsFolder}) {
        if (place.empty())
            continue;
        if (auto apart = checkApart(place, others); !apart)
            return apart;
        others.push_back(place);
    }
    return done();
}

Result<OneShotResult> cleanFiles(const OneShotWish& wish, pool::Pool& pool, const Progress& progress)
{
    if (auto legal = profile::check(wish.rules); !legal)
        return legal.error();
    if (auto apart = checkPlaces(wish.inputs, wish.out, wish.keyFile, wish.mapsFolder); !apart)
        return apart.error();
    if (wish.isResumed && (wish.keyFile.empty() || wish.dryRun))
        return Error{ErrorCode::BadArgument, "--resume goes with --out and the --key-file of the run that was stopped"};
    std::optional<release::OutputFolder> out;
    if (!wish.dryRun) {
        auto made = wish.isResumed ? release::OutputFolder::resume(wish.out, Checkpoint::folderName)
                                   : release::OutputFolder::create(wish.out);
        if (!made)
            return made.error();
        out.emplace(std::move(*made));
    }
    if (wish.isResumed)
        out->keep(); // a misspelt input must not cost what was done
    std::optional<Checkpoint> checkpoint;
    if (out && !wish.keyFile.empty())
        checkpoint.emplace(*out, wish.key);
    auto discovered = discover(wish.inputs, pool, progress, Digests::WhereNeeded);
    if (!discovered)
        return discovered.error();
    linkPhotographs(*discovered, wish.links);
    for (auto& found : *discovered) {
        if (wish.asDicom && found.setAside.empty() && !isReleasable(found.instance))
            found.setAside = "no photograph: it is DICOM already";
    }
    auto result =
        Cleaner{wish, pool, progress, out ? &*out : nullptr, checkpoint ? &*checkpoint : nullptr}.run(*discovered);
    if (!result && checkpoint && stopsEverything(result.error().code))
        out->keep();
    if (!result || !out)
        return result;
    const auto manifest = manifestOf(wish, *result);
    if (!manifest)
        return manifest.error();
    if (auto put = out->put("NOT-RELEASED.txt", viewOf(release::notReleasedText(manifest->status))); !put)
        return put.error();
    if (auto put = out->put("manifest.json", viewOf(release::toJson(*manifest))); !put)
        return put.error();
    if (!wish.mapsFolder.empty()) { // first: a draft without its maps could not be traced back any more
        if (auto mapped = writeMaps(wish.mapsFolder, *result); !mapped)
            return mapped.error();
    }
    if (auto finished = out->finish(); !finished)
        return finished.error();
    return result;
}

Result<Key> keyFromFile(const std::string& path, const Random& random)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        const auto key = Key::generate(random);
        auto file = AtomicFile::create(path, false, 0600);
        if (!file)
            return file.error();
        if (auto written = file->write(viewOf(toHex(key.bytes()) + '\n')); !written)
            return written.error();
        if (auto committed = file->commit(Durability::Now); !committed)
            return committed.error();
        return key;
    }
    if (status.st_uid != ::geteuid() || (status.st_mode & 077U) != 0)
        return Error{ErrorCode::BadArgument, "a key file belongs to you alone (chmod 600): " + path};
    const auto bytes = readFile(path, 4096);
    if (!bytes)
        return bytes.error();
    const auto text = textOf(*bytes);
    const auto key = Key::fromBytes(fromHex(text.substr(0, text.find_first_of("\r\n"))));
    return key ? key : Result<Key>{Error{ErrorCode::Damaged, path}};
}

}
