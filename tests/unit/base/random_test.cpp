// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/random.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

#include <set>

using namespace poolscope;

namespace {

std::uint32_t word32(const nlohmann::json& hex)
{
    return static_cast<std::uint32_t>(std::stoul(hex.get<std::string>(), nullptr, 16));
}

} // namespace

class RandomTest : public QObject {
    Q_OBJECT

private slots:
    void philoxGivesThePublishedKnownAnswers()
    {
        // Random123's kat_vectors, philox4x32 with 10 rounds.
        using Block = std::array<std::uint32_t, 4>;
        QCOMPARE(base::philox({ 0, 0, 0, 0 }, { 0, 0 }),
            (Block{ 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 }));
        constexpr std::uint32_t ones = 0xffffffff;
        QCOMPARE(base::philox({ ones, ones, ones, ones }, { ones, ones }),
            (Block{ 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd }));
        QCOMPARE(base::philox({ 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 },
                     { 0xa4093822, 0x299f31d0 }),
            (Block{ 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 }));
    }

    void streamsFollowTheReferenceLayout()
    {
        POOLSCOPE_NEEDS_SHARED();
        const auto vectors = nlohmann::json::parse(
            testing::readAll(testing::shared() / "reference" / "reuse-vectors.json"));
        for (const auto& row : vectors["rng"]["layout"]["rows"]) {
            const std::uint64_t seed = std::stoull(row["seed"].get<std::string>(), nullptr, 16);
            const auto stream = row["stream"].get<std::uint32_t>();
            const base::RandomStream random(
                seed, static_cast<base::Purpose>(stream & 0xffff), stream >> 16U);
            const auto words = random.words(
                row["request"].get<std::uint64_t>(), row["draw"].get<std::uint32_t>());
            QCOMPARE(words.first, std::stoull(row["u64"][0].get<std::string>(), nullptr, 16));
            QCOMPARE(words.second, std::stoull(row["u64"][1].get<std::string>(), nullptr, 16));
            QCOMPARE(base::unitOf(words.first), row["unit53"][0].get<double>());
            QCOMPARE(base::unitOf(words.second), row["unit53"][1].get<double>());
        }
        for (const auto& row : vectors["rng"]["philox4x32_10"]) {
            std::array<std::uint32_t, 4> counter{};
            std::array<std::uint32_t, 4> expected{};
            for (std::size_t i = 0; i < 4; ++i) {
                counter[i] = word32(row["ctr"][i]);
                expected[i] = word32(row["out"][i]);
            }
            QCOMPARE(
                base::philox(counter, { word32(row["key"][0]), word32(row["key"][1]) }), expected);
        }
    }

    void streamsOfDifferentPurposeOrChannelDiffer()
    {
        std::set<std::uint64_t> seen;
        for (const auto purpose :
            { base::Purpose::count, base::Purpose::item, base::Purpose::text })
            for (std::uint32_t channel = 0; channel < 4; ++channel)
                for (std::uint32_t slot = 0; slot < 4; ++slot)
                    for (std::uint32_t attempt = 0; attempt < 2; ++attempt)
                        seen.insert(
                            base::RandomStream(42, purpose, channel).words(7, slot, attempt).first);
        QCOMPARE(seen.size(), std::size_t{ 3 * 4 * 4 * 2 });
    }

    void boundedIntegersAreEvenlySpread()
    {
        const base::RandomStream random(42, base::Purpose::item);
        std::array<int, 6> counts{};
        constexpr int draws = 60000;
        for (int r = 0; r < draws; ++r)
            ++counts.at(
                base::boundedInteger(random, counts.size(), static_cast<std::uint64_t>(r), 0));
        double chiSquare = 0;
        for (const int count : counts) {
            const double difference = count - draws / 6.0;
            chiSquare += difference * difference / (draws / 6.0);
        }
        QVERIFY2(chiSquare < 20.5, qPrintable(QString::number(chiSquare))); // 5 df, p = 0.001
    }

    void permutationsVisitEveryElementOnce_data()
    {
        QTest::addColumn<quint64>("size");
        for (const quint64 size : { 1, 2, 3, 7, 100, 1000, 4097 })
            QTest::addRow("%llu", size) << size;
    }

    void permutationsVisitEveryElementOnce()
    {
        QFETCH(quint64, size);
        const base::Permutation permutation(
            size, base::RandomStream(42, base::Purpose::promptOrder));
        std::set<std::uint64_t> seen;
        std::size_t unmoved = 0;
        for (std::uint64_t i = 0; i < size; ++i) {
            const std::uint64_t image = permutation(i);
            QVERIFY(image < size);
            seen.insert(image);
            unmoved += image == i ? 1 : 0;
        }
        QCOMPARE(seen.size(), std::size_t{ size });
        QVERIFY(size < 100 || unmoved < size / 10);
    }
};

POOLSCOPE_TEST(RandomTest)
#include "random_test.moc"
