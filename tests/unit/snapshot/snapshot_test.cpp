// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/snapshot.h"
#include "tests/unit/testing.h"

#include <cmath>
#include <tuple>

using namespace poolscope;
using base::Modality;

namespace {

std::string text(std::int64_t poolSize, const std::string& sampling, int rate = 40)
{
    return "api: {type: chat, streaming: true}\n"
           "data:\n"
           "  type: synthetic\n"
           "  input_distribution: {type: fixed, min: 10, max: 10, mean: 10}\n"
           "  output_distribution: {type: fixed, min: 10, max: 10, mean: 10}\n"
           "  multimodal:\n"
           "    image:\n"
           "      count: {type: fixed, min: 2, max: 2, mean: 2}\n"
           "      resolutions: 720p\n"
           "      pool:\n"
           "        size: "
        + std::to_string(poolSize) + "\n        sampling: " + sampling
        + "\nload:\n  type: constant\n  base_seed: 42\n  stages: [{rate: " + std::to_string(rate)
        + ", duration: 25}]\n";
}

snapshot::SnapshotPtr derive(const std::string& yaml, const snapshot::Options& options = {})
{
    auto result = snapshot::derive(yaml, options);
    Q_ASSERT(result.has_value());
    return *result;
}

} // namespace

class SnapshotTest : public QObject {
    Q_OBJECT

private slots:
    void aSequenceIsCountedWhereverARunEnds()
    {
        std::string yaml = text(5, "{sequence: [[0, 1], [1], [3, 3, 0]]}");
        yaml.erase(
            yaml.find("      count:"), yaml.find("      resolutions:") - yaml.find("      count:"));
        const auto snapshot = derive(yaml);
        QVERIFY(snapshot->plan);
        const plan::MediaPlan& images = *snapshot->plan->media(Modality::image);
        for (const auto& [requests, draws, distinct] :
            std::initializer_list<std::tuple<std::uint64_t, double, double>>{ { 0, 0, 0 },
                { 1, 2, 2 }, { 2, 3, 2 }, { 3, 6, 3 }, { 4, 8, 3 }, { 1000, 2000, 3 },
                { 3'000'000, 6e6, 3 } }) {
            const auto figures = snapshot::runFigures(*snapshot->plan, images, requests);
            QCOMPARE(figures.draws, draws);
            QCOMPARE(figures.expectedDistinct, distinct);
            QCOMPARE(figures.expectedDistinctSd, 0.0);
            QCOMPARE(figures.expectedRepeatShare, draws == 0 ? 0 : 1 - distinct / draws);
        }
        QVERIFY(snapshot->pool(Modality::image)->run.draws == 2000);
    }

    void aSnapshotSaysWhatTheTextMeans()
    {
        const auto snapshot = derive(text(100, "{type: zipf, min: 0, max: 99, skew: 1.1}"));
        QVERIFY(snapshot->config.diagnostics.empty());
        QCOMPARE(snapshot->seed, std::uint64_t{ 42 });
        QVERIFY(!snapshot->isSeedDefault);
        QCOMPARE(snapshot->requests, std::uint64_t{ 1000 });
        const auto* pool = snapshot->pool(Modality::image);
        QVERIFY(pool);
        QCOMPARE(pool->bins.size(), std::size_t{ 100 });
        QVERIFY(std::fabs(pool->bins.back().cumulative - 1) < 1e-12);
        QCOMPARE(pool->run.draws, 2000.0);
        QCOMPARE(pool->plannedDraws, std::uint64_t{ 2000 });
        QVERIFY(pool->isCounted);
        const double distance
            = std::fabs(static_cast<double>(pool->planned.size()) - pool->run.expectedDistinct);
        QVERIFY(distance < 5 * pool->run.expectedDistinctSd);
        QCOMPARE(pool->hottest.front().item, std::int64_t{ 0 });
        QCOMPARE(pool->hottest.size(), std::size_t{ 100 });
        QVERIFY(pool->hottest[0].probability > pool->hottest[1].probability);
        double binned = 0;
        for (const double count : pool->plannedBins)
            binned += count;
        QCOMPARE(binned, 2000.0);
        QCOMPARE(snapshot->first.size(), std::size_t{ 12 });
        QVERIFY(!snapshot->pool(Modality::video));
        QVERIFY(pool->poolBytes > 100 * 10'000.0);
        QVERIFY(snapshot->bodyBytes > 2 * pool->itemBytes);
    }

    void widePoolsAreBinnedNotEnumerated()
    {
        const auto snapshot
            = derive(text(1'000'000, "{type: zipf, min: 0, max: 999999, skew: 1.1}"));
        const auto* pool = snapshot->pool(Modality::image);
        QVERIFY(pool);
        QVERIFY(pool->bins.size() > 60 && pool->bins.size() <= 256);
        std::int64_t next = 0;
        double mass = 0;
        for (const auto& bin : pool->bins) {
            QCOMPARE(bin.first, next);
            QVERIFY(bin.width() > 0);
            next = bin.last + 1;
            mass += bin.mass;
        }
        QCOMPARE(next, std::int64_t{ 1'000'000 });
        QVERIFY(std::fabs(mass - 1) < 1e-9);
    }

    void hottestItemsOfAPeakStandAroundIt()
    {
        const auto snapshot = derive(
            text(100'000, "{type: normal, min: 0, max: 99999, mean: 60000, std_dev: 500}"));
        const auto* pool = snapshot->pool(Modality::image);
        QVERIFY(pool);
        QVERIFY(std::llabs(pool->hottest.front().item - 60000) < 30);
        for (std::size_t i = 1; i < pool->hottest.size(); ++i)
            QVERIFY(pool->hottest[i - 1].probability >= pool->hottest[i].probability);
    }

    void errorsLeaveNoPlanButSayWhy()
    {
        const auto snapshot = derive(text(100, "{type: zipf, skew: -1}"));
        QVERIFY(!snapshot->plan);
        QVERIFY(snapshot->planError.has_value());
        QVERIFY(config::hasErrors(snapshot->config.diagnostics));
        QVERIFY(!derive("nonsense: [")->plan);
        QVERIFY(!derive("")->config.workload.data.multimodal);
    }

    void longRunsAreNotCounted()
    {
        snapshot::Options options;
        options.maxCounted = 100;
        const auto snapshot = derive(text(100, "{type: uniform}"), options);
        QVERIFY(!snapshot->pool(Modality::image)->isCounted);
        QVERIFY(snapshot->pool(Modality::image)->planned.empty());
        QVERIFY(snapshot->pool(Modality::image)->run.expectedDistinct > 90);
    }

    void optionsOverrideTheText()
    {
        snapshot::Options options;
        options.seed = 7;
        options.load.requests = 5;
        options.folder = "/somewhere";
        const auto snapshot = derive(text(100, "{type: uniform}"), options);
        QCOMPARE(snapshot->seed, std::uint64_t{ 7 });
        QCOMPARE(snapshot->requests, std::uint64_t{ 5 });
    }

    void aStopGivesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto result = snapshot::derive(text(100, "{type: uniform}"), {}, stop.get_token());
        QVERIFY(!result);
        QCOMPARE(result.error().code, base::Code::cancelled);
    }
};

POOLSCOPE_TEST(SnapshotTest)
#include "snapshot_test.moc"
