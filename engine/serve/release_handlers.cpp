// SPDX-License-Identifier: Apache-2.0
#include "engine/dicom/data_set.h"
#include "engine/profile/plan.h"
#include "engine/release/write.h"
#include "engine/serve/handlers.h"

#include <memory>

namespace engine::serve {

namespace {

using Tables = std::shared_ptr<Result<std::unique_ptr<const profile::Standard>>>;

Result<profile::Inspect::Answer> inspect(const profile::Inspect& request, Attached& attached,
                                         const profile::Standard& standard)
{
    if (attached.files.size() != 1)
        return Error{ErrorCode::BadArgument, "inspect"};
    const auto crosswalk = crosswalk::Crosswalk::create(request.secrets);
    if (!crosswalk)
        return crosswalk.error();
    const auto dataSet = dicom::load(attached.files[0].get());
    if (!dataSet)
        return dataSet.error();
    auto plan = profile::plan(dicom::read(*dataSet), {request.rules, {}, request.surroundings}, *crosswalk, standard);
    if (!plan)
        return plan.error();
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
}

}
