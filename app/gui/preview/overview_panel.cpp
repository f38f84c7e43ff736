// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/overview_panel.h"

#include "app/gui/preview/distribution_view.h"
#include "app/gui/preview/pool_painter.h"
#include "app/gui/preview/pool_tiles.h"
#include "app/gui/preview/request_painter.h"
#include "app/gui/qt.h"
#include "app/gui/session/thumbnails.h"
#include "app/gui/widgets/theme.h"

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

OverviewPanel::OverviewPanel(Thumbnails& thumbnails, QThreadPool& threads, QWidget* parent)
    : QWidget(parent)
    , m_tiles(new PoolTiles(this))
    , m_distribution(new DistributionView(threads, this))
    , m_noPool(new QLabel(this))
    , m_items(new ItemStrip(this, thumbnails))
    , m_strips(new RequestStrips(this, thumbnails))
{
    m_noPool->setProperty("tone", "dim");
    m_noPool->setWordWrap(true);
    m_noPool->setAlignment(Qt::AlignCenter);
    connect(m_tiles, &PoolTiles::copied, this, &OverviewPanel::copied);
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
    m_requestsHeading = heading(tr("First requests"), tr("exactly what will be sent"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid * 2, grid, grid * 2, grid);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_tiles);
    layout->addSpacing(grid / 2);
    layout->addWidget(m_distribution, 1);
    layout->addWidget(m_noPool, 1);
    layout->addWidget(m_poolHeading);
    layout->addWidget(m_items);
    layout->addWidget(m_requestsHeading);
    layout->addWidget(m_strips);
}

void OverviewPanel::setSnapshot(const snapshot::SnapshotPtr& snapshot, base::Modality modality)
{
    m_pool.setSnapshot(snapshot, modality);
    m_requests.setSnapshot(snapshot);
    const bool hasPool = m_pool.figures() != nullptr;
    m_tiles->setVisible(hasPool);
    m_distribution->setVisible(hasPool);
    m_noPool->setVisible(!hasPool);
    shareHeight();
    if (hasPool) {
        m_tiles->setSnapshot(*snapshot, modality);
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
    m_distribution->setSnapshot(snapshot, modality);
    m_items->update();
    m_strips->update();
}

void OverviewPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    shareHeight();
}

/// The chart needs its height; where it is scarce, requests give way first, then the items.
void OverviewPanel::shareHeight()
{
    constexpr int withoutItems = 350;
    constexpr int withoutRequests = 500;
    constexpr int perRequest = 44;
    const int room = height() - withoutRequests;
    const int count = room < 0 ? 0 : std::min(room / perRequest + 1, maxRequests);
    const bool hasItems = m_pool.figures() && height() >= withoutItems;
    m_tiles->setCompact(count == 0);
    m_poolHeading->setVisible(hasItems);
    m_items->setVisible(hasItems);
    m_requestsHeading->setVisible(count > 0);
    m_strips->setCount(count);
}

void OverviewPanel::setRun(const run::RunSnapshotPtr& run)
{
    m_distribution->setRun(run);
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
