// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/review/glance.h"

#include <QAbstractListModel>
#include <QListView>

namespace widgets::review {

/// A page of frames. The rows are its accessible twin.
class FrameModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;
    /// `first`: number of the page's first frame, from 0; `frames`: of the item.
    void setGlance(std::shared_ptr<const Glance> glance, int first, int frames);
    const QImage& picture(int row) const { return m_glance->pictures[std::size_t(row)]; }
    int first() const { return m_first; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::shared_ptr<const Glance> m_glance;
    int m_first = 0, m_frames = 0;
};

/// Frames side by side, as large as the page allows. Up and Down go from frame to frame; Left and Right are not its
/// own, they go to the neighbouring item.
class FrameSheet : public QListView {
    Q_OBJECT

public:
    explicit FrameSheet(QWidget* parent = nullptr);
    void show(std::shared_ptr<const Glance> glance, int first, int frames);
    void clear(const QString& words); ///< said in place of the frames
    int frame() const;                ///< the chosen one, of the item
    bool isShowing() const { return m_model->rowCount() > 0; }

Q_SIGNALS:
    void painted(); ///< the page has reached the screen
    void opened();  ///< the chosen frame is wanted large
    void turned(int pages);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut();
    FrameModel* m_model;
    QString m_words;
    bool m_isFresh = false;
};

}
