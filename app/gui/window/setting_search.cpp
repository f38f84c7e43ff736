// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/window/setting_search.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/config/schema.h"

#include <QPainter>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr int resultHeight = 42;
constexpr std::size_t maxFound = 200;
constexpr std::size_t maxUnknown = 200;

/// Keys that the table does not know, the outermost of each branch.
void collectUnknown(const config::Tree& tree, config::NodeId node, const config::Path& path,
    std::vector<config::Path>& found)
{
    if (node == config::noNode || found.size() >= maxUnknown)
        return;
    const config::Node& value = tree.node(node);
    if (value.kind == config::NodeKind::alias)
        return;
    std::size_t index = 0;
    for (const config::Entry& entry : value.entries) {
        const bool isList = value.kind == config::NodeKind::sequence;
        const config::Path place
            = config::child(path, isList ? std::to_string(index++) : entry.key);
        if (entry.isMerge)
            continue;
        if (config::fieldAt(place) || isList)
            collectUnknown(tree, entry.value, place, found);
        else
            found.push_back(place);
    }
}

} // namespace

SettingSearch::SettingSearch(QObject* parent)
    : QAbstractListModel(parent)
{
    for (const config::Place& place : config::allPlaces())
        m_known.push_back(
            { place.path, toQt(config::toString(place.path)), toQt(place.field->help), true });
}

void SettingSearch::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    std::vector<config::Path> unknown;
    const config::Tree& tree = snapshot->config.tree;
    if (!tree.isEmpty())
        collectUnknown(tree, tree.root(), {}, unknown);
    const bool isSame = std::equal(unknown.begin(), unknown.end(), m_unknown.begin(),
        m_unknown.end(), [](const config::Path& path, const Candidate& candidate) {
            return path == candidate.path;
        });
    if (isSame)
        return;
    beginResetModel();
    m_unknown.clear();
    for (const config::Path& path : unknown)
        m_unknown.push_back(
            { path, toQt(config::toString(path)), tr("Kept in the file as it is."), false });
    find();
    endResetModel();
}

void SettingSearch::setQuery(const QString& query)
{
    beginResetModel();
    m_query = query.trimmed();
    find();
    endResetModel();
}

/// 0 for the best, -1 for none: all words, the sooner in the key the better.
int SettingSearch::rank(const Candidate& candidate, const QStringList& words)
{
    const QString key = toQt(candidate.path.back());
    int rank = 0;
    for (const QString& word : words) {
        if (key.compare(word, Qt::CaseInsensitive) == 0)
            continue;
        if (key.startsWith(word, Qt::CaseInsensitive))
            rank += 1;
        else if (key.contains(word, Qt::CaseInsensitive))
            rank += 2;
        else if (candidate.text.contains(word, Qt::CaseInsensitive))
            rank += 4;
        else if (candidate.help.contains(word, Qt::CaseInsensitive))
            rank += 8;
        else
            return -1;
    }
    return rank;
}

void SettingSearch::find()
{
    m_found.clear();
    const QStringList words = m_query.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty())
        return;
    std::vector<std::pair<int, const Candidate*>> ranked;
    for (const auto* candidates : { &m_known, &m_unknown })
        for (const Candidate& candidate : *candidates)
            if (const int place = rank(candidate, words); place >= 0)
                ranked.emplace_back(place, &candidate);
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first
                                  : a.second->path.size() < b.second->path.size();
    });
    ranked.resize(std::min(ranked.size(), maxFound));
    for (const auto& [place, candidate] : ranked)
        m_found.push_back(candidate);
}

const config::Path& SettingSearch::pathAt(const QModelIndex& place) const
{
    return m_found[static_cast<std::size_t>(place.row())]->path;
}

int SettingSearch::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant SettingSearch::data(const QModelIndex& place, int role) const
{
    if (!place.isValid())
        return {};
    const Candidate& candidate = *m_found[static_cast<std::size_t>(place.row())];
    switch (role) {
    case Qt::DisplayRole:
        return candidate.text;
    case helpRole:
        return candidate.help;
    case isKnownRole:
        return candidate.isKnown;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return tr("%1 \u2013 %2").arg(candidate.text, candidate.help);
    default:
        return {};
    }
}

QSize SettingSearchDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return { 120, resultHeight };
}

void SettingSearchDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& place) const
{
    painter->save();
    const bool isSelected = option.state & QStyle::State_Selected;
    if (isSelected)
        painter->fillRect(option.rect, theme().wash);
    const QRect room = option.rect.adjusted(grid * 3 / 2, grid / 2, -grid * 3 / 2, -grid / 2);
    const QRect upper(room.left(), room.top(), room.width(), room.height() / 2);
    const QRect lower(room.left(), upper.bottom() + 1, room.width(), room.height() / 2);
    const QString path = place.data().toString();
    const qsizetype dot = path.lastIndexOf(QLatin1Char('.')) + 1;
    const QString key = path.mid(dot);

    painter->setFont(fontOf(TextSize::body, QFont::DemiBold));
    const QFontMetrics bold(painter->font());
    const QString shownKey = bold.elidedText(key, Qt::ElideRight, upper.width());
    painter->setPen(isSelected ? theme().accent : theme().ink);
    painter->drawText(upper, Qt::AlignLeft | Qt::AlignVCenter, shownKey);
    const int used = bold.horizontalAdvance(shownKey) + grid;
    painter->setFont(fontOf(TextSize::caption));
    painter->setPen(theme().dim);
    const QFontMetrics caption(painter->font());
    const QString parent = path.left(std::max<qsizetype>(0, dot - 1));
    QString help = place.data(SettingSearch::helpRole).toString();
    // Equal keys are told apart by their blocks, wherever these have room.
    if (caption.horizontalAdvance(parent) <= upper.width() - used)
        painter->drawText(upper.adjusted(used, 0, 0, 0), Qt::AlignRight | Qt::AlignVCenter, parent);
    else
        help = tr("%1: %2").arg(parent.mid(parent.lastIndexOf(QLatin1Char('.')) + 1), help);
    painter->drawText(lower, Qt::AlignLeft | Qt::AlignVCenter,
        caption.elidedText(help, Qt::ElideRight, lower.width()));
    painter->restore();
}

} // namespace poolscope::gui
