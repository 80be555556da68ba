// SPDX-License-Identifier: Apache-2.0
#include "tests/app/window/player.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTest>

#include <fstream>

namespace app::window::test {

namespace {

constexpr int beatMs = 5;

QString quoted(const QString& line)
{
    return line.section(QLatin1Char('"'), 1, 1);
}

/// The words of the rows that are in view.
QString rowsOf(const QAbstractItemView& list)
{
    QString words;
    for (int row = 0; list.model() && row < list.model()->rowCount(); ++row) {
        const auto index = list.model()->index(row, 0);
        if (list.visualRect(index).intersects(list.viewport()->rect()))
            words += index.data(Qt::DisplayRole).toString() + QLatin1Char('\n');
    }
    return words;
}

/// Milliseconds that this thread was ready to run and had no processor: the machine's doing, not the window's. 0 where
/// the kernel does not tell (Documentation/scheduler/sched-stats.rst).
qint64 waitedForProcessor()
{
    std::ifstream file{"/proc/thread-self/schedstat"};
    qint64 ran = 0;
    qint64 waited = 0;
    file >> ran >> waited;
    return waited / 1'000'000;
}

int number(const QString& line)
{
    return line.section(QLatin1Char(' '), -1).toInt();
}

}

Player::Player(QWidget& window, QString pictures) : m_window{window}, m_pictures{std::move(pictures)}
{
    QObject::connect(&m_beat, &QTimer::timeout, &window, [this] {
        const auto waited = waitedForProcessor();
        if (m_isIdle)
            m_longest = std::max(m_longest, m_since.elapsed() - beatMs - (waited - m_waited));
        m_waited = waited;
        m_since.restart();
    });
    m_waited = waitedForProcessor();
    m_beat.setTimerType(Qt::PreciseTimer);
    m_since.start();
    m_beat.start(beatMs);
}

QString Player::play(const QStringList& lines)
{
    for (int i = 0; i < lines.size(); ++i) {
        const auto line = lines[i].section(QLatin1String(" #"), 0, 0).trimmed();
        if (line.isEmpty() || line.startsWith(QLatin1Char('#')))
            continue;
        QString failure;
        if (line.startsWith(QLatin1String("repeat "))) {
            QStringList body;
            while (i + 1 < lines.size() && lines[i + 1].startsWith(QLatin1Char(' ')))
                body += lines[++i].trimmed();
            failure = repeat(quoted(line), number(line), body);
        } else {
            failure = act(line);
        }
        if (!failure.isEmpty())
            return QStringLiteral("%1: %2").arg(line, failure);
    }
    return {};
}

QString Player::act(const QString& line)
{
    const auto word = line.section(QLatin1Char(' '), 0, 0), rest = line.section(QLatin1Char(' '), 1);
    if (word == QLatin1String("until") || word == QLatin1String("quiet"))
        return wait(quoted(line), word == QLatin1String("until"), number(line));
    if (word == QLatin1String("click"))
        return click(rest);
    if (word == QLatin1String("key"))
        press(rest);
    else if (word == QLatin1String("type"))
        QTest::keyClicks(QApplication::focusWidget(), rest);
    else if (word == QLatin1String("rest"))
        QTest::qWait(rest.toInt());
    else if (word == QLatin1String("picture"))
        m_window.grab().save(QStringLiteral("%1/%2.png").arg(m_pictures, rest));
    else
        return QStringLiteral("no such command");
    return {};
}

void Player::press(const QString& key)
{
    const auto sequence = QKeySequence::fromString(key, QKeySequence::PortableText);
    auto* target = QApplication::focusWidget() ? QApplication::focusWidget() : &m_window;
    QTest::keyClick(target, sequence[0].key(), sequence[0].keyboardModifiers());
    QTest::qWait(1);
}

/// A script says how long a thing takes on an idle machine; a busy one may take so many times as long.
constexpr int patience = 4;

QString Player::wait(const QString& words, bool there, int seconds)
{
    QElapsedTimer waited;
    waited.start();
    m_since.restart();
    m_isIdle = true;
    bool met = isOnScreen(words) == there;
    int looks = 0;
    while (!met && waited.elapsed() < seconds * 1000LL * patience) {
        QTest::qWait(20);
        if (++looks % 5 == 0) {
            m_isIdle = false; // looking for words costs time that is not the program's
            met = isOnScreen(words) == there;
            m_since.restart();
            m_isIdle = true;
        }
    }
    m_isIdle = false;
    if (met)
        return {};
    m_window.grab().save(m_pictures + QStringLiteral("/failed.png"));
    return QStringLiteral("not within %1 s").arg(seconds * patience);
}

QString Player::click(const QString& name)
{
    for (auto* one : m_window.findChildren<QWidget*>()) {
        if (!one->isVisible() || one->accessibleName() != name)
            continue;
        QTest::mouseClick(one, Qt::LeftButton, {}, one->rect().center());
        return {};
    }
    return QStringLiteral("not on the screen");
}

QString Player::repeat(const QString& words, int times, const QStringList& body)
{
    for (int i = 0; i < times; ++i) {
        if (isOnScreen(words))
            return {};
        if (const auto failure = play(body); !failure.isEmpty())
            return failure;
    }
    if (isOnScreen(words))
        return {};
    m_window.grab().save(m_pictures + QStringLiteral("/failed.png"));
    return QStringLiteral("not after %1 times").arg(times);
}

bool Player::isOnScreen(const QString& words) const
{
    static const QRegularExpression markup{QStringLiteral("<[^>]*>")};
    for (const auto* one : m_window.findChildren<QWidget*>()) {
        if (!one->isVisible())
            continue;
        QString text;
        if (const auto* label = qobject_cast<const QLabel*>(one))
            text = label->text().remove(markup);
        else if (const auto* button = qobject_cast<const QAbstractButton*>(one))
            text = button->text() + (button->isEnabled() ? QString{} : QStringLiteral(" (not now)"));
        else if (const auto* field = qobject_cast<const QLineEdit*>(one))
            text = field->text();
        else if (const auto* list = qobject_cast<const QAbstractItemView*>(one))
            text = rowsOf(*list);
        if (text.contains(words))
            return true;
    }
    return false;
}

}
