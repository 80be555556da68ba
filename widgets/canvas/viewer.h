// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/canvas/canvas.h"
#include "widgets/canvas/stack.h"

#include <QTimer>
#include <QWidget>

class QHBoxLayout;

namespace widgets::look {
class Text;
}

namespace widgets::canvas {

/// A stack of pictures on a canvas with everything a person does to look at them: scroll, window, zoom, play.
/// A picture stays until the next is ready: no flash between two.
class Viewer : public QWidget {
    Q_OBJECT

public:
    Viewer(const QString& name, jobs::Jobs& jobs, engine::pool::Pool& pool, QWidget* parent = nullptr);

    Canvas& canvas() { return *m_canvas; }
    Stack& stack() { return *m_stack; }
    QHBoxLayout& tools() { return *m_tools; } ///< the tool bar's row; the frame's number stands at its right end

    /// Other pictures; starts at `index`. `isCt` opens the CT presets.
    void setPlates(std::vector<Plate> plates, int index, bool isCt, double frameTimeMs);
    void setCaption(const QString& words) { m_caption = words; }
    bool applyPreset(int digit); ///< false when this picture has no such view
    void toggleInvert();
    void togglePlay();
    void stepBy(int pictures);
    QString viewState() const; ///< "Zoom 96 %   W 255 L 128   x 412 y 233 ▸ 87"
    bool isShowing() const { return m_shown != nullptr; }

Q_SIGNALS:
    void shown(int index); ///< this picture is on the canvas
    void stateChanged();
    void playing(bool plays);

private:
    void showPicture();
    void fail(const engine::Error& error);
    void render();
    void dragWindow(const QPointF& delta);
    void label();

    Canvas* m_canvas;
    Stack* m_stack;
    QHBoxLayout* m_tools;
    look::Text* m_place;
    QTimer m_player;
    Picture m_shown;
    engine::pixels::Window m_window;
    bool m_hasWindow = false, m_inverted = false, m_isCt = false;
    int m_preset = 1;
    QString m_caption;
    QPoint m_pointed{-1, -1};
};

}
