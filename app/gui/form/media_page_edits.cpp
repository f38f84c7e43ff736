// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What MediaPage writes and how it shows what is written; its controls are made in media_page.cpp.

#include "app/gui/form/distribution_editor.h"
#include "app/gui/form/form_row.h"
#include "app/gui/form/media_page.h"
#include "app/gui/form/values.h"
#include "app/gui/form/weighted_list.h"
#include "app/gui/form/weights_table.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/segmented_control.h"
#include "app/gui/widgets/slider_field.h"
#include "core/base/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

using base::Modality;
using config::RoundedType;
using config::Value;

enum Position { anywhere, before, behind, share, drawn };

void setQuietly(QDoubleSpinBox* field, double value)
{
    const QSignalBlocker quiet(field);
    field->setDecimals(value == std::floor(value) ? 0 : 3);
    field->setValue(value);
}

void setQuietly(QSpinBox* field, std::int64_t value)
{
    const QSignalBlocker quiet(field);
    field->setValue(static_cast<int>(value));
}

int indexOf(const config::Multimodal& settings, Modality modality)
{
    if (modality == Modality::image && settings.image)
        return static_cast<int>(settings.image->representation);
    if (modality == Modality::video && settings.video)
        return static_cast<int>(settings.video->representation);
    return 0;
}

/// A pool to start from: small enough to render at once, skewed enough to show reuse.
config::Value starterPool(std::int64_t size)
{
    return Value::Map{ { "size", size },
        { "sampling",
            Value::Map{
                { "type", "zipf" }, { "min", 0 }, { "max", size - 1 }, { "skew", 1.1 } } } };
}

} // namespace

bool MediaPage::hasKey(std::initializer_list<std::string_view> parts) const
{
    return !m_shown->config.tree.isEmpty()
        && m_shown->config.tree.find(at(parts)) != config::noNode;
}

void MediaPage::addBlock()
{
    Value::Map block{ { "count",
        Value::Map{ { "type", "fixed" }, { "min", 1 }, { "max", 1 }, { "mean", 1 } } } };
    if (m_modality == Modality::image)
        block.emplace_back("resolutions", "720p");
    if (m_modality == Modality::video)
        block.emplace_back("profiles", Value::Map{ { "resolution", "360p" }, { "frames", 20 } });
    if (m_modality == Modality::audio)
        block.emplace_back("durations", 5.0);
    block.emplace_back("pool", starterPool(m_modality == Modality::video ? 16 : 100));
    edit(root(), std::move(block), tr("Add Block"));
}

void MediaPage::togglePool(bool isOn)
{
    if (isOn)
        edit(at({ "pool" }), starterPool(m_modality == Modality::video ? 16 : 100), tr("Add Pool"));
    else
        edit({ { at({ "pool" }), {} } }, tr("Remove Pool"));
}

/// A range that covered the whole pool goes on covering it; one that would stick out is cut.
void MediaPage::resizePool(double size)
{
    const auto next = static_cast<std::int64_t>(size);
    std::vector<FieldEdit> edits{ { at({ "pool", "size" }), next } };
    const auto& range = m_pool.sampling.range;
    const bool isFull = range.max == m_pool.size - 1;
    if (hasKey({ "pool", "sampling", "max" }) && (isFull || range.max >= next))
        edits.push_back({ at({ "pool", "sampling", "max" }), next - 1 });
    if (hasKey({ "pool", "sampling", "min" }) && range.min >= next)
        edits.push_back({ at({ "pool", "sampling", "min" }), 0 });
    edit(edits, tr("Change Pool Size"), QStringLiteral("poolSize"));
}

MediaPage::Form MediaPage::formOf(const config::Sampling& sampling)
{
    if (const auto* rounded = std::get_if<config::RoundedSampling>(&sampling.law)) {
        switch (rounded->type) {
        case RoundedType::normal:
            return normal;
        case RoundedType::lognormal:
            return lognormal;
        case RoundedType::poisson:
            return poisson;
        case RoundedType::skewNormal:
            return skewNormal;
        }
    }
    if (std::holds_alternative<config::ZipfSampling>(sampling.law))
        return zipf;
    if (std::holds_alternative<config::WeightsSampling>(sampling.law))
        return weights;
    if (std::holds_alternative<config::SequenceSampling>(sampling.law))
        return sequence;
    if (std::holds_alternative<config::FixedSampling>(sampling.law))
        return fixed;
    return uniform;
}

/// The `sampling` block of a form that is chosen anew, with sensible numbers for this pool.
config::Value MediaPage::samplingValue(Form form, const config::Pool& pool)
{
    const std::int64_t last = pool.size - 1;
    const double middle = std::round(static_cast<double>(last) / 2);
    const double spread = std::max(1.0, std::round(static_cast<double>(pool.size) / 8));
    const auto ranged = [&](const char* type) {
        return Value::Map{ { "type", type }, { "min", 0 }, { "max", last } };
    };
    Value::Map map;
    switch (form) {
    case uniform:
        return ranged("uniform");
    case zipf:
        map = ranged("zipf");
        map.emplace_back("skew", 1.1);
        return map;
    case fixed:
        return Value::Map{ { "type", "fixed" }, { "mean", 0 } };
    case poisson:
        map = ranged("poisson");
        map.emplace_back("mean", std::max(1.0, std::round(static_cast<double>(pool.size) / 8)));
        return map;
    case normal:
    case lognormal:
    case skewNormal:
        map = ranged(form == normal ? "normal" : form == lognormal ? "lognormal" : "skew_normal");
        map.emplace_back("mean", numberValue(std::max(1.0, middle)));
        map.emplace_back("std_dev", numberValue(spread));
        if (form == skewNormal)
            map.emplace_back("skew", 3);
        return map;
    case weights: {
        Value::List entries;
        for (std::int64_t i = 0; i < std::min<std::int64_t>(pool.size, 10); ++i)
            entries.push_back(Value::Map{ { "index", i }, { "weight", i == 0 ? 10 : 1 } });
        return Value::Map{ { "weights", std::move(entries) } };
    }
    case sequence: {
        const std::int64_t second = std::min<std::int64_t>(1, last);
        return Value::Map{ { "sequence",
            Value::List{ Value::List{ 0, second }, Value::List{ second } } } };
    }
    }
    return {};
}

void MediaPage::chooseForm(int form)
{
    if (form == formOf(m_pool.sampling) && hasKey({ "pool", "sampling" }))
        return;
    edit(at({ "pool", "sampling" }), samplingValue(static_cast<Form>(form), m_pool),
        tr("Change Sampling"));
}

void MediaPage::editRange(bool isMax, int value)
{
    edit(at({ "pool", "sampling", isMax ? "max" : "min" }), std::int64_t{ value },
        tr("Change Range"), QStringLiteral("range"));
}

void MediaPage::choosePosition(int index)
{
    switch (index) {
    case anywhere:
        edit({ { at({ "insertion_point" }), {} } }, tr("Change Position"));
        return;
    case before:
        edit(at({ "insertion_point" }), 0.0, tr("Change Position"));
        return;
    case behind:
        edit(at({ "insertion_point" }), 1.0, tr("Change Position"));
        return;
    case share:
        edit(at({ "insertion_point" }), 0.5, tr("Change Position"));
        return;
    default:
        edit(at({ "insertion_point" }),
            Value::Map{ { "type", "uniform" }, { "min", 0 }, { "max", 1 } }, tr("Change Position"));
    }
}

void MediaPage::showPosition(const config::MediaSettings& media)
{
    const auto* point = std::get_if<double>(&media.insertionPoint);
    Position position = anywhere;
    if (point)
        position = *point == 0 ? before : *point == 1 ? behind : share;
    else if (std::holds_alternative<config::Distribution>(media.insertionPoint))
        position = drawn;
    m_position->setCurrentIndex(position);
    m_positionAt->setVisible(position == share);
    if (point) {
        const QSignalBlocker quiet(m_positionAt);
        m_positionAt->setValue(*point);
    }
}

void MediaPage::showPool(const config::MediaSettings& media)
{
    const bool hasPool = media.pool.has_value();
    m_hasPool->setChecked(hasPool);
    m_pool = media.pool.value_or(config::Pool());
    const Form form = formOf(m_pool.sampling);
    const auto* rounded = std::get_if<config::RoundedSampling>(&m_pool.sampling.law);
    const auto* written = std::get_if<config::SequenceSampling>(&m_pool.sampling.law);
    m_size->setValue(static_cast<double>(m_pool.size));
    m_form->setCurrent(form <= sequence ? form : fixed);
    if (const auto* law = std::get_if<config::ZipfSampling>(&m_pool.sampling.law))
        m_skew->setValue(law->skew);
    if (const auto* law = std::get_if<config::FixedSampling>(&m_pool.sampling.law))
        setQuietly(m_mean, static_cast<double>(law->index));
    if (rounded) {
        setQuietly(m_mean, rounded->mean);
        setQuietly(m_stdDev, rounded->stdDev);
        setQuietly(m_shape, rounded->skew);
    }
    setQuietly(m_min, m_pool.sampling.range.min);
    setQuietly(m_max, m_pool.sampling.range.max);
    m_weights->setPool(m_pool);
    if (written)
        m_sequence->setText(counted(static_cast<qint64>(written->requests.size()),
            tr("%1 request, over and over"), tr("%1 requests, then again from the first")));

    const bool hasRange = hasPool && (form == uniform || form == zipf || rounded);
    m_sizeRow->setVisible(hasPool);
    m_formRow->setVisible(hasPool);
    m_skewRow->setVisible(hasPool && form == zipf);
    m_meanRow->setVisible(hasPool && (rounded || form == fixed));
    m_stdDevRow->setVisible(hasPool && rounded && form != poisson);
    m_shapeRow->setVisible(hasPool && form == skewNormal);
    m_rangeRow->setVisible(hasRange);
    m_weightsRow->setVisible(hasPool && form == weights);
    m_sequenceRow->setVisible(hasPool && form == sequence);
    m_countRow->setVisible(!hasPool || form != sequence);
}

/// "about 118 kB each, 12.4 MB in all".
void MediaPage::showSizes(const snapshot::Snapshot& snapshot)
{
    QString text;
    if (const auto* pool = snapshot.pool(m_modality)) {
        text = tr("\u2248 %1 each").arg(toQt(base::formatBytes(pool->itemBytes)));
        if (m_pool.size > 1)
            text += tr(", %1 in all").arg(toQt(base::formatBytes(pool->poolBytes)));
    } else if (snapshot.plan && snapshot.plan->media(m_modality)) {
        text = tr("\u2248 %1 each")
                   .arg(toQt(base::formatBytes(snapshot.plan->media(m_modality)->meanItemBytes())));
    }
    m_sizes->setText(text);
}

void MediaPage::show(const snapshot::SnapshotPtr& snapshot)
{
    m_shown = snapshot;
    const auto& multimodal = snapshot->config.workload.data.multimodal;
    const config::MediaSettings* media = multimodal ? multimodal->media(m_modality) : nullptr;
    showEmptyState(!media);
    if (!media) {
        setSubtitle({});
        return;
    }
    m_count->setDistribution(media->count.value_or(config::Distribution()),
        media->count.has_value(), snapshot->config.tree);
    m_shapes->setSettings(*multimodal, snapshot->config.tree);
    if (m_format)
        m_format->setCurrentIndex(indexOf(*multimodal, m_modality));
    showPool(*media);
    showPosition(*media);
    showSizes(*snapshot);
    const auto count = toQt(base::formatCount(static_cast<std::uint64_t>(m_pool.size)));
    if (media->pool)
        setSubtitle(tr("%1 distinct items, rendered once and reused by every request.").arg(count));
    else if (m_modality == Modality::video)
        setSubtitle(
            tr("No pool: inference-perf keeps four files per profile and draws among them."));
    else
        setSubtitle(tr("No pool: every item of every request has bytes of its own."));
}

} // namespace poolscope::gui
