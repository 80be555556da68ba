// SPDX-License-Identifier: Apache-2.0
#include "app/cli/compute.h"

#include "engine/base/atomic_file.h"

namespace app::cli {

using engine::Error;
using engine::ErrorCode;
using engine::Json;
using engine::Result;
using engine::statistics::Question;

namespace {

constexpr std::size_t largestFile = 16U << 20U;

}

Result<std::vector<Question>> questionsIn(const std::string& file)
{
    const auto bytes = engine::readFile(file, largestFile);
    if (!bytes)
        return bytes.error();
    const auto json = engine::parseJson(engine::textOf(*bytes));
    if (!json)
        return Error{ErrorCode::Damaged, file};
    try {
        std::vector<Question> questions;
        for (const auto& row : json->at("rows"))
            questions.push_back({row.at("case"), row.at("kind"), row.at("input"), row.at("output")});
        return questions;
    } catch (const Json::exception&) {
        return Error{ErrorCode::Damaged, file + ": rows have case, kind, input and output"};
    }
}

Exit finishReckoning(Common& common, const std::vector<engine::statistics::Reckoned>& answers)
{
    auto rows = Json::array();
    bool isWhole = true;
    for (const auto& answer : answers) {
        rows.push_back({{"case", answer.name}, {"value", answer.value}});
        if (!answer.reason.empty())
            rows.back()["reason"] = answer.reason;
        isWhole = isWhole && answer.reason.empty();
        common.console.print(answer.name + "  " +
                             (answer.reason.empty() ? answer.value.dump() : "not reckoned: " + answer.reason));
    }
    return common.console.finish({{"rows", rows}}, isWhole ? Exit::Done : Exit::SetAside);
}

}
