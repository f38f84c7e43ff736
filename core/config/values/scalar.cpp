// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/values/scalar.h"

#include "core/config/values/decimal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <system_error>

// PyYAML decides what a plain scalar is with one regular expression per type (yaml/resolver.py).
// The functions below are those expressions by hand: std::regex costs a hundred times as much.

namespace poolscope::config {

namespace {

constexpr std::string_view decimalDigits = "0123456789";
constexpr std::string_view decimalOrUnderscore = "0123456789_";

/// Eats a text from its front.
class Matcher {
public:
    explicit Matcher(std::string_view text)
        : m_rest(text)
    {
    }

    bool atEnd() const { return m_rest.empty(); }
    char front() const { return m_rest.empty() ? '\0' : m_rest.front(); }

    bool eatOne(std::string_view set)
    {
        if (m_rest.empty() || set.find(m_rest.front()) == std::string_view::npos)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    bool eat(std::string_view word)
    {
        if (!m_rest.starts_with(word))
            return false;
        m_rest.remove_prefix(word.size());
        return true;
    }

    std::size_t eatAll(std::string_view set)
    {
        const std::size_t count = std::min(m_rest.find_first_not_of(set), m_rest.size());
        m_rest.remove_prefix(count);
        return count;
    }

    /// Between `least` and `most` decimal digits.
    bool eatDigits(int least, int most)
    {
        int count = 0;
        while (count < most && eatOne(decimalDigits))
            ++count;
        return count >= least;
    }

    /// One or more groups of :0 to :59.
    bool eatSexagesimal()
    {
        int groups = 0;
        while (front() == ':') {
            m_rest.remove_prefix(1);
            const bool isPair = m_rest.size() > 1 && front() >= '0' && front() <= '5'
                && decimalDigits.find(m_rest[1]) != std::string_view::npos;
            if (isPair)
                m_rest.remove_prefix(2);
            else if (!eatOne(decimalDigits))
                return false;
            ++groups;
        }
        return groups > 0;
    }

    void eatExponent()
    {
        const std::string_view before = m_rest;
        if (!(eatOne("eE") && eatOne("+-") && eatAll(decimalDigits) > 0))
            m_rest = before;
    }

private:
    std::string_view m_rest;
};

bool isNull(std::string_view text)
{
    return text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL";
}

std::optional<bool> readBool(std::string_view text)
{
    constexpr std::array<std::string_view, 9> yes{ "yes", "Yes", "YES", "true", "True", "TRUE",
        "on", "On", "ON" };
    constexpr std::array<std::string_view, 9> no{ "no", "No", "NO", "false", "False", "FALSE",
        "off", "Off", "OFF" };
    if (std::find(yes.begin(), yes.end(), text) != yes.end())
        return true;
    if (std::find(no.begin(), no.end(), text) != no.end())
        return false;
    return std::nullopt;
}

bool looksLikeFloat(std::string_view text)
{
    Matcher word(text);
    word.eatOne("+-");
    if (word.eat(".inf") || word.eat(".Inf") || word.eat(".INF"))
        return word.atEnd();
    if (text == ".nan" || text == ".NaN" || text == ".NAN")
        return true;
    Matcher number(text);
    if (number.eat(".")) { // no sign here: -.5 is a string
        if (!number.eatOne(decimalDigits))
            return false;
        number.eatAll(decimalOrUnderscore);
        number.eatExponent();
        return number.atEnd();
    }
    number.eatOne("+-");
    if (!number.eatOne(decimalDigits))
        return false;
    number.eatAll(decimalOrUnderscore);
    if (number.front() == ':') {
        if (!number.eatSexagesimal() || !number.eat("."))
            return false;
        number.eatAll(decimalOrUnderscore);
        return number.atEnd();
    }
    if (!number.eat("."))
        return false;
    number.eatAll(decimalOrUnderscore);
    number.eatExponent();
    return number.atEnd();
}

bool looksLikeInteger(std::string_view text)
{
    Matcher number(text);
    number.eatOne("+-");
    if (number.eat("0b"))
        return number.eatAll("01_") > 0 && number.atEnd();
    if (number.eat("0x"))
        return number.eatAll("0123456789abcdefABCDEF_") > 0 && number.atEnd();
    if (number.eat("0")) {
        number.eatAll("01234567_");
        return number.atEnd();
    }
    if (!number.eatOne("123456789"))
        return false;
    number.eatAll(decimalOrUnderscore);
    return number.atEnd() || (number.eatSexagesimal() && number.atEnd());
}

bool looksLikeTimestamp(std::string_view text)
{
    Matcher date(text);
    if (date.eatDigits(4, 4) && date.eat("-") && date.eatDigits(2, 2) && date.eat("-")
        && date.eatDigits(2, 2) && date.atEnd())
        return true;
    Matcher moment(text);
    if (!(moment.eatDigits(4, 4) && moment.eat("-") && moment.eatDigits(1, 2) && moment.eat("-")
            && moment.eatDigits(1, 2)))
        return false;
    if (!moment.eatOne("Tt") && moment.eatAll(" \t") == 0)
        return false;
    if (!(moment.eatDigits(1, 2) && moment.eat(":") && moment.eatDigits(2, 2) && moment.eat(":")
            && moment.eatDigits(2, 2)))
        return false;
    if (moment.eat("."))
        moment.eatAll(decimalDigits);
    moment.eatAll(" \t");
    if (moment.eat("Z"))
        return moment.atEnd();
    if (!moment.eatOne("+-"))
        return moment.atEnd() && text.back() != ' ' && text.back() != '\t';
    if (!moment.eatDigits(1, 2))
        return false;
    return moment.atEnd() || (moment.eat(":") && moment.eatDigits(2, 2) && moment.atEnd());
}

std::string withoutUnderscores(std::string_view text)
{
    std::string result(text);
    std::erase(result, '_');
    return result;
}

double readDecimalOrZero(std::string_view digits)
{
    return readDecimal(digits).value_or(0);
}

/// 1:30 is 90.
double parseSexagesimal(std::string_view digits)
{
    double value = 0;
    while (true) {
        const std::size_t colon = digits.find(':');
        value = value * 60 + readDecimalOrZero(digits.substr(0, colon));
        if (colon == std::string_view::npos)
            return value;
        digits.remove_prefix(colon + 1);
    }
}

/// Nothing when the digits are missing altogether ("0x_"), which PyYAML fails on.
std::optional<Scalar> readInteger(std::string_view text)
{
    std::string digits = withoutUnderscores(text);
    const bool isNegative = digits.front() == '-';
    if (digits.front() == '-' || digits.front() == '+')
        digits.erase(0, 1);
    int base = 10;
    if (digits.starts_with("0b") || digits.starts_with("0x")) {
        base = digits[1] == 'b' ? 2 : 16;
        digits.erase(0, 2);
    } else if (digits.size() > 1 && digits.front() == '0') {
        base = 8;
    }
    if (digits.empty())
        return std::nullopt;
    if (digits.find(':') != std::string::npos) {
        const double value = parseSexagesimal(digits);
        if (value >= 9e15) // beyond what a double counts exactly, and no sensible setting
            return isNegative ? -value : value;
        const auto whole = static_cast<std::int64_t>(value);
        return isNegative ? -whole : whole;
    }
    if (isNegative)
        digits.insert(digits.begin(), '-');
    std::int64_t value = 0;
    const auto [end, error]
        = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (error == std::errc())
        return value;
    const std::string_view magnitude = std::string_view(digits).substr(isNegative ? 1 : 0);
    double large = base == 10 ? readDecimalOrZero(magnitude) : 0;
    if (base != 10)
        for (const char digit : magnitude)
            large = large * base + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    return isNegative ? -large : large;
}

double readFloat(std::string_view text)
{
    std::string digits = withoutUnderscores(text);
    const bool isNegative = digits.front() == '-';
    if (digits.front() == '-' || digits.front() == '+')
        digits.erase(0, 1);
    double value = 0;
    if (digits.size() == 4 && (digits[1] | 0x20) == 'i')
        value = std::numeric_limits<double>::infinity();
    else if (digits.size() == 4 && digits.front() == '.' && (digits[1] | 0x20) == 'n')
        value = std::numeric_limits<double>::quiet_NaN();
    else if (digits.find(':') != std::string::npos)
        value = parseSexagesimal(digits);
    else
        value = readDecimalOrZero(digits);
    return isNegative ? -value : value;
}

/// Python's datetime takes the parts of a timestamp; those that fit no calendar raise.
bool isOnCalendar(std::string_view text)
{
    const auto number = [&](std::size_t at) {
        int value = 0;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at)
            value = value * 10 + (text[at] - '0');
        return value;
    };
    const auto after = [&](std::string_view separators, std::size_t from) {
        return std::min(text.find_first_of(separators, from), text.size() - 1) + 1;
    };
    constexpr std::array<int, 12> lengths{ 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    const int year = number(0);
    const int month = number(5);
    const std::size_t dayAt = after("-", 5);
    const int day = number(dayAt);
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return false;
    const bool isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day > lengths.at(static_cast<std::size_t>(month - 1)) + (month == 2 && isLeap ? 1 : 0))
        return false;
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return true;
    const std::size_t hourAt = text.find_last_not_of(decimalDigits, colon - 1) + 1;
    const std::size_t second = after(":", colon + 1);
    return number(hourAt) < 24 && number(colon + 1) < 60 && number(second) < 60;
}

} // namespace

bool failsInPyYaml(std::string_view plain)
{
    if (plain == "=" || plain == "<<")
        return true;
    if (plain.empty() || std::string_view("-+0123456789").find(plain.front()) == std::string::npos)
        return false;
    if (looksLikeFloat(plain))
        return false;
    if (looksLikeInteger(plain))
        return !readInteger(plain);
    return looksLikeTimestamp(plain) && !isOnCalendar(plain);
}

Scalar readPlainScalar(std::string_view text)
{
    if (isNull(text))
        return std::monostate();
    if (const auto value = readBool(text))
        return *value;
    if (std::string_view("-+.0123456789").find(text.front()) == std::string_view::npos)
        return std::string(text);
    if (looksLikeFloat(text))
        return readFloat(text);
    if (looksLikeInteger(text)) {
        if (const auto value = readInteger(text))
            return *value;
    }
    if (looksLikeTimestamp(text))
        return Timestamp();
    return std::string(text);
}

} // namespace poolscope::config
