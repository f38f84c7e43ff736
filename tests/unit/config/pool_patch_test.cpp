// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/config.h"
#include "core/config/pool_patch.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using base::Modality;
using config::PoolChange;

namespace {

const std::string text = "# mine\n"
                         "data:\n"
                         "  multimodal:\n"
                         "    image:\n"
                         "      count: 2     # each\n"
                         "      pool:\n"
                         "        size: 100  # distinct\n"
                         "        # hot first\n"
                         "        sampling: {type: zipf, min: 5, max: 99, skew: 1.1}   # law\n"
                         "load: {base_seed: 7}\n";

std::string replaced(std::string whole, const std::string& part, const std::string& by)
{
    return whole.replace(whole.find(part), part.size(), by);
}

PoolChange zipf(double skew, std::optional<std::int64_t> size = {})
{
    return { size, config::ZipfLaw{ skew } };
}

config::Pool poolOf(const std::string& yaml)
{
    return config::load(yaml).workload.data.multimodal->image->pool.value();
}

} // namespace

class PoolPatchTest : public QObject {
    Q_OBJECT

private slots:
    void onlyTheValuesChange()
    {
        const auto skewed = config::withPool(text, Modality::image, zipf(0.5));
        REQUIRE_VALUE(skewed);
        COMPARE_TEXT(*skewed, replaced(text, "skew: 1.1", "skew: 0.5"));
        // A new size takes the written-out range along.
        const auto sized = config::withPool(text, Modality::image, zipf(1.1, 300));
        REQUIRE_VALUE(sized);
        COMPARE_TEXT(*sized,
            replaced(
                replaced(text, "size: 100", "size: 300"), "min: 5, max: 99", "min: 0, max: 299"));
        const auto unwritten = config::withPool(
            replaced(text, "min: 5, max: 99, ", ""), Modality::image, PoolChange{ 300, {} });
        REQUIRE_VALUE(unwritten);
        QVERIFY(unwritten->find("max") == std::string::npos);
    }

    void lawsGiveWay()
    {
        const auto weighted
            = config::withPool(text, Modality::image, { 3, config::WeightsLaw{ { 1, 0, 0.5 } } });
        REQUIRE_VALUE(weighted);
        QVERIFY(weighted->find("# law") != std::string::npos);
        const auto weights = poolOf(*weighted);
        QCOMPARE(weights.size, std::int64_t{ 3 });
        QCOMPARE(std::get<config::WeightsSampling>(weights.sampling.law).entries,
            (std::vector<config::IndexWeight>{ { 0, 1 }, { 2, 0.5 } }));
        // And back: the weights go.
        const auto back = config::withPool(*weighted, Modality::image, zipf(2, 50));
        REQUIRE_VALUE(back);
        QCOMPARE(std::get<config::ZipfSampling>(poolOf(*back).sampling.law).skew, 2.0);
        QCOMPARE(poolOf(*back).sampling.range, (config::IndexRange{ 0, 49 }));
        // Keys that a law does not know go too.
        const std::string normal = replaced(text, "{type: zipf, min: 5, max: 99, skew: 1.1}",
            "{type: normal, mean: 4, std_dev: 2}");
        const auto uniform
            = config::withPool(normal, Modality::image, { {}, config::UniformLaw{} });
        REQUIRE_VALUE(uniform);
        QVERIFY(uniform->find("std_dev") == std::string::npos);
        QVERIFY(uniform->find("mean: 4") == std::string::npos);
        QVERIFY(std::holds_alternative<config::UniformSampling>(poolOf(*uniform).sampling.law));
        // The range of a fixed law is one item.
        const std::string fixed = replaced(
            text, "{type: zipf, min: 5, max: 99, skew: 1.1}", "{type: fixed, min: 3, max: 3}");
        const auto free = config::withPool(fixed, Modality::image, zipf(1));
        REQUIRE_VALUE(free);
        QCOMPARE(poolOf(*free).sampling.range, (config::IndexRange{ 0, 99 }));
    }

    void whatIsMissingIsMade()
    {
        for (const std::string& before : { std::string(), std::string("# mine\nload: {}\n"),
                 std::string("data: {multimodal: {image: {count: 1}}}\n"),
                 std::string("data:\n  multimodal:\n    image:\n      pool:\n"),
                 std::string("{\"data\": {\"multimodal\": {\"image\": {\"pool\": {}}}}}") }) {
            const auto made = config::withPool(before, Modality::image, zipf(1.5, 40));
            REQUIRE_VALUE(made);
            const auto pool = poolOf(*made);
            QCOMPARE(pool.size, std::int64_t{ 40 });
            QCOMPARE(std::get<config::ZipfSampling>(pool.sampling.law).skew, 1.5);
        }
        const auto beside = config::withPool(text, Modality::audio, { 4, config::UniformLaw{} });
        REQUIRE_VALUE(beside);
        QVERIFY(beside->find("audio") != std::string::npos);
        QCOMPARE(poolOf(*beside), poolOf(text));
    }

    void aliasesAreLeftAlone()
    {
        const std::string shared = "p: &p {size: 9, sampling: {type: zipf, skew: 1}}\n"
                                   "data: {multimodal: {image: {pool: *p}}}\n";
        QVERIFY(!config::withPool(shared, Modality::image, zipf(2)).has_value());
    }

    void settingsSayWhatIsSet()
    {
        const auto settings = config::poolSettings(text, Modality::image, zipf(0.5, 10));
        QStringList paths;
        for (const auto& [path, value] : settings)
            paths << testing::text(path.substr(path.find("pool") + 5) + "=" + writeFlow(value));
        QCOMPARE(paths.join(' '), "size=10 sampling.skew=0.5 sampling.min=0 sampling.max=9");
    }
};

POOLSCOPE_TEST(PoolPatchTest)
#include "pool_patch_test.moc"
