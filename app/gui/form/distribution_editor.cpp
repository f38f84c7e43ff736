// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/distribution_editor.h"

#include "app/gui/form/values.h"
#include "app/gui/widgets/theme.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <cmath>
#include <string_view>

namespace poolscope::gui {

namespace {

using config::DistributionType;

struct TypeRow {
    DistributionType type;
    const char* name; ///< in YAML
};

constexpr std::array<TypeRow, 6> types{ {
    { DistributionType::fixed, "fixed" },
    { DistributionType::uniform, "uniform" },
    { DistributionType::normal, "normal" },
    { DistributionType::lognormal, "lognormal" },
    { DistributionType::skewNormal, "skew_normal" },
    { DistributionType::poisson, "poisson" },
} };

int rowOf(DistributionType type)
{
    for (std::size_t i = 0; i < types.size(); ++i)
        if (types.at(i).type == type)
            return static_cast<int>(i);
    return 0;
}

constexpr std::array<const char*, 4> keys{ "mean", "min", "max", "std_dev" };

} // namespace

DistributionEditor::DistributionEditor(config::Path root, const QString& unit, QWidget* parent)
    : QWidget(parent)
    , m_root(std::move(root))
    , m_type(new QComboBox(this))
    , m_layout(new QGridLayout(this))
    , m_to(new QLabel(tr("to"), this))
    , m_meanLabel(new QLabel(tr("mean"), this))
    , m_plusMinus(new QLabel(QStringLiteral("\u00b1"), this))
{
    for (const auto& row : types)
        m_type->addItem(QString::fromLatin1(row.name));
    m_type->setObjectName(QStringLiteral("distributionType"));
    m_to->setProperty("tone", "dim");
    m_meanLabel->setProperty("tone", "dim");
    m_plusMinus->setProperty("tone", "dim");
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(grid);
    for (int i = 0; i < numberCount; ++i) {
        auto* field = new QDoubleSpinBox(this);
        field->setRange(i == stdDev ? 0 : -1e9, 1e9);
        field->setDecimals(0);
        field->setKeyboardTracking(false);
        field->setAlignment(Qt::AlignRight);
        field->setGroupSeparatorShown(true);
        field->setMinimumWidth(64);
        field->setMaximumWidth(118);
        field->setObjectName(QString::fromLatin1(keys.at(static_cast<std::size_t>(i))));
        m_numbers.at(static_cast<std::size_t>(i)) = field;
        connect(field, &QDoubleSpinBox::valueChanged, this,
            [this, i](double value) { editNumber(static_cast<Number>(i), value); });
    }
    // The range beside the type; the mean and its spread below the range.
    m_layout->addWidget(m_type, 0, 0);
    m_layout->addWidget(m_numbers[low], 0, 1);
    m_layout->addWidget(m_to, 0, 2, Qt::AlignCenter);
    m_layout->addWidget(m_numbers[high], 0, 3);
    auto* unitLabel = new QLabel(unit, this);
    unitLabel->setProperty("tone", "dim");
    m_layout->addWidget(unitLabel, 0, 4);
    m_layout->addWidget(m_meanLabel, 1, 0, Qt::AlignRight);
    m_layout->addWidget(m_plusMinus, 1, 2, Qt::AlignCenter);
    m_layout->addWidget(m_numbers[stdDev], 1, 3);
    m_layout->setColumnStretch(5, 1);
    setFocusProxy(m_type);
    setProperty("parts", QStringList{ "type", "min", "max", "mean", "std_dev" });
    connect(m_type, &QComboBox::activated, this, &DistributionEditor::chooseType);
    layOut(DistributionType::fixed);
}

void DistributionEditor::layOut(DistributionType type)
{
    const bool isFixed = type == DistributionType::fixed;
    const bool isUniform = type == DistributionType::uniform;
    const bool hasSpread = !isFixed && !isUniform && type != DistributionType::poisson;
    m_numbers[mean]->setVisible(!isUniform);
    m_numbers[low]->setVisible(!isFixed);
    m_to->setVisible(!isFixed);
    m_numbers[high]->setVisible(!isFixed);
    m_plusMinus->setVisible(hasSpread);
    m_numbers[stdDev]->setVisible(hasSpread);
    m_meanLabel->setVisible(!isFixed && !isUniform);
    m_layout->addWidget(m_numbers[mean], isFixed ? 0 : 1, 1);
}

void DistributionEditor::setDistribution(
    const config::Distribution& distribution, bool isPresent, const config::Tree& tree)
{
    m_distribution = isPresent ? distribution : config::fixedDistribution(1);
    const config::NodeId node = tree.isEmpty() ? config::noNode : tree.find(m_root);
    m_isMapping
        = isPresent && node != config::noNode && tree.node(node).kind == config::NodeKind::mapping;
    m_hasRange = m_isMapping && tree.find(node, "min") != config::noNode
        && tree.find(node, "max") != config::noNode;
    const QSignalBlocker quietType(m_type);
    m_type->setCurrentIndex(rowOf(m_distribution.type));
    const std::array<double, numberCount> values{ m_distribution.mean,
        static_cast<double>(m_distribution.min), static_cast<double>(m_distribution.max),
        m_distribution.stdDev };
    for (std::size_t i = 0; i < values.size(); ++i) {
        const QSignalBlocker quiet(m_numbers.at(i));
        const bool isWhole = values.at(i) == std::floor(values.at(i));
        m_numbers.at(i)->setDecimals(isWhole ? 0 : 2);
        m_numbers.at(i)->setValue(values.at(i));
    }
    layOut(m_distribution.type);
}

config::Value DistributionEditor::valueOf(const config::Distribution& distribution)
{
    config::Value::Map map;
    map.emplace_back("type", types.at(static_cast<std::size_t>(rowOf(distribution.type))).name);
    map.emplace_back("min", distribution.min);
    map.emplace_back("max", distribution.max);
    if (distribution.type != DistributionType::uniform)
        map.emplace_back("mean", numberValue(distribution.mean));
    if (distribution.type != DistributionType::uniform
        && distribution.type != DistributionType::fixed
        && distribution.type != DistributionType::poisson)
        map.emplace_back("std_dev", numberValue(distribution.stdDev));
    if (distribution.type == DistributionType::skewNormal)
        map.emplace_back("skew", numberValue(distribution.skew));
    return map;
}

/// Another type is another mapping: it starts from the values that are there, made sensible.
void DistributionEditor::chooseType(int index)
{
    config::Distribution next = m_distribution;
    const DistributionType type = types.at(static_cast<std::size_t>(index)).type;
    if (type == next.type)
        return;
    if (next.type == DistributionType::fixed) {
        next.min = std::max<std::int64_t>(0, static_cast<std::int64_t>(next.mean) / 2);
        next.max = std::max(next.min + 1, static_cast<std::int64_t>(next.mean * 1.5 + 0.5));
        next.stdDev = std::max(1.0, std::round(next.mean / 4));
    }
    next.mean = std::round((static_cast<double>(next.min) + static_cast<double>(next.max)) / 2);
    next.type = type;
    if (type == DistributionType::fixed)
        next = config::fixedDistribution(static_cast<std::int64_t>(next.mean));
    if (type == DistributionType::skewNormal && next.skew == 0)
        next.skew = 2;
    emit editRequested({ { m_root, valueOf(next) } }, tr("Change Distribution"), {});
}

void DistributionEditor::editNumber(Number which, double value)
{
    const auto merge = QString::fromLatin1(keys.at(static_cast<std::size_t>(which)))
        + QString::fromStdString(config::toString(m_root));
    if (!m_isMapping) { // nothing there yet, or a bare number: write the whole
        config::Distribution next = m_distribution;
        if (which == mean && next.type == DistributionType::fixed)
            next = config::fixedDistribution(static_cast<std::int64_t>(value));
        emit editRequested({ { m_root, valueOf(next) } }, tr("Change Distribution"), merge);
        return;
    }
    std::vector<FieldEdit> edits{ { config::child(m_root, keys.at(static_cast<std::size_t>(which))),
        numberValue(value) } };
    // `fixed` ignores its range; kept equal it does not mislead the reader.
    if (which == mean && m_distribution.type == DistributionType::fixed && m_hasRange)
        for (const char* key : { "min", "max" })
            edits.push_back({ config::child(m_root, key), static_cast<std::int64_t>(value) });
    emit editRequested(edits, tr("Change Distribution"), merge);
}

} // namespace poolscope::gui
