// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/reader.h"
#include "core/config/values/value.h"
#include "tests/unit/config/value_model.h"
#include "tests/unit/testing.h"

#include <limits>
#include <random>

using namespace poolscope;
using config::Value;

class ValueTest : public QObject {
    Q_OBJECT

private slots:
    void valuesAreWrittenOnOneLine()
    {
        const Value sampling = Value::Map{ { "type", "zipf" }, { "min", 0 }, { "skew", 1.1 } };
        COMPARE_TEXT(config::writeFlow(sampling), "{type: zipf, min: 0, skew: 1.1}");
        COMPARE_TEXT(config::writeFlow(Value::List{ Value(), true, "a b", "no", Value::List{} }),
            "[null, true, a b, \"no\", []]");
        COMPARE_TEXT(config::writeFlow(Value::Map{}), "{}");
        COMPARE_TEXT(
            config::writeFlow(Value::Map{ { "a", List{ "x", 1 } } }, config::FlowStyle::json),
            "{\"a\": [\"x\", 1]}");
    }

    void numbersAreShortAndReadBackExactly()
    {
        COMPARE_TEXT(config::writeNumber(1.1), "1.1");
        COMPARE_TEXT(config::writeNumber(3), "3.0");
        COMPARE_TEXT(config::writeNumber(1e20), "1.0e+20");
        COMPARE_TEXT(config::writeNumber(-2.5e-8), "-2.5e-08");
        COMPARE_TEXT(config::writeNumber(std::numeric_limits<double>::infinity()), ".inf");
        COMPARE_TEXT(config::writeNumber(-std::numeric_limits<double>::infinity()), "-.inf");
        COMPARE_TEXT(config::writeNumber(std::numeric_limits<double>::quiet_NaN()), ".nan");
        std::mt19937_64 random(7);
        for (int i = 0; i < 20000; ++i) {
            const double number = std::bit_cast<double>(random());
            if (number != number)
                continue;
            const std::string text = config::writeNumber(number);
            const config::Scalar read = config::readPlainScalar(text);
            QVERIFY2(read == config::Scalar(number), text.c_str());
        }
    }

    void flowTextsReadBackAsTheSameValue()
    {
        const Value value = Value::Map{ { "yes", 1 }, { "a: b", Value::List{ "", " x", "1_000" } },
            { "nested", Value::Map{ { "k", Value() }, { "f", -0.0 } } } };
        for (const auto style : { config::FlowStyle::yaml, config::FlowStyle::json }) {
            const auto result = config::read(config::writeFlow(value, style));
            QVERIFY(result.diagnostics.empty());
            QVERIFY(testing::toValue(result.tree, result.tree.root()) == value);
        }
    }

private:
    using List = Value::List;
};

POOLSCOPE_TEST(ValueTest)
#include "value_test.moc"
