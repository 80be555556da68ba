// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/checkpoint.h"

#include "engine/base/hash.h"

#include <sys/stat.h>

namespace engine::journey {

namespace {

constexpr std::size_t longestAnswer = 1U << 28U;

Json stampOf(const std::string& path)
{
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return {};
    return {status.st_dev,          status.st_ino,         status.st_size,        status.st_mtim.tv_sec,
            status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec};
}

std::string answerPlaceOf(const std::string& name)
{
    return Checkpoint::placeOf(name) + ".answer";
}

}

std::string Checkpoint::placeOf(const std::string& name)
{
    return std::string{folderName} + '/' + name;
}

std::string Checkpoint::nameFor(const study::Source& source, const release::Write& request) const
{
    const Json shape{SAFELIGHT_VERSION, source, stampOf(source.path), request};
    return toHex(hmacSha256(m_key.bytes(), viewOf(toText(shape))));
}

std::optional<release::Write::Answer> Checkpoint::find(const std::string& name) const
{
    const auto sealed = readFile(m_folder.pathOf(answerPlaceOf(name)), longestAnswer);
    const auto plain = sealed ? unseal(m_key, *sealed, name) : sealed;
    auto answer =
        plain ? fromText<release::Write::Answer>(textOf(*plain)) : Result<release::Write::Answer>{plain.error()};
    const auto file = openForReading(m_folder.pathOf(placeOf(name)));
    const auto digest = file ? sha256OfFile(file->get()) : Result<Digest>{file.error()};
    if (!answer || !digest || toHex(*digest) != answer->sha256)
        return std::nullopt;
    return *std::move(answer);
}

Done Checkpoint::add(const std::string& name, const release::Write::Answer& answer) const
{
    m_folder.drop(answerPlaceOf(name)); // of a file that a power cut has spoilt
    return m_folder.put(answerPlaceOf(name), seal(m_key, viewOf(toText(answer)), name, systemRandom()));
}

void Checkpoint::clear() const
{
    m_folder.drop(folderName);
}

}
