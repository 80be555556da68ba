// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/project.h"

#include "engine/dicom/utf8.h"
#include "engine/journey/picture_faces.h"
#include "engine/journey/project_content.h"
#include "engine/journey/sort_out.h"
#include "engine/journey/steps.h"
#include "engine/journey/template_exchange.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace engine::journey {

namespace {

using Entries = std::vector<const study::Entry*>;

bool isRemoved(const review::State& state, const review::Finding& finding)
{
    return review::verdictInForce(state, finding) == review::FindingVerdict::Remove;
}

std::string reasonOf(const review::Judgement& judgement)
{
    if (judgement.verdict == review::ItemVerdict::Skip)
        return "skipped by the reviewer";
    return judgement.verdict == review::ItemVerdict::Damaged ? "judged damaged by the reviewer" : "";
}

/// The project keeps text: a path of other bytes could not be opened again.
Discovered asRecorded(Discovered found)
{
    if (found.setAside.empty() && !dicom::isUtf8(found.source.path))
        found.setAside = "its path is not UTF-8: rename it, then import it again";
    return found;
}

}

Result<std::vector<Imported>> Project::record(const std::vector<Discovered>& discovered)
{
    if (state().signature)
        return Error{ErrorCode::Frozen, "import"};
    auto& content = *m_content;
    auto entries = content.collection.entries();
    SortOut sortOut;
    for (const auto& entry : entries)
        sortOut.know(entry.source, entry.instance);
    std::vector<Imported> outcome;
    store::Store::Batch batch{*content.store};
    for (const auto& one : discovered) {
        auto row = sortOut.judge(asRecorded(one));
        if (row.outcome == Outcome::Listed) {
            row.item = "i" + std::to_string(entries.size() + 1);
            entries.push_back({row.item, one.source, one.instance});
            if (auto stored = content.store->put("item", row.item, toText(entries.back())); !stored)
                return stored.error();
        }
        const auto number = std::to_string(content.imports.size() + outcome.size() + 1);
        if (auto stored = content.store->put("import", number, toText(row)); !stored)
            return stored.error();
        outcome.push_back(std::move(row));
    }
    auto before = content.state;
    const auto undo = content.undo, redo = content.redo;
    auto written = content.reopenFaces(study::Collection{entries}, outcome);
    written = written ? batch.commit() : written;
    if (!written) {
        content.state = std::move(before);
        content.undo = undo;
        content.redo = redo;
        return written.error();
    }
    for (const auto& row : outcome) {
        if (!row.item.empty())
            content.state.items[row.item] = {};
    }
    content.imports.insert(content.imports.end(), outcome.begin(), outcome.end());
    content.hold(std::move(entries));
    content.isSettled = content.isBuilt = false;
    return outcome;
}

/// What somebody said of a series they said of the files that were there.
Done Project::Content::reopenFaces(const study::Collection& grown, const std::vector<Imported>& added)
{
    std::set<std::string> findings;
    for (const auto& row : added) {
        if (!row.item.empty())
            findings.insert(faceFindingId(grown.node(row.item)->parent));
    }
    review::FacesReopened event;
    for (const auto& finding : findings) {
        if (wasAnswered(finding))
            event.findings.push_back(finding);
    }
    const auto entered = event.findings.empty() ? Result<std::size_t>{0} : enter(event, 0);
    return entered ? done() : Done{entered.error()};
}

const std::vector<Imported>& Project::imports() const
{
    return m_content->imports;
}

Done Project::record(const Examined& examined)
{
    if (state().signature)
        return Error{ErrorCode::Frozen, "examine"};
    if (!collection().node(examined.item))
        return Error{ErrorCode::NotFound, examined.item};
    auto kept = examined;
    if (kept.what == "face")
        kept.files = filesOf(kept.item);
    const auto* entry = examined.what == "text" ? collection().entry(examined.item) : nullptr;
    if (entry)
        noteFaceSearch(entry->instance, kept);
    if (auto held = hold(kept); !held)
        return held;
    if (!entry)
        return done();
    auto& templates = m_content->templatesInUse;
    if (!templates)
        templates = engine::journey::templatesInUse(*this);
    const auto proposed = propose(*entry, *templates);
    return proposed ? done() : Done{proposed.error()};
}

Done Project::hold(const Examined& examined)
{
    auto& content = *m_content;
    if (auto stored = content.store->put("examined", examined.item + ' ' + examined.what, toText(examined)); !stored)
        return stored;
    // Of more files it may be another question, or none; what was decided before can still be taken back.
    const bool isFace = examined.what == "face";
    if (const auto id = faceFindingId(examined.item);
        isFace && examined.findings.empty() && content.state.findings.erase(id) > 0)
        content.state.silent.insert(id);
    for (const auto& finding : examined.findings) {
        const auto [place, isNew] = content.state.findings.try_emplace(finding.id, finding);
        if (isFace && !isNew) // a box that a person moved stays where it is
            place->second = finding;
    }
    content.examined[{examined.item, examined.what}] = examined;
    content.isBuilt = false;
    content.isSettled = content.isSettled && !isFace && examined.findings.empty();
    return done();
}

bool Project::isExamined(const std::string& item, const std::string& what) const
{
    const auto* known = examination(item, what);
    return known && (what != "face" || known->files == filesOf(item)) &&
           (what != "text" || known->faceSearch >= faceSearchNow);
}

const Examined* Project::examination(const std::string& item, const std::string& what) const
{
    const auto found = m_content->examined.find({item, what});
    return found == m_content->examined.end() ? nullptr : &found->second;
}

const Candidate* Project::candidate(const std::string& item) const
{
    const auto found = m_content->candidates.find(item);
    return found == m_content->candidates.end() ? nullptr : &found->second;
}

profile::Rules rulesOf(const review::State& state)
{
    profile::Rules rules{state.rules.profile, state.rules.options};
    if (state.rules.siteRules.empty())
        return rules;
    auto site = fromText<profile::SiteRules>(state.rules.siteRules);
    if (site)
        rules = profile::rulesWith(std::move(*site), rules.options);
    else
        rules.profile.clear(); // no profile: nothing is cleaned by rules that cannot be read
    return rules;
}

review::RulesChosen eventOf(const profile::Rules& rules)
{
    const bool hasSite = !(rules.siteRules == profile::SiteRules{});
    return {rules.profile, rules.options, hasSite ? toText(rules.siteRules) : std::string{}};
}

profile::Inspect Project::questionAbout(const study::Entry& entry) const
{
    return questionAbout(entry, rulesOf(state()));
}

profile::Inspect Project::questionAbout(const study::Entry& entry, const profile::Rules& rules) const
{
    return {rules, secrets(), surroundingsOf(entry, rules)};
}

profile::Surroundings Project::surroundingsOf(const study::Entry& entry, const profile::Rules& rules) const
{
    profile::Surroundings around{m_content->neighbours.identityOf(entry.instance), {}, {}};
    around.path = Neighbours::pathOf(entry.source);
    const auto* first = collection().entry(entry.instance.sopInstanceUid);
    if (first && first->id != entry.id)
        around.twin = entry.source.sha256;
    around.texts = decidedTexts(entry.id);
    around.keepsUndecided = false;
    if (!profile::retainsUids(rules))
        return around;
    std::set<std::string> edited; // of the same person: what may refer to one another
    for (const auto& [id, finding] : state().findings) {
        const auto* other = finding.kind == review::FindingKind::Text ? collection().entry(finding.item) : nullptr;
        if (other && other->instance.patientId == entry.instance.patientId && isRemoved(state(), finding))
            edited.insert(other->instance.sopInstanceUid);
    }
    for (const auto* series : collection().nodes(study::Level::Series)) {
        for (const auto* other : cutInForce(series->id) ? collection().instancesBelow(series->id) : Entries{}) {
            if (other->instance.patientId == entry.instance.patientId)
                edited.insert(other->instance.sopInstanceUid);
        }
    }
    around.editedUids = {edited.begin(), edited.end()};
    return around;
}

Result<CandidateOrder> Project::orderFor(const std::string& item) const
{
    const auto* entry = collection().entry(item);
    if (!entry)
        return Error{ErrorCode::NotFound, item};
    const auto* text = examination(entry->id, "text");
    CandidateOrder order;
    order.item = entry->id;
    order.source = entry->source;
    order.request.status = release::Status::Candidate;
    order.request.rules = rulesOf(state());
    order.request.secrets = secrets();
    order.request.surroundings = surroundingsOf(*entry, order.request.rules);
    if (entry->instance.kind == study::FileKind::Image)
        order.request.linkedTo = entry->instance.patientId;
    order.request.decodedFrom = entry->source.decoder;
    order.request.pixelsReviewed = text && text->framesTotal > 0 && text->framesExamined == text->framesTotal;
    for (const auto& [id, finding] : state().findings) {
        if (finding.item != entry->id || finding.kind != review::FindingKind::Text)
            continue;
        order.request.pixelsReviewed = order.request.pixelsReviewed && !review::isOpen(state(), finding);
        if (isRemoved(state(), finding))
            order.request.boxes.push_back(finding.box);
    }
    const auto& series = collection().node(entry->id)->parent;
    order.request.faces = facesOf(entry->id, series);
    orderCut(entry->id, series, order.request);
    const Json shape{{"source", entry->source.sha256},
                     {"rules", order.request.rules},
                     {"key", keyId()},
                     {"surroundings", order.request.surroundings},
                     {"boxes", order.request.boxes},
                     {"linked", order.request.linkedTo},
                     {"reviewed", order.request.pixelsReviewed},
                     {"faces", order.request.faces},
                     {"cut", face::inWords(order.request.cut)},
                     {"head", order.request.cut.toTemplate},
                     {"frames cut", order.request.frameCuts},
                     {"version", SAFELIGHT_VERSION}};
    order.stamp = toHex(sha256(viewOf(toText(shape))));
    order.path = candidatePath(entry->id, order.stamp);
    return order;
}

bool Project::isStale(const std::string& item) const
{
    const auto order = orderFor(item);
    const auto* built = candidate(item);
    return !order || !built || built->stamp != order->stamp;
}

std::vector<std::string> Project::staleCandidates() const
{
    std::vector<std::string> stale;
    for (const auto& entry : collection().entries()) {
        if (entry.instance.damage.empty() && isStale(entry.id))
            stale.push_back(entry.id);
    }
    m_content->isBuilt = stale.empty();
    return stale;
}

std::string Project::candidatePath(const std::string& item, const std::string& stamp) const
{
    return folder() + "/candidates/" + item + '-' + stamp.substr(0, 16) + ".dcm";
}

Done Project::record(const Candidate& built)
{
    auto& standing = m_content->candidates[built.item];
    auto candidate = built;
    if (!candidate.setAside.empty()) // a replacement that cannot stand is decided anew by whoever sees the text
        candidate.written.texts = standing.written.texts;
    if (auto stored = m_content->store->put("candidate", candidate.item, toText(candidate)); !stored)
        return stored;
    if (!standing.stamp.empty() && standing.stamp != candidate.stamp)
        std::filesystem::remove(candidatePath(standing.item, standing.stamp));
    standing = std::move(candidate);
    m_content->show(standing);
    settleFile(built.item);
    if (const auto* entry = m_content->isSettled ? collection().entry(built.item) : nullptr)
        settleOutside(*entry);
    return done();
}

Done Project::dropCandidate(const std::string& item)
{
    m_content->candidates.erase(item);
    m_content->isBuilt = false;
    m_content->show({item, {}, {}, {}});
    settleFile(item);
    return m_content->store->remove("candidate", item);
}

Done Project::recordSigned(const std::map<std::string, std::string>& documents, const review::Signed& event)
{
    auto& content = *m_content;
    store::Store::Batch batch{*content.store};
    if (!state().signature) {
        if (auto cleared = content.putAway(); !cleared)
            return cleared;
    }
    for (const auto& [path, bytes] : documents) {
        if (auto stored = content.store->put("signed", path, bytes); !stored)
            return stored;
    }
    auto before = content.state;
    if (const auto entered = content.enter(event, 0); !entered)
        return entered.error();
    if (auto committed = batch.commit(); !committed) {
        content.state = std::move(before);
        return committed;
    }
    return done();
}

Done Project::Content::putAway()
{
    const auto rows = store->all("signed");
    if (!rows)
        return rows.error();
    for (const auto& [path, bytes] : *rows) {
        if (path.ends_with("/manifest.json")) {
            if (auto kept = store->put("manifest", toHex(sha256(viewOf(bytes))), bytes); !kept)
                return kept;
        }
        if (auto removed = store->remove("signed", path); !removed)
            return removed;
    }
    return done();
}

Result<std::string> Project::signedManifest(const std::string& wanted) const
{
    for (const auto* kind : {"manifest", "signed"}) {
        const auto rows = m_content->store->all(kind);
        if (!rows)
            return rows.error();
        for (const auto& [id, bytes] : *rows) {
            const bool isManifest = std::string_view{kind} == "manifest" || id.ends_with("/manifest.json");
            if (isManifest && toHex(sha256(viewOf(bytes))) == wanted)
                return bytes;
        }
    }
    return Error{ErrorCode::NotFound, "manifest " + wanted};
}

Result<std::map<std::string, std::string>> Project::signedDocuments(const std::string& access) const
{
    if (!state().signature)
        return Error{ErrorCode::NotSigned, "release"};
    const auto rows = m_content->store->all("signed");
    if (!rows)
        return rows.error();
    if (rows->empty())
        return Error{ErrorCode::Tampered, "the signed documents are gone"};
    std::map<std::string, std::string> documents;
    for (const auto& [place, bytes] : *rows) {
        if (place.starts_with(access + '/'))
            documents[place.substr(access.size() + 1)] = bytes;
    }
    return documents;
}

std::vector<LeftOut> Project::leftOut() const
{
    std::vector<LeftOut> out;
    for (const auto& entry : collection().entries()) {
        auto reason = reasonOf(state().items.at(entry.id));
        if (!entry.instance.damage.empty())
            reason = entry.instance.damage;
        else if (state().outside.contains(entry.id))
            reason = whyOutside(entry);
        if (!reason.empty())
            out.push_back({entry.id, reason});
    }
    return out;
}

Result<std::vector<JournalEntry>> Project::journal() const
{
    const auto rows = m_content->store->journal();
    if (!rows)
        return rows.error();
    std::vector<JournalEntry> entries;
    for (const auto& row : *rows) {
        const auto open = parseJson(row.open);
        const auto hidden = parseJson(row.hidden);
        if (!open || !hidden)
            return Error{ErrorCode::Damaged, "journal entry " + std::to_string(row.number)};
        entries.push_back({row.number, open->value("time", ""), open->value("actor", ""), open->value("kind", ""),
                           open->value("undoes", std::size_t{0}), toHex(row.hash), hidden->value("event", "")});
    }
    return entries;
}

Done Project::verifyJournal() const
{
    const auto rows = m_content->store->journal();
    if (!rows)
        return rows.error();
    Digest before{};
    std::size_t number = 0;
    for (const auto& row : *rows) {
        const auto open = parseJson(row.open);
        const auto hidden = parseJson(row.hidden);
        const bool follows =
            row.number == ++number && row.hash == store::chain(before, row.open) && open && hidden &&
            open->value("commitment", "") == store::commitmentOf(hidden->value("salt", ""), hidden->value("event", ""));
        if (!follows)
            return Error{ErrorCode::Tampered, "journal entry " + std::to_string(number)};
        before = row.hash;
    }
    return done();
}

std::string Project::journalHead() const
{
    const auto rows = m_content->store->journal();
    return rows && !rows->empty() ? toHex(rows->back().hash) : std::string(64, '0');
}

std::size_t Project::journalLength() const
{
    const auto rows = m_content->store->journal();
    return rows ? rows->size() : 0;
}

const store::Store& Project::storage() const
{
    return *m_content->store;
}
store::Store& Project::storage()
{
    return *m_content->store;
}

}
