// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/reuse/reuse_worker.h"

#include <QWidget>

class QGridLayout;

namespace poolscope::gui {

class StatTile;

/// A cache's hit rate by slots, bytes and tokens, distinct items and repeats: expected, and in this
/// plan below.
class ReuseTiles : public QWidget {
    Q_OBJECT

public:
    explicit ReuseTiles(QWidget* parent = nullptr);

    void show(const ReuseWorker& worker);

signals:
    void copied(const QString& text);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showHits(const ReuseWorker& worker);
    void showItems(const ReuseWorker& worker);
    void layOut(bool isNarrow);

    QGridLayout* m_grid;
    StatTile* m_hits;
    StatTile* m_bytes;
    StatTile* m_tokens;
    StatTile* m_distinct;
    StatTile* m_repeats;
    bool m_isNarrow = false;
};

} // namespace poolscope::gui
