// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace engine::profile {

/// How a day (YYYYMMDD) is usually written, in numbers and with English month names: "2018-01-18", "18.01.2018",
/// "18-JAN-2018", "January 18 2018". Separators matter to whoever looks into bytes only.
std::vector<std::string> writtenForms(std::string_view day);

}
