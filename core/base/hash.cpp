// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/hash.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace poolscope::base {

namespace {

const unsigned char* octets(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

constexpr std::array<bool, 256> isBase64Digit = [] {
    std::array<bool, 256> table{};
    for (const char digit :
        std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
        table.at(static_cast<unsigned char>(digit)) = true;
    return table;
}();

} // namespace

std::string sha256(std::string_view bytes)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    ::SHA256(octets(bytes), bytes.size(), digest.data());
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * digest.size());
    for (const unsigned char byte : digest) {
        text.push_back(digits[byte >> 4U]);
        text.push_back(digits[byte & 15U]);
    }
    return text;
}

std::string encodeBase64(std::string_view bytes)
{
    // OpenSSL takes lengths as int and adds a final NUL; whole groups of three can be fed apart.
    constexpr std::size_t chunk = 3U << 26U;
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    std::size_t written = 0;
    for (std::size_t begin = 0; begin < bytes.size(); begin += chunk) {
        const std::string_view part = bytes.substr(begin, chunk);
        written += static_cast<std::size_t>(
            ::EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()) + written, octets(part),
                static_cast<int>(part.size())));
    }
    text.resize(written);
    return text;
}

Result<std::string> decodeBase64(std::string_view text)
{
    const auto invalid = [] { return fail(Code::invalid, "This is not base64"); };
    if (text.size() % 4 != 0 || text.size() > (std::size_t{ 1 } << 30U))
        return invalid();
    // A table, not find_first_not_of: that compares every byte with 64 letters.
    const auto* const end = std::find_if_not(text.begin(), text.end(),
        [](char digit) { return isBase64Digit.at(static_cast<unsigned char>(digit)); });
    const auto stop = static_cast<std::size_t>(end - text.begin());
    const std::size_t padding = text.size() - stop;
    if (padding > 2
        || (padding > 0 && text.substr(stop) != std::string_view("==").substr(0, padding)))
        return invalid();
    std::string bytes(text.size() / 4 * 3, '\0');
    const int length = ::EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
        octets(text), static_cast<int>(text.size()));
    if (length < 0)
        return invalid();
    bytes.resize(static_cast<std::size_t>(length) - padding);
    return bytes;
}

} // namespace poolscope::base
