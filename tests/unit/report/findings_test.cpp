// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/report/findings.h"
#include "core/sim/server.h"
#include "tests/unit/report/plans.h"
#include "tests/unit/testing.h"

using namespace poolscope;
using namespace std::chrono_literals;
using base::Modality;
using reuse::Agreement;

/// Real runs against the simulated endpoint, through live looks and at the end.
class FindingsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        run::initialize();
        sim::Options options;
        options.decodeMsPerToken = 0;
        auto server = sim::Server::start(options);
        REQUIRE_VALUE(server);
        m_server = std::move(*server);
        m_run = started(m_sent = testing::zipfPlan(40, 1.0));
        m_live = std::make_unique<report::DrawChecks>(m_sent);
        m_other = std::make_unique<report::DrawChecks>(testing::zipfPlan(40, 0.2));
        while (!m_run->waitFor(10ms))
            look();
        look();
        QCOMPARE(m_run->snapshot()->succeeded, std::uint64_t{ 400 });
    }

    void aRunAgreesWithItsLaw()
    {
        const auto live = m_live->finding(Modality::image, reuse::RunStage::live);
        COMPARE_TEXT(live.sentence, "400 draws agree with the law so far");
        const auto findings = report::findingsOf(m_sent, m_run->tally());
        const auto& finding = findings.of(Modality::image);
        QCOMPARE(finding.verdict->agreement, Agreement::agrees);
        QCOMPARE(finding.verdict->draws, std::uint64_t{ 400 });
        QVERIFY(finding.verdict->test.p > 0.05);
        QCOMPARE(finding.verdict->logE, live.verdict->logE); // the same counts, however they came
        QVERIFY(findings.of(Modality::video).sentence.empty());
    }

    void aRunOfAnotherLawDoesNot()
    {
        const auto other = testing::zipfPlan(40, 0.2);
        QCOMPARE(m_other->finding(Modality::image, reuse::RunStage::live).verdict->agreement,
            Agreement::differs);
        const auto findings = report::findingsOf(other, m_run->tally());
        QCOMPARE(findings.of(Modality::image).verdict->agreement, Agreement::differs);
        QVERIFY(findings.of(Modality::image).verdict->barsOutside > 0);
        // Half of the items are none of a smaller pool.
        const auto smaller = report::findingsOf(testing::zipfPlan(20, 1.0), m_run->tally());
        QCOMPARE(smaller.of(Modality::image).verdict->agreement, Agreement::outOfRange);
    }

    /// The simulated endpoint takes milliseconds to encode what it has not in its cache.
    void firstSeenRequestsAreShownToBeSlower()
    {
        sim::Options slow;
        slow.decodeMsPerToken = 0;
        slow.overheadMs = 0;
        slow.encodeMsPerMediaToken = 3;
        auto server = sim::Server::start(slow);
        REQUIRE_VALUE(server);
        const auto plan = testing::zipfPlan(200, 0.8, 200);
        const auto run = started(plan, (*server)->url());
        QVERIFY(run->waitFor(60s));
        const auto findings = report::findingsOf(plan, run->tally());
        QVERIFY(findings.firstSeen.shift.has_value());
        QVERIFY2(
            findings.firstSeen.shift->interval.low > 0, findings.firstSeen.sentence.c_str());
        QVERIFY(findings.firstSeen.sentence.starts_with("First-seen requests answer later by "));
    }

    void withoutMediaThereIsNothingToSay()
    {
        const run::Tally tally(*m_sent);
        QVERIFY(report::findingsOf(m_sent, tally).firstSeen.sentence.empty());
    }

private:
    std::unique_ptr<run::Run> started(const plan::PlanPtr& plan, const std::string& url = {}) const
    {
        run::Options options;
        options.endpoint = run::endpointOf(url.empty() ? m_server->url() : url, "", {});
        options.renderThreads = 2;
        return run::Run::start(plan, std::make_shared<media::PoolStore>(64U << 20U), options);
    }

    void look()
    {
        m_live->look(*m_run->snapshot());
        m_other->look(*m_run->snapshot());
    }

    std::unique_ptr<sim::Server> m_server;
    plan::PlanPtr m_sent;
    std::unique_ptr<run::Run> m_run;
    std::unique_ptr<report::DrawChecks> m_live;
    std::unique_ptr<report::DrawChecks> m_other;
};

POOLSCOPE_TEST(FindingsTest)
#include "findings_test.moc"
