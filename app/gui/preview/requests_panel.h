// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/job.h"
#include "app/gui/preview/requests_model.h"
#include "core/media/store.h"

#include <QWidget>

class QLabel;
class QListView;
class QPlainTextEdit;
class QSpinBox;

namespace poolscope::gui {

class RequestPainter;
class Thumbnails;

/// All requests of the plan as strips, and the exact body of the one that is selected.
class RequestsPanel : public QWidget {
    Q_OBJECT

public:
    RequestsPanel(Thumbnails& thumbnails, QThreadPool& threads,
        std::shared_ptr<media::PoolStore> store, QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot);
    /// Selects a request, wherever it is.
    void showRequest(quint64 index);

private:
    void showBody();
    void copyBody();

    snapshot::SnapshotPtr m_snapshot;
    std::shared_ptr<media::PoolStore> m_store;
    RequestsModel m_model;
    QListView* m_list;
    QSpinBox* m_step;
    QLabel* m_of;
    QLabel* m_bodyTitle;
    QPlainTextEdit* m_body;
    Job<std::pair<QString, QString>> m_bodyJob;
    Job<std::pair<bool, QString>> m_copyJob; ///< whether there is a body; the body, or why not
};

} // namespace poolscope::gui
