#include "catalogue/customer_browser.h"

#include "words/counts.h"
#include "words/formats.h"

namespace twinlane::ui {

namespace {

QString moneyOf(const std::vector<query::RevenueSums>& revenue) {
  QStringList parts;
  for (const query::RevenueSums& one : revenue) parts << formatMoney(one.gross, QString::fromStdString(one.currency.toText()));
  return parts.isEmpty() ? QString(QChar(0x2014)) : parts.join(QStringLiteral(", "));
}

QString moneyIn(const std::vector<query::RevenueSums>& revenue, base::Currency currency) {
  for (const query::RevenueSums& one : revenue)
    if (one.currency == currency) return formatAmount(one.gross);
  return QString(QChar(0x2014));
}

QString orDash(const std::string& text) { return text.empty() ? QString(QChar(0x2014)) : QString::fromStdString(text); }

// Typed as a query of orders: an id with a space or a bar stands in quotes.
QString ordersOf(const QString& customer) { return QStringLiteral("customer:\"%1\"").arg(customer); }

QList<FormField> profileFields(const query::CustomerSummary& known, bool isNew) {
  QList<FormField> fields;
  if (isNew) fields << FormField{QStringLiteral("customer"), CustomerBrowser::tr("Customer number")};
  const QString kept = isNew ? QString() : CustomerBrowser::tr("as before");
  fields << FormField{QStringLiteral("name"), CustomerBrowser::tr("Name"), isNew || known.name == known.customer ? QString() : QString::fromStdString(known.name), kept}
         << FormField{QStringLiteral("email"), CustomerBrowser::tr("E-mail"), QString::fromStdString(known.email), kept}
         << FormField{QStringLiteral("phone"), CustomerBrowser::tr("Phone"), QString::fromStdString(known.phone), kept}
         << FormField{QStringLiteral("address"), CustomerBrowser::tr("Deliver to"), QString::fromStdString(known.address), kept}
         << FormField{QStringLiteral("credit_limit"), CustomerBrowser::tr("Credit limit"), {}, CustomerBrowser::tr("none, or an amount")}
         << FormField{QStringLiteral("credit_currency"), CustomerBrowser::tr("Currency of it"), {}, CustomerBrowser::tr("as EUR")};
  return fields;
}

template <class Command>
base::Result<domain::Command> profileOf(const CommandForm::Values& values, const std::string& customer) {
  Command command;
  command.customer = domain::CustomerId(customer);
  const auto text = [&values](const char* key) { return values.value(QLatin1String(key)).toStdString(); };
  command.customerName = text("name");
  command.email = text("email");
  command.phone = text("phone");
  command.address = text("address");
  if (!text("credit_limit").empty()) {
    const auto limit = amountIn(values, QStringLiteral("credit_limit"));
    if (!limit) return tl::unexpected(limit.error());
    const auto currency = currencyIn(values, QStringLiteral("credit_currency"));
    if (!currency) return tl::unexpected(currency.error());
    command.creditLimit = *limit;
    command.creditCurrency = *currency;
  }
  return domain::Command(std::move(command));
}

}  // namespace

CustomerBrowser::CustomerBrowser(const Theme& theme, ShopSession& session, QWidget* parent)
    : CatalogueBrowser(theme, session,
                       {tr("Customers"), tr("Find by name, number, e-mail or address"), tr("No customer is registered and no order names one."), tr("No customer matches “%1”."), tr("Register customer"),
                        {{.title = tr("Customer"), .freeText = true}, {tr("Number"), false, true}, {tr("Orders"), true}, {tr("Sales"), true}, {tr("Open"), true}, {.title = tr("Last order"), .whole = true}},
                        {0, 80, 60, 104, 52, 108},
                        3},
                       parent),
      m_kind{query::SearchKind::Customer, domain::Category::Customer,
             [](query::Reader& reader, int limit) -> base::Result<Kind<query::CustomerSummary>::Page> {
               auto page = reader.customers({.limit = limit});
               if (!page) return tl::unexpected(page.error());
               return Kind<query::CustomerSummary>::Page{std::move(page->customers), page->currency, page->next.has_value(), page->freshness};
             },
             [](query::Reader& reader, const std::string& id) -> base::Result<query::CustomerSummary> {
               auto customer = reader.customer(id);
               if (!customer) return tl::unexpected(customer.error());
               return std::move(customer->summary);
             },
             [](const query::CustomerSummary& customer) { return customer.customer; }, [this](const query::CustomerSummary& customer, base::Currency currency) { return rowOf(customer, currency); }} {
  addAction(tr("Orders"), "orders", [this] { emit ordersAsked(ordersOf(chosen())); });
  addAction(tr("Change profile"), "customer", [this] { update(); });
}

QList<Cell> CustomerBrowser::rowOf(const query::CustomerSummary& customer, base::Currency currency) const {
  const base::Timestamp now = m_session.feed().state().now;
  return {{QString::fromStdString(customer.name), {}, Tone::Text, true, {}},
          {QString::fromStdString(customer.customer), {}, Tone::Muted, false, {}},
          {formatCount(customer.orders), {}, Tone::Text, false, {}},
          {moneyIn(customer.revenue, currency), {}, Tone::Text, false, {}},
          {formatCount(customer.openOrders), {}, customer.openOrders > 0 ? Tone::Text : Tone::Muted, false, {}},
          {customer.lastOrderAt ? m_session.time().moment(*customer.lastOrderAt, now) : QString(QChar(0x2014)), {}, Tone::Muted, false, {}}};
}

CatalogueBrowser::Facts CustomerBrowser::factsOf(const query::CustomerSummary& customer) const {
  const base::Timestamp now = m_session.feed().state().now;
  QStringList due;
  for (const auto& [currency, amount] : customer.due) due << formatMoney(amount, QString::fromStdString(currency.toText()));
  return {{tr("E-mail"), orDash(customer.email)},
          {tr("First order"), customer.firstOrderAt ? m_session.time().moment(*customer.firstOrderAt, now) : QString(QChar(0x2014))},
          {tr("Phone"), orDash(customer.phone)},
          {tr("Orders"), formatCount(customer.orders)},
          {tr("Deliver to"), orDash(customer.address)},
          {tr("Sales"), moneyOf(customer.revenue)},
          {tr("Still to pay"), due.isEmpty() ? QString(QChar(0x2014)) : due.join(QStringLiteral(", "))},
          {tr("Open"), tr("%1, pieces: %2").arg(counted(Counted::Orders, customer.openOrders), formatQuantity(customer.openUnits))},
          {tr("Returns"), tr("%1, pieces: %2").arg(formatCount(customer.returns), formatQuantity(customer.returnedUnits))}};
}

void CustomerBrowser::askListing(const QString& text, int limit) { askList(m_kind, text, limit); }

void CustomerBrowser::askDetails(const QString& id) {
  askOne<query::CustomerSummary>(m_kind, id, [this, id](const query::CustomerSummary& customer, const History& history) {
    m_shown = customer;
    showDetails(id, QString::fromStdString(m_shown.name), factsOf(m_shown), history);
  });
}

void CustomerBrowser::add() {
  form().open(tr("Register customer"), tr("Register"), profileFields({}, true), [](const CommandForm::Values& values) -> base::Result<domain::Command> {
    return profileOf<domain::RegisterCustomer>(values, values.value(QStringLiteral("customer")).toStdString());
  });
}

void CustomerBrowser::update() {
  form().open(tr("Change the profile of %1").arg(QString::fromStdString(m_shown.name)), tr("Change"), profileFields(m_shown, false),
              [customer = m_shown.customer](const CommandForm::Values& values) { return profileOf<domain::UpdateProfile>(values, customer); });
}

}  // namespace twinlane::ui
