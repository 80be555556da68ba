// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/upright.h"

#include "engine/pixels/turn.h"

namespace engine::journey {

Result<DecodedFrame> upright(const DecodedFrame& stored)
{
    auto memory = SharedMemory::create(stored.frame.layout.bytes());
    if (!memory)
        return memory.error();
    pixels::turnUpright(std::as_const(stored.samples).bytes(), stored.frame, memory->bytes());
    return DecodedFrame{pixels::uprightOf(stored.frame), *std::move(memory)};
}

}
