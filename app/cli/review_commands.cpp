// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/face_json.h"
#include "app/cli/named.h"
#include "engine/base/atomic_file.h"
#include "engine/base/hash.h"
#include "engine/pixels/shape.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>
#include <span>
#include <tuple>

namespace app::cli {

namespace {

using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::Json;
using engine::Result;
using engine::journey::Project;
using engine::pixels::Box;
using namespace engine::review;

struct Options {
    std::string folder, as, finding, item, verdict, reason, category, from, verb, box, frames, rectangle, ellipse;
    std::vector<std::string> polygon;
    bool openOnly = false;
};

std::vector<std::string> verdictsOf(const Finding& finding)
{
    const bool isReplaceable = finding.kind == FindingKind::Header || finding.kind == FindingKind::Face;
    return isReplaceable ? std::vector<std::string>{"remove", "keep", "replace"}
                         : std::vector<std::string>{"remove", "keep"};
}

/// Of those only what is possible: a face is cut out of a series that nobody looked at yet, or that has a file to cut.
std::vector<std::string> verdictsNow(const Project& project, const Finding& finding)
{
    auto verdicts = verdictsOf(finding);
    const auto* head = finding.kind == FindingKind::Face ? project.head(finding.item) : nullptr;
    if (engine::journey::isBiometric(finding) || (head && head->cuts.empty()))
        std::erase(verdicts, "replace");
    return verdicts;
}

Json findingJson(const Project& project, const Finding& finding)
{
    const auto& state = project.state();
    const auto decision = state.decisions.find(finding.id);
    const bool open = decision == state.decisions.end();
    return {{"id", finding.id},
            {"item", finding.item},
            {"kind", finding.kind},
            {"place", finding.place},
            {"text", finding.text},
            {"box", finding.kind == FindingKind::Text ? Json(finding.box) : Json{}},
            {"machine", finding.machine},
            {"reasons", finding.reasons},
            {"proposed", finding.proposed},
            {"verdicts", verdictsNow(project, finding)},
            {"state", open ? "open" : "decided"},
            {"verdict", open ? Json{} : Json(decision->second.verdict)},
            {"reason", open ? "" : decision->second.reason}};
}

/// Class and measures of a series as a head, and what its cut left.
Json headJson(const Project& project, const std::string& series)
{
    const auto* head = project.head(series);
    if (!head)
        return {};
    if (!head->failure.empty())
        return {{"class", head->seen.faceClass}, {"failure", head->failure}};
    auto row = seenJson(head->seen);
    row["class"] = head->seen.faceClass;
    row["remarks"] = head->remarks;
    row["reasons"] = head->seen.reasons;
    row["files_that_cannot_be_cut"] = head->cannotCut.size();
    if (const auto* check = project.cutCheck(series))
        row["defaced"] = check->failure.empty() ? checkedJson(check->result) : Json{{"failure", check->failure}};
    return row;
}

/// How many files show each text.
std::map<FindingId, std::size_t> filesOfTexts(const Project& project)
{
    std::map<FindingId, std::size_t> files;
    for (const auto& value : project.keptTexts())
        files[value.id] = value.items.size();
    return files;
}

/// What asks for no decision and should be known all the same.
Json doubtRows(Console& console, const Project& project)
{
    auto rows = Json::array();
    for (const auto& doubt : project.doubts()) {
        rows.push_back({{"kind", doubt.kind}, {"place", doubt.place}, {"text", doubt.text}, {"items", doubt.items}});
        console.print("to know  " + doubt.kind + "  " + doubt.place + "  " + std::to_string(doubt.items.size()) +
                      (doubt.items.size() == 1 ? " file  " : " files  ") + doubt.text);
    }
    return rows;
}

Exit findings(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    const auto& state = (*project)->state();
    const auto files = filesOfTexts(**project);
    auto rows = Json::array();
    for (const auto& [id, finding] : state.findings) {
        if (options.openOnly && !isOpen(state, finding))
            continue;
        rows.push_back(findingJson(**project, finding));
        if (const auto shown = files.find(id); shown != files.end())
            rows.back()["files"] = shown->second;
        if (finding.kind == FindingKind::Face)
            rows.back()["head"] = headJson(**project, finding.item);
        const auto* head = finding.kind == FindingKind::Face ? (*project)->head(finding.item) : nullptr;
        const auto verdict = Json(verdictInForce(state, finding)).get<std::string>();
        common.console.print(
            id + "  " + (*project)->label(finding.item) + "  " + Json(finding.kind).get<std::string>() + "  " +
            (isOpen(state, finding) ? "open, proposed: " : "") + verdict + "  " +
            (head ? "class " + head->seen.faceClass + (head->failure.empty() ? "" : "  " + head->failure)
                  : finding.text));
    }
    return common.console.finish({{"findings", rows}, {"doubts", doubtRows(common.console, **project)}}, Exit::Done);
}

/// The two events that a list of decisions makes; either may be empty.
struct Decisions {
    ItemsJudged items;
    FindingsDecided findings;
    std::set<std::string> decided; ///< "item i1": which of two verdicts was meant nobody can tell
};

Error decidedTwice(const std::string& what)
{
    return {ErrorCode::BadArgument, what + " is decided twice"};
}

Done addItem(Decisions& decisions, const Project& project, const Options& wish)
{
    const auto verdict = named<ItemVerdict>(wish.verdict);
    const auto category = wish.category.empty() ? Result<Category>{Category::None} : named<Category>(wish.category);
    if (!verdict || !category)
        return verdict ? category.error() : verdict.error();
    if (project.state().known.cases.contains(wish.item)) {
        if (!decisions.decided.insert("item " + wish.item).second)
            return decidedTwice("item " + wish.item);
        decisions.items.changes.push_back({wish.item, {*verdict, *category, wish.reason}});
        return engine::done();
    }
    const auto below = project.collection().instancesBelow(wish.item);
    if (below.empty())
        return Error{ErrorCode::NotFound, "item " + wish.item};
    for (const auto* entry : below) {
        if (!decisions.decided.insert("item " + entry->id).second)
            return decidedTwice("item " + entry->id);
        decisions.items.changes.push_back({entry->id, {*verdict, *category, wish.reason}});
    }
    return engine::done();
}

Done addFinding(Decisions& decisions, const Project& project, const Options& wish)
{
    const auto found = project.state().findings.find(wish.finding);
    if (found == project.state().findings.end())
        return Error{ErrorCode::NotFound, "finding " + wish.finding};
    const auto verdict = named<FindingVerdict>(wish.verdict);
    if (!verdict)
        return verdict.error();
    const auto allowed = verdictsOf(found->second);
    if (std::find(allowed.begin(), allowed.end(), wish.verdict) == allowed.end())
        return Error{ErrorCode::BadArgument, "verdict \"" + wish.verdict + "\" does not fit finding " + wish.finding};
    if (!decisions.decided.insert("finding " + wish.finding).second)
        return decidedTwice("finding " + wish.finding);
    decisions.findings.changes.push_back({wish.finding, {*verdict, wish.reason}});
    return engine::done();
}

Done addOne(Decisions& decisions, const Project& project, const Options& wish)
{
    if (wish.finding.empty() == wish.item.empty())
        return Error{ErrorCode::BadArgument, "a decision names a finding or an item"};
    return wish.item.empty() ? addFinding(decisions, project, wish) : addItem(decisions, project, wish);
}

Done addAll(Decisions& decisions, const Project& project, const std::string& file)
{
    const auto bytes = engine::readFile(file, 1U << 28U);
    if (!bytes)
        return bytes.error();
    const auto json = engine::parseJson(engine::textOf(*bytes));
    if (!json || !json->contains("decisions") || !(*json)["decisions"].is_array())
        return Error{ErrorCode::Damaged, file + ": expected {\"decisions\":[…]}"};
    std::size_t number = 0;
    for (const auto& row : (*json)["decisions"]) {
        ++number;
        Options wish;
        try {
            wish.finding = row.value("finding", "");
            wish.item = row.value("item", "");
            wish.verdict = row.at("verdict").get<std::string>();
            wish.reason = row.value("reason", "");
            wish.category = row.value("category", "");
        } catch (const Json::exception&) {
            return Error{ErrorCode::Damaged, file + ": decision " + std::to_string(number)};
        }
        if (auto added = addOne(decisions, project, wish); !added)
            return Error{added.error().code,
                         file + ": decision " + std::to_string(number) + ": " + added.error().where};
    }
    return engine::done();
}

Done setActor(Project& project, const std::string& reviewer)
{
    if (reviewer.empty())
        return engine::done();
    const auto& known = project.reviewers();
    if (std::none_of(known.begin(), known.end(), [&](const auto& one) { return one.id == reviewer; }))
        return Error{ErrorCode::NotFound, "reviewer " + reviewer};
    project.setActor(reviewer);
    return engine::done();
}

Exit decide(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    const bool isOne = !options.finding.empty() || !options.item.empty() || !options.verdict.empty() ||
                       !options.reason.empty() || !options.category.empty();
    if (isOne && !options.from.empty())
        return common.console.refuse({ErrorCode::BadArgument, "--from brings its own decisions"});
    Decisions decisions;
    const auto added =
        options.from.empty() ? addOne(decisions, **project, options) : addAll(decisions, **project, options.from);
    if (!added)
        return common.console.refuse(added.error());
    if (auto known = setActor(**project, options.as); !known)
        return common.console.refuse(known.error());
    decisions.items.reader = options.as;
    const auto& cases = (*project)->state().known.cases;
    const bool readsCases = std::any_of(decisions.items.changes.begin(), decisions.items.changes.end(),
                                        [&](const auto& change) { return cases.contains(change.item); });
    if (readsCases && options.as.empty())
        return common.console.refuse({ErrorCode::BadArgument, "known cases measure a person: say who reads, --as"});
    std::vector<Event> events;
    if (!decisions.findings.changes.empty())
        events.emplace_back(decisions.findings);
    if (!decisions.items.changes.empty())
        events.emplace_back(decisions.items);
    if (auto performed = (*project)->performAll(events); !performed)
        return common.console.refuse(performed.error());
    const auto count = decisions.findings.changes.size() + decisions.items.changes.size();
    common.console.say(std::to_string(count) + (count == 1 ? " decision" : " decisions") + " saved.");
    return common.console.finish({{"decided", count}}, Exit::Done);
}

/// All of the text is numbers that fit, with the mark between them.
bool readNumbers(std::string_view text, char mark, std::span<int> numbers)
{
    const char* at = text.data();
    const char* const end = at + text.size();
    for (auto& number : numbers) {
        if (&number != numbers.data() && (at == end || *at++ != mark))
            return false;
        const auto [next, failure] = std::from_chars(at, end, number);
        if (failure != std::errc{})
            return false;
        at = next;
    }
    return at == end;
}

Result<Box> rectangleOf(const std::string& text, const char* option)
{
    std::array<int, 4> numbers{};
    if (!readNumbers(text, ',', numbers))
        return Error{ErrorCode::BadArgument, std::string{option} + " is x,y,w,h in stored pixels"};
    return Box{numbers[0], numbers[1], numbers[2], numbers[3]};
}

Result<Box> polygonOf(const std::vector<std::string>& corners)
{
    Box box;
    box.shape = engine::pixels::Shape::Polygon;
    for (const auto& corner : corners) {
        std::array<int, 2> numbers{};
        if (!readNumbers(corner, ',', numbers))
            return Error{ErrorCode::BadArgument, "--polygon is x,y x,y x,y …, on the lines between pixels"};
        box.outline.push_back({numbers[0], numbers[1]});
    }
    const auto [left, right] = std::minmax_element(box.outline.begin(), box.outline.end(),
                                                   [](const auto& a, const auto& b) { return a.x < b.x; });
    const auto [top, bottom] = std::minmax_element(box.outline.begin(), box.outline.end(),
                                                   [](const auto& a, const auto& b) { return a.y < b.y; });
    box.x = left->x;
    box.y = top->y;
    box.width = right->x - left->x;
    box.height = bottom->y - top->y;
    return box;
}

/// The one shape that was given.
Result<Box> shapeOf(const Options& options)
{
    if (int{!options.rectangle.empty()} + int{!options.ellipse.empty()} + int{!options.polygon.empty()} != 1)
        return Error{ErrorCode::BadArgument, "box add takes one of --rect, --ellipse and --polygon"};
    if (!options.polygon.empty())
        return polygonOf(options.polygon);
    if (!options.rectangle.empty())
        return rectangleOf(options.rectangle, "--rect");
    auto box = rectangleOf(options.ellipse, "--ellipse");
    if (box)
        box->shape = engine::pixels::Shape::Ellipse;
    return box;
}

Result<Finding> drawnBox(const Project& project, const Options& options)
{
    const auto* entry = project.collection().entry(options.item);
    if (!entry)
        return Error{ErrorCode::NotFound, "item " + options.item};
    auto shape = shapeOf(options);
    if (!shape)
        return shape.error();
    auto box = *std::move(shape);
    box.lastFrame = std::max(1, entry->instance.frames);
    std::array<int, 2> frames{box.firstFrame, box.lastFrame};
    if (!options.frames.empty() && !readNumbers(options.frames, '-', frames))
        return Error{ErrorCode::BadArgument, "--frames is A-B, counted from 1"};
    std::tie(box.firstFrame, box.lastFrame) = std::tie(frames[0], frames[1]);
    const bool isInside = box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 &&
                          box.width <= entry->instance.columns - box.x && box.height <= entry->instance.rows - box.y &&
                          box.firstFrame >= 1 && box.firstFrame <= box.lastFrame &&
                          box.lastFrame <= entry->instance.frames;
    if (!isInside)
        return Error{ErrorCode::OutsideImage, entry->id};
    if (!engine::pixels::isSound(box))
        return Error{ErrorCode::BadArgument, "--polygon takes three corners and more that enclose something"};
    return engine::review::drawnBox(project.newFindingId(), entry->id, box, "drawn");
}

Exit listBoxes(Common& common, const Project& project)
{
    auto rows = Json::array();
    for (const auto& [id, finding] : project.state().findings) {
        if (finding.kind != FindingKind::Text)
            continue;
        rows.push_back(findingJson(project, finding));
        const auto& box = finding.box;
        common.console.print(
            id + "  " + finding.item + "  " + std::to_string(box.x) + ',' + std::to_string(box.y) + ',' +
            std::to_string(box.width) + ',' + std::to_string(box.height) + "  frames " +
            std::to_string(box.firstFrame) + '-' + std::to_string(box.lastFrame) + "  " +
            (finding.drawn ? "drawn" : "found") +
            (box.shape == engine::pixels::Shape::Rectangle ? "" : "  " + Json(box.shape).get<std::string>()));
    }
    return common.console.finish({{"boxes", rows}}, Exit::Done);
}

Exit box(Common& common, const Options& options)
{
    const bool isDrawing = !options.item.empty() || !options.frames.empty() || !options.rectangle.empty() ||
                           !options.ellipse.empty() || !options.polygon.empty();
    if (isDrawing != (options.verb == "add") || options.box.empty() == (options.verb == "remove"))
        return common.console.refuse({ErrorCode::BadArgument,
                                      "box add takes --item, --frames and one of --rect, --ellipse and --polygon, box "
                                      "remove a box id, box list nothing"});
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (options.verb == "list")
        return listBoxes(common, **project);
    if (options.verb == "remove") {
        if (auto removed = (*project)->perform(BoxRemoved{options.box}); !removed)
            return common.console.refuse(removed.error());
        return common.console.finish({{"box", options.box}}, Exit::Done);
    }
    const auto finding = drawnBox(**project, options);
    if (!finding)
        return common.console.refuse(finding.error());
    if (auto drawn = (*project)->perform(BoxDrawn{*finding}); !drawn)
        return common.console.refuse(drawn.error());
    common.console.print(finding->id);
    return common.console.finish({{"box", finding->id}}, Exit::Done);
}

Exit undo(Common& common, const Options& options)
{
    const auto project = openProject(common, options.folder);
    if (!project)
        return common.console.refuse(project.error());
    if (auto undone = (*project)->undo(); !undone)
        return common.console.refuse(undone.error());
    return common.console.finish({{"undone", true}}, Exit::Done);
}

}

void addReviewCommands(CLI::App& program, Common& common)
{
    const auto add = [&](const std::string& name, const std::string& does, Exit (*act)(Common&, const Options&)) {
        auto options = std::make_shared<Options>();
        auto* command = addProjectCommand(program, common, name, does);
        command->add_option("PROJECT", options->folder, "Project folder")->required();
        onCall(
            command, common, [&common, options, act] { return act(common, *options); },
            [options] {
                return std::vector<std::string>{options->folder, options->from};
            });
        return std::pair{command, options};
    };
    const auto [listing, listOptions] = add("findings", "What a person has to decide about", findings);
    listing->add_flag("--open", listOptions->openOnly, "Undecided ones only");
    const auto [deciding, wish] =
        add("decide", "Decide findings or judge items, all or none; on disk when it ends with 0", decide);
    deciding->add_option("--as", wish->as, "Reviewer's id, for the journal");
    deciding->add_option("--finding", wish->finding, "Finding id");
    deciding->add_option("--item", wish->item, "Item id or UID; of a series or study all its instances");
    deciding->add_option("--verdict", wish->verdict,
                         "finding: remove, keep, of a text also replace; item: clean, found, flag, skip, damaged");
    deciding->add_option("--reason", wish->reason,
                         "Why; of a face that is kept: no-face or face-kept, of an eye and the like with words after "
                         "\"; \"; of replace: the new text, the cut as of face --method, or with-head");
    deciding->add_option("--category", wish->category, "name, id, date, place, face or other");
    deciding->add_option("--from", wish->from, "JSON file {\"decisions\":[…]}, each item once")->type_name("FILE");
    const auto [boxing, boxOptions] = add("box", "Draw, remove and list boxes over pixels", box);
    boxing->add_option("VERB", boxOptions->verb, "add, remove or list")
        ->required()
        ->check(CLI::IsMember({"add", "remove", "list"}));
    boxing->add_option("BOX", boxOptions->box, "Box id, with remove");
    boxing->add_option("--item", boxOptions->item, "Instance id or UID, with add");
    boxing->add_option("--frames", boxOptions->frames, "A-B, counted from 1 (default: all)");
    boxing->add_option("--rect", boxOptions->rectangle, "x,y,w,h in stored pixels");
    boxing->add_option("--ellipse", boxOptions->ellipse, "x,y,w,h of the rectangle round it");
    boxing->add_option("--polygon", boxOptions->polygon, "x,y x,y x,y …: corners on the lines between pixels");
    add("undo", "Take the last decision back", undo);
}

}
