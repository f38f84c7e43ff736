// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <QWidget>

#include <vector>

namespace poolscope::gui {

class StatTile;

/// The figures of a pool, each with a sentence that says what it means and one what it assumes.
class PoolTiles : public QWidget {
    Q_OBJECT

public:
    explicit PoolTiles(QWidget* parent = nullptr);

    /// The modality has a pool.
    void setSnapshot(const snapshot::Snapshot& snapshot, base::Modality modality);
    /// Without the second lines, where height is scarce.
    void setCompact(bool isCompact);

signals:
    void copied(const QString& text);

private:
    void showLaw(const snapshot::PoolFigures& pool, std::int64_t size);
    void showRun(
        const snapshot::Snapshot& snapshot, const snapshot::PoolFigures& pool, std::int64_t size);

    std::vector<StatTile*> m_tiles;
    StatTile* m_effective;
    StatTile* m_hottest;
    StatTile* m_distinct;
    StatTile* m_repeats;
    StatTile* m_never;
    StatTile* m_bytes;
};

} // namespace poolscope::gui
