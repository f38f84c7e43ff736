// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/reuse/reuse_tiles.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/stat_tile.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QGridLayout>
#include <QResizeEvent>

#include <array>
#include <cmath>

namespace poolscope::gui {

namespace {

constexpr int narrow = 460;
constexpr double shownDeviations = 2; ///< 19 of 20 seeds

QString share(double value)
{
    return toQt(base::formatShare(value));
}

QString plusMinus(double value)
{
    return QStringLiteral("\u00b1 ")
        + (value < 1 ? QString::number(value, 'g', 2) : toQt(base::formatNumber(value)));
}

/// What a formula rests on, in sentences.
QString basisOf(const reuse::CacheEstimate& estimate)
{
    QString text = toQt(estimate.assumes);
    if (estimate.documentedError > 0)
        text += QLatin1Char(' ')
            + ReuseTiles::tr("The formula was off by at most %1 points where it was measured.")
                  .arg(toQt(base::formatNumber(100 * estimate.documentedError)));
    if (!estimate.caution.empty())
        text += QLatin1Char(' ') + toQt(estimate.caution);
    return text;
}

} // namespace

ReuseTiles::ReuseTiles(QWidget* parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_hits(new StatTile(tr("Hit rate of slots"), tr("Hits"), this))
    , m_bytes(new StatTile(tr("By bytes"), tr("By bytes"), this))
    , m_tokens(new StatTile(tr("By tokens"), tr("By tokens"), this))
    , m_distinct(new StatTile(tr("Distinct items"), tr("Distinct"), this))
    , m_repeats(new StatTile(tr("Repeats"), tr("Repeats"), this))
{
    m_hits->setObjectName(QStringLiteral("hitRate"));
    m_bytes->setObjectName(QStringLiteral("byteHitRate"));
    m_tokens->setObjectName(QStringLiteral("tokenHitRate"));
    m_distinct->setObjectName(QStringLiteral("distinct"));
    m_repeats->setObjectName(QStringLiteral("repeats"));
    m_distinct->setToolTip(tr("Different items the run sends, expected give or take one standard "
                              "deviation. Draws are independent, with replacement."));
    m_repeats->setToolTip(tr("Share of draws whose item was sent before in the run: what an "
                             "unlimited cache hits that starts empty."));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(grid);
    for (StatTile* tile : { m_hits, m_bytes, m_tokens, m_distinct, m_repeats })
        connect(tile, &StatTile::copied, this, &ReuseTiles::copied);
    layOut(false);
}

/// One row, or the rates of hits and the items in two.
void ReuseTiles::layOut(bool isNarrow)
{
    m_isNarrow = isNarrow;
    if (isNarrow) {
        m_grid->addWidget(m_hits, 0, 0, 1, 2);
        m_grid->addWidget(m_distinct, 0, 2);
        m_grid->addWidget(m_bytes, 1, 0);
        m_grid->addWidget(m_tokens, 1, 1);
        m_grid->addWidget(m_repeats, 1, 2);
    } else {
        int column = 0;
        for (StatTile* tile : { m_hits, m_bytes, m_tokens, m_distinct, m_repeats })
            m_grid->addWidget(tile, 0, column++);
    }
    const std::array<int, 5> shares
        = isNarrow ? std::array{ 10, 10, 11, 0, 0 } : std::array{ 19, 8, 8, 12, 8 };
    for (int i = 0; i < static_cast<int>(shares.size()); ++i)
        m_grid->setColumnStretch(i, shares.at(static_cast<std::size_t>(i)));
}

void ReuseTiles::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if ((event->size().width() < narrow) != m_isNarrow)
        layOut(!m_isNarrow);
}

void ReuseTiles::show(const ReuseWorker& worker)
{
    for (StatTile* tile : { m_hits, m_bytes, m_tokens, m_distinct, m_repeats })
        tile->setFootStale(worker.isPlanStale());
    if (worker.predicted())
        showItems(worker);
    if (worker.predicted() && !worker.predicted()->caches.empty())
        showHits(worker);
}

void ReuseTiles::showHits(const ReuseWorker& worker)
{
    const auto& estimate = worker.predicted()->caches.front().predicted;
    const auto exact = worker.planned() && !worker.planned()->caches.empty()
        ? worker.planned()->caches.front().exact
        : std::nullopt;
    const auto& spread = worker.spread();
    const std::optional<double> expected = worker.expected();
    const auto plan = [&](double rate) { return tr("this plan %1").arg(share(rate)); };

    // The rate with its spread; the plan's with its distance from it.
    const QString deviation = spread && spread->spread
        ? plusMinus(100 * shownDeviations * spread->spread->sd)
        : QString();
    if (expected) {
        QString foot;
        if (exact) {
            const double points = 100 * (exact->items.rate() - *expected);
            foot = plan(exact->items.rate())
                + QStringLiteral(" (%1%2)")
                      .arg(QChar(points < -0.005 ? 0x2212
                              : points > 0.005   ? u'+'
                                                 : 0xb1))
                      .arg(std::fabs(points), 0, 'f', std::fabs(points) < 0.995 ? 2 : 1);
        }
        m_hits->setFigure(share(*expected), deviation, foot);
    } else {
        m_hits->setFigure(exact ? share(exact->items.rate()) : QStringLiteral("\u2026"), deviation,
            worker.isBusy() ? tr("this plan; trying other seeds") : tr("this plan"));
    }
    const auto showOther = [&](StatTile* tile, std::optional<double> rate, double planned) {
        if (rate)
            tile->setFigure(
                share(*rate), {}, exact ? tr("plan %1").arg(share(planned)) : QString());
        else
            tile->setFigure(exact ? share(planned) : QStringLiteral("\u2026"), {}, tr("this plan"));
    };
    const auto rateOf = [&](double reuse::CacheEstimate::*rate) {
        return estimate ? std::optional<double>((*estimate).*rate) : std::nullopt;
    };
    showOther(m_bytes, rateOf(&reuse::CacheEstimate::byteHitRate), exact ? exact->bytes.rate() : 0);
    showOther(
        m_tokens, rateOf(&reuse::CacheEstimate::tokenHitRate), exact ? exact->tokens.rate() : 0);

    const QString basis = estimate ? basisOf(*estimate)
                                   : tr("Simulated exactly with this plan; there is no formula.");
    QString meaning
        = tr("Share of item slots that hit the cache over the whole run, from an empty cache; "
             "\u00b1 is two standard deviations between seeds. ");
    if (spread && spread->isBySeeds())
        meaning += tr("Expected is the mean of %1 other seeds. ").arg(spread->spread->seeds);
    m_hits->setToolTip(meaning + basis);
    m_bytes->setToolTip(
        tr("Share of the looked-up bytes, as the cache counts them, that hit. ") + basis);
    m_tokens->setToolTip(tr("Share of the looked-up media tokens that hit: work that the encoder "
                            "is spared. ")
        + basis);
}

void ReuseTiles::showItems(const ReuseWorker& worker)
{
    const reuse::RunFigures& run = worker.predicted()->run;
    const auto& planned = worker.planned();
    const bool isDrawn = !worker.predicted()->runCurve.empty();
    m_distinct->setFigure(toQt(base::formatNumber(run.expectedDistinct)),
        isDrawn ? plusMinus(run.expectedDistinctSd) : QString(),
        !isDrawn      ? tr("listed")
            : planned ? tr("plan %1").arg(toQt(base::formatCount(planned->planned.distinct)))
                      : QString());
    m_repeats->setFigure(share(run.expectedRepeatShare), {},
        !isDrawn      ? tr("listed")
            : planned ? tr("plan %1").arg(share(planned->planned.repeatShare()))
                      : QString());
}

} // namespace poolscope::gui
