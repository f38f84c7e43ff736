// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/plan/item_counts.h"
#include "core/plan/plan.h"
#include "tests/unit/testing.h"

#include <algorithm>
#include <fmt/format.h>
#include <future>
#include <map>
#include <numeric>
#include <random>
#include <set>

using namespace poolscope;
using base::Modality;

namespace {

config::Pool zipfPool(std::int64_t size, double skew)
{
    config::Pool pool;
    pool.size = size;
    pool.sampling = { { 0, size - 1 }, config::ZipfSampling{ skew } };
    return pool;
}

config::Distribution uniform(std::int64_t min, std::int64_t max)
{
    config::Distribution result;
    result.type = config::DistributionType::uniform;
    result.min = min;
    result.max = max;
    return result;
}

config::Workload workload()
{
    config::Workload result;
    result.api.type = config::ApiType::chat;
    result.data.type = config::DataType::synthetic;
    result.data.inputDistribution = uniform(10, 30);
    result.data.outputDistribution = config::fixedDistribution(16);
    result.load.stages = { config::RateStage{ 40, 25 } };
    config::ImageSettings image;
    image.count = uniform(0, 3);
    image.resolutions = { { { 1280, 720 }, 80 }, { { 640, 360 }, 20 } };
    image.pool = zipfPool(100, 1.1);
    config::AudioSettings audio;
    audio.count = config::fixedDistribution(1);
    audio.durations = { { 1.0, 1 }, { 2.5, 1 } };
    audio.pool = zipfPool(50, 0.5);
    result.data.multimodal = config::Multimodal{ image, {}, audio };
    return result;
}

config::Workload prefixWorkload()
{
    config::Workload result = workload();
    result.data.type = config::DataType::sharedPrefix;
    config::SharedPrefix prefix;
    prefix.numGroups = 5;
    prefix.numPromptsPerGroup = 4;
    prefix.systemPromptLen = config::fixedDistribution(20);
    prefix.questionLen = config::fixedDistribution(8);
    prefix.outputLen = config::fixedDistribution(12);
    config::ImageSettings image;
    image.count = config::fixedDistribution(2);
    prefix.multimodal = config::Multimodal{ image, {}, {} };
    result.data.sharedPrefix = prefix;
    return result;
}

plan::PlanPtr planOf(const config::Workload& config, std::uint64_t seed = 42)
{
    auto result = plan::Plan::create(config, seed);
    Q_ASSERT(result.has_value());
    return *result;
}

std::vector<std::uint64_t> itemsOf(const plan::RequestSpec& request, Modality modality)
{
    std::vector<std::uint64_t> items;
    for (const auto& placement : request.payload.media)
        if (placement.item.modality == modality)
            items.push_back(placement.item.item);
    return items;
}

std::size_t words(const std::string& text)
{
    return text.empty() ? 0
                        : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' '));
}

} // namespace

class PlanTest : public QObject {
    Q_OBJECT

private slots:
    void orderDoesNotMatter()
    {
        const auto first = planOf(workload());
        std::vector<plan::RequestSpec> forward;
        for (std::uint64_t r = 0; r < 200; ++r)
            forward.push_back(first->request(r));
        std::vector<std::uint64_t> shuffled(200);
        std::iota(shuffled.begin(), shuffled.end(), 0);
        std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937_64(7));
        const auto second = planOf(workload());
        for (const std::uint64_t r : shuffled)
            QVERIFY(second->request(r) == forward[r]);
    }

    void threadsDoNotMatter()
    {
        const auto shared = planOf(prefixWorkload());
        std::vector<std::future<std::vector<plan::RequestSpec>>> threads;
        for (std::uint64_t thread = 0; thread < 8; ++thread)
            threads.push_back(std::async(std::launch::async, [&shared, thread] {
                std::vector<plan::RequestSpec> requests;
                for (std::uint64_t r = thread; r < 400; r += 8)
                    requests.push_back(shared->request(r));
                return requests;
            }));
        const auto alone = planOf(prefixWorkload());
        for (std::uint64_t thread = 0; thread < 8; ++thread) {
            const auto requests = threads[thread].get();
            for (std::size_t i = 0; i < requests.size(); ++i)
                QVERIFY(requests[i] == alone->request(thread + 8 * i));
        }
    }

    void oneModalityDoesNotMoveAnother()
    {
        config::Workload changed = workload();
        changed.data.multimodal->audio->pool = zipfPool(7, 2.0);
        changed.data.multimodal->audio->count = config::fixedDistribution(3);
        changed.data.inputDistribution = config::fixedDistribution(400);
        const auto before = planOf(workload());
        const auto after = planOf(changed);
        for (std::uint64_t r = 0; r < 100; ++r)
            QVERIFY(itemsOf(before->request(r), Modality::image)
                == itemsOf(after->request(r), Modality::image));
    }

    void growingThePoolKeepsItsItems()
    {
        config::Workload grown = workload();
        grown.data.multimodal->image->pool = zipfPool(10000, 1.1);
        const auto small = planOf(workload());
        const auto large = planOf(grown);
        for (std::uint64_t i = 0; i < 100; ++i)
            QVERIFY(
                small->media(Modality::image)->item(i) == large->media(Modality::image)->item(i));
    }

    void itemSpecsFollowTheirWeights()
    {
        const auto made = planOf(workload());
        const auto* images = made->media(Modality::image);
        int large = 0;
        std::set<std::uint64_t> seeds;
        for (std::uint64_t i = 0; i < 5000; ++i) {
            const auto spec = images->item(i);
            QVERIFY(spec.width == 1280 || spec.width == 640);
            large += spec.width == 1280 ? 1 : 0;
            seeds.insert(spec.seed);
        }
        QVERIFY2(std::abs(large - 4000) < 120, qPrintable(QString::number(large)));
        QCOMPARE(seeds.size(), std::size_t{ 5000 });
    }

    void indicesAloneAreThoseOfTheWholeRequest()
    {
        const auto made = planOf(workload());
        for (std::uint64_t r = 0; r < 300; ++r) {
            std::vector<std::uint64_t> indices;
            made->media(Modality::image)->drawIndices(r, indices);
            QVERIFY(indices == itemsOf(made->request(r), Modality::image));
        }
    }

    void seedsChangeEverythingButTheShape()
    {
        const auto a = planOf(workload(), 1)->request(3);
        const auto b = planOf(workload(), 2)->request(3);
        QVERIFY(a.payload.text != b.payload.text);
        QVERIFY(planOf(workload(), 1)->media(Modality::image)->item(0).seed
            != planOf(workload(), 2)->media(Modality::image)->item(0).seed);
    }

    void textsHaveTheLengthsDrawn()
    {
        config::Workload fixed = workload();
        fixed.data.inputDistribution = config::fixedDistribution(33);
        const auto made = planOf(fixed);
        std::set<std::string> texts;
        for (std::uint64_t r = 0; r < 50; ++r) {
            const auto request = made->request(r);
            QCOMPARE(words(request.payload.text), std::size_t{ 33 });
            QCOMPARE(request.maxTokens, std::int64_t{ 16 });
            texts.insert(request.payload.text);
        }
        QCOMPARE(texts.size(), std::size_t{ 50 });
    }

    void withoutAPoolEveryItemIsFresh()
    {
        config::Workload fresh = workload();
        fresh.data.multimodal->image->pool.reset();
        fresh.data.multimodal->image->count = config::fixedDistribution(2);
        const auto made = planOf(fresh);
        std::set<std::uint64_t> items;
        std::set<std::uint64_t> seeds;
        for (std::uint64_t r = 0; r < 100; ++r)
            for (const auto& placement : made->request(r).payload.media)
                if (placement.item.modality == Modality::image) {
                    QCOMPARE(placement.item.side, media::Side::fresh);
                    items.insert(placement.item.item);
                    seeds.insert(placement.item.seed);
                }
        QCOMPARE(items.size(), std::size_t{ 200 });
        QCOMPARE(seeds.size(), std::size_t{ 200 });
        QVERIFY(!made->media(Modality::image)->hasPool());
    }

    void videoWithoutAPoolHasFourItemsPerProfile()
    {
        config::Workload config = workload();
        config::VideoSettings video;
        video.count = config::fixedDistribution(1);
        video.profiles = { { { { 640, 360 }, 8 }, 3 }, { { { 320, 180 }, 8 }, 1 },
            { { { 640, 360 }, 8 }, 2 } }; // the third is the first again
        config.data.multimodal->video = video;
        const auto made = planOf(config);
        const auto* videos = made->media(Modality::video);
        QCOMPARE(videos->origin(), plan::Origin::implied);
        QCOMPARE(videos->poolSize(), std::int64_t{ 8 });
        QCOMPARE(videos->law().probability(0), 5.0 / 6 / 4);
        QCOMPARE(videos->item(3).width, 640);
        QCOMPARE(videos->item(4).width, 320);
        std::map<std::uint64_t, int> used;
        for (std::uint64_t r = 0; r < 400; ++r)
            ++used[itemsOf(made->request(r), Modality::video).front()];
        QCOMPARE(used.size(), std::size_t{ 8 });

        config.data.multimodal->video->representation = config::VideoRepresentation::pngFrames;
        QCOMPARE(planOf(config)->media(Modality::video)->origin(), plan::Origin::fresh);
    }

    void sequencesAreWordForWord()
    {
        config::Workload config = workload();
        config::Pool pool;
        pool.size = 2;
        pool.sampling = { { 0, 1 },
            config::SequenceSampling{
                { { { 0, {} }, { 1, {} } }, { { 1, {} } }, { { 0, 0.25 } } } } };
        config.data.multimodal->image->pool = pool;
        config.data.multimodal->audio.reset();
        const auto made = planOf(config);
        using Items = std::vector<std::uint64_t>;
        QCOMPARE(itemsOf(made->request(0), Modality::image), (Items{ 0, 1 }));
        QCOMPARE(itemsOf(made->request(1), Modality::image), (Items{ 1 }));
        QCOMPARE(itemsOf(made->request(3), Modality::image), (Items{ 0, 1 }));
        QCOMPARE(made->request(0).payload.media[0].at, 0.5);
        QCOMPARE(made->request(0).payload.media[1].at, 1.0);
        QCOMPARE(made->request(1).payload.media[0].at, 1.0);
        QCOMPARE(made->request(2).payload.media[0].at, 0.25);
        QVERIFY(std::abs(made->media(Modality::image)->meanCount() - 4.0 / 3) < 1e-12);
        config.data.multimodal->image->insertionPoint = 0.0;
        QCOMPARE(planOf(config)->request(0).payload.media[1].at, 0.0);
    }

    void prefixesBelongToTheirGroup()
    {
        const auto made = planOf(prefixWorkload());
        std::map<std::uint64_t, plan::Part> groups;
        std::map<std::string, int> questions;
        for (std::uint64_t r = 0; r < 60; ++r) {
            const auto request = made->request(r);
            QVERIFY(request.prefix.has_value());
            const auto group = request.group.value();
            QCOMPARE(group, made->groupOf(r));
            const auto [known, isNew] = groups.try_emplace(group, *request.prefix);
            QVERIFY(known->second == *request.prefix);
            ++questions[request.payload.text];
            QCOMPARE(request.maxTokens, std::int64_t{ 12 });
        }
        QCOMPARE(groups.size(), std::size_t{ 5 });
        QCOMPARE(
            questions.size(), std::size_t{ 20 }); // 60 requests are three passes over 20 prompts
        for (const auto& [question, count] : questions)
            QCOMPARE(count, 3);
        std::set<std::uint64_t> items;
        for (const auto& [group, part] : groups)
            for (const auto& placement : part.media) {
                QCOMPARE(placement.item.side, media::Side::prefix);
                items.insert(placement.item.item);
            }
        QCOMPARE(items, (std::set<std::uint64_t>{ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }));
    }

    void countsAreExactBeyondOneSlice()
    {
        config::Workload config = workload();
        config.data.multimodal->image->pool = zipfPool(3, 1);
        config.data.multimodal->image->count = config::fixedDistribution(40);
        const auto made = planOf(config);
        constexpr std::uint64_t requests = 30'000; // 1.2 million draws
        std::array<std::uint64_t, 3> expected{};
        std::vector<std::uint64_t> draws;
        for (std::uint64_t r = 0; r < requests; ++r) {
            draws.clear();
            made->media(Modality::image)->drawIndices(r, draws);
            for (const std::uint64_t item : draws)
                ++expected.at(item);
        }
        const auto counts = plan::countItems(*made, Modality::image, { 0, 1, requests });
        QCOMPARE(counts.size(), std::size_t{ 3 });
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(counts[i] == (plan::ItemCount{ i, expected.at(i) }));
    }

    void groupsShareThePrefixPool()
    {
        config::Workload config = prefixWorkload();
        config.data.sharedPrefix->multimodal->image->pool = zipfPool(3, 0);
        const auto made = planOf(config);
        std::set<std::uint64_t> items;
        for (std::uint64_t r = 0; r < 20; ++r) {
            const auto request = made->request(r);
            for (const auto& placement : request.prefix->media)
                items.insert(placement.item.item);
        }
        QVERIFY(items.size() <= 3);
        QVERIFY(items.size() > 1);
    }

    void thePrefixSeedKeepsThePrefix()
    {
        config::Workload config = prefixWorkload();
        config.data.sharedPrefix->seed = 5;
        const auto a = planOf(config, 1);
        const auto b = planOf(config, 2);
        QVERIFY(a->request(0).prefix == b->request(0).prefix);
        QVERIFY(a->request(0).payload != b->request(0).payload);
    }

    void routesAreUpstreams()
    {
        QCOMPARE(planOf(workload())->settings().route, plan::Route::chat);
        config::Workload text = workload();
        text.data.multimodal.reset();
        QCOMPARE(planOf(text)->settings().route, plan::Route::chat);
        text.api.type = config::ApiType::completion;
        QCOMPARE(planOf(text)->settings().route, plan::Route::completions);
        config::Workload prefix = prefixWorkload();
        prefix.api.type = config::ApiType::completion;
        QCOMPARE(planOf(prefix)->settings().route, plan::Route::chat);
        prefix.api.type = config::ApiType::chat;
        prefix.data.multimodal.reset();
        prefix.data.sharedPrefix->multimodal.reset();
        QCOMPARE(planOf(prefix)->settings().route, plan::Route::completions);
    }

    void otherDataTypesAreRefusedWithAReason()
    {
        config::Workload config = workload();
        config.data.type = config::DataType::shareGpt;
        const auto refused = plan::Plan::create(config, 42);
        QVERIFY(!refused);
        QVERIFY(!refused.error().hint.empty());
    }

    /// The promise: this plan is the same on every machine and in every release.
    void plansNeverChange()
    {
        const auto request = planOf(prefixWorkload())->request(7);
        std::string drawn = request.payload.text + "\n" + request.prefix->text + "\n";
        for (const auto* part : { &request.payload, &*request.prefix })
            for (const auto& [item, at] : part->media)
                drawn += fmt::format("{} {} {}x{} {} at {}\n", base::name(item.modality), item.item,
                    item.width, item.height, item.seed, at);
        COMPARE_TEXT(drawn, R"(is black oil wood put case sun top
come number never your tax human how different table even again ocean body world these rain areas close voice when
image 0 640x360 7722681196294182336 at 0.6946758708098633
image 16 1280x720 1084298254142489813 at 0.7010213963277764
audio 19 0x0 4427578870228225368 at 0.8339287356812873
image 6 512x512 4593187589301364487 at 0.09082765410446714
image 7 512x512 8275757952570415980 at 0.8022379335791121
)");
    }
};

POOLSCOPE_TEST(PlanTest)
#include "plan_test.moc"
