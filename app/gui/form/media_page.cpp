// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/media_page.h"

#include "app/gui/form/distribution_editor.h"
#include "app/gui/form/settings/row_marks.h"
#include "app/gui/form/values.h"
#include "app/gui/form/weighted_list.h"
#include "app/gui/form/weights_table.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/segmented_control.h"
#include "app/gui/widgets/slider_field.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <cmath>

namespace poolscope::gui {

namespace {

using base::Modality;
using config::RoundedType;

constexpr std::int64_t maxPoolSize = 10'000'000;

/// What the three modalities call their things.
struct Wording {
    QString title;
    QString plural;
    QString shapes;
    const char* shapesKey;
    std::vector<const char*> formats;
};

Wording wordingOf(Modality modality)
{
    switch (modality) {
    case Modality::image:
        return { MediaPage::tr("Image pool"), MediaPage::tr("images"), MediaPage::tr("Resolutions"),
            "resolutions", { "png", "jpeg", "webp" } };
    case Modality::video:
        return { MediaPage::tr("Video pool"), MediaPage::tr("videos"), MediaPage::tr("Profiles"),
            "profiles", { "mp4", "png_frames", "jpeg_frames" } };
    case Modality::audio:
        break;
    }
    return { MediaPage::tr("Audio pool"), MediaPage::tr("clips"), MediaPage::tr("Durations"),
        "durations", {} };
}

config::Path rootOf(Modality modality)
{
    return { "data", "multimodal", std::string(base::name(modality)) };
}

QString capitalised(QString text)
{
    text[0] = text[0].toUpper();
    return text;
}

QDoubleSpinBox* numberField(double min, double max, QWidget* parent)
{
    auto* field = new QDoubleSpinBox(parent);
    field->setRange(min, max);
    field->setDecimals(2);
    field->setKeyboardTracking(false);
    field->setAlignment(Qt::AlignRight);
    field->setMaximumWidth(140);
    return field;
}

} // namespace

MediaPage::MediaPage(Modality modality, QWidget* parent)
    : FormPage(wordingOf(modality).title, rootOf(modality), parent)
    , m_modality(modality)
{
    addItemRows();
    addGap();
    addPoolRows();
    addLawRows();
    addGap();
    addPositionRow();
    addSettings({ "count", "insertion_point", wordingOf(modality).shapesKey, "pool" });
    const QString plural = wordingOf(modality).plural;
    setEmptyState(tr("Requests carry no %1.").arg(plural), tr("Add %1").arg(capitalised(plural)),
        [this] { addBlock(); });
}

void MediaPage::addItemRows()
{
    const Wording wording = wordingOf(m_modality);
    const auto forward = [this](const std::vector<FieldEdit>& edits, const QString& label,
                             const QString& mergeKey) { edit(edits, label, mergeKey); };
    m_count = new DistributionEditor(at({ "count" }), {}, this);
    connect(m_count, &DistributionEditor::editRequested, this, forward);
    m_countRow
        = addRow(tr("%1 per request").arg(capitalised(wording.plural)), m_count, at({ "count" }));
    m_shapes = new WeightedList(m_modality, at({ wording.shapesKey }), this);
    connect(m_shapes, &WeightedList::editRequested, this, forward);
    addRow(wording.shapes, m_shapes, at({ wording.shapesKey }));

    auto* format = new QWidget(this);
    format->setMinimumHeight(lineHeight);
    auto* layout = new QHBoxLayout(format);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    if (!wording.formats.empty()) {
        m_format = new QComboBox(format);
        for (const char* name : wording.formats)
            m_format->addItem(QString::fromLatin1(name));
        m_format->setObjectName(QStringLiteral("format"));
        layout->addWidget(m_format);
        format->setFocusProxy(m_format);
        connect(m_format, &QComboBox::activated, this, [this] {
            edit(at({ "representation" }), toStd(m_format->currentText()), tr("Change Format"));
        });
    }
    m_sizes = new QLabel(format);
    m_sizes->setProperty("tone", "dim");
    layout->addWidget(m_sizes);
    layout->addStretch(1);
    addRow(m_format ? tr("Format") : tr("Size"), format, at({ "representation" }));
}

void MediaPage::addPoolRows()
{
    m_hasPool = new QCheckBox(tr("Reuse a bounded pool of items"), this);
    m_hasPool->setObjectName(QStringLiteral("hasPool"));
    m_hasPool->setMinimumHeight(28);
    connect(m_hasPool, &QCheckBox::clicked, this, &MediaPage::togglePool);
    addRow(tr("Pool"), m_hasPool, at({ "pool" }));

    m_size = new SliderField({ 1, static_cast<double>(maxPoolSize), 1, 1'000'000,
                                 SliderField::Scale::logarithmic, 0, 1 },
        tr("items"), this);
    m_size->setObjectName(QStringLiteral("poolSize"));
    connect(m_size, &SliderField::edited, this, &MediaPage::resizePool);
    m_sizeRow = addRow(tr("Pool size"), m_size, at({ "pool", "size" }));

    m_form = new SegmentedControl(this);
    m_form->setObjectName(QStringLiteral("sampling"));
    m_form->addSegment(uniform, tr("Uniform"), tr("Every item alike"));
    m_form->addSegment(zipf, tr("Zipf"), tr("Few items are hot, many are rare"));
    m_form->addSegment(weights, tr("Weights"), tr("A weight for each item"));
    m_form->addSegment(sequence, tr("Sequence"), tr("The items of every request, written out"));
    auto* more = m_form->addSegment(fixed, tr("More \u25be"));
    auto* menu = new QMenu(more);
    const std::array<std::pair<Form, QString>, 5> others{ { { fixed, tr("Fixed") },
        { normal, tr("Normal") }, { lognormal, tr("Lognormal") }, { poisson, tr("Poisson") },
        { skewNormal, tr("Skew-normal") } } };
    for (const auto& [form, text] : others)
        menu->addAction(text, this, [this, form = form] { chooseForm(form); });
    more->setMenu(menu);
    more->setPopupMode(QToolButton::InstantPopup);
    connect(m_form, &SegmentedControl::chosen, this, [this](int form) {
        if (form != fixed) // its menu chooses
            chooseForm(form);
    });
    m_formRow = addRow(tr("Sampling"), m_form, at({ "pool", "sampling" }));
}

void MediaPage::addLawRows()
{
    m_skew = new SliderField({ 0, 100, 0, 3, SliderField::Scale::linear, 2, 0.05 }, {}, this);
    m_skew->setObjectName(QStringLiteral("skew"));
    connect(m_skew, &SliderField::edited, this, [this](double value) {
        edit(at({ "pool", "sampling", "skew" }), numberValue(value), tr("Change Skew"),
            QStringLiteral("skew"));
    });
    m_skewRow = addRow(tr("Skew"), m_skew, at({ "pool", "sampling", "skew" }));
    const auto addNumber = [&](const QString& label, const char* key, double min) {
        auto* field = numberField(min, 1e9, this);
        connect(field, &QDoubleSpinBox::valueChanged, this, [this, key, label](double value) {
            edit(at({ "pool", "sampling", key }), numberValue(value), tr("Change %1").arg(label),
                QString::fromLatin1(key));
        });
        return std::pair{ field, addRow(label, field, at({ "pool", "sampling", key })) };
    };
    std::tie(m_mean, m_meanRow) = addNumber(tr("Mean"), "mean", -1e9);
    std::tie(m_stdDev, m_stdDevRow) = addNumber(tr("Deviation"), "std_dev", 0);
    std::tie(m_shape, m_shapeRow) = addNumber(tr("Shape"), "skew", -1e9);

    auto* range = new QWidget(this);
    auto* layout = new QHBoxLayout(range);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    for (QSpinBox** field : { &m_min, &m_max }) {
        *field = new QSpinBox(range);
        (*field)->setRange(0, static_cast<int>(maxPoolSize) - 1);
        (*field)->setKeyboardTracking(false);
        (*field)->setAlignment(Qt::AlignRight);
        (*field)->setGroupSeparatorShown(true);
        (*field)->setMinimumWidth(84);
    }
    auto* to = new QLabel(tr("to"), range);
    to->setProperty("tone", "dim");
    layout->addWidget(m_min);
    layout->addWidget(to);
    layout->addWidget(m_max);
    layout->addStretch(1);
    range->setFocusProxy(m_min);
    connect(m_min, &QSpinBox::valueChanged, this, [this](int value) { editRange(false, value); });
    connect(m_max, &QSpinBox::valueChanged, this, [this](int value) { editRange(true, value); });
    m_rangeRow = addRow(tr("Range"), range, at({ "pool", "sampling", "min" }),
        { at({ "pool", "sampling", "max" }) });

    m_weights = new WeightsTable(at({ "pool", "sampling", "weights" }), this);
    connect(m_weights, &WeightsTable::editRequested, this,
        [this](const std::vector<FieldEdit>& edits, const QString& label, const QString& mergeKey) {
            edit(edits, label, mergeKey);
        });
    m_weightsRow = addRow(tr("Weights"), m_weights, at({ "pool", "sampling", "weights" }));

    auto* written = new QWidget(this);
    auto* row = new QHBoxLayout(written);
    row->setContentsMargins(0, 0, 0, 0);
    m_sequence = new QLabel(written);
    auto* open = new QPushButton(tr("Edit in YAML"), written);
    open->setProperty("role", "link");
    connect(open, &QPushButton::clicked, this, [this] {
        emit revealRequested(at({ "pool", "sampling", "sequence" }));
    });
    row->addWidget(m_sequence);
    row->addWidget(open);
    row->addStretch(1);
    m_sequenceRow = addRow(tr("Requests"), written, at({ "pool", "sampling", "sequence" }));
}

void MediaPage::addPositionRow()
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    m_position = new QComboBox(row);
    m_position->addItems({ tr("anywhere"), tr("before the text"), tr("behind the text"),
        tr("at a share of the text"), tr("drawn, 0 or 1") });
    m_position->setObjectName(QStringLiteral("position"));
    m_positionAt = numberField(0, 1, row);
    m_positionAt->setSingleStep(0.05);
    layout->addWidget(m_position);
    layout->addWidget(m_positionAt);
    layout->addStretch(1);
    row->setFocusProxy(m_position);
    connect(m_position, &QComboBox::activated, this, &MediaPage::choosePosition);
    connect(m_positionAt, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        edit(at({ "insertion_point" }), value, tr("Change Position"), QStringLiteral("position"));
    });
    addRow(tr("Position in text"), row, at({ "insertion_point" }));
}

} // namespace poolscope::gui
