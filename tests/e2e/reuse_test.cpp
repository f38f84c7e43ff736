// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/processes.h"

#include <QFile>

#include <cmath>
#include <list>

using namespace poolscope::testing;
using nlohmann::json;

/// `reuse`: what it predicts against what the plan's requests really carry.
class ReuseTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder.emplace();
        m_folder->write(
            "c.yaml", config("      pool: {size: 60, sampling: {type: zipf, skew: 1.0}}\n", 300));
    }

    void figuresAreThoseOfThePlan()
    {
        const std::vector<int> drawn = items(300);
        const json figures = reuse({ "--cache", "unlimited", "--cache", "lru:20", "--exact" });
        QCOMPARE(figures["pool_size"].get<int>(), 60);
        COMPARE_TEXT(figures["law"].get<std::string>(), "zipf");
        QCOMPARE(figures["slots"].get<double>(), 300.0);
        const std::set<int> distinct(drawn.begin(), drawn.end());
        QCOMPARE(figures["plan_distinct"].get<std::size_t>(), distinct.size());
        const double repeats = 1 - static_cast<double>(distinct.size()) / 300;
        QVERIFY(std::fabs(figures["plan_repeat_share"].get<double>() - repeats) < 1e-12);
        for (const char* key : { "effective_items", "entropy_bits", "expected_distinct",
                 "expected_distinct_sd", "expected_repeat_share" })
            QVERIFY2(figures[key].is_number(), key);
        QVERIFY(figures["top_share"]["0.1"].get<double>() > 0.4);

        const json& unlimited = figures["caches"][0];
        COMPARE_TEXT(unlimited["cache"].get<std::string>(), "unlimited");
        QVERIFY(std::fabs(unlimited["exact_hit_rate"].get<double>() - repeats) < 1e-12);
        const json& lru = figures["caches"][1];
        COMPARE_TEXT(lru["cache"].get<std::string>(), "lru:20");
        QVERIFY(std::fabs(lru["exact_hit_rate"].get<double>() - hitRate(drawn, 20)) < 1e-12);
        QVERIFY(
            std::fabs(lru["exact_hit_rate"].get<double>() - lru["predicted_hit_rate"].get<double>())
            < 0.1);
        COMPARE_TEXT(lru["method"].get<std::string>(), "che-finite");
    }

    void withoutExactNothingIsSimulated()
    {
        const json cache = reuse({ "--cache", "lru:4GiB" })["caches"][0];
        QVERIFY(!cache.contains("exact_hit_rate"));
        QVERIFY(cache["predicted_hit_rate"].get<double>() > 0.5);
    }

    void spreadAndTargetsAreTold()
    {
        const json figures = reuse({ "--cache", "lru:20", "--cache", "sieve:20", "--exact" });
        const json& lru = figures["caches"][0];
        QVERIFY(lru["predicted_sd"].get<double>() > 0.005);
        QCOMPARE(lru["exact_queries"].get<int>(), 300);
        const json& sieve = figures["caches"][1];
        COMPARE_TEXT(sieve["method"].get<std::string>(), "other-seeds");
        QVERIFY(
            sieve["predicted_hit_rate"].get<double>() > lru["predicted_hit_rate"].get<double>());
        QVERIFY(figures["requests_for_distinct_share"]["0.9"].get<double>()
            > figures["requests_for_distinct_share"]["0.5"].get<double>());
        const json& lorenz = figures["lorenz"]; // from the hottest items on
        QVERIFY(lorenz[0] == json::array({ 0.0, 0.0 }));
        QVERIFY(lorenz[lorenz.size() - 1] == json::array({ 1.0, 1.0 }));
        for (std::size_t i = 1; i < lorenz.size(); ++i)
            QVERIFY(lorenz[i][1].get<double>() >= lorenz[i][0].get<double>() - 1e-12);
        QVERIFY(figures["gini"].get<double>() > 0.4);
        const Outcome text = run({ "reuse", m_folder->at("c.yaml"), "--cache", "lru:20" });
        QCOMPARE(text.exitCode, 0);
        QVERIFY2(text.out.contains("two standard deviations"), qPrintable(text.out));
    }

    void requestsThatNoCacheHoldsAreAnError()
    {
        QByteArray three
            = config("      pool: {size: 60, sampling: {type: zipf, skew: 1.0}}\n", 300);
        three.replace(
            "count: {type: fixed, min: 1, max: 1, mean: 1}", "count: {type: fixed, mean: 3}");
        m_folder->write("three.yaml", three);
        const Outcome outcome
            = run({ "reuse", m_folder->at("three.yaml"), "--cache", "vllm:2", "--json" });
        QCOMPARE(outcome.exitCode, 1);
        const json shown = json::parse(outcome.out);
        COMPARE_TEXT(shown["diagnostics"][0]["code"].get<std::string>(), "PS501");
        QVERIFY2(outcome.err.contains("[PS501]"), qPrintable(outcome.err));
        QVERIFY2(outcome.err.contains("three.yaml:"), qPrintable(outcome.err));
    }

    void plotsAreDrawn_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("shown");
        QTest::addRow("items") << QStringList{ "--cache", "lru:20" } << ">lru:20<";
        QTest::addRow("bytes") << QStringList{ "--cache", "vllm:1MiB" } << ">vllm:1MiB<";
        QTest::addRow("requests") << QStringList{ "--plot-by", "requests" } << ">repeats<";
    }

    void plotsAreDrawn()
    {
        QFETCH(QStringList, more);
        QFETCH(QString, shown);
        const QString file = m_folder->at("out.svg");
        const Outcome outcome
            = run(QStringList{ "reuse", m_folder->at("c.yaml"), "--plot", file } + more);
        QCOMPARE(outcome.exitCode, 0);
        QFile svg(file);
        QVERIFY(svg.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(svg.readAll());
        QVERIFY2(text.contains(shown), qPrintable(text.left(3000)));
        QVERIFY(text.count("<path") + text.count("<polyline") >= 2);
        QCOMPARE(run({ "reuse", m_folder->at("c.yaml"), "--plot", m_folder->at("none/out.svg") })
                     .exitCode,
            1);
    }

    void badCachesAreRefused()
    {
        for (const char* spec : { "lru", "lru:0", "lru:x", "mru:5", "" }) {
            const Outcome outcome = run({ "reuse", m_folder->at("c.yaml"), "--cache", spec });
            QVERIFY2(outcome.exitCode == 2, spec);
            QVERIFY2(!outcome.err.isEmpty(), spec);
        }
        QCOMPARE(run({ "reuse", m_folder->at("c.yaml"), "--cache", "lru:5", "--routing", "luck" })
                     .exitCode,
            2);
    }

private:
    json reuse(const QStringList& more)
    {
        const Outcome outcome
            = run(QStringList{ "reuse", m_folder->at("c.yaml"), "--json" } + more);
        return json::parse(outcome.out)["modalities"]["image"];
    }

    /// The items of the first requests, as `show` lists them.
    std::vector<int> items(int requests)
    {
        const Outcome outcome = run(
            { "show", m_folder->at("c.yaml"), "--requests", QString::number(requests), "--json" });
        std::vector<int> found;
        const json shown = json::parse(outcome.out);
        for (const json& request : shown["requests"])
            for (const json& block : request["blocks"])
                if (block["kind"] == "image")
                    found.push_back(block["item"].get<int>());
        return found;
    }

    /// A textbook LRU.
    static double hitRate(const std::vector<int>& drawn, std::size_t capacity)
    {
        std::list<int> held;
        int hits = 0;
        for (const int item : drawn) {
            const auto found = std::find(held.begin(), held.end(), item);
            if (found != held.end()) {
                ++hits;
                held.erase(found);
            }
            held.push_front(item);
            if (held.size() > capacity)
                held.pop_back();
        }
        return static_cast<double>(hits) / static_cast<double>(drawn.size());
    }

    std::optional<Folder> m_folder;
};

POOLSCOPE_TEST(ReuseTest)
#include "reuse_test.moc"
