// SPDX-License-Identifier: Apache-2.0
#include "engine/journey/file_stamp.h"

#include <sys/stat.h>

namespace engine::journey {

FileStamp stampOf(const Descriptor& file)
{
    struct stat status {};
    if (::fstat(file.get(), &status) != 0)
        return {};
    return {status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec,
            status.st_ctim.tv_nsec};
}

}
