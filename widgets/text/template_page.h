// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/template_exchange.h"
#include "widgets/canvas/canvas.h"
#include "widgets/look/parts.h"
#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"

namespace widgets::text {

/// Where devices write on their pictures: the templates that the project was given and those that its decisions make,
/// with what they ask of an image, a drawing of their boxes, and what can be done with them. Nothing is proposed
/// before somebody asks for it here, and nothing is ever blanked here.
class TemplatePage : public QObject {
    Q_OBJECT

public:
    explicit TemplatePage(const session::Desk& desk, QObject* parent = nullptr);

    QWidget* list() const { return m_middle; } ///< for the middle of the screen: templates, and the chosen one drawn
    QWidget* side() const { return m_side; }   ///< what the chosen one asks for, and the deeds
    look::RowList& rows() const { return *m_rows; }

    void refresh(); ///< while the project is here
    void propose(); ///< the chosen one to every image that it fits
    void remove();  ///< takes the chosen one away, or brings it back where it is taken away
    bool isChosenRemoved() const;
    void learn(); ///< keeps those that decisions make, and proposes them
    void tell(const engine::Result<engine::journey::TemplatesTaken>& taken);
    void tellWritten(const engine::Result<std::size_t>& written);

Q_SIGNALS:
    void turned(); ///< another template is chosen, or it was taken away or brought back
    void readWished();
    void writeWished();

private:
    QPushButton* button(const QString& words, void (TemplatePage::*act)());
    void wishRead() { Q_EMIT readWished(); }
    void wishWrite() { Q_EMIT writeWished(); }
    QWidget* makeSide();
    void take(std::vector<engine::journey::DeviceTemplate> templates);
    void showChosen();
    void showButtons();
    const engine::journey::DeviceTemplate* chosen() const;    ///< nullptr when there is none
    std::vector<engine::journey::DeviceTemplate> own() const; ///< in use, that decisions make

    session::Desk m_desk;
    std::vector<engine::journey::DeviceTemplate> m_all;
    QWidget *m_middle, *m_side = nullptr;
    look::Heading *m_heading, *m_title = nullptr;
    look::RowList *m_rows, *m_boxes = nullptr;
    canvas::Canvas* m_drawing;
    look::Text *m_tests = nullptr, *m_outcome = nullptr;
    QPushButton *m_propose = nullptr, *m_learn = nullptr, *m_remove = nullptr, *m_read = nullptr, *m_write = nullptr;
};

}
