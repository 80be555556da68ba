// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/frame/screen.h"

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

    bool operator==(const Choices&) const = default;
};

/// Shows the choices and tells of every change; keeps nothing itself.
class SettingsScreen : public frame::Screen {
    Q_OBJECT

public:
    explicit SettingsScreen(const Choices& choices);
    void enter() override;

Q_SIGNALS:
    void changed(const widgets::settings::Choices& choices);

private:
    QLayout* themes();
    void tell();

    QButtonGroup* m_theme;
    QComboBox* m_size;
    QCheckBox* m_keys;
};

}
