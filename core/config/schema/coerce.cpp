// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schema/coerce.h"

#include "core/config/values/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace poolscope::config::schema {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view space = " \t\r\n\f\v";
    const std::size_t begin = text.find_first_not_of(space);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(space) + 1 - begin);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Single underscores between digits go; nothing when there are others.
std::optional<std::string> withoutUnderscores(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '_') {
            result += text[i];
            continue;
        }
        const bool isBetween
            = i > 0 && isDigit(text[i - 1]) && i + 1 < text.size() && isDigit(text[i + 1]);
        if (!isBetween)
            return std::nullopt;
    }
    return result;
}

/// Sign, trimmed digits; nothing for texts that cannot be a number.
struct Digits {
    bool isNegative = false;
    std::string text;
};

std::optional<Digits> digitsOf(std::string_view text)
{
    text = trimmed(text);
    Digits digits;
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) {
        digits.isNegative = text.front() == '-';
        text.remove_prefix(1);
    }
    const auto plain = withoutUnderscores(text);
    if (!plain || plain->empty() || plain->front() == '+' || plain->front() == '-')
        return std::nullopt;
    digits.text = *plain;
    return digits;
}

std::optional<std::int64_t> integerFromText(std::string_view text)
{
    auto digits = digitsOf(text);
    if (!digits)
        return std::nullopt;
    // "3.00" counts, "3." and "3.5" do not.
    const std::size_t point = digits->text.find('.');
    if (point != std::string::npos) {
        const std::string_view rest = std::string_view(digits->text).substr(point + 1);
        if (rest.empty() || rest.find_first_not_of('0') != std::string_view::npos)
            return std::nullopt;
        digits->text.resize(point);
    }
    if (digits->isNegative)
        digits->text.insert(digits->text.begin(), '-');
    std::int64_t value = 0;
    const char* last = digits->text.data() + digits->text.size();
    const auto [end, error] = std::from_chars(digits->text.data(), last, value);
    return error == std::errc() && end == last ? std::optional(value) : std::nullopt;
}

std::optional<double> numberFromText(std::string_view text)
{
    const auto digits = digitsOf(text);
    if (!digits)
        return std::nullopt;
    const auto value = readDecimal(digits->text);
    return value && digits->isNegative ? -*value : value;
}

Fit fitNumber(const Form& form, double value)
{
    return !form.limits.admit(value)  ? Fit::outOfRange
        : !form.workable.admit(value) ? Fit::unworkable
                                      : Fit::fits;
}

bool isAtMost(std::string_view digits, unsigned limit)
{
    unsigned value = 0;
    for (const char digit : digits) {
        value = value * 10 + static_cast<unsigned>(digit - '0');
        if (value > limit)
            return false;
    }
    return true;
}

/// A host whose last part is a number is an IPv4 address: up to four parts of a byte each.
bool isHostName(std::string_view name)
{
    constexpr std::string_view digits = "0123456789";
    if (name.empty() || name.find_first_of(" <>^|%\"`{}") != std::string_view::npos)
        return false;
    const std::string_view last = name.substr(name.rfind('.') + 1); // npos + 1 is 0
    if (last.empty() || last.find_first_not_of(digits) != std::string_view::npos)
        return true;
    int parts = 0;
    for (std::size_t begin = 0; begin <= name.size(); ++parts) {
        const std::size_t end = std::min(name.find('.', begin), name.size());
        const std::string_view part = name.substr(begin, end - begin);
        if (part.empty() || part.find_first_not_of(digits) != std::string_view::npos
            || !isAtMost(part, 255))
            return false;
        begin = end + 1;
    }
    return parts <= 4;
}

/// As the URL standard has it for these two schemes: slashes may be missing, a host may not.
bool isHttpUrl(std::string_view text)
{
    constexpr std::size_t longest = 2083;
    text = trimmed(text);
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.size() > longest)
        return false;
    const std::string scheme = base::lowerCase(text.substr(0, colon));
    if (scheme != "http" && scheme != "https")
        return false;
    text.remove_prefix(colon + 1);
    const std::size_t begin = text.find_first_not_of("/\\");
    if (begin == std::string_view::npos)
        return false;
    std::string_view host = text.substr(begin, text.find_first_of("/\\?#", begin) - begin);
    host.remove_prefix(host.rfind('@') + 1); // npos + 1 is 0
    const std::size_t port = host.find(':', host.find(']') == host.npos ? 0 : host.find(']'));
    const std::string_view name = host.substr(0, port);
    const std::string_view digits = port == host.npos ? "" : host.substr(port + 1);
    return isHostName(name) && digits.find_first_not_of("0123456789") == std::string_view::npos
        && isAtMost(digits, 65535);
}

} // namespace

std::optional<bool> toBool(const Scalar& scalar)
{
    if (const auto* flag = std::get_if<bool>(&scalar))
        return *flag;
    if (const auto* integer = std::get_if<std::int64_t>(&scalar))
        return *integer == 0 || *integer == 1 ? std::optional(*integer == 1) : std::nullopt;
    if (const auto* number = std::get_if<double>(&scalar))
        return *number == 0 || *number == 1 ? std::optional(*number == 1) : std::nullopt;
    constexpr std::array<std::string_view, 6> yes{ "true", "yes", "on", "y", "t", "1" };
    constexpr std::array<std::string_view, 6> no{ "false", "no", "off", "n", "f", "0" };
    if (const auto* text = std::get_if<std::string>(&scalar)) {
        const std::string word = base::lowerCase(*text);
        if (std::find(yes.begin(), yes.end(), word) != yes.end())
            return true;
        if (std::find(no.begin(), no.end(), word) != no.end())
            return false;
    }
    return std::nullopt;
}

std::optional<std::int64_t> toInteger(const Scalar& scalar)
{
    if (const auto* integer = std::get_if<std::int64_t>(&scalar))
        return *integer;
    if (const auto* flag = std::get_if<bool>(&scalar))
        return *flag ? 1 : 0;
    if (const auto* number = std::get_if<double>(&scalar)) {
        constexpr double limit = 9e18;
        const bool isWhole = std::fabs(*number) <= limit && std::trunc(*number) == *number;
        return isWhole ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
    }
    if (const auto* text = std::get_if<std::string>(&scalar))
        return integerFromText(*text);
    return std::nullopt;
}

std::optional<double> toNumber(const Scalar& scalar)
{
    if (const auto* number = std::get_if<double>(&scalar))
        return *number;
    if (const auto* integer = std::get_if<std::int64_t>(&scalar))
        return static_cast<double>(*integer);
    if (const auto* flag = std::get_if<bool>(&scalar))
        return *flag ? 1 : 0;
    if (const auto* text = std::get_if<std::string>(&scalar))
        return numberFromText(*text);
    return std::nullopt;
}

std::optional<std::string> toText(const Scalar& scalar)
{
    const auto* text = std::get_if<std::string>(&scalar);
    return text ? std::optional(*text) : std::nullopt;
}

Scalar standardOf(const Field& field)
{
    if (field.standard == "\"\"")
        return std::string();
    const bool isCollection = field.standard.starts_with('{') || field.standard.starts_with('[');
    return isCollection ? Scalar() : readPlainScalar(field.standard);
}

Fit fit(const Form& form, const Scalar& scalar)
{
    switch (form.kind) {
    case FormKind::boolean:
        return toBool(scalar) ? Fit::fits : Fit::wrongType;
    case FormKind::integer: {
        if (const auto integer = toInteger(scalar))
            return fitNumber(form, static_cast<double>(*integer));
        // Python's integers have no end.
        const auto* number = std::get_if<double>(&scalar);
        const bool isWhole = number && std::isfinite(*number) && std::trunc(*number) == *number;
        return !isWhole                  ? Fit::wrongType
            : form.limits.admit(*number) ? Fit::unworkable
                                         : Fit::outOfRange;
    }
    case FormKind::number: {
        const auto number = toNumber(scalar);
        return number ? fitNumber(form, *number) : Fit::wrongType;
    }
    case FormKind::url: {
        const auto text = toText(scalar);
        return text && isHttpUrl(*text) ? Fit::fits : Fit::wrongType;
    }
    case FormKind::text:
        return toText(scalar) ? Fit::fits : Fit::wrongType;
    case FormKind::choice: {
        const auto text = toText(scalar);
        if (!text)
            return Fit::wrongType;
        return std::find(form.names.begin(), form.names.end(), *text) != form.names.end()
            ? Fit::fits
            : Fit::unknownName;
    }
    case FormKind::anything:
        return Fit::fits;
    case FormKind::map:
    case FormKind::block:
    case FormKind::list:
        break;
    }
    return Fit::wrongType;
}

} // namespace poolscope::config::schema
