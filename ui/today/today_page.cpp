#include "today/today_page.h"

#include "today/comparison.h"
#include "today/mine.h"
#include "today/needs_you.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

namespace twinlane::ui {

namespace {

constexpr int askEveryBeats = 10;         // once a second, where something changed
constexpr int askAnywayEveryBeats = 300;  // orders become late, and days end, while nothing changes
constexpr int rightWidth = 410;

}  // namespace

TodayPage::TodayPage(const Theme& theme, ShopSession& session, QWidget* parent)
    : Page(parent),
      m_session(session),
      m_needs(new NeedsYou(theme, session)),
      m_mine(new Mine(theme, session)),
      m_comparison(new Comparison(theme, session)),
      m_counts(new Card(theme, tr("Orders by status"), tr("Enter opens the list"))),
      m_table(new DataTable(theme, tr("Orders by status"))),
      m_rows(new RowTableModel({{tr("Status"), false}, {tr("Orders"), true}, {tr("Of all"), true}}, this)) {
  m_table->setObjectName(QStringLiteral("byStatus"));
  m_table->setModel(m_rows);
  m_table->setRowHeight(27);
  m_table->setWidths({0, 110, 90});
  m_counts->body()->addWidget(m_table, 1);
  auto* left = new QVBoxLayout;
  left->setSpacing(10);
  left->addWidget(m_needs, 3);
  left->addWidget(m_mine, 2);
  auto* right = new QVBoxLayout;
  right->setSpacing(10);
  for (QWidget* card : {static_cast<QWidget*>(m_comparison), static_cast<QWidget*>(m_counts)}) {
    card->setFixedWidth(px(rightWidth));
    right->addWidget(card, card == m_comparison ? 4 : 3);
  }
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 12, 12, 12);
  row->setSpacing(10);
  row->addLayout(left, 1);
  row->addLayout(right);
  connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
    if (index.row() < m_statuses.size()) emit statusChosen(m_statuses[index.row()]);
  });
  connect(m_needs, &NeedsYou::orderOpened, this, &TodayPage::orderOpened);
  connect(m_needs, &NeedsYou::listOpened, this, &TodayPage::listOpened);
  connect(m_mine, &Mine::orderOpened, this, &TodayPage::orderOpened);
  connect(m_mine, &Mine::newOrderAsked, this, &TodayPage::newOrderAsked);
}

QWidget* TodayPage::mainControl() { return &m_needs->table(); }

bool TodayPage::ready() const { return m_ready && m_needs->ready(); }

void TodayPage::beat(int slot) {
  if (slot != 2) return;
  const int beats = m_beats++;
  if (beats % askEveryBeats == 0 && (positions() != m_askedAt || beats % askAnywayEveryBeats == 0)) ask();
}

std::int64_t TodayPage::positions() const {
  std::int64_t sum = 0;
  for (const projection::Status& list : m_session.feed().state().lists) sum += list.position;
  return sum;
}

void TodayPage::ask() {
  m_askedAt = positions();
  m_needs->ask();
  m_mine->ask();
  m_comparison->ask();
  using Counts = base::Result<query::OrderCounts>;
  m_session.bridge().ask<Counts>(
      this, [](query::Reader& reader) { return reader.orderCounts(); },
      [this](Counts answer) {
        if (answer) show(*answer);
      });
}

void TodayPage::show(const query::OrderCounts& counts) {
  m_ready = true;
  QList<QList<Cell>> rows;
  m_statuses.clear();
  for (const auto& [status, count] : counts.byStatus) {
    if (count == 0) continue;
    m_statuses << status;
    const double share = counts.orders > 0 ? 100.0 * static_cast<double>(count) / static_cast<double>(counts.orders) : 0;
    rows << QList<Cell>{{statusWord(status), statusMark(status), Tone::Text, true, {}},
                        {formatCount(count), {}, Tone::Text, false, {}},
                        {tr("%1 %").arg(formatDecimal(share, 1)), {}, Tone::Muted, false, {}}};
  }
  m_rows->setRows(rows);
  m_counts->setSubtitle(tr("%1 · Enter opens it").arg(counted(Counted::Orders, counts.orders)));
}

}  // namespace twinlane::ui
