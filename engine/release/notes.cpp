// SPDX-License-Identifier: Apache-2.0
#include "engine/release/report.h"

#include <sstream>

namespace engine::release {

std::string approvalText(const review::Signer& signer, const std::string& fingerprint,
                         const std::map<std::string, std::string>& documents)
{
    std::ostringstream text;
    text << "Further signature\n\n"
         << "Name         " << signer.name << "\n"
         << "Role         " << signer.role << "\n"
         << "Meaning      " << signer.meaning << "\n"
         << "Time         " << signer.time << "\n"
         << "Key          " << fingerprint << " (Ed25519, SHA-256 of the key)\n\n"
         << "over these documents, and so over every file that manifest.json lists:\n\n";
    for (const auto& [path, digest] : documents)
        text << digest << "  " << path << '\n';
    return text.str();
}

std::string notReleasedText(const std::string& status)
{
    return status == "part" ? "These files are a part: their pixels were changed, and the identity in their headers is "
                              "still there.\n"
                              "They are not released. Do not share them.\n"
                            : "These files are a draft: cleaned by rules, and not reviewed by a person.\n"
                              "They are not released. Do not share them.\n";
}

}
