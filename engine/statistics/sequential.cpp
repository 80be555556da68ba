// SPDX-License-Identifier: Apache-2.0
#include "engine/statistics/sequential.h"

#include <cmath>

namespace engine::statistics {

SequentialTest sequentialTest(const SequentialWish& wish)
{
    const double ratio = std::log(wish.bad * (1 - wish.good) / (wish.good * (1 - wish.bad)));
    return {std::log((1 - wish.alpha) / wish.beta) / ratio, std::log((1 - wish.beta) / wish.alpha) / ratio,
            std::log((1 - wish.good) / (1 - wish.bad)) / ratio};
}

std::int64_t cleanToAccept(const SequentialTest& test)
{
    return static_cast<std::int64_t>(std::ceil(test.accept / test.slope));
}

std::optional<std::int64_t> lastRejectedWith(const SequentialTest& test, std::int64_t failures)
{
    const auto items =
        static_cast<std::int64_t>(std::floor((static_cast<double>(failures) - test.reject) / test.slope));
    return items >= failures ? std::optional{items} : std::nullopt;
}

}
