// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/preview/overview_panel.h"
#include "app/gui/preview/pool_panel.h"
#include "app/gui/preview/requests_panel.h"
#include "app/gui/reuse/reuse_panel.h"
#include "app/gui/session/session.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace poolscope::gui {

/// The right side: Distribution, Pool, Requests and Reuse & cache of the chosen modality.
class PreviewPanel : public QWidget {
    Q_OBJECT

public:
    enum Tab { distribution, pool, requests, reuse };

    PreviewPanel(Thumbnails& thumbnails, QThreadPool& threads,
        std::shared_ptr<media::PoolStore> store, QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    void setModality(base::Modality modality);
    base::Modality modality() const { return m_modality; }
    void setRun(const run::RunSnapshotPtr& run) { m_overview->setRun(run); }
    void setStale(bool isStale)
    {
        m_overview->setStale(isStale);
        m_reuse->setStale(isStale);
    }
    void showTab(Tab tab);
    OverviewPanel* overview() const { return m_overview; }
    ReusePanel* reusePanel() const { return m_reuse; }

signals:
    void copied(const QString& text);
    void editRequested(const std::vector<poolscope::gui::FieldEdit>& edits, const QString& label,
        const poolscope::gui::MergeKey& merge);
    void takeBackRequested(const poolscope::gui::MergeKey& merge);
    void poolChangeRequested(poolscope::base::Modality modality,
        const poolscope::config::PoolChange& change, const QString& label);

private:
    void show();

    snapshot::SnapshotPtr m_snapshot;
    base::Modality m_modality = base::Modality::image;
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    OverviewPanel* m_overview;
    PoolPanel* m_pool;
    RequestsPanel* m_requests;
    ReusePanel* m_reuse;
};

} // namespace poolscope::gui
