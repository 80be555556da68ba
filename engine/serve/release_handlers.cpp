// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/data_set.h"
#include "engine/photo/describe.h"
#include "engine/profile/plan.h"
#include "engine/profile/survey.h"
#include "engine/release/regions.h"
#include "engine/release/write.h"
#include "engine/serve/handlers.h"

#include <map>
#include <memory>

namespace engine::serve {

namespace {

using Tables = std::shared_ptr<Result<std::unique_ptr<const profile::Standard>>>;

/// What the edits do to each element that a rule of ours decided about, by its path without the last creator: edits
/// leave that out.
std::map<std::string, const dicom::Edit*> lastEdits(const profile::Plan& plan)
{
    std::map<std::string, const dicom::Edit*> edits;
    for (const auto& edit : plan.edits) {
        auto path = edit.path;
        path.back().creator.clear();
        edits[dicom::toString(path)] = &edit;
    }
    return edits;
}

void nameOutcomes(profile::Plan& plan)
{
    const auto edits = lastEdits(plan);
    for (auto& element : plan.elements) {
        const auto last = element.path.rfind("){");
        const auto plain =
            last == std::string::npos || element.path.back() != '}' ? element.path : element.path.substr(0, last + 1);
        const auto edit = edits.find(plain);
        if (element.action != "R" || edit == edits.end())
            continue;
        const auto kind = edit->second->kind;
        element.outcome = kind == dicom::Edit::Kind::Remove  ? "X"
                          : kind == dicom::Edit::Kind::Empty ? "Z"
                          : element.vr == "UI"               ? "U"
                                                             : "R";
    }
}

std::string letterOf(photo::Fate fate)
{
    switch (fate) {
    case photo::Fate::Removed:
        return "X";
    case photo::Fate::Kept:
        return "K";
    case photo::Fate::Cleaned:
        return "C";
    }
    return {};
}

/// What a photograph holds beside its picture, in the form of a header difference.
Result<profile::Inspect::Answer> inspectPhotograph(int file)
{
    const auto notes = photo::notesOf(file);
    if (!notes)
        return notes.error();
    profile::Inspect::Answer answer{{}, {}};
    for (const auto& note : *notes) {
        const bool isKept = note.fate == photo::Fate::Kept;
        answer.elements.push_back({note.place,
                                   note.name,
                                   {},
                                   note.value,
                                   letterOf(note.fate),
                                   isKept ? note.value : note.after,
                                   note.reason});
    }
    return answer;
}

Result<profile::Inspect::Answer> inspect(const profile::Inspect& request, Attached& attached,
                                         const profile::Standard& standard)
{
    if (attached.files.size() != 1)
        return Error{ErrorCode::BadArgument, "inspect"};
    if (photo::formatOf(attached.files[0].get()) != photo::Format::None)
        return inspectPhotograph(attached.files[0].get());
    const auto crosswalk = crosswalk::Crosswalk::create(request.secrets);
    if (!crosswalk)
        return crosswalk.error();
    const auto dataSet = dicom::load(attached.files[0].get());
    if (!dataSet)
        return dataSet.error();
    auto plan = profile::plan(dicom::read(*dataSet), {request.rules, {}, request.surroundings}, *crosswalk, standard);
    if (!plan)
        return plan.error();
    nameOutcomes(*plan);
    return profile::Inspect::Answer{std::move(plan->elements), standard.edition};
}

Result<release::Write::Answer> write(const release::Write& request, Attached& attached,
                                     const profile::Standard& standard)
{
    if (attached.files.size() != 2)
        return Error{ErrorCode::BadArgument, "write"};
    return release::writeFile(request, attached.files[0].get(), attached.files[1].get(), standard, {});
}

Result<release::ReadBack::Answer> readBack(const release::ReadBack& request, Attached& attached)
{
    if (attached.files.size() != 1)
        return Error{ErrorCode::BadArgument, "read-back"};
    return release::readBack(request, attached.files[0].get());
}

Result<study::Survey::Answer> survey(Attached& attached, const profile::Mandatory& mandatory)
{
    if (attached.files.size() != 1)
        return Error{ErrorCode::BadArgument, "survey"};
    const auto dataSet = dicom::load(attached.files[0].get());
    if (!dataSet)
        return dataSet.error();
    return profile::survey(dicom::read(*dataSet), mandatory);
}

Result<release::ComparePixels::Answer> compare(const release::ComparePixels& request, Attached& attached)
{
    if (attached.files.size() != 2)
        return Error{ErrorCode::BadArgument, "compare-pixels"};
    return release::comparePixels(request, attached.files[0].get(), attached.files[1].get());
}

Result<release::RegionsInCut::Answer> regionsInCut(const release::RegionsInCut& request, Attached& attached)
{
    if (attached.files.size() != 1)
        return Error{ErrorCode::BadArgument, "regions-in-cut"};
    return release::regionsInCut(request, attached.files[0].get());
}

Result<release::CountPoints::Answer> countPoints(const release::CountPoints& request, Attached& attached)
{
    if (attached.files.size() != 1)
        return Error{ErrorCode::BadArgument, "count-points"};
    return release::countPoints(request, attached.files[0].get());
}

/// A handler that needs the tables; without them it says which one is missing.
template <class Request, class Answer>
void addWithTables(Handlers& handlers, const Tables& tables,
                   Result<Answer> (*answer)(const Request&, Attached&, const profile::Standard&))
{
    add<Request>(handlers, [tables, answer](const Request& request, Attached& attached) -> Result<Answer> {
        if (!*tables)
            return tables->error();
        return answer(request, attached, ***tables);
    });
}

}

void addReleaseHandlers(Handlers& handlers, const std::string& resourceFolder)
{
    release::prepareWriting();
    const auto tables =
        std::make_shared<Result<std::unique_ptr<const profile::Standard>>>(profile::loadStandard(resourceFolder));
    addWithTables<profile::Inspect>(handlers, tables, inspect);
    addWithTables<release::Write>(handlers, tables, write);
    add<release::ReadBack>(handlers, readBack);
    add<release::ComparePixels>(handlers, compare);
    add<release::CountPoints>(handlers, countPoints);
    add<release::RegionsInCut>(handlers, regionsInCut);
    const auto mandatory = std::make_shared<Result<profile::Mandatory>>(profile::Mandatory::load(resourceFolder));
    add<study::Survey>(handlers, [mandatory](const auto&, Attached& attached) -> Result<study::Survey::Answer> {
        return *mandatory ? survey(attached, **mandatory) : mandatory->error();
    });
}

}
