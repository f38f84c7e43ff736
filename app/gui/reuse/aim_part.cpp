// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/reuse/aim_part.h"

#include "app/gui/qt.h"
#include "app/gui/reuse/capacity_field.h"
#include "app/gui/widgets/theme.h"
#include "core/base/format.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace poolscope::gui {

namespace {

constexpr double firstAim = 90;
constexpr int mostRequests = 1'000'000'000;

} // namespace

AimPart::AimPart(QThreadPool& threads, QWidget* parent)
    : QWidget(parent)
    , m_threads(threads)
    , m_hitRate(new QDoubleSpinBox(this))
    , m_requests(new QSpinBox(this))
    , m_job(threads)
{
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, grid / 2, 0, 0);
    layout->setHorizontalSpacing(grid * 3 / 2);
    layout->setVerticalSpacing(0);
    layout->addWidget(makeQuestion(), 0, 0, 1, 4);
    layout->setRowMinimumHeight(0, grid * 4);
    layout->setColumnStretch(2, 1);
    m_skew = addLine(1, QStringLiteral("aimSkew"), tr("Skew"));
    m_size = addLine(2, QStringLiteral("aimSize"), tr("Pool size"));
    m_capacity = addLine(3, QStringLiteral("aimCapacity"), tr("Capacity"));
    connect(m_hitRate, &QDoubleSpinBox::valueChanged, this, &AimPart::solve);
    connect(m_requests, &QSpinBox::valueChanged, this, [this] {
        m_hasOwnRequests = true;
        solve();
    });
    connect(m_skew.apply, &QPushButton::clicked, this,
        [this] { emit poolChangeRequested(m_answers.skew->change, tr("Aim by Skew")); });
    connect(m_size.apply, &QPushButton::clicked, this,
        [this] { emit poolChangeRequested(m_answers.size->change, tr("Aim by Pool Size")); });
    connect(m_capacity.apply, &QPushButton::clicked, this,
        [this] { emit capacityChosen(std::ceil(m_answers.capacity->value)); });
}

QWidget* AimPart::makeQuestion()
{
    auto* question = new QWidget(this);
    auto* title = new QLabel(tr("Aim"), question);
    title->setFont(fontOf(TextSize::body, QFont::DemiBold));
    auto* between = new QLabel(tr("hits in"), question);
    between->setProperty("tone", "dim");
    m_hitRate->setObjectName(QStringLiteral("aimHitRate"));
    m_hitRate->setAccessibleName(tr("Wanted hit rate"));
    m_hitRate->setRange(0.01, 99.99);
    m_hitRate->setDecimals(2);
    m_hitRate->setSuffix(tr(" %"));
    m_hitRate->setValue(firstAim);
    m_hitRate->setKeyboardTracking(false);
    m_hitRate->setFixedWidth(92);
    m_requests->setObjectName(QStringLiteral("aimRequests"));
    m_requests->setAccessibleName(tr("Requests of the run"));
    m_requests->setRange(1, mostRequests);
    m_requests->setSuffix(tr(" requests"));
    m_requests->setGroupSeparatorShown(true);
    m_requests->setKeyboardTracking(false);
    m_requests->setMinimumWidth(136);
    auto* layout = new QHBoxLayout(question);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(grid);
    layout->addWidget(title);
    layout->addWidget(m_hitRate);
    layout->addWidget(between);
    layout->addWidget(m_requests);
    layout->addStretch(1);
    return question;
}

AimPart::Line AimPart::addLine(int row, const QString& name, const QString& label)
{
    Line line;
    line.label = new QLabel(label, this);
    line.label->setProperty("tone", "dim");
    line.value = new QLabel(this);
    line.value->setObjectName(name);
    line.value->setAccessibleName(label);
    line.text = new QLabel(this);
    line.text->setProperty("tone", "dim");
    line.text->setWordWrap(true);
    line.row = row;
    line.text->setObjectName(name + QStringLiteral("Text"));
    line.apply = new QPushButton(tr("Apply"), this);
    line.apply->setObjectName(name + QStringLiteral("Apply"));
    line.apply->setAccessibleName(tr("Apply: %1").arg(label));
    line.apply->setProperty("role", "link");
    auto* layout = static_cast<QGridLayout*>(this->layout());
    layout->addWidget(line.label, row, 0, Qt::AlignTop);
    line.label->setContentsMargins(0, grid / 2, 0, 0);
    layout->addWidget(line.value, row, 1);
    layout->addWidget(line.text, row, 2);
    layout->addWidget(line.apply, row, 3);
    layout->setRowMinimumHeight(row, grid * 3);
    return line;
}

void AimPart::setSubject(const ReuseSubject& subject)
{
    if (m_subject == subject)
        return;
    m_subject = subject;
    if (!m_hasOwnRequests) {
        const QSignalBlocker quiet(m_requests);
        m_requests->setValue(static_cast<int>(
            std::clamp<std::uint64_t>(subject.snapshot->requests, 1, mostRequests)));
    }
    solve();
}

AimPart::Answers AimPart::solved(
    const ReuseSubject& subject, double hitRate, double requests, const std::stop_token& stop)
{
    Answers answers;
    const plan::MediaPlan& media = *subject.snapshot->plan->media(subject.modality);
    const auto sizes = subject.sizes->of(subject.cache.measure, stop);
    if (!sizes)
        return answers;
    const reuse::Aim aim{ hitRate, requests, reuse::RequestCounts(media.countProbabilities()),
        subject.cache, (*sizes)->pool.sizes };
    answers.skew = snapshot::aimForSkew(aim, media);
    answers.size = snapshot::aimForSize(aim, media);
    answers.capacity = reuse::aimCapacity(aim, media.law());
    return answers;
}

void AimPart::solve()
{
    if (!m_subject)
        return;
    m_job.start(
        [subject = *m_subject, hitRate = m_hitRate->value() / 100,
            requests = static_cast<double>(m_requests->value())](
            const std::stop_token& stop) { return solved(subject, hitRate, requests, stop); },
        [this](const Answers& answers) {
            m_answers = answers;
            show();
        });
}

void AimPart::show()
{
    const plan::MediaPlan& media = *m_subject->snapshot->plan->media(m_subject->modality);
    const auto number = [](double value) { return QString::number(value, 'g', 5); };
    const auto items = [](double value) { return quantitySentence(Quantity::items, value); };
    const auto capacity = [this](double value) {
        return quantitySentence(quantityOf(m_subject->cache.unit), value);
    };
    const bool isZipf = media.law().form() == "zipf";
    const auto found = [](const std::optional<snapshot::PoolAim>& aim) {
        return aim ? std::optional(aim->found) : std::nullopt;
    };
    showLine(m_skew, found(m_answers.skew), number,
        isZipf ? tr("now %1").arg(number(media.law().skew()))
               : tr("as a zipf law; now %1").arg(toQt(media.law().form())));
    showLine(m_size, found(m_answers.size), items,
        tr("now %1").arg(items(static_cast<double>(media.poolSize()))));
    showLine(
        m_capacity, m_answers.capacity, [&](double value) { return capacity(std::ceil(value)); },
        tr("now %1").arg(capacity(static_cast<double>(m_subject->cache.capacity))));
}

void AimPart::showLine(const Line& line, const std::optional<reuse::AimAnswer>& answer,
    const std::function<QString(double)>& print, const QString& now)
{
    const QString value = answer ? print(answer->value) : QString();
    const bool isPossible = answer && answer->isPossible;
    line.apply->setVisible(isPossible);
    line.value->setVisible(isPossible);
    auto* layout = static_cast<QGridLayout*>(this->layout());
    layout->addWidget(line.text, line.row, isPossible ? 2 : 1, 1, isPossible ? 1 : 3);
    QString text;
    if (!answer) {
        text = tr("Only zipf and uniform laws keep their form in a pool of another size.");
    } else if (isPossible) {
        text = tr("%1 \u00b7 gives %2").arg(now, toQt(base::formatShare(answer->estimate.hitRate)));
    } else {
        text = toQt(answer->reason);
        if (answer->estimate.draws > 0)
            text += tr(" Nearest: %1 gives %2.")
                        .arg(value, toQt(base::formatShare(answer->estimate.hitRate)));
    }
    line.value->setText(isPossible ? value : QString());
    line.text->setText(text);
    line.value->setAccessibleDescription(text);
}

} // namespace poolscope::gui
