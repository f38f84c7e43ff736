// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sim/engine.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using sim::Block;
using sim::BlockKind;
using sim::Engine;
using sim::Options;
using sim::Request;
using sim::Schedule;

namespace {

constexpr std::uint64_t small = 75288;

/// 1 s to encode a media token, 0.1 s to prefill one token, 0.01 s per output token, 5 s overhead.
Options slowModel()
{
    Options options;
    options.encodeMsPerMediaToken = 1000;
    options.prefillMsPerToken = 100;
    options.decodeMsPerToken = 10;
    options.overheadMs = 5000;
    options.prefixCacheTokens = 0;
    return options;
}

Block image(int number, std::int64_t tokens = 10)
{
    Block block;
    block.kind = BlockKind::image;
    block.key = std::to_string(number);
    block.tokens = tokens;
    block.processedBytes = small;
    return block;
}

Block text(std::uint64_t firstWord, std::int64_t count)
{
    Block block;
    block.tokens = count;
    for (std::int64_t i = 0; i < count; ++i)
        block.words.push_back(firstWord++);
    return block;
}

Request request(std::vector<Block> blocks, std::int64_t maxTokens = 3)
{
    Request made;
    made.blocks = std::move(blocks);
    made.maxTokens = maxTokens;
    return made;
}

} // namespace

class EngineTest : public QObject {
    Q_OBJECT

private slots:
    void timesAddUp()
    {
        Engine engine(slowModel());
        const Schedule first = engine.admit(request({ image(0), text(0, 5) }), 100);
        QCOMPARE(first.promptTokens, 15);
        QCOMPARE(first.firstTokenAt, 100 + 10 + 5 + 1.5);
        QCOMPARE(first.tokenAt(2), first.firstTokenAt + 0.02);
        QCOMPARE(first.doneAt(), first.tokenAt(2));
        const Schedule repeat = engine.admit(request({ image(0), text(0, 5) }), 200);
        QCOMPARE(repeat.firstTokenAt, 200 + 5 + 1.5);
    }

    void theEncoderTakesOneRequestAfterTheOther()
    {
        Engine engine(slowModel());
        engine.admit(request({ image(0) }), 0);
        const Schedule second = engine.admit(request({ image(1) }), 4);
        QCOMPARE(second.firstTokenAt, 20 + 5 + 1.0);
        const Schedule textOnly = engine.admit(request({ text(0, 1) }), 5);
        QCOMPARE(textOnly.firstTokenAt, 5 + 5 + 0.1);
        const auto totals = engine.totals(9);
        QCOMPARE(totals.waiting, 1U);
        QCOMPARE(totals.running, 2U);
        QCOMPARE(engine.totals(11).waiting, 0U);
        const Schedule late = engine.admit(request({ image(2) }), 50);
        QCOMPARE(late.firstTokenAt, 50 + 10 + 5 + 1.0);
    }

    void anItemTwiceInARequestIsEncodedOnce()
    {
        Engine engine(slowModel());
        const Schedule schedule = engine.admit(request({ image(0), image(0) }), 0);
        QCOMPARE(schedule.firstTokenAt, 10 + 5 + 2.0);
        QCOMPARE(engine.totals(0).counters.mediaQueries, 2U);
        QCOMPARE(engine.totals(0).counters.mediaHits, 1U);
    }

    void withoutAMediaCacheEverythingIsEncodedAndNothingCounted()
    {
        Options options = slowModel();
        options.mediaCacheBytes = 0;
        Engine engine(options);
        engine.admit(request({ image(0) }), 0);
        QCOMPARE(engine.admit(request({ image(0) }), 100).firstTokenAt, 100 + 10 + 5 + 1.0);
        QCOMPARE(engine.totals(0).counters.mediaQueries, 0U);
    }

    void mediaCoveredByThePrefixIsLookedUpButNotEncoded()
    {
        Options options = slowModel();
        options.prefixCacheTokens = 1024;
        options.mediaCacheBytes = small;
        Engine engine(options);
        const Request wide = request({ image(0, 20), text(0, 20) });
        engine.admit(wide, 0);
        engine.admit(request({ image(1), text(500, 1) }), 100); // evicts image 0
        const Schedule repeat = engine.admit(wide, 200);
        QCOMPARE(repeat.cachedTokens, 32);
        QCOMPARE(repeat.firstTokenAt, 200 + 5 + 0.8);
        QCOMPARE(engine.totals(200).counters.mediaQueries, 3U);
        QCOMPARE(engine.totals(200).counters.mediaHits, 0U);
    }

    void mediaPartlyCoveredByThePrefixIsEncoded()
    {
        Options options = slowModel();
        options.prefixCacheTokens = 1024;
        options.mediaCacheBytes = 0;
        Engine engine(options);
        engine.admit(request({ image(0, 20) }), 0);
        const Schedule repeat = engine.admit(request({ image(0, 20) }), 100);
        QCOMPARE(repeat.cachedTokens, 16);
        QCOMPARE(repeat.firstTokenAt, 100 + 20 + 5 + 0.4);
    }

    void aRefusedRequestCostsNothing()
    {
        Options options = slowModel();
        options.mediaCacheBytes = 2 * small;
        options.prefixCacheTokens = 1024;
        Engine engine(options);
        const Request three = request({ image(0), image(1), image(2) });
        QVERIFY(!engine.admit(three, 0).isRefused);
        QVERIFY(engine.admit(three, 100).isRefused);
        QCOMPARE(engine.totals(100).counters.mediaQueries, 3U);
        QCOMPARE(engine.totals(100).counters.prefixQueryTokens, 30U);
        QCOMPARE(engine.totals(100).running, 1U);
    }

    void clearedCachesForget()
    {
        Options options = slowModel();
        options.prefixCacheTokens = 1024;
        Engine engine(options);
        const Request same = request({ image(0), text(0, 30) });
        engine.admit(same, 0);
        engine.clearPrefixCache();
        QCOMPARE(engine.admit(same, 100).firstTokenAt, 100 + 5 + 4.0);
        engine.clearPrefixCache();
        engine.clearMediaCache();
        QCOMPARE(engine.admit(same, 200).firstTokenAt, 200 + 10 + 5 + 4.0);
    }

    void whatLeftIsCounted()
    {
        Engine engine(slowModel());
        const Schedule whole = engine.admit(request({ text(0, 4) }), 0);
        const Schedule aborted = engine.admit(request({ text(0, 4) }), 0);
        engine.countFirstToken(whole);
        engine.countFirstToken(aborted);
        engine.finish(whole, 3);
        engine.finish(aborted, 1);
        const auto totals = engine.totals(100);
        QCOMPARE(totals.running, 0U);
        QCOMPARE(totals.promptTokens, 8U);
        QCOMPARE(totals.generationTokens, 4U);
        QCOMPARE(totals.successes, 1U);
        QCOMPARE(totals.timeToFirstToken.sum(), 2 * 5.4);
        QCOMPARE(totals.requestLatency.sum(), 5.42);
    }
};

POOLSCOPE_TEST(EngineTest)
#include "engine_test.moc"
