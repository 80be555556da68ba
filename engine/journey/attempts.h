// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/project.h"

namespace engine::journey {

/// Wrong passphrases of a reviewer one after another, kept in the project: from the fifth on the next try has to wait,
/// half a minute and then twice as long each time, a quarter of an hour at most (statistics-and-signoff 5.1). Who holds
/// the project's files can try elsewhere, against Argon2id alone.
constexpr int triesWithoutDelay = 5;

/// 0: the next passphrase is taken now.
Result<std::int64_t> secondsToWait(const Project& project, const std::string& reviewer);
/// WrongPassphrase, saying for how long, while `reviewer` has to wait. For the project's thread.
Done mayTry(const Project& project, const std::string& reviewer);
/// What came of a try: a wrong passphrase is counted, anything else ends the count. Error of the store.
Done noteTry(Project& project, const std::string& reviewer, const Done& outcome);

}
