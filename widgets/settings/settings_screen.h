// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/frame/screen.h"

#include <QStringList>

class QButtonGroup;
class QCheckBox;
class QComboBox;

namespace widgets::settings {

enum class ThemeChoice { System, Dark, Light };

/// What a person may choose about the window.
struct Choices {
    ThemeChoice theme = ThemeChoice::System;
    int sizePercent = 100;  ///< of the interface; takes effect at the next start
    bool singleKeys = true; ///< deeds on letters without Ctrl (WCAG 2.1.4)
    /// Of the second reader of burned-in text, by Tesseract's names; takes effect at the next start.
    QStringList readerLanguages{QStringLiteral("eng")};

    bool operator==(const Choices&) const = default;
};

/// Shows the choices and tells of every change; keeps nothing itself.
class SettingsScreen : public frame::Screen {
    Q_OBJECT

public:
    /// `languages`: those whose data are installed.
    SettingsScreen(const Choices& choices, const QStringList& languages);
    void enter() override;

Q_SIGNALS:
    void changed(const widgets::settings::Choices& choices);

private:
    QLayout* themes();
    QLayout* languages(const QStringList& installed);
    void tell();

    QButtonGroup* m_theme;
    QComboBox* m_size;
    QCheckBox* m_keys;
    QList<QCheckBox*> m_languages;
};

}
