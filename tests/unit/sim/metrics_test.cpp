// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/metrics.h"
#include "tests/unit/testing.h"

#include <QRegularExpression>

#include <set>

using namespace poolscope;
using sim::Histogram;

namespace {

bool hasLine(const std::string& text, const std::string& line)
{
    return ("\n" + text).find("\n" + line + "\n") != std::string::npos;
}

} // namespace

class MetricsTest : public QObject {
    Q_OBJECT

private slots:
    void aValueOnAnEdgeBelongsBelowIt()
    {
        Histogram histogram({ 1, 2 });
        for (const double value : { 0.5, 1.0, 1.5, 3.0 })
            histogram.observe(value);
        QCOMPARE(histogram.counts(), (std::vector<std::uint64_t>{ 2, 1, 1 }));
        QCOMPARE(histogram.sum(), 6.0);
    }

    void countersCarryVllmsNamesAndLabels()
    {
        sim::Totals totals;
        totals.counters = { 9, 7, 5, 320, 160 };
        totals.successes = 4;
        totals.running = 2;
        const std::string text = sim::metricsText(totals, "a \"b\"\\");
        const std::string labels = "{engine=\"0\",model_name=\"a \\\"b\\\"\\\\\"";
        QVERIFY(hasLine(text, "# TYPE vllm:mm_cache_queries counter"));
        QVERIFY(hasLine(text, "vllm:mm_cache_queries_total" + labels + "} 7"));
        QVERIFY(hasLine(text, "vllm:mm_cache_hits_total" + labels + "} 5"));
        QVERIFY(hasLine(text, "vllm:prefix_cache_queries_total" + labels + "} 320"));
        QVERIFY(hasLine(text, "vllm:prefix_cache_hits_total" + labels + "} 160"));
        QVERIFY(hasLine(text, "vllm:num_requests_running" + labels + "} 2"));
        QVERIFY(hasLine(
            text, "vllm:request_success_total" + labels + ",finished_reason=\"length\"} 4"));
    }

    void bucketsAddUp()
    {
        sim::Totals totals;
        totals.timeToFirstToken.observe(0.03);
        totals.timeToFirstToken.observe(0.3);
        totals.timeToFirstToken.observe(9999);
        const std::string text = sim::metricsText(totals, "m");
        const std::string name = "vllm:time_to_first_token_seconds";
        const std::string labels = "{engine=\"0\",model_name=\"m\",le=\"";
        QVERIFY(hasLine(text, name + "_bucket" + labels + "0.02\"} 0"));
        QVERIFY(hasLine(text, name + "_bucket" + labels + "0.04\"} 1"));
        QVERIFY(hasLine(text, name + "_bucket" + labels + "1.0\"} 2"));
        QVERIFY(hasLine(text, name + "_bucket" + labels + "2560.0\"} 2"));
        QVERIFY(hasLine(text, name + "_bucket" + labels + "+Inf\"} 3"));
        QVERIFY(hasLine(text, name + "_count{engine=\"0\",model_name=\"m\"} 3"));
        QVERIFY(hasLine(
            text, "vllm:e2e_request_latency_seconds_count{engine=\"0\",model_name=\"m\"} 0"));
    }

    void everyLineParses()
    {
        const QRegularExpression sample("^([a-z0-9_:]+)\\{[^{}]*\\} ([0-9.e+-]+|\\+Inf)$");
        const QRegularExpression comment("^# (HELP|TYPE) [a-z0-9_:]+ .+$");
        std::set<QString> names;
        const QString text = testing::text(sim::metricsText({}, "m"));
        QVERIFY(text.endsWith('\n'));
        for (const QString& line : text.chopped(1).split('\n')) {
            if (const auto match = sample.match(line); match.hasMatch())
                names.insert(match.captured(1));
            else
                QVERIFY2(comment.match(line).hasMatch(), qPrintable(line));
        }
        QCOMPARE(names.size(), 9U + 2U * 3U);
    }
};

POOLSCOPE_TEST(MetricsTest)
#include "metrics_test.moc"
