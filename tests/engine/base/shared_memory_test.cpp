// SPDX-License-Identifier: Apache-2.0
#include "engine/base/shared_memory.h"

#include <gtest/gtest.h>

#include <sys/mman.h>
#include <unistd.h>

namespace engine {

TEST(SharedMemory, cannotBeResizedByAnybody)
{
    auto memory = SharedMemory::create(4096);
    ASSERT_TRUE(memory);
    EXPECT_NE(::ftruncate(memory->fd(), 0), 0);
    EXPECT_NE(::ftruncate(memory->fd(), 8192), 0);
    memory->bytes()[4095] = 7;

    auto other = SharedMemory::adopt(Descriptor{::dup(memory->fd())}, false);
    ASSERT_TRUE(other);
    EXPECT_EQ(std::as_const(*other).bytes()[4095], 7);
}

TEST(SharedMemory, isNotAdoptedUnsealed)
{
    Descriptor open{::memfd_create("test", MFD_ALLOW_SEALING)};
    ASSERT_EQ(::ftruncate(open.get(), 4096), 0);
    EXPECT_EQ(SharedMemory::adopt(std::move(open), false).error().code, ErrorCode::Tampered);
}

}
