// SPDX-License-Identifier: Apache-2.0
#include "widgets/words/options.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace widgets::words {

namespace {

struct Option {
    const char *name, *code, *title;
};

constexpr std::array<Option, 12> options{
    {{"retain-patient-characteristics", "113108", QT_TRANSLATE_NOOP("widgets::rules", "Sex, age, size and weight")},
     {"retain-full-dates", "113106", QT_TRANSLATE_NOOP("widgets::rules", "Dates and times stay")},
     {"retain-modified-dates", "113107", QT_TRANSLATE_NOOP("widgets::rules", "Dates are moved back")},
     {"clean-descriptors", "113105", QT_TRANSLATE_NOOP("widgets::rules", "Descriptions and comments")},
     {"retain-device-identity", "113109", QT_TRANSLATE_NOOP("widgets::rules", "Devices")},
     {"retain-institution-identity", "113112", QT_TRANSLATE_NOOP("widgets::rules", "Institution")},
     {"retain-uids", "113110", QT_TRANSLATE_NOOP("widgets::rules", "UIDs")},
     {"clean-structured-content", "113104", QT_TRANSLATE_NOOP("widgets::rules", "Structured reports")},
     {"clean-graphics", "113103", QT_TRANSLATE_NOOP("widgets::rules", "Graphics and annotations")},
     {"retain-safe-private", "113111", QT_TRANSLATE_NOOP("widgets::rules", "Private elements")},
     {"clean-pixel-data", "113101", QT_TRANSLATE_NOOP("widgets::rules", "Text in the pixels")},
     {"clean-recognizable-visual-features", "113102", QT_TRANSLATE_NOOP("widgets::rules", "Faces")}}};

const Option* find(const std::string& name)
{
    const auto* found =
        std::find_if(options.begin(), options.end(), [&](const Option& option) { return name == option.name; });
    return found == options.end() ? nullptr : found;
}

}

QString ofOption(const std::string& name)
{
    const auto* option = find(name);
    return option ? QCoreApplication::translate("widgets::rules", option->title) : QString::fromStdString(name);
}

QString codeOfOption(const std::string& name)
{
    const auto* option = find(name);
    return option ? QString::fromLatin1(option->code) : QString{};
}

QString withCode(const std::string& name)
{
    const auto code = codeOfOption(name);
    return code.isEmpty() ? ofOption(name) : QStringLiteral("%1 (%2)").arg(ofOption(name), code);
}

}
