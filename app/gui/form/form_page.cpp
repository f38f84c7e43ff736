// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/form/form_page.h"

#include "app/gui/form/form_row.h"
#include "app/gui/form/settings/row_marks.h"
#include "app/gui/form/settings/settings_list.h"
#include "app/gui/qt.h"
#include "app/gui/widgets/note_bar.h"
#include "app/gui/widgets/theme.h"
#include "core/config/schema.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace poolscope::gui {

namespace {

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

bool isWithin(const config::Path& path, const config::Path& root)
{
    return path.size() >= root.size() && std::equal(root.begin(), root.end(), path.begin());
}

} // namespace

FormPage::FormPage(const QString& title, config::Path root, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_root(std::move(root))
    , m_subtitle(new QLabel(this))
    , m_body(new QWidget(this))
    , m_column(new QVBoxLayout(m_body))
    , m_notes(new QVBoxLayout)
{
    setObjectName(QStringLiteral("page"));
    setAttribute(Qt::WA_StyledBackground);
    m_subtitle->setProperty("tone", "dim");
    m_subtitle->setWordWrap(true);
    m_subtitle->setContentsMargins(dotWidth, 0, pageMargin - pageEdge, 0);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(grid);
    m_notes->setContentsMargins(dotWidth, 0, pageMargin - pageEdge, 0);
    m_notes->setSpacing(grid);

    // The marks of rows stand in the margins.
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(pageMargin - dotWidth, 0, pageEdge, grid * 2);
    layout->setSpacing(grid / 2);
    layout->addWidget(m_subtitle);
    layout->addSpacing(grid);
    layout->addWidget(m_body);
    layout->addSpacing(grid);
    layout->addLayout(m_notes);
    layout->addStretch(1);
    setEnabled(false); // until there is something to edit
}

FormRow* FormPage::addRow(const QString& label, QWidget* control, const config::Path& place,
    const std::vector<config::Path>& more)
{
    std::vector<config::Path> places{ place };
    places.insert(places.end(), more.begin(), more.end());
    auto* row = new FormRow(label, control, std::move(places), m_body);
    connect(row, &FormRow::resetRequested, this, [this, row] {
        if (row->isAncestorOf(QApplication::focusWidget()))
            focusPath(row->place()); // the button goes
        reset(*row);
    });
    addWide(row);
    m_rows.push_back(row);
    return row;
}

void FormPage::reset(const FormRow& row)
{
    std::vector<FieldEdit> edits;
    for (const config::Path& place : row.setPlaces())
        edits.push_back({ place, {} });
    edit(edits, tr("Reset %1").arg(row.control()->accessibleName()));
}

void FormPage::addGap()
{
    auto* spacer = new QWidget(m_body);
    spacer->setFixedHeight(1);
    addWide(spacer);
}

void FormPage::addWide(QWidget* part)
{
    m_column->addWidget(part);
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
void FormPage::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    m_column->setSpacing(isNarrow ? grid / 2 : grid);
    for (FormRow* row : m_rows)
        row->setNarrow(isNarrow);
}

void FormPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // The viewport counts: the page itself never gets narrower than its widest row.
    const int room = parentWidget() ? parentWidget()->width() : width();
    if ((room < narrowWidth) != m_isNarrow)
        setNarrow(!m_isNarrow);
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
    layout->setContentsMargins(dotWidth, grid, pageMargin - pageEdge, 0);
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
    setEnabled(true);
    show(snapshot);
    for (FormRow* row : m_rows)
        row->setSnapshot(*snapshot);
    if (m_settings)
        m_settings->setSnapshot(snapshot);
    showNotes(*snapshot);
    markErrors(*snapshot);
}

bool FormPage::owns(const config::Path& path) const
{
    return isWithin(path, m_root);
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
    for (const FormRow* row : m_rows) {
        const bool hasError = errorAt(snapshot, row->place()) != nullptr;
        QList<QWidget*> widgets = row->control()->findChildren<QWidget*>();
        widgets << row->control();
        for (QWidget* widget : widgets)
            setStyled(widget, "state", hasError ? QVariant(QStringLiteral("error")) : QVariant());
    }
}

QWidget* FormPage::controlFor(const config::Path& path)
{
    QWidget* best = nullptr;
    std::size_t bestLength = 0;
    for (const FormRow* row : m_rows) {
        const std::size_t length = row->place().size();
        const bool isHidden = row->isHidden() || m_body->isHidden();
        if (isWithin(path, row->place()) && length >= bestLength && !isHidden) {
            best = row->control();
            bestLength = length;
        }
    }
    const bool isExact = best
        && (bestLength == path.size()
            || best->property("parts").toStringList().contains(
                toQt(path.empty() ? std::string() : path.back())));
    if (!isExact && m_settings && m_settings->has(path))
        return m_settings->open(path);
    if (best || path.size() > m_root.size())
        return best;
    // The page as a whole: its first control.
    return m_body->isHidden() && m_empty ? m_empty->findChild<QPushButton*>()
        : m_rows.empty()                 ? nullptr
                                         : m_rows.front()->control();
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
