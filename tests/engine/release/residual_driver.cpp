// SPDX-License-Identifier: Apache-2.0
// residual_driver RESOURCES: reads lines of JSON {"file", "identity": [[kind, value]...], "path": text or absent} and
// prints for each what the residual search says of that file: {"file", "places", "searched", "exempt"} or
// {"file", "error"}. Nothing is cleaned here: what was planted has to be found. For the oracles in this folder.
#include "engine/dicom/dictionary.h"
#include "engine/profile/path_names.h"
#include "engine/release/residual.h"

#include "engine/base/descriptor.h"

#include <iostream>

using namespace engine;

namespace {

Result<release::Residual> search(const Json& line, const profile::Standard& standard)
{
    const auto file = openForReading(line["file"].get<std::string>());
    if (!file)
        return file.error();
    const auto dataSet = dicom::load(file->get());
    if (!dataSet)
        return dataSet.error();
    profile::Identity identity;
    for (const auto& pair : line["identity"])
        identity.add(pair[0].get<std::string>(), pair[1].get<std::string>());
    for (const auto& [kind, value] : profile::identityInPath(line.value("path", ""), standard.text))
        identity.add(kind, value);
    return release::searchFinished(file->get(), *dataSet, dicom::read(*dataSet), identity, standard);
}

}

int main(int argc, char** argv)
{
    const auto ready = dicom::prepare();
    const auto standard = argc == 2 && ready ? profile::loadStandard(argv[1]) : Error{ErrorCode::BadArgument, "usage"};
    if (!standard)
        return 2;
    for (std::string text; std::getline(std::cin, text);) {
        const auto line = parseJson(text);
        if (!line)
            return 2;
        const auto found = search(*line, **standard);
        Json answer = found ? Json(*found) : Json{{"error", nameOf(found.error().code)}};
        answer["file"] = (*line)["file"];
        std::cout << answer.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    }
}
