// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/reuse/fit_dialog.h"

#include "app/gui/qt.h"
#include "app/gui/reuse/fit_words.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/note_bar.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"
#include "core/snapshot/pool_aim.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>

namespace poolscope::gui {

namespace {

constexpr int typingPauseMs = 400;

QLabel* dimLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setProperty("tone", "dim");
    return label;
}

void clear(QGridLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace

FitDialog::FitDialog(const QString& path, base::Modality modality, QWidget* parent)
    : QDialog(parent)
    , m_path(path)
    , m_modality(modality)
    , m_file(new QLabel(this))
    , m_form(new QComboBox(this))
    , m_field(new QLineEdit(this))
    , m_header(new QComboBox(this))
    , m_progress(new QProgressBar(this))
    , m_state(new QLabel(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_note(new NoteBar(this))
    , m_verdict(new QLabel(this))
    , m_remarks(new QLabel(this))
    , m_chart(new CurveChart(this))
    , m_advice(new QLabel(this))
    , m_apply(new QPushButton(this))
    , m_pause(new QTimer(this))
{
    setObjectName(QStringLiteral("fit"));
    setWindowTitle(tr("Fit to an Access Log"));
    setAttribute(Qt::WA_DeleteOnClose);
    setProperty("ground", "panel");
    const QSize room = parent->window()->size();
    resize(std::min(860, room.width() - grid * 8), std::min(640, room.height() - grid * 8));
    m_note->hide();
    m_note->setObjectName(QStringLiteral("fitNote"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(grid * 2, grid * 2, grid * 2, grid * 3 / 2);
    layout->setSpacing(grid);
    layout->addWidget(makeOptions());
    layout->addWidget(m_note);
    layout->addWidget(makeBody(), 1);
    layout->addWidget(makeButtons());
    m_pause->setSingleShot(true);
    m_pause->setInterval(typingPauseMs);
    connect(m_pause, &QTimer::timeout, this, &FitDialog::read);
    connect(&m_reader, &FitReader::progressed, this, &FitDialog::showProgress);
    connect(&m_reader, &FitReader::finished, this,
        [this](const std::shared_ptr<const FittedLog>& fitted) {
            m_fitted = fitted;
            showFitted();
        });
    connect(&m_reader, &FitReader::failed, this, [this](const base::Error& error) {
        setBusy(false);
        m_note->setNote(Tone::error, toQt(error.message) + QStringLiteral(". ") + toQt(error.hint));
        m_note->show();
    });
    read();
}

QString FitDialog::askForLog(QWidget* parent)
{
    QSettings settings;
    const QString key = QStringLiteral("fit/folder");
    const QString folder
        = settings.value(key, QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
              .toString();
    const QString path = dialogs::openFileName(parent, tr("Fit to an Access Log"), folder,
        tr("Access logs (*.csv *.tsv *.jsonl *.log *.txt *.gz);;All files (*)"));
    if (!path.isEmpty())
        settings.setValue(key, QFileInfo(path).absolutePath());
    return path;
}

QWidget* FitDialog::makeOptions()
{
    auto* options = new QWidget(this);
    m_file->setFont(fontOf(TextSize::body, QFont::DemiBold));
    m_file->setObjectName(QStringLiteral("logName"));
    auto* other = new QPushButton(tr("Another Log\u2026"), options);
    other->setObjectName(QStringLiteral("anotherLog"));
    other->setAutoDefault(false);
    m_form->setObjectName(QStringLiteral("logForm"));
    m_form->setAccessibleName(tr("Format of the log"));
    m_form->addItems(
        { tr("detect the format"), tr("one id per line"), tr("CSV or TSV"), tr("JSON lines") });
    m_header->setObjectName(QStringLiteral("logHeader"));
    m_header->setAccessibleName(tr("Header row"));
    m_header->addItems({ tr("detect a header"), tr("with a header"), tr("without a header") });
    m_field->setObjectName(QStringLiteral("logField"));
    m_field->setAccessibleName(tr("Column or path of the ids"));
    m_field->setPlaceholderText(tr("column, or path as images[].id"));
    m_field->setToolTip(tr("Where the ids are: a column by name or number, or a path in JSON. "
                           "Empty: as detected."));
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_progress->setAccessibleName(tr("Share of the log that is read"));
    m_state->setProperty("tone", "dim");
    m_cancel->setObjectName(QStringLiteral("cancelReading"));
    m_cancel->setProperty("role", "link");
    m_cancel->setAutoDefault(false);
    auto* layout = new QGridLayout(options);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    auto* head = new QHBoxLayout;
    head->setSpacing(grid);
    head->addWidget(m_file);
    head->addWidget(m_state, 1);
    head->addWidget(m_cancel);
    head->addWidget(other);
    layout->addLayout(head, 0, 0, 1, 3);
    layout->addWidget(m_form, 1, 0);
    layout->addWidget(m_field, 1, 1);
    layout->addWidget(m_header, 1, 2);
    layout->addWidget(m_progress, 2, 0, 1, 3);
    layout->setColumnStretch(1, 1);
    QSizePolicy kept = m_progress->sizePolicy(); // nothing jumps when it goes
    kept.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(kept);
    connect(other, &QPushButton::clicked, this, &FitDialog::chooseOther);
    connect(m_form, &QComboBox::activated, this, &FitDialog::read);
    connect(m_header, &QComboBox::activated, this, &FitDialog::read);
    connect(m_field, &QLineEdit::textEdited, m_pause, qOverload<>(&QTimer::start));
    connect(m_field, &QLineEdit::returnPressed, this, &FitDialog::read);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_reader.cancel();
        setBusy(false);
        m_state->setText(tr("stopped"));
    });
    return options;
}

QWidget* FitDialog::makeBody()
{
    m_body = new QWidget(this);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setFont(fontOf(TextSize::body, QFont::DemiBold));
    m_verdict->setWordWrap(true);
    m_remarks->setObjectName(QStringLiteral("remarks"));
    m_remarks->setProperty("tone", "dim");
    m_remarks->setWordWrap(true);
    m_chart->setObjectName(QStringLiteral("rankChart"));
    m_chart->setAccessibleName(tr("Uses by rank"));
    m_chart->setMinimumHeight(180);
    auto* figures = new QWidget(m_body);
    m_figures = new QGridLayout(figures);
    m_figures->setContentsMargins(0, 0, 0, 0);
    m_figures->setHorizontalSpacing(grid * 2);
    m_figures->setVerticalSpacing(grid / 2);
    m_figures->setColumnStretch(1, 1);
    auto* models = new QWidget(m_body);
    m_models = new QGridLayout(models);
    m_models->setContentsMargins(0, 0, 0, 0);
    m_models->setHorizontalSpacing(grid * 2);
    m_models->setVerticalSpacing(2);
    m_plot = new QWidget(m_body);
    auto* readOut = dimLabel({}, m_plot);
    connect(m_chart, &CurveChart::readOutChanged, readOut,
        [this, readOut] { readOut->setText(m_chart->readOut()); });
    auto* title = new QLabel(tr("Uses by rank"), m_plot);
    title->setFont(fontOf(TextSize::body, QFont::DemiBold));
    auto* left = new QVBoxLayout;
    left->setSpacing(grid * 2);
    left->addWidget(figures);
    left->addWidget(models);
    left->addStretch(1);
    auto* head = new QHBoxLayout;
    head->setSpacing(grid * 3 / 2);
    head->addWidget(title);
    head->addWidget(readOut, 1);
    auto* right = new QVBoxLayout(m_plot);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(grid / 2);
    right->addLayout(head);
    right->addWidget(m_chart, 1);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(grid * 3);
    columns->addLayout(left);
    columns->addWidget(m_plot, 1);
    auto* layout = new QVBoxLayout(m_body);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(m_verdict);
    layout->addLayout(columns, 1);
    layout->addWidget(m_remarks);
    return m_body;
}

QWidget* FitDialog::makeButtons()
{
    auto* foot = new QWidget(this);
    m_apply->setObjectName(QStringLiteral("applyFit"));
    m_apply->setProperty("role", "primary");
    m_apply->setText(m_modality == base::Modality::image ? tr("Apply to the Image Pool")
            : m_modality == base::Modality::video        ? tr("Apply to the Video Pool")
                                                         : tr("Apply to the Audio Pool"));
    m_apply->setEnabled(false);
    m_advice->setObjectName(QStringLiteral("fitAdvice"));
    m_advice->setProperty("tone", "dim");
    m_advice->setWordWrap(true);
    auto* close = new QPushButton(tr("Close"), foot);
    close->setAutoDefault(false);
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(m_advice, 1);
    layout->addWidget(m_apply);
    layout->addWidget(close);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, &FitDialog::apply);
    return foot;
}

void FitDialog::chooseOther()
{
    const QString path = askForLog(this);
    if (path.isEmpty())
        return;
    m_path = path;
    m_field->clear();
    m_form->setCurrentIndex(0);
    m_header->setCurrentIndex(0);
    read();
}

void FitDialog::read()
{
    m_pause->stop();
    reuse::LogFormat format;
    format.form = static_cast<reuse::LogForm>(m_form->currentIndex());
    format.header = static_cast<reuse::Header>(m_header->currentIndex());
    format.field = toStd(m_field->text().trimmed());
    m_file->setText(QFileInfo(m_path).fileName());
    m_file->setToolTip(QDir::toNativeSeparators(m_path));
    m_note->hide();
    setBusy(true);
    showProgress(0);
    m_reader.start(m_path, format);
}

void FitDialog::showProgress(double share)
{
    m_progress->setValue(static_cast<int>(share * m_progress->maximum()));
    m_state->setText(share < 1 ? tr("reading\u2026") : tr("fitting\u2026"));
}

/// What is shown of the log before stays, but cannot be applied.
void FitDialog::setBusy(bool isBusy)
{
    m_progress->setVisible(isBusy);
    m_cancel->setVisible(isBusy);
    m_body->setEnabled(!isBusy);
    m_apply->setEnabled(false);
    m_state->clear();
    m_advice->clear();
}

void FitDialog::showFitted()
{
    setBusy(false);
    const reuse::Fit& fit = m_fitted->fit;
    m_verdict->setText(toQt(fit.verdict) + QLatin1Char('.'));
    QStringList remarks;
    for (const std::string& remark : fit.remarks)
        remarks << toQt(remark) + QLatin1Char('.');
    for (const reuse::BadLine& bad : m_fitted->log.firstBadLines)
        remarks << tr("Line %1 is left out: %2.").arg(bad.line).arg(toQt(bad.reason));
    m_remarks->setText(remarks.join(QLatin1Char('\n')));
    m_field->setPlaceholderText(
        m_fitted->log.field.empty() ? tr("no columns") : toQt(m_fitted->log.field));
    m_state->setText(m_fitted->log.rows == 1
            ? tr("1 row")
            : tr("%1 rows").arg(toQt(base::formatCount(m_fitted->log.rows))));
    showFigures();
    showModels();
    m_chart->setData(rankCurves(fit));
    m_plot->setVisible(!fit.observed.empty());
    const auto& found = fit.recommendation;
    m_apply->setEnabled(found.has_value());
    m_advice->setText(
        found ? recommendationText(*found) : tr("The log is too short to recommend a pool."));
    m_apply->setToolTip(found ? tr("Write %1 into the config, as one step that can be undone")
                                    .arg(recommendationText(*found))
                              : toQt(fit.verdict));
}

void FitDialog::showFigures()
{
    clear(m_figures);
    int row = 0;
    for (const auto& [label, text] : fitFigures(*m_fitted)) {
        auto* value = new QLabel(text, m_body);
        value->setWordWrap(true);
        value->setMinimumWidth(180);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setAccessibleName(label);
        m_figures->addWidget(dimLabel(label, m_body), row, 0, Qt::AlignTop);
        m_figures->addWidget(value, row++, 1);
    }
}

void FitDialog::showModels()
{
    clear(m_models);
    const auto addRow = [this](int row, const QStringList& cells, bool isStrong) {
        for (qsizetype i = 0; i < cells.size(); ++i) {
            auto* cell = new QLabel(cells[i], m_body);
            if (row == 0)
                cell->setProperty("tone", "dim");
            if (isStrong)
                cell->setFont(fontOf(TextSize::body, QFont::DemiBold));
            m_models->addWidget(
                cell, row, static_cast<int>(i), i < 2 ? Qt::AlignLeft : Qt::AlignRight);
        }
    };
    if (m_fitted->fit.models.empty())
        return;
    addRow(0, modelHeads(), false);
    int row = 1;
    for (const QStringList& cells : modelRows(m_fitted->fit)) {
        const bool isChosen
            = m_fitted->fit.models[static_cast<std::size_t>(row - 1)].model == m_fitted->fit.chosen;
        addRow(row++, cells, isChosen);
    }
    m_models->setColumnStretch(static_cast<int>(modelHeads().size()), 1);
}

void FitDialog::apply()
{
    emit applied(snapshot::changeOf(*m_fitted->fit.recommendation));
    accept();
}

} // namespace poolscope::gui
