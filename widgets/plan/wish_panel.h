// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/review/policy.h"
#include "engine/review/sample.h"
#include "widgets/look/parts.h"

class QButtonGroup;
class QDoubleSpinBox;
class QSlider;
class QSpinBox;

namespace widgets::plan {

/// What the review shall be held to: tolerated rate, confidence, unit, faces, smallest group, and why.
class WishPanel : public look::Panel {
    Q_OBJECT

public:
    explicit WishPanel(QWidget* parent = nullptr);
    std::string unit() const;
    engine::review::PolicyStated policy() const;
    void setPolicy(const engine::review::PolicyStated& policy); ///< says nothing
    void setUnit(const std::string& unit);                      ///< says nothing
    void setOpen(bool isOpen);                                  ///< locked: shown, and not to be changed
    void focusFirst();

Q_SIGNALS:
    void changed();

private:
    struct Share {
        QSlider* slider;
        QDoubleSpinBox* box;
    };
    Share share(QVBoxLayout* column, const QString& name, const QList<double>& stops);
    QButtonGroup* choice(QVBoxLayout* column, const QString& name, const QStringList& answers, int perRow);

    QWidget* m_fields;
    engine::review::PolicyStated m_stated; ///< may be finer than the boxes show
    Share m_tolerate, m_confidence;
    QButtonGroup *m_unit, *m_faces, *m_metric;
    QSpinBox* m_group;
    QLineEdit* m_reason;
};

}
