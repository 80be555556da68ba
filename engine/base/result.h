// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace engine {

/// Why something did not happen. The name of each in kebab case is part of the command-line contract (JSON
/// `error.code`).
enum class ErrorCode {
    Cancelled,     ///< the person stopped it; what is there can be resumed
    BadArgument,   ///< a request that contradicts itself or names something unknown
    NotFound,      ///< no such file, item, finding, reviewer
    NotReadable,   ///< the file is there, the system does not let us read it
    NotWritable,   ///< the system does not let us write there
    NoSpace,       ///< disk or quota full
    Exists,        ///< the place to write to is already taken
    Overlap,       ///< input, output, key or project lie inside one another
    Damaged,       ///< the bytes break the rules of their format
    Unsupported,   ///< a well-formed thing that we cannot show or process
    TooLarge,      ///< beyond the limit that keeps the program alive
    OutsideImage,  ///< a box that reaches outside the picture
    WorkerLost,    ///< the worker process died while at it
    WorkerRefused, ///< the worker's answer contradicted the request and was thrown away
    TimedOut,      ///< beyond the time allowed for one request
    OutOfMemory,   ///< beyond the memory allowed for one request
    WrongPassphrase,
    Tampered,        ///< sealed or signed bytes that are not what was sealed or signed
    OpenFindings,    ///< a person has still to decide something
    NotReviewed,     ///< an item without a verdict
    StaleCandidates, ///< decisions changed since the candidate files were built
    SampleOutdated,  ///< what leaves is no longer what the sample was drawn from
    NotSigned,
    Frozen,  ///< signed: reopen first
    Busy,    ///< another process holds the project
    Internal ///< a bug of ours
};

/// Kebab-case name, e.g. "open-findings".
std::string_view nameOf(ErrorCode code);

/// An expected failure. `where` is a tag, frame, rule, project id or path as the user gave it; never a patient's value.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string where;
};

/// A value, or why there is none.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_content{std::in_place_index<0>, std::move(value)} {}
    Result(Error error) : m_content{std::in_place_index<1>, std::move(error)} {}

    explicit operator bool() const { return m_content.index() == 0; }
    T& operator*() & { return std::get<0>(m_content); }
    const T& operator*() const& { return std::get<0>(m_content); }
    T&& operator*() && { return std::get<0>(std::move(m_content)); }
    T* operator->() { return &std::get<0>(m_content); }
    const T* operator->() const { return &std::get<0>(m_content); }
    const Error& error() const { return std::get<1>(m_content); }

private:
    std::variant<T, Error> m_content;
};

/// Success, or why not.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error{std::move(error)} {}

    explicit operator bool() const { return !m_error; }
    const Error& error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

using Done = Result<void>;
inline Done done()
{
    return {};
}

}
