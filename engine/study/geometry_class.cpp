// SPDX-License-Identifier: Apache-2.0
#include "engine/study/geometry_class.h"

#include "engine/base/hash.h"

namespace engine::study {

std::string geometryClassOf(const Instance& instance)
{
    const auto rest = instance.sopClassUid + '\n' + instance.manufacturer + '\n' + instance.model;
    return instance.modality + '-' + std::to_string(instance.columns) + 'x' + std::to_string(instance.rows) + '-' +
           toHex(sha256(viewOf(rest))).substr(0, 8);
}

}
