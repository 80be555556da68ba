// SPDX-License-Identifier: Apache-2.0
#include "engine/store/store.h"

#include "engine/base/atomic_file.h"
#include "engine/store/statement.h"

#include <filesystem>
#include <sys/stat.h>

namespace engine::store {

namespace {

namespace fs = std::filesystem;

constexpr const char* databaseName = "/project.db";
constexpr const char* keyName = "/key";
constexpr std::string_view plainPrefix = "plain ";
constexpr const char* endKind = "journal-end"; ///< one record: number and hash of the journal's last entry

// DELETE journal with FULL synchronisation: a commit is on disk when it returns, and no -wal file outlives it.
constexpr const char* settings = "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"
                                 "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF;";
constexpr const char* schema =
    "CREATE TABLE record(number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,"
    " sealed BLOB NOT NULL, UNIQUE(kind, id)) STRICT;"
    "CREATE TABLE journal(number INTEGER PRIMARY KEY, hash BLOB NOT NULL, open BLOB NOT NULL,"
    " hidden BLOB NOT NULL) STRICT;"
    "CREATE TRIGGER journal_stays BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'append only'); END;"
    "CREATE TRIGGER journal_keeps BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'append only'); END;"
    "PRAGMA user_version=1;";

Error storeError(int status, const std::string& place)
{
    switch (status & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Busy, place};
    case SQLITE_FULL:
        return {ErrorCode::NoSpace, place};
    case SQLITE_READONLY:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return {ErrorCode::NotWritable, place};
    default:
        return {ErrorCode::Damaged, place};
    }
}

std::string placeOf(std::string_view kind, std::string_view id)
{
    return std::string{kind} + '/' + std::string{id};
}

Result<std::string> keyText(const std::string& folder)
{
    const auto bytes = readFile(folder + keyName, 4096);
    if (!bytes)
        return Error{bytes.error().code, folder};
    return std::string{textOf(*bytes)};
}

Result<Key> readKey(const std::string& folder, const std::string& passphrase)
{
    const auto text = keyText(folder);
    if (!text)
        return text.error();
    if (text->starts_with(plainPrefix))
        return Key::fromBytes(fromHex(std::string_view{*text}.substr(plainPrefix.size())));
    return unwrapKey(*text, passphrase);
}

Done writeKey(const std::string& folder, const Key& key, const std::string& passphrase, const Random& random)
{
    if (passphrase.empty())
        return writeFile(folder + keyName, viewOf(std::string{plainPrefix} + toHex(key.bytes())), 0600);
    const auto wrapped = wrapKey(key, passphrase, random);
    return wrapped ? writeFile(folder + keyName, viewOf(*wrapped), 0600) : Done{wrapped.error()};
}

}

struct Store::Content {
    std::string folder;
    Key key;
    Random random;
    bool isProtected = false;
    sqlite3* database = nullptr;
    std::size_t length = 0;
    Digest head{};

    Content(std::string where, Key secret, Random source)
        : folder{std::move(where)}, key{secret}, random{std::move(source)}
    {
    }
    Content(const Content&) = delete;
    Content& operator=(const Content&) = delete;
    ~Content() { sqlite3_close(database); }

    Done openDatabase(int flags)
    {
        const auto path = folder + databaseName;
        if (const int status = sqlite3_open_v2(path.c_str(), &database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
            status != SQLITE_OK)
            return storeError(status, folder);
        if (const int status = sqlite3_exec(database, settings, nullptr, nullptr, nullptr); status != SQLITE_OK)
            return storeError(status, folder);
        // The exclusive lock is taken by the first write; take it now, so that a second program hears it at once.
        const int status = sqlite3_exec(database, "BEGIN EXCLUSIVE; COMMIT;", nullptr, nullptr, nullptr);
        return status == SQLITE_OK ? done() : Done{storeError(status, folder)};
    }

    void readHead()
    {
        length = 0;
        head = {};
        Statement last{database, "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1"};
        if (!last.step())
            return;
        length = static_cast<std::size_t>(last.number(0));
        const auto hash = last.bytes(1);
        if (hash.size() == head.size())
            std::copy(hash.begin(), hash.end(), head.begin());
    }

    Result<std::string> opened(ByteView sealed, const std::string& place) const
    {
        const auto plain = unseal(key, sealed, place);
        if (!plain)
            return plain.error();
        return std::string{textOf(*plain)};
    }
};

Store::Store(std::unique_ptr<Content> content) : m_content{std::move(content)} {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::create(const std::string& folder, const std::string& passphrase, Random random)
{
    std::error_code failure;
    if (fs::exists(folder, failure) && !fs::is_empty(folder, failure))
        return Error{ErrorCode::Exists, folder};
    fs::create_directories(folder, failure);
    if (failure || ::chmod(folder.c_str(), 0700) != 0)
        return Error{ErrorCode::NotWritable, folder};
    const auto key = Key::generate(random);
    if (auto written = writeKey(folder, key, passphrase, random); !written)
        return written.error();
    auto content = std::make_unique<Content>(folder, key, std::move(random));
    content->isProtected = !passphrase.empty();
    if (auto opened = content->openDatabase(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE); !opened)
        return opened.error();
    const auto made = std::string{"BEGIN;"} + schema + "COMMIT;";
    if (const int status = sqlite3_exec(content->database, made.c_str(), nullptr, nullptr, nullptr);
        status != SQLITE_OK)
        return storeError(status, folder);
    ::chmod((folder + databaseName).c_str(), 0600);
    std::unique_ptr<Store> store{new Store{std::move(content)}};
    return store;
}

bool Store::needsPassphrase(const std::string& folder)
{
    const auto text = keyText(folder);
    return text && !text->starts_with(plainPrefix);
}

Result<std::unique_ptr<Store>> Store::open(const std::string& folder, const std::string& passphrase, Random random)
{
    std::error_code failure;
    if (!fs::exists(folder + databaseName, failure))
        return Error{ErrorCode::NotFound, folder};
    const auto key = readKey(folder, passphrase);
    if (!key)
        return Error{key.error().code, folder};
    auto content = std::make_unique<Content>(folder, *key, std::move(random));
    content->isProtected = needsPassphrase(folder);
    if (auto opened = content->openDatabase(SQLITE_OPEN_READWRITE); !opened)
        return opened.error();
    content->readHead();
    std::unique_ptr<Store> store{new Store{std::move(content)}};
    if (auto whole = store->checkEnd(); !whole)
        return whole.error();
    return store;
}

Done Store::checkEnd() const
{
    const auto ends = all(endKind);
    if (!ends)
        return ends.error();
    const auto found = ends->empty() ? endText() : ends->back().second;
    const bool isLost = ends->empty() && m_content->length > 0;
    return found == endText() && !isLost
               ? done()
               : Done{Error{ErrorCode::Tampered,
                            "the end of the journal: entries were taken away or added after entry " +
                                std::to_string(m_content->length)}};
}

std::string Store::endText() const
{
    return std::to_string(m_content->length) + ' ' + toHex(m_content->head);
}

const std::string& Store::folder() const
{
    return m_content->folder;
}
const Key& Store::key() const
{
    return m_content->key;
}
bool Store::isProtected() const
{
    return m_content->isProtected;
}

Done Store::execute(const char* sql) const
{
    const int status = sqlite3_exec(m_content->database, sql, nullptr, nullptr, nullptr);
    return status == SQLITE_OK ? done() : Done{storeError(status, m_content->folder)};
}

Store::Batch::Batch(Store& store) : m_store{store}, m_isOpen{static_cast<bool>(store.execute("BEGIN"))} {}

Store::Batch::~Batch()
{
    if (m_isOpen && !m_store.execute("ROLLBACK"))
        m_isOpen = false;
    if (m_isOpen)
        m_store.m_content->readHead();
}

Done Store::Batch::commit()
{
    if (!m_isOpen)
        return Error{ErrorCode::NotWritable, m_store.folder()};
    auto committed = m_store.execute("COMMIT");
    m_isOpen = !committed;
    return committed;
}

Done Store::put(const std::string& kind, const std::string& id, std::string_view value)
{
    const auto sealed = seal(m_content->key, viewOf(value), placeOf(kind, id), m_content->random);
    Statement insert{m_content->database, "INSERT INTO record(kind, id, sealed) VALUES(?, ?, ?) "
                                          "ON CONFLICT(kind, id) DO UPDATE SET sealed = excluded.sealed"};
    insert.bind(kind).bind(id).bind(ByteView{sealed}).step();
    return insert.status() == SQLITE_DONE ? done() : Done{storeError(insert.status(), m_content->folder)};
}

Done Store::remove(const std::string& kind, const std::string& id)
{
    Statement erase{m_content->database, "DELETE FROM record WHERE kind = ? AND id = ?"};
    erase.bind(kind).bind(id).step();
    return erase.status() == SQLITE_DONE ? done() : Done{storeError(erase.status(), m_content->folder)};
}

Result<std::vector<std::pair<std::string, std::string>>> Store::all(const std::string& kind) const
{
    std::vector<std::pair<std::string, std::string>> rows;
    Statement select{m_content->database, "SELECT id, sealed FROM record WHERE kind = ? ORDER BY number"};
    select.bind(kind);
    while (select.step()) {
        auto id = select.text(0);
        auto value = m_content->opened(select.bytes(1), placeOf(kind, id));
        if (!value)
            return value.error();
        rows.emplace_back(std::move(id), std::move(*value));
    }
    if (select.status() != SQLITE_DONE)
        return storeError(select.status(), m_content->folder);
    return rows;
}

Result<JournalRow> Store::append(const std::string& open, const std::string& hidden)
{
    if (sqlite3_get_autocommit(m_content->database) == 0)
        return appendOne(open, hidden);
    Batch batch{*this}; // the entry and the record of the journal's end
    auto row = appendOne(open, hidden);
    if (auto committed = row ? batch.commit() : done(); !committed)
        return committed.error();
    return row;
}

Result<JournalRow> Store::appendOne(const std::string& open, const std::string& hidden)
{
    JournalRow row{m_content->length + 1, chain(m_content->head, open), open, hidden};
    const auto place = placeOf("journal", std::to_string(row.number));
    const auto sealedOpen = seal(m_content->key, viewOf(open), place + "/open", m_content->random);
    const auto sealedHidden = seal(m_content->key, viewOf(hidden), place + "/hidden", m_content->random);
    Statement insert{m_content->database, "INSERT INTO journal(number, hash, open, hidden) VALUES(?, ?, ?, ?)"};
    insert.bind(static_cast<std::int64_t>(row.number)).bind(ByteView{row.hash}).bind(ByteView{sealedOpen});
    insert.bind(ByteView{sealedHidden}).step();
    if (insert.status() != SQLITE_DONE)
        return storeError(insert.status(), m_content->folder);
    m_content->length = row.number;
    m_content->head = row.hash;
    if (auto noted = put(endKind, "end", endText()); !noted)
        return noted.error();
    return row;
}

Result<std::vector<JournalRow>> Store::journal() const
{
    std::vector<JournalRow> rows;
    Statement select{m_content->database, "SELECT number, hash, open, hidden FROM journal ORDER BY number"};
    while (select.step()) {
        JournalRow row;
        row.number = static_cast<std::size_t>(select.number(0));
        const auto place = placeOf("journal", std::to_string(row.number));
        const auto hash = select.bytes(1);
        auto open = m_content->opened(select.bytes(2), place + "/open");
        auto hidden = m_content->opened(select.bytes(3), place + "/hidden");
        if (!open || !hidden || hash.size() != row.hash.size())
            return Error{ErrorCode::Tampered, place};
        std::copy(hash.begin(), hash.end(), row.hash.begin());
        row.open = std::move(*open);
        row.hidden = std::move(*hidden);
        rows.push_back(std::move(row));
    }
    if (select.status() != SQLITE_DONE)
        return storeError(select.status(), m_content->folder);
    return rows;
}

Digest chain(const Digest& before, std::string_view open)
{
    Sha256 hash;
    hash.add(before);
    hash.add(viewOf(open));
    return hash.finish();
}

std::string commitmentOf(std::string_view salt, std::string_view hidden)
{
    return toHex(hmacSha256(viewOf(salt), viewOf(hidden)));
}

}
