// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace engine::statistics {

/// Puts UIDs into an order that nobody chose and everybody can repeat: ascending by HMAC-SHA256(key: seed, message:
/// UID), both as text. The first n are the sample; a larger n keeps the earlier ones; the order given does not matter.
/// Equal UIDs are one.
std::vector<std::string> drawOrder(const std::string& seed, const std::vector<std::string>& uids);

/// HMAC-SHA256(seed, uid) in hexadecimal.
std::string drawKey(const std::string& seed, const std::string& uid);

/// SHA-256 over the sorted UIDs, each followed by a line feed: fixes the list that a sample is drawn from.
std::string listDigest(std::vector<std::string> uids);

}
