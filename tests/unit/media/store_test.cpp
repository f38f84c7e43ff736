// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/hash.h"
#include "core/media/store.h"
#include "tests/unit/media/items.h"
#include "tests/unit/testing.h"

#include <atomic>
#include <chrono>
#include <thread>

using namespace poolscope;
using namespace poolscope::testing;
using media::AssetPtr;
using media::Format;
using media::ItemSpec;
using media::PoolStore;
using media::RenderProgress;

namespace {

constexpr std::size_t ample = std::size_t{ 1 } << 30U;

std::vector<ItemSpec> pngs(std::size_t count, int side = 32)
{
    std::vector<ItemSpec> specs;
    for (std::size_t i = 0; i < count; ++i)
        specs.push_back(picture(Format::png, side, side, i));
    return specs;
}

std::size_t base64Bytes(const ItemSpec& spec)
{
    return (bytesOf(spec).size() + 2) / 3 * 4;
}

} // namespace

class StoreTest : public QObject {
    Q_OBJECT

private slots:
    void anAssetHoldsWhatBodiesNeed()
    {
        PoolStore store(ample);
        const ItemSpec spec = picture(Format::jpegFrames, 20, 10, 3, 4);
        const auto asset = store.get(spec);
        REQUIRE_VALUE(asset);
        const auto files = media::render(spec);
        QCOMPARE((*asset)->blobs.size(), std::size_t{ 4 });
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const media::EncodedBlob& blob = (*asset)->blobs[i];
            const std::string& bytes = (*files)[i].bytes;
            COMPARE_TEXT(blob.base64, base::encodeBase64(bytes));
            COMPARE_TEXT(blob.sha256, base::sha256(bytes));
            COMPARE_TEXT(blob.mime, "image/jpeg");
            QCOMPARE(blob.bytes, std::uint64_t{ bytes.size() });
            sum += bytes.size();
        }
        QCOMPARE((*asset)->bytes(), sum);
    }

    void anItemIsRenderedOnce()
    {
        PoolStore store(ample);
        const ItemSpec spec = picture(Format::png, 32, 32, 7);
        QVERIFY(!store.find(spec));
        const AssetPtr first = store.get(spec).value();
        QCOMPARE(store.get(spec).value(), first);
        QCOMPARE(store.find(spec), first);
        QCOMPARE(store.heldItems(), std::size_t{ 1 });
        QCOMPARE(store.heldBytes(), base64Bytes(spec));
    }

    void everyFieldOfASpecCounts()
    {
        PoolStore store(ample);
        std::vector<ItemSpec> specs(8, picture(Format::png, 32, 16));
        specs[1].width = 16;
        specs[2].height = 32;
        specs[3].seed = 1;
        specs[4].item = 1;
        specs[5].side = media::Side::prefix;
        specs[6].format = Format::jpeg;
        specs[7].modality = base::Modality::video;
        specs.push_back(clip(0.1));
        specs.push_back(clip(0.2));
        for (const ItemSpec& spec : specs)
            QVERIFY(store.get(spec));
        QCOMPARE(store.heldItems(), specs.size());
        for (const ItemSpec& spec : specs)
            COMPARE_TEXT(store.find(spec)->blobs[0].sha256, base::sha256(bytesOf(spec)));
    }

    void threadsThatAskAtOnceShareOneRendering()
    {
        PoolStore store(ample);
        const ItemSpec spec = picture(Format::mp4, 320, 180, 0, 8);
        std::vector<AssetPtr> assets(8);
        {
            std::vector<std::jthread> threads;
            for (AssetPtr& mine : assets)
                threads.emplace_back([&] { mine = store.get(spec).value_or(nullptr); });
        }
        QVERIFY(assets[0]);
        for (const AssetPtr& asset : assets)
            QCOMPARE(asset, assets[0]);
    }

    void theLeastRecentlyUsedItemMakesRoom()
    {
        const auto specs = pngs(4);
        PoolStore store(base64Bytes(specs[0]) + base64Bytes(specs[1]) + base64Bytes(specs[2])
            + base64Bytes(specs[3]) / 2);
        for (int i : { 0, 1, 2, 0 })
            QVERIFY(store.get(specs[std::size_t(i)]));
        QVERIFY(store.find(specs[1])); // looking is not using
        const AssetPtr evicted = store.find(specs[1]);
        QVERIFY(store.get(specs[3]));
        QVERIFY(store.find(specs[0]));
        QVERIFY(!store.find(specs[1]));
        QVERIFY(store.find(specs[2]));
        QVERIFY(store.find(specs[3]));
        QCOMPARE(store.heldItems(), std::size_t{ 3 });
        // Its holder keeps it, and the store makes it again as it was.
        const AssetPtr again = store.get(specs[1]).value();
        QVERIFY(again != evicted);
        COMPARE_TEXT(again->blobs[0].sha256, evicted->blobs[0].sha256);
    }

    void anItemBeyondTheWholeBudgetIsHandedOutOnly()
    {
        PoolStore store(10);
        QVERIFY(store.get(picture(Format::png, 32, 32)));
        QCOMPARE(store.heldItems(), std::size_t{ 0 });
        QCOMPARE(store.heldBytes(), std::size_t{ 0 });
    }

    void freshItemsAreNeverKept()
    {
        PoolStore store(ample);
        ItemSpec spec = picture(Format::png, 32, 32);
        spec.side = media::Side::fresh;
        const AssetPtr first = store.get(spec).value();
        const AssetPtr second = store.get(spec).value();
        QVERIFY(first != second);
        COMPARE_TEXT(first->blobs[0].sha256, second->blobs[0].sha256);
        QVERIFY(store.render(std::vector<ItemSpec>{ spec }, 1, {}, {}));
        QCOMPARE(store.heldItems(), std::size_t{ 0 });
    }

    void anyNumberOfThreadsRendersTheSame()
    {
        auto specs = pngs(40);
        for (std::uint64_t i = 0; i < 4; ++i) {
            specs.push_back(picture(Format::mp4, 64, 64, i, 3));
            specs.push_back(picture(Format::jpeg, 64, 64, i));
            specs.push_back(clip(0.3, i));
        }
        std::vector<std::string> expected;
        for (const ItemSpec& spec : specs)
            expected.push_back(base::sha256(bytesOf(spec)));
        for (const unsigned jobs : { 0U, 1U, 2U, 8U }) {
            PoolStore store(ample);
            QVERIFY(store.render(specs, jobs, {}, {}));
            for (std::size_t i = 0; i < specs.size(); ++i)
                COMPARE_TEXT(store.find(specs[i])->blobs[0].sha256, expected[i]);
        }
    }

    void progressIsToldOneAtATimeAndInTheEnd()
    {
        PoolStore store(ample);
        const auto specs = pngs(60, 100);
        QVERIFY(store.get(specs[0]));
        std::atomic<int> inside = 0;
        std::atomic<bool> didOverlap = false;
        bool isOver = false;
        bool wasToldLate = false;
        std::vector<RenderProgress> told;
        const auto begin = std::chrono::steady_clock::now();
        QVERIFY(store.render(specs, 4,
            [&](const RenderProgress& progress) {
                if (inside.fetch_add(1) != 0)
                    didOverlap = true;
                wasToldLate = isOver;
                told.push_back(progress);
                inside.fetch_sub(1);
            },
            {}));
        const auto elapsed = std::chrono::steady_clock::now() - begin;
        isOver = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(60));
        QVERIFY(!wasToldLate);
        QVERIFY(!didOverlap);
        std::uint64_t bytes = 0;
        for (const ItemSpec& spec : specs)
            bytes += bytesOf(spec).size();
        QCOMPARE(told.back().done, specs.size());
        QCOMPARE(told.back().total, specs.size());
        QCOMPARE(told.back().bytes, bytes);
        QVERIFY(std::ssize(told) <= 1 + elapsed / std::chrono::milliseconds(50));
        for (std::size_t i = 1; i < told.size(); ++i)
            QVERIFY(told[i - 1].done < told[i].done);
    }

    void theFirstErrorEndsTheRendering()
    {
        PoolStore store(ample);
        auto specs = pngs(500, 100);
        specs[20].width = 0;
        int calls = 0;
        const auto rendered = store.render(specs, 2, [&](const RenderProgress&) { ++calls; }, {});
        QVERIFY(!rendered);
        COMPARE_TEXT(
            rendered.error().message, "Cannot render image 20: a side of 0 pixels is not positive");
        QVERIFY(store.heldItems() >= 19);
        QVERIFY(store.heldItems() < 100);
    }

    void aStopEndsTheRendering()
    {
        PoolStore store(ample);
        const auto specs = pngs(100'000, 100);
        std::stop_source source;
        const auto begin = std::chrono::steady_clock::now();
        const auto rendered = store.render(
            specs, 3, [&](const RenderProgress&) { source.request_stop(); }, source.get_token());
        QVERIFY(!rendered);
        QVERIFY(rendered.error().code == base::Code::cancelled);
        QVERIFY(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));
        QVERIFY(store.heldItems() < specs.size());
    }

    void aStoppedStoreRendersNothing()
    {
        PoolStore store(ample);
        std::stop_source source;
        source.request_stop();
        const auto specs = pngs(3);
        QVERIFY(
            store.render(specs, 2, {}, source.get_token()).error().code == base::Code::cancelled);
        QVERIFY(store.get(specs[0], source.get_token()).error().code == base::Code::cancelled);
        QCOMPARE(store.heldItems(), std::size_t{ 0 });
        QVERIFY(store.get(specs[0]));
    }

    void whoWaitsForAStoppedThreadRendersItself()
    {
        PoolStore store(ample);
        const ItemSpec spec = clip(240);
        std::stop_source source;
        base::Result<AssetPtr> stopped;
        base::Result<AssetPtr> patient;
        {
            const std::jthread first([&] { stopped = store.get(spec, source.get_token()); });
            std::this_thread::sleep_for(std::chrono::milliseconds(3));
            const std::jthread second([&] { patient = store.get(spec); });
            std::this_thread::sleep_for(std::chrono::milliseconds(3));
            source.request_stop();
        }
        QVERIFY(stopped || stopped.error().code == base::Code::cancelled);
        REQUIRE_VALUE(patient);
        QCOMPARE(store.find(spec), *patient);
    }

    void whoWaitsCanBeStopped()
    {
        PoolStore store(ample);
        const ItemSpec spec = clip(3600);
        std::stop_source renderer;
        std::stop_source waiter;
        base::Result<AssetPtr> waited;
        const std::jthread first([&] { store.get(spec, renderer.get_token()); });
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        std::jthread second([&] { waited = store.get(spec, waiter.get_token()); });
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        waiter.request_stop();
        second.join();
        QVERIFY(!waited);
        QVERIFY(waited.error().code == base::Code::cancelled);
        renderer.request_stop();
    }

    void manyThreadsAndASmallBudgetGoTogether()
    {
        const auto specs = pngs(30);
        const std::size_t budget = 8 * base64Bytes(specs[0]);
        PoolStore store(budget);
        std::vector<std::string> expected;
        for (const ItemSpec& spec : specs)
            expected.push_back(base::sha256(bytesOf(spec)));
        std::atomic<int> wrong = 0;
        {
            std::vector<std::jthread> threads;
            for (std::size_t thread = 0; thread < 6; ++thread)
                threads.emplace_back([&, thread] {
                    for (std::size_t i = 0; i < 120; ++i) {
                        const std::size_t item = (i * (thread + 1) * 7) % specs.size();
                        const auto asset = store.get(specs[item]);
                        if (!asset || (*asset)->blobs[0].sha256 != expected[item]
                            || store.heldBytes() > budget)
                            ++wrong;
                    }
                });
        }
        QCOMPARE(wrong.load(), 0);
    }
};

POOLSCOPE_TEST(StoreTest)
#include "store_test.moc"
