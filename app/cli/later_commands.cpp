// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"

#include <array>

namespace app::cli {

namespace {

struct Later {
    const char* name;
    const char* does;
};

// Of the contract (docs/cli.md), and refused rather than half done.
constexpr std::array<Later, 1> later{{
    {"crosswalk", "Export or import the crosswalk (not in this version)"},
}};

}

void addLaterCommands(CLI::App& program, Common& common)
{
    for (const auto& one : later) {
        auto* command = addCommand(program, common, one.name, one.does);
        command->allow_extras();
        onCall(command, common, [&common, name = std::string{one.name}] {
            return common.console.refuse({engine::ErrorCode::NotBuilt, name});
        });
    }
}

}
