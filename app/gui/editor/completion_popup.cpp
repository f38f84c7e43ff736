// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/completion_popup.h"

#include "app/gui/editor/candidate_model.h"
#include "app/gui/widgets/theme.h"

#include <algorithm>
#include <utility>

namespace poolscope::gui {

CompletionPopup::CompletionPopup(QWidget* window)
    : QListView(window)
    , m_model(new CandidateModel(this))
    , m_delegate(new CandidateDelegate(this))
{
    setObjectName(QStringLiteral("completions"));
    setAccessibleName(tr("Completions"));
    setProperty("role", "popup");
    setModel(m_model);
    setItemDelegate(m_delegate);
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    setUniformItemSizes(true);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    connect(this, &QListView::clicked, this, [this](const QModelIndex& place) {
        emit chosen(config::Candidate(*m_model->candidate(place.row())));
    });
    hide();
}

void CompletionPopup::setCandidates(
    std::vector<config::Candidate> candidates, const QString& typed, bool selectsFirst)
{
    m_model->setCandidates(std::move(candidates));
    m_delegate->setTyped(typed);
    setCurrentIndex(selectsFirst ? m_model->index(0) : QModelIndex());
    scrollToTop();
}

void CompletionPopup::showAt(const QRect& place, const QFont& font)
{
    setFont(font);
    m_delegate->measure(*m_model, font);
    const int rows = std::min(m_model->rowCount(), maxRows);
    const QRect room = parentWidget()->rect().adjusted(grid, grid, -grid, -grid);
    const int frame = 2 * (frameWidth() + 1);
    const int bar = m_model->rowCount() > maxRows ? grid * 3 / 2 : 0;
    const QSize size(std::min(m_delegate->neededWidth() + frame + bar, room.width()),
        rows * m_delegate->rowHeight() + frame);
    QRect box(QPoint(place.left() - m_delegate->nameLeft(), place.bottom() + 2), size);
    if (box.bottom() > room.bottom() && place.top() - 2 - size.height() >= room.top())
        box.moveBottom(place.top() - 2);
    box.moveLeft(
        std::clamp(box.left(), room.left(), std::max(room.left(), room.right() - size.width())));
    setGeometry(box);
    show();
    raise();
}

void CompletionPopup::step(int rows)
{
    const int count = m_model->rowCount();
    const int current = currentIndex().isValid() ? currentIndex().row() : rows > 0 ? -1 : count;
    int next = current + rows;
    if (std::abs(rows) > 1)
        next = std::clamp(next, 0, count - 1);
    setCurrentIndex(m_model->index((next % count + count) % count));
}

const config::Candidate* CompletionPopup::selected() const
{
    return currentIndex().isValid() ? m_model->candidate(currentIndex().row()) : nullptr;
}

} // namespace poolscope::gui
