// SPDX-License-Identifier: Apache-2.0
#include "widgets/start/start_screen.h"

#include <QLineEdit>
#include <QPainter>

namespace widgets::start {

using look::Role;
using look::Text;
using look::Type;

namespace {

/// Where folders are dropped: dashes that turn amber while something hovers.
class DropArea : public QWidget {
public:
    DropArea() { setMinimumHeight(188); }
    void setLit(bool lit)
    {
        m_lit = lit;
        update();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const auto& theme = look::themeOf(this);
        QPainter p{this};
        p.setRenderHint(QPainter::Antialiasing);
        QPen dashed{theme[m_lit ? Role::Amber : Role::FieldLine], m_lit ? 2. : 1.};
        dashed.setDashPattern({5, 4});
        p.setPen(dashed);
        p.setBrush(theme[Role::Panel]);
        p.drawRoundedRect(QRectF{rect()}.adjusted(1, 1, -1, -1), look::metric::cardRadius, look::metric::cardRadius);
    }

private:
    bool m_lit = false;
};

look::Row learnRow(const QString& id, const QString& title, const QString& sub, const QString& right)
{
    look::Row row;
    row.id = id;
    row.title = title;
    row.sub = sub;
    row.right = right;
    return row;
}

}

StartScreen::StartScreen(QWidget* parent) : QWidget{parent}
{
    setAccessibleName(tr("Start"));
    auto* outer = look::box<QHBoxLayout>(this, 24);
    outer->addStretch(1);
    auto* middle = new QWidget;
    middle->setMaximumWidth(960);
    auto* column = look::box<QVBoxLayout>(middle);
    column->addSpacing(24);
    column->addWidget(new Text{tr("Safelight"), Type::Display});
    column->addSpacing(2);
    column->addWidget(new Text{tr("Inspect everything. Expose nothing."), Type::Body, Role::Text2});
    column->addSpacing(24);
    column->addWidget(dropArea());
    column->addSpacing(8);
    m_words = new Text{{}, Type::Body, Role::Text2};
    m_words->setWordWrap(true);
    m_words->setMinimumHeight(20);
    column->addWidget(m_words);
    column->addSpacing(8);
    m_recent = new look::RowList{tr("Recent projects")};
    m_learn = new look::RowList{tr("Learn")};
    m_learn->setRows(
        {learnRow("sample", tr("Open the sample project"), tr("Invented people, planted leaks"), tr("5 min")),
         learnRow("keys", tr("All keys on one sheet"), tr("For every screen"), QStringLiteral("?")),
         learnRow("check", tr("Check a released folder"), tr("Signature, hashes, nothing added or missing"), {})});
    auto* cards = look::box<QHBoxLayout>(nullptr, 0, 16);
    cards->addWidget(card(tr("Recent"), m_recent), 3);
    cards->addWidget(card(tr("Learn"), m_learn), 2);
    column->addLayout(cards);
    column->addStretch();
    outer->addWidget(middle, 100);
    outer->addStretch(1);

    const auto act = [this](const QString& id) {
        if (id == QLatin1String("sample"))
            Q_EMIT sampleWished();
        else if (id == QLatin1String("keys"))
            Q_EMIT keysWished();
        else
            Q_EMIT checkWished();
    };
    connect(m_learn, &look::RowList::opened, this, act);
    connect(m_recent, &look::RowList::opened, this, &StartScreen::opened);
}

QWidget* StartScreen::dropArea()
{
    auto* area = new DropArea;
    m_drop = area;
    auto* column = look::box<QVBoxLayout>(area, 24, 0);
    column->addStretch();
    m_dropWords = new Text{{}, Type::Title};
    column->addWidget(m_dropWords, 0, Qt::AlignHCenter);
    column->addSpacing(4);
    column->addWidget(new Text{tr("Nothing leaves this computer. Your originals are only read, never changed."),
                               Type::Body, Role::Text2},
                      0, Qt::AlignHCenter);
    column->addSpacing(18);
    m_buttons = new QWidget;
    auto* buttons = look::box<QHBoxLayout>(m_buttons, 0, 8);
    auto* files = look::push(tr("Choose folder…"), "folder-plus", true);
    auto* project = look::push(tr("Open project…"), "folder-open");
    connect(files, &QPushButton::clicked, this, &StartScreen::filesWished);
    connect(project, &QPushButton::clicked, this, &StartScreen::projectWished);
    buttons->addWidget(files);
    buttons->addWidget(project);
    column->addWidget(m_buttons, 0, Qt::AlignHCenter);
    m_lock = new QWidget;
    auto* lock = look::box<QHBoxLayout>(m_lock, 0, 8);
    m_asks = new Text{{}, Type::Body};
    m_passphrase = look::field(tr("Passphrase of the project"), true);
    m_passphrase->setFixedWidth(240);
    auto* open = look::push(tr("Open"), "lock-open");
    const auto give = [this] { Q_EMIT passphraseGiven(m_passphrase->text()); };
    connect(m_passphrase, &QLineEdit::returnPressed, this, give);
    connect(open, &QPushButton::clicked, this, give);
    lock->addWidget(m_asks);
    lock->addWidget(m_passphrase);
    lock->addWidget(open);
    column->addWidget(m_lock, 0, Qt::AlignHCenter);
    m_lock->hide();
    column->addStretch();
    setDropWords({});
    return area;
}

QWidget* StartScreen::card(const QString& title, look::RowList* list)
{
    auto* panel = new look::Panel{Role::Panel};
    panel->setCard();
    auto* column = look::box<QVBoxLayout>(panel, 1);
    column->addWidget(new look::Heading{title});
    list->setMinimumHeight(4 * look::metric::row2);
    column->addWidget(list);
    column->addSpacing(6);
    return panel;
}

void StartScreen::setRecent(const QList<Recent>& recent)
{
    QList<look::Row> rows;
    for (const auto& one : recent) {
        look::Row row;
        row.id = one.folder;
        row.title = one.name;
        row.sub = one.isProtected ? tr("Protected by a passphrase") : tr("Not protected: its key lies in its folder");
        row.right = one.when;
        rows += row;
    }
    if (rows.isEmpty()) {
        look::Row row;
        row.title = tr("No project yet");
        row.sub = tr("Drop a folder above, or take the sample");
        rows += row;
    }
    m_recent->setRows(rows);
    m_recent->setEnabled(!recent.isEmpty());
}

void StartScreen::setDropWords(const QString& words)
{
    m_dropWords->setText(words.isEmpty() ? tr("Drop a folder, ZIP or DICOMDIR here") : words);
    static_cast<DropArea*>(m_drop)->setLit(!words.isEmpty());
}

void StartScreen::askPassphrase(const QString& name)
{
    m_asks->setText(tr("Passphrase of “%1”").arg(name));
    m_passphrase->clear();
    m_buttons->hide();
    m_lock->show();
    m_passphrase->setFocus();
}

void StartScreen::say(const QString& words, look::Role role)
{
    m_words->setText(words);
    m_words->setRole(role);
}

void StartScreen::setBusy(bool busy)
{
    m_buttons->setEnabled(!busy);
    m_lock->setEnabled(!busy);
    m_learn->setEnabled(!busy);
}

void StartScreen::enter()
{
    m_lock->hide();
    m_buttons->show();
    m_learn->setFocus();
    if (m_learn->currentId().isEmpty())
        m_learn->setCurrentId(QStringLiteral("sample"));
}

void StartScreen::paintEvent(QPaintEvent*)
{
    const auto& theme = look::themeOf(this);
    QPainter p{this};
    p.fillRect(rect(), theme[Role::Window]);
    if (!theme.dark) // on light grey a glow would only show bands
        return;
    QRadialGradient glow{QPointF(width() / 2., -width() * .25), width() * .55};
    auto amber = theme[Role::AmberFill];
    amber.setAlphaF(.10F);
    glow.setColorAt(0, amber);
    amber.setAlphaF(0);
    glow.setColorAt(1, amber);
    p.fillRect(rect(), glow);
}

}
