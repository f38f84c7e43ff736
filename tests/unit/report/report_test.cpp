// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/plan/plan.h"
#include "core/report/report.h"
#include "core/report/statistics.h"
#include "tests/unit/testing.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>

#include <cmath>

using namespace poolscope;
using nlohmann::json;

namespace {

plan::PlanPtr somePlan()
{
    config::Workload workload;
    workload.data.type = config::DataType::synthetic;
    config::ImageSettings image;
    image.count = config::fixedDistribution(1);
    config::Pool pool;
    pool.size = 3;
    pool.sampling.range = { 0, 2 };
    image.pool = pool;
    workload.data.multimodal = config::Multimodal{ image, {}, {} };
    return *plan::Plan::create(workload, 42);
}

media::AssetPtr asset(const std::string& hash)
{
    auto made = std::make_shared<media::Asset>();
    made->blobs.push_back({ "AAAA", hash, 3, "image/png" });
    return made;
}

run::RecordItem imageItem(std::uint64_t item)
{
    return { base::Modality::image, media::Side::payload, item, 1280, 720, 1, 0, 1000 };
}

/// Two good requests for item 0, one for item 2 that failed, one that was cut off.
void fill(run::Tally& tally)
{
    for (std::uint64_t r = 0; r < 4; ++r) {
        run::Record record;
        record.index = r;
        record.due = static_cast<double>(r);
        record.start = record.due + 0.25;
        record.end = record.start + 1;
        record.bytes = 2000;
        record.items = { imageItem(r == 2 ? 2 : 0) };
        record.isFirstSeen
            = tally.send(record.items, { asset(r == 2 ? "h2" : "h0") }, 2000, record.start);
        if (r < 2) {
            record.status = 200;
            record.firstToken = record.start + 0.5;
            record.tokenTimes = { 0.5F, 0.75F, 1.0F };
            record.promptTokens = 100;
            record.cachedTokens = 16;
            record.outputTokens = 3;
        } else if (r == 2) {
            record.status = 429;
            record.error = run::ErrorKind::http;
            record.message = "slow down";
        } else {
            record.error = run::ErrorKind::interrupted;
        }
        tally.finish(record);
    }
}

} // namespace

class ReportTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_plan = somePlan();
        m_tally = std::make_unique<run::Tally>(*m_plan);
        fill(*m_tally);
        auto state = std::make_shared<run::RunSnapshot>();
        state->interrupted = 1;
        m_report = std::make_unique<report::Report>(report::Report{
            *m_tally, state, { { 2.0, {} } }, report::defaultPercentiles(), {}, "api: {}\n", {} });
        m_report->planned[0] = { { 0, 3 }, { 2, 1 } };
    }

    void summariesHaveInferencePerfsKeys()
    {
        const json summary = json::parse(report::summaryJson(*m_report, report::PoolPart::leave));
        QCOMPARE(summary["benchmark_time_seconds"].get<double>(), 3.0); // 0.25 to 3.25
        QCOMPARE(summary["load_summary"]["count"].get<int>(), 3);
        QCOMPARE(summary["load_summary"]["schedule_delay"]["mean"].get<double>(), 0.25);
        const json& good = summary["successes"];
        QCOMPARE(good["count"].get<int>(), 2);
        QCOMPARE(good["latency"]["request_latency"]["median"].get<double>(), 1.0);
        QCOMPARE(good["latency"]["time_to_first_token"]["mean"].get<double>(), 0.5);
        QCOMPARE(good["latency"]["time_per_output_token"]["mean"].get<double>(), 0.25);
        QCOMPARE(good["latency"]["inter_token_latency"]["max"].get<double>(), 0.25);
        QCOMPARE(good["latency"]["normalized_time_per_output_token"]["min"].get<double>(), 1.0 / 3);
        QCOMPARE(good["throughput"]["images_per_sec"].get<double>(), 2.0 / 3);
        QCOMPARE(good["throughput"]["videos_per_sec"].get<double>(), 0.0);
        QCOMPARE(good["request_size_bytes"]["mean"].get<double>(), 2000.0);
        QCOMPARE(good["image"]["count"]["mean"].get<double>(), 1.0);
        QCOMPARE(good["image"]["pixels"]["mean"].get<double>(), 1280.0 * 720);
        QCOMPARE(good["image"]["aspect_ratio"]["mean"].get<double>(), 1280.0 / 720);
        QVERIFY(good["video"]["frames"].is_null());
        QCOMPARE(good["video"]["count"]["mean"].get<double>(), 0.0);
        QVERIFY(good["audio"]["seconds"].is_null());
        QCOMPARE(good["prompt_tokens"]["total"].get<double>(), 200.0);
        QCOMPARE(good["prompt_tokens"]["cached"].get<double>(), 32.0);
        QCOMPARE(good["prompt_tokens"]["median"].get<double>(), 100.0);
        QCOMPARE(good["output_tokens"]["total"].get<double>(), 6.0);
        QCOMPARE(good["output_len"]["mean"].get<double>(), 3.0);
        QCOMPARE(good["token_count_mismatches"].get<int>(), 0);
        QCOMPARE(good["client_fallback_requests"]["prompt"].get<int>(), 0);
        const json& bad = summary["failures"];
        QCOMPARE(bad["count"].get<int>(), 1);
        QCOMPARE(bad["by_label"]["429 - Rate Limit"]["count"].get<int>(), 1);
        QCOMPARE(bad["by_label"]["429 - Rate Limit"]["messages"][0]["message"].get<std::string>(),
            std::string("slow down"));
        QVERIFY(!summary.contains("pool"));
    }

    void stagesAddWhatTheyWereAskedFor()
    {
        const json stage = json::parse(report::stageJson(*m_report, 0));
        QCOMPARE(stage["load_summary"]["send_duration"].get<double>(), 2.0);
        QCOMPARE(stage["load_summary"]["requested_rate"].get<double>(), 2.0);
        QCOMPARE(stage["load_summary"]["achieved_rate"].get<double>(), 1.5);
    }

    void poolsTellPlannedFromSent()
    {
        const json pool = json::parse(report::poolJson(*m_report))["modalities"]["image"];
        QCOMPARE(pool["planned"]["0"].get<int>(), 3);
        QCOMPARE(pool["sent"]["0"].get<int>(), 3);
        QCOMPARE(pool["sent"]["2"].get<int>(), 1);
        QCOMPARE(pool["distinct"].get<int>(), 2);
        QCOMPARE(pool["first_seen"].get<int>(), 2);
        QCOMPARE(pool["repeats"].get<int>(), 2);
        QCOMPARE(pool["blob_sha256"]["2"].get<std::string>(), std::string("h2"));
    }

    void poolsSayWhatWasTested()
    {
        QVERIFY(!json::parse(report::poolJson(*m_report)).contains("ttft_first_seen_shift"));
        m_report->findings = report::findingsOf(m_plan, *m_tally);
        const json pool = json::parse(report::poolJson(*m_report));
        const json& check = pool["modalities"]["image"]["check"];
        COMPARE_TEXT(check["agreement"].get<std::string>(), "too_few_draws");
        QVERIFY(check["log_e"].is_number());
        COMPARE_TEXT(check["sentence"].get<std::string>(), "4 draws: too few to judge");
        const json& shift = pool["ttft_first_seen_shift"];
        QVERIFY(shift["seconds"].is_null() && shift["low"].is_null() && shift["p"].is_null());
        COMPARE_TEXT(shift["sentence"].get<std::string>(),
            "First-seen requests and repeats cannot be compared: at no time were both sent");
    }

    void shiftsAreWrittenInSeconds()
    {
        report::Findings& findings = m_report->findings;
        findings.draws[0] = { reuse::RunVerdict{}, "said" };
        findings.draws[0].verdict->agreement = reuse::Agreement::differs;
        findings.draws[0].verdict->logE = INFINITY;
        findings.draws[0].verdict->test.degrees = 3;
        findings.draws[0].verdict->test.p = 0.25;
        findings.firstSeen.shift.emplace();
        findings.firstSeen.shift->estimate = 0.5;
        findings.firstSeen.shift->interval = { 0.25, INFINITY };
        findings.firstSeen.shift->p = 0.125;
        findings.firstSeen.sentence = "slower";
        const json pool = json::parse(report::poolJson(*m_report));
        const json check{ { "agreement", "differs" }, { "log_e", nullptr }, { "p", 0.25 },
            { "sentence", "said" } };
        QVERIFY(pool["modalities"]["image"]["check"] == check);
        const json shift{ { "seconds", 0.5 }, { "low", 0.25 }, { "high", nullptr }, { "p", 0.125 },
            { "sentence", "slower" } };
        QVERIFY(pool["ttft_first_seen_shift"] == shift);
    }

    void requestsAreListedOneByOne()
    {
        const json list = json::parse(report::perRequestJson(*m_report));
        QCOMPARE(list.size(), std::size_t{ 3 }); // the one that was cut off is not a result
        QCOMPARE(list[0]["index"].get<int>(), 0);
        QCOMPARE(list[0]["first_seen"].get<bool>(), true);
        QCOMPARE(list[1]["first_seen"].get<bool>(), false);
        QVERIFY(list[0]["error"].is_null());
        QCOMPARE(list[0]["info"]["request_metrics"]["image"]["count"].get<int>(), 1);
        QVERIFY(list[0]["info"]["request_metrics"]["audio"].is_null());
        QCOMPARE(
            list[0]["info"]["response_metrics"]["server_usage"]["prompt_tokens"].get<int>(), 100);
        QCOMPARE(
            list[2]["error"]["error_type"].get<std::string>(), std::string("429 - Rate Limit"));
    }

    void filesAreWrittenTogether()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("deep/report").toStdString();
        REQUIRE_VALUE(report::write(*m_report, path));
        for (const char* name :
            { "summary_lifecycle_metrics.json", "stage_0_lifecycle_metrics.json",
                "per_request_lifecycle_metrics.json", "pool.json" })
            QVERIFY2(json::accept(testing::readAll(path / name)), name);
        COMPARE_TEXT(testing::readAll(path / "config.yaml"), "api: {}\n");
    }

private:
    plan::PlanPtr m_plan;
    std::unique_ptr<run::Tally> m_tally;
    std::unique_ptr<report::Report> m_report;
};

POOLSCOPE_TEST(ReportTest)
#include "report_test.moc"
