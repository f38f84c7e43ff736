// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/overview_panel.h"

#include "app/gui/charts/histogram_chart.h"
#include "app/gui/preview/pool_painter.h"
#include "app/gui/preview/request_painter.h"
#include "app/gui/qt.h"
#include "app/gui/session/thumbnails.h"
#include "app/gui/widgets/stat_tile.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr int stripGap = 6;
constexpr int maxRequests = 3;

} // namespace

/// As many of the hottest items as fit side by side.
class OverviewPanel::ItemStrip : public QWidget {
public:
    ItemStrip(OverviewPanel* panel, Thumbnails& thumbnails)
        : QWidget(panel)
        , m_panel(panel)
        , m_painter(thumbnails)
    {
        setCursor(Qt::PointingHandCursor);
        const int captions = 2 * QFontMetrics(fontOf(TextSize::caption)).height();
        setFixedHeight(38 + captions);
        connect(&thumbnails, &Thumbnails::ready, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        for (int i = 0; i < cells(); ++i)
            m_painter.paintCell(painter, cell(i), m_panel->m_pool, i);
    }
    void mouseReleaseEvent(QMouseEvent* event) override
    {
        if (const int row = rowAt(event->position().toPoint()); row >= 0)
            emit m_panel->itemRequested(row);
    }
    bool event(QEvent* event) override
    {
        if (event->type() != QEvent::ToolTip)
            return QWidget::event(event);
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos());
        QToolTip::showText(
            help->globalPos(), m_panel->m_pool.index(row).data(Qt::ToolTipRole).toString(), this);
        return true;
    }

private:
    int columns() const { return std::max(1, (width() + stripGap) / 66); }
    int cells() const { return std::min(columns(), m_panel->m_pool.rowCount()); }
    QRect cell(int i) const
    {
        const double step = static_cast<double>(width() + stripGap) / columns();
        const int left = static_cast<int>(i * step);
        return { left, 0, static_cast<int>((i + 1) * step) - stripGap - left, height() };
    }
    int rowAt(const QPoint& at) const
    {
        for (int i = 0; i < cells(); ++i)
            if (cell(i).contains(at))
                return i;
        return -1;
    }

    OverviewPanel* m_panel;
    PoolPainter m_painter;
};

/// The first requests, one below the other.
class OverviewPanel::RequestStrips : public QWidget {
public:
    RequestStrips(OverviewPanel* panel, Thumbnails& thumbnails)
        : QWidget(panel)
        , m_panel(panel)
        , m_painter(thumbnails)
    {
        setCursor(Qt::PointingHandCursor);
        setCount(maxRequests);
        connect(&thumbnails, &Thumbnails::ready, this, qOverload<>(&QWidget::update));
    }

    void setCount(int count)
    {
        m_count = count;
        setFixedHeight(count * rowHeight);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        for (int i = 0; i < std::min(m_count, m_panel->m_requests.rowCount()); ++i)
            if (const RequestView* view = m_panel->m_requests.view(i))
                m_painter.paintStrip(
                    painter, QRect(-16, i * rowHeight, width() + 16, rowHeight), *view);
    }
    void mouseReleaseEvent(QMouseEvent* event) override
    {
        const auto row = static_cast<int>(event->position().y()) / rowHeight;
        if (row < m_panel->m_requests.rowCount())
            emit m_panel->requestRequested(static_cast<quint64>(row));
    }

private:
    static constexpr int rowHeight = 36;

    OverviewPanel* m_panel;
    RequestPainter m_painter;
    int m_count = 0;
};

OverviewPanel::OverviewPanel(Thumbnails& thumbnails, QWidget* parent)
    : QWidget(parent)
    , m_effective(new StatTile(tr("Effective items"), tr("Effective"), this))
    , m_hottest(new StatTile(tr("Hottest tenth sends"), tr("Top tenth"), this))
    , m_distinct(new StatTile(tr("Distinct items"), tr("Distinct"), this))
    , m_repeats(new StatTile(tr("Repeats"), tr("Repeats"), this))
    , m_chart(new HistogramChart(this))
    , m_noPool(new QLabel(this))
    , m_tiles(new QWidget(this))
    , m_items(new ItemStrip(this, thumbnails))
    , m_strips(new RequestStrips(this, thumbnails))
{
    m_chart->setObjectName(QStringLiteral("histogram"));
    m_noPool->setProperty("tone", "dim");
    m_noPool->setWordWrap(true);
    m_noPool->setAlignment(Qt::AlignCenter);
    m_effective->setToolTip(
        tr("So many equally likely items would vary as much: 2 to the entropy of the law."));
    m_hottest->setToolTip(tr("Share of all draws that go to the hottest tenth of the pool."));
    m_distinct->setToolTip(
        tr("Different items a run is expected to send, give or take one standard "
           "deviation. Draws are independent, with replacement."));
    m_repeats->setToolTip(
        tr("Share of draws whose item was sent before in the run: the hit rate of a "
           "cache that forgets nothing and starts empty."));
    auto* tiles = new QHBoxLayout(m_tiles);
    tiles->setContentsMargins(0, 0, 0, 0);
    tiles->setSpacing(grid);
    for (StatTile* tile : { m_effective, m_hottest, m_distinct, m_repeats }) {
        tiles->addWidget(tile, 1);
        connect(tile, &StatTile::copied, this, &OverviewPanel::copied);
    }
    const auto heading = [this](const QString& title, const QString& detail) {
        auto* row = new QWidget(this);
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, grid / 2, 0, 0);
        layout->setSpacing(grid);
        auto* strong = new QLabel(title, row);
        strong->setFont(fontOf(TextSize::body, QFont::DemiBold));
        auto* dim = new QLabel(detail, row);
        dim->setProperty("tone", "dim");
        layout->addWidget(strong);
        layout->addWidget(dim, 1);
        return row;
    };
    m_poolHeading = heading(tr("Pool"), tr("hottest first"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid * 2, grid, grid * 2, grid);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_tiles);
    layout->addSpacing(grid / 2);
    layout->addWidget(m_chart, 1);
    layout->addWidget(m_noPool, 1);
    layout->addWidget(m_poolHeading);
    layout->addWidget(m_items);
    layout->addWidget(heading(tr("First requests"), tr("exactly what will be sent")));
    layout->addWidget(m_strips);
}

void OverviewPanel::setSnapshot(const snapshot::SnapshotPtr& snapshot, base::Modality modality)
{
    m_snapshot = snapshot;
    m_modality = modality;
    m_pool.setSnapshot(snapshot, modality);
    m_requests.setSnapshot(snapshot);
    const auto* pool = m_pool.figures();
    m_tiles->setVisible(pool != nullptr);
    m_chart->setVisible(pool != nullptr);
    m_noPool->setVisible(!pool);
    m_poolHeading->setVisible(pool != nullptr);
    m_items->setVisible(pool != nullptr);
    if (pool) {
        const auto size = static_cast<std::uint64_t>(snapshot->plan->media(modality)->poolSize());
        m_effective->setFigure(toQt(base::formatNumber(pool->law.effectiveItems)),
            tr("of %1").arg(toQt(base::formatCount(size))));
        m_hottest->setFigure(toQt(base::formatShare(pool->law.topTenth)));
        m_distinct->setFigure(toQt(base::formatNumber(pool->run.expectedDistinct)),
            QStringLiteral("\u00b1 %1")
                .arg(toQt(base::formatNumber(pool->run.expectedDistinctSd))));
        m_repeats->setFigure(toQt(base::formatShare(pool->run.expectedRepeatShare)),
            tr("of %1").arg(toQt(base::formatNumber(pool->run.draws))));
    } else if (!snapshot->plan) {
        m_noPool->setText(snapshot->planError ? toQt(snapshot->planError->message)
                    + QStringLiteral(".\n") + toQt(snapshot->planError->hint)
                                              : QString());
    } else if (snapshot->plan->media(modality)) {
        m_noPool->setText(
            tr("Without a pool every %1 has bytes of its own: nothing is ever reused.")
                .arg(toQt(base::name(modality))));
    } else {
        m_noPool->setText(
            tr("Requests carry no %1. Choose another row on the left, or add one there.")
                .arg(toQt(base::name(modality))));
    }
    showChart();
    m_items->update();
    m_strips->update();
}

/// The chart needs its height; where it is scarce, requests give way first.
void OverviewPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    constexpr int withoutRequests = 400;
    constexpr int perRequest = 44;
    m_strips->setCount(std::clamp((height() - withoutRequests) / perRequest + 1, 1, maxRequests));
}

void OverviewPanel::setRun(const run::RunSnapshotPtr& run)
{
    m_run = run;
    showChart();
}

void OverviewPanel::showChart()
{
    const auto* pool = m_pool.figures();
    if (!pool)
        return;
    HistogramData shown;
    shown.bins = pool->bins;
    shown.planned = pool->plannedBins;
    shown.plannedDraws = static_cast<double>(pool->plannedDraws);
    shown.hue = theme().hue(m_modality);
    shown.itemName = tr("%1 index").arg(toQt(base::name(m_modality)));
    if (m_run) {
        const run::ItemUse& use = m_run->items.at(static_cast<std::size_t>(m_modality));
        std::vector<plan::ItemCount> counts;
        for (std::size_t i = 0; i < use.counts.size(); ++i)
            if (use.counts[i] > 0)
                counts.push_back({ i, use.counts[i] });
        if (use.sent > 0) {
            shown.observed = snapshot::binned(counts, shown.bins);
            shown.observedDraws = static_cast<double>(use.sent);
        }
    }
    m_chart->setData(shown);
}

void OverviewPanel::setLogarithmic(bool isLogarithmic)
{
    m_chart->setLogarithmic(isLogarithmic);
}

void OverviewPanel::setStale(bool isStale)
{
    if (isStale == (graphicsEffect() != nullptr))
        return;
    if (!isStale) {
        setGraphicsEffect(nullptr);
        return;
    }
    auto* effect = new QGraphicsOpacityEffect(this);
    effect->setOpacity(0.55);
    setGraphicsEffect(effect);
}

} // namespace poolscope::gui
