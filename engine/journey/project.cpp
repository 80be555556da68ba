// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/project.h"

#include "engine/journey/journal_note.h"
#include "engine/journey/picture_faces.h"
#include "engine/journey/project_content.h"
#include "engine/journey/rows.h"
#include "engine/profile/fold.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>
#include <set>

namespace engine::journey {

namespace {

/// A row in a form that this program does not know makes the project unreadable, unless it can be made again.
enum class Unknown { Refused, LeftOut };

template <class T>
Done readAll(const store::Store& store, const std::string& kind, const std::function<void(T)>& take,
             Unknown unknown = Unknown::Refused)
{
    auto rows = store.all(kind);
    if (!rows)
        return rows.error();
    Done read = done();
    eachValue<T>(*rows, [&](const std::string& id, std::optional<T> value) {
        if (value)
            take(std::move(*value));
        else if (unknown == Unknown::Refused)
            read = Error{ErrorCode::Damaged, kind + '/' + id};
        return static_cast<bool>(read);
    });
    return read;
}

}

std::string systemTime()
{
    const auto now = std::time(nullptr);
    std::tm parts{};
    ::localtime_r(&now, &parts);
    std::array<char, 40> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S%z", &parts);
    std::string time{text.data()};
    time.insert(time.size() - 2, ":");
    return time;
}

Done Project::Content::load()
{
    texts.emplace(store->key());
    if (auto loaded = loadEntries(); !loaded)
        return loaded;
    if (auto loaded = loadRecords(); !loaded)
        return loaded;
    if (auto loaded = loadTemplates(); !loaded)
        return loaded;
    return replay();
}

Done Project::Content::loadEntries()
{
    std::vector<study::Entry> entries;
    auto rows = store->all("item");
    if (!rows)
        return rows.error();
    Done read = done();
    entries.reserve(rows->size());
    eachValue<study::Entry>(*rows, [&](const std::string& id, std::optional<study::Entry> entry) {
        if (!entry) {
            read = Error{ErrorCode::Damaged, id};
            return false;
        }
        entry->id = id;
        entries.push_back(std::move(*entry));
        state.items[id] = {};
        return true;
    });
    if (!read)
        return read;
    hold(std::move(entries));
    return done();
}

void Project::Content::hold(std::vector<study::Entry> entries)
{
    neighbours = {};
    for (const auto& entry : entries)
        neighbours.add(entry.instance);
    collection = study::Collection{std::move(entries)};
}

Done Project::Content::loadRecords()
{
    auto loaded = readAll<Imported>(*store, "import", [&](Imported one) { imports.push_back(std::move(one)); });
    if (loaded)
        loaded = readAll<Examined>(*store, "examined", [&](Examined one) {
            for (const auto& finding : one.findings)
                state.findings[finding.id] = finding;
            if (const auto* picture = one.what == "text" ? collection.entry(one.item) : nullptr)
                noteFaceSearch(picture->instance, one);
            examined[{one.item, one.what}] = std::move(one);
        });
    if (loaded)
        loaded = readAll<Candidate>(
            *store, "candidate",
            [&](Candidate one) {
                show(one);
                candidates[one.item] = std::move(one);
            },
            Unknown::LeftOut);
    if (loaded)
        loaded = readAll<HeadRecord>(
            *store, "head", [&](HeadRecord one) { heads[one.series] = std::move(one); }, Unknown::LeftOut);
    if (loaded)
        loaded = readAll<CutCheck>(
            *store, "cut-check", [&](CutCheck one) { cutChecks[one.series] = std::move(one); }, Unknown::LeftOut);
    if (loaded)
        loaded = readAll<Reviewer>(*store, "reviewer", [&](Reviewer one) { reviewers.push_back(std::move(one)); });
    if (loaded)
        loaded =
            readAll<GivenCrosswalk>(*store, givenCrosswalkRow, [&](GivenCrosswalk one) { given = std::move(one); });
    if (loaded)
        loaded = readAll<std::string>(*store, "position", [&](std::string one) { position = std::move(one); });
    if (loaded)
        loaded = readAll<std::string>(*store, "queue-filter", [&](std::string one) { queueFilter = std::move(one); });
    return loaded;
}

Done Project::Content::replay()
{
    const auto rows = store->journal();
    if (!rows)
        return rows.error();
    for (const auto& row : *rows) {
        const auto place = "journal entry " + std::to_string(row.number);
        const auto open = parseJson(row.open);
        const auto hidden = parseJson(row.hidden);
        if (!open || !hidden)
            return Error{ErrorCode::Damaged, place};
        const auto kind = open->value("kind", "");
        if (kind == crosswalkImported)
            undo.clear(); // the rules that came with it stay: they say how far dates move
        if (isNote(kind))
            continue;
        const auto event = review::eventFromText(hidden->value("event", ""));
        if (!event)
            return Error{ErrorCode::Damaged, place};
        recall(*event);
        auto back = review::inverse(state, *event);
        if (!review::apply(state, *event))
            return Error{ErrorCode::Damaged, place};
        if (const auto* reopened = std::get_if<review::FacesReopened>(&*event))
            forgetAnswers(*reopened);
        if (!review::isNoStep(*event))
            remember(row.number, open->value("undoes", std::size_t{0}), std::move(back));
    }
    return done();
}

void Project::Content::recall(const review::Event& event)
{
    const auto* decided = std::get_if<review::FindingsDecided>(&event);
    if (!decided)
        return;
    for (const auto& change : decided->changes) {
        if (!state.findings.contains(change.finding))
            state.silent.insert(change.finding);
    }
}

void Project::Content::remember(std::size_t number, std::size_t undoes, std::optional<review::Event> back)
{
    if (!back) { // a signature, a release: nothing before it can be taken back any more
        undo.clear();
        redo.clear();
    } else if (!undo.empty() && undoes == undo.back().number && undoes != 0) {
        undo.pop_back();
        redo.push_back({number, std::move(*back)});
    } else if (!redo.empty() && undoes == redo.back().number && undoes != 0) {
        redo.pop_back();
        undo.push_back({number, std::move(*back)});
    } else {
        redo.clear();
        undo.push_back({number, std::move(*back)});
    }
}

bool Project::Content::wasAnswered(const review::FindingId& finding) const
{
    const auto speaksOfIt = [&](const Step& step) {
        const auto* decided = std::get_if<review::FindingsDecided>(&step.back);
        return decided && std::any_of(decided->changes.begin(), decided->changes.end(),
                                      [&](const auto& change) { return change.finding == finding; });
    };
    return state.decisions.contains(finding) || std::any_of(undo.begin(), undo.end(), speaksOfIt) ||
           std::any_of(redo.begin(), redo.end(), speaksOfIt);
}

void Project::Content::forgetAnswers(const review::FacesReopened& event)
{
    const std::set<review::FindingId> findings{event.findings.begin(), event.findings.end()};
    const auto holdsNothingElse = [&](Step& step) {
        auto* decided = std::get_if<review::FindingsDecided>(&step.back);
        return decided &&
               std::erase_if(decided->changes, [&](const auto& one) { return findings.contains(one.finding); }) > 0 &&
               decided->changes.empty();
    };
    std::erase_if(undo, holdsNothingElse);
    std::erase_if(redo, holdsNothingElse);
}

Result<std::size_t> Project::Content::enter(const review::Event& event, std::size_t undoes)
{
    auto back = review::inverse(state, event);
    std::optional<review::State> before; // of the few events that nothing takes back
    if (!back)
        before = state;
    if (auto applied = review::apply(state, event); !applied)
        return applied.error();
    templatesInUse.reset();
    const auto text = journalText({world.now(), actor, std::string{review::nameOf(event)}, undoes},
                                  review::toText(event), world.random);
    const auto row = store->append(text.open, text.hidden);
    if (!row) {
        if (before)
            state = std::move(*before);
        else if (!review::apply(state, *back))
            return Error{ErrorCode::Internal, "journal"};
        return row.error();
    }
    if (const auto* reopened = std::get_if<review::FacesReopened>(&event))
        forgetAnswers(*reopened);
    if (!review::isNoStep(event))
        remember(row->number, undoes, std::move(back));
    return row->number;
}

Project::Project(std::unique_ptr<Content> content) : m_content{std::move(content)} {}
Project::~Project() = default;

Result<std::unique_ptr<Project>> Project::create(const std::string& folder, const std::string& passphrase,
                                                 Surroundings world)
{
    auto store = store::Store::create(std::filesystem::absolute(folder).lexically_normal(), passphrase, world.random);
    if (!store)
        return store.error();
    std::error_code failure;
    std::filesystem::create_directory((*store)->folder() + "/candidates", failure);
    if (failure)
        return Error{ErrorCode::NotWritable, folder};
    store->reset();
    return open(folder, passphrase, std::move(world));
}

Result<std::unique_ptr<Project>> Project::open(const std::string& folder, const std::string& passphrase,
                                               Surroundings world)
{
    if (!world.now)
        world.now = systemTime;
    auto place = std::filesystem::absolute(folder).lexically_normal().string();
    while (place.size() > 1 && place.back() == '/')
        place.pop_back();
    auto store = store::Store::open(place, passphrase, world.random);
    if (!store)
        return store.error();
    auto content = std::make_unique<Content>();
    content->store = std::move(*store);
    content->world = std::move(world);
    if (auto loaded = content->load(); !loaded)
        return loaded.error();
    std::unique_ptr<Project> project{new Project{std::move(content)}};
    project->removeLeftovers();
    return project;
}

void Project::removeLeftovers() const
{
    std::set<std::string> known;
    for (const auto& [item, candidate] : m_content->candidates)
        known.insert(candidatePath(item, candidate.stamp));
    std::error_code ignored; // what cannot be removed now is tried again at the next opening
    for (const auto& file : std::filesystem::directory_iterator{folder() + "/candidates", ignored}) {
        if (!known.contains(file.path().string()))
            std::filesystem::remove(file.path(), ignored);
    }
}

bool Project::needsPassphrase(const std::string& folder)
{
    return store::Store::needsPassphrase(folder);
}

std::string Project::name() const
{
    return std::filesystem::path{folder()}.filename();
}
const std::string& Project::folder() const
{
    return m_content->store->folder();
}
bool Project::isProtected() const
{
    return m_content->store->isProtected();
}
const study::Collection& Project::collection() const
{
    return m_content->collection;
}
const review::State& Project::state() const
{
    if (!m_content->isSettled)
        settleAll();
    return m_content->state;
}
crosswalk::Secrets Project::secrets() const
{
    return m_content->given ? m_content->given->secrets : crosswalk::secretsOf(m_content->store->key());
}
std::string Project::keyId() const
{
    return m_content->given ? m_content->given->keyId : crosswalk::keyIdOf(m_content->store->key());
}

std::string Project::label(const std::string& id) const
{
    const auto* node = collection().node(id);
    if (!node)
        return id;
    const auto isPhotograph = [&] {
        const auto below = collection().instancesBelow(node->id);
        return !below.empty() && below.front()->instance.kind == study::FileKind::Image;
    };
    if (node->level == study::Level::Patient && node->uid.empty() && isPhotograph())
        return "unlinked";
    if (node->level == study::Level::Patient) {
        const auto names = crosswalk::Crosswalk::create(secrets());
        return names ? names->pseudonym(node->uid) : id;
    }
    static constexpr std::array<const char*, 4> words{"", "study ", "series ", "image "};
    const auto& siblings = collection().node(node->parent)->children;
    const auto place = std::find(siblings.begin(), siblings.end(), node->id) - siblings.begin() + 1;
    return label(node->parent) + ", " + words[static_cast<std::size_t>(node->level)] + std::to_string(place);
}

Done Project::perform(const review::Event& event)
{
    state(); // knows of all files
    if (auto fits = m_content->check(event); !fits)
        return fits;
    const auto entered = m_content->enter(bound(event), 0);
    if (entered)
        settle(event);
    return entered ? done() : Done{entered.error()};
}

Done Project::performAll(const std::vector<review::Event>& events)
{
    auto& content = *m_content;
    state(); // knows of all files
    for (const auto& event : events) {
        if (auto fits = content.check(event); !fits)
            return fits;
    }
    store::Store::Batch batch{*content.store};
    auto fallback = content.state;
    const auto undo = content.undo;
    const auto redo = content.redo;
    auto outcome = done();
    for (const auto& event : events) {
        const auto entered = content.enter(bound(event), 0);
        if (outcome && !entered)
            outcome = entered.error();
        if (entered)
            settle(event);
    }
    if (outcome)
        outcome = batch.commit();
    if (!outcome) {
        content.state = std::move(fallback);
        content.undo = undo;
        content.redo = redo;
    }
    return outcome;
}

review::FindingId Project::newFindingId() const
{
    Bytes bytes(8);
    m_content->world.random(bytes);
    return "f" + toHex(bytes);
}

bool Project::canUndo() const
{
    return !m_content->undo.empty() && !state().signature;
}
bool Project::canRedo() const
{
    return !m_content->redo.empty() && !state().signature;
}

Done Project::undo()
{
    if (!canUndo())
        return state().signature ? Error{ErrorCode::Frozen, "undo"} : Error{ErrorCode::NotFound, "nothing to undo"};
    const auto step = m_content->undo.back();
    const auto entered = m_content->enter(step.back, step.number);
    if (entered)
        settle(step.back);
    return entered ? done() : Done{entered.error()};
}

Done Project::redo()
{
    if (!canRedo())
        return state().signature ? Error{ErrorCode::Frozen, "redo"} : Error{ErrorCode::NotFound, "nothing to redo"};
    const auto step = m_content->redo.back();
    const auto entered = m_content->enter(step.back, step.number);
    if (entered)
        settle(step.back);
    return entered ? done() : Done{entered.error()};
}

std::string Project::position() const
{
    return m_content->position;
}

Done Project::setPosition(const std::string& item)
{
    if (item == m_content->position)
        return done();
    m_content->position = item;
    return m_content->store->put("position", "item", toText(item));
}

std::string Project::queueFilter() const
{
    return m_content->queueFilter;
}

Done Project::setQueueFilter(const std::string& text)
{
    if (text == m_content->queueFilter)
        return done();
    m_content->queueFilter = text;
    return m_content->store->put("queue-filter", "review", toText(text));
}

std::string Project::now() const
{
    return m_content->world.now();
}

void Project::setActor(std::string reviewer)
{
    m_content->actor = std::move(reviewer);
}

Done Project::addReviewer(const Reviewer& reviewer)
{
    const auto& known = m_content->reviewers;
    if (std::any_of(known.begin(), known.end(), [&](const auto& one) { return one.id == reviewer.id; }))
        return Error{ErrorCode::Exists, reviewer.id};
    const auto namesake = std::find_if(known.begin(), known.end(), [&](const auto& one) {
        return profile::fold(one.name) == profile::fold(reviewer.name);
    });
    if (namesake != known.end()) // nobody signs as two
        return Error{ErrorCode::BadArgument, "reviewer " + namesake->id + " has this name"};
    if (auto stored = m_content->store->put("reviewer", reviewer.id, toText(reviewer)); !stored)
        return stored;
    m_content->reviewers.push_back(reviewer);
    return done();
}

const std::vector<Reviewer>& Project::reviewers() const
{
    return m_content->reviewers;
}

}
