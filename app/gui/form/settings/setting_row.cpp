// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/setting_row.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"

#include <QApplication>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr int labelWidth = 200;
constexpr int leastLabel = 96;
constexpr int indent = grid * 2; ///< also what the dot has
constexpr int buttonWidth = 26;

enum Column { dotColumn, labelColumn, editorColumn, buttonColumn };

/// Says that the text sets a key.
class ChangedDot : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().accent);
        constexpr double size = 6;
        painter.drawEllipse(QRectF(0, (height() - size) / 2, size, size));
    }
};

bool isOpenAtFirst(const Setting& setting, int depth)
{
    constexpr int openDepth = 1;
    return depth <= openDepth && !isDistribution(setting.forms.front());
}

void collect(QWidget* widget, QList<QWidget*>& found);

void collect(QLayout* layout, QList<QWidget*>& found)
{
    for (int i = 0; i < layout->count(); ++i) {
        QLayoutItem* item = layout->itemAt(i);
        if (item->widget())
            collect(item->widget(), found);
        else if (item->layout())
            collect(item->layout(), found);
    }
}

void collect(QWidget* widget, QList<QWidget*>& found)
{
    if ((widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy())
        found << widget;
    if (widget->layout())
        collect(widget->layout(), found);
}

} // namespace

void orderTabsSoon(QWidget* widget)
{
    QWidget* page = widget;
    while (page && page->objectName() != QLatin1String("page"))
        page = page->parentWidget();
    if (!page || page->property("isOrdering").toBool())
        return;
    page->setProperty("isOrdering", true);
    QTimer::singleShot(0, page, [page] {
        page->setProperty("isOrdering", false);
        QList<QWidget*> controls;
        collect(page->layout(), controls);
        for (qsizetype i = 1; i < controls.size(); ++i)
            QWidget::setTabOrder(controls[i - 1], controls[i]);
    });
}

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
    , m_grid(new QGridLayout(this))
    , m_label(new QLabel(this))
{
    setProperty("place", toQt(config::toString(setting.place)));
    const int width = std::max(leastLabel, labelWidth - depth * indent);
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
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        const bool isActive
            = underMouse() || (now && m_editor->isAncestorOf(now)) || (m_button && now == m_button);
        if (isActive != m_isActive) {
            m_isActive = isActive;
            showButton();
        }
    });
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(0);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnMinimumWidth(dotColumn, indent);
    m_grid->setColumnMinimumWidth(labelColumn, width);
    m_grid->setColumnMinimumWidth(buttonColumn, buttonWidth);
    m_grid->setColumnStretch(editorColumn, 1);
    layOut();
}

SettingRow::~SettingRow()
{
    // The focus leaves controls that end after the row has ended.
    disconnect(qApp, nullptr, this, nullptr);
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
    if (m_dot)
        m_grid->addWidget(m_dot, 0, dotColumn);
    m_grid->addWidget(label, 0, labelColumn, Qt::AlignTop);
    if (m_isNarrow)
        m_grid->addWidget(m_editor, 1, labelColumn, 1, 2, Qt::AlignTop);
    else
        m_grid->addWidget(m_editor, 0, editorColumn, Qt::AlignVCenter);
    if (m_button)
        m_grid->addWidget(m_button, 0, buttonColumn, Qt::AlignTop | Qt::AlignRight);
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
    const int room = width() - indent - m_label->minimumWidth() - buttonWidth;
    const bool isNarrow = room < m_editor->minimumSizeHint().width();
    if (isNarrow == m_isNarrow)
        return;
    m_isNarrow = isNarrow;
    layOut();
}

void SettingRow::enterEvent(QEnterEvent* event)
{
    QWidget::enterEvent(event);
    m_isActive = true;
    showButton();
}

void SettingRow::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    const QWidget* focused = QApplication::focusWidget();
    m_isActive = focused && (m_editor->isAncestorOf(focused) || focused == m_button);
    showButton();
}

void SettingRow::showSetting()
{
    m_editor->setSnapshot(snapshot());
    if (!isSet())
        m_wish = m_wish.value_or(false) && m_body && m_body->isVisible() ? m_wish : std::nullopt;
    showDot();
    showBody();
    showButton();
    showErrors();
    fitWidth();
}

void SettingRow::showDot()
{
    if (isEntry() || (!m_dot && !isSet()))
        return;
    if (!m_dot) {
        m_dot = new ChangedDot(this);
        m_dot->setObjectName(QStringLiteral("changed"));
        m_dot->setFixedSize(indent, lineHeight);
        m_grid->addWidget(m_dot, 0, dotColumn, Qt::AlignTop);
        const std::string_view standard = setting().field->standard;
        const QString text = standard == "null"
            ? tr("set in the file; no default")
            : tr("set in the file; default: %1").arg(toQt(standard));
        m_dot->setToolTip(text);
        m_dot->setAccessibleName(text);
    }
    m_dot->setVisible(isSet());
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

void SettingRow::showButton()
{
    const bool isRemoval = isEntry();
    // Blocks have a switch of their own.
    const bool isResettable
        = setting().field && setting().forms.front().kind != config::FormKind::block;
    const bool isShown = snapshot() && isSet() && (isRemoval || (isResettable && m_isActive));
    if (!m_button && isShown) {
        m_button = new QToolButton(this);
        m_button->setProperty("role", "flat");
        m_button->setObjectName(isRemoval ? QStringLiteral("remove") : QStringLiteral("reset"));
        m_button->setText(isRemoval ? QStringLiteral("\u00d7") : QStringLiteral("\u21ba"));
        const QString text = isRemoval ? tr("Remove %1").arg(title())
                                       : tr("Reset %1 to its default").arg(setting().key());
        m_button->setToolTip(text);
        m_button->setAccessibleName(text);
        m_button->setFixedSize(buttonWidth - 2, lineHeight - 2);
        connect(m_button, &QToolButton::clicked, this, [this] {
            if (m_button->hasFocus())
                open(setting().place)->setFocus();
            requestRemoval();
        });
        layOut();
        orderTabsSoon(this);
    }
    if (m_button)
        m_button->setVisible(isShown);
}

void SettingRow::showErrors()
{
    const std::string place = config::toString(setting().place);
    const auto& all = snapshot()->diagnostics();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& diagnostic) {
        const std::string& path = diagnostic.path;
        const bool isHere = path == place;
        const bool isBelow
            = path.starts_with(place) && path.size() > place.size() && path[place.size()] == '.';
        return diagnostic.severity == config::Severity::error && (isHere || isBelow);
    });
    const QVariant tone = found != all.end() ? QVariant(QStringLiteral("bad")) : QVariant();
    const QString tip = found != all.end() ? sentenceOf(*found) + QLatin1Char('\n') : QString();
    for (QWidget* widget : { static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_fold) }) {
        if (!widget)
            continue;
        const bool isOther = widget->property("tone") != tone;
        if (isOther || !tip.isEmpty())
            widget->setToolTip(tip + tipOf(setting()));
        if (!isOther)
            continue;
        widget->setProperty("tone", tone);
        widget->style()->unpolish(widget);
        widget->style()->polish(widget);
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
