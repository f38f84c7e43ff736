// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/run/verdict_text.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QCoreApplication>

#include <cmath>

namespace poolscope::gui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(RunPanel)
};

QString number(double value)
{
    return toQt(base::formatNumber(value));
}

/// An e-value, whose logarithm is given.
QString eValue(double logE)
{
    constexpr double readable = 1e6;
    return logE > std::log(readable) ? Words::tr("above %1").arg(number(readable))
                                     : number(std::exp(logE));
}

QString liveTip(const reuse::RunVerdict& verdict)
{
    return Words::tr(
        "The highest e-value so far is %1; at %2 it raises the alarm. If every item is "
        "drawn from the law, independently, that happens in at most 5 % of runs, "
        "however often one looks.")
        .arg(eValue(verdict.highestLogE), eValue(verdict.alarmLogE));
}

QString finalTip(const reuse::RunVerdict& verdict)
{
    const QString kind = verdict.test.isSimulated ? Words::tr("by 999 simulated runs")
                                                  : Words::tr("a chi-square test");
    return Words::tr(
        "p (%1) is the chance of counts at least this far from the law if every item "
        "is drawn from it, independently. The effect, Cohen's w, says how far they are "
        "whatever the number of draws: 0.1 is small. %2 of %3 bars are outside their "
        "band; all bands together hold in 95 % of runs.")
        .arg(kind)
        .arg(verdict.barsOutside)
        .arg(verdict.bars);
}

} // namespace

SaidLine drawVerdict(const report::DrawFinding& finding, reuse::RunStage stage)
{
    SaidLine line{ toQt(finding.sentence), {}, theme().dim };
    if (!finding.verdict)
        return line;
    switch (finding.verdict->agreement) {
    case reuse::Agreement::tooEarly:
        break;
    case reuse::Agreement::agrees:
        line.text.prepend(QStringLiteral("\u2713 "));
        line.color = theme().good;
        break;
    case reuse::Agreement::differs:
    case reuse::Agreement::outOfRange:
        line.text.prepend(QStringLiteral("\u2717 "));
        line.color = theme().bad;
        break;
    }
    line.tip
        = stage == reuse::RunStage::live ? liveTip(*finding.verdict) : finalTip(*finding.verdict);
    return line;
}

SaidLine lengthAdvice(const reuse::LengthAdvice& advice)
{
    return { toQt(advice.sentence),
        Words::tr("The effect sought is a difference of %1 in time to first token, where the times "
                  "of either kind spread by %2 of their mean (their standard deviation): two-sided "
                  "at 5 %. Assumes a server whose cache starts empty and forgets nothing.")
            .arg(toQt(base::formatShare(snapshot::soughtDifference)),
                toQt(base::formatShare(snapshot::assumedSpread))),
        advice.isEnough ? theme().dim : theme().warning };
}

SaidLine firstSeenVerdict(const reuse::SeenVerdict& verdict)
{
    SaidLine line{ toQt(verdict.sentence), {}, theme().ink };
    if (!verdict.shift) {
        line.color = theme().dim;
        return line;
    }
    line.tip = Words::tr("The median difference between first-seen requests and repeats that were "
                         "sent at about the same time (Hodges and Lehmann, 20 blocks of time), so "
                         "that warm-up does not pass for a cache: %1 and %2 requests compared, p = "
                         "%3. Assumes that the two kinds differ by a shift.")
                   .arg(toQt(base::formatCount(verdict.shift->firstSeen)),
                       toQt(base::formatCount(verdict.shift->repeats)), number(verdict.shift->p));
    if (verdict.logShift)
        line.tip += QLatin1Char(' ')
            + Words::tr("As a factor: %1.").arg(number(std::exp(verdict.logShift->estimate)));
    return line;
}

} // namespace poolscope::gui
