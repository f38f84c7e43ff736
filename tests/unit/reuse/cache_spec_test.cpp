// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/cache_spec.h"
#include "tests/unit/testing.h"

#include <set>

using namespace poolscope;
using reuse::CachePolicy;
using reuse::CacheUnit;

class CacheSpecTest : public QObject {
    Q_OBJECT

private slots:
    void specsAreReadAndPrinted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("policy");
        QTest::addColumn<int>("unit");
        QTest::addColumn<quint64>("capacity");
        QTest::addColumn<QString>("printed");
        const auto row = [](const char* text, CachePolicy policy, CacheUnit unit, quint64 capacity,
                             const char* printed) {
            QTest::addRow("%s", text) << text << static_cast<int>(policy) << static_cast<int>(unit)
                                      << capacity << printed;
        };
        row("unlimited", CachePolicy::unlimited, CacheUnit::items, 0, "unlimited");
        row("lru:50", CachePolicy::lru, CacheUnit::items, 50, "lru:50");
        row("lru:50items", CachePolicy::lru, CacheUnit::items, 50, "lru:50");
        row("lru:4GiB", CachePolicy::lru, CacheUnit::bytes, quint64{ 4 } << 30U, "lru:4GiB");
        row("lru:4096mib", CachePolicy::lru, CacheUnit::bytes, quint64{ 4 } << 30U, "lru:4GiB");
        row("lru:0.5GiB", CachePolicy::lru, CacheUnit::bytes, quint64{ 1 } << 29U, "lru:512MiB");
        row("lru:1.5kB", CachePolicy::lru, CacheUnit::bytes, 1500, "lru:1500B");
        row("lru:.0001GB", CachePolicy::lru, CacheUnit::bytes, 100'000, "lru:100kB");
        row("lru:100MB", CachePolicy::lru, CacheUnit::bytes, 100'000'000, "lru:100MB");
        row("lru:2TB", CachePolicy::lru, CacheUnit::bytes, 2'000'000'000'000, "lru:2TB");
        row("lru:75289bytes", CachePolicy::lru, CacheUnit::bytes, 75289, "lru:75289B");
        row("lru:8192tok", CachePolicy::lru, CacheUnit::tokens, 8192, "lru:8192tok");
        row("lru:8192tokens", CachePolicy::lru, CacheUnit::tokens, 8192, "lru:8192tok");
        row("fifo:50", CachePolicy::fifo, CacheUnit::items, 50, "fifo:50");
        row("clock:7KiB", CachePolicy::clock, CacheUnit::bytes, 7168, "clock:7KiB");
        row("sieve:1tok", CachePolicy::sieve, CacheUnit::tokens, 1, "sieve:1tok");
        row("s3fifo:1000", CachePolicy::s3fifo, CacheUnit::items, 1000, "s3fifo:1000");
        row("vllm:50", CachePolicy::vllm, CacheUnit::items, 50, "vllm:50");
        row("vllm:4GiB", CachePolicy::vllm, CacheUnit::bytes, quint64{ 4 } << 30U, "vllm:4GiB");
        row("vllm-shm:4GiB", CachePolicy::vllmShm, CacheUnit::bytes, quint64{ 4 } << 30U,
            "vllm-shm:4GiB");
        row("vllm-shm:4GiB:1MiB", CachePolicy::vllmShm, CacheUnit::bytes, quint64{ 4 } << 30U,
            "vllm-shm:4GiB:1MiB");
        row("lru:1152921504606846976", CachePolicy::lru, CacheUnit::items, quint64{ 1 } << 60U,
            "lru:1152921504606846976");
    }

    void specsAreReadAndPrinted()
    {
        QFETCH(QString, text);
        QFETCH(int, policy);
        QFETCH(int, unit);
        QFETCH(quint64, capacity);
        QFETCH(QString, printed);
        const auto spec = reuse::parseCacheSpec(text.toStdString());
        REQUIRE_VALUE(spec);
        QCOMPARE(static_cast<int>(spec->policy), policy);
        QCOMPARE(static_cast<int>(spec->unit), unit);
        QCOMPARE(quint64{ spec->capacity }, capacity);
        QCOMPARE(spec->replicas, 1U);
        QCOMPARE(testing::text(reuse::printCacheSpec(*spec)), printed);
        QVERIFY(reuse::parseCacheSpec(reuse::printCacheSpec(*spec)) == *spec);
    }

    void mistakesAreNamedWithTheirRemedy_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("hint");
        const auto row = [](const char* text, const char* reason, const char* hint) {
            QTest::addRow("%s", text) << text << reason << hint;
        };
        row("", "\"\" is no policy", "Known are unlimited, lru, fifo");
        row("lfu:50", "\"lfu\" is no policy", "vllm-shm, vllm-processor");
        row("lru", "the capacity is missing", "lru:50 for items or lru:4GiB");
        row("lru:", "the capacity is missing", "lru:50");
        row("lru:GiB", "\"GiB\" does not begin with a number", "4GiB");
        row("lru:-4", "\"-4\" does not begin with a number", "50");
        row("lru:1.2.3GiB", "\"1.2.3GiB\" does not begin with a number", "50");
        row("lru:.GiB", "does not begin with a number", "50");
        row("lru:4G", "\"G\" is no unit", "GiB");
        row("lru:4 GiB", "\" GiB\" is no unit", "GiB");
        row("lru:1.5", "\"1.5\" is not a whole number", "fraction");
        row("lru:1.5tok", "\"1.5\" is not a whole number", "fraction");
        row("lru:0", "a cache of no capacity never hits", "at least 1");
        row("lru:0.0000000001kB", "a cache of no capacity never hits", "at least 1");
        row("lru:2000000TiB", "above 2^60", "unlimited");
        row("lru:12345678901234567890", "too many digits", "19");
        row("unlimited:50", "an unlimited cache has no capacity", "unlimited alone");
        row("vllm:8192tok", "counts bytes, not tokens", "lru:8192tok");
        row("vllm-shm:50", "counts bytes", "vllm-shm:4GiB");
        row("vllm-shm:4GiB:50", "size in bytes", "128MiB");
        row("vllm-shm:4GiB:", "\"\" does not begin with a number", "4GiB");
        row("lru:4GiB:1MiB", "\"GiB:1MiB\" is no unit", "GiB");
    }

    void mistakesAreNamedWithTheirRemedy()
    {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        QFETCH(QString, hint);
        const auto spec = reuse::parseCacheSpec(text.toStdString());
        QVERIFY(!spec.has_value());
        QCOMPARE(spec.error().code, base::Code::invalid);
        const QString message = testing::text(spec.error().message);
        QVERIFY2(
            message.startsWith("Cannot read the cache \"" + text + "\": "), qPrintable(message));
        QVERIFY2(message.contains(reason), qPrintable(message));
        QVERIFY2(testing::text(spec.error().hint).contains(hint), spec.error().hint.c_str());
    }

    void presetsAreSpecs()
    {
        std::set<std::string> names;
        for (const auto& preset : reuse::cachePresets()) {
            names.emplace(preset.name);
            QVERIFY(reuse::parseCacheSpec(preset.name) == preset.spec);
            QVERIFY(reuse::parseCacheSpec(reuse::printCacheSpec(preset.spec)) == preset.spec);
            QCOMPARE(preset.counts.back(), '.');
            QCOMPARE(preset.differs.back(), '.');
        }
        QCOMPARE(names.size(), reuse::cachePresets().size());
        COMPARE_TEXT(
            reuse::printCacheSpec(reuse::findCachePreset("vllm-processor")->spec), "vllm:4GiB");
        COMPARE_TEXT(
            reuse::printCacheSpec(reuse::findCachePreset("vllm-encoder")->spec), "lru:8192tok");
        COMPARE_TEXT(reuse::printCacheSpec(reuse::findCachePreset("sglang")->spec), "sglang:100MiB");
        COMPARE_TEXT(
            reuse::printCacheSpec(reuse::findCachePreset("tensorrt-llm")->spec), "tensorrt-llm:128MiB");
        COMPARE_TEXT(reuse::printCacheSpec(reuse::parseCacheSpec("dynamo:1.5GiB").value()),
            "sglang:1536MiB");
        QVERIFY(!reuse::parseCacheSpec("sglang:50"));
        QVERIFY(!reuse::parseCacheSpec("sglang:"));
        QVERIFY(reuse::findCachePreset("lru") == nullptr);
    }

    void routingsAreReadAndPrinted()
    {
        QVERIFY(reuse::parseCacheRouting("round-robin") == reuse::CacheRouting::roundRobin);
        QVERIFY(reuse::parseCacheRouting("affinity") == reuse::CacheRouting::affinity);
        const auto wrong = reuse::parseCacheRouting("random");
        QVERIFY(!wrong.has_value());
        COMPARE_TEXT(wrong.error().hint, "Use round-robin or affinity");
    }

    void contentIsSpreadEvenlyAndForever()
    {
        std::vector<int> items(7);
        for (std::uint32_t item = 0; item < 70'000; ++item)
            ++items.at(reuse::affineReplica(item, 7));
        for (const int count : items)
            QVERIFY(std::abs(count - 10'000) < 400);
        QCOMPARE(reuse::affineReplica(12345, 1), 0U);
        // A promise: predictions made yesterday compare with today's.
        QCOMPARE(reuse::affineReplica(0, 1'000'000), 883'310U); // splitmix64 of seed 0
    }
};

POOLSCOPE_TEST(CacheSpecTest)
#include "cache_spec_test.moc"
