// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/settings/kept_text.h"

#include "app/gui/widgets/theme.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace poolscope::gui {

namespace {

constexpr qsizetype shownLines = 8;
constexpr qsizetype shownColumns = 60;

} // namespace

KeptText::KeptText(const Setting& setting, QWidget* parent)
    : SettingEditor(setting, parent)
    , m_text(new QLabel(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* open = new QPushButton(tr("Edit in YAML"), this);
    open->setProperty("role", "link");
    open->setAccessibleName(tr("Edit %1 in YAML").arg(setting.key()));
    connect(
        open, &QPushButton::clicked, this, [this] { emit revealRequested(this->setting().place); });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(m_text, 1);
    layout->addWidget(open, 0, Qt::AlignTop);
    setFocusProxy(open);
}

void KeptText::showSetting()
{
    m_text->setFont(
        isSet() ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : fontOf(TextSize::body));
    setStyled(m_text, "tone", isSet() ? QVariant() : QVariant(QStringLiteral("dim")));
    if (!isSet()) {
        m_text->setText(tr("not set"));
        return;
    }
    QStringList lines = sourceOf(*snapshot(), node()).split(QLatin1Char('\n'));
    if (lines.size() > shownLines)
        lines = lines.mid(0, shownLines) << QStringLiteral("\u2026");
    for (QString& line : lines)
        if (line.size() > shownColumns)
            line = line.left(shownColumns) + QStringLiteral("\u2026");
    m_text->setText(lines.join(QLatin1Char('\n')));
}

} // namespace poolscope::gui
