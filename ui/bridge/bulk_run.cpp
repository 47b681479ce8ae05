#include "bridge/bulk_run.h"

#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

namespace twinlane::ui {

namespace {

constexpr int ordersAPage = 500, leastWaitMs = 20;

}  // namespace

void BulkRun::start(const QString& name, query::OrderFilter filter, std::int64_t about, Make make) {
  if (m_running) return;
  m_name = name;
  m_query = {};
  m_query.filter = std::move(filter);
  m_query.sort = {{query::OrderSort::Number, false}};
  m_query.limit = ordersAPage;
  m_make = std::move(make);
  m_account = {};
  m_page.clear();
  m_next = m_underWay = 0;
  m_about = about;
  m_running = true;
  m_isLast = false;
  m_task = m_tasks.begin(name, QStringLiteral("orders"), [this] {
    m_account.isCancelled = true;
    pump();
  });
  askPage();
}

void BulkRun::askPage() {
  if (!m_running || m_isAsking || m_account.isCancelled) return;  // while it waited to ask
  using Answer = base::Result<query::OrderPage>;
  m_isAsking = m_bridge.ask<Answer>(
      this, [asked = m_query](query::Reader& reader) { return reader.orders(asked); },
      [this](Answer page) {
        m_isAsking = false;
        if (!page) {
          ++m_account.refused[QString::fromStdString(page.error().what)];
          m_isLast = true;
          return pump();
        }
        m_account.found += static_cast<std::int64_t>(page->orders.size());
        m_page = std::move(page->orders);
        m_next = 0;
        m_isLast = !page->next;
        m_query.after = page->next.value_or(std::string());
        pump();
      });
  // Too many questions wait: so does this one.
  if (!m_isAsking) QTimer::singleShot(leastWaitMs, this, &BulkRun::askPage);
}

void BulkRun::pump() {
  while (!m_account.isCancelled && m_next < m_page.size() && m_underWay < mostUnderWay) {
    if (const auto command = m_make(m_page[m_next++])) send(*command);
    else ++m_account.passedOver;
  }
  tell();
  if (m_isAsking || m_underWay > 0) return;
  if (m_account.isCancelled || (m_isLast && m_next >= m_page.size())) return end();
  if (m_next >= m_page.size()) askPage();
}

void BulkRun::send(const domain::Command& command) {
  ++m_underWay;
  command::Envelope envelope;
  envelope.command = command;
  m_bridge.submit(std::move(envelope), this, [this, command](const TimedReceipt& timed) {
    --m_underWay;
    const command::Receipt& receipt = timed.receipt;
    if (receipt.outcome == command::Outcome::Busy && receipt.retryAfterMs > 0 && !m_account.isCancelled) {
      // Nothing was stored of it; it stays under way until then.
      ++m_underWay;
      return QTimer::singleShot(std::max(leastWaitMs, receipt.retryAfterMs), this, [this, command] {
        --m_underWay;
        send(command);
      });
    }
    if (receipt.outcome == command::Outcome::Accepted) ++m_account.stored;
    else ++m_account.refused[rejectionSentence(receipt.reason)];
    pump();
  }, EngineBridge::Kind::Bulk);
}

void BulkRun::tell() {
  std::int64_t refused = 0;
  for (const auto& [why, count] : m_account.refused) refused += count;
  const std::int64_t done = m_account.stored + m_account.passedOver + refused;
  m_tasks.tell(m_task, m_about > 0 ? std::optional(std::min(1.0, static_cast<double>(done) / static_cast<double>(m_about))) : std::nullopt,
               tr("%1 stored, %2 refused").arg(formatCount(m_account.stored), formatCount(refused)));
}

void BulkRun::end() {
  m_running = false;
  QString text = m_account.isCancelled ? tr("%1: ended before its time, %2 stored.").arg(m_name, formatCount(m_account.stored)) : tr("%1: %2 of %3 stored.").arg(m_name, formatCount(m_account.stored), counted(Counted::Orders, m_account.found));
  if (m_account.passedOver > 0) text += QLatin1Char(' ') + tr("It is not for %1 of them.").arg(formatCount(m_account.passedOver));
  for (const auto& [why, count] : m_account.refused) text += QStringLiteral(" %1 × %2").arg(formatCount(count), why);
  m_tasks.end(m_task, m_account.refused.empty() && !m_account.isCancelled ? Tone::Ok : Tone::Warn, text);
  emit finished();
}

}  // namespace twinlane::ui
