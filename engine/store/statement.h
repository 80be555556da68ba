// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/bytes.h"
#include "engine/base/result.h"

#include <sqlite3.h>

#include <memory>
#include <string>

namespace engine::store {

/// One prepared SQL statement with its parameters bound in order. Inside engine/store only.
class Statement {
public:
    Statement(sqlite3* database, const char* sql)
    {
        sqlite3_stmt* raw = nullptr;
        m_status = sqlite3_prepare_v2(database, sql, -1, &raw, nullptr);
        m_raw.reset(raw);
    }

    Statement& bind(std::string_view text)
    {
        sqlite3_bind_text(m_raw.get(), ++m_bound, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
        return *this;
    }
    Statement& bind(ByteView bytes)
    {
        sqlite3_bind_blob64(m_raw.get(), ++m_bound, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
        return *this;
    }
    Statement& bind(std::int64_t number)
    {
        sqlite3_bind_int64(m_raw.get(), ++m_bound, number);
        return *this;
    }

    /// True while there is a row.
    bool step()
    {
        m_status = m_raw ? sqlite3_step(m_raw.get()) : SQLITE_ERROR;
        return m_status == SQLITE_ROW;
    }
    int status() const { return m_status; }

    std::string text(int column) const { return std::string{textOf(bytes(column))}; }
    ByteView bytes(int column) const
    {
        const auto* start = static_cast<const std::uint8_t*>(sqlite3_column_blob(m_raw.get(), column));
        return {start, static_cast<std::size_t>(sqlite3_column_bytes(m_raw.get(), column))};
    }
    std::int64_t number(int column) const { return sqlite3_column_int64(m_raw.get(), column); }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* raw) const { sqlite3_finalize(raw); }
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_raw;
    int m_bound = 0;
    int m_status = SQLITE_OK;
};

}
