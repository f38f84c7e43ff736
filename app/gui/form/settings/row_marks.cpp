// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/row_marks.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"

#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

namespace poolscope::gui {

namespace {

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

QGridLayout* makeRowGrid(QWidget* row, int labelWidth)
{
    auto* layout = new QGridLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->setColumnMinimumWidth(dotColumn, dotWidth);
    layout->setColumnMinimumWidth(labelColumn, labelWidth);
    layout->setColumnMinimumWidth(buttonColumn, buttonWidth);
    // However narrow the control is, the rest of the room is behind it.
    layout->setColumnStretch(editorColumn, 1);
    layout->addItem(new QSpacerItem(0, 0, QSizePolicy::Expanding), 0, editorColumn);
    return layout;
}

RowMarks::RowMarks(const Setting& setting, const QString& title, Button button, QWidget* row)
    : QObject(row)
    , m_field(setting.field)
    , m_title(title)
    , m_kind(button)
    , m_row(row)
{
    row->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this,
        [this] { setActive(m_row->underMouse() || holdsFocus()); });
}

bool RowMarks::hasFocus() const
{
    return m_button && m_button->hasFocus();
}

bool RowMarks::holdsFocus() const
{
    const QWidget* focused = QApplication::focusWidget();
    return focused && m_row->isAncestorOf(focused);
}

bool RowMarks::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::Enter)
        setActive(true);
    else if (event->type() == QEvent::Leave)
        setActive(holdsFocus());
    return QObject::eventFilter(object, event);
}

void RowMarks::setActive(bool isActive)
{
    if (isActive == m_isActive)
        return;
    m_isActive = isActive;
    showButton();
}

void RowMarks::show(bool isSet)
{
    m_isSet = isSet;
    showDot();
    showButton();
}

void RowMarks::showDot()
{
    if (!m_dot && m_isSet && m_field) {
        m_dot = new ChangedDot(m_row);
        m_dot->setObjectName(QStringLiteral("changed"));
        m_dot->setFixedSize(dotWidth, lineHeight);
        const QString text = m_field->standard == "null"
            ? tr("set in the file; no default")
            : tr("set in the file; default: %1").arg(toQt(m_field->standard));
        m_dot->setToolTip(text);
        m_dot->setAccessibleName(text);
        layOut();
    }
    if (m_dot)
        m_dot->setVisible(m_isSet);
}

void RowMarks::showButton()
{
    const bool isShown
        = m_isSet && (m_kind == Button::remove || (m_kind == Button::reset && m_isActive));
    if (!m_button && isShown) {
        const bool isRemoval = m_kind == Button::remove;
        m_button = new QToolButton(m_row);
        m_button->setProperty("role", "flat");
        m_button->setObjectName(isRemoval ? QStringLiteral("remove") : QStringLiteral("reset"));
        m_button->setText(isRemoval ? QStringLiteral("\u00d7") : QStringLiteral("\u21ba"));
        const QString text
            = (isRemoval ? tr("Remove %1") : tr("Reset %1 to its default")).arg(m_title);
        m_button->setToolTip(text);
        m_button->setAccessibleName(text);
        m_button->setFixedSize(buttonWidth - 2, lineHeight - 2);
        connect(m_button, &QToolButton::clicked, this, &RowMarks::removalRequested);
        layOut();
        orderTabsSoon(m_row);
    }
    if (m_button)
        m_button->setVisible(isShown);
}

void RowMarks::layOut()
{
    auto* layout = static_cast<QGridLayout*>(m_row->layout());
    if (m_dot)
        layout->addWidget(m_dot, 0, dotColumn, Qt::AlignTop);
    if (m_button)
        layout->addWidget(m_button, 0, buttonColumn, Qt::AlignTop | Qt::AlignRight);
}

} // namespace poolscope::gui
