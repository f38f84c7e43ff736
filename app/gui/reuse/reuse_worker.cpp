// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/gui/reuse/reuse_worker.h"

namespace poolscope::gui {

namespace {

snapshot::ReuseQuestion questionOf(const ReuseSubject& subject)
{
    snapshot::ReuseQuestion question;
    question.caches = { subject.cache };
    question.unit = subject.cache.unit;
    question.measure = subject.cache.measure;
    question.sizes = subject.sizes;
    question.withPlan = false;
    return question;
}

} // namespace

ReuseWorker::ReuseWorker(QObject* parent)
    : QObject(parent)
    , m_predictJob(m_threads)
    , m_planJob(m_threads)
    , m_spreadJob(m_threads)
{
    m_threads.setMaxThreadCount(2);
    m_threads.setThreadPriority(QThread::LowPriority);
}

void ReuseWorker::ask(const ReuseSubject& subject)
{
    if (m_subject == subject)
        return;
    const bool isOther = m_subject && m_subject->modality != subject.modality;
    m_subject = subject;
    m_planJob.cancel();
    m_spreadJob.cancel();
    m_spread.reset();
    if (isOther) { // figures of another pool say nothing about this one
        m_predictJob.cancel();
        m_predicted.reset();
        m_planned.reset();
    }
    if (!m_predictJob.isRunning()) // else it goes on with the latest subject when it is done
        predict();
    emit changed();
}

void ReuseWorker::clear()
{
    m_subject.reset();
    m_predictJob.cancel();
    m_planJob.cancel();
    m_spreadJob.cancel();
    m_predicted.reset();
    m_planned.reset();
    m_spread.reset();
    m_error.reset();
}

std::optional<double> ReuseWorker::expected() const
{
    if (m_spread)
        return m_spread->expected();
    return m_predicted ? m_predicted->caches.front().expected() : std::nullopt;
}

bool ReuseWorker::isSequence() const
{
    const auto* media = m_subject->snapshot->plan->media(m_subject->modality);
    return media && media->isSequence();
}

void ReuseWorker::predict()
{
    auto question = questionOf(*m_subject);
    question.withCurves = true;
    m_predictJob.start(
        [subject = *m_subject, question](const std::stop_token& stop) {
            return snapshot::reuseFigures(*subject.snapshot, subject.modality, question, stop);
        },
        [this, subject = *m_subject](Answer answer) {
            m_error.reset();
            if (answer)
                m_predicted = std::move(*answer);
            else
                m_error = answer.error();
            if (*m_subject != subject)
                predict();
            else if (!m_error)
                simulate();
            emit changed();
        });
}

void ReuseWorker::simulate()
{
    auto question = questionOf(*m_subject);
    question.withPlan = true;
    question.isExact = true;
    question.withCurves = true;
    m_planJob.start(
        [subject = *m_subject, question](const std::stop_token& stop) {
            return snapshot::reuseFigures(*subject.snapshot, subject.modality, question, stop);
        },
        [this](Answer answer) {
            if (answer)
                m_planned = std::move(*answer);
            else
                m_error = answer.error();
            if (answer && !isSequence())
                tryOtherSeeds();
            emit changed();
        });
}

void ReuseWorker::tryOtherSeeds()
{
    auto question = questionOf(*m_subject);
    question.withSpread = true;
    m_spreadJob.start(
        [subject = *m_subject, question](const std::stop_token& stop) {
            return snapshot::reuseFigures(*subject.snapshot, subject.modality, question, stop);
        },
        [this](Answer answer) {
            if (answer)
                m_spread = answer->caches.front();
            emit changed();
        });
}

} // namespace poolscope::gui
