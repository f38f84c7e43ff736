// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/reuse/vllm_cache.h"
#include "core/snapshot/pool_sizes.h"
#include "core/snapshot/shared_cache.h"
#include "core/wire/content.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using base::Modality;

class SharedCacheTest : public QObject {
    Q_OBJECT

private slots:
    void oneCacheHoldsTheMediaOfAllModalities()
    {
        // Images from a pool, audio clips always new, and images of a shared prefix.
        const auto snapshot = snapshot::derive(
            "load: {type: concurrent, stages: [{num_requests: 60, concurrency_level: 1}]}\n"
            "data:\n"
            "  type: shared_prefix\n"
            "  shared_prefix:\n"
            "    num_groups: 3\n"
            "    num_prompts_per_group: 20\n"
            "    multimodal: {image: {count: {type: fixed, mean: 1}, resolutions: {width: 224, "
            "height: 224}}}\n"
            "  multimodal:\n"
            "    image:\n"
            "      count: {type: fixed, mean: 2}\n"
            "      resolutions: {width: 112, height: 112}\n"
            "      pool: {size: 10, sampling: {type: uniform, min: 0, max: 9}}\n"
            "    audio: {count: {type: fixed, mean: 1}, durations: 2}\n"
            "server: {type: mock}\n",
            {})
                                  .value();
        QVERIFY2(snapshot->plan, snapshot->planError ? snapshot->planError->message.c_str() : "");
        QVERIFY(snapshot::hasSharedMedia(*snapshot->plan));
        const auto tallies = snapshot::simulateShared(*snapshot,
            { reuse::parseCacheSpec("unlimited").value(),
                reuse::parseCacheSpec("vllm:1MiB").value() });
        REQUIRE_VALUE(tallies);
        // Four look-ups a request; all but the first of 3 prefix and 10 pool images hit, no clip.
        QCOMPARE(tallies->at(0).items.total, 240U);
        QCOMPARE(tallies->at(0).items.hits, 240U - 60U - 3U - 10U);
        // vLLM's own cache, asked with the requests' bodies.
        reuse::VllmProcessorCache server(std::uint64_t{ 1 } << 20U);
        for (std::uint64_t r = 0; r < 60; ++r) {
            std::vector<reuse::CachedItem> images;
            std::vector<reuse::CachedItem> clips;
            for (const wire::Block& block : wire::contentOf(snapshot->plan->request(r)))
                if (block.item)
                    (block.item->modality == Modality::image ? images : clips)
                        .push_back({ std::to_string(static_cast<int>(block.item->modality)) + "/"
                                + std::to_string(static_cast<int>(block.item->side)) + "/"
                                + std::to_string(block.item->item),
                            snapshot::tensorBytes(*block.item) });
            images.insert(images.end(), clips.begin(), clips.end());
            server.request(images);
        }
        QCOMPARE(tallies->at(1).items.hits, server.hits());
        QCOMPARE(tallies->at(1).items.total, server.queries());
    }

    void onePoolIsNoSharedMatter()
    {
        const auto snapshot = snapshot::derive(
            "load: {type: concurrent, stages: [{num_requests: 6, concurrency_level: 1}]}\n"
            "data:\n  type: synthetic\n  multimodal:\n    image:\n"
            "      count: {type: fixed, mean: 2}\n      resolutions: 360p\n"
            "      pool: {size: 10}\nserver: {type: mock}\n",
            {})
                                  .value();
        QVERIFY(!snapshot::hasSharedMedia(*snapshot->plan));
    }

    void framesAreImagesEachForItself()
    {
        const auto snapshot = snapshot::derive(
            "load: {type: concurrent, stages: [{num_requests: 30, concurrency_level: 1}]}\n"
            "data:\n  type: synthetic\n  multimodal:\n    video:\n"
            "      count: {type: fixed, mean: 1}\n      representation: png_frames\n"
            "      profiles: {resolution: {width: 112, height: 112}, frames: 4}\n"
            "      pool: {size: 5, sampling: {type: uniform, min: 0, max: 4}}\n"
            "server: {type: mock}\n",
            {})
                                  .value();
        QVERIFY2(snapshot->plan, snapshot->planError ? snapshot->planError->message.c_str() : "");
        const auto tallies = snapshot::simulateShared(*snapshot, { reuse::CacheSpec{} });
        REQUIRE_VALUE(tallies);
        QCOMPARE(tallies->front().items.total, 30U * 4U);
        QCOMPARE(tallies->front().items.hits, (30U - 5U) * 4U);
    }
};

POOLSCOPE_TEST(SharedCacheTest)
#include "shared_cache_test.moc"
