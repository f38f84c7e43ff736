// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/gui/reuse/fit_reader.h"
#include "core/base/modality.h"
#include "core/config/pool_patch.h"

#include <QDialog>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTimer;

namespace poolscope::gui {

class CurveChart;
class NoteBar;

/// From an access log to a pool: reads the log, shows which law fits it and how well, and writes
/// the law into the config if one likes.
class FitDialog : public QDialog {
    Q_OBJECT

public:
    FitDialog(const QString& path, base::Modality modality, QWidget* parent);

    /// Asks for a log, beginning in the folder of the last one; empty when the user gave up.
    static QString askForLog(QWidget* parent);

signals:
    void applied(const poolscope::config::PoolChange& change);

private:
    QWidget* makeOptions();
    QWidget* makeBody();
    QWidget* makeButtons();
    void read();
    void chooseOther();
    void showProgress(double share);
    void setBusy(bool isBusy);
    void showFitted();
    void showFigures();
    void showModels();
    void apply();

    QString m_path;
    base::Modality m_modality;
    std::shared_ptr<const FittedLog> m_fitted;
    FitReader m_reader;

    QLabel* m_file;
    QComboBox* m_form;
    QLineEdit* m_field;
    QComboBox* m_header;
    QProgressBar* m_progress;
    QLabel* m_state;
    QPushButton* m_cancel;
    NoteBar* m_note;
    QWidget* m_body;
    QLabel* m_verdict;
    QLabel* m_remarks;
    QGridLayout* m_figures;
    QGridLayout* m_models;
    QWidget* m_plot = nullptr; ///< the chart with its title
    CurveChart* m_chart;
    QLabel* m_advice; ///< what Apply writes, or why it cannot
    QPushButton* m_apply;
    QTimer* m_pause; ///< while an option is typed
};

} // namespace poolscope::gui
