#include "today/mine.h"

#include "parts/button.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

namespace twinlane::ui {

namespace {

constexpr qsizetype mostShown = 50;

}  // namespace

Mine::Mine(const Theme& theme, ShopSession& session, QWidget* parent)
    : Card(theme, tr("Mine"), {}, parent),
      m_session(session),
      m_table(new DataTable(theme, tr("My orders"))),
      m_rows(new RowTableModel({{tr("Order"), false, true}, {.title = tr("Customer"), .freeText = true}, {tr("Total"), true}, {.title = tr("Status"), .whole = true}, {tr("Stored in"), true}, {tr("In the list after"), true}, {.title = tr("When"), .whole = true}}, this)),
      m_empty(new EmptyState(theme, m_table->viewport())),
      m_last(makeButton(theme, tr("My last"), "chip")),
      m_pinned(makeButton(theme, tr("Pinned"), "chip")),
      m_pin(makeButton(theme, tr("Pin"), nullptr, "star", true)) {
  m_table->setObjectName(QStringLiteral("mine"));
  m_table->setModel(m_rows);
  m_table->setRowHeight(27);
  m_table->setWidths({72, 0, 80, 100, 70, 104, 70});
  body()->addWidget(m_table, 1);
  for (QPushButton* chip : {m_last, m_pinned}) {
    chip->setCheckable(true);
    chip->setAutoExclusive(true);
    connect(chip, &QPushButton::toggled, this, &Mine::show);
  }
  for (QPushButton* button : {m_pin, m_last, m_pinned}) corner()->addWidget(button);
  m_last->setChecked(true);
  connect(m_pin, &QPushButton::clicked, this, [this] {
    const QList<OwnOrder> orders = wanted();
    if (const int row = m_table->currentIndex().row(); row >= 0 && row < orders.size()) m_session.own().pin(orders[row].order, !orders[row].isPinned);
  });
  connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
    if (const QList<OwnOrder> orders = wanted(); index.row() < orders.size()) emit orderOpened(orders[index.row()].order);
  });
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &Mine::faceButtons);
  connect(m_empty, &EmptyState::acted, this, &Mine::newOrderAsked);
  connect(&session.own(), &OwnOrders::changed, this, &Mine::show);
  show();
}

QList<OwnOrder> Mine::wanted() const {
  QList<OwnOrder> orders;
  for (const OwnOrder& order : m_session.own().all())
    if (orders.size() < mostShown && (order.isPinned || !m_pinned->isChecked())) orders << order;
  return orders;
}

void Mine::ask() {
  const QList<OwnOrder> orders = wanted();
  if (orders.isEmpty()) return;
  std::vector<std::string> ids;
  for (const OwnOrder& order : orders) ids.push_back(order.order.toStdString());
  using Known = std::vector<query::OrderSummary>;
  m_session.bridge().ask<Known>(
      this,
      [ids = std::move(ids)](query::Reader& reader) {
        Known known;
        for (const std::string& id : ids)
          if (auto document = reader.order(id)) known.push_back(std::move(document->summary));
        return known;
      },
      [this](Known known) {
        for (query::OrderSummary& order : known) m_known[QString::fromStdString(order.order)] = std::move(order);
        show();
      });
}

void Mine::show() {
  const base::Timestamp now = m_session.engine().clock().wall();
  QList<QList<Cell>> rows;
  std::int64_t today = 0;
  for (const OwnOrder& order : m_session.own().all()) today += m_session.time().dayNumber(order.at) == m_session.time().dayNumber(now);
  for (const OwnOrder& order : wanted()) {
    const auto known = m_known.find(order.order);
    const bool isKnown = known != m_known.end();
    rows << QList<Cell>{{order.order, {}, Tone::Text, true, {}},
                        {order.customer.isEmpty() ? tr("Guest") : order.customer, {}, Tone::Text, false, {}},
                        {formatMoney(isKnown ? known->second.total : order.total, order.currency), {}, Tone::Text, false, {}},
                        {isKnown ? statusWord(known->second.status) : QString(QChar(0x2026)), isKnown ? statusMark(known->second.status) : StateMark{}, Tone::Text, false, {}},
                        {formatMicros(order.storedMicros), {}, Tone::Text, false, {}},
                        {order.inListMicros ? formatMicros(*order.inListMicros) : tr("not yet"), {}, Tone::Text, false, {}},
                        {m_session.time().moment(order.at, now), {}, Tone::Muted, false, {}}};
    if (order.isPinned) rows.last()[0].mark = {MarkShape::Diamond, Tone::Accent};
  }
  const bool isEmpty = rows.isEmpty();
  m_rows->setRows(std::move(rows));
  setSubtitle(tr("%1, today %2").arg(QString::fromStdString(m_session.bridge().actor()), counted(Counted::Orders, today)));
  if (!isEmpty) m_empty->hide();
  else if (m_pinned->isChecked()) m_empty->say(tr("No order is pinned. Choose one of yours and press Pin."));
  else m_empty->say(tr("Orders that you enter in this window stand here with their times."), tr("Enter an order"));
  faceButtons();
}

void Mine::faceButtons() {
  const QList<OwnOrder> orders = wanted();
  const int row = m_table->currentIndex().row();
  const bool isChosen = row >= 0 && row < orders.size();
  m_pin->setEnabled(isChosen);
  m_pin->setText(isChosen && orders[row].isPinned ? tr("Let go") : tr("Pin"));
  m_pin->setAccessibleName(m_pin->text());
  m_pin->setToolTip(isChosen ? QString() : tr("Choose one of your orders first"));
}

}  // namespace twinlane::ui
