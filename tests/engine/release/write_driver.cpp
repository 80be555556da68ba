// SPDX-License-Identifier: Apache-2.0
// write_driver PROGRAMS RESOURCES KEY OUT REQUEST FILE...: writes each file through a worker as the request (JSON of
// release::Write without secrets) says, as OUT/<number>.dcm, and prints one JSON line a file:
// {"input", "output", "error" | "answer"}. For the oracles in this folder.
#include "engine/base/start.h"
#include "engine/pool/pool.h"
#include "engine/release/requests.h"

#include <fcntl.h>
#include <filesystem>
#include <iostream>
#include <mutex>

using namespace engine;

namespace {

struct Job {
    pool::Pool& pool;
    release::Write request;
    std::filesystem::path folder;
};

Result<release::Write::Answer> writeOne(const Job& job, const std::string& input, const std::string& output)
{
    const auto original = openForReading(input);
    if (!original)
        return original.error();
    const Descriptor file{::open(output.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
    if (!file)
        return Error{ErrorCode::NotWritable, output};
    auto answer = job.pool.call(pool::Kind::Files, job.request, {{original->get(), file.get()}, nullptr}, {});
    if (!answer)
        std::filesystem::remove(output);
    return answer;
}

Json lineFor(const std::string& input, const std::string& output, const Result<release::Write::Answer>& answer)
{
    Json line{{"input", input}, {"output", output}};
    if (answer)
        line["answer"] = *answer;
    else
        line["error"] = {{"code", nameOf(answer.error().code)}, {"place", answer.error().where}};
    return line;
}

}

int main(int argc, char** argv)
{
    if (argc < 6 || !startProcess())
        return 2;
    pool::Pool workers{{argv[1], argv[2], "eng", 2, {}}};
    const auto key = Key::fromBytes(fromHex(argv[3]));
    auto asked = parseJson(argv[5]);
    if (!key || !asked)
        return 2;
    Json request = release::Write{};
    request.update(*asked);
    request["secrets"] = crosswalk::secretsOf(*key);
    const Job job{workers, request.get<release::Write>(), argv[4]};
    std::mutex printing;
    workers.each(static_cast<std::size_t>(argc - 6),
                 [&](std::size_t i) {
                     const std::string input = argv[6 + i];
                     const auto output = (job.folder / (std::to_string(i) + ".dcm")).string();
                     const auto answer = writeOne(job, input, output);
                     const std::lock_guard lock{printing};
                     std::cout << lineFor(input, output, answer).dump(-1, ' ', false, Json::error_handler_t::replace)
                               << '\n';
                 },
                 {});
}
