// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/setting_row.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr int labelWidth = 200;
constexpr int leastLabel = 96;

bool isOpenAtFirst(const Setting& setting, int depth)
{
    constexpr int openDepth = 1;
    return depth <= openDepth && !isDistribution(setting.forms.front());
}

RowMarks::Button buttonOf(const Setting& setting)
{
    if (!setting.field)
        return RowMarks::Button::remove;
    // Blocks have a switch of their own; what must be given has no default to go back to.
    const bool isResettable
        = setting.forms.front().kind != config::FormKind::block && !setting.field->isRequired;
    return isResettable ? RowMarks::Button::reset : RowMarks::Button::none;
}

} // namespace

int depthIn(const QWidget* widget)
{
    int depth = 0;
    for (; widget; widget = widget->parentWidget())
        depth += qobject_cast<const SettingRow*>(widget) ? 1 : 0;
    return depth;
}

SettingRow::SettingRow(const Setting& setting, int depth, QWidget* parent)
    : SettingEditor(setting, parent)
    , m_depth(depth)
    , m_editor(makeEditor(setting, this))
    , m_label(new QLabel(this))
{
    setProperty("place", toQt(config::toString(setting.place)));
    const int width = std::max(leastLabel, labelWidth - depth * dotWidth);
    m_grid = makeRowGrid(this, width);
    m_marks = new RowMarks(setting, title(), buttonOf(setting), this);
    const QString tip = tipOf(setting);
    m_label->setText(m_label->fontMetrics().elidedText(title(), Qt::ElideRight, width - grid));
    m_label->setToolTip(tip);
    m_label->setBuddy(m_editor);
    m_label->setFixedWidth(width);
    m_label->setMinimumHeight(lineHeight);
    if (m_editor->toolTip().isEmpty())
        m_editor->setToolTip(tip);
    adopt(m_editor);
    connect(m_editor, &SettingEditor::editRequested, this, [this] {
        if (!isSet())
            m_wish = true; // what is added is shown
    });
    connect(m_editor, &SettingEditor::bodyChanged, this, [this] {
        if (m_body)
            m_body->deleteLater();
        m_body = nullptr;
    });
    connect(m_marks, &RowMarks::removalRequested, this, [this] {
        if (m_marks->hasFocus())
            open(this->setting().place)->setFocus();
        requestRemoval();
    });
    layOut();
}

QString SettingRow::title() const
{
    bool isNumber = false;
    const int index = setting().key().toInt(&isNumber);
    return isEntry() && isNumber ? QString::number(index + 1) : setting().key();
}

/// The control beside its label, or below where there is no room.
void SettingRow::layOut()
{
    QWidget* label = m_fold && m_editor->hasBody() ? static_cast<QWidget*>(m_fold) : m_label;
    m_label->setVisible(label == m_label);
    if (m_fold)
        m_fold->setVisible(label == m_fold);
    m_grid->addWidget(label, 0, labelColumn, Qt::AlignTop);
    if (m_isNarrow)
        m_grid->addWidget(m_editor, 1, labelColumn, 1, 2, Qt::AlignTop);
    else
        m_grid->addWidget(m_editor, 0, editorColumn, Qt::AlignVCenter);
    m_marks->layOut();
    if (m_body)
        m_grid->addWidget(m_body, 2, labelColumn, 1, 3);
}

void SettingRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitWidth();
}

QSize SettingRow::minimumSizeHint() const
{
    return { 0, QWidget::minimumSizeHint().height() };
}

void SettingRow::fitWidth()
{
    const int room = width() - dotWidth - m_label->minimumWidth() - buttonWidth;
    const bool isNarrow = room < m_editor->minimumSizeHint().width();
    if (isNarrow == m_isNarrow)
        return;
    m_isNarrow = isNarrow;
    layOut();
}

void SettingRow::showSetting()
{
    m_editor->setSnapshot(snapshot());
    if (!isSet())
        m_wish = m_wish.value_or(false) && m_body && m_body->isVisible() ? m_wish : std::nullopt;
    m_marks->show(isSet());
    showBody();
    showErrors();
    fitWidth();
}

bool SettingRow::isOpen() const
{
    return m_wish.value_or(isSet() && isOpenAtFirst(setting(), m_depth));
}

void SettingRow::setOpen(bool isOpen)
{
    m_wish = isOpen;
    if (snapshot())
        showBody();
}

void SettingRow::showBody()
{
    const bool hasBody = m_editor->hasBody();
    if (hasBody && !m_fold) {
        m_fold = new QPushButton(this);
        m_fold->setProperty("role", "fold");
        m_fold->setToolTip(m_label->toolTip());
        m_fold->setAccessibleName(title());
        m_fold->setFixedSize(m_label->minimumWidth() - grid, lineHeight);
        connect(m_fold, &QPushButton::clicked, this, [this] { setOpen(!isOpen()); });
        layOut();
        orderTabsSoon(this);
    } else if (m_fold && m_fold->isHidden() == hasBody) {
        layOut();
    }
    const bool isShown = hasBody && isOpen();
    if (m_fold) {
        m_fold->setText(
            (isShown ? QStringLiteral("\u25be ") : QStringLiteral("\u25b8 ")) + m_label->text());
        m_fold->setAccessibleDescription(isShown ? tr("unfolded") : tr("folded"));
    }
    if (isShown && !m_body) {
        m_body = m_editor->makeBody(this);
        adopt(m_body);
        m_grid->addWidget(m_body, 2, labelColumn, 1, 3);
        m_grid->setRowMinimumHeight(2, 0);
        orderTabsSoon(this);
    }
    if (m_body) {
        m_body->setVisible(isShown);
        if (isShown)
            m_body->setSnapshot(snapshot());
    }
}

void SettingRow::showErrors()
{
    const config::Diagnostic* error = errorAt(*snapshot(), setting().place);
    const QVariant tone = error ? QVariant(QStringLiteral("bad")) : QVariant();
    const QString tip = error ? sentenceOf(*error) + QLatin1Char('\n') : QString();
    for (QWidget* widget : { static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_fold) }) {
        if (!widget)
            continue;
        if (error || widget->property("tone") != tone)
            widget->setToolTip(tip + tipOf(setting()));
        setStyled(widget, "tone", tone);
    }
}

QWidget* SettingRow::open(const config::Path& path)
{
    if (path.size() > setting().place.size() && m_editor->hasBody()) {
        setOpen(true);
        if (QWidget* control = m_body ? m_body->open(path) : nullptr)
            return control;
    }
    QWidget* control = m_editor->open(path);
    const bool canFocus = control->focusPolicy() != Qt::NoFocus && !control->isHidden();
    return canFocus || !m_fold ? control : m_fold;
}

} // namespace poolscope::gui
