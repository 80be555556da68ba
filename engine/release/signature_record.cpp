// SPDX-License-Identifier: Apache-2.0
#include "engine/release/signature_record.h"

#include <algorithm>

namespace engine::release {

namespace {

Json openPart(const SignatureRecord& record)
{
    return {{"format", "safelight-signature-1"},
            {"method", "Ed25519 over the compact JSON of this object without \"signature\""},
            {"signer", record.signer},
            {"documents", record.documents},
            {"journal",
             {{"head", record.journalHead}, {"length", record.journalLength}, {"merkle_root", record.journalRoot}}},
            {"public_key", toHex(ByteView{record.publicKey})},
            {"fingerprint", fingerprintOf(record.publicKey)}};
}

template <std::size_t Size>
bool fill(std::array<std::uint8_t, Size>& target, const std::string& hex)
{
    const auto bytes = fromHex(hex);
    if (bytes.size() != Size)
        return false;
    std::copy(bytes.begin(), bytes.end(), target.begin());
    return true;
}

}

std::string ofApproval(const std::string& name, std::size_t number, const std::string& extension)
{
    return name + '-' + std::to_string(number) + extension;
}

std::string signedText(const SignatureRecord& record)
{
    return openPart(record).dump();
}

std::string toJson(const SignatureRecord& record)
{
    auto json = openPart(record);
    json["signature"] = toHex(ByteView{record.signature});
    return json.dump(1) + '\n';
}

Result<SignatureRecord> signatureFromJson(std::string_view text)
{
    const auto json = parseJson(text);
    if (!json)
        return Error{ErrorCode::Damaged, "signature.json"};
    try {
        SignatureRecord record;
        json->at("signer").get_to(record.signer);
        json->at("documents").get_to(record.documents);
        json->at("journal").at("head").get_to(record.journalHead);
        json->at("journal").at("length").get_to(record.journalLength);
        json->at("journal").at("merkle_root").get_to(record.journalRoot);
        if (!fill(record.publicKey, json->at("public_key")) || !fill(record.signature, json->at("signature")))
            return Error{ErrorCode::Damaged, "signature.json"};
        // What is not exactly our text says something that nobody signed.
        if (toJson(record) != text)
            return Error{ErrorCode::Damaged, "signature.json"};
        return record;
    } catch (const Json::exception&) {
        return Error{ErrorCode::Damaged, "signature.json"};
    }
}

}
