// SPDX-License-Identifier: Apache-2.0
#include "widgets/look/theme.h"

#include "widgets/look/style.h"

#include <QFontDatabase>
#include <QWidget>

/// A static library's resources must be asked for, from outside every namespace.
static void initResources()
{
    Q_INIT_RESOURCE(look);
}

namespace widgets::look {

Theme darkTheme()
{
    return {true, {QColor{"#161616"}, {"#1C1C1C"}, {"#242424"}, {"#2C2C2C"}, {"#343434"}, {"#303030"}, {"#767676"},
                   {"#101010"},       {"#2A2A2A"}, {"#E8E8E8"}, {"#ABABAB"}, {"#7E7E7E"}, {"#F5B041"}, {"#FF6B85"},
                   {"#35C0C4"},       {"#B8A1FF"}, {"#F5B041"}, {"#1B1300"}, {"#240309"}, {"#5C4519"}}};
}

Theme lightTheme()
{
    return {false, {QColor{"#ECECEC"}, {"#F7F7F7"}, {"#FFFFFF"}, {"#FFFFFF"}, {"#E4E4E4"}, {"#D6D6D6"}, {"#868686"},
                    {"#1A1A1A"},       {"#333333"}, {"#1C1C1C"}, {"#565656"}, {"#8A8A8A"}, {"#855A00"}, {"#C21E56"},
                    {"#006688"},       {"#6440C9"}, {"#F5B041"}, {"#1B1300"}, {"#FFFFFF"}, {"#FCE3B4"}}};
}

const Theme& themeOf(const QWidget* widget)
{
    static const Theme fallback = darkTheme(); // a widget tested alone, under another style
    const auto* style = qobject_cast<const Style*>(widget->style());
    return style ? style->theme() : fallback;
}

void loadFonts()
{
    initResources();
    for (const char* weight : {"Regular", "Medium", "SemiBold"})
        QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/SafelightSans-%1.otf").arg(QLatin1String(weight)));
}

QFont font(Type type)
{
    struct Row {
        int size;
        QFont::Weight weight;
    };
    static constexpr Row rows[] = {{11, QFont::Medium},   {12, QFont::Normal}, {13, QFont::Normal},
                                   {13, QFont::DemiBold}, {14, QFont::Normal}, {16, QFont::DemiBold},
                                   {26, QFont::DemiBold}, {12, QFont::Normal}};
    const auto& row = rows[static_cast<int>(type)];
    QFont result;
    if (type == Type::Mono)
        result.setFamilies({"JetBrains Mono", "DejaVu Sans Mono", "Noto Sans CJK JP"});
    else
        result.setFamilies({"Safelight Sans", "Inter", "Noto Sans", "Noto Sans CJK JP"});
    result.setPixelSize(row.size);
    result.setWeight(row.weight);
    if (type == Type::Display)
        result.setLetterSpacing(QFont::PercentageSpacing, 98);
    return result;
}

}
