#include "catalogue/product_browser.h"

#include "words/formats.h"

namespace twinlane::ui {

namespace {

QString salesOf(const std::vector<query::ProductSums>& revenue) {
  QStringList parts;
  for (const query::ProductSums& one : revenue) parts << formatMoney(one.gross, QString::fromStdString(one.currency.toText()));
  return parts.isEmpty() ? QString(QChar(0x2014)) : parts.join(QStringLiteral(", "));
}

QString salesIn(const std::vector<query::ProductSums>& revenue, base::Currency currency) {
  for (const query::ProductSums& one : revenue)
    if (one.currency == currency) return formatAmount(one.gross);
  return QString(QChar(0x2014));
}

QString returnedOf(const std::vector<query::ProductSums>& revenue) {
  QStringList parts;
  for (const query::ProductSums& one : revenue)
    if (one.returned.tenThousandths != 0) parts << formatMoney(one.returned, QString::fromStdString(one.currency.toText()));
  return parts.isEmpty() ? QString(QChar(0x2014)) : parts.join(QStringLiteral(", "));
}

QList<Cell> productRow(const query::ProductSummary& product, base::Currency currency) {
  const QString dash(QChar(0x2014));
  const bool isOut = product.stock && product.stock->available().thousandths <= 0;
  return {{QString::fromStdString(product.name), {}, Tone::Text, true, {}},
          {QString::fromStdString(product.product), {}, Tone::Muted, false, {}},
          {formatQuantity(product.units), {}, Tone::Text, false, {}},
          {salesIn(product.revenue, currency), {}, Tone::Text, false, {}},
          {product.stock ? formatQuantity(product.stock->onHand) : dash, {}, product.stock ? Tone::Text : Tone::Muted, false, {}},
          {product.stock ? formatQuantity(product.stock->available()) : dash, isOut ? StateMark{MarkShape::Triangle, Tone::Warn} : StateMark{}, isOut ? Tone::Warn : Tone::Text, false, {}}};
}

}  // namespace

ProductBrowser::ProductBrowser(const Theme& theme, ShopSession& session, QWidget* parent)
    : CatalogueBrowser(theme, session,
                       {tr("Products"), tr("Find by name or code"), tr("No product is listed and no order names one."), tr("No product matches “%1”."), tr("List product"),
                        {{.title = tr("Product"), .freeText = true}, {tr("Code"), false, true}, {tr("Sold"), true}, {tr("Sales"), true}, {tr("On hand"), true}, {tr("Free to sell"), true}},
                        {0, 84, 64, 104, 72, 88},
                        3},
                       parent),
      m_kind{query::SearchKind::Product, domain::Category::Product,
             [](query::Reader& reader, int limit) -> base::Result<Kind<query::ProductSummary>::Page> {
               auto page = reader.products({.limit = limit});
               if (!page) return tl::unexpected(page.error());
               return Kind<query::ProductSummary>::Page{std::move(page->products), page->currency, page->next.has_value(), page->freshness};
             },
             [](query::Reader& reader, const std::string& id) -> base::Result<query::ProductSummary> {
               auto product = reader.product(id);
               if (!product) return tl::unexpected(product.error());
               return std::move(product->summary);
             },
             [](const query::ProductSummary& product) { return product.product; }, productRow} {
  addAction(tr("Receive stock"), "import", [this] { receive(); });
  addAction(tr("Count"), "check", [this] { count(); });
  addAction(tr("Change price"), nullptr, [this] { changePrice(); });
}

QString ProductBrowser::title() const { return QString::fromStdString(m_shown.name); }

void ProductBrowser::askListing(const QString& text, int limit) { askList(m_kind, text, limit); }

void ProductBrowser::askDetails(const QString& id) {
  askOne<query::ProductSummary>(m_kind, id, [this, id](const query::ProductSummary& product, const History& history) {
    m_shown = product;
    const auto& stock = m_shown.stock;
    const QString notCounted = tr("not counted");
    showDetails(id, title(),
                {{tr("On hand"), stock ? formatQuantity(stock->onHand) : notCounted},
                 {tr("Sold"), formatQuantity(m_shown.units)},
                 {tr("Kept for orders"), stock ? formatQuantity(stock->reserved) : notCounted},
                 {tr("Sales"), salesOf(m_shown.revenue)},
                 {tr("Free to sell"), stock ? formatQuantity(stock->available()) : notCounted},
                 {tr("Returned"), returnedOf(m_shown.revenue)},
                 {tr("In orders"), formatCount(m_shown.orders)}},
                history);
  });
}

void ProductBrowser::add() {
  form().open(tr("List product"), tr("List"),
              {{QStringLiteral("product"), tr("Code")}, {QStringLiteral("name"), tr("Name")}, {QStringLiteral("price"), tr("Price")}, {QStringLiteral("currency"), tr("Currency"), {}, tr("as EUR")}},
              [](const CommandForm::Values& values) -> base::Result<domain::Command> {
                const auto price = amountIn(values, QStringLiteral("price"));
                if (!price) return tl::unexpected(price.error());
                const auto currency = currencyIn(values, QStringLiteral("currency"));
                if (!currency) return tl::unexpected(currency.error());
                return domain::Command(domain::ListProduct{domain::ProductId(values.value(QStringLiteral("product")).toStdString()), values.value(QStringLiteral("name")).toStdString(), *price, *currency});
              });
}

void ProductBrowser::receive() {
  form().open(tr("Receive stock of %1").arg(title()), tr("Receive"), {{QStringLiteral("quantity"), tr("Pieces that came in")}}, [product = m_shown.product](const CommandForm::Values& values) -> base::Result<domain::Command> {
    const auto quantity = quantityIn(values, QStringLiteral("quantity"));
    if (!quantity) return tl::unexpected(quantity.error());
    return domain::Command(domain::ReceiveStock{domain::ProductId(product), *quantity});
  });
}

// A person counts what lies there; the command says the difference.
void ProductBrowser::count() {
  const base::Quantity onHand = m_shown.stock ? m_shown.stock->onHand : base::Quantity{};
  form().open(tr("Count %1: %2 should be there").arg(title(), formatQuantity(onHand)), tr("Record the count"),
              {{QStringLiteral("quantity"), tr("Pieces counted")}, {QStringLiteral("reason"), tr("Reason"), tr("counted")}},
              [product = m_shown.product, onHand](const CommandForm::Values& values) -> base::Result<domain::Command> {
                const auto counted = quantityIn(values, QStringLiteral("quantity"));
                if (!counted) return tl::unexpected(counted.error());
                if (*counted == onHand) return base::fail(base::ErrorCode::BadInput, tr("as many as should be there: nothing to record").toStdString(), "quantity", {});
                return domain::Command(domain::AdjustStock{domain::ProductId(product), *counted - onHand, values.value(QStringLiteral("reason")).toStdString()});
              });
}

void ProductBrowser::changePrice() {
  form().open(tr("Change the price of %1").arg(title()), tr("Change"), {{QStringLiteral("price"), tr("New price")}, {QStringLiteral("currency"), tr("Currency"), {}, tr("as it is listed")}},
              [product = m_shown.product](const CommandForm::Values& values) -> base::Result<domain::Command> {
                const auto price = amountIn(values, QStringLiteral("price"));
                if (!price) return tl::unexpected(price.error());
                domain::ChangePrice command{domain::ProductId(product), *price, {}};
                if (!values.value(QStringLiteral("currency")).isEmpty()) {
                  const auto currency = currencyIn(values, QStringLiteral("currency"));
                  if (!currency) return tl::unexpected(currency.error());
                  command.currency = *currency;
                }
                return domain::Command(std::move(command));
              });
}

}  // namespace twinlane::ui
