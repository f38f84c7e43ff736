// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/window/workload_model.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QPainter>

#include <array>

namespace poolscope::gui {

namespace {

using base::Modality;

constexpr int rowHeight = 26;
constexpr int sectionHeight = 29;

QString number(double value)
{
    return toQt(base::formatNumber(value));
}

QString lengthText(const std::optional<config::Distribution>& distribution)
{
    if (!distribution)
        return {};
    if (distribution->type == config::DistributionType::fixed)
        return WorkloadModel::tr("%1 tok").arg(number(distribution->mean));
    return WorkloadModel::tr("%1\u2013%2 tok").arg(distribution->min).arg(distribution->max);
}

QString loadText(const snapshot::Snapshot& snapshot)
{
    // Without a plan, what the text says.
    const config::Tree& tree = snapshot.config.tree;
    const config::NodeId list = tree.isEmpty() ? config::noNode : tree.find({ "load", "stages" });
    const std::size_t written = list == config::noNode ? 0 : tree.node(list).entries.size();
    if (!snapshot.plan && written > 0)
        return written == 1 ? WorkloadModel::tr("1 stage")
                            : WorkloadModel::tr("%1 stages").arg(written);
    if (!snapshot.plan || snapshot.plan->schedule().stages().empty())
        return WorkloadModel::tr("no stages");
    const auto& stages = snapshot.plan->schedule().stages();
    if (stages.size() > 1)
        return WorkloadModel::tr("%1 stages").arg(stages.size());
    const auto& stage = stages.front();
    if (stage.concurrency > 0)
        return WorkloadModel::tr("%1, %2 at a time").arg(stage.count).arg(stage.concurrency);
    return WorkloadModel::tr("%1 req/s \u00b7 %2")
        .arg(number(stage.rate), toQt(base::formatSeconds(stage.duration)));
}

QString serverText(const config::Workload& workload)
{
    if (!workload.server)
        return {};
    constexpr std::array<const char*, 4> names{ "vllm", "sglang", "tgi", "mock" };
    return QString::fromLatin1(names.at(static_cast<std::size_t>(workload.server->type)));
}

} // namespace

config::Path blockOf(PageId page)
{
    switch (page) {
    case PageId::otelReplay:
        return { "data", "otel_trace_replay" };
    case PageId::wekaReplay:
        return { "data", "weka_trace_replay" };
    case PageId::conversationReplay:
        return { "data", "conversation_replay" };
    case PageId::visionArena:
        return { "data", "visionarena" };
    case PageId::syntheticAgentic:
        return { "data", "synthetic_agentic" };
    case PageId::trace:
        return { "data", "trace" };
    case PageId::circuitBreakers:
        return { "circuit_breakers" };
    case PageId::api:
        return { "api" };
    case PageId::tokenizer:
        return { "tokenizer" };
    case PageId::reports:
        return { "report" };
    case PageId::metrics:
        return { "metrics" };
    case PageId::storage:
        return { "storage" };
    default:
        return {};
    }
}

std::optional<Modality> modalityOf(PageId page)
{
    switch (page) {
    case PageId::image:
        return Modality::image;
    case PageId::video:
        return Modality::video;
    case PageId::audio:
        return Modality::audio;
    default:
        return {};
    }
}

WorkloadModel::WorkloadModel(QObject* parent)
    : QAbstractListModel(parent)
    , m_rows{
        { tr("Request"), {} },
        { tr("Text"), PageId::text },
        { tr("Image"), PageId::image },
        { tr("Video"), PageId::video },
        { tr("Audio"), PageId::audio },
        { tr("Shared prefix"), PageId::sharedPrefix },
        { tr("Other data"), {} },
        { tr("OTel replay"), PageId::otelReplay },
        { tr("Weka replay"), PageId::wekaReplay },
        { tr("Conversations"), PageId::conversationReplay },
        { tr("VisionArena"), PageId::visionArena },
        { tr("Agents"), PageId::syntheticAgentic },
        { tr("Trace"), PageId::trace },
        { tr("Traffic"), {} },
        { tr("Load"), PageId::load },
        { tr("Circuit breakers"), PageId::circuitBreakers },
        { tr("Server"), PageId::server },
        { tr("API"), PageId::api },
        { tr("Tokenizer"), PageId::tokenizer },
        { tr("Results"), {} },
        { tr("Reports"), PageId::reports },
        { tr("Metrics"), PageId::metrics },
        { tr("Storage"), PageId::storage },
    }
{
}

void WorkloadModel::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_snapshot = snapshot;
    emit dataChanged(index(0), index(rowCount() - 1));
}

QModelIndex WorkloadModel::placeOf(PageId page) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (m_rows[row].page == page)
            return index(row);
    return {};
}

int WorkloadModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Qt::ItemFlags WorkloadModel::flags(const QModelIndex& place) const
{
    return place.isValid() && m_rows[place.row()].page ? Qt::ItemIsEnabled | Qt::ItemIsSelectable
                                                       : Qt::NoItemFlags;
}

QVariant WorkloadModel::data(const QModelIndex& place, int role) const
{
    if (!place.isValid())
        return {};
    const Row& row = m_rows[place.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::AccessibleTextRole:
        return row.page ? row.title + QStringLiteral(", ") + valueOf(*row.page) : row.title;
    case pageRole:
        return row.page ? QVariant(static_cast<int>(*row.page)) : QVariant();
    case valueRole:
        return row.page ? valueOf(*row.page) : QString();
    case isSectionRole:
        return !row.page.has_value();
    case isIdleRole:
        if (row.page)
            return isIdle(*row.page);
        // A section goes with the last of its parts.
        for (int part = place.row() + 1; part < rowCount() && m_rows[part].page; ++part)
            if (!isIdle(*m_rows[part].page))
                return false;
        return true;
    default:
        return {};
    }
}

QString WorkloadModel::mediaText(Modality modality) const
{
    const auto& multimodal = m_snapshot->config.workload.data.multimodal;
    const config::MediaSettings* media = multimodal ? multimodal->media(modality) : nullptr;
    if (!media)
        return tr("off");
    const auto* plan = m_snapshot->plan ? m_snapshot->plan->media(modality) : nullptr;
    const QString count = plan ? number(plan->meanCount())
        : m_snapshot->plan     ? tr("none")
                               : QStringLiteral("\u2013"); // not known
    if (media->pool)
        return tr("%1 \u00b7 pool %2")
            .arg(count, toQt(base::formatCount(static_cast<std::uint64_t>(media->pool->size))));
    return tr("%1 \u00b7 fresh").arg(count);
}

QString WorkloadModel::valueOf(PageId page) const
{
    if (!m_snapshot)
        return {};
    const config::Workload& workload = m_snapshot->config.workload;
    switch (page) {
    case PageId::text:
        return workload.data.sharedPrefix && workload.data.type == config::DataType::sharedPrefix
            ? lengthText(workload.data.sharedPrefix->questionLen)
            : lengthText(workload.data.inputDistribution);
    case PageId::image:
        return mediaText(Modality::image);
    case PageId::video:
        return mediaText(Modality::video);
    case PageId::audio:
        return mediaText(Modality::audio);
    case PageId::sharedPrefix:
        return workload.data.type == config::DataType::sharedPrefix && workload.data.sharedPrefix
            ? tr("%1 groups").arg(workload.data.sharedPrefix->numGroups)
            : tr("off");
    case PageId::load:
        return loadText(*m_snapshot);
    case PageId::server:
        return serverText(workload);
    default:
        break;
    }
    const config::Tree& tree = m_snapshot->config.tree;
    return !tree.isEmpty() && tree.find(blockOf(page)) != config::noNode ? tr("set") : QString();
}

bool WorkloadModel::isIdle(PageId page) const
{
    const config::Path block = blockOf(page);
    if (block.size() < 2)
        return false;
    if (!m_snapshot || m_snapshot->config.tree.isEmpty())
        return true;
    // The replays are called in data.type what their blocks are called.
    const config::Tree& tree = m_snapshot->config.tree;
    const config::NodeId type = tree.find({ "data", "type" });
    const bool isChosen = type != config::noNode && tree.node(type).text == block.back();
    return !isChosen && tree.find(block) == config::noNode;
}

QSize WorkloadDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& place) const
{
    const bool isSection = place.data(WorkloadModel::isSectionRole).toBool();
    return { 120, isSection ? sectionHeight : rowHeight };
}

void WorkloadDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& place) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool isSelected = option.state & QStyle::State_Selected;
    const QRect room = option.rect.adjusted(grid * 3 / 2, 0, -grid * 3 / 2, 0);
    const QString title = place.data().toString();
    if (place.data(WorkloadModel::isSectionRole).toBool()) {
        painter->setFont(fontOf(TextSize::caption));
        painter->setPen(theme().dim);
        painter->drawText(room.adjusted(0, 0, 0, -5), Qt::AlignLeft | Qt::AlignBottom, title);
        painter->restore();
        return;
    }
    if (isSelected)
        painter->fillRect(option.rect, theme().wash);
    int left = room.left();
    const auto modality
        = modalityOf(static_cast<PageId>(place.data(WorkloadModel::pageRole).toInt()));
    if (modality) {
        constexpr int mark = 8;
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme().hue(*modality));
        painter->drawRoundedRect(
            QRectF(left, room.center().y() - mark / 2.0 + 0.5, mark, mark), 2, 2);
        left += mark + grid;
    }
    painter->setFont(fontOf(TextSize::body, isSelected ? QFont::DemiBold : QFont::Normal));
    painter->setPen(isSelected ? theme().accent : theme().ink);
    painter->drawText(QRect(left, room.top(), room.right() - left, room.height()),
        Qt::AlignLeft | Qt::AlignVCenter, title);
    const int used = left + QFontMetrics(painter->font()).horizontalAdvance(title) + grid;
    painter->setFont(fontOf(TextSize::body));
    painter->setPen(theme().dim);
    const QRect rest(used, room.top(), room.right() - used, room.height());
    painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter,
        QFontMetrics(painter->font())
            .elidedText(
                place.data(WorkloadModel::valueRole).toString(), Qt::ElideRight, rest.width()));
    if (isSelected && option.state & QStyle::State_HasFocus)
        painter->fillRect(
            QRect(option.rect.left(), option.rect.top(), 2, option.rect.height()), theme().accent);
    painter->restore();
}

} // namespace poolscope::gui
