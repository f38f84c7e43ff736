// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QString>
#include <QTest>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

/// What the unit tests of all rooms share: one executable per room runs every test class that its
/// files register, and values of ours print readably when a comparison fails.
namespace poolscope::testing {

using Factory = std::function<std::unique_ptr<QObject>()>;
std::vector<Factory>& registry();

template <class T> struct Register {
    Register()
    {
        registry().push_back([] { return std::make_unique<T>(); });
    }
};

/// The founders' reference files; empty where they are absent.
std::filesystem::path shared();

/// The whole file; fails the test run loudly when it cannot be read.
std::string readAll(const std::filesystem::path& path);

inline QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

} // namespace poolscope::testing

/// Put once at the end of a test file, before its .moc include.
#define POOLSCOPE_TEST(Class) static const poolscope::testing::Register<Class> registered##Class;

/// Skips the test where the reference files are absent.
#define POOLSCOPE_NEEDS_SHARED()                                                                   \
    if (poolscope::testing::shared().empty())                                                      \
    QSKIP("the reference folder ../shared is not here")

/// Compares two std::strings and shows them as text.
#define COMPARE_TEXT(actual, expected)                                                             \
    QCOMPARE(poolscope::testing::text(actual), poolscope::testing::text(expected))

/// Fails with the Error's message when a Result holds one.
#define REQUIRE_VALUE(result)                                                                      \
    QVERIFY2((result).has_value(), (result).has_value() ? "" : (result).error().message.c_str())
