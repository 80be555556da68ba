// SPDX-License-Identifier: Apache-2.0
#include "widgets/face/face_screen.h"
#include "widgets/look/parts.h"
#include "widgets/words/words.h"

#include <QAction>
#include <QStackedWidget>

namespace widgets::face {

using look::Role;
using look::Text;
using look::Type;

namespace {

constexpr int turnEveryMs = 100;

/// The turntable: from the right side to the left one and back, then once from below.
Head::Look turnAt(int step)
{
    constexpr int around = 12, stepDegrees = 10; // -60 to 60
    if (step % (2 * around + 1) == 2 * around)
        return {0, -30, 1};
    const int at = step % (2 * around + 1);
    return {double(stepDegrees * (at <= around ? at : 2 * around - at) - 60), 0, 1};
}

QString inWords(const engine::face::Vector& position)
{
    const auto along = [](double mm, const char* above, const char* below) {
        return QStringLiteral("%1 %2").arg(QLatin1String(mm < 0 ? below : above)).arg(std::abs(mm), 0, 'f', 1);
    };
    // The letters of C.7.6.2.1.1: towards the patient's left, back and head is above 0.
    return QStringLiteral("%1   %2   %3 mm")
        .arg(along(position[0], "L", "R"), along(position[1], "P", "A"), along(position[2], "H", "F"));
}

}

void FaceScreen::connectHead()
{
    for (auto* view : {m_before, m_after}) {
        auto* other = view == m_before ? m_after : m_before;
        connect(view, &HeadView::painted, this, [this] {
            if (!m_exposure.isValid())
                m_exposure.start();
            showFacts();
        });
        connect(view, &HeadView::turned, this, [this, view, other](bool draft) {
            other->follow(*view, draft);
            Q_EMIT statusChanged();
        });
        connect(view, &HeadView::pointed, this, [this] {
            m_pointed.reset();
            Q_EMIT statusChanged();
        });
    }
    connect(&m_head, &Head::loaded, this, [this] {
        applyCut();
        showLook();
    });
    connect(&m_head, &Head::thresholdChanged, this, [this] {
        m_before->lookFrom(m_before->azimuth(), m_before->elevation());
        applyCut();
        showLook();
    });
    connect(&m_head, &Head::pointFound, this, [this](const engine::face::PointAt::Answer& answer) {
        m_pointed = answer.isSkin ? std::optional{answer.position} : std::nullopt;
        Q_EMIT statusChanged();
    });
    connect(&m_head, &Head::tried, this, [this](const engine::face::CheckCut::Answer& answer) {
        m_tried = answer;
        showCut();
    });
    connect(&m_head, &Head::failed, this, [this](const engine::Error& error) {
        auto* view = m_head.isLoaded() && m_head.isCut() ? m_after : m_before;
        const auto* head = known();
        view->clear(head && !head->failure.empty() ? tr("This is no head to turn.")
                                                   : tr("This head cannot be shown. %1").arg(words::ofError(error)));
    });
    connect(m_sides, &Sides::chosen, this, [this](double azimuth, double elevation) {
        m_turntable.stop();
        m_before->lookFrom(azimuth, elevation);
    });
    m_turntable.setInterval(turnEveryMs);
    connect(&m_turntable, &QTimer::timeout, this, &FaceScreen::turnOn);
}

void FaceScreen::addViewDeeds()
{
    using frame::Deed;
    const auto preset = [this](Deed deed, const frame::Face& face, Head::Preset which) {
        auto* action = add(deed, face, [this, which] { showAs(which); });
        action->setCheckable(true);
        m_presets += action;
    };
    preset(Deed::View1, {tr("Show the skin"), "scan-face"}, Head::Preset::Skin);
    preset(Deed::View2, {tr("Show the bone"), "contrast"}, Head::Preset::Bone);
    preset(Deed::View3, {tr("Show the brightest along each line"), "sun"}, Head::Preset::Brightest);
    preset(Deed::View4, {tr("Show the contour"), "circle"}, Head::Preset::Contour);
    auto* light =
        add(Deed::Light, {tr("Light: from the eye, 30° above, 50° above"), "lightbulb"}, [this] { nextLight(); });
    auto* turn = add(Deed::Play, {tr("Turn the head, or stop"), "rotate-3d"}, [this] { toggleTurntable(); });
    turn->setCheckable(true);
    m_tools = m_presets + QList<QAction*>{light, turn} + m_tools;
    m_ofTurned += m_presets + QList<QAction*>{light, turn};
}

void FaceScreen::fillTools()
{
    for (auto* action : m_tools) {
        m_toolRow->addWidget(look::tool(action));
        if (action == m_presets.back() || action->objectName() == QLatin1String("play"))
            m_toolRow->addSpacing(12);
    }
    m_lookWords = new look::ElidedText{{}, Type::Small, Role::Text2};
    m_handWords = new look::ElidedText{{}, Type::Small, Role::Text2};
    m_toolRow->addStretch();
    m_toolRow->addWidget(m_handWords);
    m_toolRow->addSpacing(12);
    m_toolRow->addWidget(m_lookWords);
    m_toolRow->addSpacing(8);
    showLook();
}

void FaceScreen::showAs(Head::Preset preset)
{
    if (preset == Head::Preset::Bone && !m_head.isHounsfield()) {
        refuse(tr("Bone is told apart in CT alone"));
        return showLook();
    }
    m_head.show(preset, m_head.light());
    showLook();
}

void FaceScreen::nextLight()
{
    using Light = Head::Light;
    const auto now = m_head.light();
    m_head.show(m_head.preset(), now == Light::Headlight ? Light::Top30
                                 : now == Light::Top30   ? Light::Top50
                                                         : Light::Headlight);
    showLook();
}

void FaceScreen::showLook()
{
    const auto preset = m_head.preset();
    for (int i = 0; i < m_presets.size(); ++i)
        m_presets[i]->setChecked(i == int(preset));
    const std::array<QString, 4> presets{tr("Skin"), tr("Bone"), tr("Brightest"), tr("Contour")};
    const std::array<QString, 3> lights{tr("light from the eye"), tr("light 30° above"), tr("light 50° above")};
    const bool isLit = preset == Head::Preset::Skin || preset == Head::Preset::Bone;
    const auto& name = presets[std::size_t(preset)];
    const auto skin = m_head.isLoaded() && preset != Head::Preset::Brightest
                          ? tr(" · skin from %1").arg(m_head.threshold(), 0, 'f', 0)
                          : QString{};
    m_lookWords->setText((isLit ? QStringLiteral("%1 · %2").arg(name, lights[std::size_t(m_head.light())]) : name) +
                         skin);
}

void FaceScreen::toggleTurntable()
{
    if (!m_turntable.isActive() && m_head.isLoaded()) {
        m_turn = 0;
        m_turntable.start();
    } else {
        m_turntable.stop();
        m_before->lookFrom(m_before->azimuth(), m_before->elevation()); // a fine one where it stands
    }
    for (auto* action : m_tools) {
        if (action->objectName() == QLatin1String("play"))
            action->setChecked(m_turntable.isActive());
    }
}

/// As fast as the pictures come.
void FaceScreen::turnOn()
{
    if (!isVisible() || m_middle->currentIndex() != Turned)
        return toggleTurntable();
    if (m_head.isBusy())
        return;
    const auto look = turnAt(m_turn++);
    m_before->lookFrom(look.azimuth, look.elevation, true);
}

QString FaceScreen::viewState() const
{
    return m_pointed && m_head.isLoaded() ? inWords(*m_pointed) : QString{};
}

}
