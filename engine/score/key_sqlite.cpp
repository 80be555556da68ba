// SPDX-License-Identifier: Apache-2.0
#include "engine/score/key.h"
#include "engine/score/place.h"

#include "engine/base/wire.h"

#include <algorithm>
#include <memory>
#include <sqlite3.h>

namespace engine::score {

namespace {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

Result<Database> open(const std::string& path)
{
    sqlite3* raw = nullptr;
    const int status = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database{raw};
    if (status != SQLITE_OK)
        return Error{ErrorCode::NotReadable, "database"};
    // A key of somebody else: its schema may define nothing that runs.
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    return database;
}

Statement prepared(const Database& database, const char* sql)
{
    sqlite3_stmt* raw = nullptr;
    sqlite3_prepare_v2(database.get(), sql, -1, &raw, nullptr);
    return Statement{raw};
}

std::string textAt(const Statement& statement, int column)
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), column));
    return text ? std::string{text, static_cast<std::size_t>(sqlite3_column_bytes(statement.get(), column))}
                : std::string{};
}

/// Values stand in angle brackets, which are no part of them.
std::string bare(std::string text)
{
    std::erase(text, '<');
    std::erase(text, '>');
    return text;
}

std::string stringIn(const Json& answer, const char* name)
{
    const auto found = answer.find(name);
    return found != answer.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

/// A name, a list of names, or names by group ("hipaa": ["z"] is "hipaa.z").
void addCategories(const Json& value, const std::string& group, std::vector<std::string>& categories)
{
    if (value.is_string() && !value.get<std::string>().empty())
        categories.push_back(group + bare(value.get<std::string>()));
    if (value.is_array()) {
        for (const auto& one : value)
            addCategories(one, group, categories);
    }
    if (value.is_object()) {
        for (const auto& [name, one] : value.items())
            addCategories(one, group + name + '.', categories);
    }
}

Result<Check> checkFrom(const Json& answer, const std::string& id)
{
    const auto demand = answer.is_object() ? demandNamed(bare(stringIn(answer, "action"))) : std::nullopt;
    if (!demand)
        return Error{ErrorCode::Damaged, "check " + id};
    Check check{id, *demand, {}, stringIn(answer, "tag_ds"), {}, {}, {}, {}};
    const bool isOfPixels = *demand == Demand::PixelsHidden || *demand == Demand::PixelsRetained;
    const auto place = isOfPixels ? Result<std::string>{"pixel"} : placeFromMidi(check.shownPlace);
    if (!place)
        return Error{ErrorCode::Damaged, "check " + id + ": tag path"};
    check.place = *place;
    const bool isOfText =
        *demand == Demand::TextRetained || *demand == Demand::TextRemoved || *demand == Demand::PixelsHidden;
    check.texts = {bare(stringIn(answer, isOfText ? "action_text" : "value"))};
    if (*demand == Demand::PixelsRetained)
        check.md5 = bare(stringIn(answer, "action_text"));
    if (const auto categories = answer.find("answer_category_v2"); categories != answer.end())
        addCategories(*categories, {}, check.categories);
    return check;
}

Done addChecks(const std::string& text, std::int64_t row, Subject& subject)
{
    const auto answers = parseJson(text);
    if (!answers || !answers->is_object())
        return Error{ErrorCode::Damaged, "row " + std::to_string(row) + ": AnswerData"};
    for (const auto& [index, answer] : answers->items()) {
        auto check = checkFrom(answer, std::to_string(row) + '.' + index);
        if (!check)
            return check.error();
        subject.checks.push_back(*std::move(check));
    }
    return done();
}

Scope scopeFrom(const std::string& text)
{
    if (text == "<Series>")
        return Scope::Series;
    return text == "<Study>" || text == "<Patient>" ? Scope::Study : Scope::Instance;
}

bool hasScope(const Database& database)
{
    const auto columns = prepared(database, "SELECT 1 FROM pragma_table_info('answer_data') WHERE name = 'scope'");
    return columns && sqlite3_step(columns.get()) == SQLITE_ROW;
}

}

Result<Key> keyFromSqlite(const std::string& path)
{
    const auto database = open(path);
    if (!database)
        return database.error();
    const bool isScoped = hasScope(*database);
    const auto rows = prepared(*database, isScoped ? "SELECT rowid, SOPInstanceUID, SeriesInstanceUID, "
                                                     "StudyInstanceUID, AnswerData, scope FROM answer_data"
                                                   : "SELECT rowid, SOPInstanceUID, SeriesInstanceUID, "
                                                     "StudyInstanceUID, AnswerData, '' FROM answer_data");
    if (!rows)
        return Error{ErrorCode::Damaged, "no table answer_data with the columns of MIDI-B"};
    Key key;
    int status = SQLITE_ROW;
    while ((status = sqlite3_step(rows.get())) == SQLITE_ROW) {
        Subject subject{scopeFrom(textAt(rows, 5)), {}, bare(textAt(rows, 1)), bare(textAt(rows, 2)),
                        bare(textAt(rows, 3)),      {}};
        if (auto added = addChecks(textAt(rows, 4), sqlite3_column_int64(rows.get(), 0), subject); !added)
            return added.error();
        key.subjects.push_back(std::move(subject));
    }
    if (status != SQLITE_DONE)
        return Error{ErrorCode::Damaged, "database"};
    return key;
}

}
