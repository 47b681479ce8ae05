#include "orders/order_entry.h"

#include "parts/button.h"
#include "parts/card.h"
#include "parts/figure_label.h"
#include "parts/label.h"
#include "parts/type_ahead.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QDir>
#include <QGridLayout>
#include <QHeaderView>
#include <QScrollArea>
#include <QShortcut>

#include <map>

namespace twinlane::ui {

namespace {
constexpr int slowMs = 1000;
constexpr qsizetype beforeKept = 4;
// After the last letter: then it is kept, and orders like it are looked for.
constexpr int restMs = 400;
constexpr std::int64_t dayMicros = 24LL * 3600 * 1'000'000, guestMicros = 10LL * 60 * 1'000'000;
constexpr int newestLooked = 20, lookedMs = 200;
constexpr std::size_t mostCompared = 5;

using Goods = std::map<std::string, std::int64_t>;  // thousandths by product

Goods goodsOf(const std::vector<DraftLine>& lines) {
  Goods goods;
  for (const DraftLine& line : lines)
    if (const auto pieces = line.pieces(); pieces && !line.product.trimmed().isEmpty()) goods[line.product.trimmed().toStdString()] += pieces->thousandths;
  return goods;
}

// The newest order with these goods that was placed since then, by this customer or by a guest.
std::optional<query::OrderSummary> orderLike(query::Reader& reader, const std::string& customer, const Goods& goods, base::Timestamp since) {
  query::OrderQuery asked;
  if (!customer.empty()) asked.filter.where = {.kind = query::OrderCondition::Kind::Field, .field = query::OrderField::Customer, .text = customer};
  asked.limit = newestLooked;
  asked.withinMs = lookedMs;
  const auto page = reader.orders(asked);
  if (!page) return std::nullopt;
  std::size_t compared = 0;
  for (const query::OrderSummary& one : page->orders) {
    if (one.customer != customer || one.placedAt < since || !one.isPlacedKnown || one.status == domain::OrderStatus::Cancelled) continue;
    if (++compared > mostCompared) break;
    const auto document = reader.order(one.order);
    if (!document) continue;
    Goods its;
    for (const query::DocumentLine& line : document->lines) its[line.product] += line.quantity.thousandths;
    if (its == goods) return one;
  }
  return std::nullopt;
}

QWidget* labelled(const Theme& theme, const QString& name, QLineEdit* field) {
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(3);
  QLabel* label = makeLabel(theme, name, Type::Label, "muted");
  label->setBuddy(field);
  field->setAccessibleName(QString(name).remove(QLatin1Char('&')));
  column->addWidget(label);
  column->addWidget(field);
  return box;
}

}  // namespace

OrderEntry::OrderEntry(const Theme& theme, ShopSession& session, QWidget* parent) : QFrame(parent), m_theme(theme), m_session(session), m_kept(session.scratch() ? QString() : session.options().settings, QDir(session.options().folder).absolutePath()) {
  setProperty("card", true);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(1, 1, 1, 1);
  column->setSpacing(0);
  column->addWidget(buildHead());
  column->addWidget(makeHairline());
  column->addWidget(buildForm());
  column->addWidget(makeHairline());
  column->addWidget(buildLines(), 1);
  column->addWidget(makeHairline());
  column->addWidget(buildTotals());
  auto* receiptRow = new QHBoxLayout;
  receiptRow->setContentsMargins(12, 0, 12, 0);
  m_receipt = new ReceiptBox(theme);
  receiptRow->addWidget(m_receipt);
  column->addLayout(receiptRow);
  column->addWidget(buildKeys());
  m_beforeBox = new QWidget;
  auto* before = new QVBoxLayout(m_beforeBox);
  before->setContentsMargins(12, 0, 12, 6);
  before->setSpacing(4);
  before->addWidget(makeLabel(theme, tr("Placed before this one"), Type::CardTitle));
  m_beforeRows = new RowTableModel({{tr("Order"), false, true}, {.title = tr("Customer"), .freeText = true}, {tr("Total"), true}, {tr("Stored in"), true}, {tr("In the list after"), true}}, this);
  m_before = new DataTable(theme, tr("Placed before this one"));
  m_before->setModel(m_beforeRows);
  m_before->setWidths({70, 0, 92, 84, 112});
  m_before->setSelectionMode(QAbstractItemView::NoSelection);
  m_before->setGrowing(true);
  before->addWidget(m_before);
  m_beforeBox->hide();
  column->addWidget(m_beforeBox);
  column->addWidget(buildFoot());
  m_slow.setSingleShot(true);
  m_slow.setInterval(slowMs);
  m_retry.setSingleShot(true);
  connect(&m_slow, &QTimer::timeout, m_receipt, &ReceiptBox::showWaiting);
  connect(&m_retry, &QTimer::timeout, this, [this] { place(false); });
  m_rest.setSingleShot(true);
  m_rest.setInterval(restMs);
  connect(&m_rest, &QTimer::timeout, this, [this] {
    if (m_place->isHidden()) return;
    m_kept.keep(draft());
    askLike();
  });
  connect(m_lines, &LineGrid::changed, this, &OrderEntry::changed);
  for (QLineEdit* field : {m_customer, m_currency, m_shipTo, m_note, m_country, m_carriage}) connect(field, &QLineEdit::textChanged, this, &OrderEntry::changed);
  connect(new TypeAhead(session.bridge(), query::SearchKind::Customer, m_customer), &TypeAhead::chosen, this, [this] {
    askCustomer();
    m_lines->focusFirst();
  });
  connect(m_customer, &QLineEdit::editingFinished, this, &OrderEntry::askCustomer);
  for (const auto& [keys, andNew] : {std::pair{QStringLiteral("Ctrl+Return"), false}, std::pair{QStringLiteral("Ctrl+Enter"), false}, std::pair{QStringLiteral("Ctrl+Shift+Return"), true}}) {
    auto* shortcut = new QShortcut(QKeySequence(keys), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, [this, andNew = andNew] { place(andNew); });
  }
  showTotal();
}

QWidget* OrderEntry::buildHead() {
  auto* head = new QWidget;
  head->setFixedHeight(px(40));
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(12, 0, 10, 0);
  row->setSpacing(10);
  m_title = makeLabel(m_theme, tr("New order"), Type::Heading);
  m_who = makeLabel(m_theme, {}, Type::Data, "muted");
  QPushButton* close = makeIconButton(m_theme, tr("Close order entry"), "close");
  connect(close, &QPushButton::clicked, this, &OrderEntry::closed);
  row->addWidget(m_title);
  row->addWidget(m_who);
  row->addStretch(1);
  row->addWidget(makeKeyCap(m_theme, tr("Esc closes")));
  row->addWidget(close);
  return head;
}

QWidget* OrderEntry::buildForm() {
  auto* box = new QWidget;
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(12, 10, 12, 10);
  grid->setHorizontalSpacing(12);
  grid->setVerticalSpacing(8);
  m_customer = new QLineEdit;
  m_customer->setObjectName(QStringLiteral("customer"));
  m_customer->setPlaceholderText(tr("Customer id; empty for a guest"));
  m_currency = new QLineEdit(QStringLiteral("GBP"));
  m_currency->setMaxLength(3);
  m_currency->setFixedWidth(px(64));
  m_shipTo = new QLineEdit;
  m_shipTo->setPlaceholderText(tr("Street, town, post code"));
  m_note = new QLineEdit;
  m_note->setPlaceholderText(tr("For those who pack it"));
  grid->addWidget(labelled(m_theme, tr("&Customer"), m_customer), 0, 0);
  grid->addWidget(labelled(m_theme, tr("Deliver &to"), m_shipTo), 0, 1, 1, 2);
  m_country = new QLineEdit;
  m_carriage = new QLineEdit;
  m_carriage->setObjectName(QStringLiteral("carriage"));
  m_carriage->setAlignment(Qt::AlignRight);
  m_carriage->setFixedWidth(px(84));
  auto* second = new QHBoxLayout;
  second->setSpacing(12);
  second->addWidget(labelled(m_theme, tr("N&ote"), m_note), 3);
  second->addWidget(labelled(m_theme, tr("Countr&y"), m_country), 2);
  second->addWidget(labelled(m_theme, tr("Carria&ge"), m_carriage));
  second->addWidget(labelled(m_theme, tr("C&urrency"), m_currency));
  grid->addLayout(second, 1, 0, 1, 3);
  grid->setColumnStretch(0, 1);
  grid->setColumnStretch(1, 1);
  return box;
}

QWidget* OrderEntry::buildLines() {
  m_lines = new LineGrid(m_theme, &m_session.bridge());
  auto* holder = new QWidget;
  auto* column = new QVBoxLayout(holder);
  column->setContentsMargins(8, 0, 8, 4);
  column->addWidget(m_lines);
  column->addStretch(1);
  auto* scroll = new QScrollArea;
  scroll->setWidget(holder);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setAccessibleName(tr("Lines of the order"));
  scroll->viewport()->setAutoFillBackground(false);
  holder->setAutoFillBackground(false);
  scroll->setMinimumHeight(px(110));
  scroll->setFocusPolicy(Qt::NoFocus);
  return scroll;
}

QWidget* OrderEntry::buildTotals() {
  auto* box = new QWidget;
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(12, 8, 18, 8);
  row->setSpacing(12);
  auto* left = new QVBoxLayout;
  left->setSpacing(2);
  m_problem = makeProse(m_theme, {}, Type::Data, "bad");
  m_problem->setObjectName(QStringLiteral("problem"));
  m_like = makeProse(m_theme, {}, Type::Label, "muted");
  m_like->setObjectName(QStringLiteral("like"));
  left->addWidget(m_problem);
  left->addWidget(m_like);
  left->addStretch(1);
  auto* right = new QGridLayout;
  right->setHorizontalSpacing(12);
  right->setVerticalSpacing(2);
  m_parts = makeLabel(m_theme, {}, Type::Label, "muted");
  m_parts->setObjectName(QStringLiteral("parts"));
  m_parts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_totalName = makeLabel(m_theme, {}, Type::Heading);
  m_totalName->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_total = new FigureLabel(m_theme, Type::Heading);
  m_total->setObjectName(QStringLiteral("total"));
  right->addWidget(m_parts, 0, 0, 1, 2);
  right->addWidget(m_totalName, 1, 0);
  right->addWidget(m_total, 1, 1);
  row->addLayout(left, 1);
  row->addLayout(right);
  return box;
}

QWidget* OrderEntry::buildKeys() {
  auto* box = new QWidget;
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(12, 8, 12, 8);
  row->setSpacing(6);
  for (const auto& [keys, what] : {std::pair{tr("Enter"), tr("next line")}, std::pair{tr("Ctrl+Enter"), tr("place")}, std::pair{tr("Ctrl+Shift+Enter"), tr("place and new")}}) {
    row->addWidget(makeKeyCap(m_theme, keys));
    row->addWidget(makeLabel(m_theme, what, Type::Label, "muted"));
    row->addSpacing(12);
  }
  row->addStretch(1);
  return box;
}

QWidget* OrderEntry::buildFoot() {
  auto* box = new QWidget;
  box->setFixedHeight(px(44));
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(12, 0, 12, 0);
  row->setSpacing(8);
  m_open = makeButton(m_theme, tr("Open order"));
  m_again = makeButton(m_theme, tr("New order"), nullptr, "add");
  m_place = makeButton(m_theme, tr("Place order"), "primary", "check");
  m_place->setObjectName(QStringLiteral("place"));
  m_clear = makeButton(m_theme, tr("Clear"));
  m_clear->setToolTip(tr("Forget what was typed"));
  row->addWidget(m_open);
  row->addStretch(1);
  row->addWidget(m_clear);
  row->addWidget(m_again);
  row->addWidget(m_place);
  connect(m_open, &QPushButton::clicked, this, [this] {
    if (!m_last.isEmpty()) emit openAsked(m_last);
  });
  connect(m_clear, &QPushButton::clicked, this, &OrderEntry::clear);
  connect(m_again, &QPushButton::clicked, this, &OrderEntry::start);
  connect(m_place, &QPushButton::clicked, this, [this] { place(false); });
  return box;
}

bool OrderEntry::holdsText() const { return !m_place->isHidden() && draft().holdsText(); }

OrderDraft OrderEntry::draft() const {
  return {m_customer->text(), m_currency->text(), m_shipTo->text(), m_note->text(), m_country->text(), m_carriage->text(), m_lines->lines()};
}

void OrderEntry::fill(const OrderDraft& draft) {
  start();
  show(draft);
}

void OrderEntry::show(const OrderDraft& draft) {
  m_customer->setText(draft.customer);
  if (!draft.currency.isEmpty()) m_currency->setText(draft.currency);
  m_shipTo->setText(draft.shipTo);
  m_note->setText(draft.note);
  m_country->setText(draft.country);
  m_carriage->setText(draft.carriage);
  m_lines->fill(draft.lines);
  askCustomer();
}

void OrderEntry::start() {
  const OrderDraft kept = holdsText() ? draft() : m_kept.draft();
  m_title->setText(tr("New order"));
  m_problem->clear();
  m_receipt->clear();
  m_id = {};
  setLocked(false);
  show(kept);
  m_who->setText(kept.holdsText() ? tr("as you left it") : QString());
  changed();
  showBefore();
  m_customer->setFocus();
}

void OrderEntry::clear() {
  show({});
  m_kept.keep({});
  start();
}

// A refused id stays refused, and a changed entry is another command.
void OrderEntry::changed() {
  m_likeOrder.clear();
  m_likeKnown = false;
  m_like->clear();
  showTotal();
  m_clear->setEnabled(holdsText());
  m_rest.start();
}

void OrderEntry::askCustomer() {
  const QString customer = m_customer->text().trimmed();
  if (customer == m_customerAsked) return;
  m_customerAsked = customer;
  m_who->clear();
  if (customer.isEmpty()) return;
  using Answer = base::Result<query::CustomerDocument>;
  m_session.bridge().ask<Answer>(
      this, [id = customer.toStdString()](query::Reader& reader) { return reader.customer(id); },
      [this, customer](Answer answer) {
        if (m_customerAsked != customer || m_place->isHidden()) return;
        if (!answer) return m_who->setText(tr("a new customer"));
        const query::CustomerSummary& known = answer->summary;
        const QString name = QString::fromStdString(known.name);
        m_who->setText(known.lastOrderAt ? tr("%1 · %2, last %3").arg(name, counted(Counted::Orders, known.orders), m_session.time().day(*known.lastOrderAt)) : name);
        if (m_shipTo->text().isEmpty()) m_shipTo->setText(QString::fromStdString(known.address));
        m_shipTo->setCursorPosition(0);
      });
}

// A guest is known by nothing but what he buys, and many buy the same: only the last minutes count.
void OrderEntry::askLike() {
  const OrderDraft typed = draft();
  const Goods goods = goodsOf(typed.lines);
  if (goods.empty() || m_place->isHidden()) return;
  const std::string customer = typed.customer.trimmed().toStdString();
  const base::Timestamp now = m_session.engine().clock().wall();
  const base::Timestamp since{now.micros - (customer.empty() ? guestMicros : dayMicros)};
  using Answer = std::optional<query::OrderSummary>;
  m_session.bridge().ask<Answer>(
      this, [customer, goods, since](query::Reader& reader) { return orderLike(reader, customer, goods, since); },
      [this, typed, now](Answer like) {
        if (m_place->isHidden() || typed != draft()) return;
        m_likeOrder = like ? QString::fromStdString(like->order) : QString();
        if (like) m_likeText = tr("Order %1, placed %2 ago, has the same customer and the same goods.").arg(m_likeOrder, formatAge((now.micros - like->placedAt.micros) / 1000));
        setTone(m_like, like ? "warn" : "muted");
        m_like->setText(like ? m_likeText : tr("No order like this one in the last 24 h."));
      });
}

void OrderEntry::showTotal() {
  const OrderDraft now = draft();
  m_totalName->setText(tr("Total, %1").arg(now.currency.toUpper()));
  m_total->setText(formatAmount(now.total()));
  QStringList parts;
  if (now.carriageAmount() != base::Amount{} || now.taxIncluded() != base::Amount{}) parts << tr("goods %1").arg(formatAmount(now.goods()));
  if (now.carriageAmount() != base::Amount{}) parts << tr("carriage %1").arg(formatAmount(now.carriageAmount()));
  if (now.taxIncluded() != base::Amount{}) parts << tr("tax in it %1").arg(formatAmount(now.taxIncluded()));
  if (now.hasOpenPrice()) parts << tr("plus lines at their list price");
  m_parts->setText(parts.join(QStringLiteral(" · ")));
}

void OrderEntry::setLocked(bool locked) {
  m_lines->setLocked(locked);
  for (QLineEdit* field : {m_customer, m_currency, m_shipTo, m_note, m_country, m_carriage}) field->setReadOnly(locked);
  m_clear->setVisible(!locked);
  m_place->setVisible(!locked);
  m_again->setVisible(locked);
  m_open->setVisible(locked);
}

void OrderEntry::place(bool andNew) {
  if (m_sending || m_place->isHidden()) return;
  m_lines->clearProblems();
  m_problem->clear();
  const base::SteadyTime pressed = m_session.engine().clock().steady();
  m_sent = draft();
  DraftCommand made = commandOf(m_sent);
  if (!made.problems.empty()) return showProblems(made.problems, made.rows);
  if (!m_likeOrder.isEmpty() && !m_likeKnown) {
    m_likeKnown = true;
    setTone(m_like, "warn");
    return m_like->setText(tr("Not placed yet: Ctrl+Enter once more places it. %1").arg(m_likeText));
  }
  m_rest.stop();
  m_sending = true;
  m_receipt->showSent();
  command::Envelope envelope;
  // The same entry sent again keeps its id, so that it can never be stored twice.
  if (m_id == base::CommandId{}) m_id = m_session.engine().newCommandId();
  envelope.id = m_id;
  envelope.pressedAt = pressed;
  envelope.command = std::move(made.command);
  m_session.bridge().submit(std::move(envelope), this, [this, rows = made.rows, pressed, andNew](const TimedReceipt& timed) {
    answered(timed, rows, pressed, andNew);
  });
}

void OrderEntry::showProblems(const std::vector<domain::FieldProblem>& problems, const std::vector<std::size_t>& rows) {
  QStringList general;
  for (const domain::FieldProblem& problem : problems) {
    const FieldPlace place = placeOf(problem.name);
    const QString text = QString::fromStdString(problem.problem);
    if (place.line && *place.line < rows.size()) m_lines->showProblem(rows[*place.line], place.field, text);
    else general << (place.field == QLatin1String("lines") ? text : place.field.startsWith(QLatin1String("charges")) ? tr("Carriage: %1").arg(text) : tr("%1: %2").arg(plainWords(place.field.toStdString()), text));
  }
  m_problem->setText(general.join(QStringLiteral(" · ")));
}

void OrderEntry::answered(const TimedReceipt& timed, const std::vector<std::size_t>& rows, base::SteadyTime pressed, bool andNew) {
  m_sending = false;
  const command::Receipt& receipt = timed.receipt;
  using O = command::Outcome;
  switch (receipt.outcome) {
    case O::Accepted: return stored(receipt, timed.storedMicros, pressed, andNew);
    case O::Duplicate:
      if (receipt.first && receipt.first->outcome == O::Accepted) return stored(*receipt.first, timed.storedMicros, pressed, andNew);
      return m_receipt->showRefused(tr("Already received; same answer as before"), true);
    case O::Busy:
      if (receipt.retryAfterMs == 0) break;  // to try again helps nothing
      m_receipt->showRefused(tr("Too many at once; nothing stored; trying again in %1").arg(formatAge(receipt.retryAfterMs)), true);
      return m_retry.start(std::max(100, receipt.retryAfterMs));
    case O::Unknown: return m_receipt->showRefused(tr("Not sure yet, checking. Do not enter it again."), true);
    case O::Rejected:
    case O::Conflict:
    case O::Denied: break;
  }
  // A refused id stays refused: a corrected entry is a new command.
  m_id = {};
  m_receipt->showRefused(rejectionSentence(receipt.reason), false);
  showProblems(receipt.fields, rows);
}

void OrderEntry::stored(const command::Receipt& receipt, std::int64_t storedMicros, base::SteadyTime pressed, bool andNew) {
  const QString order = receipt.stream ? QString::fromStdString(receipt.stream->id) : QString();
  m_receipt->showStored(storedMicros, tr("log no. %1").arg(formatCount(receipt.position)));
  m_title->setText(tr("Order %1").arg(order));
  m_who->setText(tr("placed %1 by %2").arg(m_session.time().clock(m_session.engine().clock().wall()), QString::fromStdString(m_session.bridge().actor())));
  m_last = order;
  m_session.own().add({.order = order, .customer = m_sent.customer.trimmed(), .currency = m_sent.currency, .total = m_sent.total(), .at = m_session.engine().clock().wall(), .storedMicros = storedMicros});
  m_slow.start();
  setLocked(true);
  m_kept.keep({});
  m_like->clear();
  emit placed(order);
  // The last event's position counts: the list shows the order when it has all of it.
  m_session.bridge().awaitVisible(receipt.position + std::max(receipt.events, 1) - 1, pressed, this, [this, order](std::int64_t micros) { seen(order, micros); });
  showBefore();
  if (andNew) start();
  else m_again->setFocus();
}

void OrderEntry::seen(const QString& order, std::int64_t micros) {
  m_session.own().sawInList(order, micros);
  if (m_last == order && !m_place->isVisible()) {
    m_slow.stop();
    m_receipt->showInList(micros);
  }
  showBefore();
  emit visibleInList(order);
}

void OrderEntry::showBefore() {
  QList<QList<Cell>> rows;
  const qsizetype from = m_place->isHidden() ? 1 : 0;  // the one whose receipt is shown is not repeated
  const QList<OwnOrder>& own = m_session.own().all();
  for (qsizetype i = from; i < own.size() && i < from + beforeKept; ++i) {
    const OwnOrder& one = own[i];
    rows << QList<Cell>{{one.order, {}, Tone::Text, true, {}},
                        {one.customer.isEmpty() ? tr("Guest") : one.customer, {}, Tone::Text, false, {}},
                        {formatAmount(one.total), {}, Tone::Text, false, {}},
                        {formatMicros(one.storedMicros), {}, Tone::Text, false, {}},
                        {one.inListMicros ? formatMicros(*one.inListMicros) : tr("not yet"), {}, Tone::Text, false, {}}};
  }
  m_beforeRows->setRows(rows);
  m_before->setFixedHeight(m_before->horizontalHeader()->height() + static_cast<int>(rows.size()) * m_before->verticalHeader()->defaultSectionSize());
  m_beforeBox->setVisible(!rows.isEmpty());
}

}  // namespace twinlane::ui
