// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/reuse/reuse_curves.h"
#include "app/gui/reuse/reuse_worker.h"
#include "core/config/pool_patch.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace poolscope::gui {

class AimPart;
class CacheChooser;
class NoteBar;
class ReuseTiles;

/// What a cache makes of the pool's reuse: expected, and in this plan.
class ReusePanel : public QWidget {
    Q_OBJECT

public:
    explicit ReusePanel(QWidget* parent = nullptr);

    void setSnapshot(const snapshot::SnapshotPtr& snapshot, base::Modality modality);
    /// The config's file, for commands.
    void setFile(const QString& file) { m_file = file; }
    /// The text is ahead of what is shown.
    void setStale(bool isStale);
    const ReuseWorker& worker() const { return m_worker; }
    /// Asks for an access log and fits the pool to it.
    void chooseLog();
    void fitLog(const QString& path);

signals:
    void copied(const QString& text);
    void poolChangeRequested(poolscope::base::Modality modality,
        const poolscope::config::PoolChange& change, const QString& label);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void layOutContent();
    void layOutEmpty();
    QWidget* makeChart(CurveChart* chart, const QString& title, const QString& toolTip);
    QPushButton* makeLink(const QString& name, const QString& text, const QString& toolTip);
    void ask();
    void show();
    void showAbsence();
    void showNotes();
    void copyCommand();

    snapshot::SnapshotPtr m_snapshot;
    base::Modality m_modality = base::Modality::image;
    std::shared_ptr<snapshot::SizeTables> m_sizes; ///< of that pool; made when first needed
    QString m_file;
    ReuseWorker m_worker;
    double m_axisHigh = 0; ///< of the capacities: only grows while the pool stays
    std::optional<PoolExtent> m_extent;
    reuse::CacheUnit m_unit = reuse::CacheUnit::bytes;

    QScrollArea* m_scroll;
    QWidget* m_empty; ///< in place of figures where there is no pool
    QLabel* m_absence;
    QWidget* m_content;
    CacheChooser* m_chooser;
    NoteBar* m_note;
    ReuseTiles* m_tiles;
    CurveChart* m_capacity;
    CurveChart* m_growth;
    AimPart* m_aim;
    std::vector<QBoxLayout*> m_heads; ///< of the charts
};

} // namespace poolscope::gui
