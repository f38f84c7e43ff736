// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/portable_math.h"
#include "core/reuse/cache_figures.h"
#include "tests/unit/reuse/laws.h"

using namespace poolscope;
using reuse::CachedPool;
using reuse::CachePolicy;
using reuse::CacheRouting;
using reuse::CacheSpec;
using reuse::CacheUnit;
using reuse::endless;
using testing::isNear;
using testing::tableRows;
using testing::zipf;

namespace {

const reuse::RequestCounts one({ 0, 1 });

CachedPool zipfPool(double size, double skew, std::vector<reuse::SizeClass> sizes = { {} })
{
    return CachedPool(zipf(static_cast<std::int64_t>(size), skew), std::move(sizes));
}

CacheSpec cacheOf(CachePolicy policy, double capacity)
{
    CacheSpec spec;
    spec.policy = policy;
    spec.capacity = static_cast<std::uint64_t>(capacity);
    return spec;
}

double hitRate(
    const CachedPool& pool, double draws, double capacity, CachePolicy policy = CachePolicy::lru)
{
    return reuse::cacheEstimate(pool, one, draws, cacheOf(policy, capacity)).value().hitRate;
}

constexpr double byteScale = 1e6;

/// Lognormal sizes of mean `byteScale` in classes of equal shares.
std::vector<reuse::SizeClass> lognormalSizes(double sigma)
{
    constexpr int classes = 64;
    std::vector<reuse::SizeClass> sizes;
    double mean = 0;
    for (int i = 0; i < classes; ++i) {
        const double z = base::portable::normalQuantile((i + 0.5) / classes);
        sizes.push_back({ 1.0 / classes, std::exp(sigma * z), 0 });
        mean += sizes.back().bytes / classes;
    }
    for (auto& size : sizes)
        size.bytes *= byteScale / mean;
    return sizes;
}

} // namespace

/// The reference's validation tables: formulas against simulation, to the errors they document.
class CacheTablesTest : public QObject {
    Q_OBJECT

private slots:
    void steadyLru()
    {
        POOLSCOPE_NEEDS_SHARED();
        int rows = 0;
        for (const auto& row : tableRows("### T2.")) {
            const bool isSimulated = row.size() == 7;
            const double capacity = row[2];
            // The exact integral has its own vectors; here one of them.
            if (capacity <= 16 && (row[0] > 100 || row[1] != 1))
                continue;
            const double off = hitRate(zipfPool(row[0], row[1]), endless, capacity) - row[3];
            const double noise = isSimulated ? 4 * row[4] : 1e-6;
            const double documented = capacity <= 16 ? 0 : 4.5e-4;
            QVERIFY2(std::fabs(off) <= documented + noise, qPrintable(QString::number(off)));
            // The formula's own error, as printed to two digits.
            if (capacity > 16)
                QVERIFY(
                    isNear(off, row[row.size() - 2], 0.06 * std::fabs(row[row.size() - 2]) + 2e-6));
            ++rows;
        }
        QVERIFY(rows > 80);
    }

    void finiteRuns()
    {
        POOLSCOPE_NEEDS_SHARED();
        int rows = 0;
        for (const auto& row : tableRows("### T3.")) {
            const double off = hitRate(zipfPool(row[0], row[1]), row[3], row[2]) - row[5];
            // N, s, C, M, M/T, simulated (se), cold, steady
            const double documented = row[0] < 1e4 ? 9e-3 : 7e-4;
            QVERIFY2(std::fabs(off) <= documented + 4 * row[6], qPrintable(QString::number(off)));
            if (row[2] > 16)
                QVERIFY(isNear(off, row[7], 0.06 * std::fabs(row[7]) + 2e-5));
            ++rows;
        }
        QVERIFY(rows > 70);
    }

    void otherPolicies()
    {
        POOLSCOPE_NEEDS_SHARED();
        int rows = 0;
        for (const auto& row : tableRows("### T4.")) {
            const CachedPool pool = zipfPool(row[0], row[1]);
            const double capacity = row[2];
            const bool isLarge = row[0] >= 1e4;
            const double fifo = hitRate(pool, endless, capacity, CachePolicy::fifo);
            // At most 200 items: exact. Simulations have four digits.
            QVERIFY(isNear(fifo, row[4], capacity <= 200 ? 4e-4 : 7e-4));
            const double clock = hitRate(pool, endless, capacity, CachePolicy::clock);
            QVERIFY(isNear(clock, row[6], 6e-5));
            QVERIFY(isNear(clock, row[7], isLarge ? 5e-4 : 1.6e-2));
            ++rows;
        }
        QVERIFY(rows >= 30);
    }

    void sizes()
    {
        POOLSCOPE_NEEDS_SHARED();
        int rows = 0;
        for (const auto& row : tableRows("### T5.")) {
            // N, s, sigma, B/mean, simulated, plain, ..., simulated bytes, ...
            const CachedPool pool = zipfPool(row[0], row[1], lognormalSizes(row[2]));
            // In units large enough that whole bytes are as good as fractions.
            CacheSpec cache = cacheOf(CachePolicy::lru, row[3] * byteScale);
            cache.unit = CacheUnit::bytes;
            const auto estimate = reuse::cacheEstimate(pool, one, endless, cache).value();
            // The table drew one size per item; those of the hottest few move all rates, the more
            // the steeper the law.
            const double draw = row[2] == 0 ? 0 : row[1] < 1 ? 0.02 : row[1] == 1 ? 0.06 : 0.17;
            QVERIFY(isNear(estimate.hitRate, row[4], estimate.documentedError + draw + 4e-4));
            QCOMPARE(estimate.isCovered, row[3] > 50 || row[2] == 0);
            ++rows;
        }
        QCOMPARE(rows, 36);
    }

    void batches()
    {
        POOLSCOPE_NEEDS_SHARED();
        int batches = 0;
        int replicas = 0;
        for (const auto& row : tableRows("### T6.")) {
            const CachedPool pool = zipfPool(row[0], row[2]);
            const double capacity = row[1];
            if (row.size() == 11) {
                const double sequential = hitRate(pool, endless, capacity);
                QVERIFY(isNear(sequential, row[4], 5e-4));
                ++batches;
                continue;
            }
            // N, C, s, replicas, M, round robin sim / pred, affinity sim / partition / pooled, ...
            const auto estimate = [&](CacheRouting routing) {
                CacheSpec cache = cacheOf(CachePolicy::lru, capacity);
                cache.replicas = static_cast<std::uint32_t>(row[3]);
                cache.routing = routing;
                return reuse::cacheEstimate(pool, one, row[4], cache).value();
            };
            const auto robin = estimate(CacheRouting::roundRobin);
            QVERIFY(isNear(robin.hitRate, row[6], 1e-5));
            QVERIFY(isNear(robin.hitRate, row[5], 1.5e-3));
            const auto affinity = estimate(CacheRouting::affinity);
            QVERIFY(isNear(affinity.hitRate, row[9], 1e-5));
            QVERIFY(isNear(affinity.hitRate, row[7], 1.5e-3));
            QVERIFY(isNear(affinity.loadSd, row[12], 6e-4));
            ++replicas;
        }
        QCOMPARE(batches, 6);
        QCOMPARE(replicas, 5);
    }

    void numbersOfTheTables()
    {
        // One row of each, for where the reference is absent.
        QVERIFY(isNear(hitRate(zipfPool(1e4, 1), endless, 2000), 0.768162, 5.5e-4));
        QVERIFY(isNear(hitRate(zipfPool(1e4, 1), 1e4, 2000), 0.70792, 3e-3));
        QVERIFY(isNear(hitRate(zipfPool(1e4, 1), endless, 500, CachePolicy::fifo), 0.5396, 6e-4));
        QVERIFY(isNear(hitRate(zipfPool(1e4, 1), endless, 500, CachePolicy::clock), 0.5988, 5e-4));
        QVERIFY(isNear(hitRate(zipfPool(100, 1.5), 1000, 10), 0.73577, 2e-3));
    }
};

POOLSCOPE_TEST(CacheTablesTest)
#include "cache_tables_test.moc"
