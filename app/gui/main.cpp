// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/widgets/theme.h"
#include "app/gui/window/main_window.h"
#include "core/base/version.h"
#include "core/run/endpoint.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QSettings>

#include <csignal>

int main(int argc, char** argv)
{
    using namespace poolscope;
    std::signal(SIGPIPE, SIG_IGN);
    run::initialize();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("poolscope"));
    QApplication::setApplicationName(QStringLiteral("poolscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Poolscope"));
    QApplication::setApplicationVersion(QString::fromUtf8(base::version().data()));

    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "main", "Workload designer for multimodal LLM inference benchmarks"));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption look(QStringLiteral("look"),
        QCoreApplication::translate("main", "light, dark or system"), QStringLiteral("LOOK"));
    parser.addOption(look);
    parser.addPositionalArgument(QStringLiteral("FILE"),
        QCoreApplication::translate("main", "Config to open"), QStringLiteral("[FILE]"));
    parser.process(application);

    const QString wanted = parser.isSet(look)
        ? parser.value(look)
        : QSettings().value(QStringLiteral("appearance")).toString();
    gui::applyTheme(application,
        wanted == QLatin1String("dark")        ? gui::Appearance::dark
            : wanted == QLatin1String("light") ? gui::Appearance::light
                                               : gui::Appearance::system);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/poolscope.svg")));
    gui::MainWindow window;
    window.show();
    window.begin(parser.positionalArguments().value(0));
    return QApplication::exec();
}
