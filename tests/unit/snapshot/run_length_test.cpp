// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/config.h"
#include "core/plan/item_counts.h"
#include "core/snapshot/run_length.h"
#include "tests/unit/testing.h"

#include <cmath>
#include <set>

using namespace poolscope;

namespace {

plan::PlanPtr planOf(const std::string& multimodal)
{
    const auto config = config::load("api: {type: chat}\n"
                                     "data:\n"
                                     "  type: synthetic\n"
                                     "  input_distribution: {type: fixed, mean: 5}\n"
                                     "  output_distribution: {type: fixed, mean: 5}\n"
        + multimodal + "load:\n  stages: [{rate: 10, duration: 40}]\n");
    auto plan = plan::Plan::create(config.workload, 42);
    Q_ASSERT(plan.has_value());
    return *plan;
}

const std::string oneImage = "  multimodal:\n"
                             "    image:\n"
                             "      count: {type: fixed, mean: 1}\n"
                             "      resolutions: 360p\n";

std::string sentence(const plan::Plan& plan, std::uint64_t requests)
{
    const auto advice = snapshot::adviseLength(plan, requests);
    return advice ? advice->sentence : "";
}

} // namespace

class RunAdviceTest : public QObject {
    Q_OBJECT

private slots:
    void longRunsAreEnoughAndShortOnesAreNot()
    {
        const auto plan
            = planOf(oneImage + "      pool: {size: 10000, sampling: {type: zipf, skew: 0.9}}\n");
        const auto advice = snapshot::adviseLength(*plan, 400);
        QVERIFY(advice && advice->isEnough);
        // As many as this very plan sees, within what chance allows.
        std::set<std::uint64_t> distinct;
        std::vector<std::uint64_t> drawn;
        for (std::uint64_t r = 0; r < 400; ++r)
            plan->media(base::Modality::image)->drawIndices(r, drawn);
        distinct.insert(drawn.begin(), drawn.end());
        QVERIFY(std::fabs(advice->planned.firstSeen - static_cast<double>(distinct.size())) < 25);
        const QString expected
            = QStringLiteral("This run of 400 requests sees about %1 first-seen and %2 repeats: "
                             "enough to show a difference of 20 % with 80 % power")
                  .arg(std::lround(advice->planned.firstSeen))
                  .arg(std::lround(advice->planned.repeats));
        COMPARE_TEXT(advice->sentence, expected.toStdString());
        const auto shorter = snapshot::adviseLength(*plan, 50);
        QVERIFY(shorter && !shorter->isEnough && shorter->requests);
        QVERIFY2(shorter->sentence.find("too short to show a difference of 20 % with 80 % power, ")
                != std::string::npos,
            shorter->sentence.c_str());
        QVERIFY(snapshot::adviseLength(*plan, std::lround(*shorter->requests))->isEnough);
    }

    void poolsTooSmallNeverAre()
    {
        const auto plan = planOf(oneImage + "      pool: {size: 4}\n");
        const std::string said = sentence(*plan, 400);
        QVERIFY2(said.find("no run of these pools shows") != std::string::npos, said.c_str());
    }

    void prefixesAreSeenWithTheirGroup()
    {
        const auto plan = *plan::Plan::create(
            config::load("api: {type: chat}\n"
                         "data:\n"
                         "  type: shared_prefix\n"
                         "  shared_prefix:\n"
                         "    num_groups: 60\n"
                         "    num_prompts_per_group: 5\n"
                         "    multimodal:\n"
                         "      image: {count: {type: fixed, mean: 1}, resolutions: 360p}\n"
                         "load:\n  stages: [{rate: 10, duration: 40}]\n")
                .workload,
            42);
        const auto advice = snapshot::adviseLength(*plan, 300);
        QVERIFY(advice);
        QVERIFY(std::fabs(advice->planned.firstSeen - 60) < 2);
    }

    void whatIsNotDrawnNeedsNoAdvice()
    {
        QVERIFY(!snapshot::adviseLength(*planOf(""), 400));
        QVERIFY(!snapshot::adviseLength(*planOf(oneImage), 400)); // always new
        QVERIFY(!snapshot::adviseLength(
            *planOf("  multimodal:\n"
                    "    image:\n"
                    "      resolutions: 360p\n"
                    "      pool: {size: 4, sampling: {sequence: [[0, 1], [2, 3]]}}\n"),
            400));
    }
};

POOLSCOPE_TEST(RunAdviceTest)
#include "run_length_test.moc"
