// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/window/status_line.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QLabel>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr int messageMs = 6000;

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent)
    , m_position(new QLabel(this))
    , m_seed(new QLabel(this))
    , m_body(new QLabel(this))
    , m_pool(new QLabel(this))
    , m_run(new QLabel(this))
    , m_problems(new QPushButton(this))
{
    setSizeGripEnabled(false);
    for (QLabel* label : { m_position, m_seed, m_body, m_pool, m_run }) {
        label->setProperty("tone", "dim");
        label->setContentsMargins(grid, 0, grid, 0);
    }
    m_problems->setProperty("role", "link");
    m_problems->setObjectName(QStringLiteral("problemCount"));
    for (QWidget* widget :
        std::initializer_list<QWidget*>{ m_position, m_seed, m_body, m_pool, m_problems, m_run })
        addPermanentWidget(widget);
    connect(m_problems, &QPushButton::clicked, this, &StatusLine::problemsRequested);
}

void StatusLine::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    m_seed->setText(snapshot->isSeedDefault ? tr("seed %1 (default)").arg(snapshot->seed)
                                            : tr("seed %1").arg(snapshot->seed));
    m_body->setText(snapshot->plan
            ? tr("body %1/request").arg(toQt(base::formatBytes(snapshot->bodyBytes)))
            : QString());
    const auto& diagnostics = snapshot->diagnostics();
    const auto number = [&](config::Severity severity) {
        return static_cast<int>(std::count_if(diagnostics.begin(), diagnostics.end(),
            [&](const config::Diagnostic& diagnostic) { return diagnostic.severity == severity; }));
    };
    const int errors = number(config::Severity::error);
    const int warnings = number(config::Severity::warning);
    QStringList parts;
    if (errors > 0)
        parts << counted(errors, tr("%1 error"), tr("%1 errors"));
    if (warnings > 0)
        parts << counted(warnings, tr("%1 warning"), tr("%1 warnings"));
    if (const int notes = number(config::Severity::info); notes > 0)
        parts << counted(notes, tr("%1 note"), tr("%1 notes"));
    m_problems->setText(parts.isEmpty() ? tr("no problems") : parts.join(QStringLiteral(", ")));
    const QColor color = errors > 0 ? theme().bad : warnings > 0 ? theme().warning : theme().dim;
    m_problems->setStyleSheet(QStringLiteral("color: %1; font-weight: normal;").arg(color.name()));
}

void StatusLine::setPosition(int line, int column)
{
    m_position->setText(tr("Ln %1, Col %2").arg(line).arg(column));
}

void StatusLine::setRendered(std::size_t done, std::size_t total, std::size_t bytes)
{
    m_pool->setText(total == 0
            ? QString()
            : tr("pool %1, %2/%3 rendered")
                  .arg(toQt(base::formatBytes(static_cast<double>(bytes))),
                      toQt(base::formatCount(done)), toQt(base::formatCount(total))));
}

void StatusLine::setRunState(const QString& text)
{
    m_run->setText(text);
}

void StatusLine::say(const QString& text, bool isError)
{
    setStyleSheet(
        isError ? QStringLiteral("QStatusBar { color: %1; }").arg(theme().bad.name()) : QString());
    showMessage(text, isError ? 2 * messageMs : messageMs);
}

} // namespace poolscope::gui
