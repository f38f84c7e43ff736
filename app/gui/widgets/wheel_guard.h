// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace poolscope::gui {

/// Scrolling a page must not change what the pointer happens to pass: while it watches, sliders,
/// spin boxes and combo boxes leave the wheel to the page behind until they have the focus.
class WheelGuard : public QObject {
    Q_OBJECT

public:
    /// Watches the whole application for as long as it lives.
    explicit WheelGuard(QObject* parent = nullptr);

    bool eventFilter(QObject* object, QEvent* event) override;
};

} // namespace poolscope::gui
