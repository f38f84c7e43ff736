// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/compare/line_delegate.h"

#include "app/gui/compare/compare_model.h"
#include "app/gui/widgets/theme.h"

#include <QPainter>

#include <algorithm>

namespace poolscope::gui {

namespace {

using Kind = base::LineRun::Kind;

QColor signColor(Kind kind)
{
    return kind == Kind::added ? theme().good : kind == Kind::removed ? theme().bad : theme().dim;
}

QString signOf(Kind kind)
{
    return kind == Kind::added  ? QStringLiteral("+")
        : kind == Kind::removed ? QStringLiteral("\u2212")
                                : QString();
}

} // namespace

LineDelegate::LineDelegate(const CompareModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

int LineDelegate::numberWidth(const QFontMetrics& metrics) const
{
    const auto digits = std::max<qsizetype>(3, QString::number(m_model.lineCount()).size());
    return metrics.horizontalAdvance(QLatin1Char('0')) * static_cast<int>(digits) + grid;
}

QSize LineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const QFontMetrics& metrics = option.fontMetrics;
    const QString longest = m_model.index(m_model.longestRow()).data(Qt::DisplayRole).toString();
    return { 2 * numberWidth(metrics) + 5 * grid + metrics.horizontalAdvance(longest),
        metrics.height() + grid / 4 };
}

void LineDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto kind = static_cast<Kind>(index.data(CompareModel::kindRole).toInt());
    QRect rest = option.rect;
    painter->save();
    painter->setFont(option.font);
    if (kind != Kind::same) {
        QColor ground = signColor(kind);
        ground.setAlphaF(theme().isDark ? 0.16F : 0.11F);
        painter->fillRect(rest, ground);
    }
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(QRect(rest.topLeft(), QSize(3, rest.height())), theme().accent);
    const int width = numberWidth(option.fontMetrics);
    painter->setPen(theme().dim);
    for (const int role : { CompareModel::beforeRole, CompareModel::afterRole }) {
        painter->drawText(rest.x(), rest.y(), width, rest.height(),
            Qt::AlignRight | Qt::AlignVCenter, index.data(role).toString());
        rest.setLeft(rest.left() + width);
    }
    rest.setLeft(rest.left() + grid);
    painter->setPen(signColor(kind));
    painter->drawText(rest.x(), rest.y(), grid * 2, rest.height(), Qt::AlignCenter, signOf(kind));
    rest.setLeft(rest.left() + grid * 5 / 2);
    painter->setPen(theme().ink);
    painter->drawText(
        rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, index.data().toString());
    painter->restore();
}

} // namespace poolscope::gui
