// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/endpoint.h"
#include "tests/unit/testing.h"

#include <cstdlib>

using namespace poolscope;

class EndpointTest : public QObject {
    Q_OBJECT

private slots:
    void variablesGiveWayToTheEnvironment()
    {
        ::setenv("POOLSCOPE_TEST_KEY", "k", 1);
        ::unsetenv("POOLSCOPE_TEST_UNSET");
        const auto endpoint
            = run::endpointOf("http://h:1//", "a${POOLSCOPE_TEST_KEY}b${POOLSCOPE_TEST_UNSET}c",
                { { "X", "${POOLSCOPE_TEST_KEY}" }, { "Y", "${unfinished" } });
        COMPARE_TEXT(endpoint.baseUrl, "http://h:1");
        COMPARE_TEXT(endpoint.apiKey, "akbc");
        COMPARE_TEXT(endpoint.headers.at("X"), "k");
        COMPARE_TEXT(endpoint.headers.at("Y"), "${unfinished");
    }

    void shownUrlsHoldNoSecrets()
    {
        const auto shown = [](const char* url) { return run::shownUrl(url); };
        COMPARE_TEXT(shown("http://h:1/v1?token=s3cret"), "http://h:1/v1");
        COMPARE_TEXT(shown("https://me:s3@cret@h:1/a@b"), "https://h:1/a@b");
        COMPARE_TEXT(shown("h:1#x"), "h:1");
        COMPARE_TEXT(shown(""), "");
        run::Endpoint endpoint;
        endpoint.baseUrl = "http://me:s3cret@127.0.0.1:1";
        const auto models = run::models(endpoint, std::chrono::milliseconds(2000));
        QVERIFY(!models && models.error().message.find("s3cret") == std::string::npos);
    }

    void countersAreReadFromVllmsMetrics()
    {
        const auto counters = run::parseCacheCounters(
            "# HELP vllm:mm_cache_queries_total Queries\n"
            "# TYPE vllm:mm_cache_queries_total counter\n"
            "vllm:mm_cache_queries_total{engine=\"0\",model_name=\"a}b\"} 12.0\n"
            "vllm:mm_cache_queries_total{engine=\"1\"} 3\r\n"
            "vllm:mm_cache_queries_created{engine=\"0\"} 1.7e+09\n"
            "vllm:mm_cache_hits{engine=\"0\"} 7.0\n"
            "vllm:prefix_cache_queries_total 100\n"
            "vllm:prefix_cache_hits_total 1.5e2\n"
            "vllm:num_requests_running 4\n");
        QVERIFY(counters.has_value());
        QCOMPARE(*counters, (run::CacheCounters{ 15, 7, 100, 150 }));
    }

    void otherMetricsHaveNoCounters()
    {
        QVERIFY(!run::parseCacheCounters(""));
        QVERIFY(!run::parseCacheCounters("sglang:token_usage 0.5\nvllm:mm_cache_hits_total NaN\n"));
        QVERIFY(
            !run::parseCacheCounters("vllm:mm_cache_hits_total{ 4\nvllm:mm_cache_hits_total -1\n"));
    }
};

POOLSCOPE_TEST(EndpointTest)
#include "endpoint_test.moc"
