// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/draw.h"

#include "engine/base/hash.h"

#include <algorithm>
#include <map>

namespace engine::statistics {

std::string drawKey(const std::string& seed, const std::string& uid)
{
    return toHex(hmacSha256(viewOf(seed), viewOf(uid)));
}

std::vector<std::string> drawOrder(const std::string& seed, const std::vector<std::string>& uids)
{
    std::map<std::string, std::string> byKey;
    for (const auto& uid : uids)
        byKey[drawKey(seed, uid)] = uid;
    std::vector<std::string> order;
    for (const auto& [key, uid] : byKey)
        order.push_back(uid);
    return order;
}

std::string listDigest(std::vector<std::string> uids)
{
    std::sort(uids.begin(), uids.end());
    Sha256 hash;
    for (const auto& uid : uids)
        hash.add(viewOf(uid + '\n'));
    return toHex(hash.finish());
}

}
