// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/preview/preview_panel.h"

#include "app/gui/preview/distribution_view.h"
#include "app/gui/session/thumbnails.h"
#include "app/gui/widgets/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace poolscope::gui {

PreviewPanel::PreviewPanel(Thumbnails& thumbnails, QThreadPool& threads,
    std::shared_ptr<media::PoolStore> store, QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabBar(this))
    , m_pages(new QStackedWidget(this))
    , m_overview(new OverviewPanel(thumbnails, threads, this))
    , m_pool(new PoolPanel(thumbnails, threads, store, this))
    , m_requests(new RequestsPanel(thumbnails, threads, store, this))
    , m_reuse(new ReusePanel(this))
{
    setProperty("ground", "panel");
    setAttribute(Qt::WA_StyledBackground);
    m_pages->setProperty("ground", "panel");
    m_tabs->addTab(tr("Distribution"));
    m_tabs->addTab(tr("Pool"));
    m_tabs->addTab(tr("Requests"));
    m_tabs->addTab(tr("Reuse && cache"));
    m_tabs->setObjectName(QStringLiteral("previewTabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_pages->addWidget(m_overview);
    m_pages->addWidget(m_pool);
    m_pages->addWidget(m_requests);
    m_pages->addWidget(m_reuse);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(grid, 0, grid * 2, 0);
    top->addWidget(m_tabs);
    top->addStretch(1);
    auto* line = new QFrame(this);
    line->setProperty("role", "line");
    line->setFixedHeight(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(line);
    layout->addWidget(m_pages, 1);

    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_pages->setCurrentIndex(tab);
        show();
    });
    connect(m_overview, &OverviewPanel::copied, this, &PreviewPanel::copied);
    connect(m_reuse, &ReusePanel::copied, this, &PreviewPanel::copied);
    connect(m_reuse, &ReusePanel::poolChangeRequested, this, &PreviewPanel::poolChangeRequested);
    connect(m_overview->distribution(), &DistributionView::editRequested, this,
        &PreviewPanel::editRequested);
    connect(m_overview->distribution(), &DistributionView::takeBackRequested, this,
        &PreviewPanel::takeBackRequested);
    connect(m_overview, &OverviewPanel::itemRequested, this, [this](int row) {
        showTab(pool);
        m_pool->select(row);
    });
    const auto showRequest = [this](quint64 index) {
        showTab(requests);
        m_requests->showRequest(index);
    };
    connect(m_overview, &OverviewPanel::requestRequested, this, showRequest);
    connect(m_pool, &PoolPanel::requestRequested, this, showRequest);
}

void PreviewPanel::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

void PreviewPanel::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    show();
}

void PreviewPanel::setModality(base::Modality modality)
{
    m_modality = modality;
    if (m_snapshot)
        show();
}

/// Only the page that is seen does its work.
void PreviewPanel::show()
{
    if (!m_snapshot)
        return;
    switch (m_tabs->currentIndex()) {
    case distribution:
        m_overview->setSnapshot(m_snapshot, m_modality);
        break;
    case pool:
        m_pool->setSnapshot(m_snapshot, m_modality);
        break;
    case reuse:
        m_reuse->setSnapshot(m_snapshot, m_modality);
        break;
    default:
        m_requests->setSnapshot(m_snapshot);
    }
}

} // namespace poolscope::gui
