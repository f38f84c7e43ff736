// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/pool_tiles.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/stat_tile.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QGridLayout>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

constexpr int columns = 3;

QString number(double value)
{
    return toQt(base::formatNumber(value));
}

QString share(double value)
{
    return toQt(base::formatShare(value));
}

QString count(std::int64_t value)
{
    return toQt(base::formatCount(static_cast<std::uint64_t>(std::max<std::int64_t>(0, value))));
}

/// The whole figure, which a narrow tile cuts short, what it means and what it assumes; as rich
/// text, which wraps.
void explain(StatTile* tile, const QString& sentences)
{
    const QString text = tile->text() + QLatin1Char('\n') + sentences;
    tile->setToolTip(
        QStringLiteral("<qt>%1</qt>")
            .arg(text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"))));
}

/// Two digits: more would be read as if they were known.
double coarse(double deviation)
{
    if (deviation <= 0)
        return 0;
    const double step = std::pow(10, std::floor(std::log10(deviation)) - 1);
    return std::round(deviation / step) * step;
}

/// Nothing where next to nothing varies.
QString giveOrTake(double deviation, double figure, const QString& text)
{
    constexpr double seen = 1e-4;
    return deviation > seen * figure ? QStringLiteral("\u00b1 %1").arg(text) : QString();
}

} // namespace

PoolTiles::PoolTiles(QWidget* parent)
    : QWidget(parent)
    , m_effective(new StatTile(tr("Effective items"), tr("Effective"), this))
    , m_hottest(new StatTile(tr("Hottest 1 % get"), tr("Top 1 %"), this))
    , m_distinct(new StatTile(tr("Distinct items"), tr("Distinct"), this))
    , m_repeats(new StatTile(tr("Repeats"), tr("Repeats"), this))
    , m_never(new StatTile(tr("Never sent"), tr("Never sent"), this))
    , m_bytes(new StatTile(tr("Pool size"), tr("Pool size"), this))
{
    m_tiles = { m_effective, m_distinct, m_repeats, m_hottest, m_never, m_bytes };
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    layout->setVerticalSpacing(grid / 2);
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        const auto place = static_cast<int>(i);
        layout->addWidget(m_tiles[i], place / columns, place % columns);
        layout->setColumnStretch(place % columns, 1);
        connect(m_tiles[i], &StatTile::copied, this, &PoolTiles::copied);
    }
    m_effective->setObjectName(QStringLiteral("effectiveTile"));
    m_hottest->setObjectName(QStringLiteral("hottestTile"));
    m_distinct->setObjectName(QStringLiteral("distinctTile"));
    m_repeats->setObjectName(QStringLiteral("repeatsTile"));
    m_never->setObjectName(QStringLiteral("neverTile"));
    m_bytes->setObjectName(QStringLiteral("bytesTile"));
}

void PoolTiles::setCompact(bool isCompact)
{
    for (StatTile* tile : m_tiles)
        tile->setCompact(isCompact);
}

void PoolTiles::setSnapshot(const snapshot::Snapshot& snapshot, base::Modality modality)
{
    const snapshot::PoolFigures& pool = *snapshot.pool(modality);
    const std::int64_t size = snapshot.plan->media(modality)->poolSize();
    showLaw(pool, size);
    showRun(snapshot, pool, size);
    m_bytes->setFigure(toQt(base::formatBytes(pool.poolBytes)), {},
        tr("\u2248 %1 each").arg(toQt(base::formatBytes(pool.itemBytes))));
    explain(m_bytes,
        tr("Bytes of all items of the pool together, before base64.\nEstimated from their sizes "
           "and format; the status line counts what is rendered."));
}

void PoolTiles::showLaw(const snapshot::PoolFigures& pool, std::int64_t size)
{
    m_effective->setFigure(number(pool.law.effectiveItems), tr("of %1").arg(count(size)),
        tr("%1 bits a draw").arg(number(pool.law.entropyBits)));
    explain(m_effective,
        tr("So many equally likely items would vary as much: 2 to the entropy of one draw.\n"
           "Of the law alone, whatever the number of requests."));
    m_hottest->setFigure(
        share(pool.law.topHundredth), {}, tr("hottest 10 %: %1").arg(share(pool.law.topTenth)));
    explain(m_hottest,
        tr("Share of all draws that go to the hottest 1 % of the pool: %1 of %2 items; below, to "
           "the hottest 10 %.\nOf the law alone; a short run strays from it.")
            .arg(count((size + 99) / 100), count(size)));
}

void PoolTiles::showRun(
    const snapshot::Snapshot& snapshot, const snapshot::PoolFigures& pool, std::int64_t size)
{
    const QString requests = toQt(base::formatCount(snapshot.requests));
    const auto used = static_cast<std::int64_t>(pool.planned.size());
    const auto inPlan = [&](const QString& figure) {
        return pool.isCounted ? tr("in this plan %1").arg(figure) : tr("plan not counted");
    };
    const QString assumption
        = tr("Assumes draws that are independent and with replacement, from an empty start.")
        + QLatin1Char('\n')
        + (pool.isCounted ? tr("The lower line is what the requests of seed %1 really draw.")
                                .arg(snapshot.seed)
                          : tr("A plan of so many draws is not counted."));
    const reuse::RunFigures& run = pool.run;
    m_distinct->setFigure(number(run.expectedDistinct),
        giveOrTake(run.expectedDistinctSd, run.expectedDistinct, number(run.expectedDistinctSd)),
        inPlan(count(used)));
    explain(m_distinct,
        tr("Different items that %1 requests are expected to send, give or take "
           "one standard deviation from seed to seed.\n%2")
            .arg(requests, assumption));
    const double deviation = run.draws > 0 ? run.expectedDistinctSd / run.draws : 0;
    m_repeats->setCaption(tr("Repeats after %1 requests").arg(requests), tr("Repeats"));
    m_repeats->setFigure(share(run.expectedRepeatShare),
        giveOrTake(deviation, run.expectedRepeatShare, share(coarse(deviation))),
        inPlan(share(pool.plannedRepeatShare())));
    explain(m_repeats,
        tr("Share of draws whose item was sent before in the run: the hit rate of "
           "a cache that forgets nothing, after %1 requests.\n%2")
            .arg(requests, assumption));
    const double never = std::clamp(1 - run.expectedDistinct / static_cast<double>(size), 0.0, 1.0);
    m_never->setFigure(share(never), tr("of %1").arg(count(size)),
        inPlan(size - used == 1 ? tr("1 item") : tr("%1 items").arg(count(size - used))));
    explain(m_never,
        tr("Chance that an item of the pool is not sent even once in %1 "
           "requests; such items are rendered for nothing.\n%2")
            .arg(requests, assumption));
}

} // namespace poolscope::gui
