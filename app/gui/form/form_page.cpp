// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/form_page.h"

#include "app/gui/form/settings/settings_list.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/note_bar.h"
#include "app/gui/widgets/theme.h"
#include "core/config/schema.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr int labelWidth = 132;
constexpr int narrowWidth = 520;
constexpr std::size_t maxNotes = 6;

Tone toneOf(config::Severity severity)
{
    switch (severity) {
    case config::Severity::error:
        return Tone::error;
    case config::Severity::warning:
        return Tone::warning;
    case config::Severity::info:
        return Tone::info;
    }
    return Tone::info;
}

bool isBelow(const std::string& path, const std::string& root)
{
    return path == root
        || (path.starts_with(root) && path.size() > root.size() && path[root.size()] == '.');
}

} // namespace

void FormPage::Row::setVisible(bool isVisible) const
{
    label->setVisible(isVisible);
    control->setVisible(isVisible);
}

FormPage::FormPage(const QString& title, config::Path root, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_root(std::move(root))
    , m_subtitle(new QLabel(this))
    , m_body(new QWidget(this))
    , m_grid(new QGridLayout(m_body))
    , m_notes(new QVBoxLayout)
{
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    m_subtitle->setProperty("tone", "dim");
    m_subtitle->setWordWrap(true);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(grid);
    m_grid->setVerticalSpacing(grid);
    m_grid->setColumnStretch(1, 1);
    m_notes->setSpacing(grid);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid * 5 / 2, 0, grid * 5 / 2, grid * 2);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_subtitle);
    layout->addSpacing(grid);
    layout->addWidget(m_body);
    layout->addSpacing(grid);
    layout->addLayout(m_notes);
    layout->addStretch(1);
}

FormPage::Row FormPage::addRow(const QString& label, QWidget* control, const config::Path& path)
{
    auto* text = new QLabel(label, m_body);
    text->setProperty("tone", "dim");
    text->setBuddy(control);
    control->setAccessibleName(label);
    control->setProperty("place", toQt(config::toString(path)));
    if (const config::Field* field = config::fieldAt(path)) {
        text->setToolTip(toQt(field->help));
        if (control->toolTip().isEmpty())
            control->setToolTip(toQt(field->help));
    }
    m_rows.push_back({ text, control });
    layOutRows();
    m_controls.emplace_back(path, control);
    return { text, control };
}

void FormPage::addGap()
{
    auto* spacer = new QWidget(m_body);
    spacer->setFixedHeight(1);
    addWide(spacer);
}

void FormPage::addWide(QWidget* part)
{
    m_rows.push_back({ nullptr, part });
    layOutRows();
}

void FormPage::addSettings(std::vector<std::string> keys)
{
    const config::Field* field = config::fieldAt(m_root);
    m_settings = new SettingsSection(
        tr("All settings"), m_root, *field->forms.front().block, std::move(keys), this);
    adopt(m_settings);
    auto* column = static_cast<QVBoxLayout*>(layout());
    column->insertWidget(column->indexOf(m_body) + 1, m_settings);
    column->insertSpacing(column->indexOf(m_body) + 1, grid);
}

void FormPage::adopt(SettingEditor* editor)
{
    connect(editor, &SettingEditor::editRequested, this,
        [this](const std::vector<FieldEdit>& edits, const QString& label, const QString& mergeKey) {
            edit(edits, label, mergeKey);
        });
    connect(editor, &SettingEditor::revealRequested, this, &FormPage::revealRequested);
}

/// Labels beside their controls, or above them where there is no room.
void FormPage::layOutRows()
{
    m_grid->setColumnMinimumWidth(0, m_isNarrow ? 0 : labelWidth);
    int row = 0;
    for (const Row& entry : m_rows) {
        if (!entry.label) {
            m_grid->addWidget(entry.control, row++, 0, 1, 2);
            continue;
        }
        entry.label->setMinimumHeight(m_isNarrow ? 0 : 28);
        m_grid->addWidget(entry.label, row, 0, Qt::AlignTop | Qt::AlignLeft);
        if (m_isNarrow)
            m_grid->addWidget(entry.control, ++row, 0, 1, 2, Qt::AlignTop);
        else
            m_grid->addWidget(entry.control, row, 1, Qt::AlignTop);
        ++row;
    }
    m_grid->setVerticalSpacing(m_isNarrow ? grid / 2 : grid);
}

void FormPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // The viewport counts: the page itself never gets narrower than its widest row.
    const int room = parentWidget() ? parentWidget()->width() : width();
    if ((room < narrowWidth) == m_isNarrow)
        return;
    m_isNarrow = !m_isNarrow;
    layOutRows();
}

void FormPage::setSubtitle(const QString& text)
{
    m_subtitle->setText(text);
}

void FormPage::edit(const config::Path& path, const config::Value& value, const QString& label,
    const QString& mergeKey)
{
    emit editRequested({ { path, value } }, label, { mergeKey });
}

void FormPage::edit(
    const std::vector<FieldEdit>& edits, const QString& label, const QString& mergeKey)
{
    emit editRequested(edits, label, { mergeKey });
}

config::Path FormPage::at(std::initializer_list<std::string_view> parts) const
{
    config::Path path = m_root;
    for (const std::string_view part : parts)
        path.emplace_back(part);
    return path;
}

void FormPage::setEmptyState(
    const QString& sentence, const QString& action, std::function<void()> onAction)
{
    m_empty = new QWidget(this);
    auto* text = new QLabel(sentence, m_empty);
    text->setProperty("tone", "dim");
    text->setWordWrap(true);
    auto* button = new QPushButton(action, m_empty);
    button->setObjectName(QStringLiteral("emptyAction"));
    auto* layout = new QVBoxLayout(m_empty);
    layout->setContentsMargins(0, grid, 0, 0);
    layout->setSpacing(grid * 3 / 2);
    layout->addWidget(text);
    layout->addWidget(button, 0, Qt::AlignLeft);
    connect(button, &QPushButton::clicked, this, [onAction = std::move(onAction)] { onAction(); });
    static_cast<QVBoxLayout*>(this->layout())->insertWidget(2, m_empty);
    m_empty->hide();
}

void FormPage::showEmptyState(bool isEmpty)
{
    m_body->setVisible(!isEmpty);
    if (m_empty)
        m_empty->setVisible(isEmpty);
}

void FormPage::setSnapshot(const snapshot::SnapshotPtr& snapshot)
{
    show(snapshot);
    if (m_settings)
        m_settings->setSnapshot(snapshot);
    showNotes(*snapshot);
    markErrors(*snapshot);
}

bool FormPage::owns(const config::Path& path) const
{
    return path.size() >= m_root.size() && std::equal(m_root.begin(), m_root.end(), path.begin());
}

void FormPage::showNotes(const snapshot::Snapshot& snapshot)
{
    std::vector<const config::Diagnostic*> mine;
    for (const auto& diagnostic : snapshot.diagnostics())
        if (owns(config::parsePath(diagnostic.path)) && mine.size() < maxNotes)
            mine.push_back(&diagnostic);
    while (m_bars.size() < mine.size()) {
        auto* bar = new NoteBar(this);
        m_notes->addWidget(bar);
        m_bars.push_back(bar);
    }
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        m_bars[i]->setVisible(i < mine.size());
        if (i >= mine.size())
            continue;
        const config::Diagnostic& diagnostic = *mine[i];
        m_bars[i]->setNote(toneOf(diagnostic.severity), sentenceOf(diagnostic),
            diagnostic.fix ? toQt(diagnostic.fix->label) : tr("Show in YAML"));
        m_bars[i]->disconnect(this);
        connect(m_bars[i], &NoteBar::actionTriggered, this, [this, diagnostic] {
            if (diagnostic.fix)
                emit fixRequested(*diagnostic.fix);
            else
                emit revealRequested(config::parsePath(diagnostic.path));
        });
    }
}

void FormPage::markErrors(const snapshot::Snapshot& snapshot)
{
    for (const auto& [path, control] : m_controls) {
        const std::string place = config::toString(path);
        const bool hasError = std::any_of(snapshot.diagnostics().begin(),
            snapshot.diagnostics().end(), [&](const config::Diagnostic& diagnostic) {
                return diagnostic.severity == config::Severity::error
                    && isBelow(diagnostic.path, place);
            });
        const QVariant state = hasError ? QVariant(QStringLiteral("error")) : QVariant();
        QList<QWidget*> widgets = control->findChildren<QWidget*>();
        widgets << control;
        for (QWidget* widget : widgets) {
            if (widget->property("state") == state)
                continue;
            widget->setProperty("state", state);
            widget->style()->unpolish(widget);
            widget->style()->polish(widget);
        }
    }
}

QWidget* FormPage::controlFor(const config::Path& path)
{
    const std::string wanted = config::toString(path);
    QWidget* best = nullptr;
    std::size_t bestLength = 0;
    for (const auto& [place, control] : m_controls) {
        const std::string text = config::toString(place);
        const bool isHidden = control->isHidden() || m_body->isHidden();
        if (isBelow(wanted, text) && text.size() >= bestLength && !isHidden) {
            best = control;
            bestLength = text.size();
        }
    }
    const bool isExact = best
        && (bestLength == wanted.size()
            || best->property("parts").toStringList().contains(
                toQt(path.empty() ? std::string() : path.back())));
    if (!isExact && m_settings && m_settings->has(path))
        return m_settings->open(path);
    if (best || path.size() > m_root.size())
        return best;
    // The page as a whole: its first control.
    return m_body->isHidden() && m_empty ? m_empty->findChild<QPushButton*>()
        : m_controls.empty()             ? nullptr
                                         : m_controls.front().second;
}

bool FormPage::focusPath(const config::Path& path)
{
    QWidget* control = controlFor(path);
    if (!control)
        return false;
    if (control->focusPolicy() == Qt::NoFocus && !control->focusProxy())
        for (QWidget* part : control->findChildren<QWidget*>())
            if ((part->focusPolicy() & Qt::TabFocus) && !part->isHidden()) {
                control = part;
                break;
            }
    control->setFocus(Qt::OtherFocusReason);
    if (auto* line = qobject_cast<QLineEdit*>(control))
        line->selectAll();
    // What has just been made has no place yet.
    QTimer::singleShot(0, control, [control] {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        for (QWidget* above = control->parentWidget(); above; above = above->parentWidget())
            if (auto* area = qobject_cast<QScrollArea*>(above)) {
                area->ensureWidgetVisible(control, 0, grid * 8);
                return;
            }
    });
    return true;
}

} // namespace poolscope::gui
