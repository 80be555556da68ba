// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/attempts.h"

#include "engine/journey/pace.h"
#include "engine/store/store.h"

#include <algorithm>

namespace engine::journey {

namespace {

constexpr const char* kind = "wrong-passphrases";
constexpr std::int64_t firstDelay = 30, longestDelay = 900; ///< seconds

struct Tries {
    int count = 0;
    std::int64_t last = 0; ///< seconds since 1970
};
WIRE_FIELDS(Tries, count, last)

Result<Tries> triesOf(const Project& project, const std::string& reviewer)
{
    const auto rows = project.storage().all(kind);
    if (!rows)
        return rows.error();
    const auto row = std::find_if(rows->begin(), rows->end(), [&](const auto& one) { return one.first == reviewer; });
    return row == rows->end() ? Result<Tries>{Tries{}} : fromText<Tries>(row->second);
}

std::int64_t delayAfter(int count)
{
    if (count < triesWithoutDelay)
        return 0;
    return std::min(longestDelay, firstDelay << std::min(count - triesWithoutDelay, 5));
}

}

Result<std::int64_t> secondsToWait(const Project& project, const std::string& reviewer)
{
    const auto tries = triesOf(project, reviewer);
    const auto now = secondsOf(project.now());
    if (!tries || !now)
        return tries ? Error{ErrorCode::Internal, "clock"} : tries.error();
    // A clock that was set back makes nobody wait longer than the delay.
    const auto delay = delayAfter(tries->count);
    return std::clamp(tries->last + delay - *now, std::int64_t{0}, delay);
}

Done mayTry(const Project& project, const std::string& reviewer)
{
    const auto wait = secondsToWait(project, reviewer);
    if (!wait || *wait == 0)
        return wait ? done() : Done{wait.error()};
    return Error{ErrorCode::WrongPassphrase, "reviewer " + reviewer + ", too many wrong ones: the next is taken in " +
                                                 std::to_string(*wait) + " s"};
}

Done noteTry(Project& project, const std::string& reviewer, const Done& outcome)
{
    const bool isWrong = !outcome && outcome.error().code == ErrorCode::WrongPassphrase;
    const auto tries = triesOf(project, reviewer);
    const auto now = secondsOf(project.now());
    if (!tries || !now)
        return tries ? Error{ErrorCode::Internal, "clock"} : tries.error();
    if (isWrong)
        return project.storage().put(kind, reviewer, toText(Tries{tries->count + 1, *now}));
    return tries->count > 0 ? project.storage().remove(kind, reviewer) : done();
}

}
