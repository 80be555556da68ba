// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/look/parts.h"

namespace widgets::frame {

/// The line at the foot: left how far the work is (or what runs in the background, with a way to stop it), right how
/// the image is shown and whether all is saved. Numbers change in place.
class Footer : public look::Panel {
    Q_OBJECT

public:
    explicit Footer(QWidget* parent = nullptr);
    void setProgress(const QString& words, double share);                             ///< negative share: no bar
    void setBackground(const QString& words, std::size_t reached, std::size_t total); ///< empty words: nothing runs
    void setViewState(const QString& words);
    void setSaved(const QString& words);

Q_SIGNALS:
    void stopWished();

private:
    void show();

    look::Meter* m_meter;
    look::Text* m_left;
    QToolButton* m_stop;
    look::Text* m_view;
    look::Text* m_saved;
    QString m_progress, m_background;
    double m_share = -1, m_backgroundShare = -1;
};

}
