// SPDX-License-Identifier: Apache-2.0
#include "engine/release/verify.h"

#include "engine/base/atomic_file.h"
#include "engine/base/hash.h"
#include "engine/release/manifest.h"
#include "engine/release/report.h"
#include "engine/release/signature_record.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>

namespace engine::release {

namespace {

namespace fs = std::filesystem;

/// A manifest of 100,000 files is some 60 MB.
constexpr std::size_t largestDocument = 1U << 28U;
constexpr std::array<std::string_view, 5> faultOrder{"unreadable", "signature", "signer", "content", "incomplete"};

const std::string unproven = "unproven";

/// Collects what is wrong; the first kind of `faultOrder` that was seen is the answer.
class Checker {
public:
    Checker(const VerifyWish& wish, const Progress& progress) : m_wish{wish}, m_progress{progress} {}

    Result<Verification> run(const std::set<std::string>& wanted)
    {
        const auto manifestText = read("manifest.json");
        const auto manifest = manifestText ? manifestFromJson(*manifestText) : Result<Manifest>{manifestText.error()};
        if (!manifest)
            add("unreadable", "manifest.json", "is missing or no manifest of ours");
        else
            m_answer.status = manifest->status;
        std::map<std::string, std::string> expected; // path -> SHA-256
        const bool hasSignature = fs::exists(fs::symlink_status(m_wish.folder + "/signature.json"));
        if (hasSignature)
            takeSignatures(expected, wanted);
        else if (!m_wish.draftAllowed || !manifest || manifest->status == "release")
            add("signature", "signature.json", "there is no signature");
        if (manifest)
            takeManifest(*manifest, expected, hasSignature);
        if (auto checked = checkFiles(expected); !checked)
            return checked.error();
        if (manifest) {
            if (auto checked = follow(*manifest, wanted); !checked)
                return checked.error();
        }
        conclude();
        return m_answer;
    }

private:
    Result<std::string> read(const std::string& name) const { return readFrom(m_wish.folder, name); }

    static Result<std::string> readFrom(const std::string& folder, const std::string& name)
    {
        const auto path = folder + '/' + name;
        if (!fs::is_regular_file(fs::symlink_status(path)))
            return Error{ErrorCode::NotFound, name};
        const auto bytes = readFile(path, largestDocument);
        if (!bytes)
            return bytes.error();
        return std::string{textOf(*bytes)};
    }

    void add(const std::string& kind, const std::string& path, const std::string& fault)
    {
        m_kinds.insert(kind);
        m_answer.files.push_back({path, fault});
    }

    void takeSignatures(std::map<std::string, std::string>& expected, const std::set<std::string>& wanted)
    {
        const auto first = takeSignature("signature.json", wanted);
        expected.emplace("signature.json", "");
        if (first) {
            expected.insert(first->documents.begin(), first->documents.end());
            if (!first->documents.contains("manifest.json"))
                add("signature", "manifest.json", "is not covered by the signature");
        }
        for (std::size_t number = 2; takeApproval(number, expected, wanted); ++number)
            ;
        for (const auto& fingerprint : wanted) {
            const auto isHis = [&](const auto& one) { return one.fingerprint == fingerprint; };
            if (std::none_of(m_answer.signatures.begin(), m_answer.signatures.end(), isHis))
                add("signer", "signature.json", "no signature was made with the key " + fingerprint);
        }
    }

    /// A further signature covers what those before it cover, and those before it. False when there is none.
    bool takeApproval(std::size_t number, std::map<std::string, std::string>& expected,
                      const std::set<std::string>& wanted)
    {
        const auto name = ofApproval("signature", number, ".json");
        if (!fs::exists(fs::symlink_status(m_wish.folder + '/' + name)))
            return false;
        const auto record = takeSignature(name, wanted);
        if (!record)
            return true;
        for (const auto& [path, digest] : expected) {
            const auto covered = record->documents.find(path);
            if (covered == record->documents.end() || (!digest.empty() && covered->second != digest))
                add("signature", name, "signs another " + path);
        }
        for (const auto& [path, digest] : record->documents) {
            auto& known = expected[path];
            known = known.empty() ? digest : known;
        }
        expected.emplace(name, "");
        return true;
    }

    Result<SignatureRecord> takeSignature(const std::string& name, const std::set<std::string>& wanted)
    {
        const auto text = read(name);
        auto record = text ? signatureFromJson(*text) : Result<SignatureRecord>{text.error()};
        if (!record) {
            add("signature", name, "is no signature of ours");
            return record;
        }
        const auto fingerprint = fingerprintOf(record->publicKey);
        if (!isSignatureOf(record->publicKey, viewOf(signedText(*record)), record->signature))
            add("signature", name, "the signature does not fit what it signs");
        const auto isHis = [&](const auto& one) { return one.fingerprint == fingerprint; };
        if (std::any_of(m_answer.signatures.begin(), m_answer.signatures.end(), isHis))
            add("signature", name, "was made with the key of another signature here");
        m_answer.signatures.push_back({wanted.contains(fingerprint) ? record->signer.name : unproven,
                                       record->signer.meaning, record->signer.time, fingerprint});
        return record;
    }

    /// The versions before, as far as their folders are given: each is whole, and is the one that was named.
    Done follow(Manifest manifest, const std::set<std::string>& wanted)
    {
        m_answer.access = manifest.access;
        m_answer.version = manifest.follows ? manifest.follows->version : 1;
        m_answer.follows = manifest.follows ? manifest.follows->manifestSha256 : std::string{};
        for (const auto& folder : m_wish.earlier) {
            const auto checked = verify({folder, {}, {}, false}, m_progress);
            if (!checked)
                return checked.error();
            const auto text = readFrom(folder, "manifest.json");
            auto before = text ? manifestFromJson(*text) : Result<Manifest>{text.error()};
            if (checked->isFault() || !before) {
                add("content", folder, "is faulty itself");
                return done();
            }
            const auto expected = succeed(manifest, *text);
            if (!expected || !manifest.follows || manifest.follows->manifestSha256 != expected->manifestSha256)
                add("content", folder, "is not what version " + versionOf(manifest) + " follows");
            else if (*manifest.follows != *expected)
                add("content", "manifest.json", "lists other changes than there are against " + folder);
            const auto& key = checked->fingerprint;
            m_answer.before.push_back(
                {folder, checked->version, wanted.contains(key) ? nameOfSigner(folder) : unproven});
            manifest = std::move(*before);
        }
        return done();
    }

    static std::string versionOf(const Manifest& manifest)
    {
        return std::to_string(manifest.follows ? manifest.follows->version : 1);
    }

    static std::string nameOfSigner(const std::string& folder)
    {
        const auto text = readFrom(folder, "signature.json");
        const auto record = text ? signatureFromJson(*text) : Result<SignatureRecord>{text.error()};
        return record ? record->signer.name : unproven;
    }

    void takeManifest(const Manifest& manifest, std::map<std::string, std::string>& expected, bool hasSignature)
    {
        if (hasSignature && manifest.status != "release")
            add("content", "manifest.json", "says " + manifest.status + " in a signed folder");
        if (!hasSignature) {
            expected.emplace("manifest.json", "");
            expected.emplace("NOT-RELEASED.txt", toHex(sha256(viewOf(notReleasedText(manifest.status)))));
        }
        std::set<std::string> seen;
        for (const auto& file : manifest.files) {
            if (!seen.insert(file.path).second)
                add("content", file.path, "is listed twice");
            expected[file.path] = file.sha256;
            m_sizes[file.path] = file.size;
        }
        if (manifest.counts.written != static_cast<int>(manifest.files.size()))
            add("content", "manifest.json", "its counts do not fit its files");
    }

    Done checkFiles(const std::map<std::string, std::string>& expected)
    {
        std::set<std::string> present;
        std::error_code failure;
        for (fs::recursive_directory_iterator walk{m_wish.folder, failure}, end; walk != end && !failure;
             walk.increment(failure)) {
            const auto path = walk->path().lexically_relative(m_wish.folder).generic_string();
            const auto status = walk->symlink_status();
            if (fs::is_directory(status)) {
                const bool isOurs = std::any_of(expected.begin(), expected.end(),
                                                [&](const auto& one) { return one.first.starts_with(path + '/'); });
                if (!isOurs)
                    add("incomplete", path, "is a folder that was added");
                continue;
            }
            if (!fs::is_regular_file(status))
                add("incomplete", path, "is no regular file");
            else if (!expected.contains(path))
                add("incomplete", path, "was added");
            else
                present.insert(path);
        }
        if (failure)
            add("unreadable", ".", "the folder cannot be read whole");
        for (const auto& [path, sha] : expected) {
            if (m_progress.stopped())
                return Error{ErrorCode::Cancelled, "verify"};
            m_progress.report(++m_answer.filesChecked, expected.size());
            if (!present.contains(path))
                add("incomplete", path, "is missing");
            else if (!sha.empty())
                checkContent(path, sha);
        }
        return done();
    }

    void checkContent(const std::string& path, const std::string& sha)
    {
        const auto file = openForReading(m_wish.folder + '/' + path);
        const auto size = file ? sizeOf(*file) : Result<std::uint64_t>{file.error()};
        const auto known = m_sizes.find(path);
        const auto largest = known == m_sizes.end() ? largestDocument : known->second;
        if (size && (*size > largest || (known != m_sizes.end() && *size != known->second))) {
            add("content", path, "was changed"); // another length: no need to read what may have no end
            return;
        }
        const auto digest = file ? sha256OfFile(file->get()) : Result<Digest>{file.error()};
        if (!digest)
            add("unreadable", path, "cannot be read");
        else if (toHex(*digest) != sha)
            add("content", path, "was changed");
    }

    void conclude()
    {
        const auto isProven = [](const auto& one) { return one.signer != unproven; };
        const auto& all = m_answer.signatures;
        const auto shown = std::find_if(all.begin(), all.end(), isProven);
        const auto& told = shown != all.end() ? *shown : all.empty() ? CheckedSignature{unproven, {}, {}, {}} : all[0];
        m_answer.signer = told.signer;
        m_answer.meaning = told.meaning;
        m_answer.time = told.time;
        m_answer.fingerprint = told.fingerprint;
        for (const auto kind : faultOrder) {
            if (m_answer.fault.empty() && m_kinds.contains(std::string{kind}))
                m_answer.fault = kind;
        }
        const bool isUnreleased = m_answer.status == "draft" || m_answer.status == "part";
        const bool onlyUnsigned = m_kinds == std::set<std::string>{"signature"} && m_answer.signer == unproven &&
                                  m_answer.fingerprint.empty();
        if (m_answer.isFault() && !(isUnreleased && onlyUnsigned))
            m_answer.status = "faulty";
        else if (m_answer.status == "release")
            m_answer.status = "released";
    }

    const VerifyWish& m_wish;
    const Progress& m_progress;
    Verification m_answer;
    std::set<std::string> m_kinds;
    std::map<std::string, std::uint64_t> m_sizes; ///< of images, as the manifest has them
};

std::string normalised(std::string fingerprint)
{
    std::erase_if(fingerprint, [](char c) { return c == ':' || c == ' '; });
    std::transform(fingerprint.begin(), fingerprint.end(), fingerprint.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    return fingerprint;
}

}

Result<Verification> verify(const VerifyWish& wish, const Progress& progress)
{
    std::error_code failure;
    if (!fs::is_directory(wish.folder, failure))
        return Error{ErrorCode::NotFound, wish.folder};
    std::set<std::string> wanted;
    for (const auto& one : wish.fingerprints)
        wanted.insert(normalised(one));
    for (const auto& file : wish.publicKeyFiles) {
        const auto pem = readFile(file, 4096);
        const auto key = pem ? publicKeyFromPem(textOf(*pem)) : Result<PublicKey>{pem.error()};
        if (!key)
            return Error{key.error().code, file};
        wanted.insert(fingerprintOf(*key));
    }
    return Checker{wish, progress}.run(wanted);
}

}
