// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/line_editors.h"

#include "app/gui/form/values.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/elided_line.h"
#include "app/gui/widgets/theme.h"
#include "core/config/fill/placeholder.h"
#include "core/config/schema/coerce.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>

#include <cmath>

namespace poolscope::gui {

namespace {

constexpr int numberWidth = 112;

bool isUndo(QEvent* event)
{
    const auto* key = static_cast<QKeyEvent*>(event);
    return key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo);
}

} // namespace

LineEditor::LineEditor(const Setting& setting, QWidget* parent)
    : SettingEditor(setting, parent)
    , m_line(new ElidedLine(this))
{
    m_line->setAccessibleName(setting.key());
    m_line->setMinimumWidth(64);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textEdited, this, &LineEditor::type);
    connect(m_line, &QLineEdit::editingFinished, this, &LineEditor::commit);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(m_line);
    setFocusProxy(m_line);
}

bool LineEditor::eventFilter(QObject* object, QEvent* event)
{
    // Undo is the document's, not the line's.
    if (event->type() == QEvent::ShortcutOverride && isUndo(event)) {
        event->ignore();
        return true;
    }
    return SettingEditor::eventFilter(object, event);
}

QString LineEditor::mergeKey() const
{
    return toQt(config::toString(setting().place));
}

QString LineEditor::shownText() const
{
    const config::Tree& tree = snapshot()->config.tree;
    if (isNull(tree, node()) || holdsSecret(*snapshot(), setting()))
        return {};
    return tree.node(node()).kind == config::NodeKind::scalar ? toQt(tree.node(node()).text)
                                                              : sourceOf(*snapshot(), node());
}

void LineEditor::showSetting()
{
    const QString before = m_shown;
    m_shown = isSet() ? shownText() : QString();
    QString dimmed = setting().field ? defaultOf(*setting().field) : QString();
    if (isSet())
        dimmed = holdsSecret(*snapshot(), setting())  ? tr("set; not shown")
            : isNull(snapshot()->config.tree, node()) ? QStringLiteral("null")
                                                      : QString();
    if (isSet() && dimmed.isEmpty() && m_shown.isEmpty())
        dimmed = tr("empty");
    if (!isSet() && dimmed.isEmpty())
        dimmed
            = setting().field && setting().field->isRequired ? tr("must be given") : tr("not set");
    m_line->setPlaceholderText(dimmed);
    if (m_line->hasFocus() && (m_shown == before || read(m_line->text()) == read(m_shown)))
        return; // somebody types
    setMarked(false);
    if (m_line->text() == m_shown)
        return;
    m_line->setText(m_shown);
    m_line->setCursorPosition(m_line->hasFocus() ? static_cast<int>(m_shown.size()) : 0);
}

void LineEditor::type(const QString& text)
{
    const auto value = read(text.trimmed());
    setMarked(!text.trimmed().isEmpty() && !value);
    if (value && isLive() && !text.trimmed().isEmpty())
        write(*value);
}

void LineEditor::commit()
{
    const QString text = m_line->text().trimmed();
    const auto value = read(text);
    if (text == m_shown || (!text.isEmpty() && !value)) {
        m_line->setText(m_shown);
        setMarked(false);
        return;
    }
    if (text.isEmpty())
        requestRemoval();
    else if (value != read(m_shown))
        write(*value);
    if (holdsSecret(*snapshot(), setting()))
        m_line->setText(m_shown); // typed in plain words: out of sight
}

void LineEditor::write(const config::Value& value)
{
    request(value, mergeKey());
}

void LineEditor::setMarked(bool isMarked)
{
    setStyled(m_line, "state", isMarked ? QVariant(QStringLiteral("error")) : QVariant());
}

NumberEditor::NumberEditor(const Setting& setting, QWidget* parent)
    : LineEditor(setting, parent)
{
    line()->setAlignment(Qt::AlignRight);
    line()->setMaximumWidth(numberWidth);
    auto* row = static_cast<QHBoxLayout*>(layout());
    if (!setting.unit().isEmpty()) {
        auto* unit = new QLabel(setting.unit(), this);
        unit->setProperty("tone", "dim");
        row->addWidget(unit);
    }
    row->setStretch(0, numberWidth);
    row->addStretch(1);
}

std::optional<config::Value> NumberEditor::read(const QString& text) const
{
    const config::Form& form = setting().forms.front();
    const std::string written = toStd(text);
    if (config::isPlaceholder(written))
        return config::Value(written);
    const config::Scalar scalar = config::readPlainScalar(written);
    const auto fit = config::schema::fit(form, scalar);
    if (fit != config::schema::Fit::fits)
        return {};
    if (form.kind == config::FormKind::integer) {
        const auto number = config::schema::toInteger(scalar);
        return number ? std::optional<config::Value>(*number) : std::nullopt;
    }
    const auto number = config::schema::toNumber(scalar);
    return number ? std::optional<config::Value>(numberValue(*number)) : std::nullopt;
}

bool NumberEditor::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            step(key == Qt::Key_Up ? 1 : -1);
            return true;
        }
    }
    return LineEditor::eventFilter(object, event);
}

void NumberEditor::step(int by)
{
    const QString from = line()->text().isEmpty() ? line()->placeholderText() : line()->text();
    bool isNumber = false;
    const double number = from.toDouble(&isNumber);
    const QString next
        = toQt(config::writeFlow(numberValue(isNumber ? number + by : std::max(by, 0))));
    if (!read(next))
        return;
    line()->setText(next);
    emit line()->textEdited(next);
}

TextEditor::TextEditor(const Setting& setting, QWidget* parent)
    : LineEditor(setting, parent)
{
}

std::optional<config::Value> TextEditor::read(const QString& text) const
{
    const config::Form& form = setting().forms.front();
    const std::string written = toStd(text);
    if (config::isPlaceholder(written)
        || config::schema::fit(form, config::Scalar(written)) == config::schema::Fit::fits)
        return config::Value(written);
    return {};
}

SecretEditor::SecretEditor(const Setting& setting, QWidget* parent)
    : LineEditor(setting, parent)
{
    line()->setToolTip(
        tr("Keys are never kept in the file: name an environment variable, as in ${NAME}."));
}

std::optional<config::Value> SecretEditor::read(const QString& text) const
{
    const std::string written = toStd(text);
    if (!config::isEnvironmentReference(written))
        return {};
    return config::Value(written);
}

} // namespace poolscope::gui
