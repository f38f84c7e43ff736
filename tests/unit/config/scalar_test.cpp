// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/reader.h"
#include "core/config/values/scalar.h"
#include "tests/unit/testing.h"

#include <QStringList>

#include <charconv>
#include <cmath>

using namespace poolscope;
using config::Scalar;

namespace {

/// What yaml.safe_load of PyYAML 6.0 makes of each scalar: "text | kind value".
constexpr const char* recorded = R"yaml(
    ~ | null
    null | null
    Null | null
    NULL | null
    nULL | text
    yes | bool true
    Yes | bool true
    YES | bool true
    yEs | text
    y | text
    Y | text
    n | text
    no | bool false
    No | bool false
    NO | bool false
    true | bool true
    True | bool true
    TRUE | bool true
    tRUE | text
    false | bool false
    on | bool true
    On | bool true
    ON | bool true
    oN | text
    off | bool false
    Off | bool false
    OFF | bool false
    0 | int 0
    -0 | int 0
    +0 | int 0
    00 | int 0
    007 | int 7
    010 | int 8
    -010 | int -8
    +017 | int 15
    08 | text
    09 | text
    0o10 | text
    0o7 | text
    0x1F | int 31
    0X1F | text
    -0xff | int -255
    0x_ | fails
    0x1_f | int 31
    0b101 | int 5
    -0b11 | int -3
    0b2 | text
    0b_ | fails
    0b1_0 | int 2
    1 | int 1
    12 | int 12
    -17 | int -17
    +3 | int 3
    1_000 | int 1000
    1__0 | int 10
    _1 | text
    1_ | int 1
    0_ | int 0
    0_7 | int 7
    1:30 | int 90
    1:60 | text
    1:5 | int 65
    01:30 | text
    190:20:30 | int 685230
    -1:30 | int -90
    1:30.5 | double 90.5
    1:30. | double 90.0
    1:60.5 | text
    0:30 | text
    0:0.5 | double 0.5
    1. | double 1.0
    1.0 | double 1.0
    .5 | double 0.5
    -.5 | text
    +.5 | text
    +1.5 | double 1.5
    -1.5 | double -1.5
    1.5e3 | text
    1.5e+3 | double 1500.0
    1.5E-3 | double 0.0015
    1e3 | text
    1e+3 | text
    1.e+3 | double 1000.0
    1.0e+3 | double 1000.0
    1_0.5_0 | double 10.5
    .5_5 | double 0.55
    ._5 | text
    5._5 | double 5.5
    .inf | double inf
    .Inf | double inf
    .INF | double inf
    .iNF | text
    -.inf | double -inf
    +.INF | double inf
    .nan | double nan
    .NaN | double nan
    .NAN | double nan
    .Nan | text
    -.nan | text
    nan | text
    inf | text
    NaN | text
    1.0e+400 | double inf
    -1.0e+400 | double -inf
    1.0e-400 | double 0.0
    9223372036854775807 | int 9223372036854775807
    9223372036854775808 | double 9.223372036854776e+18
    -9223372036854775808 | int -9223372036854775808
    -9223372036854775809 | double -9.223372036854776e+18
    0x7fffffffffffffff | int 9223372036854775807
    0xffffffffffffffff | double 1.8446744073709552e+19
    123456789012345678901234567890 | double 1.2345678901234568e+29
    2024-01-01 | date
    2024-1-1 | text
    2024-13-01 | fails
    2024-02-30 | fails
    2001-12-14t21:59:43.10-05:00 | date
    2001-12-14 21:59:43 | date
    2001-12-14 21:59:43 Z | date
    2001-12-14 21:59:43 +1 | date
    2001-12-14 21:59 | text
    2001-12-14T21:59:43Z | date
    = | fails
    << | fails
    a | text
    1a | text
    1.2.3 | text
    12e03 | text
    0.1. | text
    --1 | text
    +-1 | text
    1,000 | text
    $5 | text
    5% | text
    0.7777777777777777777 | double 0.7777777777777778
    1.7976931348623157e+308 | double 1.7976931348623157e+308
    4.9e-324 | double 5e-324
    2.2250738585072014e-308 | double 2.2250738585072014e-308
    123456.789e+3 | double 123456789.0
    6.02e+23 | double 6.02e+23
    -0.0 | double -0.0
    1__2.3__4 | double 12.34
    +12:30:45 | int 45045
    4k | text
    720p | text
    1080p | text
)yaml";

QString describe(const Scalar& scalar)
{
    if (std::holds_alternative<std::monostate>(scalar))
        return "null";
    if (const auto* flag = std::get_if<bool>(&scalar))
        return *flag ? "bool true" : "bool false";
    if (const auto* integer = std::get_if<std::int64_t>(&scalar))
        return QStringLiteral("int %1").arg(*integer);
    if (const auto* number = std::get_if<double>(&scalar)) {
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *number).ptr;
        return "double " + testing::text({ digits.data(), end });
    }
    return std::holds_alternative<std::string>(scalar) ? "text" : "date";
}

/// The recorded figure in the same writing as describe().
QString normalised(const QString& expected)
{
    if (!expected.startsWith("double "))
        return expected;
    const std::string digits = expected.mid(7).toStdString();
    double number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return describe(number);
}

} // namespace

class ScalarTest : public QObject {
    Q_OBJECT

private slots:
    void plainScalarsAreReadAsPyYamlReadsThem_data()
    {
        QTest::addColumn<QString>("expected");
        for (const QString& line : QString(recorded).split('\n', Qt::SkipEmptyParts)) {
            const QStringList parts = line.trimmed().split(" | ");
            QTest::addRow("%s", qPrintable(parts.at(0))) << parts.at(1);
        }
    }

    void plainScalarsAreReadAsPyYamlReadsThem()
    {
        QFETCH(QString, expected);
        const std::string text = QTest::currentDataTag();
        QCOMPARE(config::failsInPyYaml(text), expected == "fails");
        if (expected != "fails")
            QCOMPARE(describe(config::readPlainScalar(text)), normalised(expected));
    }

    void anEmptyScalarIsNull() { QCOMPARE(describe(config::readPlainScalar("")), QString("null")); }

    void writtenStringsReadBackAsThemselves_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addRow("plain words") << "plain words";
        QTest::addRow("http://localhost:8000") << "http://localhost:8000";
        QTest::addRow("/data/my-pool_2.yaml") << "/data/my-pool_2.yaml";
        QTest::addRow("<name>") << "<name>";
        QTest::addRow("${HF_TOKEN}") << "\"${HF_TOKEN}\"";
        QTest::addRow("yes") << "\"yes\"";
        QTest::addRow("012") << "\"012\"";
        QTest::addRow("1e3") << "1e3";
        QTest::addRow("2024-01-01") << "\"2024-01-01\"";
        QTest::addRow("null") << "\"null\"";
        QTest::addRow("=") << "\"=\"";
        QTest::addRow("-x") << "\"-x\"";
        QTest::addRow("a: b") << "\"a: b\"";
        QTest::addRow("a #b") << "\"a #b\"";
        QTest::addRow("a:") << "\"a:\"";
        QTest::addRow("what?") << "\"what?\"";
        QTest::addRow("a, b") << "\"a, b\"";
        QTest::addRow("it's") << "it's";
        QTest::addRow("'quoted'") << "\"'quoted'\"";
        QTest::addRow("back\\slash") << "back\\slash";
        QTest::addRow("\u00fcml\u00e4ut") << "\u00fcml\u00e4ut";
        QTest::addRow("a\tb\n") << "\"a\\tb\\n\"";
        QTest::addRow("next\u0085line") << "\"next\\u0085line\"";
        QTest::addRow("para\u2029graph") << "\"para\\u2029graph\"";
        QTest::addRow("control\u0001\u0080") << "\"control\\u0001\\u0080\"";
    }

    void writtenStringsReadBackAsThemselves()
    {
        QFETCH(QString, written);
        const std::string text = QTest::currentDataTag();
        QCOMPARE(testing::text(config::writeString(text)), written);
        for (const char quote : { '"', '\'' })
            for (const char* pattern : { "k: %1\n", "k: {a: %1, b: 1}\n", "%1: k\n" }) {
                const QString yaml
                    = QString(pattern).arg(testing::text(config::writeString(text, quote)));
                const auto result = config::read(yaml.toStdString());
                QVERIFY2(result.diagnostics.empty(), qPrintable(yaml));
                const config::Tree& tree = result.tree;
                if (tree.node(tree.root()).entries[0].key == text)
                    continue; // the key was it
                config::NodeId id = tree.find({ "k" });
                if (tree.node(id).kind == config::NodeKind::mapping)
                    id = tree.find({ "k", "a" });
                QVERIFY2(config::scalarOf(tree.node(id)) == Scalar(text), qPrintable(yaml));
            }
    }

    void singleQuotesAreUsedWhereTheyCan()
    {
        COMPARE_TEXT(config::writeString("yes", '\''), "'yes'");
        COMPARE_TEXT(config::writeString("- it's", '\''), "'- it''s'");
        COMPARE_TEXT(config::writeString("two\nlines", '\''), "\"two\\nlines\"");
        COMPARE_TEXT(config::writeString("plain", '\''), "plain");
    }
};

POOLSCOPE_TEST(ScalarTest)
#include "scalar_test.moc"
