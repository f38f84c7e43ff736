// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/window/endpoint_bar.h"

#include "app/gui/qt.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace poolscope::gui {

namespace {

using Kind = EndpointChoice::Kind;

/// The entry that asks for an address; its place is behind the kinds.
constexpr int other = 100;

} // namespace

EndpointBar::EndpointBar(RunController& runs, QWidget* parent)
    : QWidget(parent)
    , m_runs(runs)
    , m_choice(new QComboBox(this))
    , m_dot(new QLabel(this))
    , m_state(new QLabel(this))
{
    auto* label = new QLabel(tr("Endpoint"), this);
    label->setProperty("tone", "dim");
    label->setBuddy(m_choice);
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_choice->setMinimumWidth(120);
    m_choice->setMaximumWidth(320);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(18);
    m_choice->setObjectName(QStringLiteral("endpoint"));
    m_choice->setAccessibleName(tr("Endpoint"));
    m_dot->setFixedSize(8, 8);
    m_state->setMinimumWidth(0);
    m_state->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(label);
    layout->addWidget(m_choice);
    layout->addWidget(m_dot);
    layout->addWidget(m_state, 1);
    layout->addStretch();
    fill();
    connect(m_choice, &QComboBox::activated, this, &EndpointBar::choose);
    connect(&runs, &RunController::endpointChanged, this, &EndpointBar::showState);
}

/// Without room for a word or two the dot and its tool tip have to do.
void EndpointBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    constexpr int roomForWords = 380;
    m_state->setVisible(width() >= roomForWords);
}

void EndpointBar::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    const auto& server = snapshot->config.workload.server;
    const QString url = server && server->baseUrl ? toQt(*server->baseUrl) : QString();
    if (url == m_configUrl)
        return;
    m_configUrl = url;
    if (url.isEmpty() && m_runs.endpoint().kind == Kind::config)
        m_runs.setEndpoint({});
    fill();
}

void EndpointBar::fill()
{
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    m_choice->addItem(tr("Simulated endpoint"), static_cast<int>(Kind::simulated));
    if (!m_configUrl.isEmpty())
        m_choice->addItem(m_configUrl, static_cast<int>(Kind::config));
    if (m_runs.endpoint().kind == Kind::custom)
        m_choice->addItem(m_runs.endpoint().url, static_cast<int>(Kind::custom));
    m_choice->addItem(tr("Other address\u2026"), other);
    m_choice->setCurrentIndex(m_choice->findData(static_cast<int>(m_runs.endpoint().kind)));
}

void EndpointBar::choose(int index)
{
    const int chosen = m_choice->itemData(index).toInt();
    if (chosen == other) {
        const QString url = dialogs::askForText(this, tr("Endpoint"),
            tr("Base URL of an OpenAI-compatible server, as in http://localhost:8000"),
            m_runs.endpoint().url);
        if (!url.trimmed().isEmpty())
            m_runs.setEndpoint({ Kind::custom, url.trimmed() });
    } else {
        m_runs.setEndpoint({ static_cast<Kind>(chosen), m_runs.endpoint().url });
    }
    fill();
}

void EndpointBar::showState()
{
    using Reachability = RunController::Reachability;
    const Reachability state = m_runs.reachability();
    const QColor color = state == Reachability::reachable ? theme().good
        : state == Reachability::unreachable              ? theme().bad
                                                          : theme().dim;
    m_dot->setStyleSheet(dotStyle(color));
    m_state->setText(m_runs.endpointText());
    m_state->setToolTip(m_runs.endpointText());
    m_dot->setToolTip(m_runs.endpointText());
    m_state->setStyleSheet(QStringLiteral("color: %1;").arg(color.name()));
}

} // namespace poolscope::gui
