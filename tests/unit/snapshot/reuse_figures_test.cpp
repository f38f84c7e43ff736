// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/diagnostics/codes.h"
#include "core/plan/item_counts.h"
#include "core/snapshot/pool_sizes.h"
#include "core/snapshot/reuse_figures.h"
#include "core/wire/content.h"
#include "tests/unit/testing.h"

#include <cmath>
#include <list>
#include <set>

using namespace poolscope;
using base::Modality;

namespace {

/// A run of 500 requests with 0 to 3 images of two sizes.
std::string yaml(const std::string& pool,
    const std::string& count = "      count: {type: uniform, min: 0, max: 3}\n")
{
    return "load: {type: concurrent, base_seed: 7, stages: [{num_requests: 500, concurrency_level: "
           "1}]}\n"
           "data:\n"
           "  type: synthetic\n"
           "  multimodal:\n"
           "    image:\n"
        + count
        + "      resolutions: [{resolution: {width: 112, height: 112}, weight: 3},\n"
          "                    {resolution: {width: 224, height: 224}, weight: 1}]\n"
          "      pool: "
        + pool + "\nserver: {type: mock}\n";
}

const std::string zipf = "{size: 80, sampling: {type: zipf, min: 0, max: 79, skew: 0.9}}";

snapshot::SnapshotPtr snapshotOf(const std::string& text)
{
    return snapshot::derive(text, {}).value();
}

reuse::CacheSpec cache(const char* text)
{
    return reuse::parseCacheSpec(text).value();
}

snapshot::ReuseFigures figuresOf(
    const snapshot::Snapshot& snapshot, const snapshot::ReuseQuestion& question)
{
    return snapshot::reuseFigures(snapshot, Modality::image, question).value();
}

/// The items of every request in the order of its body.
std::vector<std::vector<std::uint64_t>> drawn(const snapshot::Snapshot& snapshot)
{
    std::vector<std::vector<std::uint64_t>> requests(snapshot.requests);
    for (std::size_t r = 0; r < requests.size(); ++r)
        for (const wire::Block& block : wire::contentOf(snapshot.plan->request(r)))
            if (block.item)
                requests[r].push_back(block.item->item);
    return requests;
}

/// Hits of a textbook LRU of a capacity in the unit of the sizes.
std::uint64_t lruHits(const std::vector<std::vector<std::uint64_t>>& requests,
    const std::vector<std::uint64_t>& sizes, std::uint64_t capacity)
{
    std::list<std::uint64_t> held;
    std::uint64_t used = 0;
    std::uint64_t hits = 0;
    for (const auto& request : requests)
        for (const std::uint64_t item : request) {
            const auto found = std::find(held.begin(), held.end(), item);
            if (found != held.end()) {
                ++hits;
                held.splice(held.begin(), held, found);
                continue;
            }
            if (sizes[item] > capacity)
                continue;
            for (; used + sizes[item] > capacity; held.pop_back())
                used -= sizes[held.back()];
            held.push_front(item);
            used += sizes[item];
        }
    return hits;
}

std::uint64_t drawsOf(const std::vector<std::vector<std::uint64_t>>& requests)
{
    std::uint64_t draws = 0;
    for (const auto& request : requests)
        draws += request.size();
    return draws;
}

} // namespace

class ReuseFiguresTest : public QObject {
    Q_OBJECT

private slots:
    void sizesAreThoseOfTheServer()
    {
        const auto snapshot = snapshotOf(yaml(zipf));
        const plan::MediaPlan& media = *snapshot->plan->media(Modality::image);
        const auto sizes = snapshot::poolSizes(media, reuse::CacheMeasure::processedBytes).value();
        QCOMPARE(sizes.items.items, 80U);
        double share = 0;
        for (std::uint32_t i = 0; i < 80; ++i) {
            // Measured on a server: 112x112 and 224x224.
            QVERIFY(sizes.items.bytes[i] == 75'288 || sizes.items.bytes[i] == 301'080);
            QCOMPARE(sizes.items.tokens[i], media.item(i).width == 112 ? 16U : 64U);
            share += sizes.items.bytes[i] == 75'288 ? 1.0 / 80 : 0;
        }
        QCOMPARE(sizes.pool.sizes.size(), 2U);
        QVERIFY(std::fabs(sizes.pool.sizes[0].share - share) < 1e-12);
        QCOMPARE(sizes.pool.sizes[1].bytes, 301'080.0);
        const auto embedded
            = snapshot::poolSizes(media, reuse::CacheMeasure::embeddingBytes).value();
        QCOMPARE(embedded.pool.sizes[0].bytes, 16.0 * 7168);
    }

    void thePlanIsCountedInFull()
    {
        const auto snapshot = snapshotOf(yaml(zipf));
        const auto requests = drawn(*snapshot);
        std::set<std::uint64_t> distinct;
        for (const auto& request : requests)
            distinct.insert(request.begin(), request.end());
        snapshot::ReuseQuestion question;
        question.withCurves = true;
        const auto figures = figuresOf(*snapshot, question);
        QCOMPARE(figures.planned.requests, 500U);
        QCOMPARE(figures.planned.draws, drawsOf(requests));
        QCOMPARE(figures.planned.distinct, distinct.size());
        QCOMPARE(figures.plannedCurve.back(), figures.planned);
        QCOMPARE(figures.plannedCurve.front().requests, 1U);
        for (const auto& point : figures.plannedCurve) {
            const auto counted
                = plan::countItems(*snapshot->plan, Modality::image, { 0, 1, point.requests });
            QCOMPARE(point.distinct, counted.size());
        }
        QCOMPARE(figures.runCurve.back().requests, 500.0);
        QVERIFY(std::fabs(figures.runCurve.back().distinct - figures.run.expectedDistinct) < 1e-6);
    }

    void cachesAreThoseOfATextbook()
    {
        const auto snapshot = snapshotOf(yaml(zipf));
        const auto requests = drawn(*snapshot);
        const auto sizes = snapshot::poolSizes(
            *snapshot->plan->media(Modality::image), reuse::CacheMeasure::processedBytes)
                               .value();
        snapshot::ReuseQuestion question;
        question.caches = { cache("lru:20"), cache("lru:2MiB"), cache("unlimited") };
        question.isExact = true;
        const auto figures = figuresOf(*snapshot, question);
        const std::vector<std::uint64_t> ones(80, 1);
        QCOMPARE(figures.caches[0].exact->items.hits, lruHits(requests, ones, 20));
        QCOMPARE(figures.caches[1].exact->items.hits,
            lruHits(requests, sizes.items.bytes, std::uint64_t{ 2 } << 20U));
        QCOMPARE(
            figures.caches[2].exact->items.hits, figures.planned.draws - figures.planned.distinct);
        for (const auto& one : figures.caches) {
            QCOMPARE(one.exact->items.total, figures.planned.draws);
            QVERIFY(std::fabs(*one.expected() - one.exact->items.rate()) < 0.05);
        }
    }

    void curvesPassThroughTheSimulation_data()
    {
        QTest::addColumn<int>("unit");
        QTest::addRow("items") << static_cast<int>(reuse::CacheUnit::items);
        QTest::addRow("bytes") << static_cast<int>(reuse::CacheUnit::bytes);
        QTest::addRow("tokens") << static_cast<int>(reuse::CacheUnit::tokens);
    }

    void curvesPassThroughTheSimulation()
    {
        QFETCH(int, unit);
        const auto snapshot = snapshotOf(yaml(zipf));
        const auto requests = drawn(*snapshot);
        const auto sizes = snapshot::poolSizes(
            *snapshot->plan->media(Modality::image), reuse::CacheMeasure::processedBytes)
                               .value();
        snapshot::ReuseQuestion question;
        question.withCurves = true;
        question.unit = static_cast<reuse::CacheUnit>(unit);
        const auto figures = figuresOf(*snapshot, question);
        const std::vector<std::uint64_t> ones(80, 1);
        const auto& own = question.unit == reuse::CacheUnit::items ? ones
            : question.unit == reuse::CacheUnit::bytes             ? sizes.items.bytes
                                                                   : sizes.items.tokens;
        QVERIFY(figures.plannedHits.size() > 40);
        const auto draws = static_cast<double>(figures.planned.draws);
        double worst = 0;
        for (const auto& point : figures.plannedHits) {
            const auto hits = static_cast<double>(lruHits(requests, own, point.capacity));
            QVERIFY(std::fabs(point.hitRate - hits / draws) < 1e-12);
            // The law's curve beside it, between its neighbouring points.
            for (std::size_t i = 1; i < figures.hitCurve.size(); ++i)
                if (figures.hitCurve[i - 1].capacity <= static_cast<double>(point.capacity)
                    && figures.hitCurve[i].capacity >= static_cast<double>(point.capacity))
                    worst = std::max(worst, std::fabs(figures.hitCurve[i].hitRate - point.hitRate));
        }
        QVERIFY2(worst < 0.08, std::to_string(worst).c_str());
    }

    void spreadIsThatOfOtherSeeds()
    {
        const auto snapshot = snapshotOf(yaml(zipf));
        snapshot::ReuseQuestion question;
        question.caches = { cache("lru:20"), cache("sieve:20") };
        question.withSpread = true;
        question.spreadDraws = 1e5;
        const auto figures = figuresOf(*snapshot, question);
        const auto& spread = *figures.caches[0].spread;
        QCOMPARE(spread.seeds, 106);
        QVERIFY(!spread.isScaled);
        double sum = 0;
        double squares = 0;
        const std::vector<std::uint64_t> ones(80, 1);
        for (std::uint64_t seed = 8; seed < 114; ++seed) {
            snapshot::Options options;
            options.seed = seed;
            const auto other = snapshot::derive(yaml(zipf), options).value();
            const auto requests = drawn(*other);
            const double rate = static_cast<double>(lruHits(requests, ones, 20))
                / static_cast<double>(drawsOf(requests));
            sum += rate;
            squares += rate * rate;
        }
        QVERIFY(std::fabs(spread.mean - sum / 106) < 1e-12);
        QVERIFY(std::fabs(spread.sd - std::sqrt((squares - sum * sum / 106) / 105)) < 1e-9);
        QVERIFY(std::fabs(spread.mean - figures.caches[0].predicted->hitRate) < 0.01);
        // No formula: what other seeds say is what to expect.
        QVERIFY(!figures.caches[1].predicted);
        QCOMPARE(*figures.caches[1].expected(), figures.caches[1].spread->mean);
    }

    void mixedSizesAreExpectedAsThisPoolHasThem()
    {
        const auto snapshot = snapshotOf(yaml(zipf));
        snapshot::ReuseQuestion question;
        question.caches = { cache("lru:2MiB"), cache("lru:20") };
        question.withSpread = true;
        question.spreadDraws = 1e5;
        const auto figures = figuresOf(*snapshot, question);
        QVERIFY(figures.caches[0].isMixed);
        QCOMPARE(*figures.caches[0].expected(), figures.caches[0].spread->mean);
        COMPARE_TEXT(std::string(figures.caches[0].method()), "other-seeds");
        QVERIFY(!figures.caches[1].isMixed);
        QCOMPARE(*figures.caches[1].expected(), figures.caches[1].predicted->hitRate);
        COMPARE_TEXT(std::string(figures.caches[1].method()), "che-finite");
    }

    void whereNoFormulaHoldsOtherSeedsAreExpected()
    {
        const auto snapshot = snapshotOf(yaml(zipf));
        snapshot::ReuseQuestion question;
        question.caches = { cache("lru:20") };
        question.caches.front().replicas = 3;
        question.caches.front().routing = reuse::CacheRouting::affinity;
        question.isExact = question.withSpread = true;
        question.spreadDraws = 1e5;
        const auto figures = figuresOf(*snapshot, question);
        const snapshot::CacheFigures& affine = figures.caches[0];
        // Requests of several items go to the replica of the first.
        QVERIFY(!affine.predicted->isCovered);
        COMPARE_TEXT(std::string(affine.method()), "other-seeds");
        QVERIFY(std::fabs(*affine.expected() - affine.exact->items.rate()) < 0.06);
        QVERIFY(affine.predicted->hitRate - affine.exact->items.rate() > 0.06);
    }

    void longRunsBorrowTheSpreadOfShorterOnes()
    {
        snapshot::Options options;
        options.load.requests = 20'000;
        const auto snapshot = snapshot::derive(yaml(zipf), options).value();
        snapshot::ReuseQuestion question;
        question.caches = { cache("lru:20") };
        question.withSpread = true;
        question.spreadDraws = 2e5;
        const auto figures = figuresOf(*snapshot, question);
        const auto& spread = *figures.caches[0].spread;
        QVERIFY(spread.isScaled);
        QCOMPARE(spread.seeds, 50);
        // sd of about sqrt(h (1 - h) / draws) or a little more.
        QVERIFY(spread.sd > 0.0015 && spread.sd < 0.006);
    }

    void cachesTooSmallForARequestAreErrors_data()
    {
        QTest::addColumn<QString>("cache");
        QTest::addColumn<QString>("count");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("hint");
        // All of one size: 75 288 bytes each.
        QTest::addRow("refused") << "vllm:150576B"
                                 << "3"
                                 << "answers such a request with 500"
                                 << "0.0003 or more";
        QTest::addRow("in items") << "vllm:2"
                                  << "3"
                                  << "answers such a request with 500"
                                  << "hold 3 items";
        QTest::addRow("never stored") << "vllm:75287B"
                                      << "1"
                                      << "never stored"
                                      << "0.0001 or more";
        QTest::addRow("just enough") << "vllm:225864B"
                                     << "3"
                                     << ""
                                     << "";
        QTest::addRow("another server's") << "lru:1"
                                          << "3"
                                          << ""
                                          << "";
    }

    void cachesTooSmallForARequestAreErrors()
    {
        QFETCH(QString, cache);
        QFETCH(QString, count);
        QFETCH(QString, message);
        QFETCH(QString, hint);
        const auto snapshot = snapshotOf(
            "load: {type: concurrent, stages: [{num_requests: 40, concurrency_level: 1}]}\n"
            "data:\n  type: synthetic\n  multimodal:\n    image:\n      count: {type: fixed, mean: "
            + count.toStdString()
            + "}\n      resolutions: {width: 112, height: 112}\n      pool: {size: 50, sampling: "
              "{type: uniform, min: 0, max: 49}}\nserver: {type: mock}\n");
        snapshot::ReuseQuestion question;
        question.caches = { reuse::parseCacheSpec(cache.toStdString()).value() };
        question.isExact = true;
        const auto figures = figuresOf(*snapshot, question);
        QCOMPARE(figures.diagnostics.size(), message.isEmpty() ? 0U : 1U);
        // Not said lightly: the simulation meets the refusals.
        QCOMPARE(figures.caches[0].exact->refused > 0, message.contains("500"));
        if (message.isEmpty())
            return;
        const config::Diagnostic& diagnostic = figures.diagnostics.front();
        QCOMPARE(diagnostic.severity, config::Severity::error);
        COMPARE_TEXT(diagnostic.code, std::string(config::codes::cacheTooSmall));
        COMPARE_TEXT(diagnostic.path, "data.multimodal.image.count");
        COMPARE_TEXT(snapshot->text.substr(diagnostic.range.begin, 6), "{type:");
        QVERIFY2(testing::text(diagnostic.message).contains(message), diagnostic.message.c_str());
        QVERIFY2(testing::text(diagnostic.hint).contains(hint), diagnostic.hint.c_str());
    }

    void listedItemsAreNotPredicted()
    {
        const auto snapshot
            = snapshotOf(yaml("{size: 3, sampling: {sequence: [[0, 1], [1], [2, 0]]}}", ""));
        snapshot::ReuseQuestion question;
        question.caches = { cache("lru:2") };
        question.isExact = question.withSpread = question.withCurves = true;
        const auto figures = figuresOf(*snapshot, question);
        QVERIFY(!figures.caches[0].predicted && !figures.caches[0].spread);
        QVERIFY(!figures.caches[0].expected());
        QCOMPARE(figures.caches[0].exact->items.total, drawsOf(drawn(*snapshot)));
        QVERIFY(figures.runCurve.empty() && figures.hitCurve.empty());
        QVERIFY(!figures.plannedHits.empty() && !figures.plannedCurve.empty());
    }

    void withoutAPoolThereIsNothingToAsk()
    {
        const auto snapshot = snapshotOf(yaml(zipf));
        const auto none = snapshot::reuseFigures(*snapshot, Modality::audio, {});
        QVERIFY(!none);
        COMPARE_TEXT(none.error().hint, "Give data.multimodal.audio.pool.");
        std::stop_source stop;
        stop.request_stop();
        const auto stopped
            = snapshot::reuseFigures(*snapshot, Modality::image, {}, stop.get_token());
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, base::Code::cancelled);
    }
};

POOLSCOPE_TEST(ReuseFiguresTest)
#include "reuse_figures_test.moc"
