// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/decoding.h"

#include "engine/base/hash.h"
#include "engine/base/shared_memory.h"
#include "engine/photo/requests.h"
#include "engine/pool/program.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fcntl.h>

namespace engine::journey {

namespace {

constexpr std::size_t largestFile = 500'000'000;
/// Room for a picture. Only what is written costs memory.
constexpr std::size_t largestPicture = 1ULL << 32U;
/// As many as a person can be asked to look at in one document.
constexpr int mostPages = 200, dotsPerInch = 150;
constexpr std::chrono::minutes documentTime{4};
constexpr const char* input = "/proc/self/fd/0";
constexpr std::string_view document = "PDF";

struct Decoder {
    std::string_view format, program, package;
};
/// heif-convert also for AVIF: avifdec leaves out how the picture is turned (irot, imir).
constexpr std::array<Decoder, 5> decoders{{{"HEIC", "heif-convert", "libheif-examples"},
                                           {"HEIF", "heif-convert", "libheif-examples"},
                                           {"AVIF", "heif-convert", "libheif-examples"},
                                           {"JPEG XL", "djxl", "libjxl-tools"},
                                           {document, "pdftoppm", "poppler-utils"}}};

const Decoder* find(std::string_view format)
{
    const auto found =
        std::find_if(decoders.begin(), decoders.end(), [&](const auto& one) { return one.format == format; });
    return found == decoders.end() ? nullptr : &*found;
}

/// The number behind "Pages:" in what pdfinfo prints; 0 where there is none.
int pagesIn(std::string_view text)
{
    constexpr std::string_view label = "\nPages:";
    auto at = text.rfind(label);
    at = at == text.npos ? at : text.find_first_not_of(' ', at + label.size());
    int pages = 0;
    if (at != text.npos)
        std::from_chars(text.data() + at, text.data() + text.size(), pages);
    return std::max(0, pages);
}

class Decoding {
public:
    Decoding(const Decoder& decoder, pool::Pool& pool, const Progress& progress)
        : m_decoder{decoder}, m_pool{pool}, m_progress{progress}
    {
    }

    Result<Descriptor> run(const Descriptor& original)
    {
        photo::Adopt request;
        if (m_decoder.format == document) {
            const auto pages = countPages(original);
            if (!pages)
                return pages.error();
            request = {*pages, dotsPerInch};
        }
        const auto written = perform(program(m_decoder.program, arguments(request.pages)), original);
        return written ? adopt(request, *written) : Result<Descriptor>{written.error()};
    }

private:
    std::vector<std::string> arguments(int pages) const
    {
        // The place of the output is a link to /proc/self/fd/1: both look at how its name ends.
        const auto output = m_pool.settings().programFolder + "/output.png";
        if (m_decoder.program == "heif-convert")
            return {"--quiet", input, output};
        if (m_decoder.program == "djxl")
            return {input, output, "--num_threads=1", "--quiet"};
        // The crop box: what everybody sees of the page.
        return {"-png", "-cropbox", "-r", std::to_string(dotsPerInch), "-l", std::to_string(pages), input};
    }

    pool::Program program(std::string_view name, std::vector<std::string> arguments) const
    {
        pool::Program program;
        program.path = m_pool.settings().decoderFolder + "/" + std::string{name};
        program.arguments = std::move(arguments);
        program.time = m_decoder.format == document ? std::chrono::milliseconds{documentTime} : program.time;
        return program;
    }

    Result<Descriptor> perform(const pool::Program& program, const Descriptor& original) const
    {
        auto answer = pool::runProgram(m_pool.settings(), program, original, m_progress);
        if (!answer)
            return answer.error();
        if (answer->exitCode != 0 && answer->complaint.find("Incorrect password") != std::string::npos)
            return Error{ErrorCode::Unsupported, "password"};
        if (answer->exitCode != 0)
            return Error{ErrorCode::Damaged, std::string{m_decoder.program}};
        return std::move(answer->output);
    }

    Result<int> countPages(const Descriptor& original) const
    {
        const auto told = perform(program("pdfinfo", {input}), original);
        if (!told)
            return told.error();
        std::string text(100'000, '\0');
        const auto got = ::pread(told->get(), text.data(), text.size(), 0);
        const int pages = pagesIn(std::string_view{text}.substr(0, got > 0 ? static_cast<std::size_t>(got) : 0));
        if (pages == 0)
            return Error{ErrorCode::Damaged, std::string{m_decoder.program}};
        return pages > mostPages ? Result<int>{Error{ErrorCode::TooLarge, "pages"}} : pages;
    }

    Result<Descriptor> adopt(const photo::Adopt& request, const Descriptor& written) const
    {
        auto room = SharedMemory::create(largestPicture);
        const auto again = pool::readAgain(written);
        if (!room || !again)
            return room ? again.error() : room.error();
        const auto answer = m_pool.call(pool::Kind::Files, request, {{again->get()}, &*room, documentTime}, m_progress);
        if (!answer)
            return answer.error().code == ErrorCode::Damaged ? Error{ErrorCode::Damaged, std::string{m_decoder.program}}
                                                             : answer.error();
        if (answer->size > room->size())
            return Error{ErrorCode::WorkerRefused, "picture"};
        auto exact = SharedMemory::create(answer->size);
        if (!exact)
            return exact.error();
        const auto bytes = std::as_const(*room).bytes().first(answer->size);
        std::copy(bytes.begin(), bytes.end(), exact->bytes().begin());
        return Descriptor{::fcntl(exact->fd(), F_DUPFD_CLOEXEC, 0)};
    }

    const Decoder& m_decoder;
    pool::Pool& m_pool;
    const Progress& m_progress;
};

}

bool isDecodedElsewhere(const std::string& format)
{
    return find(format) != nullptr;
}

std::string decoderOf(const std::string& format)
{
    const auto* decoder = find(format);
    return decoder ? std::string{decoder->program} : std::string{};
}

Result<Descriptor> pictureOf(const study::Source& source, const Descriptor& original, pool::Pool& pool,
                             const Progress& progress)
{
    const auto* decoder = find(source.decoder);
    if (!decoder)
        return Error{ErrorCode::BadArgument, "decoder"};
    const auto copy = pool::copyOf(original, largestFile);
    const auto digest = copy ? sha256OfFile(copy->get()) : Result<Digest>{copy.error()};
    if (!digest)
        return digest.error();
    if (!source.sha256.empty() && toHex(*digest) != source.sha256)
        return Error{ErrorCode::Tampered, source.shownPath};
    const auto key = source.decoder + ' ' + toHex(*digest);
    auto kept = pool.kept().find(key);
    const bool isFresh = !kept;
    auto picture = isFresh ? Decoding{*decoder, pool, progress}.run(*copy) : Result<Descriptor>{std::move(kept)};
    const auto known = picture ? sha256OfFile(picture->get()) : Result<Digest>{picture.error()};
    if (!known)
        return known.error();
    if (!source.picture.empty() && toHex(*known) != source.picture)
        return Error{ErrorCode::Tampered, std::string{decoder->program}};
    if (!isFresh)
        return picture;
    auto again = pool::readAgain(*picture);
    pool.kept().keep(key, *std::move(picture));
    return again;
}

std::string whyNotDecoded(const std::string& format, const Error& error)
{
    const auto* decoder = find(format);
    const std::string program{decoder ? decoder->program : ""}, package{decoder ? decoder->package : ""};
    const std::string instead = format == document
                                    ? ". What of it belongs here can be imported as pictures of its pages (PNG)"
                                    : ". Save it as PNG and import that";
    const auto code = error.code;
    if (code == ErrorCode::NotFound)
        return "it takes the program " + program + " to show it, which is not installed (Debian package " + package +
               "): install it and import again" + instead;
    if (code == ErrorCode::TooLarge && error.where == "pages")
        return "it has more than " + std::to_string(mostPages) + " pages" + instead;
    if (code == ErrorCode::TooLarge || code == ErrorCode::OutOfMemory)
        return "its picture is larger than the limit that keeps the program alive" + instead;
    if (code == ErrorCode::TimedOut)
        return program + " took longer over it than allowed" + instead;
    if (code == ErrorCode::WorkerLost)
        return program + " crashed over it" + instead;
    if (code == ErrorCode::Unsupported && error.where == "password")
        return "it is locked by a password: save it without one, and import that";
    if (code == ErrorCode::Unsupported)
        return program + " made a picture of it that is not released (" + error.where + ")" + instead;
    if (code == ErrorCode::Tampered)
        return "it changed while it was read: import it again when nobody writes it any more";
    return program + " cannot read it: it is damaged, or holds something else than one picture" + instead;
}

std::vector<DecoderHere> decodersHere(const pool::Pool& pool)
{
    std::vector<DecoderHere> here;
    const auto nothing = SharedMemory::create(1);
    const Descriptor memory{nothing ? ::fcntl(nothing->fd(), F_DUPFD_CLOEXEC, 0) : -1};
    for (const auto& decoder : decoders) {
        if (!here.empty() && here.back().program == decoder.program)
            continue;
        pool::Program program;
        program.path = pool.settings().decoderFolder + "/" + std::string{decoder.program};
        program.arguments = {"--help"};
        const auto answer = pool::runProgram(pool.settings(), program, memory, {});
        here.push_back({std::string{decoder.program}, std::string{decoder.package},
                        answer ? Result<pool::Isolation>{answer->isolation} : answer.error()});
    }
    return here;
}

}
