// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/gui/window_fixture.h"

#include <cmath>

using namespace poolscope;
using gui::Theme;

namespace {

/// WCAG 2.1 relative luminance and contrast.
double luminance(const QColor& color)
{
    const auto linear = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

/// As somebody without one kind of cone sees a colour (Viénot, Brettel, Mollon 1999).
QColor seenBy(const QColor& color, bool isProtan)
{
    const auto linear = [](double v) { return std::pow(v, 2.2); };
    const double r = linear(color.redF());
    const double g = linear(color.greenF());
    const double b = linear(color.blueF());
    const double x = isProtan ? 0.11238 * r + 0.88762 * g : 0.29275 * r + 0.70725 * g;
    const double z = isProtan ? 0.00401 * r - 0.00401 * g + b : -0.02234 * r + 0.02234 * g + b;
    const auto back
        = [](double v) { return static_cast<float>(std::pow(std::clamp(v, 0.0, 1.0), 1 / 2.2)); };
    return QColor::fromRgbF(back(x), back(x), back(z));
}

double distance(const QColor& a, const QColor& b)
{
    const double r = a.redF() - b.redF();
    const double g = a.greenF() - b.greenF();
    const double bl = a.blueF() - b.blueF();
    return std::sqrt(r * r + g * g + bl * bl);
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private slots:
    void textIsReadableOnEveryGround_data() { themes(); }
    void textIsReadableOnEveryGround()
    {
        QFETCH(bool, dark);
        const Theme& theme = dark ? gui::darkTheme() : gui::lightTheme();
        for (const QColor& text :
            { theme.ink, theme.dim, theme.accent, theme.warning, theme.good, theme.bad })
            for (const QColor& ground : { theme.window, theme.panel })
                QVERIFY2(contrast(text, ground) >= 4.5,
                    qPrintable(text.name() + " on " + ground.name()));
        for (const QColor& text : { theme.ink, theme.dim, theme.accent })
            QVERIFY2(contrast(text, theme.wash) >= 4.5, qPrintable(text.name()));
        QVERIFY(contrast(theme.accentInk, theme.accent) >= 4.5);
    }

    void marksStandOut_data() { themes(); }
    void marksStandOut()
    {
        QFETCH(bool, dark);
        const Theme& theme = dark ? gui::darkTheme() : gui::lightTheme();
        for (const QColor& mark : { theme.image, theme.video, theme.audio, theme.firstSeen })
            QVERIFY2(contrast(mark, theme.panel) >= 3, qPrintable(mark.name()));
    }

    void modalitiesDifferForTheColourBlind_data() { themes(); }
    void modalitiesDifferForTheColourBlind()
    {
        QFETCH(bool, dark);
        const Theme& theme = dark ? gui::darkTheme() : gui::lightTheme();
        const QColor hues[] = { theme.image, theme.video, theme.audio };
        for (const bool isProtan : { true, false })
            for (int a = 0; a < 3; ++a)
                for (int b = a + 1; b < 3; ++b)
                    QVERIFY2(distance(seenBy(hues[a], isProtan), seenBy(hues[b], isProtan)) > 0.15,
                        qPrintable(hues[a].name() + hues[b].name()));
        QVERIFY(distance(seenBy(theme.firstSeen, true), seenBy(theme.image, true)) > 0.3);
    }

    void bothLooksPaintTheWholeWindow()
    {
        for (const bool dark : { false, true }) {
            gui::applyTheme(*qApp, dark ? gui::Appearance::dark : gui::Appearance::light);
            testing::WindowFixture fixture;
            for (const QSize& size : { QSize(1440, 900), QSize(1024, 700) }) {
                fixture.window->resize(size);
                QCoreApplication::processEvents();
                const QImage image = fixture.window->grab().toImage();
                QCOMPARE(image.size(), size); // nothing forces the window wider
                image.save(QStringLiteral(POOLSCOPE_SCREENSHOTS "/%1-%2.png")
                               .arg(dark ? "dark" : "light")
                               .arg(size.width()));
                // The grounds of the form, the panel on the right and the list on the left.
                const QPoint form
                    = fixture.window->center()->mapTo(fixture.window.get(), QPoint(4, 4));
                const QPoint panel
                    = fixture.window->preview()->mapTo(fixture.window.get(), QPoint(4, 4));
                QCOMPARE(QColor(image.pixel(form)), gui::theme().window);
                QCOMPARE(QColor(image.pixel(panel)), gui::theme().panel);
                QCOMPARE(QColor(image.pixel(3, size.height() / 2)), gui::theme().panel);
            }
        }
        gui::applyTheme(*qApp, gui::Appearance::light);
    }

private:
    static void themes()
    {
        QTest::addColumn<bool>("dark");
        QTest::addRow("light") << false;
        QTest::addRow("dark") << true;
    }
};

POOLSCOPE_GUI_TEST(ThemeTest)
#include "theme_test.moc"
