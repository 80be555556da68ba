// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/kept_texts.h"
#include "engine/review/state.h"
#include "widgets/look/parts.h"
#include "widgets/look/rows.h"

class QLineEdit;
class QPlainTextEdit;

namespace widgets::rules {

/// The free texts that stay, each once for the whole collection: those that ask for a person first, of these the ones
/// that something was cut out of, so that what is left may be a part of it. The order never changes by a decision.
class KeptPanel : public QWidget {
    Q_OBJECT

public:
    explicit KeptPanel(QWidget* parent = nullptr);

    void show(std::vector<engine::journey::KeptValue> values, const engine::review::State& state);
    QString currentId() const { return m_list->currentId(); }
    std::string firstFile(const QString& id) const; ///< that shows the text; empty when there is none
    /// To the next open text below, else from the top; false when none is open in view.
    bool goToNextOpen();
    void goDown();
    void startFilter();
    void startEdit(); ///< the words of the chosen text, to be changed
    look::RowList& list() { return *m_list; }
    std::size_t all() const { return m_all; }   ///< texts a person has to read
    std::size_t open() const { return m_open; } ///< of these

Q_SIGNALS:
    void chosen(const QString& id);
    void replaced(const QString& words); ///< the chosen text, by a person's own

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void showWhole(); ///< rows have room for the beginning only
    look::Row rowOf(const engine::journey::KeptValue& value) const;

    look::Heading* m_heading;
    QLineEdit *m_filter, *m_words;
    look::RowList* m_list;
    QPlainTextEdit* m_whole;
    look::Text* m_empty;
    std::vector<engine::journey::KeptValue> m_values; ///< in the order of the rows
    std::map<engine::review::FindingId, engine::review::Decision> m_decisions;
    std::size_t m_all = 0, m_open = 0;
};

}
