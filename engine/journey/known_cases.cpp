// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/known_cases.h"

#include "engine/journey/invented_words.h"
#include "engine/journey/steps.h"
#include "engine/statistics/draw.h"
#include "engine/text/requests.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace engine::journey {

namespace {

using review::CaseKind;
using review::KnownCase;

constexpr std::int64_t practiceOfEach = 5; // with a leak and without: Wolfe 2013, a burst of frequent targets
constexpr int smallestPicture = 48;        // pixels: nothing legible fits into a smaller one

/// Choices that nobody made and that the seed repeats.
class Chance {
public:
    explicit Chance(std::string seed) : m_seed{std::move(seed)} {}

    std::size_t operator()(std::size_t below)
    {
        const auto key = statistics::drawKey(m_seed, "choice " + std::to_string(m_number++));
        return static_cast<std::size_t>(std::stoull(key.substr(0, 12), nullptr, 16) % below);
    }

private:
    std::string m_seed;
    std::size_t m_number = 0;
};

std::string upperCase(std::string text)
{
    for (auto& letter : text)
        letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    return text;
}

/// Whole values and each word of theirs: of NOWAK^OLGA neither name may be written. What is shorter than four letters
/// stands in any word.
std::vector<std::string> identityOf(const study::Collection& collection)
{
    constexpr std::size_t shortest = 4;
    constexpr const char* between = "^=, ;-.'/";
    std::set<std::string> words;
    const auto add = [&](const std::string& word) {
        if (word.size() >= shortest)
            words.insert(word);
    };
    for (const auto& entry : collection.entries()) {
        for (const auto& [value, keyword] : entry.instance.identity) {
            const auto whole = upperCase(value);
            add(whole);
            for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
                end = whole.find_first_of(between, begin);
                add(whole.substr(begin, end == std::string::npos ? end : end - begin));
            }
        }
    }
    return {words.begin(), words.end()};
}

using Sizes = std::map<std::pair<int, int>, std::vector<pixels::Box>>;

Sizes textsBySize(const Project& project)
{
    Sizes texts;
    for (const auto& [id, finding] : project.state().findings) {
        const bool isText = finding.kind == review::FindingKind::Text && !isUnreadRegion(finding);
        if (const auto* entry = isText ? project.collection().entry(finding.item) : nullptr)
            texts[{entry->instance.columns, entry->instance.rows}].push_back(finding.box);
    }
    return texts;
}

bool canCarry(const Project& project, const study::Entry& entry, const std::set<std::string>& out)
{
    const auto& one = entry.instance;
    const auto* candidate = project.candidate(entry.id);
    return one.damage.empty() && one.cannotShow.empty() && one.frames > 0 && one.columns >= smallestPicture &&
           one.rows >= smallestPicture && candidate && candidate->setAside.empty() && !out.contains(entry.id);
}

/// By series, those that no reader is shown anyway first: nobody meets them twice.
std::vector<std::vector<const study::Entry*>> carriersBySeries(const Project& project, const std::string& seed)
{
    std::set<std::string> out;
    for (const auto& one : project.leftOut())
        out.insert(one.item);
    const auto asked = review::itemsToJudge(project.state());
    const std::set<std::string> isAsked(asked.begin(), asked.end());
    std::map<std::pair<bool, std::string>, std::vector<const study::Entry*>> ordered;
    for (const auto* series : project.collection().nodes(study::Level::Series)) {
        auto entries = project.collection().instancesBelow(series->id);
        std::erase_if(entries, [&](const auto* entry) { return !canCarry(project, *entry, out); });
        if (!entries.empty())
            ordered[{isAsked.contains(entries.front()->id), statistics::drawKey(seed, series->id)}] =
                std::move(entries);
    }
    std::vector<std::vector<const study::Entry*>> series;
    for (auto& [key, entries] : ordered)
        series.push_back(std::move(entries));
    return series;
}

/// Series that are shown without their face, and would show it as they were; nothing else of them was taken out.
std::vector<std::string> uncutSeries(const Project& project)
{
    std::vector<std::string> uncut;
    for (const auto* series : project.collection().nodes(study::Level::Series)) {
        const auto below = project.collection().instancesBelow(series->id);
        const bool hasBoxes = std::any_of(below.begin(), below.end(), [&](const auto* entry) {
            const auto* candidate = project.candidate(entry->id);
            return !candidate || !candidate->written.boxesUsed.empty();
        });
        if (!below.empty() && !hasBoxes && project.cutInForce(series->id))
            uncut.push_back(below.front()->id);
    }
    return uncut;
}

CasesOrder::Carrier carrierOf(const Project& project, const study::Entry& entry, std::size_t images, const Sizes& texts)
{
    const auto& one = entry.instance;
    const auto found = texts.find({one.columns, one.rows});
    return {entry.id,
            project.collection().node(entry.id)->parent,
            entry.source,
            one.columns,
            one.rows,
            one.frames,
            one.kind == study::FileKind::Image,
            images,
            found == texts.end() ? std::vector<pixels::Box>{} : found->second,
            project.questionAbout(entry)};
}

/// Makes one case after the other.
class Maker {
public:
    Maker(const CasesOrder& order, pool::Pool& pool, const Progress& progress)
        : m_order{order}, m_pool{pool}, m_progress{progress}, m_chance{order.wish.seed}
    {
    }

    Result<KnownCase> make(CaseKind kind, bool isPractice)
    {
        const auto& carrier = m_order.carriers[m_next++ % m_order.carriers.size()];
        KnownCase one;
        one.id = "k" + statistics::drawKey(m_order.wish.seed, "case " + std::to_string(m_number++)).substr(0, 16);
        one.kind = kind;
        one.carrier = carrier.item;
        one.isPractice = isPractice;
        auto made = done();
        if (kind == CaseKind::Face) {
            one.carrier = m_order.uncut[m_nextFace++ % m_order.uncut.size()];
            one.category = review::Category::Face;
        } else if (kind != CaseKind::None) {
            made = invent(one);
            if (made)
                made = kind == CaseKind::Header ? findPlace(one, carrier) : draw(one, carrier);
        }
        return made ? Result<KnownCase>{std::move(one)} : made.error();
    }

private:
    Done invent(KnownCase& one)
    {
        constexpr int tries = 1000; // against a name that somebody in the collection has
        for (int i = 0; i < tries; ++i) {
            const auto invented = inventWords([this](std::size_t below) { return m_chance(below); });
            one.category = invented.category;
            one.words = invented.words;
            const auto& real = m_order.identity;
            if (std::none_of(real.begin(), real.end(),
                             [&](const auto& word) { return invented.words.find(word) != std::string::npos; }))
                return done();
        }
        return Error{ErrorCode::NotFound, "no invented name, number or date that nobody in the collection has"};
    }

    /// A text that stays, or one that nobody would expect.
    Done findPlace(KnownCase& one, const CasesOrder::Carrier& carrier)
    {
        const auto header = inspect(carrier.source, carrier.question, m_pool, {m_progress.stop, {}});
        if (!header)
            return header.error();
        static const std::set<std::string> texts{"LO", "SH", "LT", "ST", "UT", "UC"};
        std::vector<std::string> places;
        for (const auto& element : header->elements) {
            const bool stays = element.action == "K" || element.action == "C" || element.needsReading;
            if (stays && texts.contains(element.vr) && !element.after.empty() && element.path.size() == 11)
                places.push_back(element.path);
        }
        one.place = places.empty() ? "(0020,4000)" : places[m_chance(places.size())];
        return done();
    }

    int heightFor(const CasesOrder::Carrier& carrier, const pixels::Box* like)
    {
        constexpr int least = 7;
        if (like) // a box leaves room above and below its capitals
            return std::clamp(like->height * 7 / 10, least, std::max(least, carrier.rows / 8));
        const int smallest = std::max(least, carrier.rows / 48);
        return smallest + static_cast<int>(m_chance(static_cast<std::size_t>(std::max(1, carrier.rows / 48))));
    }

    Done draw(KnownCase& one, const CasesOrder::Carrier& carrier)
    {
        const auto& texts = carrier.texts;
        const auto* like = texts.empty() ? nullptr : &texts[m_chance(texts.size())];
        // A photograph may stand on its side: what fits into the square fits both ways.
        const int columns = carrier.isPhotograph ? std::min(carrier.columns, carrier.rows) : carrier.columns;
        const int rows = carrier.isPhotograph ? columns : carrier.rows;
        text::DrawWords request{one.words, heightFor(carrier, like), static_cast<int>(m_chance(3))};
        auto drawn = m_pool.call(pool::Kind::Text, request, {}, m_progress);
        while (drawn && drawn->width > columns && request.height > 6) { // narrower, as a device would
            --request.height;
            drawn = m_pool.call(pool::Kind::Text, request, {}, m_progress);
        }
        if (!drawn)
            return drawn.error();
        const int right = std::max(0, columns - drawn->width), bottom = std::max(0, rows - drawn->height);
        const std::size_t corner = m_chance(4);
        int x = corner % 2 == 0 ? right / 50 : right - right / 50;
        int y = corner / 2 == 0 ? bottom / 50 : bottom - bottom / 50;
        if (like) {
            x = std::clamp(like->x, 0, right);
            y = std::clamp(like->y, 0, bottom);
        }
        one.box = {x, y, std::min(drawn->width, columns), std::min(drawn->height, rows), 1, carrier.frames};
        for (auto stroke : drawn->strokes)
            one.strokes.push_back({stroke.x + x, stroke.y + y, stroke.width, stroke.height});
        constexpr std::array levels{1.0, 0.85, 0.65};
        one.level = levels[m_chance(levels.size())];
        one.isOnAll = carrier.images > 1 && m_chance(2) == 0;
        return done();
    }

    const CasesOrder& m_order;
    pool::Pool& m_pool;
    const Progress& m_progress;
    Chance m_chance;
    std::size_t m_next = 0, m_nextFace = 0, m_number = 0;
};

/// What is planted, in the order in which it is made: a quarter in headers, a face of each series that lost one.
std::vector<std::pair<CaseKind, bool>> kindsOf(const CasesOrder& order)
{
    std::vector<std::pair<CaseKind, bool>> kinds;
    const auto faces = std::min<std::int64_t>(static_cast<std::int64_t>(order.uncut.size()), order.count / 6);
    for (std::int64_t i = 0; i < order.count; ++i)
        kinds.emplace_back(i < faces ? CaseKind::Face : i % 4 == 3 ? CaseKind::Header : CaseKind::Pixels, false);
    for (std::int64_t i = 0; i < practiceOfEach; ++i) {
        kinds.emplace_back(i == 2 ? CaseKind::Header : CaseKind::Pixels, true);
        kinds.emplace_back(CaseKind::None, true);
    }
    return kinds;
}

}

Result<CasesOrder> orderCases(const Project& project, const CasesWish& wish)
{
    if (!(wish.share > 0 && wish.share <= 1) || wish.least < 1)
        return Error{ErrorCode::BadArgument, "the share is above 0 and at most 1"};
    if (wish.by.empty() || wish.seed.empty())
        return Error{ErrorCode::BadArgument, "known cases have somebody who plants them, and a seed"};
    if (!project.staleCandidates().empty())
        return Error{ErrorCode::StaleCandidates, "known cases"};
    const auto series = carriersBySeries(project, wish.seed);
    if (series.empty())
        return Error{ErrorCode::NotFound, "no image that could carry a known case"};
    CasesOrder order{wish, 0, {}, uncutSeries(project), identityOf(project.collection())};
    std::set<std::string> asked;
    for (const auto& item : review::itemsToJudge(project.state()))
        asked.insert(project.collection().node(item)->parent);
    const double share = wish.share * static_cast<double>(asked.size());
    order.count = std::max(wish.least, static_cast<std::int64_t>(share + 1 - 1e-9));
    const auto texts = textsBySize(project);
    const auto wanted = static_cast<std::size_t>(order.count + 2 * practiceOfEach);
    Chance chance{wish.seed + " images"};
    for (std::size_t i = 0; i < wanted; ++i) {
        const auto& images = series[i % series.size()];
        order.carriers.push_back(carrierOf(project, *images[chance(images.size())], images.size(), texts));
    }
    return order;
}

Result<review::CasesPlanted> makeCases(const CasesOrder& order, pool::Pool& pool, const Progress& progress)
{
    Maker maker{order, pool, progress};
    review::CasesPlanted planted{order.wish.by, order.wish.seed, {}};
    const auto kinds = kindsOf(order);
    for (const auto& [kind, isPractice] : kinds) {
        if (progress.stopped())
            return Error{ErrorCode::Cancelled, "known cases"};
        auto made = maker.make(kind, isPractice);
        if (!made)
            return made.error();
        planted.cases.push_back(*std::move(made));
        progress.report(planted.cases.size(), kinds.size());
    }
    if (auto checked = review::check(planted); !checked)
        return checked.error();
    return planted;
}

std::shared_ptr<const pixels::Lettering> letteringOf(const KnownCase& one, const std::string& item)
{
    if (one.kind != CaseKind::Pixels || (!one.isOnAll && item != one.carrier))
        return nullptr;
    return std::make_shared<const pixels::Lettering>(pixels::Lettering{one.id, one.strokes, one.level});
}

void addKnownCase(profile::Inspect::Answer& header, const KnownCase& one)
{
    if (one.kind != CaseKind::Header)
        return;
    auto& elements = header.elements;
    const auto at = std::lower_bound(elements.begin(), elements.end(), one.place,
                                     [](const auto& element, const auto& place) { return element.path < place; });
    const auto same =
        std::find_if(elements.begin(), elements.end(), [&](const auto& element) { return element.path == one.place; });
    if (same == elements.end()) {
        elements.insert(at, {one.place, "ImageComments", "LT", one.words, "C", one.words, "Table E.1-1: C", true});
        return;
    }
    same->before += (same->before.empty() ? "" : " ") + one.words;
    same->after += (same->after.empty() ? "" : " ") + one.words;
}

}
