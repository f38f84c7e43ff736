// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sampling/index_distribution.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>

using namespace poolscope;
using config::RoundedType;

namespace {

using Law = decltype(config::Sampling::law);

config::Pool pool(std::int64_t size, Law law)
{
    config::Pool result;
    result.size = size;
    result.sampling.range = { 0, size - 1 };
    result.sampling.law = std::move(law);
    return result;
}

config::Pool pool(std::int64_t size, Law law, config::IndexRange range)
{
    config::Pool result = pool(size, std::move(law));
    result.sampling.range = range;
    return result;
}

RoundedType roundedType(const std::string& name)
{
    return name == "normal"   ? RoundedType::normal
        : name == "lognormal" ? RoundedType::lognormal
        : name == "poisson"   ? RoundedType::poisson
                              : RoundedType::skewNormal;
}

/// The reference gives a lognormal law by the parameters of its logarithm.
config::RoundedSampling momentsOfLog(double mu, double sigma)
{
    const double mean = std::exp(mu + sigma * sigma / 2);
    return { RoundedType::lognormal, mean, mean * std::sqrt(std::expm1(sigma * sigma)), 0 };
}

config::RoundedSampling shape(const nlohmann::json& row)
{
    const auto get = [&](const char* key) { return row.value(key, 0.0); };
    const RoundedType type = roundedType(row["law"].get<std::string>());
    switch (type) {
    case RoundedType::lognormal:
        return momentsOfLog(get("mu"), get("sigma"));
    case RoundedType::poisson:
        return { type, get("lambda"), 0, 0 };
    case RoundedType::skewNormal:
        return { type, get("xi"), get("omega"), get("alpha") };
    case RoundedType::normal:
        break;
    }
    return { type, get("mu"), get("sigma"), 0 };
}

/// Every form, small enough to enumerate.
std::vector<std::pair<QString, config::Pool>> everyForm()
{
    return {
        { "uniform", pool(7, config::UniformSampling{}) },
        { "uniform in a range", pool(9, config::UniformSampling{}, { 2, 6 }) },
        { "one item", pool(1, config::ZipfSampling{ 1.0 }) },
        { "zipf 0", pool(20, config::ZipfSampling{ 0.0 }) },
        { "zipf 0.6", pool(20, config::ZipfSampling{ 0.6 }) },
        { "zipf 1", pool(20, config::ZipfSampling{ 1.0 }) },
        { "zipf 1.1 of 500", pool(500, config::ZipfSampling{ 1.1 }) },
        { "zipf in a range", pool(30, config::ZipfSampling{ 1.5 }, { 5, 24 }) },
        { "zipf 12", pool(20, config::ZipfSampling{ 12.0 }) },
        { "zipf 100", pool(20, config::ZipfSampling{ 100.0 }) },
        { "fixed", pool(5, config::FixedSampling{ 3 }) },
        { "normal", pool(20, config::RoundedSampling{ RoundedType::normal, 9.3, 3, 0 }) },
        { "normal at the edge", pool(8, config::RoundedSampling{ RoundedType::normal, -2, 4, 0 }) },
        { "normal without spread",
            pool(8, config::RoundedSampling{ RoundedType::normal, 2.5, 0, 0 }) },
        { "lognormal", pool(20, config::RoundedSampling{ RoundedType::lognormal, 4, 3, 0 }) },
        { "poisson", pool(20, config::RoundedSampling{ RoundedType::poisson, 3.7, 0, 0 }) },
        { "poisson beyond", pool(4, config::RoundedSampling{ RoundedType::poisson, 900, 0, 0 }) },
        { "skew normal", pool(20, config::RoundedSampling{ RoundedType::skewNormal, 3, 4, 5 }) },
        { "skew normal, left",
            pool(20, config::RoundedSampling{ RoundedType::skewNormal, 12, 4, -2 }) },
        { "weights",
            pool(6, config::WeightsSampling{ { { 0, 10 }, { 5, 1 }, { 2, 0 }, { 3, 2.5 } } }) },
        { "sequence",
            pool(4, config::SequenceSampling{ { { { 0, {} }, { 1, {} } }, { { 1, {} } } } }) },
    };
}

} // namespace

class IndexDistributionTest : public QObject {
    Q_OBJECT

private slots:
    void probabilitiesAddUpToTheirCumulative_data() { formRows(); }
    void probabilitiesAddUpToTheirCumulative()
    {
        QFETCH(int, form);
        const config::Pool& config = m_forms[static_cast<std::size_t>(form)].second;
        const sampling::IndexDistribution law(config);
        double sum = 0;
        for (std::int64_t i = 0; i < config.size; ++i) {
            const double p = law.probability(i);
            QVERIFY(p >= 0);
            sum += p;
            QVERIFY2(std::fabs(law.cumulative(i) - sum) < 1e-12,
                qPrintable(QString("index %1: %2, %3").arg(i).arg(law.cumulative(i)).arg(sum)));
            QVERIFY(std::fabs(law.mass(i / 2, i) - law.cumulative(i) + law.cumulative(i / 2 - 1))
                < 1e-12);
        }
        QVERIFY(std::fabs(sum - 1) < 1e-12);
        QCOMPARE(law.probability(-1), 0.0);
        QCOMPARE(law.probability(config.size), 0.0);
    }

    void drawsFollowTheirProbabilities_data() { formRows(); }
    void drawsFollowTheirProbabilities()
    {
        QFETCH(int, form);
        const config::Pool& config = m_forms[static_cast<std::size_t>(form)].second;
        const sampling::IndexDistribution law(config);
        const base::RandomStream stream(42, base::Purpose::item);
        constexpr int draws = 40000;
        std::map<std::int64_t, int> counts;
        for (int r = 0; r < draws; ++r)
            ++counts[law.draw(stream, static_cast<std::uint64_t>(r), 1)];
        double chiSquare = 0;
        double pooledExpected = 0;
        double pooledCount = 0;
        int cells = 0;
        const auto close = [&](double expected, double count) {
            chiSquare += (count - expected) * (count - expected) / expected;
            ++cells;
        };
        for (std::int64_t i = 0; i < config.size; ++i) {
            const double expected = draws * law.probability(i);
            if (expected == 0)
                QVERIFY2(counts.count(i) == 0, qPrintable(QString("drew index %1").arg(i)));
            pooledExpected += expected;
            pooledCount += counts.count(i) ? counts[i] : 0;
            if (pooledExpected >= 8) {
                close(pooledExpected, pooledCount);
                pooledExpected = pooledCount = 0;
            }
        }
        for (const auto& [index, count] : counts)
            QVERIFY2(index >= 0 && index < config.size, qPrintable(QString::number(index)));
        // Wilson-Hilferty: the cube root of chi-square per degree of freedom is nearly normal.
        if (cells > 1) {
            const double df = cells - 1;
            const double z
                = (std::cbrt(chiSquare / df) - (1 - 2 / (9 * df))) / std::sqrt(2 / (9 * df));
            QVERIFY2(z < 4, qPrintable(QString("chi-square %1, df %2").arg(chiSquare).arg(df)));
        }
    }

    void uniformIsExactlyFair()
    {
        const sampling::IndexDistribution law(pool(4, config::UniformSampling{}));
        for (std::int64_t i = 0; i < 4; ++i)
            QCOMPARE(law.probability(i), 0.25);
    }

    void zipfAgreesWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["zipf_summary"]["rows"]) {
            const auto n = row["N"].get<std::int64_t>();
            if (n > 10'000'000)
                continue;
            const sampling::IndexDistribution law(
                pool(n, config::ZipfSampling{ row["s"].get<double>() }));
            const auto close = [&](double actual, const char* key) {
                const auto expected = row[key].get<double>();
                const bool equal = std::fabs(actual / expected - 1) < 1e-13;
                if (!equal)
                    qWarning("N %lld, s %g: %s", static_cast<long long>(n), law.skew(), key);
                return equal;
            };
            QVERIFY(close(law.probability(0), "p1"));
            QVERIFY(close(law.probability(1), "p2"));
            QVERIFY(close(law.probability(n - 1), "pN"));
            QVERIFY(close(law.cumulative((n + 9) / 10 - 1), "cdf_rank_ceil_10pct"));
        }
    }

    void roundedLawsAgreeWithTheReferenceVectors()
    {
        POOLSCOPE_NEEDS_SHARED();
        for (const auto& row : vectors()["discretised_laws"]["rows"]) {
            const auto law = row["law"].get<std::string>();
            const bool clamped = row.contains("N");
            const std::int64_t size = clamped ? row["N"].get<std::int64_t>() : 1'000'000;
            const sampling::RoundedLaw rounded(shape(row), 0, size - 1);
            const auto check = [&](std::int64_t k, double expected) {
                const double actual = rounded.probability(k);
                if (std::fabs(actual / expected - 1) < 1e-11)
                    return true;
                qWarning("%s at %lld: %.17g, not %.17g", law.c_str(), static_cast<long long>(k),
                    actual, expected);
                return false;
            };
            if (row.contains("pmf"))
                for (std::size_t k = 0; k < row["pmf"].size(); ++k)
                    QVERIFY(check(static_cast<std::int64_t>(k), row["pmf"][k].get<double>()));
            if (row.contains("pmf_at"))
                for (const auto& point : row["pmf_at"])
                    QVERIFY(check(point[0].get<std::int64_t>(), point[1].get<double>()));
        }
    }

    void aLittleMoreSkewMovesFewDraws()
    {
        // What makes the preview calm under the slider.
        const sampling::IndexDistribution before(pool(1000, config::ZipfSampling{ 1.10 }));
        const sampling::IndexDistribution after(pool(1000, config::ZipfSampling{ 1.11 }));
        const base::RandomStream stream(42, base::Purpose::item);
        int far = 0;
        for (std::uint64_t r = 0; r < 1000; ++r) {
            const auto a = static_cast<double>(before.draw(stream, r, 0));
            const auto b = static_cast<double>(after.draw(stream, r, 0));
            far += std::fabs(a - b) > 1 + 0.2 * std::max(a, b) ? 1 : 0;
        }
        QVERIFY2(far < 20, qPrintable(QString::number(far)));
    }

    /// The promise: these draws are the same on every machine and in every release.
    void drawsNeverChange()
    {
        const base::RandomStream stream(42, base::Purpose::item);
        QString drawn;
        for (const auto& [name, config] : m_forms) {
            const sampling::IndexDistribution law(config);
            drawn += name + ":";
            for (std::uint64_t r = 0; r < 8; ++r)
                drawn += " " + QString::number(law.draw(stream, r, 0));
            drawn += "\n";
        }
        QCOMPARE(drawn, QString::fromLatin1(R"(uniform: 4 1 6 0 5 0 4 0
uniform in a range: 4 3 6 2 6 2 4 2
one item: 0 0 0 0 0 0 0 0
zipf 0: 11 5 18 0 16 1 11 0
zipf 0.6: 7 2 18 0 14 0 7 0
zipf 1: 4 0 16 0 11 0 4 0
zipf 1.1 of 500: 17 1 306 0 120 0 17 0
zipf in a range: 6 5 17 5 7 5 6 5
zipf 12: 0 0 0 0 0 0 0 0
zipf 100: 0 0 0 0 0 0 0 0
fixed: 3 3 3 3 3 3 3 3
normal: 10 8 14 4 12 4 10 4
normal at the edge: 0 0 5 0 2 0 0 0
normal without spread: 2 2 2 2 2 2 2 2
lognormal: 4 2 10 1 6 1 4 1
poisson: 4 2 7 1 6 1 4 1
poisson beyond: 3 3 3 3 3 3 3 3
skew normal: 5 6 10 9 7 9 5 9
skew normal, left: 13 12 7 4 8 6 12 4
weights: 0 0 5 0 3 0 0 0
sequence: 1 0 1 0 1 0 1 0
)"));
    }

private:
    void formRows()
    {
        QTest::addColumn<int>("form");
        for (std::size_t i = 0; i < m_forms.size(); ++i)
            QTest::addRow("%s", qPrintable(m_forms[i].first)) << static_cast<int>(i);
    }

    static const nlohmann::json& vectors()
    {
        static const nlohmann::json all = nlohmann::json::parse(
            testing::readAll(testing::shared() / "reference" / "reuse-vectors.json"));
        return all;
    }

    const std::vector<std::pair<QString, config::Pool>> m_forms = everyForm();
};

POOLSCOPE_TEST(IndexDistributionTest)
#include "index_distribution_test.moc"
