// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/service.h"
#include "tests/unit/testing.h"

#include <filesystem>
#include <thread>

using namespace poolscope;
using sim::Options;
using sim::Reply;
using sim::Service;
using sim::Stream;

namespace {

std::unique_ptr<Service> create(const Options& options)
{
    auto service = Service::create(options);
    return service ? std::move(*service) : nullptr;
}

Options slow()
{
    Options options;
    options.overheadMs = 60000;
    return options;
}

const std::string streamBody = R"({"prompt":"a b","stream":true,"max_tokens":2})";

} // namespace

class ServiceTest : public QObject {
    Q_OBJECT

private slots:
    void routesAnswer_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addRow("models") << QByteArray("GET") << QByteArray("/v1/models") << 200;
        QTest::addRow("health") << QByteArray("GET") << QByteArray("/health") << 200;
        QTest::addRow("headers only") << QByteArray("HEAD") << QByteArray("/health") << 200;
        QTest::addRow("metrics") << QByteArray("GET") << QByteArray("/metrics") << 200;
        QTest::addRow("media") << QByteArray("POST") << QByteArray("/reset_mm_cache") << 200;
        QTest::addRow("prefix") << QByteArray("POST") << QByteArray("/reset_prefix_cache") << 200;
        QTest::addRow("unknown") << QByteArray("GET") << QByteArray("/v1/nothing") << 404;
        QTest::addRow("slash") << QByteArray("GET") << QByteArray("/v1/models/") << 404;
        QTest::addRow("wrong way") << QByteArray("GET") << QByteArray("/v1/completions") << 405;
        QTest::addRow("other way") << QByteArray("DELETE") << QByteArray("/health") << 405;
        QTest::addRow("no body") << QByteArray("POST") << QByteArray("/v1/completions") << 400;
    }

    void routesAnswer()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(int, status);
        const auto service = create({});
        const Reply reply = service->reply(method.toStdString(), path.toStdString(), {});
        QCOMPARE(static_cast<int>(reply.status), status);
        QCOMPARE(reply.allowedMethod.empty(), status != 405);
        QCOMPARE(reply.body.find("\"error\"") != std::string::npos, status >= 400);
    }

    void everyGenerationRequestIsCounted()
    {
        const auto service = create({});
        service->reply("POST", "/v1/completions", R"({"prompt":"a","max_tokens":1})");
        service->reply("POST", "/v1/completions", "{");
        QCOMPARE(service->counters().requests, 2U);
    }

    void stoppingEndsEveryWait()
    {
        const auto service = create(slow());
        Reply streamed = service->reply("POST", "/v1/completions", streamBody);
        QVERIFY(streamed.stream);
        std::jthread stopper([&service] {
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            service->stop();
        });
        const Reply whole = service->reply("POST", "/v1/completions", R"({"prompt":"a"})");
        QCOMPARE(whole.status, 503U);
        std::string events;
        QCOMPARE(streamed.stream->next(events), Stream::State::cut);
    }

    void aStreamThatIsDroppedIsNoSuccess()
    {
        Options options;
        options.overheadMs = 0;
        const auto service = create(options);
        const auto metrics = [&service] { return service->reply("GET", "/metrics", {}).body; };
        {
            const Reply reply = service->reply("POST", "/v1/completions", streamBody);
            std::string events;
            QCOMPARE(reply.stream->next(events), Stream::State::more);
            QVERIFY(
                metrics().find("num_requests_running{engine=\"0\",model_name=\"poolscope-sim\"} 1")
                != std::string::npos);
        }
        QVERIFY(metrics().find("num_requests_running{engine=\"0\",model_name=\"poolscope-sim\"} 0")
            != std::string::npos);
        QVERIFY(metrics().find("finished_reason=\"length\"} 0") != std::string::npos);
        QVERIFY(
            metrics().find("generation_tokens_total{engine=\"0\",model_name=\"poolscope-sim\"} 1")
            != std::string::npos);
    }

    void aLogThatCannotBeOpenedIsAnError()
    {
        Options options;
        options.log = "/nowhere/at/all.jsonl";
        const auto service = Service::create(options);
        QVERIFY(!service);
        QVERIFY(service.error().message.find("/nowhere/at/all.jsonl") != std::string::npos);
    }

    void aRequestThatCannotBeLoggedIsNotServed()
    {
        if (!std::filesystem::exists("/dev/full"))
            QSKIP("no /dev/full here");
        Options options;
        options.log = "/dev/full";
        const auto service = create(options);
        QCOMPARE(service->reply("POST", "/v1/completions", streamBody).status, 500U);
    }
};

POOLSCOPE_TEST(ServiceTest)
#include "service_test.moc"
