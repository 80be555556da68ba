// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/key.h"
#include "engine/base/wire.h"

#include <string>

namespace engine::crosswalk {

/// The sub-keys that a worker needs to give new names, each 32 bytes in hexadecimal. Grown from the project key by
/// purpose, so that none tells another. Secret: never in a log, manifest or release.
struct Secrets {
    std::string uids, people, dates, files;
};
WIRE_FIELDS(Secrets, uids, people, dates, files)

Secrets secretsOf(const Key& key);
/// First 16 hexadecimal digits of a digest of a public purpose of the key: names the key without telling it (manifest
/// `key_id`).
std::string keyIdOf(const Key& key);

/// Same key, same answer, on any machine: nothing is stored to be consistent.
class Crosswalk {
public:
    /// Damaged when a sub-key is not 32 bytes in hexadecimal.
    static Result<Crosswalk> create(const Secrets& secrets);

    /// "2.25." and the decimal value of a version-8 UUID from HMAC-SHA-256 (PS3.5 B.2, RFC 9562 5.8). Of an empty UID:
    /// empty.
    std::string uid(std::string_view old) const;
    /// "SL-" and 16 letters and digits of Crockford's base 32: 80 bits. Spaces round the id do not matter.
    std::string pseudonym(std::string_view patientId) const;
    /// How many days back the dates of that person go: `from` to `to`, the same for all of the person's files.
    int daysBack(std::string_view patientId, int from, int to) const;
    /// "AE" and 14 letters and digits: an application entity's title that tells devices apart and nothing else.
    std::string deviceTitle(std::string_view old) const;
    /// Name of a non-DICOM file: 32 hexadecimal digits, keyed by its content.
    std::string fileName(ByteView contentDigest) const;

private:
    Crosswalk(Key uids, Key people, Key dates, Key files);

    Key m_uids, m_people, m_dates, m_files;
};

}
