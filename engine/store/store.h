// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/hash.h"
#include "engine/base/key.h"

#include <memory>
#include <string>
#include <vector>

namespace engine::store {

/// One row of the journal. `hash` follows from the hash before and `open`, the part of the entry that a release's
/// auditor may see; `hidden` (free text, values) is bound to it by a salted digest inside `open`.
struct JournalRow {
    std::size_t number = 0; ///< 1-based, without gaps
    Digest hash{};
    std::string open, hidden;
};

/// The project's database: sealed records by kind and id, and the journal. Only counts, ids and hashes are readable
/// without the key (XChaCha20-Poly1305, with kind and id as associated data). One process at a time, one thread.
/// A change is on disk when the call (or the batch) returns.
class Store {
public:
    /// Makes `folder` (0700) with a fresh random key, wrapped when `passphrase` is not empty. Exists when it is not
    /// empty.
    static Result<std::unique_ptr<Store>> create(const std::string& folder, const std::string& passphrase,
                                                 Random random);
    /// NotFound, WrongPassphrase, Busy, Damaged; Tampered when the journal does not end where it ended.
    static Result<std::unique_ptr<Store>> open(const std::string& folder, const std::string& passphrase, Random random);
    static bool needsPassphrase(const std::string& folder);
    ~Store();

    const std::string& folder() const;
    const Key& key() const;
    bool isProtected() const;

    /// Several changes that are on disk all or none. Rolled back when dropped without `commit`.
    class Batch {
    public:
        explicit Batch(Store& store);
        ~Batch();
        Batch(const Batch&) = delete;
        Batch& operator=(const Batch&) = delete;
        Done commit();

    private:
        Store& m_store;
        bool m_isOpen;
    };

    Done put(const std::string& kind, const std::string& id, std::string_view value);
    Done remove(const std::string& kind, const std::string& id);
    /// All of a kind as id and value, in the order in which the ids were first put. Tampered when one does not open.
    Result<std::vector<std::pair<std::string, std::string>>> all(const std::string& kind) const;

    /// Adds an entry after the last one; `number` and `hash` are made here.
    Result<JournalRow> append(const std::string& open, const std::string& hidden);
    Result<std::vector<JournalRow>> journal() const;

private:
    struct Content;
    explicit Store(std::unique_ptr<Content> content);
    Done execute(const char* sql) const;
    Result<JournalRow> appendOne(const std::string& open, const std::string& hidden);
    std::string endText() const;
    Done checkEnd() const;

    std::unique_ptr<Content> m_content;
};

/// The hash of an entry: SHA-256 over the hash before (32 zero bytes for the first) and the entry's open text.
Digest chain(const Digest& before, std::string_view open);
/// HMAC-SHA-256 of the hidden text under a random salt: what `open` carries of it.
std::string commitmentOf(std::string_view salt, std::string_view hidden);

}
