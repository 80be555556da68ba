// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/shared_memory.h"
#include "engine/base/wire.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace engine::serve {

/// What came with a request.
struct Attached {
    std::vector<Descriptor> files;
    SharedMemory output; ///< empty where the request has none
};

/// The answer's JSON text, or why there is none.
using Handler = std::function<Result<std::string>(std::string_view request, Attached& attached)>;
/// By `Request::kind`.
using Handlers = std::map<std::string, Handler, std::less<>>;

/// Adds `answer` for its request type. Exceptions of libraries must be caught inside `answer`.
template <class Request>
void add(Handlers& handlers, std::function<Result<typename Request::Answer>(const Request&, Attached&)> answer)
{
    handlers[std::string{Request::kind}] = [answer = std::move(answer)](std::string_view text,
                                                                        Attached& attached) -> Result<std::string> {
        const auto request = fromText<Request>(text);
        if (!request)
            return Error{ErrorCode::BadArgument, std::string{Request::kind}};
        const auto result = answer(*request, attached);
        if (!result)
            return result.error();
        return toText(*result);
    };
}

/// Each in a source file of its own; those of one program are linked into that program only.
void addStudyHandlers(Handlers& handlers);
void addPixelHandlers(Handlers& handlers);
void addReleaseHandlers(Handlers& handlers,
                        const std::string& resourceFolder); ///< inspect, write, read-back; loads the standard tables, a
                                                            ///< failed load makes every request an Error
/// Loads the models; throws nothing. An Error names the file that is missing or damaged, or the known answer.
Done addTextHandlers(Handlers& handlers, const std::string& resourceFolder, const std::string& readerLanguages);
void addScoreHandlers(Handlers& handlers);
void addFaceHandlers(Handlers& handlers,
                     const std::string& resourceFolder); ///< loads the template, opens OpenGL; a part that fails makes
                                                         ///< its requests an Error

}
