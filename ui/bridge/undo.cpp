#include "bridge/undo.h"

#include "domain/compensation.h"
#include "domain/format/encoding.h"
#include "words/formats.h"
#include "words/glossary.h"

namespace twinlane::ui {

namespace {

constexpr std::size_t eventsAPage = 1000;

struct Found {
  std::optional<UndoOffer> offer;
  QString why;  // where there is none
  bool isToAsk = false;
};

using Answer = base::Result<Found>;

base::Result<std::vector<store::StoredEvent>> streamOf(query::Reader& reader, const std::string& stream) {
  std::vector<store::StoredEvent> all;
  for (store::Position after = 0;;) {
    auto page = reader.events(after, eventsAPage, stream);
    if (!page) return tl::unexpected(page.error());
    const bool isLast = page->events.size() < eventsAPage;
    if (!page->events.empty()) after = page->events.back().position;
    all.insert(all.end(), std::make_move_iterator(page->events.begin()), std::make_move_iterator(page->events.end()));
    if (isLast) return all;
  }
}

QString money(const query::OrderDocument* order, base::Amount amount) {
  return order == nullptr ? formatAmount(amount) : QString::fromStdString(order->summary.currency.toText()) + QLatin1Char(' ') + formatAmount(amount);
}

QString whoOrdered(const query::OrderDocument* order) {
  if (order == nullptr || order->summary.customer.empty()) return Undo::tr("the guest");
  return QString::fromStdString(order->summary.customerName.empty() ? order->summary.customer : order->summary.customerName);
}

// Empty where nobody has to be asked.
QString questionFor(const domain::Command& command, const query::OrderDocument* order) {
  if (const auto* refund = std::get_if<domain::RefundPayment>(&command)) return Undo::tr("Refund %1 to %2?").arg(money(order, refund->amount), whoOrdered(order));
  if (const auto* payment = std::get_if<domain::RecordPayment>(&command)) return Undo::tr("Record %1 from %2 as paid again?").arg(money(order, payment->amount), whoOrdered(order));
  if (const auto* cancel = std::get_if<domain::CancelOrder>(&command)) return Undo::tr("Cancel order %1 of %2? A cancelled order stays cancelled.").arg(QString::fromStdString(cancel->order.text), whoOrdered(order));
  if (const auto* back = std::get_if<domain::ReturnLines>(&command)) return Undo::tr("Take the goods of order %1 as returned? They are on their way to %2.").arg(QString::fromStdString(back->order.text), whoOrdered(order));
  if (const auto* delivery = std::get_if<domain::RecordDelivery>(&command)) return Undo::tr("Record the package of order %1 as delivered?").arg(QString::fromStdString(delivery->order.text));
  return {};
}

Answer find(query::Reader& reader, const store::StreamRef& stream, const base::CommandId& given, const std::string& reason) {
  const auto events = streamOf(reader, stream.toText());
  if (!events) return tl::unexpected(events.error());
  Found found;
  if (events->empty() || events->back().command != given) {
    const QString who = events->empty() ? QString() : QString::fromStdString(events->back().actor);
    found.why = Undo::tr("%1 has changed it since (%2): look at it first.").arg(who, eventTitle(events->empty() ? std::string() : std::string(domain::typeNameOf(events->back().type) ? domain::typeNameOf(events->back().type) : "")));
    return found;
  }
  std::vector<domain::Event> history;
  domain::OrderState before;
  for (const store::StoredEvent& event : *events) {
    const auto decoded = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
    if (!decoded) return tl::unexpected(decoded.error());
    if (event.position != events->back().position && stream.category == domain::Category::Order) domain::evolve(before, *decoded, {event.when(), event.version});
    history.push_back(*decoded);
  }
  const auto command = domain::undo(stream.id, history, before, reason);
  if (!command) {
    found.why = QString::fromStdString(command.error());
    return found;
  }
  std::optional<query::OrderDocument> order;
  if (stream.category == domain::Category::Order)
    if (auto document = reader.order(stream.id)) order = std::move(*document);
  const QString question = questionFor(*command, order ? &*order : nullptr);
  found.isToAsk = !question.isEmpty();
  found.offer = UndoOffer{question, timingTitle(domain::typeName(*command)), {}, *command, events->back().version, given};
  return found;
}

}  // namespace

Undo::Undo(EngineBridge& bridge, Messages& messages) : m_bridge(bridge), m_messages(messages) { connect(&bridge, &EngineBridge::stored, this, &Undo::took); }

void Undo::took(const std::string& command, const command::Receipt& receipt) {
  if (!receipt.stream || std::erase(m_own, receipt.command) > 0) return;
  m_given.append({QString::fromStdString(command), receipt});
  if (m_given.size() > kept) m_given.removeFirst();
}

QString Undo::nameOf(const Given& given) {
  const QString id = QString::fromStdString(given.receipt.stream->id);
  const auto category = given.receipt.stream->category;
  const QString of = category == domain::Category::Order ? tr("order %1").arg(id) : category == domain::Category::Product ? tr("product %1").arg(id) : tr("customer %1").arg(id);
  return tr("%1, %2").arg(timingTitle(given.name.toStdString()), of);
}

void Undo::refuse(const Given& given, const QString& why) { m_messages.add(MessageKind::Notice, Tone::Warn, tr("Not undone: %1. %2").arg(nameOf(given), why.left(1).toUpper() + why.mid(1))); }

void Undo::undoLast() {
  if (m_isAsking) return;
  if (m_given.isEmpty()) return m_messages.add(MessageKind::Notice, Tone::Muted, tr("Nothing was given in this window that could be undone."));
  consider(m_given.back());
}

void Undo::consider(const Given& given) {
  m_isAsking = m_bridge.ask<Answer>(
      this, [stream = *given.receipt.stream, id = given.receipt.command, reason = tr("undone").toStdString()](query::Reader& reader) { return find(reader, stream, id, reason); },
      [this, given](Answer found) {
        m_isAsking = false;
        if (!found) return refuse(given, QString::fromStdString(found.error().what));
        // What cannot be undone is not in the way of what was given before it.
        if (!found->offer) {
          forget(given.receipt.command);
          return refuse(given, found->why);
        }
        found->offer->done = nameOf(given);
        if (found->isToAsk) emit offered(*found->offer);
        else give(*found->offer);
      });
}

void Undo::forget(const base::CommandId& given) {
  m_given.removeIf([&given](const Given& one) { return one.receipt.command == given; });
}

void Undo::give(const UndoOffer& offer) {
  command::Envelope envelope;
  envelope.id = m_own.emplace_back(m_bridge.engine().newCommandId());
  envelope.command = offer.command;
  envelope.expectedVersion = offer.expectedVersion;
  m_bridge.submit(std::move(envelope), this, [this, offer](const TimedReceipt& timed) {
    const command::Receipt& receipt = timed.receipt;
    if (receipt.outcome == command::Outcome::Accepted) forget(offer.undoes);
    if (receipt.outcome == command::Outcome::Accepted) return m_messages.add(MessageKind::Notice, Tone::Ok, tr("Undone: %1. “%2” is log no. %3.").arg(offer.done, offer.action, formatCount(receipt.position)));
    const QString why = receipt.outcome == command::Outcome::Conflict ? tr("Somebody has changed it meanwhile: look at it first.") : rejectionSentence(receipt.reason);
    m_messages.add(MessageKind::Alert, Tone::Bad, tr("Not undone: %1. %2").arg(offer.done, why));
  });
}

}  // namespace twinlane::ui
