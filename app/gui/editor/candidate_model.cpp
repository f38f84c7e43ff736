// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/editor/candidate_model.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace poolscope::gui {

namespace {

constexpr int maxHelpWidth = 46 * grid;

/// "Rest after each stage. Unit: s. Default: 1.0."
QString detailsOf(const config::Candidate& candidate)
{
    QStringList parts{ toQt(candidate.help) };
    if (!candidate.unit.empty())
        parts << CandidateModel::tr("Unit: %1.").arg(toQt(candidate.unit));
    const bool isPlain = candidate.standard != "{}" && candidate.standard != "[]";
    if (isPlain && candidate.standard != "null" && !candidate.standard.empty())
        parts << CandidateModel::tr("Default: %1.").arg(toQt(candidate.standard));
    return parts.join(QLatin1Char(' '));
}

/// What a key is for; of a value what it means, and whether it is what counts anyway.
QString helpOf(const config::Candidate& candidate)
{
    if (candidate.kind == config::CandidateKind::key)
        return toQt(candidate.help);
    QStringList parts;
    if (!candidate.note.empty())
        parts << toQt(candidate.note);
    if (candidate.isStandard())
        parts << CandidateModel::tr("default");
    return parts.join(QStringLiteral(", "));
}

} // namespace

void CandidateModel::setCandidates(std::vector<config::Candidate> candidates)
{
    beginResetModel();
    m_candidates = std::move(candidates);
    endResetModel();
}

const config::Candidate* CandidateModel::candidate(int row) const
{
    return row >= 0 && row < rowCount() ? &m_candidates[static_cast<std::size_t>(row)] : nullptr;
}

int CandidateModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_candidates.size());
}

QVariant CandidateModel::data(const QModelIndex& place, int role) const
{
    const config::Candidate* entry = candidate(place.row());
    if (!entry)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return toQt(entry->name);
    case helpRole:
        return helpOf(*entry);
    case Qt::ToolTipRole:
        return detailsOf(*entry);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(toQt(entry->name), detailsOf(*entry));
    default:
        return {};
    }
}

void CandidateDelegate::measure(const CandidateModel& model, const QFont& font)
{
    m_font = font;
    QFont bold = font;
    bold.setBold(true);
    const QFontMetrics names(bold);
    const QFontMetrics helps(fontOf(TextSize::caption));
    m_rowHeight = names.height() + grid / 2 + 2;
    m_nameWidth = 0;
    m_helpWidth = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex place = model.index(row);
        m_nameWidth = std::max(m_nameWidth, names.horizontalAdvance(place.data().toString()));
        m_helpWidth = std::max(
            m_helpWidth, helps.horizontalAdvance(place.data(CandidateModel::helpRole).toString()));
    }
    m_helpWidth = std::min(m_helpWidth, maxHelpWidth);
}

int CandidateDelegate::nameLeft() const
{
    return grid;
}

int CandidateDelegate::neededWidth() const
{
    return 2 * grid + m_nameWidth + (m_helpWidth > 0 ? 2 * grid + m_helpWidth : 2 * grid);
}

/// The typed part of the name is bold; what it is for stands in a column of its own.
void CandidateDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& place) const
{
    painter->save();
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isHovered = option.state & QStyle::State_MouseOver;
    if (isSelected || isHovered)
        painter->fillRect(option.rect, isSelected ? theme().wash : theme().window);
    const QRect row = option.rect.adjusted(nameLeft(), 0, -grid, 0);
    const QString name = place.data().toString();
    const bool isMatch = name.startsWith(m_typed, Qt::CaseInsensitive);
    const QString head = isMatch ? name.left(m_typed.size()) : QString();
    QFont bold = m_font;
    bold.setBold(true);
    painter->setPen(isSelected ? theme().accent : theme().ink);
    painter->setFont(bold);
    painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, head);
    painter->setPen(theme().ink);
    painter->setFont(m_font);
    painter->drawText(row.adjusted(QFontMetrics(bold).horizontalAdvance(head), 0, 0, 0),
        Qt::AlignLeft | Qt::AlignVCenter, name.mid(head.size()));
    const QFont caption = fontOf(TextSize::caption);
    const QRect help = row.adjusted(m_nameWidth + 2 * grid, 0, 0, 0);
    painter->setPen(theme().dim);
    painter->setFont(caption);
    painter->drawText(help, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(caption).elidedText(
            place.data(CandidateModel::helpRole).toString(), Qt::ElideRight, help.width()));
    painter->restore();
}

QSize CandidateDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return { neededWidth(), m_rowHeight };
}

} // namespace poolscope::gui
