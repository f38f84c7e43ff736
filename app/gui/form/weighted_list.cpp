// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/weighted_list.h"

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
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>
#include <cmath>

namespace poolscope::gui {

namespace {

using base::Modality;

struct Preset {
    const char* name;
    config::Resolution resolution;
};

/// The names that the schema has for resolutions.
constexpr std::array<Preset, 4> presets{ {
    { "4k", { 3840, 2160 } },
    { "1080p", { 1920, 1080 } },
    { "720p", { 1280, 720 } },
    { "360p", { 640, 360 } },
} };

QString textOf(const config::Resolution& resolution)
{
    for (const auto& preset : presets)
        if (preset.resolution == resolution)
            return QString::fromLatin1(preset.name);
    return QStringLiteral("%1\u00d7%2").arg(resolution.width).arg(resolution.height);
}

std::optional<config::Resolution> parseResolution(const QString& text)
{
    for (const auto& preset : presets)
        if (text.compare(QLatin1String(preset.name), Qt::CaseInsensitive) == 0)
            return preset.resolution;
    static const QRegularExpression pattern(
        QStringLiteral(R"(^\s*(\d{1,5})\s*[x×*]\s*(\d{1,5})\s*$)"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return {};
    return config::Resolution{ match.captured(1).toInt(), match.captured(2).toInt() };
}

config::Value resolutionValue(const config::Resolution& resolution)
{
    for (const auto& preset : presets)
        if (preset.resolution == resolution)
            return preset.name;
    return config::Value::Map{ { "width", resolution.width }, { "height", resolution.height } };
}

} // namespace

WeightedList::WeightedList(Modality modality, config::Path root, QWidget* parent)
    : QWidget(parent)
    , m_modality(modality)
    , m_root(std::move(root))
    , m_layout(new QVBoxLayout(this))
{
    setProperty("parts",
        QStringList{ "resolution", "width", "height", "profile", "frames", "duration", "weight" });
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(grid / 2);
    auto* add = new QPushButton(tr("+ Add"), this);
    add->setProperty("role", "link");
    add->setObjectName(QStringLiteral("addShape"));
    m_layout->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, [this] {
        std::vector<Shape> shapes = m_shapes;
        shapes.push_back(shapes.back());
        writeAll(shapes, tr("Add Alternative"));
    });
}

std::vector<WeightedList::Shape> WeightedList::shapesOf(
    const config::Multimodal& settings, Modality modality)
{
    std::vector<Shape> shapes;
    if (modality == Modality::image && settings.image)
        for (const auto& [resolution, weight] : settings.image->resolutions)
            shapes.push_back({ resolution, 0, 0, weight });
    if (modality == Modality::video && settings.video)
        for (const auto& [profile, weight] : settings.video->profiles)
            shapes.push_back({ profile.resolution, profile.frames, 0, weight });
    if (modality == Modality::audio && settings.audio)
        for (const auto& [seconds, weight] : settings.audio->durations)
            shapes.push_back({ {}, 0, seconds, weight });
    if (shapes.empty())
        shapes.push_back({ {}, 10, 1, 1 });
    return shapes;
}

void WeightedList::setSettings(const config::Multimodal& settings, const config::Tree& tree)
{
    m_shapes = shapesOf(settings, m_modality);
    const config::NodeId node = tree.isEmpty() ? config::noNode : tree.find(m_root);
    m_isList = node != config::noNode && tree.node(node).kind == config::NodeKind::sequence;
    while (m_lines.size() < m_shapes.size()) {
        m_lines.push_back(makeLine(m_lines.size()));
        m_layout->insertWidget(static_cast<int>(m_lines.size()) - 1, m_lines.back().widget);
    }
    double total = 0;
    for (const Shape& shape : m_shapes)
        total += std::max(0.0, shape.weight);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        m_lines[i].widget->setVisible(i < m_shapes.size());
        if (i < m_shapes.size())
            showLine(m_lines[i], m_shapes[i], total);
    }
}

WeightedList::Line WeightedList::makeLine(std::size_t index)
{
    Line line;
    line.widget = new QWidget(this);
    auto* layout = new QHBoxLayout(line.widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid * 3 / 4);
    constexpr int fieldWidth = 116;
    // Narrow pages squeeze what is short.
    const auto addNumber = [&](double min, double max, int decimals, const QString& unit) {
        auto* field = new QDoubleSpinBox(line.widget);
        field->setRange(min, max);
        field->setDecimals(decimals);
        field->setSuffix(unit);
        field->setKeyboardTracking(false);
        field->setAlignment(Qt::AlignRight);
        field->setMinimumWidth(96);
        field->setMaximumWidth(fieldWidth);
        layout->addWidget(field, fieldWidth);
        return field;
    };
    const auto onChange = [this, index](QDoubleSpinBox* field, auto member, const QString& key) {
        connect(
            field, &QDoubleSpinBox::valueChanged, this, [this, index, member, key](double value) {
                Shape shape = m_shapes[index];
                shape.*member
                    = static_cast<std::remove_reference_t<decltype(shape.*member)>>(value);
                replaceShape(index, shape, key + QString::number(index));
            });
    };
    if (m_modality != Modality::audio) {
        line.resolution = new QComboBox(line.widget);
        line.resolution->setEditable(true);
        line.resolution->setInsertPolicy(QComboBox::NoInsert);
        for (const auto& preset : presets)
            line.resolution->addItem(QString::fromLatin1(preset.name));
        line.resolution->setMinimumWidth(78);
        line.resolution->setMaximumWidth(fieldWidth);
        line.resolution->setToolTip(tr("A preset, or width x height in pixels"));
        layout->addWidget(line.resolution, fieldWidth);
        const auto commit = [this, index, box = line.resolution] {
            const auto resolution = parseResolution(box->currentText());
            if (!resolution) {
                box->setEditText(textOf(m_shapes[index].resolution));
                return;
            }
            Shape shape = m_shapes[index];
            shape.resolution = *resolution;
            replaceShape(index, shape, {});
        };
        connect(line.resolution->lineEdit(), &QLineEdit::editingFinished, this, commit);
        connect(line.resolution, &QComboBox::activated, this, commit);
    }
    if (m_modality == Modality::video) {
        line.frames = addNumber(1, 100000, 0, tr(" frames"));
        onChange(line.frames, &Shape::frames, QStringLiteral("frames"));
    }
    if (m_modality == Modality::audio) {
        line.seconds = addNumber(0.01, 36000, 2, tr(" s"));
        onChange(line.seconds, &Shape::seconds, QStringLiteral("seconds"));
    }
    line.weight = addNumber(0, 1e9, 2, {});
    line.weight->setPrefix(tr("weight "));
    line.weight->setMinimumWidth(104);
    onChange(line.weight, &Shape::weight, QStringLiteral("weight"));
    line.share = new QLabel(line.widget);
    line.share->setProperty("tone", "dim");
    line.share->setMinimumWidth(line.share->fontMetrics().horizontalAdvance(tr("99.9 %")));
    layout->addWidget(line.share);
    auto* remove = new QToolButton(line.widget);
    remove->setText(QStringLiteral("\u00d7"));
    remove->setProperty("role", "flat");
    remove->setAccessibleName(tr("Remove"));
    remove->setToolTip(tr("Remove this alternative"));
    connect(remove, &QToolButton::clicked, this, [this, index] {
        std::vector<Shape> shapes = m_shapes;
        shapes.erase(shapes.begin() + static_cast<std::ptrdiff_t>(index));
        writeAll(shapes, tr("Remove Alternative"));
    });
    layout->addWidget(remove);
    line.remove = remove;
    layout->addStretch(1);
    return line;
}

void WeightedList::showLine(const Line& line, const Shape& shape, double total) const
{
    const auto setNumber = [](QDoubleSpinBox* field, double value, int decimals) {
        if (!field)
            return;
        const QSignalBlocker quiet(field);
        field->setDecimals(value == std::floor(value) ? 0 : decimals);
        field->setValue(value);
    };
    if (line.resolution && !line.resolution->lineEdit()->hasFocus()) {
        const QSignalBlocker quiet(line.resolution);
        line.resolution->setEditText(textOf(shape.resolution));
    } else if (line.resolution
        && parseResolution(line.resolution->currentText()) != shape.resolution) {
        const QSignalBlocker quiet(line.resolution);
        line.resolution->setEditText(textOf(shape.resolution));
    }
    setNumber(line.frames, static_cast<double>(shape.frames), 0);
    setNumber(line.seconds, shape.seconds, 2);
    setNumber(line.weight, shape.weight, 2);
    const bool isAlone = m_shapes.size() == 1;
    line.weight->setVisible(!isAlone);
    line.share->setVisible(!isAlone);
    line.remove->setVisible(!isAlone);
    line.share->setText(
        total > 0 ? toQt(base::formatShare(std::max(0.0, shape.weight) / total)) : QString());
}

config::Value WeightedList::valueOf(const Shape& shape) const
{
    switch (m_modality) {
    case Modality::image:
        return resolutionValue(shape.resolution);
    case Modality::video:
        return config::Value::Map{ { "resolution", resolutionValue(shape.resolution) },
            { "frames", shape.frames } };
    case Modality::audio:
        return shape.seconds;
    }
    return {};
}

config::Value WeightedList::entryOf(const Shape& shape) const
{
    const char* key = m_modality == Modality::image ? "resolution"
        : m_modality == Modality::video             ? "profile"
                                                    : "duration";
    return config::Value::Map{ { key, valueOf(shape) }, { "weight", numberValue(shape.weight) } };
}

/// Changes only what differs, so that comments and the writing of the rest stay.
void WeightedList::replaceShape(std::size_t index, const Shape& shape, const QString& mergeKey)
{
    if (shape == m_shapes[index])
        return;
    const Shape before = m_shapes[index];
    m_shapes[index] = shape;
    if (!m_isList) {
        emit editRequested({ { m_root, valueOf(shape) } }, tr("Change Size"), mergeKey);
        return;
    }
    const config::Path entry = config::child(m_root, std::to_string(index));
    Shape weightOnly = before;
    weightOnly.weight = shape.weight;
    std::vector<FieldEdit> edits;
    if (weightOnly == shape) {
        edits.push_back({ config::child(entry, "weight"), numberValue(shape.weight) });
    } else {
        const char* key = m_modality == Modality::image ? "resolution"
            : m_modality == Modality::video             ? "profile"
                                                        : "duration";
        edits.push_back({ config::child(entry, key), valueOf(shape) });
    }
    emit editRequested(edits, tr("Change Size"), mergeKey);
}

void WeightedList::writeAll(const std::vector<Shape>& shapes, const QString& label)
{
    std::vector<FieldEdit> edits;
    if (m_isList && shapes.size() > m_shapes.size()) {
        edits.push_back(
            { config::child(m_root, std::to_string(m_shapes.size())), entryOf(shapes.back()) });
    } else if (m_isList && shapes.size() + 1 == m_shapes.size()) {
        std::size_t removed = 0;
        while (removed < shapes.size() && shapes[removed] == m_shapes[removed])
            ++removed;
        edits.push_back({ config::child(m_root, std::to_string(removed)), {} });
    } else {
        config::Value::List list;
        for (const Shape& shape : shapes)
            list.push_back(entryOf(shape));
        edits.push_back({ m_root, std::move(list) });
    }
    emit editRequested(edits, label, {});
}

} // namespace poolscope::gui
