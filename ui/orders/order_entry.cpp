#include "orders/order_entry.h"

#include "parts/button.h"
#include "parts/card.h"
#include "parts/figure_label.h"
#include "parts/label.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QShortcut>

namespace twinlane::ui {

namespace {
constexpr int slowMs = 1000;
constexpr qsizetype beforeKept = 4;

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

OrderEntry::OrderEntry(const Theme& theme, ShopSession& session, QWidget* parent) : QFrame(parent), m_theme(theme), m_session(session) {
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
  connect(m_lines, &LineGrid::changed, this, &OrderEntry::showTotal);
  for (const auto& [keys, andNew] : {std::pair{QStringLiteral("Ctrl+Return"), false}, std::pair{QStringLiteral("Ctrl+Enter"), false}, std::pair{QStringLiteral("Ctrl+Shift+Return"), true}}) {
    auto* shortcut = new QShortcut(QKeySequence(keys), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, [this, andNew = andNew] { place(andNew); });
  }
  showTotal();
}

QWidget* OrderEntry::buildHead() {
  auto* head = new QWidget;
  head->setFixedHeight(40);
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
  m_currency->setFixedWidth(64);
  m_shipTo = new QLineEdit;
  m_shipTo->setPlaceholderText(tr("Street, town, post code"));
  m_note = new QLineEdit;
  m_note->setPlaceholderText(tr("For the people who pack it"));
  grid->addWidget(labelled(m_theme, tr("&Customer"), m_customer), 0, 0);
  grid->addWidget(labelled(m_theme, tr("Deliver &to"), m_shipTo), 0, 1, 1, 2);
  grid->addWidget(labelled(m_theme, tr("N&ote"), m_note), 1, 0, 1, 2);
  grid->addWidget(labelled(m_theme, tr("C&urrency"), m_currency), 1, 2);
  grid->setColumnStretch(0, 1);
  grid->setColumnStretch(1, 1);
  connect(m_currency, &QLineEdit::textChanged, this, &OrderEntry::showTotal);
  return box;
}

QWidget* OrderEntry::buildLines() {
  m_lines = new LineGrid(m_theme);
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
  scroll->setMinimumHeight(110);
  scroll->setFocusPolicy(Qt::NoFocus);
  return scroll;
}

QWidget* OrderEntry::buildTotals() {
  auto* box = new QWidget;
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(12, 8, 18, 8);
  row->setSpacing(12);
  m_problem = makeProse(m_theme, {}, Type::Data, "bad");
  m_problem->setObjectName(QStringLiteral("problem"));
  m_openPrice = makeLabel(m_theme, tr("plus lines at their list price"), Type::Label, "muted");
  m_totalName = makeLabel(m_theme, {}, Type::Heading);
  m_total = new FigureLabel(m_theme, Type::Heading);
  m_total->setObjectName(QStringLiteral("total"));
  row->addWidget(m_problem, 1);
  row->addWidget(m_openPrice);
  row->addWidget(m_totalName);
  row->addWidget(m_total);
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
  box->setFixedHeight(44);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(12, 0, 12, 0);
  row->setSpacing(8);
  m_open = makeButton(m_theme, tr("Open order"));
  m_again = makeButton(m_theme, tr("New order"), nullptr, "add");
  m_place = makeButton(m_theme, tr("Place order"), "primary", "check");
  m_place->setObjectName(QStringLiteral("place"));
  row->addWidget(m_open);
  row->addStretch(1);
  row->addWidget(m_again);
  row->addWidget(m_place);
  connect(m_open, &QPushButton::clicked, this, [this] {
    if (!m_last.isEmpty()) emit openAsked(m_last);
  });
  connect(m_again, &QPushButton::clicked, this, &OrderEntry::start);
  connect(m_place, &QPushButton::clicked, this, [this] { place(false); });
  return box;
}

bool OrderEntry::holdsText() const {
  const OrderDraft typed = draft();
  const bool lines = std::any_of(typed.lines.begin(), typed.lines.end(), [](const DraftLine& line) { return !line.empty(); });
  return lines || !typed.customer.isEmpty() || !typed.shipTo.isEmpty() || !typed.note.isEmpty();
}

OrderDraft OrderEntry::draft() const {
  return {m_customer->text(), m_currency->text(), m_shipTo->text(), m_note->text(), m_lines->lines()};
}

void OrderEntry::fill(const OrderDraft& draft) {
  start();
  m_customer->setText(draft.customer);
  m_shipTo->setText(draft.shipTo);
  m_note->setText(draft.note);
  for (std::size_t i = 0; i < draft.lines.size() && i < LineGrid::rowsAtFirst; ++i) {
    const DraftLine& line = draft.lines[i];
    int field = 0;
    for (const QString& text : {line.product, line.description, line.quantity, line.price}) {
      auto* cell = m_lines->findChild<QLineEdit*>(QStringLiteral("line%1_%2").arg(i + 1).arg(field++));
      cell->setText(text);
      cell->setCursorPosition(0);
    }
  }
}

void OrderEntry::start() {
  m_title->setText(tr("New order"));
  m_who->clear();
  for (QLineEdit* field : {m_customer, m_shipTo, m_note}) field->clear();
  m_lines->clear();
  m_problem->clear();
  m_receipt->clear();
  m_id = {};
  setLocked(false);
  showTotal();
  showBefore();
  m_customer->setFocus();
}

void OrderEntry::showTotal() {
  const OrderDraft now = draft();
  m_totalName->setText(tr("Total, %1").arg(now.currency.toUpper()));
  m_total->setText(formatAmount(now.total()));
  m_openPrice->setVisible(now.hasOpenPrice());
}

void OrderEntry::setLocked(bool locked) {
  m_lines->setLocked(locked);
  for (QLineEdit* field : {m_customer, m_currency, m_shipTo, m_note}) field->setReadOnly(locked);
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
    else general << (place.field == QLatin1String("lines") ? text : tr("%1: %2").arg(plainWords(place.field.toStdString()), text));
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
  m_before->setFixedHeight(26 + static_cast<int>(rows.size()) * 22);
  m_beforeBox->setVisible(!rows.isEmpty());
}

}  // namespace twinlane::ui
