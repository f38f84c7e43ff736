// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/load_page.h"

#include "app/gui/form/form_row.h"
#include "app/gui/form/values.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace poolscope::gui {

namespace {

using config::LoadType;
using config::Value;

constexpr std::array<std::pair<LoadType, const char*>, 5> types{ {
    { LoadType::constant, "constant" },
    { LoadType::poisson, "poisson" },
    { LoadType::concurrent, "concurrent" },
    { LoadType::traceReplay, "trace_replay" },
    { LoadType::traceSessionReplay, "trace_session_replay" },
} };
/// The others replay traces: Poolscope shows them and leaves them alone.
constexpr std::size_t drivenTypes = 3;

QDoubleSpinBox* stageField(const QString& unit, QWidget* parent)
{
    auto* field = new QDoubleSpinBox(parent);
    field->setKeyboardTracking(false);
    field->setAlignment(Qt::AlignRight);
    field->setSuffix(unit);
    field->setGroupSeparatorShown(true);
    field->setMinimumWidth(128);
    return field;
}

} // namespace

LoadPage::LoadPage(QWidget* parent)
    : FormPage(tr("Load"), { "load" }, parent)
    , m_type(new QComboBox(this))
    , m_interval(new QDoubleSpinBox(this))
    , m_seed(new QLineEdit(this))
    , m_total(new QLabel(this))
{
    for (std::size_t i = 0; i < drivenTypes; ++i)
        m_type->addItem(QString::fromLatin1(types.at(i).second));
    m_type->setObjectName(QStringLiteral("loadType"));
    connect(m_type, &QComboBox::textActivated, this, &LoadPage::chooseType);
    auto* typeRow = new QWidget(this);
    auto* typeLayout = new QHBoxLayout(typeRow);
    typeLayout->setContentsMargins(0, 0, 0, 0);
    typeLayout->addWidget(m_type);
    typeLayout->addStretch(1);
    typeRow->setFocusProxy(m_type);
    addRow(tr("Type"), typeRow, at({ "type" }));

    auto* stages = new QWidget(this);
    m_stages = new QVBoxLayout(stages);
    m_stages->setContentsMargins(0, 0, 0, 0);
    m_stages->setSpacing(grid / 2);
    auto* add = new QPushButton(tr("+ Add Stage"), stages);
    add->setProperty("role", "link");
    m_stages->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, [this] {
        const bool isConcurrent = m_load.type == LoadType::concurrent;
        const config::Stage like
            = m_load.stages.empty() ? starter(isConcurrent) : m_load.stages.back();
        if (m_load.stages.empty())
            edit(at({ "stages" }), Value::List{ stageValue(isConcurrent, like) }, tr("Add Stage"));
        else
            edit(at({ "stages", std::to_string(m_load.stages.size()) }),
                stageValue(isConcurrent, like), tr("Add Stage"));
    });
    stages->setProperty(
        "parts", QStringList{ "rate", "duration", "num_requests", "concurrency_level" });
    m_stagesRow = addRow(tr("Stages"), stages, at({ "stages" }));

    m_interval->setRange(0, 86400);
    m_interval->setDecimals(1);
    m_interval->setSuffix(tr(" s"));
    m_interval->setKeyboardTracking(false);
    m_interval->setAlignment(Qt::AlignRight);
    m_interval->setMaximumWidth(128);
    connect(m_interval, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        edit(at({ "interval" }), numberValue(value), tr("Change Interval"),
            QStringLiteral("interval"));
    });
    addRow(tr("Rest between stages"), m_interval, at({ "interval" }));

    m_seed->setMaximumWidth(220);
    m_seed->setObjectName(QStringLiteral("seed"));
    m_seed->setPlaceholderText(tr("42, when absent"));
    m_seed->setValidator(
        new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{0,18}")), m_seed));
    connect(m_seed, &QLineEdit::editingFinished, this, [this] {
        if (m_seed->text().isEmpty() && m_load.baseSeed)
            edit({ { at({ "base_seed" }), {} } }, tr("Remove Seed"));
        else if (!m_seed->text().isEmpty() && m_seed->text().toULongLong() != m_load.baseSeed)
            edit(at({ "base_seed" }), static_cast<std::int64_t>(m_seed->text().toLongLong()),
                tr("Change Seed"));
    });
    addRow(tr("Seed"), m_seed, at({ "base_seed" }));
    m_total->setProperty("tone", "dim");
    m_total->setMinimumHeight(28);
    addRow(tr("In all"), m_total, at({}));
    addSettings(
        { "stages", "sweep", "num_workers", "worker_max_concurrency", "worker_max_tcp_connections",
            "trace", "circuit_breakers", "request_timeout", "request_retries",
            "request_retry_backoff_sec", "stage_teardown_grace_seconds", "lora_traffic_split" });
}

config::Stage LoadPage::starter(bool isConcurrent)
{
    if (isConcurrent)
        return config::ConcurrencyStage{ 200, 8 };
    return config::RateStage{ 10, 20 };
}

config::Value LoadPage::stageValue(bool isConcurrent, const config::Stage& like)
{
    if (const auto* stage = std::get_if<config::ConcurrencyStage>(&like); stage && isConcurrent)
        return Value::Map{ { "num_requests", stage->numRequests },
            { "concurrency_level", stage->concurrencyLevel } };
    if (const auto* stage = std::get_if<config::RateStage>(&like); stage && !isConcurrent)
        return Value::Map{ { "rate", numberValue(stage->rate) }, { "duration", stage->duration } };
    return stageValue(isConcurrent, starter(isConcurrent));
}

/// Stages of one kind mean nothing to the other: they are written anew, with as many requests.
void LoadPage::chooseType(const std::optional<QString>& type)
{
    const bool isConcurrent = type == QLatin1String("concurrent");
    std::vector<FieldEdit> edits{ { at({ "type" }), {} } };
    if (type)
        edits.front().value = toStd(*type);
    if (isConcurrent != (m_load.type == LoadType::concurrent)) {
        Value::List stages;
        for (const auto& stage : m_load.stages) {
            if (const auto* rated = std::get_if<config::RateStage>(&stage); rated && isConcurrent) {
                const auto requests
                    = static_cast<std::int64_t>(rated->rate * static_cast<double>(rated->duration));
                stages.push_back(stageValue(
                    true, config::ConcurrencyStage{ std::max<std::int64_t>(1, requests), 8 }));
            } else if (const auto* counted = std::get_if<config::ConcurrencyStage>(&stage);
                       counted && !isConcurrent) {
                stages.push_back(stageValue(false,
                    config::RateStage{ 10, std::max<std::int64_t>(1, counted->numRequests / 10) }));
            }
        }
        if (stages.empty())
            stages.push_back(stageValue(isConcurrent, starter(isConcurrent)));
        edits.push_back({ at({ "stages" }), std::move(stages) });
    }
    edit(edits, tr("Change Load Type"));
}

void LoadPage::reset(const FormRow& row)
{
    if (row.place() == at({ "type" }))
        chooseType({});
    else
        FormPage::reset(row);
}

LoadPage::StageLine LoadPage::makeLine(std::size_t index)
{
    StageLine line;
    line.widget = new QWidget(this);
    auto* layout = new QHBoxLayout(line.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    line.first = stageField({}, line.widget);
    line.second = stageField({}, line.widget);
    const auto connectField = [this, index](
                                  QDoubleSpinBox* field, const char* rated, const char* counted) {
        connect(field, &QDoubleSpinBox::valueChanged, this,
            [this, index, rated, counted](double value) {
                const char* key = m_load.type == LoadType::concurrent ? counted : rated;
                edit(at({ "stages", std::to_string(index), key }), numberValue(value),
                    tr("Change Stage"), QStringLiteral("%1%2").arg(QLatin1String(key)).arg(index));
            });
    };
    connectField(line.first, "rate", "num_requests");
    connectField(line.second, "duration", "concurrency_level");
    auto* remove = new QToolButton(line.widget);
    remove->setText(QStringLiteral("\u00d7"));
    remove->setProperty("role", "flat");
    remove->setAccessibleName(tr("Remove Stage"));
    remove->setToolTip(tr("Remove this stage"));
    connect(remove, &QToolButton::clicked, this, [this, index] {
        edit({ { at({ "stages", std::to_string(index) }), {} } }, tr("Remove Stage"));
    });
    line.remove = remove;
    layout->addWidget(line.first);
    layout->addWidget(line.second);
    layout->addWidget(remove);
    layout->addStretch(1);
    return line;
}

void LoadPage::show(const snapshot::SnapshotPtr& snapshot)
{
    const std::optional<std::uint64_t> seedBefore = m_load.baseSeed;
    m_load = snapshot->config.workload.load;
    const auto typeRow
        = static_cast<std::size_t>(std::find_if(types.begin(), types.end(), [&](const auto& row) {
              return row.first == m_load.type;
          }) - types.begin());
    while (m_type->count() > static_cast<int>(drivenTypes))
        m_type->removeItem(m_type->count() - 1);
    if (typeRow >= drivenTypes)
        m_type->addItem(QString::fromLatin1(types.at(typeRow).second));
    m_type->setCurrentText(QString::fromLatin1(types.at(typeRow).second));
    setSubtitle(typeRow < drivenTypes
            ? tr("When requests are sent.")
            : tr("Trace replay is run by inference-perf; its settings are below."));
    // Stages of sessions have settings of their own.
    m_stagesRow->setVisible(m_load.type != LoadType::traceSessionReplay);

    while (m_lines.size() < m_load.stages.size()) {
        m_lines.push_back(makeLine(m_lines.size()));
        m_stages->insertWidget(static_cast<int>(m_lines.size()) - 1, m_lines.back().widget);
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const StageLine& line = m_lines[i];
        line.widget->setVisible(i < m_load.stages.size());
        if (i >= m_load.stages.size())
            continue;
        line.remove->setVisible(m_load.stages.size() > 1);
        const auto setField = [](QDoubleSpinBox* field, double value, const QString& unit) {
            const QSignalBlocker quiet(field);
            field->setRange(0.001, 1e9);
            field->setDecimals(
                value == static_cast<double>(static_cast<std::int64_t>(value)) ? 0 : 3);
            field->setSuffix(unit);
            field->setValue(value);
        };
        if (const auto* rated = std::get_if<config::RateStage>(&m_load.stages[i])) {
            setField(line.first, rated->rate, tr(" req/s"));
            setField(line.second, static_cast<double>(rated->duration), tr(" s"));
        } else if (const auto* counted = std::get_if<config::ConcurrencyStage>(&m_load.stages[i])) {
            setField(line.first, static_cast<double>(counted->numRequests), tr(" requests"));
            setField(line.second, static_cast<double>(counted->concurrencyLevel), tr(" at a time"));
        }
    }
    const QSignalBlocker quiet(m_interval);
    m_interval->setValue(m_load.interval);
    if (!m_seed->hasFocus() || m_load.baseSeed != seedBefore)
        m_seed->setText(m_load.baseSeed ? QString::number(*m_load.baseSeed) : QString());
    if (snapshot->plan)
        m_total->setText(
            tr("%1 requests, the last one due after %2")
                .arg(toQt(base::formatCount(snapshot->plan->schedule().requestCount())),
                    toQt(base::formatSeconds(snapshot->plan->schedule().seconds()))));
}

} // namespace poolscope::gui
