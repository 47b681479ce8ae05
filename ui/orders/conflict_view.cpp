#include "orders/conflict_view.h"

#include "parts/button.h"
#include "parts/label.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QHBoxLayout>

#include <algorithm>

namespace twinlane::ui {

namespace {

constexpr int askAgainMs = 100;
constexpr qsizetype mostNamed = 3;
const QList<int> stateWidths = {84, 0, 112};

QString linesOf(const query::OrderDocument& order) {
  QStringList lines;
  for (const query::DocumentLine& line : order.lines)
    if (line.cancelled < line.quantity) lines << QStringLiteral("%1 × %2").arg(formatQuantity(line.quantity - line.cancelled), QString::fromStdString(line.product));
  return lines.join(QStringLiteral(", "));
}

// What an operator looks at before he gives it again.
QList<std::pair<QString, QString>> factsOf(const query::OrderDocument& order) {
  const QString currency = QString::fromStdString(order.summary.currency.toText());
  const auto shipped = std::count_if(order.packages.begin(), order.packages.end(), [](const auto& package) { return package.shipped; });
  return {{ConflictView::tr("Status"), statusWord(order.summary.status)},
          {ConflictView::tr("Held for"), QString::fromStdString(order.hold.value_or(std::string()))},
          {ConflictView::tr("Lines"), linesOf(order)},
          {ConflictView::tr("Total"), formatMoney(order.summary.total, currency)},
          {ConflictView::tr("Payment"), paymentWord(order.summary.payment)},
          {ConflictView::tr("Paid"), formatMoney(order.paid - order.refunded, currency)},
          {ConflictView::tr("Shipped"), formatCount(shipped)},
          {ConflictView::tr("Deliver to"), QString::fromStdString(order.shipTo)},
          {ConflictView::tr("Notes"), formatCount(static_cast<std::int64_t>(order.notes.size()))}};
}

}  // namespace

ConflictView::ConflictView(const Theme& theme, ShopSession& session, QWidget* parent)
    : QFrame(parent),
      m_session(session),
      m_who(makeProse(theme, {}, Type::BodyStrong)),
      m_changes(makeProse(theme, {}, Type::Data, "muted")),
      m_table(new DataTable(theme, tr("The order as you saw it and as it is"))),
      m_rows(new RowTableModel({{.title = QString()}, {.title = tr("You saw"), .wraps = true}, {.title = tr("It is"), .wraps = true}}, this)),
      m_again(makeButton(theme, {}, "primary")),
      m_leave(makeButton(theme, tr("Leave it"))) {
  setObjectName(QStringLiteral("conflict"));
  m_who->setObjectName(QStringLiteral("conflictWho"));
  m_table->setObjectName(QStringLiteral("conflictStates"));
  m_table->setModel(m_rows);
  m_table->setWidths(stateWidths);
  m_table->setSelectionMode(QAbstractItemView::NoSelection);
  m_table->setSnug(true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 4, 0, 4);
  column->setSpacing(6);
  column->addWidget(m_who);
  column->addWidget(m_changes);
  column->addWidget(m_table);
  auto* foot = new QHBoxLayout;
  foot->addStretch(1);
  foot->addWidget(m_leave);
  foot->addWidget(m_again);
  column->addLayout(foot);
  m_later.setSingleShot(true);
  m_later.setInterval(askAgainMs);
  connect(&m_later, &QTimer::timeout, this, &ConflictView::ask);
  connect(m_leave, &QPushButton::clicked, this, &ConflictView::leave);
  connect(m_again, &QPushButton::clicked, this, [this] {
    const GivenCommand given = m_given;
    const std::int64_t version = m_actual;
    close();
    emit again(given, version);
  });
  hide();
}

void ConflictView::show(const GivenCommand& given, const command::Receipt& receipt) {
  m_given = given;
  m_actual = receipt.actual.value_or(0);
  m_isDone = receipt.commutes == domain::Conflict::Superseded;
  const QString own = QString::fromStdString(m_session.bridge().actor());
  QStringList changes;
  const base::Timestamp now = m_session.engine().clock().wall();
  const bool hasChange = !receipt.since.empty();
  for (const command::ChangeSince& change : receipt.since)
    if (changes.size() < mostNamed) changes << eventTitle(change.type);
  if (const auto more = static_cast<std::int64_t>(receipt.since.size()) + receipt.sinceMore - changes.size(); more > 0) changes << tr("%1 more").arg(formatCount(more));
  const QString actor = hasChange ? QString::fromStdString(receipt.since.back().actor) : QString();
  const QString age = hasChange ? formatAge((now.micros - receipt.since.back().recordedAt.micros) / 1000) : QString();
  m_who->setText(!hasChange ? tr("The order is no longer as you saw it.") : actor == own ? tr("You changed this order %1 ago in another place.").arg(age) : tr("%1 changed this order %2 ago.").arg(actor, age));
  m_changes->setText(m_isDone ? tr("%1. With that there is nothing left to do of it: “%2” was not given.").arg(changes.join(QStringLiteral(", ")), given.what)
                              : tr("%1. Nothing was stored of “%2”.").arg(changes.join(QStringLiteral(", ")), given.what));
  m_again->setText(tr("Do it all the same"));
  m_again->setAccessibleName(tr("Do it all the same: %1").arg(given.what));
  // Not before the person could see what it would be given to.
  m_again->setEnabled(false);
  m_again->setVisible(!m_isDone);
  m_rows->setRows({});
  QFrame::show();
  m_leave->setFocus();
  ask();
}

void ConflictView::ask() {
  using Answer = base::Result<query::OrderDocument>;
  m_session.bridge().ask<Answer>(
      this, [id = m_given.seen.summary.order](query::Reader& reader) { return reader.order(id); },
      [this, asked = m_given.seen.summary.order](Answer answer) {
        if (isHidden() || asked != m_given.seen.summary.order) return;
        // The list comes to it in its time.
        if (!answer || answer->summary.version < m_actual) return m_later.start();
        take(*answer);
      });
}

void ConflictView::take(const query::OrderDocument& now) {
  m_actual = now.summary.version;
  const auto before = factsOf(m_given.seen), after = factsOf(now);
  QList<QList<Cell>> rows;
  for (qsizetype i = 0; i < before.size(); ++i) {
    const bool isSame = before[i].second == after[i].second;
    if (isSame && before[i].second.isEmpty()) continue;
    rows << QList<Cell>{{before[i].first, {}, Tone::Muted, false, {}}, {before[i].second, {}, Tone::Text, false, {}}, {after[i].second, isSame ? StateMark{} : StateMark{MarkShape::Diamond, Tone::Warn}, Tone::Text, !isSame, {}}};
  }
  // What differs first: in a low window the rest is under the bar.
  std::stable_partition(rows.begin(), rows.end(), [](const QList<Cell>& row) { return row.constLast().strong; });
  m_rows->setRows(rows);
  m_again->setEnabled(true);
}

void ConflictView::close() {
  m_later.stop();
  hide();
}

bool ConflictView::leave() {
  if (isHidden()) return false;
  close();
  emit left(m_given);
  return true;
}

}  // namespace twinlane::ui
