// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/journey/check_up.h"
#include "widgets/look/rows.h"
#include "widgets/session/project_screen.h"

#include <optional>

namespace widgets::collection {

/// What a look at the collection found before anything is done to it: what was set aside and why, what does not fit,
/// what to be careful about in each series; and what a person can do about the chosen one. Runs in a job, each time
/// other files are here.
class CheckPanel : public look::Panel {
    Q_OBJECT

public:
    explicit CheckPanel(const session::Desk& desk, QWidget* parent = nullptr);
    void refresh(); ///< asks anew where the files are others; else shows what is known
    void again();   ///< asks anew
    /// Asks anew, also against a site's list; it is kept until another one comes.
    void compareWith(const engine::CsvRows& list);
    look::RowList& list() { return *m_list; }

protected:
    void showEvent(QShowEvent* event) override; ///< what the rules settled may be more by now

Q_SIGNALS:
    void addWished();
    void showWished(const QString& item); ///< an instance

private:
    /// What stands behind a row.
    struct Entry {
        QString title, why, advice;
        std::vector<std::string> files; ///< paths, or words for a series
        std::string item;               ///< to be shown; empty: none of them takes part
        bool canAdd = false;
    };

    void ask();
    void take(const engine::Result<engine::journey::CheckUp>& result);
    void fill();
    void addFindings(QList<look::Row>& rows, const QString& heading, bool ofImport);
    void addDoubts(QList<look::Row>& rows);
    void addFlags(QList<look::Row>& rows);
    void add(QList<look::Row>& rows, look::Row row, Entry entry);
    void showChosen();
    void act();
    std::string itemOf(const std::vector<std::string>& paths) const;

    session::Desk m_desk;
    look::Heading* m_heading;
    look::RowList* m_list;
    look::Text *m_title, *m_why, *m_advice;
    QPushButton* m_button;
    engine::journey::CheckUp m_result;
    QMap<QString, Entry> m_entries;              ///< by row
    std::map<std::string, std::string> m_itemOf; ///< by path
    engine::CsvRows m_expected;                  ///< a site's list; empty: none was given
    std::optional<std::size_t> m_asked;          ///< inputs that were there when it was asked
    bool m_isKnown = false, m_isFilled = false;
};

}
