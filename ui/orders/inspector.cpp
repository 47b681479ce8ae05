#include "orders/inspector.h"

#include "parts/button.h"
#include "parts/card.h"
#include "parts/label.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QMenu>
#include <QGridLayout>
#include <QPainter>

namespace twinlane::ui {

namespace {
const QList<int> lineWidths = {0, 40, 56, 68};
constexpr int roomForBoth = 760;
constexpr int leastLines = 26 + 4 * 22, leastFacts = 176, leastTimeline = 82, factsFirst = 100, mostHeadLines = 3, mostAddressLines = 3, mostNoteLines = 2, besideGap = 10, headLeft = 12, headRight = 10;

QList<Column> lineColumns(const QString& net) {
  return {{.title = Inspector::tr("Product"), .wraps = true}, {Inspector::tr("Qty"), true}, {Inspector::tr("Price"), true}, {net, true}};
}

constexpr int followMs = 120;  // the list can be walked with the arrow keys without a question per row

// As high as what stands in it, or lower with a bar.
QScrollArea* scrolled(QWidget* content, const QString& name) {
  auto* area = new QScrollArea;
  area->setWidget(content);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
  area->setAccessibleName(name);
  area->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  return area;
}

}  // namespace

Inspector::Inspector(const Theme& theme, ShopSession& session, QWidget* parent) : QWidget(parent), m_theme(theme), m_session(session) {
  setFixedWidth(px(361));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(1, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(buildHead());
  // Facts come first, then lines and timeline share the height; what one of them does not need is the others'.
  column->addWidget(buildFacts(), factsFirst);
  m_lineRows = new RowTableModel(lineColumns(tr("Net")), this);
  m_lines = new DataTable(theme, tr("Lines of the order"));
  m_lines->setObjectName(QStringLiteral("orderLines"));
  m_lines->setModel(m_lineRows);
  m_lines->setWidths(lineWidths);
  m_lines->setSelectionMode(QAbstractItemView::NoSelection);
  m_lines->setMinimumHeight(px(leastLines));
  m_lines->setSnug(true);
  m_lines->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
  column->addWidget(m_lines, 3);
  column->addWidget(buildActions());
  column->addWidget(buildReason());
  column->addWidget(makeHairline());
  auto* head = new QHBoxLayout;
  head->setContentsMargins(12, 8, 12, 4);
  head->setSpacing(8);
  head->addWidget(makeLabel(theme, tr("Timeline"), Type::CardTitle));
  m_changes = makeLabel(theme, {}, Type::Label, "muted");
  head->addWidget(m_changes);
  head->addStretch(1);
  QPushButton* hood = makeButton(theme, tr("Under the hood"), "link", nullptr, true);
  head->addWidget(hood);
  connect(hood, &QPushButton::clicked, this, [this] {
    if (!m_order.isEmpty()) emit hoodAsked(m_order);
  });
  column->addLayout(head);
  m_timeline = new TimelineView(theme, session.time());
  auto* holder = new QWidget;
  auto* inner = new QVBoxLayout(holder);
  inner->setContentsMargins(12, 4, 12, 4);
  inner->addWidget(m_timeline);
  inner->addStretch(1);
  m_scroll = scrolled(holder, tr("Timeline"));
  column->addWidget(m_scroll, 2);
  column->addStretch();
  QLabel* keys = makeLabel(theme, tr("↑ ↓ next order · Enter opens · Esc closes"), Type::Label, "muted");
  keys->setContentsMargins(12, 5, 12, 5);
  column->addWidget(makeHairline());
  column->addWidget(keys);
  m_debounce.setSingleShot(true);
  m_debounce.setInterval(followMs);
  connect(&m_debounce, &QTimer::timeout, this, &Inspector::ask);
  connect(&session.bridge(), &EngineBridge::stored, this, [this](const std::string&, const command::Receipt& receipt) { took(receipt); });
}

QWidget* Inspector::buildHead() {
  auto* head = new QWidget;
  head->setMinimumHeight(px(42));
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(headLeft, 6, headRight, 6);
  row->setSpacing(besideGap);
  m_title = new ShortLabel(m_theme, Type::Heading, nullptr, mostHeadLines);
  m_title->setWhole(tr("No order chosen"));
  m_customer = new ShortLabel(m_theme, Type::Data, "muted", mostHeadLines);
  m_close = makeIconButton(m_theme, tr("Close the order"), "close");
  connect(m_close, &QPushButton::clicked, this, &Inspector::closed);
  m_names = new QBoxLayout(QBoxLayout::LeftToRight);
  m_names->setSpacing(besideGap);
  m_names->addWidget(m_title);
  m_names->addWidget(m_customer, 1);
  row->addLayout(m_names, 1);
  row->addWidget(m_close, 0, Qt::AlignTop);
  return head;
}

QWidget* Inspector::buildFacts() {
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(12, 6, 12, 10);
  column->setSpacing(8);
  m_strip = new StateStrip(m_theme);
  column->addWidget(m_strip);
  auto* grid = new QGridLayout;
  grid->setHorizontalSpacing(12);
  grid->setVerticalSpacing(4);
  grid->setColumnMinimumWidth(0, 62);
  grid->setColumnStretch(1, 1);
  m_status = new MarkLabel(m_theme);
  m_payment = new MarkLabel(m_theme);
  m_to = new ShortLabel(m_theme, Type::Data, nullptr, mostAddressLines);
  m_placed = makeLabel(m_theme, {});
  m_total = makeLabel(m_theme, {}, Type::DataStrong);
  m_title->setObjectName(QStringLiteral("orderTitle"));
  m_customer->setObjectName(QStringLiteral("orderCustomer"));
  m_to->setObjectName(QStringLiteral("deliverTo"));
  m_hold = new ShortLabel(m_theme, Type::Data, nullptr, mostNoteLines);
  m_hold->setObjectName(QStringLiteral("holdReason"));
  int at = 0;
  const auto add = [&](const QString& name, QWidget* value) {
    QLabel* label = makeLabel(m_theme, name, Type::Data, "muted");
    // Beside a text of several lines it stands at the first.
    grid->addWidget(label, at, 0, qobject_cast<ShortLabel*>(value) ? Qt::AlignTop : Qt::Alignment());
    grid->addWidget(value, at++, 1, Qt::AlignLeft | Qt::AlignVCenter);
    return label;
  };
  add(tr("Status"), m_status);
  m_holdName = add(tr("Held for"), m_hold);
  add(tr("Total"), m_total);
  add(tr("Payment"), m_payment);
  add(tr("Placed"), m_placed);
  add(tr("Deliver to"), m_to);
  column->addLayout(grid);
  column->addLayout(buildNotes());
  m_facts = scrolled(box, tr("Facts of the order"));
  m_facts->setFocusPolicy(Qt::NoFocus);
  box->installEventFilter(this);
  return m_facts;
}

// Under the facts and as wide as all of them: a note is read before anything is packed.
QLayout* Inspector::buildNotes() {
  auto* column = new QVBoxLayout;
  column->setSpacing(0);
  auto* head = new QHBoxLayout;
  head->setSpacing(8);
  m_notesName = makeLabel(m_theme, tr("Notes"), Type::Data, "muted");
  m_earlier = makeLabel(m_theme, {}, Type::Label, "muted");
  head->addWidget(m_notesName);
  head->addWidget(m_earlier);
  head->addStretch(1);
  column->addLayout(head);
  for (auto& [text, by] : m_notes) {
    text = new ShortLabel(m_theme, Type::Data, nullptr, mostNoteLines);
    by = new ShortLabel(m_theme, Type::Label, "muted");
    text->setObjectName(QStringLiteral("note"));
    by->setObjectName(QStringLiteral("noteBy"));
    column->addWidget(text);
    column->addWidget(by);
  }
  return column;
}

QWidget* Inspector::buildActions() {
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(12, 10, 12, 10);
  column->setSpacing(6);
  auto* row = new QHBoxLayout;
  row->setSpacing(6);
  m_ship = makeButton(m_theme, tr("Ship"), "primary", "truck");
  m_ship->setAccessibleName(nameOf(Step::Ship));
  m_pay = makeButton(m_theme, tr("Paid"));
  m_pay->setAccessibleName(nameOf(Step::Pay));
  m_deliver = makeButton(m_theme, tr("Delivered"));
  m_deliver->setAccessibleName(nameOf(Step::Deliver));
  m_cancel = makeButton(m_theme, tr("Cancel…"), "danger");
  m_cancel->setAccessibleName(nameOf(Step::Cancel));
  row->addWidget(m_ship);
  row->addWidget(m_pay);
  row->addWidget(m_deliver);
  m_more = makeButton(m_theme, QString(QChar(0x2026)));
  m_more->setAccessibleName(tr("More to do with this order"));
  auto* menu = new QMenu(m_more);
  for (int i = 0; i < orderSteps; ++i) {
    QAction* action = menu->addAction(twinlane::ui::nameOf(static_cast<OrderStep>(i)), this, [this, i] { openForm(static_cast<OrderStep>(i)); });
    action->setData(i);
  }
  menu->setToolTipsVisible(true);
  connect(menu, &QMenu::aboutToShow, this, [this, menu] {
    for (QAction* action : menu->actions()) {
      const QString why = whyNotNow(static_cast<OrderStep>(action->data().toInt()));
      action->setEnabled(why.isEmpty());
      action->setToolTip(why.isEmpty() ? action->text() : why);
    }
  });
  m_more->setProperty("menu", true);
  m_more->setMenu(menu);
  row->addWidget(m_more);
  row->addStretch(1);
  row->addWidget(m_cancel);
  column->addLayout(row);
  m_answer = makeProse(m_theme, {}, Type::Data, "muted");
  m_answer->setFixedHeight(px(18));
  column->addWidget(m_answer);
  m_form = new CommandForm(m_theme, m_session);
  column->addWidget(m_form);
  connect(m_form, &CommandForm::stored, this, &Inspector::ask);
  connect(m_form, &CommandForm::conflicted, this, [this](const domain::Command& command, const QString& title, const command::Receipt& receipt) {
    if (m_atForm) meet({command, title, *m_atForm, true}, receipt);
  });
  m_conflict = new ConflictView(m_theme, m_session);
  column->addWidget(m_conflict);
  connect(m_conflict, &ConflictView::left, this, [this](const GivenCommand& given) {
    if (given.isOfForm) m_form->show();
  });
  connect(m_conflict, &ConflictView::again, this, qOverload<const GivenCommand&, std::int64_t>(&Inspector::give));
  for (QWidget* part : {static_cast<QWidget*>(m_form), static_cast<QWidget*>(m_conflict)}) part->installEventFilter(this);
  connect(m_ship, &QPushButton::clicked, this, &Inspector::ship);
  connect(m_pay, &QPushButton::clicked, this, &Inspector::pay);
  connect(m_deliver, &QPushButton::clicked, this, &Inspector::deliver);
  connect(m_cancel, &QPushButton::clicked, this, &Inspector::askReason);
  return box;
}

QWidget* Inspector::buildReason() {
  m_reasonBox = new QWidget;
  auto* row = new QHBoxLayout(m_reasonBox);
  row->setContentsMargins(12, 0, 12, 10);
  row->setSpacing(6);
  m_reason = new QLineEdit;
  m_reason->setAccessibleName(tr("Reason for cancelling"));
  m_reason->setPlaceholderText(tr("Why is it cancelled?"));
  QPushButton* confirm = makeButton(m_theme, tr("Cancel the order"), "danger");
  row->addWidget(m_reason, 1);
  row->addWidget(confirm);
  connect(m_reason, &QLineEdit::returnPressed, this, &Inspector::cancel);
  connect(confirm, &QPushButton::clicked, this, &Inspector::cancel);
  m_reasonBox->hide();
  return m_reasonBox;
}

void Inspector::showOrder(const QString& order) {
  if (order == m_order) return;
  // What is shown until then is another order, and nobody means that one.
  m_shown.reset();
  for (QPushButton* each : {m_ship, m_pay, m_deliver, m_cancel}) {
    each->setEnabled(false);
    each->setToolTip(tr("The order is being fetched."));
  }
  m_order = order;
  m_ownVersion = 0;
  m_conflict->close();
  m_form->close();
  m_reasonBox->hide();
  m_answer->clear();
  m_debounce.start();
}

void Inspector::refresh() {
  if (m_order.isEmpty() || m_session.feed().state().head == m_shownAt || m_debounce.isActive()) return;
  ask();
}

void Inspector::ask() {
  if (m_asking || m_order.isEmpty()) return;
  using Answer = base::Result<query::OrderDocument>;
  m_asking = m_session.bridge().ask<Answer>(
      this, [id = m_order.toStdString()](query::Reader& reader) { return reader.order(id); },
      [this, asked = m_order](Answer answer) {
        m_asking = false;
        if (asked != m_order) return ask();
        // A list that is behind is asked again; so is one that has not come to this order yet.
        m_shownAt = answer ? answer->freshness.position : -1;
        if (!m_failure.isEmpty() && m_answer->text() == m_failure) m_answer->clear();
        m_failure = answer ? QString() : QString::fromStdString(answer.error().what);
        if (answer) show(*answer);
        else m_answer->setText(m_failure);
      });
}

void Inspector::show(const query::OrderDocument& document) {
  const query::OrderSummary& s = document.summary;
  m_title->setWhole(tr("Order %1").arg(QString::fromStdString(s.order)));
  const QString name = QString::fromStdString(s.customer.empty() ? std::string() : s.customerName.empty() ? s.customer : s.customerName);
  m_customer->setWhole(name.isEmpty() ? tr("Guest") : name);
  placeNames();
  m_strip->show(s.status, s.payment);
  m_status->setState(statusMark(s.status), statusWord(s.status));
  const QString currency = QString::fromStdString(s.currency.toText());
  m_payment->setState(paymentMark(s.payment), document.paid.tenThousandths == 0
                                                  ? paymentWord(s.payment)
                                                  : tr("%1, %2 %3").arg(paymentWord(s.payment), currency, formatAmount(document.paid)));
  m_placed->setText(s.isPlacedKnown ? tr("%1, %2").arg(m_session.time().day(s.placedAt), m_session.time().clock(s.placedAt)) : tr("time unknown"));
  m_total->setText(tr("%1 %2").arg(currency, formatAmount(s.total)));
  const QString to = QString::fromStdString(document.shipTo.empty() ? document.summary.country : document.shipTo);
  m_to->setWhole(to.isEmpty() ? QString(QChar(0x2014)) : to);
  m_hold->setWhole(QString::fromStdString(document.hold.value_or(std::string())).simplified());
  for (QWidget* widget : {static_cast<QWidget*>(m_holdName), static_cast<QWidget*>(m_hold)}) widget->setVisible(!m_hold->whole().isEmpty());
  showNotes(document);
  showLines(document);
  m_changes->setText(counted(Counted::Changes, static_cast<std::int64_t>(document.timeline.size())));
  m_timeline->show(document);
  const int changes = m_scroll->widget()->sizeHint().height();
  m_scroll->setMinimumHeight(std::min(changes, px(leastTimeline)));
  m_scroll->setMaximumHeight(changes);
  m_shown = document;
  allow(document);
}

// Who ordered stands beside the number, or under it where both are long. The room is told by the width of the whole: what
// stands inside has none before the first layout.
void Inspector::placeNames() {
  const int room = width() - 1 - headLeft - headRight - besideGap - m_close->sizeHint().width();
  const bool beside = m_title->sizeHint().width() + besideGap + m_customer->sizeHint().width() <= room;
  m_names->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  m_names->setSpacing(beside ? besideGap : 2);
}

// The facts need as much as their texts take in the lines they were broken into.
bool Inspector::eventFilter(QObject* watched, QEvent* event) {
  if ((watched == m_form || watched == m_conflict) && (event->type() == QEvent::Show || event->type() == QEvent::Hide)) giveRoom();
  if (event->type() == QEvent::LayoutRequest && watched == m_facts->widget()) {
    const int wanted = m_facts->widget()->sizeHint().height();
    m_facts->setMinimumHeight(std::min(wanted, px(leastFacts)));
    m_facts->setMaximumHeight(wanted);
  }
  return QWidget::eventFilter(watched, event);
}

// In a low window what happened gives way to the form.
void Inspector::giveRoom() {
  const bool isMet = !m_conflict->isHidden();
  m_scroll->setVisible(!isMet && (m_form->isHidden() || height() >= px(roomForBoth)));
  // The two states tell the lines themselves.
  m_lines->setVisible(!isMet);
}

void Inspector::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  giveRoom();
  placeNames();
}

void Inspector::showLines(const query::OrderDocument& document) {
  QList<QList<Cell>> rows;
  for (const query::DocumentLine& line : document.lines) {
    QString name = QString::fromStdString(line.product);
    if (!line.description.empty()) name += QLatin1Char(' ') + QString::fromStdString(line.description);
    rows << QList<Cell>{{name, {}, Tone::Text, false, {}},
                        {formatQuantity(line.quantity), {}, Tone::Text, false, {}},
                        {formatAmount(line.unitPrice), {}, Tone::Text, false, {}},
                        {formatAmount(line.net), {}, Tone::Text, false, {}}};
  }
  for (const auto& [kind, amount] : document.charges)
    rows << QList<Cell>{{QString::fromStdString(kind), {}, Tone::Muted, false, {}}, {}, {}, {formatAmount(amount), {}, Tone::Text, false, {}}};
  rows << QList<Cell>{{tr("Total"), {}, Tone::Text, true, {}}, {}, {}, {formatAmount(document.summary.total), {}, Tone::Text, true, {}}};
  m_lineRows->setColumns(lineColumns(QString::fromStdString(document.summary.currency.toText())));
  m_lineRows->setTotal(true);
  m_lineRows->setRows(rows);
  m_lines->setMinimumHeight(std::min(px(leastLines), m_lines->maximumHeight()));
}

void Inspector::showNotes(const query::OrderDocument& document) {
  std::vector<query::DocumentNote> all;
  if (!document.note.empty()) all.push_back({document.note, document.timeline.empty() ? std::string() : document.timeline.front().actor, document.summary.placedAt});
  all.insert(all.end(), document.notes.begin(), document.notes.end());
  const std::size_t first = all.size() - std::min(all.size(), mostNotes);
  for (std::size_t i = 0; i < mostNotes; ++i) {
    const auto& [text, by] = m_notes[i];
    const bool used = first + i < all.size();
    if (used) {
      const query::DocumentNote& note = all[first + i];
      text->setWhole(QString::fromStdString(note.text).simplified());
      const QString actor = QString::fromStdString(note.actor);
      by->setWhole(note.isTimeKnown ? tr("%1, %2, %3").arg(actor, m_session.time().day(note.at), m_session.time().clock(note.at)) : tr("%1, time unknown").arg(actor));
    }
    text->setVisible(used);
    by->setVisible(used);
  }
  m_notesName->setVisible(!all.empty());
  m_earlier->setText(tr("%1 earlier in the timeline").arg(first));
  m_earlier->setVisible(first > 0);
}

// Where the source does not say what was paid, the person at the desk does.
static base::Amount toPay(const query::OrderDocument& document) { return document.due.value_or(document.summary.total - document.returned); }

void Inspector::allow(const query::OrderDocument& document) {
  using S = domain::OrderStatus;
  const bool dead = document.summary.status == S::Cancelled;
  const bool held = document.summary.status == S::OnHold;
  bool left = false, underway = false, shipped = false;
  for (const query::DocumentLine& line : document.lines) left = left || line.shipped + line.cancelled < line.quantity;
  for (const query::DocumentPackage& package : document.packages) {
    shipped = shipped || package.shipped;
    underway = underway || (package.shipped && !package.delivered);
  }
  const bool open = toPay(document) > base::Amount{};
  const auto set = [](QPushButton* button, bool on, const QString& why) {
    button->setEnabled(on);
    button->setToolTip(on ? button->accessibleName() : why);
  };
  const QString cancelled = tr("The order was cancelled.");
  set(m_ship, !dead && !held && left, dead ? cancelled : held ? tr("The order is on hold.") : tr("Nothing is left to ship."));
  set(m_pay, !dead && open, dead ? cancelled : tr("Nothing is open."));
  set(m_deliver, !dead && underway, dead ? cancelled : tr("No package is on its way."));
  set(m_cancel, !dead && !shipped, dead ? cancelled : tr("It has shipped: only a return is possible, which comes later."));
}

QString Inspector::nameOf(Step step) {
  switch (step) {
    case Step::Ship: return tr("Ship everything that is left");
    case Step::Pay: return tr("Record payment of what is open");
    case Step::Deliver: return tr("Record delivery of the next package");
    case Step::Cancel: return tr("Cancel the order");
  }
  return {};
}

QPushButton* Inspector::button(Step step) const {
  switch (step) {
    case Step::Ship: return m_ship;
    case Step::Pay: return m_pay;
    case Step::Deliver: return m_deliver;
    case Step::Cancel: return m_cancel;
  }
  return nullptr;
}

QString Inspector::whyNotNow(OrderStep step) const { return m_shown ? whyNot(step, *m_shown) : tr("The order is being fetched."); }

void Inspector::openForm(OrderStep step) {
  if (!whyNotNow(step).isEmpty()) return;
  m_reasonBox->hide();
  const OrderForm form = formOf(step, *m_shown);
  m_atForm = *m_shown;
  m_form->open(form.title, form.action, form.fields, form.build, known());
}

void Inspector::give(domain::Command command, const QString& what) { give({std::move(command), what, *m_shown}, known()); }

std::int64_t Inspector::known() const { return std::max(m_shown->summary.version, m_ownVersion); }

void Inspector::took(const command::Receipt& receipt) {
  if (!m_shown || !receipt.stream || QString::fromStdString(receipt.stream->id) != m_order) return;
  m_form->follow(receipt.version - receipt.events, receipt.version);
  // Of what somebody else did in between this person knows nothing.
  if (receipt.version - receipt.events == known()) m_ownVersion = receipt.version;
}

// What others changed and the command does not rest on is no reason to ask, nor is what this person gave right before.
void Inspector::meet(const GivenCommand& given, const command::Receipt& receipt) {
  const bool isAllOwn = receipt.actual == m_ownVersion && std::all_of(receipt.since.begin(), receipt.since.end(), [this](const command::ChangeSince& change) { return change.actor == m_session.bridge().actor(); });
  if (receipt.actual && (isAllOwn || receipt.commutes == domain::Conflict::Commutes)) return give(given, *receipt.actual);
  m_answer->clear();
  if (given.isOfForm) m_form->hide();  // what is typed stays in it
  m_conflict->show(given, receipt);
}

bool Inspector::closeTopmost() {
  if (m_conflict->leave()) return true;
  if (m_form->isHidden()) return false;
  m_form->close();
  return true;
}

void Inspector::give(const GivenCommand& given, std::int64_t version) {
  command::Envelope envelope;
  envelope.command = given.command;
  envelope.expectedVersion = version;
  setTone(m_answer, "muted");
  m_answer->setText(tr("Sending…"));
  m_session.bridge().submit(std::move(envelope), this, [this, given](const TimedReceipt& timed) {
    const command::Receipt& r = timed.receipt;
    const bool stored = r.outcome == command::Outcome::Accepted || r.outcome == command::Outcome::Duplicate;
    // Another order is shown by now, and what became of this one is no answer to it.
    if (QString::fromStdString(given.seen.summary.order) != m_order) {
      if (!stored) m_session.bridge().report(base::fail(base::ErrorCode::Conflict, tr("Order %1, %2: %3").arg(QString::fromStdString(given.seen.summary.order), given.what, rejectionSentence(r.reason)).toStdString()));
      return;
    }
    if (r.outcome == command::Outcome::Conflict) return meet(given, r);
    setTone(m_answer, stored ? "ok" : "bad");
    if (given.isOfForm) m_form->setVisible(!stored);
    if (stored) m_answer->setText(tr("%1: stored in %2").arg(given.what, formatMicros(timed.storedMicros)));
    else if (r.outcome == command::Outcome::Busy && r.retryAfterMs > 0) m_answer->setText(tr("Too many at once; nothing stored. Try again in %1.").arg(formatAge(r.retryAfterMs)));
    else if (r.outcome == command::Outcome::Unknown) m_answer->setText(tr("Not sure yet, checking. Do not enter it again."));
    else m_answer->setText(rejectionSentence(r.reason));
    ask();
  });
}

void Inspector::pay() {
  if (!m_shown) return;
  domain::RecordPayment c;
  c.order = domain::OrderId(m_shown->summary.order);
  c.amount = toPay(*m_shown);
  give(c, tr("Payment"));
}

void Inspector::ship() {
  if (!m_shown) return;
  domain::ShipPackage c;
  c.order = domain::OrderId(m_shown->summary.order);
  give(c, tr("Package"));
}

void Inspector::deliver() {
  if (!m_shown) return;
  for (const query::DocumentPackage& package : m_shown->packages) {
    if (package.delivered || !package.shipped) continue;
    domain::RecordDelivery c;
    c.order = domain::OrderId(m_shown->summary.order);
    c.package = package.package;
    return give(c, tr("Delivery"));
  }
}

void Inspector::askReason() {
  m_reasonBox->show();
  m_reason->clear();
  m_reason->setFocus();
}

void Inspector::cancel() {
  if (!m_shown || m_reason->text().trimmed().isEmpty()) return m_reason->setFocus();
  domain::CancelOrder c;
  c.order = domain::OrderId(m_shown->summary.order);
  c.reason = m_reason->text().trimmed().toStdString();
  m_reasonBox->hide();
  give(c, tr("Cancelled"));
}

void Inspector::paintEvent(QPaintEvent*) {
  QPainter p(this);
  p.fillRect(rect(), m_theme.tokens().card);
  p.fillRect(QRect(0, 0, 1, height()), m_theme.tokens().line);
}

}  // namespace twinlane::ui
