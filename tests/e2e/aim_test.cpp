// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/e2e/processes.h"

#include <cmath>
#include <list>

using namespace poolscope::testing;
using nlohmann::json;

/// `aim`: the skew, pool or cache for a wanted hit rate, and what it writes.
class AimTest : public QObject {
    Q_OBJECT

    struct Aimed {
        int exitCode = -1;
        json answer;
        QByteArray err;
    };

    Aimed aimed(const QStringList& arguments, const char* file = "c.yaml") const
    {
        const Outcome outcome = run(QStringList{ "aim", "--json", at(file) } + arguments);
        return { outcome.exitCode, outcome.out.isEmpty() ? json() : json::parse(outcome.out),
            outcome.err };
    }

    /// Hit rate of the plan's first requests in an LRU cache of `capacity` items, from empty.
    double simulated(std::size_t capacity, int requests) const
    {
        const json plan = json::parse(
            run({ "show", at("c.yaml"), "--json", "--requests", QString::number(requests) }).out);
        std::list<int> stack;
        int draws = 0;
        int hits = 0;
        for (const json& request : plan["requests"])
            for (const json& block : request["blocks"]) {
                if (block["kind"] != "image")
                    continue;
                const int item = block["item"].get<int>();
                const auto found = std::find(stack.begin(), stack.end(), item);
                ++draws;
                hits += found != stack.end() ? 1 : 0;
                if (found != stack.end())
                    stack.erase(found);
                stack.push_front(item);
                if (stack.size() > capacity)
                    stack.pop_back();
            }
        return static_cast<double>(hits) / draws;
    }

private slots:
    void init()
    {
        m_folder.emplace();
        m_folder->write("c.yaml", before);
    }

    void skewIsFoundAndReachesTheRate()
    {
        const Aimed found = aimed({ "--hit", "0.8", "--cache", "lru:20", "--solve", "skew",
            "--requests", "3000", "--apply" });
        QVERIFY2(found.exitCode == 0, found.err.constData());
        const json& answer = found.answer;
        QVERIFY(answer["possible"].get<bool>() && answer["applied"].get<bool>());
        const double error = answer["documented_error"].get<double>();
        QVERIFY(std::fabs(answer["predicted_hit_rate"].get<double>() - 0.8) <= error);
        QVERIFY(answer["predicted_hit_rate"].get<double>() >= 0.8);
        // Nothing else has changed.
        const double skew = answer["answer"].get<double>();
        QCOMPARE(m_folder->read("c.yaml"),
            QByteArray(before).replace("skew: 1.0", "skew: " + QByteArray::number(skew)));
        QCOMPARE(run({ "validate", at("c.yaml") }).exitCode, 0);
        QCOMPARE(answer["set"].size(), std::size_t{ 1 });
        COMPARE_TEXT(answer["set"][0]["path"].get<std::string>(),
            "data.multimodal.image.pool.sampling.skew");
        QCOMPARE(answer["set"][0]["value"].get<double>(), skew);
        // The plan itself gets there, up to chance.
        QVERIFY(std::fabs(simulated(20, 3000) - 0.8) < error + 4 * std::sqrt(0.8 * 0.2 / 3000));
        // And from the answer the question follows.
        const Aimed back = aimed(
            { "--hit", "80 %", "--cache", "lru", "--solve", "capacity", "--requests", "3000" });
        QCOMPARE(back.answer["answer"].get<int>(), 20);
    }

    void poolSizeIsFoundAndReachesTheRate()
    {
        const Aimed found = aimed({ "--hit", "70%", "--cache", "lru:30", "--solve", "size",
            "--requests", "3000", "--apply" });
        QVERIFY2(found.exitCode == 0, found.err.constData());
        const QByteArray size = QByteArray::number(found.answer["answer"].get<int>());
        const QByteArray last = QByteArray::number(found.answer["answer"].get<int>() - 1);
        QVERIFY(std::fabs(found.answer["predicted_hit_rate"].get<double>() - 0.7) < 0.002);
        QCOMPARE(m_folder->read("c.yaml"),
            QByteArray(before)
                .replace("size: 100", "size: " + size)
                .replace("max: 99", "max: " + last));
        QCOMPARE(run({ "validate", at("c.yaml") }).exitCode, 0);
        QVERIFY(std::fabs(simulated(30, 3000) - 0.7) < 4 * std::sqrt(0.7 * 0.3 / 3000) + 0.002);
    }

    void capacitiesCountInTheirUnit()
    {
        const auto capacity = [&](const char* cache, const QStringList& more = {}) {
            return aimed(QStringList{ "--hit", "0.8", "--cache", cache, "--solve", "capacity",
                             "--requests", "3000" }
                + more)
                .answer;
        };
        const double items = capacity("lru:1")["answer"].get<double>();
        const json bytes = capacity("lru:1MiB");
        // All pictures have one size: the capacities agree.
        QVERIFY(bytes["answer"].get<double>() > 1000 * items);
        QVERIFY(std::fabs(bytes["predicted_hit_rate"].get<double>() - 0.8) < 0.005);
        QVERIFY(bytes["cache"].get<std::string>().starts_with("lru:"));
        const json many = capacity("lru:1", { "--replicas", "4", "--routing", "affinity" });
        QVERIFY(many["answer"].get<double>() < items);
        QCOMPARE(many["replicas"].get<int>(), 4);
        COMPARE_TEXT(many["routing"].get<std::string>(), "affinity");
        QVERIFY(many["set"].empty());
    }

    void tableSaysTheAnswer()
    {
        const Outcome outcome = run({ "aim", at("c.yaml"), "--hit", "0.8", "--cache", "lru:20",
            "--solve", "skew", "--requests", "3000" });
        QCOMPARE(outcome.exitCode, 0);
        for (const char* part : { "Wanted     80 % hits in lru:20", "Answer     skew 1.",
                 "Predicted  80 % of slots", "Method     che-finite", "Assumes    Draws are",
                 "Set        data.multimodal.image.pool.sampling.skew: 1." })
            QVERIFY2(outcome.out.contains(part), outcome.out.constData());
        QCOMPARE(m_folder->read("c.yaml"), before);
    }

    void theImpossibleIsCalledSo()
    {
        const Aimed never = aimed({ "--hit", "0.99", "--cache", "lru:20", "--solve", "size",
            "--requests", "10", "--apply" });
        QCOMPARE(never.exitCode, 1);
        QVERIFY(!never.answer["possible"].get<bool>() && !never.answer["applied"].get<bool>());
        QVERIFY(never.answer["reason"].get<std::string>().find("send more requests")
            != std::string::npos);
        QCOMPARE(never.answer["answer"].get<int>(), 1); // the nearest
        QVERIFY(never.answer["predicted_hit_rate"].get<double>() < 0.99);
        const Aimed less = aimed({ "--hit", "0.01", "--cache", "lru:90", "--solve", "skew" });
        QCOMPARE(less.exitCode, 1);
        QVERIFY(
            less.answer["reason"].get<std::string>().find("smaller cache") != std::string::npos);
        const Aimed sieve = aimed({ "--hit", "0.5", "--cache", "sieve:20", "--solve", "skew" });
        QCOMPARE(sieve.exitCode, 1);
        QVERIFY(sieve.answer["answer"].is_null());
        // No pool is that large, whatever the formula says.
        const Aimed vast = aimed({ "--hit", "0.0001", "--cache", "unlimited", "--solve", "size",
            "--requests", "100000", "--set", "data.multimodal.image.pool.sampling.skew=0" });
        QCOMPARE(vast.exitCode, 1);
        QCOMPARE(vast.answer["answer"].get<int>(), 10'000'000);
        const Outcome text
            = run({ "aim", at("c.yaml"), "--hit", "0.01", "--cache", "lru:90", "--solve", "skew" });
        QVERIFY2(text.out.contains("Impossible") && text.out.contains("Nearest    skew 0"),
            text.out.constData());
        QCOMPARE(m_folder->read("c.yaml"), before);
    }

    void poolsWithoutASuitableLawAreNamed()
    {
        const auto refused = [&](const QByteArray& pool, const char* solve) {
            m_folder->write("o.yaml", config(pool, 100));
            return aimed({ "--hit", "0.8", "--cache", "lru:2", "--solve", solve }, "o.yaml");
        };
        for (const QByteArray& pool : { QByteArray(),
                 QByteArray("      pool: {size: 2, sampling: {sequence: [[0, 1], [1]]}}\n") }) {
            const Aimed outcome = refused(pool, "skew");
            QCOMPARE(outcome.exitCode, 1);
            QVERIFY2(outcome.err.contains("--set data.multimodal"), outcome.err.constData());
        }
        const QByteArray weights
            = "      pool: {size: 9, sampling: {weights: [{index: 1, weight: 2}]}}\n";
        QCOMPARE(refused(weights, "size").exitCode, 1);
        QCOMPARE(refused(weights, "skew").exitCode, 0);
        const Aimed chosen = aimed(
            { "--hit", "0.8", "--cache", "lru:2", "--solve", "skew", "--modality", "audio" });
        QCOMPARE(chosen.exitCode, 1);
        QVERIFY2(chosen.err.contains("no audio pool"), chosen.err.constData());
    }

    void settingsAreOverridden()
    {
        const QStringList question{ "--hit", "0.8", "--cache", "lru:20", "--solve", "skew" };
        const double whole = aimed(question).answer["answer"].get<double>();
        const double small = aimed(question
            + QStringList{ "--set", "data.multimodal.image.pool.size=50", "--set",
                "data.multimodal.image.pool.sampling.max=49", "--seed", "9" })
                                 .answer["answer"]
                                 .get<double>();
        QVERIFY(small < whole);
        const Outcome piped = run(QStringList{ "aim", "-" } + question, before);
        QCOMPARE(piped.exitCode, 0);
        QVERIFY(piped.out.startsWith("<stdin>"));
    }

    void wrongUseIsTold()
    {
        const QStringList good{ "--hit", "0.8", "--cache", "lru:20", "--solve", "skew" };
        for (const QStringList& arguments : std::vector<QStringList>{ {},
                 { "--hit", "0.8", "--cache", "lru:20" }, { "--hit", "0.8", "--solve", "skew" },
                 { "--hit", "90", "--cache", "lru:20", "--solve", "skew" },
                 { "--hit", "-0.1", "--cache", "lru:20", "--solve", "skew" },
                 { "--hit", "120%", "--cache", "lru:20", "--solve", "skew" },
                 { "--hit", "nan", "--cache", "lru:20", "--solve", "skew" },
                 { "--hit", "%", "--cache", "lru:20", "--solve", "skew" },
                 { "--hit", "0.8", "--cache", "lru", "--solve", "skew" },
                 { "--hit", "0.8", "--cache", "many:3", "--solve", "skew" },
                 { "--hit", "0.8", "--cache", "lru:20", "--solve", "colour" },
                 { "--hit", "0.8", "--cache", "lru:20", "--solve", "capacity", "--apply" },
                 good + QStringList{ "--replicas", "0" }, good + QStringList{ "--routing", "any" },
                 good + QStringList{ "--requests", "-1" },
                 good + QStringList{ "--modality", "text" } })
            QVERIFY2(run(QStringList{ "aim", at("c.yaml") } + arguments).exitCode == 2,
                qPrintable(arguments.join(' ')));
        QCOMPARE(run(QStringList{ "aim", "-", "--apply" } + good, before).exitCode, 2);
        QCOMPARE(
            run(QStringList{ "aim", at("c.yaml"), "--apply", "--set", "load.base_seed=1" } + good)
                .exitCode,
            2);
        QCOMPARE(m_folder->read("c.yaml"), before);
        QCOMPARE(run(QStringList{ "aim", at("missing.yaml") } + good).exitCode, 1);
        QCOMPARE(run(QStringList{ "aim", at(".") } + good).exitCode, 1);
    }

private:
    QString at(const QString& name) const { return m_folder->at(name); }

    const QByteArray before = config("      pool:  # mine\n        size: 100 # distinct\n"
                                     "        sampling: {type: zipf, min: 0, max: 99, skew: 1.0}\n",
        500);
    std::optional<Folder> m_folder;
};

POOLSCOPE_TEST(AimTest)
#include "aim_test.moc"
