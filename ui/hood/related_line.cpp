#include "hood/related_line.h"

#include "parts/button.h"
#include "parts/label.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <algorithm>

namespace twinlane::ui {

namespace {

constexpr std::size_t mostProducts = 3, mostOthers = 3, besideEvent = 64;

}  // namespace

RelatedLine::RelatedLine(const Theme& theme, ShopSession& session, QWidget* parent) : QWidget(parent), m_theme(theme), m_session(session), m_links(new QHBoxLayout) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 0, 12, 8);
  row->setSpacing(8);
  row->addWidget(makeLabel(theme, tr("Related"), Type::Data, "muted"));
  m_links->setSpacing(6);
  row->addLayout(m_links);
  row->addStretch(1);
}

void RelatedLine::add(const QString& text, const QString& tip, std::function<void()> go) {
  QPushButton* link = makeButton(m_theme, text, "link", nullptr, true);
  link->setToolTip(tip);
  connect(link, &QPushButton::clicked, this, [go = std::move(go)] { go(); });
  m_links->addWidget(link);
}

void RelatedLine::show(const std::vector<store::StoredEvent>& events, const query::OrderDocument& order) {
  const QString shown = QString::fromStdString(order.summary.order) + QLatin1Char(' ') + QString::number(events.size());
  if (shown == m_shown) return;
  m_shown = shown;
  while (QLayoutItem* item = m_links->takeAt(0)) {
    item->widget()->deleteLater();
    delete item;
  }
  if (!order.summary.customer.empty()) {
    const QString customer = QString::fromStdString(order.summary.customer);
    add(tr("customer %1").arg(customer), tr("What this customer ordered"), [this, customer] { emit customerAsked(customer); });
  }
  std::vector<std::string> products;
  for (const query::DocumentLine& line : order.lines)
    if (std::find(products.begin(), products.end(), line.product) == products.end()) products.push_back(line.product);
  for (std::size_t i = 0; i < std::min(products.size(), mostProducts); ++i) {
    const QString product = QString::fromStdString(products[i]);
    add(tr("product %1").arg(product), tr("What was sold and what is left of it"), [this, product] { emit productAsked(product); });
  }
  askOthers(events);
}

// A command's events stand together in the log.
void RelatedLine::askOthers(const std::vector<store::StoredEvent>& events) {
  using Found = std::vector<store::StoredEvent>;
  std::vector<std::pair<base::CommandId, store::Position>> commands;
  for (const store::StoredEvent& event : events) commands.emplace_back(event.command, event.position);
  if (commands.size() > besideEvent) commands.erase(commands.begin(), commands.end() - besideEvent);
  const std::string own = events.front().stream.toText();
  m_session.bridge().ask<Found>(
      this,
      [commands, own](query::Reader& reader) {
        Found found;
        for (const auto& [command, position] : commands) {
          const auto page = reader.events(std::max<store::Position>(0, position - static_cast<store::Position>(besideEvent) / 2), besideEvent);
          if (!page) break;
          for (const store::StoredEvent& event : page->events)
            if (event.command == command && event.stream.toText() != own && found.size() < mostOthers) found.push_back(event);
        }
        return found;
      },
      [this, shown = m_shown](const Found& found) {
        if (shown != m_shown) return;
        for (const store::StoredEvent& event : found)
          add(tr("log no. %1").arg(formatCount(event.position)), tr("%1, by the same command").arg(QString::fromStdString(event.stream.toText())), [this, position = event.position] { emit eventAsked(position); });
      });
}

}  // namespace twinlane::ui
