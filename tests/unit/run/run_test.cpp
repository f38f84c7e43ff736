// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/hash.h"
#include "core/run/run.h"
#include "core/sim/server.h"
#include "core/wire/body.h"
#include "tests/unit/run/scripted_server.h"
#include "tests/unit/testing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <thread>

using namespace poolscope;
using namespace std::chrono_literals;
using testing::ReceivedRequest;
using testing::ScriptedServer;

namespace {

config::Workload workload(std::int64_t poolSize, config::Stage stage)
{
    config::Workload result;
    result.api.type = config::ApiType::chat;
    result.api.streaming = true;
    result.data.type = config::DataType::synthetic;
    result.data.inputDistribution = config::fixedDistribution(5);
    result.data.outputDistribution = config::fixedDistribution(3);
    result.load.stages = { stage };
    if (std::holds_alternative<config::ConcurrencyStage>(stage))
        result.load.type = config::LoadType::concurrent;
    config::ImageSettings image;
    image.count = config::fixedDistribution(1);
    image.resolutions = { { { 48, 32 }, 1 } };
    config::Pool pool;
    pool.size = poolSize;
    pool.sampling.range = { 0, poolSize - 1 };
    image.pool = pool;
    result.data.multimodal = config::Multimodal{ image, {}, {} };
    return result;
}

plan::PlanPtr planOf(const config::Workload& config)
{
    auto plan = plan::Plan::create(config, 42);
    Q_ASSERT(plan.has_value());
    return *plan;
}

std::shared_ptr<media::PoolStore> makeStore()
{
    return std::make_shared<media::PoolStore>(64U << 20U);
}

run::Options optionsFor(const std::string& url)
{
    run::Options options;
    options.endpoint = run::endpointOf(url, "", {});
    options.renderThreads = 2;
    return options;
}

/// Waits for the end, loudly when it does not come.
void finish(const run::Run& run)
{
    QVERIFY2(run.waitFor(30s), "the run does not end");
}

const std::string answer
    = R"({"choices": [{"message": {"content": "one two"}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 9, "completion_tokens": 2}})";

bool answerWell(const ReceivedRequest&, std::size_t, const ScriptedServer::Write& write)
{
    write(testing::httpAnswer(200, "application/json", answer));
    return true;
}

sim::Options quickSim()
{
    sim::Options options;
    options.encodeMsPerMediaToken = 0;
    options.decodeMsPerToken = 0;
    options.overheadMs = 0;
    return options;
}

} // namespace

class RunTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { run::initialize(); }

    void bodiesOnTheWireAreThoseOfThePlan()
    {
        const ScriptedServer server(answerWell);
        const auto plan = planOf(workload(4, config::ConcurrencyStage{ 12, 1 }));
        const auto store = makeStore();
        const auto run = run::Run::start(plan, store, optionsFor(server.url()));
        finish(*run);
        QCOMPARE(run->snapshot()->succeeded, std::uint64_t{ 12 });
        const auto posts = server.posts();
        QCOMPARE(posts.size(), std::size_t{ 12 });
        for (std::uint64_t r = 0; r < posts.size(); ++r) {
            const auto body = wire::makeBody(run->settings(), plan->request(r),
                [&](const media::ItemSpec& item) { return store->get(item); });
            REQUIRE_VALUE(body);
            COMPARE_TEXT(posts[r].body, body->text());
            QVERIFY(posts[r].head.starts_with("POST /v1/chat/completions HTTP/1.1"));
            QVERIFY(posts[r].head.find("Expect:") == std::string::npos);
        }
        COMPARE_TEXT(run->settings().model, "scripted"); // asked from the endpoint
    }

    void poolsBoundTheDistinctItems()
    {
        auto server = sim::Server::start(quickSim());
        REQUIRE_VALUE(server);
        const auto plan = planOf(workload(8, config::RateStage{ 400, 1 }));
        const auto run = run::Run::start(plan, makeStore(), optionsFor((*server)->url()));
        finish(*run);
        const auto state = run->snapshot();
        QCOMPARE(state->succeeded, std::uint64_t{ 400 });
        const auto& use = state->items[0];
        QCOMPARE(use.distinct, std::uint64_t{ 8 });
        const auto planned = plan::countItems(*plan, base::Modality::image, { 0, 1, 400 });
        for (const auto& [item, count] : planned)
            QCOMPARE(std::uint64_t{ use.counts[item] }, count);
        QCOMPARE((*server)->counters().mediaQueries, std::uint64_t{ 400 });
        QCOMPARE((*server)->counters().mediaHits, std::uint64_t{ 392 });
        QCOMPARE(
            state->serverAfter->mediaHits - state->serverBefore->mediaHits, std::uint64_t{ 392 });
        std::set<std::string> hashes;
        for (const auto& [item, account] :
            run->tally().accounts(base::Modality::image, media::Side::payload).items)
            hashes.insert(account.sha256.front());
        QCOMPARE(hashes.size(), std::size_t{ 8 });
        QCOMPARE(state->firstSeenCount, std::uint64_t{ 8 });
        QCOMPARE(state->repeatCount, std::uint64_t{ 392 });
    }

    void constantLoadIsSentWhenItIsDue()
    {
        auto server = sim::Server::start(quickSim());
        REQUIRE_VALUE(server);
        const auto plan = planOf(workload(2, config::RateStage{ 100, 1 }));
        const auto run = run::Run::start(plan, makeStore(), optionsFor((*server)->url()));
        finish(*run);
        auto records = run->tally().records();
        std::sort(records.begin(), records.end(),
            [](const run::Record& a, const run::Record& b) { return a.index < b.index; });
        QCOMPARE(records.size(), std::size_t{ 100 });
        double late = 0;
        for (std::size_t i = 0; i < records.size(); ++i) {
            QVERIFY(
                std::fabs(records[i].due - records[0].due - static_cast<double>(i) / 100) < 1e-9);
            QVERIFY(records[i].start >= records[i].due);
            late += records[i].start - records[i].due;
        }
        // The machine may be busy; on average a request is still on its way within milliseconds.
        QVERIFY2(late / 100 < 0.02, qPrintable(QString::number(late / 100)));
    }

    void concurrencyIsNeverExceeded()
    {
        std::atomic<int> inside = 0;
        std::atomic<int> most = 0;
        const ScriptedServer server(
            [&](const ReceivedRequest&, std::size_t, const ScriptedServer::Write& write) {
                const int now = ++inside;
                int known = most;
                while (known < now && !most.compare_exchange_weak(known, now)) { }
                std::this_thread::sleep_for(5ms);
                --inside;
                write(testing::httpAnswer(200, "application/json", answer));
                return true;
            });
        const auto run = run::Run::start(planOf(workload(3, config::ConcurrencyStage{ 60, 4 })),
            makeStore(), optionsFor(server.url()));
        finish(*run);
        QCOMPARE(run->snapshot()->succeeded, std::uint64_t{ 60 });
        QCOMPARE(most.load(), 4);
    }

    void shardsShareThePlan()
    {
        const auto plan = planOf(workload(5, config::ConcurrencyStage{ 30, 6 }));
        std::set<std::uint64_t> indices;
        for (std::uint64_t shard = 0; shard < 4; ++shard) {
            const ScriptedServer server(answerWell);
            run::Options options = optionsFor(server.url());
            options.shard = { shard, 4 };
            const auto run = run::Run::start(plan, makeStore(), options);
            finish(*run);
            for (const auto& record : run->tally().records()) {
                QCOMPARE(record.index % 4, shard);
                QVERIFY(indices.insert(record.index).second);
            }
        }
        QCOMPARE(indices.size(), std::size_t{ 30 });
    }

    void streamsInOddPiecesAreRead()
    {
        const ScriptedServer server(
            [](const ReceivedRequest&, std::size_t, const ScriptedServer::Write& write) {
                write(testing::streamHead());
                const std::string stream
                    = "data: {\"choices\": [{\"delta\": {\"content\": \"a\"}}]}\r\n\r\n"
                      "data:{\"choices\": [{\"delta\": {\"content\": \"b\"}}]}\r\n\r\n"
                      "data: {\"choices\": [], \"usage\": {\"prompt_tokens\": 11, "
                      "\"completion_tokens\": 2}}\r\n\r\ndata: [DONE]\r\n\r\n";
                for (std::size_t i = 0; i < stream.size(); i += 7) {
                    write(stream.substr(i, 7));
                    std::this_thread::sleep_for(1ms);
                }
                return false;
            });
        const auto run = run::Run::start(planOf(workload(1, config::ConcurrencyStage{ 2, 1 })),
            makeStore(), optionsFor(server.url()));
        finish(*run);
        QCOMPARE(run->snapshot()->succeeded, std::uint64_t{ 2 });
        for (const auto& record : run->tally().records()) {
            QCOMPARE(record.tokenTimes.size(), std::size_t{ 2 });
            QCOMPARE(record.promptTokens, std::int64_t{ 11 });
            QVERIFY(record.timeToFirstToken() > 0 && record.firstToken < record.end);
        }
    }

    void failuresHaveTheirKind_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("label");
        QTest::addRow("rate limit") << "429"
                                    << "429 - Rate Limit";
        QTest::addRow("server error") << "500"
                                      << "500 - Internal Server Error";
        QTest::addRow("reset") << "reset"
                               << "Connection Error";
        QTest::addRow("stall") << "stall"
                               << "Timeout";
        QTest::addRow("error in a 200") << "error"
                                        << "Bad Response";
    }

    void failuresHaveTheirKind()
    {
        QFETCH(QString, how);
        QFETCH(QString, label);
        const ScriptedServer server(
            [&](const ReceivedRequest&, std::size_t n, const ScriptedServer::Write& write) {
                if (n % 2 == 0) // every other request is answered well
                    return answerWell({}, n, write);
                if (how == "reset") { // in the middle of the answer: curl repeats nothing then
                    write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
                    return false;
                }
                if (how == "stall") {
                    std::this_thread::sleep_for(1500ms);
                    return false;
                }
                const std::string body = R"({"error": {"message": "too much"}})";
                write(testing::httpAnswer(
                    how == "error" ? 200 : how.toInt(), "application/json", body));
                return true;
            });
        run::Options options = optionsFor(server.url());
        options.requestTimeout = 0.5;
        const auto run = run::Run::start(
            planOf(workload(1, config::ConcurrencyStage{ 4, 1 })), makeStore(), options);
        finish(*run);
        const auto state = run->snapshot();
        QCOMPARE(state->succeeded, std::uint64_t{ 2 });
        QCOMPARE(state->failed, std::uint64_t{ 2 });
        QCOMPARE(state->errors.size(), std::size_t{ 1 });
        COMPARE_TEXT(state->errors.begin()->first, label.toStdString());
        if (how != "reset" && how != "stall")
            COMPARE_TEXT(run->tally().records()[1].message, "too much");
    }

    void anEndpointThatIsNotThereIsAProblem()
    {
        const auto run = run::Run::start(planOf(workload(1, config::ConcurrencyStage{ 4, 1 })),
            makeStore(), optionsFor("http://127.0.0.1:1"));
        finish(*run);
        const auto state = run->snapshot();
        QVERIFY(state->isUnreachable);
        QVERIFY(state->problem.find("127.0.0.1:1") != std::string::npos);
        QCOMPARE(state->sent, std::uint64_t{ 0 });
    }

    void stoppingEndsTheRunAtOnceAndKeepsWhatItHas()
    {
        const ScriptedServer server(
            [](const ReceivedRequest&, std::size_t n, const ScriptedServer::Write& write) {
                if (n < 3)
                    return answerWell({}, n, write);
                std::this_thread::sleep_for(3s);
                return false;
            });
        auto run = run::Run::start(planOf(workload(2, config::ConcurrencyStage{ 100, 1 })),
            makeStore(), optionsFor(server.url()));
        QTRY_COMPARE_WITH_TIMEOUT(server.posts().size(), std::size_t{ 4 }, 5000);
        const auto begin = std::chrono::steady_clock::now();
        run->stop();
        finish(*run);
        QVERIFY(std::chrono::steady_clock::now() - begin < 1s);
        const auto state = run->snapshot();
        QVERIFY(state->wasStopped);
        QCOMPARE(state->succeeded, std::uint64_t{ 3 });
        QCOMPARE(state->interrupted, std::uint64_t{ 1 });
        QCOMPARE(run->tally().records().size(), std::size_t{ 4 });
    }

    void durationEndsTheSendingAndAwaitsTheAnswers()
    {
        const ScriptedServer server(
            [](const ReceivedRequest&, std::size_t n, const ScriptedServer::Write& write) {
                std::this_thread::sleep_for(30ms);
                return answerWell({}, n, write);
            });
        run::Options options = optionsFor(server.url());
        options.duration = 0.4;
        const auto run = run::Run::start(
            planOf(workload(2, config::ConcurrencyStage{ 100'000, 2 })), makeStore(), options);
        finish(*run);
        const auto state = run->snapshot();
        QVERIFY(state->sent > 2 && state->sent < 60);
        QCOMPARE(state->succeeded, state->sent);
        QCOMPARE(state->interrupted, std::uint64_t{ 0 });
    }

    void secretsAndHeadersAreSent()
    {
        const ScriptedServer server(answerWell);
        ::setenv("POOLSCOPE_TEST_KEY", "s3cret", 1);
        run::Options options = optionsFor(server.url());
        options.endpoint = run::endpointOf(
            server.url() + "/", "${POOLSCOPE_TEST_KEY}", { { "X-Team", "vision" } });
        const auto run = run::Run::start(
            planOf(workload(1, config::ConcurrencyStage{ 1, 1 })), makeStore(), options);
        finish(*run);
        const std::string head = server.posts().front().head;
        QVERIFY(head.find("Authorization: Bearer s3cret\r\n") != std::string::npos);
        QVERIFY(head.find("X-Team: vision\r\n") != std::string::npos);
        QVERIFY(head.find("Content-Type: application/json\r\n") != std::string::npos);
    }

    void freshItemsAreAllDifferent()
    {
        const ScriptedServer server(answerWell);
        config::Workload config = workload(1, config::ConcurrencyStage{ 20, 4 });
        config.data.multimodal->image->pool.reset();
        const auto run = run::Run::start(planOf(config), makeStore(), optionsFor(server.url()));
        finish(*run);
        std::set<std::string> bodies;
        for (const auto& post : server.posts())
            bodies.insert(base::sha256(post.body.substr(post.body.find("base64,"))));
        QCOMPARE(bodies.size(), std::size_t{ 20 });
        QCOMPARE(run->snapshot()->items[0].distinct, std::uint64_t{ 20 });
    }
};

POOLSCOPE_TEST(RunTest)
#include "run_test.moc"
